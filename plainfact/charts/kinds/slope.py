"""Slopes: two moments, a line from one to the other each series. For what rose and what fell."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from plainfact.charts.end_labels import (
    GAP,
    EndLabel,
    make_end_labels,
    place_end_labels,
    text_weight,
)
from plainfact.charts.fonts import BOLD, measure_text
from plainfact.charts.grammar import alt
from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.layers import (
    Layer,
    Piece,
    finish,
    make_caption,
    make_heading,
    make_line,
    make_words,
    number_scale,
    over,
)
from plainfact.charts.marks import Mark, make_datum
from plainfact.charts.period_labels import format_short_period
from plainfact.charts.plot import UNFIRM, Frame, Panel, Plot
from plainfact.charts.point_signs import describe_point, make_point_layers
from plainfact.charts.scales import find_domain, find_middle
from plainfact.charts.theme import SMALL_SIZE, name_colour
from plainfact.periods import Period
from plainfact.quantities import Qualifier

_PAD = 14
"""The room above the highest and below the lowest point, in pixels."""


def make_frame(plot: Plot) -> Frame:
    """Return the margins and the scale: room on either side for values and names."""
    ends = find_ends(plot.marks)
    left = max((measure_text(mark.short, weight=BOLD) for mark, _ in ends if mark), default=0)
    named = [mark for before, after in ends if (mark := after or before) is not None]
    labels = make_end_labels(plot, named)
    right = max((label.width for label in labels), default=0)
    numbers = [end for mark in plot.known for end in mark.bounds]
    low, high = find_domain(numbers, from_zero=plot.from_zero)
    height = 170.0 if plot.has_headings else 250.0 if plot.is_narrow else 320.0
    slack = (high - low) * _PAD / (height - 2 * _PAD)
    # A wide panel would be all line and no slope, so its margins grow instead.
    spare = max(0.0, plot.width - left - right - 2 * GAP - 330) / 2
    top = (24 if plot.has_headings else 0) + (18 if plot.caption else 0) + 24
    return Frame(left=left + GAP + spare, right=right + GAP + spare, top=top, bottom=10,
                 low=low - slack * (low != 0), high=high + slack, height=height)  # fmt: skip


def make_panel(plot: Plot, frame: Frame) -> Panel:
    """Draw the slopes of one panel."""
    width = frame.inner_width(plot)
    moments = find_moments(plot.marks)
    shown = [mark for mark in plot.marks if plot.shown is None or mark.address in plot.shown]
    data = [
        make_datum(mark) | describe_point(mark, plot) | {"moment": mark.label} for mark in shown
    ]
    scale = alt.Scale(type="point", domain=list(moments), padding=0)
    across = {"x": alt.X("moment:N", scale=scale, axis=None)}
    numbers = number_scale(frame.low, frame.high)

    def value(field: str) -> Layer:
        return alt.Y(f"{field}:Q", scale=numbers, axis=None)

    ends = sorted(find_ends(shown), key=lambda pair: any(mark and mark.is_accent for mark in pair))
    layers = [
        make_line(0, -8, 0, frame.height, colour="grid"),
        make_line(width, -8, width, frame.height, colour="grid"),
        *(_line_layer(before, after, across, value) for before, after in ends
          if before is not None and after is not None),
        *make_point_layers(data, across, "y", value),
        *_label_layers(plot, frame, ends, width),
        *_head_layers(plot, frame, moments, width),
    ]  # fmt: skip
    return finish(layers, data, width, frame.height)


def find_moments(marks: Sequence[Mark]) -> tuple[str, ...]:
    """Return the two moments in words, the earlier first."""
    periods = {mark.label: mark.period for mark in marks}
    if all(period is not None for period in periods.values()):
        return tuple(sorted(periods, key=lambda label: _ordinal(periods[label])))
    return tuple(periods)


def find_ends(marks: Sequence[Mark]) -> list[tuple[Mark | None, Mark | None]]:
    """Return the first and the last mark of each series, either missing where it isn't known."""
    moments = find_moments(marks)
    series: dict[tuple[str, str], list[Mark | None]] = {}
    for mark in marks:
        pair = series.setdefault((mark.facet, mark.series), [None, None])
        if mark.is_known:
            pair[min(1, moments.index(mark.label))] = mark
    return [(before, after) for before, after in series.values() if before or after]


