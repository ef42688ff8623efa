"""Networks: who supplies or supports whom, givers on the left, takers on the right.

Names stand in two columns, so they never collide; `ordering` leaves few links crossing. On a wide
page, the words of each link stand under the name at its end.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from plainfact.charts.chart_words import find_status_words
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
from plainfact.charts.plot import UNFIRM, Frame, Panel, Plot
from plainfact.charts.theme import LINE_HEIGHT, SMALL_SIZE, name_colour

_GAP = 12
"""Between a name and its links, in pixels."""
_WIDEST = 0.34
"""The most of a panel's width that the names of one side may take."""
_LINES = 4
_MOST = 0.44
"""The most that they may take for the sake of a long word."""
_PORT = 6.0
"""Between two links that meet the same name, in pixels."""
_NARROW_MIDDLE = 60
_MIDDLE = 190
"""The width of the links on a page that has words for them, at least."""
_WIDEST_MIDDLE = 320
_LAST = 3
"""The last of the four points that a link is bent by."""
_SPACE = 9
"""Between two names, in pixels."""
DASHES = ((), (7, 3), (2, 3), (9, 3, 2, 3), (4, 2), (1, 2))
"""The strokes of kinds of link, so that colour isn't all that tells them apart."""


class _Name(Struct, frozen=True):
    """One name of a column, with the words under it."""

    name: str
    words: str
    details: str
    is_accent: bool
    links: int

    @property
    def lines(self) -> int:
        """How many lines the name and the words under it have."""
        return self.words.count("\n") + 1 + (self.details.count("\n") + 1 if self.details else 0)

    @property
    def height(self) -> float:
        """The height of the name and the words under it, and of the links that meet it."""
        return max(self.lines * LINE_HEIGHT, self.links * _PORT) + _SPACE


def make_frame(plot: Plot) -> Frame:
    """Return the margins: room for the names on both sides, and for the words of links."""
    left, right = (_find_room(names, plot) for names in order_columns(_links(plot.marks)))
    if _has_details(plot):
        middle = _NARROW_MIDDLE if plot.is_narrow else _MIDDLE
        right = max(right, min(_find_need(plot), plot.width - left - middle))
    if not plot.is_narrow:
        # Links that cross a whole page are hard to follow.
        right += max(0.0, plot.width - left - right - _WIDEST_MIDDLE)
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
    ports = zip(
        _find_ports(plot.marks, "from", begins, ends), _find_ports(plot.marks, "to", ends, begins),
        strict=True,
    )  # fmt: skip
    data = plot.keep_shown(
        [
            make_datum(mark)
            | {"style": styles[mark.series], "look": plot.find_look(mark), "y1": start, "y2": end}
            for mark, (start, end) in zip(plot.marks, ports, strict=True)
        ]
    )
    data.sort(key=lambda row: row["tone"] != "context")
    layers = [
        *_link_layers(data, width, height),
        *_name_layers(givers, begins, -_GAP, "right"),
        *_name_layers(takers, ends, width + _GAP, "left"),
        *make_legend(plot, plot.width).layers(
            -frame.left, -frame.top + (24 if plot.has_headings else 0), dashes=DASHES
        ),
    ]
    if plot.heading:
        layers.append(make_heading(plot.heading, frame.left, frame.top))
    return finish(layers, data, width, height)


def check(marks: tuple[Mark, ...]) -> str:
    """Return what is wrong with links that lead nowhere else, or nothing."""
    for mark in marks:
        if mark.extra["from"] == mark.extra["to"]:
            return f'{mark.address} links "{mark.extra["to"]}" to itself.'
    return ""


def _find_room(names: Sequence[str], plot: Plot) -> float:
    """Return the room for the names of one side: a part of the panel, and no word broken."""
    widest = max(measure_text(name, weight=BOLD) for name in names)
    word = max(measure_text(word, weight=BOLD) for name in names for word in name.split())
    share = _WIDEST if plot.is_narrow or plot.has_headings else _WIDEST * 0.8
    room = min(widest, max(plot.width * share - _GAP, word))
    return min(room, plot.width * _MOST) + _GAP


def _find_need(plot: Plot) -> float:
    """Return the room in which neither names on the right nor the words under them are broken."""
    takers = order_columns(_links(plot.marks))[1]
    names = [_make_name(name, plot, plot.width, is_taker=True) for name in takers]
    widest = (max(measure_text(name.words, weight=BOLD), measure_text(name.details, SMALL_SIZE))
              for name in names)  # fmt: skip
    return max(widest) + _GAP + 1


