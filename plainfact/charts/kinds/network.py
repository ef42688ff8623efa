"""Networks: who supplies or supports whom, givers on the left, takers on the right.

Names stand in two columns, so they never collide; `ordering` leaves few links crossing. On a wide
page, the words of each link stand under the name at its end.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plainfact.charts.fonts import BOLD, measure_text, wrap_text
from plainfact.charts.grammar import alt
from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.layers import (
    Layer,
    Piece,
    finish,
    make_heading,
    make_words,
    number_scale,
    over,
    tone_of,
    where,
)
from plainfact.charts.legend import make_legend
from plainfact.charts.marks import Mark, make_datum
from plainfact.charts.ordering import order_columns
from plainfact.charts.placing import spread_labels
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.theme import LINE_HEIGHT, SMALL_SIZE

_GAP = 12
"""Between a name and its links, in pixels."""
_WIDEST = 0.34
"""The most of a panel's width that the names of one side may take."""
_LINES = 4
_MIDDLE = 190
"""The width of the links on a page that has words for them."""
_LAST = 3
"""The last of the four points that a link is bent by."""
_SPACE = 9
"""Between two names, in pixels."""
DASHES = ((), (7, 3), (2, 3), (9, 3, 2, 3), (4, 2), (1, 2))
"""The strokes of kinds of link, so that colour isn't all that tells them apart."""


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a column, with the words under it."""

    name: str
    words: str
    details: str
    is_accent: bool
    middle: float = 0.0

    @property
    def height(self) -> float:
        """The height of the name and the words under it."""
        details = self.details.count("\n") + 1 if self.details else 0
        return (self.words.count("\n") + 1 + details) * LINE_HEIGHT + _SPACE


def make_frame(plot: Plot) -> Frame:
    """Return the margins: room for the names on both sides."""
    most = plot.width * _WIDEST - _GAP
    left, right = (
        min(most, max(measure_text(name, weight=BOLD) for name in names)) + _GAP
        for names in order_columns(_links(plot.marks))
    )
    if _has_details(plot):
        right = plot.width - left - _MIDDLE
    elif not plot.is_narrow:
        # Links that cross a whole page are hard to follow.
        right += max(0.0, plot.width - left - right - 320)
    head = (24 if plot.has_headings else 0) + make_legend(plot, plot.width).height + 6
    return Frame(left=left, right=right, top=head, bottom=4)


def make_panel(plot: Plot, frame: Frame) -> Panel:
    """Draw the names and links of one panel."""
    width = frame.inner_width(plot)
    givers, takers = (
        [_make_name(name, plot, side, is_taker=index == 1) for name in names]
        for index, (names, side) in enumerate(
            zip(order_columns(_links(plot.marks)), (frame.left, frame.right), strict=True)
        )
    )
    height = max(sum(name.height for name in side) for side in (givers, takers))
    ends = _place(takers, [height * (index + 0.5) / len(takers) for index in range(len(takers))],
                  height)  # fmt: skip
    begins = _place(givers, [_mean_end(name, plot.marks, ends) for name in givers], height)
    styles = {name: index % len(DASHES) for index, name in enumerate(plot.series)}
    data = plot.keep_shown(
        [make_datum(mark) | {"style": styles[mark.series]} for mark in plot.marks]
    )
    layers = [
        *_link_layers(data, begins, ends, width, height),
        *_name_layers(givers, begins, -_GAP, "right"),
        *_name_layers(takers, ends, width + _GAP, "left"),
        *make_legend(plot, plot.width).layers(
            -frame.left, -frame.top + (24 if plot.has_headings else 0), dashes=DASHES
        ),
    ]
    if plot.heading:
        layers.append(make_heading(plot.heading, frame.left, frame.top))
    return finish(layers, data, width, height)


def _links(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    return [(mark.extra["from"], mark.extra["to"]) for mark in marks]


def _has_details(plot: Plot) -> bool:
    return not plot.is_narrow and any(mark.detail for mark in plot.marks)


def _make_name(name: str, plot: Plot, side: float, *, is_taker: bool) -> _Name:
    own = "to" if is_taker else "from"
    links = [mark for mark in plot.marks if mark.extra[own] == name]
    is_accent = any(mark.is_accent for mark in links)
    room = side - _GAP
    weight = BOLD if is_accent else 400
    lines: list[str] = []
    if is_taker and _has_details(plot):
        for mark in links:
            head = f"{mark.extra['from']}: " if len(links) > 1 else ""
            lines.append(wrap_text(head + mark.detail, room, SMALL_SIZE, most=_LINES))
    words = wrap_text(name, room, weight=weight, most=_LINES)
    return _Name(name, words, "\n".join(line for line in lines if line), is_accent)


def _place(names: Sequence[_Name], wanted: Sequence[float], height: float) -> dict[str, float]:
    """Return the middle of each name, as near to the one wanted as leaves room for its words."""
    placed = spread_labels(wanted, [name.height for name in names], 0, height)
    return {name.name: middle for name, middle in zip(names, placed, strict=True)}


def _mean_end(name: _Name, marks: Sequence[Mark], ends: Mapping[str, float]) -> float:
    places = [ends[mark.extra["to"]] for mark in marks if mark.extra["from"] == name.name]
    return sum(places) / len(places)


def _link_layers(
    data: Sequence[Mapping[str, Any]], begins: Mapping[str, float], ends: Mapping[str, float],
    width: float, height: float,
) -> Iterator[Layer]:  # fmt: skip
    """Yield the links: curves that leave and arrive level, with an arrow at the end."""
    if not data:
        return
    scales = {
        "x": alt.X("x:Q", scale=number_scale(0, width), axis=None),
        "y": alt.Y("y:Q", scale=number_scale(height, 0), axis=None),
    }
    colour = tone_of(data)
    rows = [row for datum in data for row in _curve(datum, begins, ends, width)]
    curves = over(rows)
    for style, dash in enumerate(DASHES):
        base = where(rows, style=style)
        if base is None:
            continue
        base.data = curves.data
        stroke: dict[str, Any] = {"strokeDash": list(dash)} if dash else {}
        yield base.mark_line(interpolate="basis", strokeWidth=2, **stroke).encode(
            **scales, color=colour, detail=alt.Detail("address:N"), order=alt.Order("step:Q"), description=alt.Description("tip:N")
        )
    heads = over(row for row in rows if row["step"] == _LAST)
    yield heads.mark_point(
        shape="M-1,-0.7L0.2,0L-1,0.7Z", size=13**2, filled=True, strokeWidth=0, opacity=1,
        aria=False,
    ).encode(**scales, color=colour)  # fmt: skip


def _curve(
    datum: Mapping[str, Any], begins: Mapping[str, float], ends: Mapping[str, float], width: float
) -> Iterator[dict[str, Any]]:
    """Yield the four points that a link's curve is bent by."""
    start, end = begins[datum["from"]], ends[datum["to"]]
    points = ((0.0, start), (width * 0.5, start), (width * 0.5, end), (width, end))
    kept = {key: datum[key] for key in ("address", "tip", "tone", "style", "from", "to")}
    for step, (x, y) in enumerate(points):
        yield kept | {"step": step, "x": round(x, 2), "y": round(y, 2)}


def _name_layers(
    names: Sequence[_Name], middles: Mapping[str, float], x: float, align: str
) -> Iterator[Piece]:
    """Yield the names, level with the ends of their links, and the words under them."""
    for name in names:
        lines = name.words.count("\n") + 1
        weight = BOLD if name.is_accent else 400
        top = middles[name.name] - (name.height - _SPACE) / 2
        yield make_words(name.words, x, top + LINE_HEIGHT * 0.78, align=align, weight=weight)
        if name.details:
            foot = top + lines * LINE_HEIGHT + LINE_HEIGHT * 0.75
            yield make_words(name.details, x, foot, size=SMALL_SIZE, colour="muted", align=align)


KIND = ChartKind(
    name="network",
    needs=(
        Need("from", Holds.WORDS),
        Need("to", Holds.WORDS),
        Need("label", Holds.WORDS, is_optional=True),
        Need("series", Holds.WORDS, is_optional=True),
    ),
    make_frame=make_frame,
    make_panel=make_panel,
    form="",
    most=60,
)
