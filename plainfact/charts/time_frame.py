"""The frame of charts over time: years across, numbers up, few lines behind."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from plainfact.charts.fonts import measure_text
from plainfact.charts.grammar import alt
from plainfact.charts.layers import (
    Layer,
    Piece,
    label_expression,
    make_caption,
    make_heading,
    make_line,
    number_scale,
    time_scale,
)
from plainfact.charts.marks import Mark
from plainfact.charts.period_labels import find_time_ticks, find_year_starts
from plainfact.charts.plot import Frame, Plot
from plainfact.charts.runs import Run
from plainfact.charts.scales import find_domain, find_middle, find_ticks, format_ticks, to_moment
from plainfact.charts.theme import SMALL_SIZE

_TICKS = 4
_HEADING = 24
_CAPTION = 18
_SIGN = 5
"""The length of the sign at which a year begins, in pixels."""


def make_time_frame(plot: Plot, *, right: float, pad: float, highest: float = 0) -> Frame:
    """Return the margins and scales for marks in time.

    `right` is the room that words need beside the last moment; `pad` keeps marks off the edges.
    """
    numbers = [end for mark in plot.known for end in mark.bounds]
    low, high = find_domain([*numbers, highest] if highest else numbers, from_zero=plot.from_zero)
    ticks = find_ticks(low, high, _TICKS)
    names = format_ticks(ticks, plot.unit, plot.language)
    left = max(measure_text(name, SMALL_SIZE) for name in names.values()) + 8
    days = [find_middle(mark.period) for mark in plot.marks if mark.period is not None]
    begin, end = to_moment(min(days)), to_moment(max(days))
    inner = plot.width - left - right
    # Half a year either side of a lone moment, so that it stands in the middle.
    slack = (end - begin) * pad / max(1.0, inner - 2 * pad) if end > begin else 15_768_000_000
    # The first and the last name on the axis stick out by half their width.
    names_right = measure_text("0000", SMALL_SIZE) / 2
    return Frame(
        left=left, right=max(right, names_right), bottom=24,
        top=(_HEADING if plot.has_headings else 0) + (_CAPTION if plot.caption else 0) + 8,
        low=ticks[0], high=ticks[-1], height=_find_height(plot),
        begin=round(begin - slack), end=round(end + slack),
    )  # fmt: skip


class TimeAxes:
    """The two axes of one panel, as encodings and in pixels."""

    def __init__(self, plot: Plot, frame: Frame) -> None:
        self.plot = plot
        self.frame = frame
        self.width = frame.inner_width(plot)
        self.height = frame.height
        self.periods = [mark.period for mark in plot.marks if mark.period is not None]
        self.ticks = find_time_ticks(
            self.periods, frame.begin, frame.end, self.width, plot.language
        )

    def x_of(self, mark: Mark) -> float:
        """Return where a mark stands across, in pixels."""
        moment = to_moment(find_middle(mark.period)) if mark.period is not None else 0
        return (moment - self.frame.begin) / (self.frame.end - self.frame.begin) * self.width

    def y_of(self, number: float) -> float:
        """Return where a number lies, in pixels from the top."""
        return (self.frame.high - number) / (self.frame.high - self.frame.low) * self.height

    def time(self, field: str = "middle") -> Layer:
        """Return the encoding of a moment across."""
        axis = alt.Axis(
            values=list(self.ticks), labelExpr=label_expression(self.ticks), grid=False, title=None,
            labelPadding=8, labelFlush=False, labelOverlap=False, labelBound=False,
        )  # fmt: skip
        return alt.X(f"{field}:T", scale=time_scale(self.frame.begin, self.frame.end), axis=axis)

    def value(self, field: str = "number") -> Layer:
        """Return the encoding of a number up."""
        ticks = find_ticks(self.frame.low, self.frame.high, _TICKS)
        names = format_ticks(ticks, self.plot.unit, self.plot.language)
        axis = alt.Axis(
            values=ticks, labelExpr=label_expression(names), title=None, labelPadding=8,
            labelOverlap=False, labelBound=False,
        )  # fmt: skip
        scale = number_scale(self.frame.low, self.frame.high)
        return alt.Y(f"{field}:Q", scale=scale, axis=axis)

    def notes(self) -> Iterator[Piece]:
        """Yield the heading, the unit, the line at zero and where years begin."""
        if self.plot.heading:
            yield make_heading(self.plot.heading, self.frame.left, self.frame.top)
        if self.plot.caption and self.plot.has_caption:
            yield make_caption(self.plot.caption, -self.frame.left, -14)
        if self.frame.low <= 0 <= self.frame.high:
            zero = self.y_of(0)
            yield make_line(0, zero, self.width, zero)
        frame = self.frame
        for start in find_year_starts(self.periods, self.ticks, frame.begin, frame.end):
            x = (start - frame.begin) / (frame.end - frame.begin) * self.width
            yield make_line(x, self.height, x, self.height + _SIGN)


def points_of(marks: Sequence[Mark], axes: TimeAxes) -> list[tuple[float, float]]:
    """Return where marks stand, in pixels; a range by its upper end."""
    return [(axes.x_of(mark), axes.y_of(max(mark.bounds, default=0))) for mark in marks]


def segments_of(run: Run, axes: TimeAxes) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight pieces that a run is drawn with; a band has two edges."""
    for before, after in pairwise(run.marks):
        for end in (min, max):
            yield (axes.x_of(before), axes.y_of(end(before.bounds)),
                   axes.x_of(after), axes.y_of(end(after.bounds)))  # fmt: skip


def _find_height(plot: Plot) -> float:
    if plot.has_headings:
        return 150
    return 230 if plot.is_narrow else 310
