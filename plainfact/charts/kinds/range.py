"""Ranges: from the least to the most of each row, side by side. For estimates that differ."""

from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.point_rows import draw_point_rows, make_point_frame


def make_frame(plot: Plot) -> Frame:
    """Return the margins and the scale."""
    return make_point_frame(plot)


def make_panel(plot: Plot, frame: Frame) -> Panel:
    """Draw the ranges of one panel, in the order in which they are given."""
    return draw_point_rows(plot, frame)


KIND = ChartKind(
    name="range",
    needs=(Need("x", Holds.NUMBERS), Need("y", Holds.ANY, is_optional=True)),
    make_frame=make_frame,
    make_panel=make_panel,
    form="points",
)
