"""Layers that every kind of chart is put together from: words, rules, scales and filters."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from plainfact.charts.fonts import BOLD
from plainfact.charts.grammar import alt
from plainfact.charts.plot import Panel
from plainfact.charts.theme import SMALL_SIZE, TEXT_SIZE, name_colour

Layer = Any
"""An Altair chart of one mark; Altair's own types are wider than what is drawn here."""


class Words(Struct, frozen=True):
    """Words at a place inside a panel."""

    words: str
    """The words, a line each line."""
    x: float
    """Where they begin, end or have their middle, in pixels from the panel's left."""
    y: float
    """The foot of the first line, in pixels from the panel's top."""
    style: tuple[int, str, int, str]
    """Size in pixels, colour, weight, and how they are aligned."""


class Line(Struct, frozen=True):
    """A straight line inside a panel."""

    ends: tuple[float, float, float, float]
    """Where it begins and ends, in pixels from the panel's top left corner."""
    style: tuple[str, float, tuple[float, ...]]
    """Colour, width in pixels, and the lengths of its dashes and gaps."""


Piece = Layer | Words | Line
"""What panels are put together from."""


def make_words(
    words: str, x: float, y: float, *, size: int = TEXT_SIZE, colour: str = "text",
    weight: int = 400, align: str = "left",
) -> Words:  # fmt: skip
    """Return words at a place inside the panel, in pixels from its top left corner."""
    return Words(words, x, y, (size, colour, weight, align))


def make_line(
    x: float, y: float, x2: float, y2: float, *, colour: str = "axis", width: float = 1,
    dash: Sequence[float] = (),
) -> Line:  # fmt: skip
    """Return a straight line inside the panel, in pixels."""
    return Line((x, y, x2, y2), (colour, width, tuple(dash)))


def make_heading(heading: str, left: float, top: float) -> Words:
    """Return the heading of one of several panels, at the top of its margin."""
    return make_words(heading, -left, -top + TEXT_SIZE, weight=BOLD)


def make_caption(caption: str, x: float, y: float) -> Words:
    """Return the words of a unit, in small muted type."""
    return make_words(caption, x, y, size=SMALL_SIZE, colour="muted")


def over(rows: Iterable[Mapping[str, Any]]) -> Layer:
    """Return a chart of rows of its own."""
    return alt.Chart(alt.Data(values=list(rows)))


def where(data: Sequence[Mapping[str, Any]], **fields: object) -> Layer | None:
    """Return a chart of the data whose fields have these values, or None where there are none."""
    if not any(fields.items() <= row.items() for row in data):
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


def finish(
    pieces: Iterable[Piece], data: list[dict[str, Any]], width: float, height: float
) -> Panel:
    """Return a panel of pieces over its data, those told first underneath."""
    return Panel(tuple(_to_layers(pieces)), data, width, height)


def _to_layers(pieces: Iterable[Piece]) -> Iterator[Layer]:
    """Yield the layers of pieces; words and lines of one style become one layer, which is small."""
    waiting: list[Words | Line] = []
    for piece in pieces:
        if isinstance(piece, Words | Line):
            waiting.append(piece)
        else:
            yield from _flush(waiting)
            waiting = []
            yield piece
    yield from _flush(waiting)


def _flush(pieces: Sequence[Words | Line]) -> Iterator[Layer]:
    lines: dict[tuple[str, float, tuple[float, ...]], list[dict[str, Any]]] = {}
    words: dict[tuple[int, str, int, str], list[dict[str, Any]]] = {}
    for piece in pieces:
        if isinstance(piece, Line):
            ends = dict(zip(("x", "y", "x2", "y2"), map(_round, piece.ends), strict=True))
            lines.setdefault(piece.style, []).append(ends)
        else:
            row = {"x": _round(piece.x), "y": _round(piece.y), "text": piece.words}
            words.setdefault(piece.style, []).append(row)
    at = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None)}
    for (colour, width, dash), rows in lines.items():
        style: dict[str, Any] = {"strokeDash": list(dash)} if dash else {}
        yield (
            over(rows)
            .mark_rule(color=name_colour(colour), strokeWidth=width, aria=False, **style)
            .encode(**at, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"))
        )
    for (size, colour, weight, align), rows in words.items():
        yield over(rows).mark_text(
            align=align, baseline="alphabetic", lineBreak="\n", fontSize=size, fontWeight=weight,
            fill=name_colour(colour), aria=False,
        ).encode(**at, text=alt.Text("text:N"))  # fmt: skip


def _round(length: float) -> float:
    return round(length, 2)
