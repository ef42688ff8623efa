"""The form of facts.json, for those who read it: programs of others, and `--against`.

One model says it: facts.schema.json is made from it, and a facts.json that comes from outside is
held to it.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from plainfact.facts import SCHEMA

Value = int | float | str | None


class _Record(BaseModel):
    model_config = ConfigDict(defer_build=True, frozen=True, populate_by_name=True)


class UseRecord(_Record):
    """A place where a fact is used."""

    page: str = Field(description="The page's address, from the site's root.")
    kind: str = Field(description='How: "prose", "title", "chart", "table", "definition" …')
    by: str = Field(description="The id of the page, chart, term or cell that uses it.")


class FactRecord(_Record):
    """A cell that the site uses; one of words has neither bounds nor a unit."""

    address: str = Field(description="Its address: dataset, row, column.")
    label: str = Field(description="What it is, in words.")
    words: str = Field(description="Its value as a sentence says it, with its qualifier.")
    value: Value = Field(None, description="Its number or first day; null for a range.")
    low: Value = Field(None, description="The least that it may be; null where that is open.")
    high: Value = Field(None, description="The most that it may be; null where that is open.")
    low_open: bool = Field(default=False, description="Whether it is more than `low`.")
    high_open: bool = Field(default=False, description="Whether it is less than `high`.")
    qualifier: str = Field("", description='How it is hedged, e.g. "about"; or "exact".')
    unit: str = Field("", description="What it counts.")
    as_of: tuple[str, str] | None = Field(None, description="The first and last day it held for.")
    said_by: str = Field("", description="Who said it.")
    status: str = Field("", description="How firm it is: reported, official, estimate …")
    basis: str = Field("", description="What is counted.")
    note: str = Field("", description="What else a reader should know.")
    sources: tuple[str, ...] = Field((), description="The ids of its sources in sources.json.")
    formula: str = Field("", description="How it was worked out, where it was.")
    inputs: tuple[str, ...] = Field((), description="The facts that it was worked out from.")
    used: tuple[UseRecord, ...] = Field((), description="Where the site uses it.")

    @property
    def says(self) -> tuple[Any, ...]:
        """What it says, apart from where that comes from and how it is called."""
        if not self.qualifier:
            return (self.words,)
        bounds = (self.low, self.high, self.low_open, self.high_open)
        return (self.value, *bounds, self.qualifier, self.unit)


class CorrectionRecord(_Record):
    """A mended mistake."""

    date: str = Field(description="The day on which it was mended.")
    page: str = Field(description="The id of the page concerned.")
    was: str = Field(description="What it said.")
    is_: str = Field(alias="is", description="What it says now.")
    why: str = Field(description="Why that was wrong.")
    cells: tuple[str, ...] = Field(description="The addresses of the facts concerned.")

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes it one correction, however its words are polished later."""
        return (self.date, self.page, self.cells)


class FactsFile(_Record):
    """Every figure of an explainer, with its bounds, its sources and its uses."""

    schema_: str = Field(SCHEMA, alias="$schema", description="Where this schema lies.")
    title: str = Field(description="The explainer's title.")
    corrections: tuple[CorrectionRecord, ...] = Field((), description="What was mended.")
    facts: tuple[FactRecord, ...] = Field(description="The facts in use.")


def make_facts_schema() -> dict[str, Any]:
    """Return the JSON Schema of facts.json."""
    schema = FactsFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
