"""Datasets: tables whose every cell is a sourced quantity, date or text."""

from collections.abc import Mapping as MappingType

from msgspec import Struct, field

from plainfact.problems import Place
from plainfact.prose import Prose
from plainfact.quantities import Quantity
from plainfact.units import Unit

DATE_UNIT = "date"
PLACEHOLDER = "?"
"""What `import` writes where its author has to say something."""


class Origin(Struct, frozen=True, kw_only=True):
    """Where a cell's value comes from."""

    sources: tuple[str, ...] = ()
    """The ids of its sources."""
    said_by: str = ""
    """Who said it."""
    as_of: Quantity | None = None
    """When it held."""
    status: str = "reported"
    """How firm it is."""
    basis: str = ""
    """What is counted."""


class Column(Struct, frozen=True, kw_only=True):
    """One column of a dataset."""

    id: str
    """Its id."""
    label: str
    """Its heading."""
    unit: Unit | None
    """What its numbers count; None for a column of words."""
    formula: str
    """How its values are derived, or empty."""
    decimals: int | None
    """How many decimals a derived value prints, where its author says so."""
    note: Prose | None
    """What a reader should know."""
    place: Place
    """Where it is defined."""


class Cell(Struct, frozen=True, kw_only=True):
    """One value of a dataset: a quantity, a date or words."""

    address: str
    """Dataset, row and column, e.g. "displays.lcd.share"."""
    dataset: str
    """The dataset's id."""
    row: str
    """The row's id; empty for a derived value of the dataset."""
    column: str
    """The column's id; the value's id for a derived value of the dataset."""
    label: str
    """What it is, in words."""
    quantity: Quantity | None
    """Its value; None for words and for a derived value not yet worked out."""
    words: Prose | None
    """Its words, for a text cell."""
    origin: Origin
    """Where it comes from."""
    note: Prose | None
    """What a reader should know."""
    formula: str = ""
    """How it is derived, or empty."""
    decimals: int | None = None
    """How many decimals a derived value prints, where its author says so."""
    unit: Unit | None = None
    """What it counts; None for words."""
    inputs: tuple[str, ...] = ()
    """The addresses of the cells that a derived value was worked out from."""
    place: Place
    """Where it is entered."""

    @property
    def anchor(self) -> str:
        """The fragment by which the facts page leads to it."""
        return self.address.replace(".", "--")


class Row(Struct, frozen=True, kw_only=True):
    """One row of a dataset."""

    id: str
    """Its id."""
    cells: MappingType[str, Cell]
    """Its cells by column; none where there is no figure."""
    place: Place
    """Where it is entered."""


class Dataset(Struct, frozen=True, kw_only=True):
    """A table of cells."""

    id: str
    """Its id: the name of its file."""
    title: Prose
    """What it holds."""
    description: Prose | None
    """What it is and is not."""
    note: Prose | None
    """What a reader should know about all of it."""
    licence: str
    """The licence of its figures."""
    redistribute: bool
    """Whether its figures may be offered as files."""
    columns: MappingType[str, Column]
    """Its columns by id, in the order written."""
    rows: MappingType[str, Row]
    """Its rows by id, in the order written."""
    derived: MappingType[str, Cell] = field(default_factory=dict)
    """Its derived values by id."""
    broken: frozenset[str] = frozenset()
    """The addresses of cells, rows and columns that could not be read: a fault told already."""
    place: Place
    """Where it is defined."""

    @property
    def number_columns(self) -> tuple[Column, ...]:
        """The columns that hold numbers or dates."""
        return tuple(column for column in self.columns.values() if column.unit is not None)

    def cells(self) -> tuple[Cell, ...]:
        """Return every cell, rows first, then derived values."""
        in_rows = [cell for row in self.rows.values() for cell in row.cells.values()]
        return (*in_rows, *self.derived.values())
