"""Columns: one number a category or period, upright from zero. For few things, or few moments.

Where there is no room to write the values, an axis has them; where there is none to write the
names, the panel is drawn as bars.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from plainfact.charts.bar_place import BarPlace
from plainfact.charts.bar_signs import find_reach, make_bar_data, make_bar_layers
from plainfact.charts.fonts import BOLD, fits_in_lines, measure_text, wrap_text
from plainfact.charts.grammar import alt
from plainfact.charts.kinds import bar
from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.layers import (
    Piece,
    finish,
    label_expression,
    make_caption,
    make_heading,
    make_line,
    make_words,
)
from plainfact.charts.legend import make_legend
from plainfact.charts.marks import Mark
from plainfact.charts.period_labels import format_short_period
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.scales import find_middle, find_ticks, fit_scale, format_ticks
from plainfact.charts.theme import LINE_HEIGHT, SMALL_SIZE, TEXT_SIZE
from plainfact.periods import Precision

_WIDEST = 72
_GAP = 5
_LINES = 3
_FULL = 0.68
"""The part of a band that its column takes."""
_EMPTY = "no figure "
"""Begins the name of a place that is kept for a year without a figure."""
_MOST_EMPTY = 2
"""Years without a figure keep their place up to so many places for each column."""


def make_frame(plot: Plot) -> Frame:
    """Return the margins and the scale, and whether values are written at columns or on an axis."""
    slots = _find_slots(plot)
    step = plot.width / len(slots)
    if not _can_name(plot, slots, step):
        return replace(bar.make_frame(_as_bars(plot)), variant="bars")
    names = max(_name(mark, plot, step).count("\n") + 1 for mark in plot.marks)
    legend = make_legend(plot, plot.width).height
    head = (24 if plot.has_headings else 0) + legend + (18 if plot.caption else 0) + 4
    bottom = names * LINE_HEIGHT + 8
    height = 150.0 if plot.has_headings else 220.0 if plot.is_narrow else 300.0
    size = _value_size(step)
    if all(fits_in_lines(mark.short, step - 3, _LINES, size) for mark in plot.known):
        low, high = _fit(plot, step, height)
        return Frame(left=0, right=0, top=head, bottom=bottom, low=low, high=high, height=height)
    numbers = [end for mark in plot.known for end in mark.bounds]
    ticks = find_ticks(min([0.0, *numbers]), max([0.0, *numbers]), 4)
    words = format_ticks(ticks, plot.unit, plot.language)
    left = max(measure_text(text, SMALL_SIZE) for text in words.values()) + 8
    return Frame(left=left, right=0, top=head + 8, bottom=bottom, low=ticks[0], high=ticks[-1],
                 height=height, variant="axis")  # fmt: skip


def make_panel(plot: Plot, frame: Frame) -> Panel:
    """Draw the columns of one panel."""
    if frame.variant == "bars":
        return bar.make_panel(_as_bars(plot), frame)
    plot = replace(plot, marks=_sort(plot))
    slots = _find_slots(plot)
    width = frame.inner_width(plot)
    step = width / len(slots)
    place = BarPlace(
        is_across=False, thickness=min(_WIDEST, step * _FULL), shift=0, order=slots, frame=frame,
        length=frame.height, axis=_make_axis(plot, frame),
    )  # fmt: skip
    data = plot.keep_shown(make_bar_data(plot, place))
    zero = _y_of(0, frame)
    layers = [
        *make_bar_layers(data, place),
        *_word_layers(plot, frame, slots, step),
        make_line(0, zero, width, zero),
    ]
    if plot.heading:
        layers.append(make_heading(plot.heading, frame.left, frame.top))
    legend, y = make_legend(plot, plot.width), -frame.top + (24 if plot.has_headings else 0)
    layers += legend.layers(-frame.left, y, "square")
    if plot.caption and plot.has_caption:
        y += legend.height + SMALL_SIZE
        layers.append(make_caption(plot.caption, -frame.left, y))
    return finish(layers, data, width, frame.height)


def _as_bars(plot: Plot) -> Plot:
    """Return the plot as bars have it: in order of time, periods in few letters."""
    marks = tuple(replace(mark, label=_full_name(mark, plot)) for mark in _sort(plot))
    return replace(plot, marks=marks, sort="given")


def _sort(plot: Plot) -> tuple[Mark, ...]:
    if plot.sort == "value":
        return bar.sort_marks(plot.marks, "value")
    if all(mark.period is not None for mark in plot.marks):
        return tuple(sorted(plot.marks, key=_moment))
    return plot.marks


def _moment(mark: Mark) -> int:
    return find_middle(mark.period).toordinal() if mark.period is not None else 0


def _find_slots(plot: Plot) -> tuple[str, ...]:
    """Return the places of columns; a year between two that has no figure keeps an empty one."""
    marks = _sort(plot)
    periods = {mark.period for mark in marks}
    years = {period.first.year: mark.address for mark in marks if (period := mark.period)}
    is_yearly = len(years) == len(marks) == len(periods) and all(
        period is not None and period.precision is Precision.YEAR for period in periods
    )
    if not is_yearly or plot.sort == "value":
        return tuple(mark.address for mark in marks)
    span = range(min(years), max(years) + 1)
    if len(span) > _MOST_EMPTY * len(marks):
        return tuple(mark.address for mark in marks)
    return tuple(years.get(year, f"{_EMPTY}{year}") for year in span)


def _can_name(plot: Plot, slots: Sequence[str], step: float) -> bool:
    """Tell whether every column's name fits under it."""
    has_unknown = len(plot.known) < len(plot.marks)
    if step < 16 or (has_unknown and measure_text(plot.unknown, SMALL_SIZE) > step):
        return False
    return all(
        fits_in_lines(_full_name(mark, plot), step - 4, _LINES, SMALL_SIZE, _weight(mark))
        for mark in plot.marks
    ) and bool(slots)


