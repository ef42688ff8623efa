"""Plain words: what prose, cells and facts read as where no page can hold a link."""

from importlib import import_module

from plainfact.addresses import Fact, find_fact
from plainfact.datasets import Cell, Row
from plainfact.markdown import render_plain
from plainfact.notes import format_fact
from plainfact.phrasing import format_quantity
from plainfact.prose import Binding, Prose, Scheme
from plainfact.quantities import Quantity
from plainfact.site import Site
from plainfact.texts import Text
from plainfact.units import DATE
from plainfact.wording_errors import UnreadableError


class PlainRenderer:
    """Renders the texts of one site as plain words."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def plain(self, prose: Prose | None) -> str:
        """Return a text in plain words."""
        if prose is None:
            return ""
        return render_plain(prose, lambda index: self.binding_words(prose.bindings[index]))

    def cell_words(self, cell: Cell) -> str:
        """Return a cell's value in plain words."""
        if cell.quantity is not None:
            return format_quantity(cell.quantity, self.site.language)
        return self.plain(cell.words)

    def format(self, quantity: Quantity) -> str:
        """Return a quantity as a table shows it: with its unit, unless that is a noun."""
        return format_quantity(quantity, self.site.language, bare=True)

    def row_label(self, row: Row) -> str:
        """Return the words by which a row is known: the period that its id names, or its id."""
        try:
            period: Quantity = import_module("plainfact.wording").read_quantity(
                row.id, DATE, self.site.language
            )
        except UnreadableError:
            return row.id
        return format_quantity(period, self.site.language)

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

    def binding_words(self, binding: Binding) -> str:
        """Return what stands in place of a binding in plain words."""
        match binding.scheme:
            case Scheme.FACT:
                return self.fact_words(binding, self.fact(binding))
            case Scheme.TERM:
                return self.words(binding.words) or self.site.terms[binding.target].title
            case _:
                return ""


def _as_prose(words: str) -> Prose:
    return Prose(words, (), (), (), Text(words, "", 1))
