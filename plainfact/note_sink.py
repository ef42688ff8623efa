"""The note sink: fills the bindings of one page, and gathers the notes that they lead to."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from plainfact.datasets import Cell
from plainfact.glossary import Term
from plainfact.notes import make_source_link
from plainfact.plain_renderer import PlainRenderer
from plainfact.prose import Binding, Prose, Scheme
from plainfact.typography import hold_together
from plainfact.urls import relative_url


class NoteSink:
    """Fills the bindings of one page, whose notes stand at its end or, else, on other pages.

    Notes lead back to their words, but where they are so many that it would weigh: browsers do.
    """

    def __init__(
        self, renderer: PlainRenderer, page: str, prefix: str, *, gather: bool = False,
        leads_back: bool = True,
    ) -> None:  # fmt: skip
        self.prefix = prefix
        self._renderer = renderer
        self._page = page
        self._gather = gather
        self._leads_back = leads_back
        self._cells: dict[str, list[str]] = {}
        self._terms: dict[str, list[str]] = {}
        self._places = 0

    @property
    def cells(self) -> tuple[tuple[Cell, tuple[str, ...]], ...]:
        """The cells met so far, in order, each with the fragments of the words that led to it."""
        cells = self._renderer.site.cells
        return tuple((cells[address], tuple(places)) for address, places in self._cells.items())

    @property
    def terms(self) -> tuple[tuple[Term, tuple[str, ...]], ...]:
        """The terms met so far, as the cells are."""
        terms = self._renderer.site.terms
        return tuple((terms[name], tuple(places)) for name, places in self._terms.items())

    def fill(self, binding: Binding) -> Markup:
        """Return the HTML of a fact, a term or a citation."""
        match binding.scheme:
            case Scheme.FACT:
                return self._fill_fact(binding)
            case Scheme.TERM:
                return self._fill_term(binding)
            case _:
                return self._fill_citation(binding)

    def meet(self, texts: Iterable[Prose]) -> None:
        """Gather the notes of texts that are rendered apart, such as a figure's."""
        if not self._gather:
            return
        for binding in (binding for text in texts for binding in text.bindings):
            if binding.scheme is Scheme.FACT:
                self._cells.setdefault(self._renderer.fact(binding).cell.address, [])
            elif binding.scheme is Scheme.TERM:
                self._terms.setdefault(binding.target, [])

    def _fill_fact(self, binding: Binding) -> Markup:
        fact = self._renderer.fact(binding)
        words = hold_together(self._renderer.fact_words(binding, fact))
        address, anchor = fact.cell.address, fact.cell.anchor
        if not self._gather:
            href = relative_url(self._page, f"facts/#{anchor}")
            return Markup('<a class="fact" href="{}">{}</a>').format(href, words)
        place = self._take_place(self._cells, address)
        # On paper, where nothing can be followed, the number of the note stands by the words.
        number = list(self._cells).index(address) + 1
        return Markup('<a class="fact"{} href="#{}note-{}" data-note="{}">{}</a>').format(
            place, self.prefix, anchor, number, words
        )

    def _fill_term(self, binding: Binding) -> Markup:
        term = self._renderer.site.terms[binding.target]
        words = self._renderer.words(binding.words) or term.title
        if not self._gather:
            href = relative_url(self._page, f"glossary/#{term.id}")
            return Markup('<a class="term" href="{}">{}</a>').format(href, words)
        place = self._take_place(self._terms, term.id)
        return Markup('<a class="term"{} href="#{}term--{}">{}</a>').format(
            place, self.prefix, term.id, words
        )

    def _fill_citation(self, binding: Binding) -> Markup:
        source = self._renderer.site.sources[binding.target]
        words = make_source_link(source, self._renderer.site).words
        if binding.words:
            words = f"{words}, {binding.words}"
        href = relative_url(self._page, f"sources/#{binding.target}")
        return Markup('<a class="citation" href="{}">[{}]</a>').format(href, escape(words))

    def _take_place(self, met: dict[str, list[str]], key: str) -> Markup:
        """Return the id of words that lead to a note, if it leads back, as an attribute.

        They are led to from the note alone, so a number is enough.
        """
        places = met.setdefault(key, [])
        if not self._leads_back:
            return Markup()
        self._places += 1
        places.append(f"{self.prefix}use--{self._places}")
        return Markup(' id="{}"').format(places[-1])
