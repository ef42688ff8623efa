"""Labels: the words by which charts call rows, columns and text cells."""

from collections.abc import Mapping

from plainfact.datasets import Cell, Row
from plainfact.languages import Language
from plainfact.languages.english import ENGLISH
from plainfact.markdown import render_plain
from plainfact.period_wording import read_period
from plainfact.periods import Period
from plainfact.phrasing import format_period, format_quantity
from plainfact.prose import Binding, Prose, Scheme
from plainfact.wording_errors import UnreadableError


def plain_words(prose: Prose | None, cells: Mapping[str, Cell], language: Language) -> str:
    """Return a text without its marks, bound values filled in."""
    if prose is None:
        return ""
    return render_plain(prose, lambda index: _fill(prose.bindings[index], cells, language))


def row_period(row: str) -> Period | None:
    """Return the period that a row's id names, e.g. "2023" or "1-3q21", or None."""
    try:
        # Ids are in the trade's short forms, whatever the language of the site.
        return read_period(row, ENGLISH)
    except UnreadableError:
        return None


def row_words(row: Row, cells: Mapping[str, Cell], language: Language) -> str:
    """Return the words of a row: its period, else its first text, else its id made readable."""
    period = row_period(row.id)
    if period is not None:
        return format_period(period, language)
    for cell in row.cells.values():
        if cell.words is not None:
            return plain_words(cell.words, cells, language)
    words = row.id.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def _fill(binding: Binding, cells: Mapping[str, Cell], language: Language) -> str:
    if binding.words or binding.scheme is not Scheme.FACT:
        return binding.words or binding.target
    address, is_period = binding.target, binding.target.endswith(".as_of")
    cell = _find_cell(address.removesuffix(".as_of"), cells)
    quantity = cell.origin.as_of if cell and is_period else cell.quantity if cell else None
    if quantity is not None:
        return format_quantity(quantity, language)
    return plain_words(cell.words, cells, language) if cell is not None else ""


def _find_cell(address: str, cells: Mapping[str, Cell]) -> Cell | None:
    """Return a cell; a row that has one number needs no column."""
    found = cells.get(address)
    if found is not None:
        return found
    head = f"{address}."
    near = [cell for name, cell in cells.items() if name.startswith(head) and cell.quantity]
    return near[0] if len(near) == 1 else None