def _find_ports(
    marks: Sequence[Mark], side: str, own: Mapping[str, float], other: Mapping[str, float]
) -> list[float]:
    """Return where each link meets its name: side by side, so that each can be seen."""
    far = "to" if side == "from" else "from"
    ports = [0.0] * len(marks)
    for name, middle in own.items():
        links = [index for index, mark in enumerate(marks) if mark.extra[side] == name]
        links.sort(key=lambda index: (other[marks[index].extra[far]], index))
        first = middle - (len(links) - 1) * _PORT / 2
        for place, index in enumerate(links):
            ports[index] = round(first + place * _PORT, 2)
    return ports


def _links(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    return [(mark.extra["from"], mark.extra["to"]) for mark in marks]


def _has_details(plot: Plot) -> bool:
    return any(mark.detail for mark in plot.marks)


def _make_name(name: str, plot: Plot, side: float, *, is_taker: bool) -> _Name:
    own = "to" if is_taker else "from"
    links = [mark for mark in plot.marks if mark.extra[own] == name]
    is_accent = any(mark.is_accent for mark in links)
    room = side - _GAP
    weight = BOLD if is_accent else 400
    lines: list[str] = []
    if is_taker and _has_details(plot):
        for mark in links:
            is_unfirm = mark.status in UNFIRM
            status = find_status_words(mark.status, plot.language) if is_unfirm else ""
            head = f"{mark.extra['from']}: " if len(links) > 1 else ""
            told = f"{head}{mark.detail}" + (f" ({status})" if status else "")
            lines.append(wrap_text(told, room, SMALL_SIZE, most=_LINES))
    words = wrap_text(name, room, weight=weight, most=_LINES)
    return _Name(name, words, "\n".join(line for line in lines if line), is_accent,
                 len(links))  # fmt: skip


def _place(names: Sequence[_Name], wanted: Sequence[float], height: float) -> dict[str, float]:
    """Return the middle of each name, as near to the one wanted as leaves room for its words."""
    placed = spread_labels(wanted, [name.height for name in names], 0, height)
    return {name.name: middle for name, middle in zip(names, placed, strict=True)}


def _mean_end(name: _Name, marks: Sequence[Mark], ends: Mapping[str, float]) -> float:
    places = [ends[mark.extra["to"]] for mark in marks if mark.extra["from"] == name.name]
    return sum(places) / len(places)


def _link_layers(data: Sequence[Mapping[str, Any]], width: float, height: float) -> Iterator[Layer]:
    """Yield the links: curves that leave and arrive level, with an arrow at the end."""
    if not data:
        return
    scales = {
        "x": alt.X("x:Q", scale=number_scale(0, width), axis=None),
        "y": alt.Y("y:Q", scale=number_scale(height, 0), axis=None),
    }
    colour = tone_of(data)
    rows = [row for datum in data for row in _curve(datum, width)]
    curves = over(rows)
    for style, dash in enumerate(DASHES):
        base = where(rows, style=style)
        if base is None:
            continue
        base.data = curves.data
        stroke: dict[str, Any] = {"strokeDash": list(dash)} if dash else {}
        yield base.mark_line(interpolate="basis", strokeWidth=2, **stroke).encode(
            **scales,
            color=colour,
            detail=alt.Detail("address:N"),
            order=alt.Order("step:Q"),
            description=alt.Description("tip:N"),
        )
    for is_hollow in (False, True):
        heads = [row for row in rows
                 if row["step"] == _LAST and (row["look"] == "hollow") is is_hollow]  # fmt: skip
        if not heads:
            continue
        edge: dict[str, Any] = {"strokeWidth": 0}
        if is_hollow:
            edge = {"strokeWidth": 1.5, "fill": name_colour("surface")}
        yield over(heads).mark_point(
            shape="M-1,-0.7L0.2,0L-1,0.7Z", size=11**2, filled=not is_hollow, opacity=1,
            aria=False, **edge,
        ).encode(**scales, color=colour)  # fmt: skip


def _curve(datum: Mapping[str, Any], width: float) -> Iterator[dict[str, Any]]:
    """Yield the four points that a link's curve is bent by."""
    start, end = datum["y1"], datum["y2"]
    points = ((0.0, start), (width * 0.5, start), (width * 0.5, end), (width, end))
    kept = {key: datum[key] for key in ("address", "tip", "tone", "style", "look", "from", "to")}
    for step, (x, y) in enumerate(points):
        yield kept | {"step": step, "x": round(x, 2), "y": y}


def _name_layers(
    names: Sequence[_Name], middles: Mapping[str, float], x: float, align: str
) -> Iterator[Piece]:
    """Yield the names, level with the ends of their links, and the words under them."""
    for name in names:
        lines = name.words.count("\n") + 1
        weight = BOLD if name.is_accent else 400
        top = middles[name.name] - name.lines * LINE_HEIGHT / 2
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
    form="links",
    most=36,
    check=check,
)
