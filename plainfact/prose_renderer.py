"""Rendering prose: what stands in place of each binding, as HTML on a page or as plain words."""

from collections.abc import Callable
from functools import partial

from markupsafe import Markup, escape

from plainfact.claims import Fact, find_fact
from plainfact.content_links import resolve_link
from plainfact.datasets import Cell, Row
from plainfact.markdown import MarkdownRenderer, render_plain
from plainfact.notes import Note, format_fact, make_note, make_source_link
from plainfact.owners import Owned
from plainfact.pages import Heading
from plainfact.phrasing import format_quantity
from plainfact.prose import BLOCKS, Binding, Prose, Scheme
from plainfact.quantities import Quantity
from plainfact.site import Site
from plainfact.texts import Text
from plainfact.units import DATE
from plainfact.urls import EXTERNAL, relative_url
from plainfact.wording import UnreadableError, read_quantity

RenderBlock = Callable[[Binding], Markup]
"""Gives the HTML of a chart or a table that stands in a page."""


class ProseRenderer:
    """Renders the texts of one site; holds nothing of any page."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._markdown = MarkdownRenderer()

    def plain(self, prose: Prose | None) -> str:
        """Return a text in plain words."""
        if prose is None:
            return ""
        return render_plain(prose, lambda index: self._plain_words(prose.bindings[index]))

    def inline(self, prose: Prose | None, page: str) -> Markup:
        """Return a short text as HTML for a page, its facts leading to the facts page."""
        if prose is None:
            return Markup()
        sink = NoteSink(self, page, "")
        owned = Owned(prose, "text", "", page, may_hold_figures=False, allow={})
        return self._markdown.render_inline(
            prose,
            lambda index: sink.fill(prose.bindings[index]),
            partial(self._resolve, owned=owned, page=page),
        )

    def body(
        self,
        owned: Owned,
        page: str,
        headings: tuple[Heading, ...],
        sink: "NoteSink",
        render_block: RenderBlock,
    ) -> Markup:
        """Return a page's text as HTML; its facts lead to the notes that the sink gathers."""
        bindings = owned.prose.bindings

        def fill(index: int) -> str:
            binding = bindings[index]
            if binding.scheme in BLOCKS:
                return render_block(binding)
            return sink.fill(binding)

        resolve = partial(self._resolve, owned=owned, page=page)
        return self._markdown.render(owned.prose, fill, resolve, headings, sink.prefix)

    def _resolve(self, href: str, owned: Owned, page: str) -> str:
        """Return the address of a link or picture of the content, from the page that shows it."""
        if href.startswith(EXTERNAL):
            return href
        target = resolve_link(href, owned, self.site)
        return relative_url(page, target if target is not None else _image_path(href))

    def cell_words(self, cell: Cell) -> str:
        """Return a cell's value in plain words."""
        if cell.quantity is not None:
            return format_quantity(cell.quantity, self.site.language)
        return self.plain(cell.words)

    def cell_value(self, cell: Cell, page: str) -> Markup:
        """Return a cell's value as HTML: its words, which may hold links, or its quantity."""
        return escape(self.cell_words(cell)) if cell.quantity else self.inline(cell.words, page)

    def format(self, quantity: Quantity) -> str:
        """Return a quantity as a table shows it: with its unit, unless that is a noun."""
        return format_quantity(quantity, self.site.language, bare=True)

    def row_label(self, row: Row) -> str:
        """Return the words by which a row is known: the period that its id names, or its id."""
        try:
            period = read_quantity(row.id, DATE, self.site.language)
        except UnreadableError:
            return row.id
        return format_quantity(period, self.site.language)

    def note(self, cell: Cell, page: str) -> Note:
        """Return the note of a cell as a page shows it."""
        return make_note(cell, self.site, self.cell_words(cell), self.inline(cell.note, page))

    def fact(self, binding: Binding) -> Fact:
        """Return what a checked fact binding leads to."""
        fact = find_fact(binding.target, self.site.cells, self.site.datasets)
        if fact is None:
            raise LookupError(binding.target)
        return fact

    def fact_words(self, binding: Binding, fact: Fact) -> str:
        """Return the words of a fact: its author's, or the cell's."""
        if binding.words:
            return self.words(binding.words)
        return format_fact(fact, self.site) if fact.quantity else self.plain(fact.cell.words)

    def words(self, words: str) -> str:
        """Return the words of a link without their Markdown."""
        return render_plain(_as_prose(words), lambda _: "")

    def _plain_words(self, binding: Binding) -> str:
        match binding.scheme:
            case Scheme.FACT:
                return self.fact_words(binding, self.fact(binding))
            case Scheme.TERM:
                return self.words(binding.words) or self.site.terms[binding.target].title
            case _:
                return ""


class NoteSink:
    """Fills the bindings of one page, and gathers the notes that its facts lead to."""

    def __init__(
        self, renderer: ProseRenderer, page: str, prefix: str, *, gather: bool = False
    ) -> None:
        self.prefix = prefix
        self._renderer = renderer
        self._page = page
        self._gather = gather
        self._cells: dict[str, Cell] = {}
        self._cited: dict[str, None] = {}

    def fill(self, binding: Binding) -> Markup:
        """Return the HTML of a fact, a term or a citation."""
        match binding.scheme:
            case Scheme.FACT:
                return self._fill_fact(binding)
            case Scheme.TERM:
                return self._fill_term(binding)
            case _:
                return self._fill_citation(binding)

    def notes(self) -> tuple[Note, ...]:
        """Return the notes of the facts filled so far, in their order."""
        return tuple(self._renderer.note(cell, self._page) for cell in self._cells.values())

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the sources cited so far."""
        return tuple(self._cited)

    def _fill_fact(self, binding: Binding) -> Markup:
        fact = self._renderer.fact(binding)
        words = self._renderer.fact_words(binding, fact)
        if self._gather:
            self._cells[fact.cell.address] = fact.cell
            href = f"#{self.prefix}note-{fact.cell.anchor}"
        else:
            href = relative_url(self._page, f"facts/#{fact.cell.anchor}")
        return Markup('<a class="fact" href="{}" data-fact="{}">{}</a>').format(
            href, fact.cell.address, words
        )

    def _fill_term(self, binding: Binding) -> Markup:
        term = self._renderer.site.terms[binding.target]
        words = self._renderer.words(binding.words) or term.title
        href = relative_url(self._page, f"glossary/#{term.id}")
        return Markup('<a class="term" href="{}">{}</a>').format(href, words)

    def _fill_citation(self, binding: Binding) -> Markup:
        self._cited[binding.target] = None
        source = self._renderer.site.sources[binding.target]
        words = make_source_link(source, self._renderer.site).words
        href = relative_url(self._page, f"sources/#{binding.target}")
        return Markup('<a class="citation" href="{}">[{}]</a>').format(href, escape(words))


def _as_prose(words: str) -> Prose:
    return Prose(words, (), (), (), Text(words, "", 1))


def _image_path(href: str) -> str:
    return "images/" + href.rpartition("images/")[2]
