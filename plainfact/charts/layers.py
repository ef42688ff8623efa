"""Layers that every kind of chart is put together from: words, rules, scales and filters."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plainfact.charts.fonts import BOLD
from plainfact.charts.grammar import alt
from plainfact.charts.theme import SMALL_SIZE, TEXT_SIZE, name_colour

Layer = Any
"""An Altair chart of one mark; Altair's own types are wider than what is drawn here."""

NOTHING: Sequence[dict[str, Any]] = ({"about": "layout"},)
"""The data of what is drawn once and is no cell."""


def make_words(
    words: str, x: float, y: float, *, size: int = TEXT_SIZE, colour: str = "text",
    weight: int = 400, align: str = "left",
) -> Layer:  # fmt: skip
    """Return words at a place inside the panel, in pixels from its top left corner."""
    return (
        alt.Chart(alt.Data(values=list(NOTHING)))
        .mark_text(
            text=words.split("\n"), align=align, baseline="alphabetic", fontSize=size,
            fontWeight=weight, fill=name_colour(colour), aria=False,
        )
        .encode(x=alt.value(x), y=alt.value(y))
    )  # fmt: skip


def make_line(
    x: float, y: float, x2: float, y2: float, *, colour: str = "axis", width: float = 1,
    dash: Sequence[float] = (),
) -> Layer:  # fmt: skip
    """Return a straight line inside the panel, in pixels."""
    style: dict[str, Any] = {"strokeDash": list(dash)} if dash else {}
    return (
        alt.Chart(alt.Data(values=list(NOTHING)))
        .mark_rule(color=name_colour(colour), strokeWidth=width, aria=False, **style)
        .encode(x=alt.value(x), y=alt.value(y), x2=alt.value(x2), y2=alt.value(y2))
    )


def make_heading(heading: str, left: float, top: float) -> Layer:
    """Return the heading of one of several panels, at the top of its margin."""
    return make_words(heading, -left, -top + TEXT_SIZE, weight=BOLD)


def make_caption(caption: str, x: float, y: float) -> Layer:
    """Return the words of a unit, in small muted type."""
    return make_words(caption, x, y, size=SMALL_SIZE, colour="muted")


def where(data: Sequence[Mapping[str, Any]], **fields: object) -> Layer | None:
    """Return a chart of the data whose fields have these values, or None where there are none."""
    if not any(all(row.get(key) == value for key, value in fields.items()) for row in data):
        return None
    tests = " && ".join(f"datum.{key} === {json.dumps(value)}" for key, value in fields.items())
    return alt.Chart().transform_filter(tests)


def tone_of(data: Iterable[Mapping[str, Any]]) -> Layer:
    """Return the encoding that gives each mark its colour."""
    tones = list(dict.fromkeys(str(row["tone"]) for row in data))
    scale = alt.Scale(domain=tones, range=[name_colour(tone) for tone in tones])
    return alt.Color("tone:N", scale=scale, legend=None)


def number_scale(low: float, high: float) -> Layer:
    """Return a scale from one number to another, neither widened nor made nice."""
    return alt.Scale(domain=[low, high], nice=False, zero=False)


def time_scale(begin: int, end: int) -> Layer:
    """Return a scale of time between two moments, in milliseconds."""
    return alt.Scale(type="utc", domain=[begin, end], nice=False)


def label_expression(labels: Mapping[float, str]) -> str:
    """Return the expression by which an axis finds the words of its ticks."""
    table = {repr(int(key) if float(key).is_integer() else key): words
             for key, words in labels.items()}  # fmt: skip
    return f"{json.dumps(table, ensure_ascii=False)}[+datum.value]"


def finish(layers: Iterable[Layer], data: list[dict[str, Any]], width: float, height: float) -> Any:  # noqa: ANN401
    """Return the layers of a panel over its data."""
    return alt.layer(*layers, data=alt.Data(values=data)).properties(width=width, height=height)
