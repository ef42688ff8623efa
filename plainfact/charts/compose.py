"""Composing a chart of one panel, or of a grid of them, with margins of our own."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plainfact.charts.grammar import alt, to_plain
from plainfact.charts.interaction import add_interaction
from plainfact.charts.kinds.kind import ChartKind
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.theme import CONFIG, WIDE

_GUTTER = 28
"""Between two panels of a grid, in pixels."""


class Composed(Struct, frozen=True):
    """A whole chart, ready for the engine."""

    spec: Mapping[str, Any]
    """Its Vega-Lite specification."""
    width: float
    """Its outer width, in pixels."""
    height: float
    """Its outer height."""
    left: float
    """Where the drawing begins, from the left."""
    top: float
    """Where it begins, from above."""


def compose(kind: ChartKind, plot: Plot) -> Composed:
    """Return the chart of a plot; marks with facets become small multiples."""
    # Altair's checks against Vega-Lite's schema take most of the time; our own kinds pass them in
    # the tests, each with every sign.
    with alt.utils.schemapi.debug_mode(False):  # noqa: FBT003
        return _compose(kind, plot)


def _compose(kind: ChartKind, plot: Plot) -> Composed:
    facets = tuple(dict.fromkeys(mark.facet for mark in plot.marks))
    if facets == ("",):
        frame = kind.make_frame(plot)
        panel = kind.make_panel(plot, frame)
        return _finish({}, [[panel]], frame, plot)
    columns = 1 if plot.width < WIDE else 3 if len(facets) % 3 == 0 or len(facets) > 4 else 2
    width = (plot.width - _GUTTER * (columns - 1)) // columns
    whole = replace(plot, width=width, has_headings=True)
    frame = kind.make_frame(whole)
    panels = [
        kind.make_panel(replace(
            whole, heading=facet, has_caption=index == 0,
            marks=tuple(mark for mark in plot.marks if mark.facet == facet),
        ), frame)
        for index, facet in enumerate(facets)
    ]  # fmt: skip
    grid = [panels[start : start + columns] for start in range(0, len(panels), columns)]
    across = _GUTTER + frame.left + frame.right
    layout = {
        "columns": columns, "bounds": "flush", "align": "none",
        "spacing": {"column": across, "row": _GUTTER + frame.top + frame.bottom},
    }  # fmt: skip
    return _finish(layout, grid, frame, plot)


def _finish(
    layout: Mapping[str, Any], grid: Sequence[Sequence[Panel]], frame: Frame, plot: Plot
) -> Composed:
    heights = [max(panel.height for panel in row) for row in grid]
    between = (_GUTTER + frame.top + frame.bottom) * (len(grid) - 1)
    height = sum(heights) + between + frame.top + frame.bottom
    views = [_make_view(panel) for row in grid for panel in row]
    is_single = not layout
    spec: dict[str, Any] = {"$schema": alt.SCHEMA_URL}
    spec |= views[0] if is_single else {**layout, "concat": views}
    # The margins are ours: the engine measures nothing, so nothing hangs on a machine's fonts.
    margins = {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom}
    # A grid's own size is what its words take up, which are inside the margins already.
    spec["padding"] = margins if is_single else 0
    spec["autosize"] = {"type": "none" if is_single else "pad"}
    spec["config"] = dict(CONFIG)
    if plot.is_interactive:
        add_interaction(spec, "series" if len(plot.series) > 1 else "address")
    return Composed(spec, plot.width, height, frame.left, frame.top)


def _make_view(panel: Panel) -> dict[str, Any]:
    """Return one panel's part of a specification.

    It is put together here and not by Altair, which would copy every layer several times over.
    """
    return {
        "layer": [to_plain(layer) for layer in panel.layers],
        "data": {"values": panel.data},
        "width": panel.width,
        "height": panel.height,
    }
