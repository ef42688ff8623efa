"""Reading the values of a dataset's cells, and the periods that they hold for."""

from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from plainfact.cell_advice import advise_on_cell, explain_cell
from plainfact.languages import Language
from plainfact.problems import Place, Problem
from plainfact.quantities import Qualifier, Quantity
from plainfact.texts import Text
from plainfact.units import DATE, Unit
from plainfact.wording import UnreadableError, read_quantity


class DatasetReader(Struct, frozen=True):
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
    periods: dict[str, Quantity | None] = field(default_factory=dict)
    """The periods that words stand for, None for words that are none: many cells have the same."""

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
                    f'"{words}" is not a quantity in "{unit.label}": {explain_cell(words, error)}.',
                    advise_on_cell(words, unit, reader.language))
        )  # fmt: skip
        return None
    if quantity.tolerance:
        # A cell that says "a tenth" is printed as "about 10%", and must not allow more than that.
        is_bare = quantity.qualifier is Qualifier.EXACT
        qualifier = Qualifier.ABOUT if is_bare else quantity.qualifier
        quantity = replace(quantity, qualifier=qualifier, tolerance=Fraction(0))
    return quantity.in_unit(unit)


def read_as_of(text: Text, reader: DatasetReader) -> Quantity | None:
    """Return the period that a cell holds for, or None and a problem, told once a text."""
    known = reader.periods.get(text.value)
    if known is not None:
        return known
    try:
        reader.periods[text.value] = read_quantity(text.value, DATE, reader.language)
        return reader.periods[text.value]
    except UnreadableError as error:
        problem = Problem(text.place, "date-is-readable", f'In "as_of", {error}.',
                          advise_on_cell(text.value, DATE, reader.language))  # fmt: skip
        if problem not in reader.problems:
            reader.problems.append(problem)
        return None


def read_period_id(row: str, reader: DatasetReader) -> Quantity | None:
    """Return the period that a row's id names, e.g. 2023 or 1-3q21, or None."""
    if row not in reader.periods:
        try:
            reader.periods[row] = read_quantity(row, DATE, reader.language)
        except UnreadableError:
            reader.periods[row] = None
    quantity = reader.periods[row]
    is_exact = quantity is not None and quantity.qualifier is Qualifier.EXACT
    return quantity if is_exact else None
