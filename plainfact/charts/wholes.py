"""Wholes: parts that lie one after the other up to a hundred per cent, and what they leave over."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plainfact.charts.bar_place import BarPlace
from plainfact.charts.bar_signs import make_bar_data
from plainfact.charts.grammar import alt
from plainfact.charts.layers import Layer, over
from plainfact.charts.marks import Mark
from plainfact.charts.plot import UNFIRM, Plot
from plainfact.charts.theme import name_colour
from plainfact.quantities import Qualifier

WHOLE = 100.0
"""The whole, in per cent."""
_SOFT_SUM = 0.05
"""How far "about" parts may sum to more than the whole, as a part of each."""
_NO_LEAST = frozenset({Qualifier.LESS_THAN, Qualifier.UP_TO})
_PALE = frozenset({Qualifier.LESS_THAN, Qualifier.UP_TO, Qualifier.RANGE})


class Part(Struct, frozen=True):
    """One part, and where it lies in its whole."""

    mark: Mark
    """What is drawn."""
    begin: float
    """Where it begins, in per cent of the whole."""
    end: float
    """Where it ends; a range by its upper end."""


def has_several(plot: Plot) -> bool:
    """Tell whether a plot has several wholes, one a row, rather than one."""
    return len(plot.series) > 1


def find_wholes(plot: Plot) -> dict[str, list[Part]]:
    """Return the parts of each whole, each beginning where the one before it ends."""
    several = has_several(plot)
    wholes: dict[str, list[Part]] = {}
    for mark in plot.marks:
        parts = wholes.setdefault(f"{mark.facet} {mark.spot}" if several else mark.facet, [])
        begin = parts[-1].end if parts else 0.0
        parts.append(Part(mark, begin, begin + max(mark.bounds, default=0.0)))
    return wholes


def make_part_data(
    plot: Plot, parts: Sequence[Part], place: BarPlace, whole: str
) -> list[dict[str, Any]]:
    """Return the data of one whole: each part with its place."""
    rows = make_bar_data(replace(plot, marks=tuple(part.mark for part in parts)), place)
    for row, part in zip(rows, parts, strict=True):
        low = part.begin + min(part.mark.bounds, default=0.0)
        ends = {"begin": part.begin, "until": part.end, "lower": low}
        if not place.is_across:
            # The first part stands at the head of a column, and the others hang below it.
            ends = {name: place.frame.high - end for name, end in ends.items()}
            row["way"] = -1
        row.update({"whole": whole}, **{name: round(end, 6) for name, end in ends.items()})
    return plot.keep_shown(rows)


LYING = {"number": "until", "low": "lower", "high": "until", "zero": "begin"}
HANGING = {"number": "until", "low": "until", "high": "lower", "zero": "begin"}
"""Which field holds which end of a part: in a bar, and in a column, where parts hang."""


def has_rest(parts: Sequence[Part]) -> bool:
    """Tell whether the parts leave more of the whole than their rounding explains."""
    rounding = sum(part.mark.rounding for part in parts)
    return WHOLE - parts[-1].end > rounding + 1e-9


def outline_rest(x: float, y: float, x2: float, y2: float) -> Layer:
    """Return the dashed outline of what no part accounts for, in pixels."""
    return (
        over([{"about": "layout"}])
        .mark_rect(filled=False, stroke=name_colour("axis"), strokeWidth=1.5, strokeDash=[3, 3],
                   aria=False)
        .encode(x=alt.XValue(x), x2=alt.X2Value(x2), y=alt.YValue(y), y2=alt.Y2Value(y2))
    )  # fmt: skip


def inside_colour(mark: Mark) -> str:
    """Return the colour of words on a part."""
    if mark.qualifier in _PALE or mark.status in UNFIRM:
        return "text"
    return "on-context" if mark.tone == "context" else "surface"


def find_least(mark: Mark) -> float:
    """Return the least that a part can be, its rounding allowed for."""
    if not mark.bounds or mark.qualifier in _NO_LEAST:
        return 0.0
    number = min(mark.bounds)
    if mark.qualifier in {Qualifier.ABOUT, Qualifier.NEARLY}:
        return number * (1 - _SOFT_SUM)
    return number - mark.rounding
