"""Lines: numbers over time, one line a series, named at its end. For how things changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from plainfact.charts.end_labels import GAP, make_end_labels, place_end_labels
from plainfact.charts.grammar import alt
from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.layers import Layer, Piece, Words, finish, over
from plainfact.charts.marks import Mark, make_datum
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.point_labels import Box, place_point_labels, point_box
from plainfact.charts.point_signs import describe_point, make_point_layers
from plainfact.charts.runs import Run, make_runs, split_series
from plainfact.charts.scales import find_middle
from plainfact.charts.theme import LINE_HEIGHT, name_colour
from plainfact.charts.time_frame import TimeAxes, make_time_frame, points_of, segments_of
from plainfact.quantities import Qualifier

_MANY = 14
"""From so many marks a line on, exact ones have no points, which would hide the line."""
_CROWD = 150
_EARLY = 30
"""A line that ends so far before the last moment, in pixels, ends early."""
_FEW = 2
"""Up to so many lines have every value written on them."""


def make_frame(plot: Plot) -> Frame:
    """Return the margins and scales of lines: room on the right for their names."""
    labels = make_end_labels(plot, last_marks(plot.marks))
    right = max((label.width for label in labels), default=0) + GAP
    return make_time_frame(plot, right=right, pad=8)


def make_panel(plot: Plot, frame: Frame) -> Panel:
    """Draw the lines of one panel."""
    axes = TimeAxes(plot, frame)
    shown = tuple(mark for mark in plot.marks if plot.shown is None or mark.address in plot.shown)
    groups = sorted(split_series(shown), key=lambda group: group[0].is_accent)
    data = [_make_row(mark, group, plot) for group in groups for mark in group]
    runs = [run for group in groups for run in make_runs(group)]
    layers = [
        *_run_layers(runs, axes),
        *make_point_layers(data, {"x": axes.time()}, "y", axes.value),
        *_label_layers(groups, runs, axes),
        *axes.notes(),
    ]
    return finish(layers, data, axes.width, axes.height)


def last_marks(marks: Sequence[Mark]) -> list[Mark]:
    """Return the last known mark of each series."""
    groups = [[mark for mark in group if mark.is_known] for group in split_series(marks)]
    return [group[-1] for group in groups if group]


def _make_row(mark: Mark, group: Sequence[Mark], plot: Plot) -> dict[str, Any]:
    row = make_datum(mark) | describe_point(mark, plot)
    is_plain = row["sign"] == "exact" and row["look"] == "solid"
    if len(group) > _MANY and is_plain and mark is not group[-1]:
        # Where there are very many, what is context answers to no pointer; the table has it.
        is_crowd = len(plot.marks) > _CROWD and mark.tone == "context"
        row["sign"] = "none" if is_crowd else "hidden"
    return row


def _run_layers(runs: Sequence[Run], axes: TimeAxes) -> Iterator[Layer]:
    """Yield the lines and bands, one layer for those that look alike, the accent's on top."""
    looks: dict[tuple[str, str, bool], list[dict[str, Any]]] = {}
    for index, run in enumerate(runs):
        first = run.marks[0]
        rows = looks.setdefault((run.style, first.tone, first.is_accent), [])
        rows += [_end_row(mark, index) for mark in run.marks]
    for (style, tone, is_accent), rows in looks.items():
        chart, colour = over(rows), name_colour(tone)
        if style == "band":
            yield chart.mark_area(fill=colour, fillOpacity=0.25, aria=False).encode(
                x=axes.time(), y=axes.value("low"), y2=alt.Y2("high:Q"), detail=alt.Detail("run:N")
            )
            continue
        width = 3.0 if is_accent else 1.75 if tone == "context" else 2.25
        dashes: dict[str, Any] = {"strokeDash": [2, 4]} if style == "dashed" else {}
        yield chart.mark_line(
            stroke=colour, strokeWidth=width, strokeJoin="round", strokeCap="round", aria=False,
            **dashes,
        ).encode(x=axes.time(), y=axes.value(), detail=alt.Detail("run:N"))  # fmt: skip


def _end_row(mark: Mark, run: int) -> dict[str, Any]:
    """Return what a line needs of a mark: where it is, and which cell it is."""
    middle = find_middle(mark.period).isoformat() if mark.period is not None else ""
    row = {"address": mark.address, "run": run, "middle": middle}
    if mark.qualifier is Qualifier.RANGE:
        return row | {"low": mark.low, "high": mark.high}
    return row | {"number": mark.number, "low": mark.number, "high": mark.number}


def _label_layers(
    groups: Sequence[Sequence[Mark]], runs: Sequence[Run], axes: TimeAxes
) -> Iterator[Piece]:
    ends = last_marks([mark for group in groups for mark in group])
    lines = [segment for run in runs for segment in segments_of(run, axes)]
    known = [mark for group in groups for mark in group if mark.is_known]
    boxes = [point_box(mark, *point, axes.y_of(min(mark.bounds)))
             for mark, point in zip(known, points_of(known, axes), strict=True)]  # fmt: skip
    wanted = sorted(
        (mark for group in groups for mark in _find_told(group, groups) if mark not in ends),
        key=lambda mark: (not mark.is_accent, mark.qualifier is Qualifier.EXACT),
    )
    inside = Box(-2, -LINE_HEIGHT, axes.width + 4, axes.height + 2)

    def place(early: Sequence[Mark]) -> tuple[list[Piece], set[str]]:
        told = [*early, *wanted]
        places = points_of(told, axes)
        names = {mark.address for mark in early}
        placed = list(place_point_labels(told, places, lines, boxes, inside, names))
        return placed, {piece.words for piece in placed if isinstance(piece, Words)}

    # A line that ends early is named there: beside the last moment its value would seem to be of
    # that moment. Where there is no room its name stands beside the others', without the value.
    early = [replace(mark, short=f"{mark.series} {mark.short}".strip())
             for mark in sorted(ends, key=lambda mark: not mark.is_accent)
             if axes.width - axes.x_of(mark) > _EARLY]  # fmt: skip
    _, written = place(early)
    early = [mark if mark.short in written else replace(mark, short=mark.series) for mark in early]
    placed, written = place(early)
    named = {mark.address for mark in early if mark.short in written}
    bare = {mark.address for mark in early}
    late = [replace(mark, short="") if mark.address in bare else mark
            for mark in ends if mark.address not in named]  # fmt: skip
    middles = [(axes.x_of(mark), axes.y_of(sum(mark.bounds) / len(mark.bounds))) for mark in late]
    labels = make_end_labels(axes.plot, late)
    yield from place_end_labels(labels, middles, axes.width + GAP, axes.height)
    yield from placed


def _find_told(group: Sequence[Mark], groups: Sequence[Sequence[Mark]]) -> list[Mark]:
    """Return the marks of one line whose values are written at them, where there is room."""
    known = [mark for mark in group if mark.is_known]
    if group[0].is_accent or len(groups) <= _FEW:
        if len(group) <= _MANY:
            return known
        # Of a long line, where it begins and how far it went.
        told = [*known[:1], min(known, key=_lowest), max(known, key=_lowest)]
        return [mark for mark in known if mark in told]
    return [mark for mark in known if mark.qualifier is not Qualifier.EXACT]


def _lowest(mark: Mark) -> float:
    return min(mark.bounds)


KIND = ChartKind(
    name="line",
    needs=(
        Need("x", Holds.PERIODS),
        Need("y", Holds.NUMBERS, many=True),
        Need("series", Holds.WORDS, is_optional=True),
    ),
    make_frame=make_frame,
    make_panel=make_panel,
    form="lines",
    joins=True,
    most=1000,
)