def _full_name(mark: Mark, plot: Plot) -> str:
    return format_short_period(mark.period, plot.language) if mark.period else mark.label


def _name(mark: Mark, plot: Plot, step: float) -> str:
    return wrap_text(_full_name(mark, plot), step - 4, SMALL_SIZE, _weight(mark), most=_LINES)


def _value_size(step: float) -> int:
    return TEXT_SIZE if step > 64 else SMALL_SIZE


def _weight(mark: Mark) -> int:
    return BOLD if mark.is_accent else 400


def _fit(plot: Plot, step: float, height: float) -> tuple[float, float]:
    """Return the numbers at the foot and the head, with room for every value beyond its column."""
    ends = [(0.0, 0.0, LINE_HEIGHT + 4.0)]
    for mark in plot.known:
        lines = wrap_text(mark.short, step - 3, _value_size(step)).count("\n") + 1
        space = find_reach(mark) + _GAP + lines * LINE_HEIGHT
        is_down = mark.place < 0
        ends += [(end, 0.0, 0.0) for end in mark.bounds]
        outer = min(mark.bounds) if is_down else max(mark.bounds)
        ends.append((outer, space * is_down, space * (not is_down)))
    return fit_scale(ends, height)


def _make_axis(plot: Plot, frame: Frame) -> Any:  # noqa: ANN401 - Altair's axis, or none
    if frame.variant != "axis":
        return None
    ticks = find_ticks(frame.low, frame.high, 4)
    words = format_ticks(ticks, plot.unit, plot.language)
    return alt.Axis(values=ticks, labelExpr=label_expression(words), title=None, labelPadding=8,
                    labelOverlap=False, labelBound=False)  # fmt: skip


def _y_of(number: float, frame: Frame) -> float:
    return (frame.high - number) / (frame.high - frame.low) * frame.height


def _word_layers(plot: Plot, frame: Frame, slots: Sequence[str], step: float) -> Iterator[Piece]:
    """Yield the names under the columns, and the values beyond them where they fit."""
    for index, slot in enumerate(slots):
        if slot.startswith(_EMPTY):
            yield make_words(slot.removeprefix(_EMPTY), (index + 0.5) * step, frame.height + 18,
                             size=SMALL_SIZE, colour="muted", align="center")  # fmt: skip
    for mark in plot.marks:
        x = (slots.index(mark.address) + 0.5) * step
        yield make_words(_name(mark, plot, step), x, frame.height + 18, size=SMALL_SIZE,
                         weight=_weight(mark), align="center")  # fmt: skip
        is_shown = plot.shown is None or mark.address in plot.shown
        if not is_shown or (frame.variant == "axis" and mark.is_known):
            continue
        size = _value_size(step) if mark.is_known else SMALL_SIZE
        words = wrap_text(mark.short, step - 3, size) if mark.is_known else plot.unknown
        height = (words.count("\n") + 1) * LINE_HEIGHT
        reach = find_reach(mark) + _GAP
        if mark.place < 0:
            y = _y_of(min(mark.bounds), frame) + reach + LINE_HEIGHT - 3
        else:
            y = _y_of(max(mark.bounds, default=0.0), frame) - reach - height + LINE_HEIGHT
        yield make_words(words, x, y, size=size, colour="text" if mark.is_known else "muted",
                         weight=_weight(mark), align="center")  # fmt: skip


KIND = ChartKind(
    name="column",
    needs=(
        Need("x", Holds.ANY),
        Need("y", Holds.NUMBERS),
        Need("series", Holds.WORDS, is_optional=True),
    ),
    make_frame=make_frame,
    make_panel=make_panel,
    most=40,
)
