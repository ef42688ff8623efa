"""The fields of a dataset's file."""

from typing import Any, Literal

from pydantic import Field

from plainfact.validation import Fields, PlainField, TextField

Status = Literal["reported", "official", "estimate", "forecast", "plan", "derived"]


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
