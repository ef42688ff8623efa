"""Shares: the parts of a hundred per cent. What is not known of the whole is shown as not known.

One whole is a bar, or a column where its labels don't fit beside each other; several wholes, one a
row, are bars below each other.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from plainfact.charts.bar_place import BarPlace
from plainfact.charts.bar_signs import make_bar_layers
from plainfact.charts.fonts import BOLD, measure_text, wrap_text
from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.layers import Layer, Piece, finish, make_heading, make_line, make_words
from plainfact.charts.legend import make_legend
from plainfact.charts.marks import Mark
from plainfact.charts.placing import spread_labels
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.row_labels import make_row_labels
from plainfact.charts.theme import LINE_HEIGHT, SMALL_SIZE, TEXT_SIZE
from plainfact.charts.whole_rows import draw_whole_rows
from plainfact.charts.wholes import (
    HANGING,
    LYING,
    WHOLE,
    Part,
    find_least,
    find_wholes,
    has_rest,
    has_several,
    make_part_data,
    outline_rest,
)
from plainfact.quantities import Qualifier
from plainfact.units import Kind

_BAR = 58
_COLUMN = 92
_NAME = 110
"""The most room that the name of a part takes above a bar, in pixels."""
_LEVEL = 3
"""A label this little out of place, in pixels, is led to by a level line."""
_LEAD = 18
"""The height of the lines that lead from a bar to its names."""


def make_frame(plot: Plot) -> Frame:
    """Return the margins, and whether one whole lies as a bar or stands as a column."""
    head = 24 if plot.has_headings else 0
    wholes = find_wholes(plot)
    high = max(WHOLE, *(parts[-1].end for parts in wholes.values()))
    if has_several(plot):
        labels = make_row_labels(plot, marks=[parts[0].mark for parts in wholes.values()])
        legend = make_legend(plot, plot.width).height
        return Frame(left=labels.width, right=0, top=head + legend + 6, bottom=4, high=high,
                     is_above=labels.is_above, variant="rows")  # fmt: skip
    parts = [part for parts in wholes.values() for part in parts]
    labels_fit = all(
        sum(_label_width(part) for part in parts) <= plot.width for parts in wholes.values()
    )
    leaves_rest = any(has_rest(parts) for parts in wholes.values())
    if labels_fit:
        lines = max(_bar_words(part).count("\n") + 2 for part in parts)
        return Frame(left=0, right=0, top=head + lines * LINE_HEIGHT + _LEAD,
                     bottom=LINE_HEIGHT + 6 if leaves_rest else 4,
                     high=high, height=_BAR, variant="bar")  # fmt: skip
    tall = sum(_column_words(part.mark, plot).count("\n") + 1 for part in parts) * (LINE_HEIGHT + 4)
    height = max(220.0 if plot.is_narrow else 280.0, tall)
    return Frame(
        left=0, right=0, top=head + 8, bottom=8, high=high, height=height, variant="column"
    )


def make_panel(plot: Plot, frame: Frame) -> Panel:
    """Draw the wholes of one panel."""
    if frame.variant == "rows":
        return draw_whole_rows(plot, frame)
    return _draw_whole(plot, frame)


def check(marks: tuple[Mark, ...]) -> str:
    """Return what is wrong with parts that can't be parts of one whole, or nothing."""
    wholes: dict[tuple[str, str], list[Mark]] = {}
    is_split = len({mark.series for mark in marks}) > 1
    for mark in marks:
        if mark.unit is None or mark.unit.kind is not Kind.SHARE:
            return f"{mark.address} is {mark.words}; the parts of a whole are told in per cent."
        if any(end < 0 for end in mark.bounds):
            return f"{mark.address} is {mark.words}; a part of a whole can't be negative."
        wholes.setdefault((mark.facet, mark.spot if is_split else ""), []).append(mark)
    for parts in wholes.values():
        if sum(find_least(mark) for mark in parts) > WHOLE + 1e-9:
            told = sum(min(mark.bounds, default=0.0) for mark in parts)
            return f"The parts sum to {told:g}%, so they are not parts of one whole."
    return ""


def _draw_whole(plot: Plot, frame: Frame) -> Panel:
    """Draw one whole, with the name and the value of each part beside it."""
    parts = next(iter(find_wholes(plot).values()))
    is_across = frame.variant == "bar"
    width = frame.inner_width(plot)
    thickness = _BAR if is_across else _COLUMN
    place = BarPlace(
        is_across=is_across, thickness=thickness, order=("whole",), band="whole",
        fields=LYING if is_across else HANGING, frame=frame,
        shift=0 if is_across else (_COLUMN - width) / 2,
        length=width if is_across else frame.height,
    )  # fmt: skip
    data = make_part_data(plot, parts, place, "whole")
    labels = _bar_labels(plot, parts, frame) if is_across else _column_labels(plot, parts, frame)
    layers = [
        *make_bar_layers(data, place),
        *_dividers(parts, frame, width, is_across=is_across),
        *_rest(parts, frame, width, is_across=is_across),
        *labels,
    ]
    if plot.heading:
        layers.append(make_heading(plot.heading, frame.left, frame.top))
    return finish(layers, data, width, frame.height)


