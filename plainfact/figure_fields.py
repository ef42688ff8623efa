"""The fields of a chart's file, and how it is read."""

import re
from typing import Any, Literal

from pydantic import Field

from plainfact.figures import Claim, Figure, Step
from plainfact.formulas import FormulaError, parse_comparison
from plainfact.problems import Place, Problem
from plainfact.prose import Prose
from plainfact.prose_parser import parse_prose
from plainfact.texts import Text
from plainfact.validation import Fields, TextField, find_line, validate
from plainfact.yaml_reader import Node

Sort = Literal["value", "given"]


class StepFields(Fields):
    """One state of a chart that the text walks through."""

    text: TextField = Field(
        description="What the reader should see in this state.",
        examples=["The centre leads, at [](fact:trips.centre.share)."],
    )
    highlight: list[str] = Field(
        default_factory=list, description="What is accented in it.", examples=[["centre"]]
    )
    rows: list[str] = Field(
        default_factory=list,
        description="The rows that it shows.",
        examples=[["centre", "outskirts"]],
    )


class FigureFields(Fields):
    """The fields of a chart's file."""

    title: TextField = Field(
        description="The finding, as a sentence.",
        examples=["The centre cycles most, at [](fact:trips.centre.share) of trips"],
    )
    subtitle: TextField | None = Field(
        None,
        description="The measure: what is drawn, of what.",
        examples=["Share of trips by bicycle, weekdays"],
    )
    kind: str = Field(
        description="The kind of chart, from the catalogue or from extensions/.", examples=["bar"]
    )
    dataset: str = Field(description="The dataset that is drawn.", examples=["trips"])
    x: str | list[str] | None = Field(
        None, description='The column across; "row" is the row\'s id.', examples=["share"]
    )
    y: str | list[str] | None = Field(
        None, description="The column up, or several.", examples=["place", ["cycling", "walking"]]
    )
    series: str | None = Field(
        None, description="The column that tells lines or dots apart.", examples=["place"]
    )
    facet: str | None = Field(
        None, description="The column that makes small multiples.", examples=["season"]
    )
    from_: str | None = Field(
        None, alias="from", description="Where a network's links begin.", examples=["supplier"]
    )
    to: str | None = Field(None, description="Where a network's links end.", examples=["customer"])
    label: str | None = Field(
        None, description="The column of words that stands by a mark or link.", examples=["part"]
    )
    rows: list[str] = Field(
        default_factory=list,
        description="The rows drawn, in their order.",
        examples=[["centre", "outskirts"]],
    )
    highlight: list[str] = Field(
        default_factory=list,
        description="The rows, columns or series accented.",
        examples=[["centre"]],
    )
    sort: Sort | None = Field(
        None, description="The order of bars: value or given.", examples=["value", "given"]
    )
    # Every chart must have it; `make_figure` refuses one without, in words of its own.
    alt: TextField | None = Field(
        None,
        description="What a reader who can't see it must know.",
        examples=["Bars: the centre leads with [](fact:trips.centre.share)."],
    )
    note: TextField | None = Field(
        None, description="What a reader should know.", examples=["The outskirts are an estimate."]
    )
    holds: list[str] = Field(
        default_factory=list,
        description="What the title claims, as comparisons.",
        examples=[["trips.centre.share > trips.outskirts.share"]],
    )
    steps: list[StepFields] = Field(
        default_factory=list,
        description="States that the text walks through.",
        examples=[[{"text": "The centre leads.", "highlight": ["centre"]}]],
    )
    interactive: bool = Field(
        default=False,
        description="Whether the Vega runtime is loaded, on demand.",
        examples=[False],
    )
    options: dict[str, Any] = Field(
        default_factory=dict, description="What an extension asks for.", examples=[{"zero": False}]
    )


def make_figure(name: str, node: Node | None, path: str, problems: list[Problem]) -> Figure | None:
    """Return a figure from its YAML tree, or None where its shape is wrong."""
    fields = validate(FigureFields, node, path, problems)
    if fields is None:
        return None
    if fields.alt is None or not fields.alt.value.strip():
        place = Place(path, find_line(node, ("alt",)))
        message = f'The chart "{name}" has no alternative text.'
        hint = 'Add "alt: …": what a reader who can\'t see the chart must know.'
        problems.append(Problem(place, "chart-has-alt", message, hint))
        return None
    return Figure(
        id=name,
        title=parse_prose(fields.title, problems),
        subtitle=_parse_optional(fields.subtitle, problems),
        kind=fields.kind,
        dataset=fields.dataset,
        x=_as_tuple(fields.x),
        y=_as_tuple(fields.y),
        series=fields.series or "",
        facet=fields.facet or "",
        from_=fields.from_ or "",
        to=fields.to or "",
        label=fields.label or "",
        rows=tuple(fields.rows),
        highlight=tuple(fields.highlight),
        sort=fields.sort or "",
        alt=parse_prose(fields.alt, problems),
        note=_parse_optional(fields.note, problems),
        holds=_parse_claims(fields.holds, node, path, problems),
        steps=tuple(
            Step(parse_prose(step.text, problems), tuple(step.highlight), tuple(step.rows))
            for step in fields.steps
        ),
        interactive=fields.interactive,
        options=fields.options,
        place=Place(path),
        lines={field: find_line(node, (field,)) for field in getattr(node, "items", {})},
    )


def _parse_claims(
    claims: list[str], node: Node | None, path: str, problems: list[Problem]
) -> tuple[Claim, ...]:
    found: list[Claim] = []
    for index, words in enumerate(claims):
        place = Place(path, find_line(node, ("holds", index)))
        try:
            found.append(Claim(parse_comparison(words), words, place))
        except FormulaError as error:
            message = f'"{words}" can\'t be read: {error}.'
            hint = (
                "Write two cells and > >= < <= or = between, e.g. memory.a.share > memory.b.share."
            )
            if re.search("=>|=<|≥|≤", words):
                hint = f"Write {re.sub('=>|≥', '>=', re.sub('=<|≤', '<=', words))}"
            problems.append(Problem(place, "formula-works", message, error.hint or hint))
    return tuple(found)


def _parse_optional(text: Text | None, problems: list[Problem]) -> Prose | None:
    return None if text is None else parse_prose(text, problems)


def _as_tuple(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