def check(marks: tuple[Mark, ...]) -> str:
    """Return what is wrong where there are not two moments."""
    moments = find_moments(marks)
    if len(moments) != 2:
        return f"A slope leads from one moment to another; here there are {len(moments)}."
    return ""


def _ordinal(period: Period | None) -> int:
    return find_middle(period).toordinal() if period is not None else 0


def _middle(mark: Mark) -> float:
    return sum(mark.bounds) / len(mark.bounds)


def _line_layer(
    before: Mark, after: Mark, across: dict[str, Layer], value: Callable[[str], Layer]
) -> Layer:
    """Return the line from one mark to the other, a band where one of them is a range."""
    rows = [
        {
            "address": mark.address,
            "moment": mark.label,
            "number": mark.number,
            "low": min(mark.bounds),
            "high": max(mark.bounds),
        }
        for mark in (before, after)
    ]
    chart = over(rows)
    colour = name_colour(before.tone)
    if Qualifier.RANGE in (before.qualifier, after.qualifier):
        area = chart.mark_area(fill=colour, fillOpacity=0.25, aria=False)
        return area.encode(**across, y=value("low"), y2=alt.Y2("high:Q"))
    width = 3.0 if before.is_accent else 1.75 if before.tone == "context" else 2.25
    style: dict[str, Any] = {"strokeDash": [2, 4]} if after.status in UNFIRM else {}
    line = chart.mark_line(stroke=colour, strokeWidth=width, strokeCap="round", aria=False, **style)
    return line.encode(**across, y=value("number"))


def _label_layers(
    plot: Plot, frame: Frame, ends: Sequence[tuple[Mark | None, Mark | None]], width: float
) -> Iterator[Piece]:
    """Yield the values on the left, and the names with their values on the right."""

    def y_of(mark: Mark) -> float:
        return (frame.high - _middle(mark)) / (frame.high - frame.low) * frame.height

    left = [before for before, after in ends if before is not None and after is not None]
    values = [EndLabel(mark, mark.short, measure_text(mark.short, weight=text_weight(mark)))
              for mark in left]  # fmt: skip
    points = [(0.0, y_of(mark)) for mark in left]
    yield from place_end_labels(values, points, -GAP - 2, frame.height, align="right")
    right = [(after or before, after is not None) for before, after in ends]
    marks = [mark for mark, _ in right if mark is not None]
    labels = make_end_labels(plot, marks)
    points = [(width if is_last else 0.0, y_of(mark))
              for (mark, is_last) in right if mark is not None]  # fmt: skip
    yield from place_end_labels(labels, points, width + GAP + 2, frame.height)


def _head_layers(plot: Plot, frame: Frame, moments: Sequence[str], width: float) -> Iterator[Piece]:
    """Yield the two moments above their marks, and the panel's heading and unit."""
    periods = {mark.label: mark.period for mark in plot.marks}
    for label, x in zip(moments, (0.0, width), strict=True):
        period = periods[label]
        words = format_short_period(period, plot.language) if period is not None else label
        yield make_words(words, x, -14, weight=BOLD, align="center")
    if plot.heading:
        yield make_heading(plot.heading, frame.left, frame.top)
    if plot.caption and plot.has_caption:
        yield make_caption(plot.caption, -frame.left, -frame.top + SMALL_SIZE
                           + (24 if plot.has_headings else 0))  # fmt: skip


KIND = ChartKind(
    name="slope",
    needs=(
        Need("x", Holds.ANY),
        Need("y", Holds.NUMBERS, many=True),
        Need("series", Holds.WORDS, is_optional=True),
    ),
    make_frame=make_frame,
    make_panel=make_panel,
    form="lines",
    joins=True,
    most=60,
    check=check,
)
