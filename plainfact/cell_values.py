"""Reading the values of a dataset's cells, and the periods that they hold for."""

import re
from dataclasses import dataclass, field

from plainfact.languages import Language
from plainfact.problems import Place, Problem
from plainfact.quantities import Qualifier, Quantity
from plainfact.texts import Text
from plainfact.units import DATE, Kind, Unit
from plainfact.wording import UnreadableError, read_quantity
from plainfact.yaml_faults import quote


@dataclass(frozen=True, slots=True)
class DatasetReader:
    """What every step of reading one dataset needs."""

    dataset: str
    """The dataset's id."""
    path: str
    """Its file."""
    language: Language
    """The language that its quantities are read in."""
    problems: list[Problem]
    """What is wrong with it so far."""
    broken: set[str] = field(default_factory=set)
    """The addresses of cells, and the names of columns and rows, that could not be read."""

    def refuse(self, line: int, code: str, message: str, hint: str = "") -> None:
        """Add a problem with a line of the file."""
        self.problems.append(Problem(Place(self.path, line), code, message, hint))


def read_cell(words: str, unit: Unit, text: Text, reader: DatasetReader) -> Quantity | None:
    """Return a cell's words as a quantity in its column's unit, or None and a problem."""
    try:
        quantity = read_quantity(words, unit, reader.language)
    except UnreadableError as error:
        reader.problems.append(
            Problem(text.place, "cell-is-a-quantity",
                    f'"{words}" is not a quantity in "{unit.label}": {_explain(words, error)}.',
                    _advise_on_cell(words, unit))
        )  # fmt: skip
        return None
    return quantity.in_unit(unit)


def read_as_of(text: Text, reader: DatasetReader) -> Quantity | None:
    """Return the period that a cell holds for, or None and a problem, told once a text."""
    try:
        return read_quantity(text.value, DATE, reader.language)
    except UnreadableError as error:
        problem = Problem(text.place, "date-is-readable", f'In "as_of", {error}.',
                          _advise_on_cell(text.value, DATE))  # fmt: skip
        if problem not in reader.problems:
            reader.problems.append(problem)
        return None


def read_period_id(row: str, reader: DatasetReader) -> Quantity | None:
    """Return the period that a row's id names, e.g. 2023 or 1-3q21, or None."""
    try:
        quantity = read_quantity(row, DATE, reader.language)
    except UnreadableError:
        return None
    return quantity if quantity.qualifier is Qualifier.EXACT else None


def _explain(words: str, error: UnreadableError) -> str:
    """Return why a cell can't be read, in words that an author knows."""
    if re.search("[“”„‘’]", words):
        return "curly quotes do not quote"
    sign = re.search(r"\d([_:])\d", words)
    return f'a number has no "{sign[1]}" in it' if sign else str(error)


def _advise_on_cell(words: str, unit: Unit) -> str:
    if "_" in words:
        return f'Write {words.replace("_", "")}, or "{words.replace("_", ",")}" in quotes.'
    if unit.kind is Kind.RANK:
        return "Write e.g. 4, fourth, top ten or outside the top five."
    if unit is DATE:
        return "Write e.g. 2019, May 2019, 16 May 2019, 1H24, 3Q24 or Feb 2021 to Oct 2022."
    if match := re.fullmatch(r"(\d+):([0-5]\d)", words):
        return f"Write one number with a point, e.g. {int(match[1]) + int(match[2]) / 60:.4g}."
    if re.search("[“”„‘’]", words):
        return f"Take the curly quotes out: {quote(re.sub('[“”„‘’]', '', words))}."
    return "Write e.g. 70, more than 70, about 50, 8 to 11 or unknown."
