"""Dots: one or several numbers a row on one scale. For gaps, and for what hardly differs."""

from msgspec.structs import replace

from plainfact.charts.kinds.bar import sort_marks
from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.point_rows import draw_point_rows, make_point_frame


def make_frame(plot: Plot) -> Frame:
    """Return the margins and the scale."""
    return make_point_frame(plot)


def make_panel(plot: Plot, frame: Frame) -> Panel:
    """Draw the dots of one panel, the rows sorted by their largest value unless told otherwise."""
    order = [mark.spot for mark in sort_marks(plot.marks, plot.sort or "value")]
    # Rows change places; the marks of a row, and so the names of series, keep theirs.
    marks = tuple(sorted(plot.marks, key=lambda mark: order.index(mark.spot)))
    return draw_point_rows(replace(plot, marks=marks), frame)


KIND = ChartKind(
    name="dot",
    needs=(
        Need("x", Holds.NUMBERS, many=True),
        Need("y", Holds.ANY, is_optional=True),
        Need("series", Holds.WORDS, is_optional=True),
    ),
    make_frame=make_frame,
    make_panel=make_panel,
    form="points",
    most=120,
)
