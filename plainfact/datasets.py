"""Datasets: tables whose every cell is a sourced quantity, date or text."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import Field

from plainfact.problems import Place
from plainfact.prose import Prose
from plainfact.quantities import Quantity
from plainfact.units import Unit
from plainfact.validation import Fields, PlainField, TextField

Status = Literal["reported", "official", "estimate", "forecast", "plan", "derived"]
DATE_UNIT = "date"
PLACEHOLDER = "?"
"""What `import` writes where its author has to say something."""


class Provenance(Fields):
    """Where figures come from; may be given for a dataset, a column, a row or a cell."""

    source: PlainField | list[PlainField] | None = Field(
        None,
        description="The id of the source, or several.",
        examples=["city-survey-2023", ["city-survey-2023", "counters-2024"]],
    )
    said_by: str | None = Field(
        None,
        description="Who said it: an analyst, a ministry, a firm.",
        examples=["City statistics office"],
    )
    as_of: TextField | None = Field(
        None, description="When it held, e.g. 2024 or 1H24.", examples=["2024", "1H24"]
    )
    status: Status | None = Field(
        None,
        description="How firm it is.",
        examples=["reported", "official", "estimate", "forecast", "plan", "derived"],
    )
    basis: str | None = Field(
        None, description="What is counted, e.g. units shipped.", examples=["trips on weekdays"]
    )


class ColumnFields(Provenance):
    """The fields of one column."""

    label: str = Field(description="The column's heading.", examples=["Share of trips"])
    unit: str | None = Field(
        None, description="What its numbers count; none for words.", examples=["%", "million units"]
    )
    formula: TextField | None = Field(
        None, description="How each row's value is derived.", examples=["bicycles / trips"]
    )
    decimals: int | None = Field(
        None, ge=0, le=9, description="How many decimals a derived value prints.", examples=[1]
    )
    note: TextField | None = Field(
        None, description="What a reader should know.", examples=["Trips of residents only."]
    )


class DerivedFields(Provenance):
    """The fields of one derived value."""

    label: str = Field(description="What it is, in words.", examples=["Lead of the centre"])
    formula: TextField = Field(
        description="How it is derived, e.g. lcd.share - oled.share.",
        examples=["centre.share - outskirts.share"],
    )
    unit: str = Field(description="What it counts.", examples=["points"])
    decimals: int | None = Field(
        None, ge=0, le=9, description="How many decimals it prints.", examples=[0]
    )
    note: TextField | None = Field(
        None, description="What a reader should know.", examples=["The outskirts are an estimate."]
    )


class DatasetFields(Provenance):
    """The fields of a dataset's file."""

    title: TextField = Field(description="What the table holds.", examples=["Trips by bicycle"])
    description: TextField | None = Field(
        None,
        description="What it is and is not.",
        examples=["Trips of residents; visitors were not counted."],
    )
    note: TextField | None = Field(
        None,
        description="What a reader should know about all of it.",
        examples=["Counted on weekdays in May."],
    )
    licence: str = Field(
        "", description="The licence of the figures, e.g. CC-BY-4.0.", examples=["CC-BY-4.0"]
    )
    redistribute: bool = Field(
        default=True, description="Whether the figures may be offered as files.", examples=[False]
    )
    columns: dict[str, ColumnFields] = Field(
        description="The columns, by id.",
        examples=[
            {"place": {"label": "Part of town"}, "share": {"label": "Share of trips", "unit": "%"}}
        ],
    )
    rows: dict[str, Any] | None = Field(
        None,
        description="The rows, by id.",
        examples=[{"centre": {"place": "Centre", "share": "more than 30"}}],
    )
    derived: dict[str, DerivedFields] = Field(
        default_factory=dict,
        description="Values derived from cells, by id.",
        examples=[
            {
                "gap": {
                    "label": "Lead of the centre",
                    "formula": "centre.share - outskirts.share",
                    "unit": "points",
                }
            }
        ],
    )


class RowFields(Provenance):
    """What a row may have besides the values of its columns."""

    note: TextField | None = Field(
        None, description="What a reader should know.", examples=["The new border of the city."]
    )


class CellFields(Provenance):
    """The fields of a cell that is written in full."""

    value: TextField = Field(description="The value, e.g. more than 70.", examples=["70"])
    qualifier: str = Field(
        "", description="How it is hedged, where the value does not say so.", examples=["more than"]
    )
    note: TextField | None = Field(
        None, description="What a reader should know.", examples=["Rounded by the publisher."]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
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
    origin: Provenance
    """What it says of where its figures come from."""
    place: Place
    """Where it is defined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a dataset."""

    id: str
    """Its id."""
    cells: MappingType[str, Cell]
    """Its cells by column; none where there is no figure."""
    place: Place
    """Where it is entered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
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
