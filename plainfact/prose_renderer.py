"""Rendering prose: what stands in place of each binding, as HTML on a page or as plain words."""

from collections.abc import Callable
from functools import partial

from markupsafe import Markup, escape

from plainfact.content_links import resolve_link
from plainfact.datasets import Cell
from plainfact.headings import Heading
from plainfact.markdown import MarkdownRenderer
from plainfact.note_sink import NoteSink
from plainfact.notes import Note, make_note
from plainfact.owners import Owned
from plainfact.plain_renderer import PlainRenderer
from plainfact.prose import BLOCKS, Binding, Prose
from plainfact.site import Site
from plainfact.urls import EXTERNAL, relative_url
from plainfact.words import find_words

RenderBlock = Callable[[Binding], Markup]
"""Gives the HTML of a chart or a table that stands in a page."""


class ProseRenderer(PlainRenderer):
    """Renders the texts of one site, as plain words and as HTML; holds nothing of any page."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._markdown = MarkdownRenderer(find_words(site.language.code)["link_here"])

    def inline(self, prose: Prose | None, page: str, sink: NoteSink | None = None) -> Markup:
        """Return a short text as HTML for a page.

        Its facts and terms lead to the notes that a sink gathers, else to pages of reference.
        """
        if prose is None:
            return Markup()
        sink = sink or NoteSink(self, page, "")
        owned = Owned(prose, "text", "", page, may_hold_figures=False, allow={})
        return self._markdown.render_inline(
            prose,
            lambda index: sink.fill(prose.bindings[index]),
            lambda index: self.binding_words(prose.bindings[index]),
            partial(self._resolve, owned=owned, page=page),
        )

    def body(
        self,
        owned: Owned,
        page: str,
        headings: tuple[Heading, ...],
        sink: NoteSink,
        render_block: RenderBlock,
    ) -> Markup:
        """Return a page's text as HTML; its facts lead to the notes that the sink gathers."""
        bindings = owned.prose.bindings

        def fill(index: int) -> str:
            binding = bindings[index]
            if binding.scheme in BLOCKS:
                return render_block(binding)
            return sink.fill(binding)

        def say(index: int) -> str:
            return self.binding_words(bindings[index])

        resolve = partial(self._resolve, owned=owned, page=page)
        return self._markdown.render(owned.prose, fill, say, resolve, headings, sink.prefix)

    def _resolve(self, href: str, owned: Owned, page: str) -> str:
        """Return the address of a link or picture of the content, from the page that shows it."""
        if href.startswith(EXTERNAL):
            return href
        target = resolve_link(href, owned, self.site)
        return relative_url(page, target if target is not None else _image_path(href))

    def cell_value(self, cell: Cell, page: str) -> Markup:
        """Return a cell's value as HTML: its words, which may hold links, or its quantity."""
        return escape(self.cell_words(cell)) if cell.quantity else self.inline(cell.words, page)

    def note(self, cell: Cell, page: str) -> Note:
        """Return the note of a cell as a page shows it."""
        return make_note(cell, self.site, self.cell_words(cell), self.inline(cell.note, page))


def _image_path(href: str) -> str:
    return "images/" + href.rpartition("images/")[2]
