"""Rows of points on one scale: what the kinds dot and range are drawn with."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plainfact.charts.fonts import measure_text
from plainfact.charts.grammar import alt
from plainfact.charts.layers import (
    Layer,
    Piece,
    finish,
    label_expression,
    make_caption,
    make_heading,
    make_line,
    make_words,
    number_scale,
)
from plainfact.charts.legend import make_legend
from plainfact.charts.marks import Mark, make_datum
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.point_signs import (
    describe_point,
    find_reach_down,
    find_reach_up,
    make_point_layers,
)
from plainfact.charts.row_labels import RowLabels, label_layers, make_row_labels, row_lines
from plainfact.charts.row_values import ABOVE, VALUE_GAP, RowValue, place_values
from plainfact.charts.scales import find_ticks, fit_scale, format_ticks
from plainfact.charts.theme import SMALL_SIZE, TEXT_SIZE

_ROW = 18
"""The height that a row's marks take, without its name."""
_AXIS = 24
_HALF_NAME = 12.0
"""Half the width of the name of an axis's first tick, in pixels."""


def make_point_frame(plot: Plot) -> Frame:
    """Return the margins and the scale of rows of points, with room for their values."""
    labels = make_row_labels(plot, marks=_one_a_row(plot.marks))
    room = plot.width - labels.width
    numbers = [end for mark in plot.known for end in mark.bounds]
    base = 0.0 if plot.from_zero else min(numbers, default=0.0)
    ends = list(_find_ends(plot))
    if labels.is_above:
        # Without a margin on the left, the first name on the axis needs room inside.
        ends.append((base, _HALF_NAME, 0.0))
    low, high = fit_scale(ends or [(1.0, 0.0, 0.0)], room, base)
    legend = make_legend(plot, plot.width).height
    top = (22 if plot.has_headings else 0) + legend + (20 if plot.caption else 6)
    frame = Frame(left=labels.width, right=0, top=top, bottom=_AXIS, low=low, high=high,
                  least=min([base, *numbers]), most=max([base, *numbers]),
                  is_above=labels.is_above)  # fmt: skip
    lifts = any(value.is_above for value in _find_values(plot, frame, room))
    return replace(frame, top=top + ABOVE / 2, variant="lifted") if lifts else frame


def _find_ends(plot: Plot) -> Iterator[tuple[float, float, float]]:
    """Yield the numbers that the scale has to hold, with the room that each needs beside it."""
    unknown = _name_unknown(plot.marks)
    for spot, row in _group_rows(plot.known).items():
        last = max(row, key=lambda mark: (max(mark.bounds), min(mark.bounds)))
        more = 2 * VALUE_GAP + measure_text(unknown[spot]) if spot in unknown else 0
        for mark in row:
            back, ahead = find_reach_down(mark), find_reach_up(mark)
            words = VALUE_GAP + measure_text(mark.short) + more if mark is last else 0
            is_below = max(mark.bounds) < 0
            yield min(mark.bounds), back + words * is_below, 0
            yield max(mark.bounds), 0, ahead + words * (not is_below)


def _group_rows(marks: Sequence[Mark]) -> dict[str, list[Mark]]:
    rows: dict[str, list[Mark]] = {}
    for mark in marks:
        rows.setdefault(mark.spot, []).append(mark)
    return rows


def _name_unknown(marks: Sequence[Mark]) -> dict[str, str]:
    """Return what each row says of its marks that nobody knows: which, where it has others too."""
    named: dict[str, str] = {}
    for spot, row in _group_rows(marks).items():
        unknown = [mark for mark in row if not mark.is_known]
        if unknown and len(unknown) == len(row):
            named[spot] = unknown[0].short
        elif unknown:
            names = ", ".join(mark.series for mark in unknown if mark.series)
            named[spot] = f"{names}: {unknown[0].short}" if names else unknown[0].short
    return named


def draw_point_rows(plot: Plot, frame: Frame) -> Panel:
    """Draw the rows of one panel, each with its name, its marks and their values."""
    rows = _one_a_row(plot.marks)
    labels = make_row_labels(plot, marks=rows, width=0 if frame.is_above else frame.left)
    order = [mark.spot for mark in rows]
    width = frame.inner_width(plot)
    values = list(_find_values(plot, frame, width))
    lift = 0.0
    if frame.variant == "lifted":
        lift = ABOVE if frame.is_above else ABOVE / 2
    step = max(labels.step(_ROW), 30) + lift
    height = step * len(order)
    shift = labels.shift(step, _ROW)
    names = dict(zip(order, labels.words, strict=True))
    data = [make_datum(mark) | describe_point(mark, plot) for mark in plot.marks]
    for row, mark in zip(data, plot.marks, strict=True):
        # One name a row, though it has several marks.
        row["name"] = names.pop(mark.spot, "")
    data = plot.keep_shown(data)
    axes = _RowAxes(plot, frame, order, labels, step, shift, width, height)
    layers = [
        *axes.guides(),
        *make_point_layers(data, {"y": axes.band()}, "x", axes.value, shift=shift),
        *_value_layers(values, plot, axes),
        *label_layers(data, labels, order, step, field="spot"),
        *axes.notes(),
    ]
    return finish(layers, data, width, height)


