"""The fields of corrections.yaml, and how it is read."""

import datetime as dt
from collections import Counter

from msgspec.structs import replace
from pydantic import Field

from plainfact.corrections import Correction
from plainfact.problems import Place, Problem
from plainfact.prose_parser import parse_prose
from plainfact.validation import Fields, PlainField, TextField, validate
from plainfact.yaml_reader import Mapping, Node, Sequence


class CorrectionFields(Fields):
    """The fields of one correction."""

    date: dt.date = Field(description="When it was mended.", examples=["2026-11-23"])
    page: PlainField = Field(
        description='The page\'s id: a section, or "index".', examples=["who-cycles"]
    )
    was: TextField = Field(description="What it said.", examples=["The centre came second."])
    is_: TextField = Field(
        alias="is", description="What it says now.", examples=["The centre leads."]
    )
    why: TextField = Field(
        description="Why that was wrong.", examples=["Two rows of the survey were swapped."]
    )
    cells: list[str] = Field(
        default_factory=list,
        description='The cells concerned that "is" does not bind, e.g. one taken out.',
        examples=[["trips.centre.share"]],
    )


def load_corrections(
    node: Node | None, path: str, problems: list[Problem]
) -> tuple[Correction, ...]:
    """Return the corrections, newest first; faults are added to the problems."""
    found: list[Correction] = []
    if isinstance(node, Mapping) and node.items:
        message = "The corrections are not a list."
        hint = 'Begin each with "- date:".'
        problems.append(Problem(Place(path, node.line), "field-is-valid", message, hint))
    for item in node.items if isinstance(node, Sequence) else []:
        fields = validate(CorrectionFields, item, path, problems)
        if fields is not None:
            found.append(
                Correction(
                    date=fields.date,
                    page=fields.page,
                    was=parse_prose(fields.was, problems),
                    is_now=parse_prose(fields.is_, problems),
                    why=parse_prose(fields.why, problems),
                    cells=tuple(fields.cells),
                    anchor="",
                    place=Place(path, item.line),
                )
            )
    return _with_anchors(sorted(found, key=lambda correction: correction.date, reverse=True))


def _with_anchors(corrections: list[Correction]) -> tuple[Correction, ...]:
    """Give each its fragment, counted from the oldest, so that a new one moves none."""
    counted: Counter[str] = Counter()
    named: list[Correction] = []
    for correction in reversed(corrections):
        name = f"{correction.date.isoformat()}-{correction.page}"
        counted[name] += 1
        ending = f"-{counted[name]}" if counted[name] > 1 else ""
        named.append(replace(correction, anchor=name + ending))
    return tuple(reversed(named))
