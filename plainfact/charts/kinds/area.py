"""Areas: a number over time, filled from zero; several are piled up. For how a whole changed."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from plainfact.charts.end_labels import GAP, make_end_labels, place_end_labels
from plainfact.charts.grammar import alt
from plainfact.charts.kinds import line
from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.layers import Layer, finish, over
from plainfact.charts.marks import Mark, make_datum
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.point_signs import describe_point, make_point_layers
from plainfact.charts.runs import make_runs, split_series
from plainfact.charts.scales import find_middle
from plainfact.charts.theme import name_colour
from plainfact.charts.time_frame import TimeAxes, make_time_frame
from plainfact.quantities import Qualifier

_PILED = frozenset({Qualifier.EXACT, Qualifier.ABOUT, Qualifier.NEARLY})


def make_frame(plot: Plot) -> Frame:
    """Return the margins and scales, the numbers from zero to the top of the pile."""
    is_piled = len(plot.series) > 1
    labels = make_end_labels(plot, line.last_marks(plot.marks))
    right = max((label.width for label in labels), default=0) + GAP
    tops: dict[object, float] = {}
    for mark in plot.known if is_piled else ():
        key = (mark.facet, mark.period)
        tops[key] = tops.get(key, 0) + max(mark.bounds)
    zeroed = replace(plot, from_zero=True)
    pad = 0.5 if is_piled else 6
    return make_time_frame(zeroed, right=right, pad=pad, highest=max(tops.values(), default=0))


def make_panel(plot: Plot, frame: Frame) -> Panel:
    """Draw one area, or several piled up."""
    groups = split_series(plot.marks)
    if len(groups) == 1:
        return _draw_single(plot, frame)
    axes = TimeAxes(plot, frame)
    data: list[dict[str, Any]] = []
    ends: list[tuple[Mark, float]] = []
    layers: list[Layer] = []
    floor: dict[str, float] = {}
    for group in groups:
        rows = [_pile(mark, floor, plot) for mark in group]
        data += rows
        top = rows[-1]
        ends.append((group[-1], (top["floor"] + top["top"]) / 2))
        chart = over(rows)
        layers.append(
            chart.mark_area(
                fill=name_colour(group[0].tone), stroke=name_colour("surface"), strokeWidth=1,
                aria=False,
            ).encode(x=axes.time(), y=axes.value("top"), y2=alt.Y2("floor:Q"))
        )  # fmt: skip
    labels = make_end_labels(plot, [mark for mark, _ in ends])
    points = [(axes.width, axes.y_of(middle)) for _, middle in ends]
    layers += [
        *make_point_layers(
            plot.keep_shown(data), {"x": axes.time()}, "y",
            lambda field: axes.value("top" if field == "number" else field),
        ),
        *place_end_labels(labels, points, axes.width + GAP, axes.height),
        *axes.notes(),
    ]  # fmt: skip
    return finish(layers, data, axes.width, axes.height)


def check(marks: tuple[Mark, ...]) -> str:
    """Return what is wrong with marks that are to be piled up, or nothing."""
    if any(end < 0 for mark in marks for end in mark.bounds):
        return "Areas are filled from zero, so none of their values can be negative. Draw lines."
    facets = dict.fromkeys(mark.facet for mark in marks)
    for facet in facets:
        groups = split_series([mark for mark in marks if mark.facet == facet])
        if len(groups) == 1:
            continue
        periods = [{mark.period for mark in group} for group in groups]
        for before, after in pairwise(periods):
            if before != after:
                return "Areas that are piled up need a value of each at every moment. Draw lines."
        for mark in marks:
            if mark.qualifier not in _PILED:
                return (
                    f'{mark.address} is "{mark.words}", on which nothing can be piled. Draw lines.'
                )
    return ""


def _pile(mark: Mark, floor: dict[str, float], plot: Plot) -> dict[str, Any]:
    """Return a mark's row, standing on what lies below it at that moment."""
    row = make_datum(mark) | describe_point(mark, plot)
    row["floor"] = floor.get(row["middle"], 0.0)
    row["top"] = row["floor"] + (mark.number or 0.0)
    floor[row["middle"]] = row["top"]
    if row["sign"] == "exact" and row["look"] != "hollow":
        row["sign"] = "hidden"
    else:
        # On the edge between two fills, a sign in the colour of either would be lost.
        row["tone"] = "surface"
    return row


def _draw_single(plot: Plot, frame: Frame) -> Panel:
    """Draw a line with its signs, and fill it down to zero."""
    axes = TimeAxes(plot, frame)
    panel = line.make_panel(plot, frame)
    fills = list(_fill_layers(plot, axes))
    return replace(panel, layers=(*fills, *panel.layers))


def _fill_layers(plot: Plot, axes: TimeAxes) -> Iterator[Layer]:
    for group in split_series(plot.marks):
        for run in make_runs(group):
            rows = [_fill_row(mark) for mark in run.marks]
            opacity = 0.1 if run.style == "dashed" else 0.28
            area = over(rows).mark_area(
                fill=name_colour(run.marks[0].tone), fillOpacity=opacity, aria=False
            )
            yield area.encode(x=axes.time(), y=axes.value("top"), y2=alt.Y2Datum(0))


def _fill_row(mark: Mark) -> dict[str, Any]:
    middle = find_middle(mark.period).isoformat() if mark.period is not None else ""
    # Under a range, only what is certain is filled; the band above it is the line's own.
    return {"address": mark.address, "middle": middle, "top": min(mark.bounds)}


KIND = ChartKind(
    name="area",
    needs=(
        Need("x", Holds.PERIODS),
        Need("y", Holds.NUMBERS, many=True),
        Need("series", Holds.WORDS, is_optional=True),
    ),
    make_frame=make_frame,
    make_panel=make_panel,
    form="lines",
    joins=True,
    piles=True,
    most=1000,
    check=check,
)
