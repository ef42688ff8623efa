"""Bars: one number a row, side by side from zero, the longest first. For comparing things."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from plainfact.charts.bar_place import BarPlace
from plainfact.charts.bar_signs import (
    find_reach,
    make_bar_data,
    make_bar_layers,
)
from plainfact.charts.fonts import measure_text
from plainfact.charts.grammar import alt
from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.layers import (
    Layer,
    finish,
    make_caption,
    make_heading,
    number_scale,
    where,
)
from plainfact.charts.legend import make_legend
from plainfact.charts.marks import Mark
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.row_labels import label_layers, make_row_labels, row_lines
from plainfact.charts.scales import fit_scale
from plainfact.charts.theme import name_colour

_VALUE_GAP = 6
"""Between a bar's end and its value, in pixels."""


def make_frame(plot: Plot) -> Frame:
    """Return the margins and the scale: bars as long as leaves room for their values."""
    labels = make_row_labels(plot)
    inner = plot.width - labels.width
    low, high = _fit(plot, inner)
    legend = make_legend(plot, plot.width).height
    top = (22 if plot.has_headings else 0) + legend + (20 if plot.caption else 4)
    return Frame(left=labels.width, right=0, top=top, bottom=4, low=low, high=high,
                 is_above=labels.is_above)  # fmt: skip


def make_panel(plot: Plot, frame: Frame) -> Panel:
    """Draw the bars of one panel."""
    plot = replace(plot, marks=sort_marks(plot.marks, plot.sort or "value"))
    labels = make_row_labels(plot, width=0 if frame.is_above else frame.left)
    thickness = _find_thickness(len(plot.marks))
    width = frame.inner_width(plot)
    step = labels.step(thickness)
    place = BarPlace(
        is_across=True, thickness=thickness, shift=labels.shift(step, thickness),
        order=tuple(mark.address for mark in plot.marks), frame=frame, length=width,
    )  # fmt: skip
    data = [
        datum
        | {
            "name": words,
            "end": _label_end(mark),
            "reach": find_reach(mark),
            "unknown": not mark.is_known,
        }
        for datum, mark, words in zip(
            make_bar_data(plot, place), plot.marks, labels.words, strict=True
        )
    ]
    data = plot.keep_shown(data)
    height = step * len(plot.marks)
    layers = [
        *make_bar_layers(data, place),
        *_value_layers(data, place),
        *label_layers(data, labels, place.order, step),
    ]
    zero = -frame.low * place.pixels_per_unit
    layers += row_lines(zero, labels, step, thickness, len(plot.marks))
    legend_top = -frame.top + (22 if plot.has_headings else 0)
    layers += make_legend(plot, plot.width).layers(-frame.left, legend_top, "square")
    if plot.heading:
        layers.append(make_heading(plot.heading, frame.left, frame.top))
    if plot.caption and plot.has_caption:
        layers.append(make_caption(plot.caption, 0 if labels.is_above else zero, -8))
    return finish(layers, data, width, height)


def sort_marks(marks: Sequence[Mark], sort: str) -> tuple[Mark, ...]:
    """Return marks by value, the largest first and the unknown last, or as they are given.

    Of two with the same number, the one that may be more comes first.
    """
    if sort != "value":
        return tuple(marks)

    def rank(mark: Mark) -> tuple[float, ...]:
        if not mark.is_known:
            return (1, 0, 0)
        high = float("inf") if mark.high is None else mark.high
        return (0, -max(mark.bounds), -high)

    return tuple(sorted(marks, key=rank))


def _find_thickness(count: int) -> float:
    return 22 if count <= 12 else 18 if count <= 20 else 14


def _fit(plot: Plot, room: float) -> tuple[float, float]:
    """Return the numbers at both ends of the room, so that every bar fits with its value."""
    # The unknown have words where the bars begin.
    ends = [(0.0, 0.0, measure_text(plot.unknown) + _VALUE_GAP)]
    for mark in plot.known:
        space = find_reach(mark) + _VALUE_GAP + measure_text(mark.short) + 2
        is_left = mark.place < 0
        ends += [(end, 0.0, 0.0) for end in mark.bounds]
        ends.append((_outer_end(mark), space * is_left, space * (not is_left)))
    return fit_scale(ends, room)


def _outer_end(mark: Mark) -> float:
    """Return the end of a mark at which its value is written."""
    return min(mark.bounds) if mark.place < 0 else max(mark.bounds)


def _label_end(mark: Mark) -> float:
    return _outer_end(mark) if mark.bounds else 0.0


def _value_layers(data: Sequence[dict[str, Any]], place: BarPlace) -> Iterator[Layer]:
    """Yield the values in words, each beyond the sign at its bar's end."""
    groups = dict.fromkeys((row["reach"], row["way"], row["unknown"]) for row in data)
    for reach, way, is_unknown in groups:
        base = where(data, reach=reach, way=way, unknown=is_unknown)
        if base is None:
            continue
        text = base.mark_text(
            align="left" if way > 0 else "right", baseline="middle",
            dx=(reach + _VALUE_GAP) * way, yOffset=place.shift, aria=is_unknown,
            **({"fill": name_colour("muted")} if is_unknown else {}),
        )  # fmt: skip
        scale = number_scale(place.frame.low, place.frame.high)
        band = alt.Scale(type="band", domain=list(place.order), padding=0)
        yield text.encode(
            y=alt.Y("address:N", scale=band, axis=None),
            x=alt.X("end:Q", scale=scale, axis=None),
            text=alt.Text("short:N"),
            **({"description": alt.Description("tip:N")} if is_unknown else {}),
        )


KIND = ChartKind(
    name="bar",
    needs=(
        Need("x", Holds.NUMBERS),
        Need("y", Holds.ANY, is_optional=True),
        Need("series", Holds.WORDS, is_optional=True),
    ),
    make_frame=make_frame,
    make_panel=make_panel,
)
