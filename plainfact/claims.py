"""Claims: words about cells, which may say less than the cell and never more."""

from collections.abc import Mapping
from dataclasses import dataclass

from plainfact.datasets import Cell, Dataset
from plainfact.derivations import find_cell
from plainfact.languages import Language
from plainfact.phrasing import format_quantity
from plainfact.problems import Problem, format_suggestion
from plainfact.prose import Binding
from plainfact.quantities import Qualifier, Quantity, implies, means_the_same
from plainfact.site import Site
from plainfact.units import Kind
from plainfact.wording import (
    UnreadableError,
    find_qualifier_before,
    read_quantity,
)

AS_OF = ".as_of"
"""What an address ends in that means the period a cell holds for."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a fact binding leads to."""

    cell: Cell
    """The cell."""
    quantity: Quantity | None
    """The cell's value, or the period it holds for; None for words."""
    is_period: bool
    """Whether the period that the cell holds for is meant."""


def find_fact(
    address: str, cells: Mapping[str, Cell], datasets: Mapping[str, Dataset]
) -> Fact | None:
    """Return what an address leads to, or None where there is nothing."""
    cell = find_cell(address, cells, datasets)
    if cell is not None:
        return Fact(cell, cell.quantity, is_period=False)
    if address.endswith(AS_OF):
        cell = find_cell(address.removesuffix(AS_OF), cells, datasets)
        if cell is not None:
            return Fact(cell, cell.origin.as_of, is_period=True)
    return None


def check_claim(binding: Binding, site: Site, problems: list[Problem]) -> Fact | None:
    """Check the words of a fact binding against its cell; return the fact where there is one."""
    fact = find_fact(binding.target, site.cells, site.datasets)
    if fact is None:
        _refuse_address(binding, site, problems)
        return None
    if fact.quantity is None:
        if fact.is_period:
            message = f"{fact.cell.address} does not say when it held."
            hint = f'Add "as_of:" at {fact.cell.place}.'
            problems.append(Problem(binding.place, "fact-exists", message, hint))
        return fact
    _check_words(binding, fact, fact.quantity, site.language, problems)
    return fact


def _check_words(
    binding: Binding, fact: Fact, known: Quantity, language: Language, problems: list[Problem]
) -> None:
    printed = format_quantity(known, language)
    before = _find_hedge_before(binding, known, language)
    if not before and not binding.words:
        return
    said_words = f"{before} {binding.words or printed}".strip()
    hint = f'Write "{printed}", or leave the link text empty to have it filled in.'
    if before:
        hint = f'Take "{before}" out of the sentence and write "{printed}" in the link.'
    try:
        said = read_quantity(said_words, known.unit, language)
    except UnreadableError as error:
        message = f'"{said_words}" can\'t be read as one quantity: {error}.'
        problems.append(Problem(binding.place, "words-are-a-quantity", message, hint))
        return
    if fact.is_period and not means_the_same(known, said):
        message = f'"{said_words}" is not the period of {fact.cell.address}, which is "{printed}".'
        problems.append(Problem(binding.place, "fact-keeps-its-period", message, hint))
    elif not fact.is_period and not implies(known, said):
        message = (
            f'"{said_words}" claims more than {fact.cell.address}, which is "{printed}".'
            if known.qualifier is not Qualifier.UNKNOWN
            else f"{fact.cell.address} is unknown, so no words can give it."
        )
        problems.append(Problem(binding.place, "fact-says-no-more-than-its-source", message, hint))


def _find_hedge_before(binding: Binding, known: Quantity, language: Language) -> str:
    """Return the qualifier that stands before a link and changes what the link says, or nothing.

    Before a date only "about" and its like hedge: "over" is then a preposition.
    """
    before = find_qualifier_before(binding.before, language)
    meaning = language.qualifiers.get(before, Qualifier.EXACT)
    if meaning is Qualifier.EXACT or (
        known.unit.kind is Kind.DATE and meaning is not Qualifier.ABOUT
    ):
        return ""
    return before


def _refuse_address(binding: Binding, site: Site, problems: list[Problem]) -> None:
    """Say which part of an address leads nowhere."""
    name, _, rest = binding.target.partition(".")
    dataset = site.datasets.get(name)
    if dataset is None:
        if f"dataset:{name}" not in site.broken:
            hint = format_suggestion(name, site.datasets) or "Add it to datasets/."
            message = f'There is no dataset "{name}".'
            problems.append(Problem(binding.place, "dataset-exists", message, hint))
        return
    row_name, _, column = rest.partition(".")
    row = dataset.rows.get(row_name)
    if row is None:
        known = [*dataset.rows, *dataset.derived]
        if row_name in dataset.derived:
            return  # Its formula has been refused already.
        message = f'The dataset "{name}" has no row "{row_name}".'
        hint = format_suggestion(row_name, known) or f"It has: {', '.join(known[:12])}."
        problems.append(Problem(binding.place, "row-exists", message, hint))
        return
    column = column.removesuffix(AS_OF)
    if not column or column == "as_of":
        message = f'"{binding.target}" does not say which column is meant.'
        hint = f"Write one of: {', '.join(f'{name}.{row_name}.{key}' for key in row.cells)}."
    elif column not in dataset.columns:
        message = f'The dataset "{name}" has no column "{column}".'
        hint = format_suggestion(column, dataset.columns)
        hint = hint or f"It has: {', '.join(dataset.columns)}."
    else:
        if dataset.columns[column].formula:
            return
        message = f'The row "{row_name}" of "{name}" has no figure in "{column}".'
        hint = f"It has: {', '.join(row.cells)}."
    problems.append(Problem(binding.place, "column-exists", message, hint))