def _dividers(
    parts: Sequence[Part], frame: Frame, width: float, *, is_across: bool
) -> Iterator[Piece]:
    """Yield thin gaps between parts, so that neighbours of one colour stay apart."""
    for before, after in pairwise(parts):
        if before.mark.qualifier is not Qualifier.EXACT or not after.mark.bounds:
            continue
        at = before.end / frame.high
        if is_across:
            x = at * width
            yield make_line(x, 0, x, frame.height, colour="surface", width=1.5)
        else:
            y = at * frame.height
            yield make_line(0, y, _COLUMN, y, colour="surface", width=1.5)


def _rest(parts: Sequence[Part], frame: Frame, width: float, *, is_across: bool) -> Iterator[Layer]:
    """Yield a dashed outline round what no part accounts for."""
    end = parts[-1].end
    if not has_rest(parts):
        return
    if is_across:
        x = end / frame.high * width
        yield outline_rest(x, 0.75, width - 0.75, frame.height - 0.75)
    else:
        y = end / frame.high * frame.height
        yield outline_rest(0.75, y, _COLUMN - 0.75, frame.height - 0.75)


def _bar_words(part: Part) -> str:
    """Return a part's name and its value, the value on a line of its own."""
    return wrap_text(part.mark.label, _NAME, SMALL_SIZE, _weight(part.mark), most=3)


def _label_width(part: Part) -> float:
    name = measure_text(_bar_words(part), SMALL_SIZE, _weight(part.mark))
    return max(name, measure_text(part.mark.short, TEXT_SIZE, BOLD)) + 14


def _weight(mark: Mark) -> int:
    return BOLD if mark.is_accent else 400


def _bar_labels(plot: Plot, parts: Sequence[Part], frame: Frame) -> Iterator[Piece]:
    """Yield the names and values above the parts, led to where they had to move."""
    width = frame.inner_width(plot)
    begins = [part.begin / frame.high * width for part in parts]
    ends = [part.end / frame.high * width for part in parts]
    sizes = [_label_width(part) for part in parts]
    wanted = [begin + size / 2 for begin, size in zip(begins, sizes, strict=True)]
    placed = spread_labels(wanted, sizes, 0, width + 14)
    starts = [middle - size / 2 for middle, size in zip(placed, sizes, strict=True)]
    has_moved = [not begin - 2 <= start < max(begin + 2, end - 8)
                 for begin, start, end in zip(begins, starts, ends, strict=True)]  # fmt: skip
    lift = _LEAD if any(has_moved) else 4
    for index, part in enumerate(parts):
        x = starts[index]
        words = _bar_words(part)
        foot = -lift - 3
        if has_moved[index]:
            middle = (begins[index] + ends[index]) / 2
            start = min(max(middle, x + 3), x + sizes[index] - 20)
            yield make_line(start, foot + 5, middle, -2)
        yield make_words(words, x, foot - (words.count("\n") + 1) * LINE_HEIGHT, size=SMALL_SIZE,
                         weight=_weight(part.mark))  # fmt: skip
        yield make_words(part.mark.short, x, foot, weight=BOLD)
    if has_rest(parts):
        yield make_words(plot.rest, width, frame.height + LINE_HEIGHT, size=SMALL_SIZE,
                         colour="muted", align="right")  # fmt: skip


def _column_words(mark: Mark, plot: Plot) -> str:
    """Return a part's name and value in lines; a name too long is cut, and never the value."""
    room = plot.width - _COLUMN - 30
    name = wrap_text(mark.label, room, weight=_weight(mark), most=2)
    joined = f"{name} {mark.short}"
    fits = measure_text(joined.rpartition("\n")[2], weight=_weight(mark)) <= room
    return joined if fits else f"{name}\n{mark.short}"


def _column_labels(plot: Plot, parts: Sequence[Part], frame: Frame) -> Iterator[Piece]:
    """Yield the names and values on the right of a column, with lines to parts that are thin."""
    entries = [(_column_words(part.mark, plot), (part.begin + part.end) / 2, part.mark)
               for part in parts]  # fmt: skip
    words = [text for text, _, _ in entries]
    middles = [middle / frame.high * frame.height for _, middle, _ in entries]
    if has_rest(parts):
        words.append(plot.rest)
        middles.append((parts[-1].end + WHOLE) / 2 / frame.high * frame.height)
    heights = [(text.count("\n") + 1) * LINE_HEIGHT + 2 for text in words]
    placed = spread_labels(middles, heights, 0, frame.height)
    for index, (text, wanted, middle) in enumerate(zip(words, middles, placed, strict=True)):
        mark = parts[index].mark if index < len(parts) else None
        top = middle - heights[index] / 2 + LINE_HEIGHT * 0.8
        level = middle if abs(wanted - middle) > _LEVEL else wanted
        yield make_line(_COLUMN + 3, wanted, _COLUMN + 16, level)
        yield make_words(text, _COLUMN + 22, top, colour="text" if mark else "muted",
                         weight=_weight(mark) if mark else 400)  # fmt: skip


KIND = ChartKind(
    name="share",
    needs=(
        Need("x", Holds.NUMBERS, many=True),
        Need("y", Holds.ANY, is_optional=True),
        Need("series", Holds.WORDS, is_optional=True),
    ),
    make_frame=make_frame,
    make_panel=make_panel,
    check=check,
    piles=True,
    most=60,
)