class _RowAxes(Struct, frozen=True):
    """The scale across and the rows down, as encodings and in pixels."""

    plot: Plot
    frame: Frame
    order: Sequence[str]
    labels: RowLabels
    step: float
    shift: float
    width: float
    height: float

    def x_of(self, number: float) -> float:
        return (number - self.frame.low) / (self.frame.high - self.frame.low) * self.width

    def y_of(self, mark: Mark) -> float:
        return (self.order.index(mark.spot) + 0.5) * self.step + self.shift

    def band(self) -> Layer:
        return alt.Y(
            "spot:N", scale=alt.Scale(type="band", domain=list(self.order), padding=0), axis=None
        )

    def value(self, field: str = "number") -> Layer:
        names = self.ticks()
        axis = alt.Axis(
            values=list(names), labelExpr=label_expression(names), title=None, labelPadding=8,
            grid=False, labelOverlap=False, labelBound=False, labelFlush=False,
        )  # fmt: skip
        return alt.X(f"{field}:Q", scale=number_scale(self.frame.low, self.frame.high), axis=axis)

    def ticks(self) -> dict[float, str]:
        """Return the ticks that the marks reach, with their words, none standing on another."""
        for count in (5, 4, 3, 2, 1):
            ticks = find_ticks(self.frame.least, self.frame.most, count)
            names = format_ticks(ticks, self.plot.unit, self.plot.language)
            widest = max(measure_text(name, SMALL_SIZE) for name in names.values())
            inside = {
                tick: name for tick, name in names.items()
                if -1 <= self.x_of(tick) <= self.width - (widest / 2 if self.x_of(tick) > 1 else 0)
            }  # fmt: skip
            gap = abs(self.x_of(ticks[1]) - self.x_of(ticks[0]))
            if gap > widest + 16:
                return inside
        return inside

    def guides(self) -> Iterator[Piece]:
        """Yield a faint line along each row, and one up from each tick."""
        for index in range(len(self.order)):
            y = (index + 0.5) * self.step + self.shift
            yield make_line(0, y, self.width, y, colour="grid", dash=(1, 3))
        for tick in self.ticks():
            colour = "axis" if tick == 0 else "grid"
            yield from row_lines(self.x_of(tick), self.labels, self.step, _ROW, len(self.order),
                                 colour=colour)  # fmt: skip

    def notes(self) -> Iterator[Piece]:
        if self.plot.heading:
            yield make_heading(self.plot.heading, self.frame.left, self.frame.top)
        if self.plot.caption and self.plot.has_caption:
            yield make_caption(self.plot.caption, -self.frame.left, -8)
        legend_top = -self.frame.top + (22 if self.plot.has_headings else 0)
        yield from make_legend(self.plot, self.plot.width).layers(-self.frame.left, legend_top)


def _one_a_row(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the first mark of each row."""
    first: dict[str, Mark] = {}
    for mark in marks:
        first.setdefault(mark.spot, mark)
    return tuple(first.values())


def _find_values(plot: Plot, frame: Frame, width: float) -> Iterator[RowValue]:
    """Yield where the values of all rows stand across."""

    def x_of(number: float) -> float:
        return (number - frame.low) / (frame.high - frame.low) * width

    base = x_of(max(frame.low, min(0.0, frame.high))) if plot.from_zero else 0.0
    shown = [mark for mark in plot.known if plot.shown is None or mark.address in plot.shown]
    for row in _group_rows(shown).values():
        yield from place_values(row, x_of, base)


def _value_layers(values: Sequence[RowValue], plot: Plot, axes: _RowAxes) -> Iterator[Piece]:
    for value in values:
        y = axes.y_of(value.mark)
        if value.is_above:
            yield make_words(value.mark.short, value.x, y - ABOVE + 3, size=SMALL_SIZE,
                             align=value.align)  # fmt: skip
        else:
            yield make_words(value.mark.short, value.x, y + TEXT_SIZE * 0.36, align=value.align)
    shown = [mark for mark in plot.marks if plot.shown is None or mark.address in plot.shown]
    for spot, words in _name_unknown(shown).items():
        row = [value for value in values if value.mark.spot == spot]
        ends = [axes.x_of(max(value.mark.bounds)) + find_reach_up(value.mark) for value in row]
        ends += [value.x + measure_text(value.mark.short) for value in row
                 if not value.is_above and value.align == "left"]  # fmt: skip
        x = max(ends) + VALUE_GAP if ends else axes.x_of(max(0.0, axes.frame.low))
        mark = next(mark for mark in shown if mark.spot == spot)
        foot = axes.y_of(mark) + TEXT_SIZE * 0.36
        yield make_words(words, x + VALUE_GAP, foot, colour="muted")
