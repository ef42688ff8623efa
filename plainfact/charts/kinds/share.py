"""Shares: the parts of a hundred per cent. What is not known of the whole is shown as not known.

One whole is a bar, or a column where its labels don't fit beside each other; several wholes, one a
row, are bars below each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plainfact.charts.bar_signs import BarPlace, make_bar_data, make_bar_layers
from plainfact.charts.chart_words import REST
from plainfact.charts.fonts import BOLD, fits_in_lines, measure_text, wrap_text
from plainfact.charts.grammar import alt
from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.layers import Layer, Piece, finish, make_heading, make_line, make_words
from plainfact.charts.legend import make_legend
from plainfact.charts.marks import Mark
from plainfact.charts.placing import spread_labels
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.row_labels import GAP, make_row_labels
from plainfact.charts.theme import LINE_HEIGHT, SMALL_SIZE, TEXT_SIZE, name_colour
from plainfact.quantities import Qualifier

_WHOLE = 100.0
_BAR = 58
_COLUMN = 92
_ROW_BAR = 28
_SOFT_SUM = 0.05
"""How far "about" parts may sum to more than the whole, as a part of each."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part, and where it lies in its whole."""

    mark: Mark
    begin: float
    end: float


def make_frame(plot: Plot) -> Frame:
    """Return the margins, and whether one whole lies as a bar or stands as a column."""
    head = 24 if plot.has_headings else 0
    wholes = _find_wholes(plot)
    high = max(_WHOLE, *(parts[-1].end for parts in wholes.values()))
    if _has_several(plot):
        labels = make_row_labels(plot, marks=[parts[0].mark for parts in wholes.values()])
        legend = make_legend(plot, plot.width).height
        return Frame(left=labels.width, right=0, top=head + legend + 6, bottom=4, high=high,
                     is_above=labels.is_above, variant="rows")  # fmt: skip
    parts = next(iter(wholes.values()))
    if all(_fits_above(part, plot.width / high) for part in parts):
        lines = max(_bar_words(part, plot.width / high).count("\n") + 1 for part in parts)
        return Frame(left=0, right=0, top=head + lines * LINE_HEIGHT + 8, bottom=LINE_HEIGHT + 6,
                     high=high, height=_BAR, variant="bar")  # fmt: skip
    tall = sum(_column_words(part.mark, plot).count("\n") + 1 for part in parts) * (LINE_HEIGHT + 4)
    height = max(220.0 if plot.is_narrow else 280.0, tall)
    return Frame(left=0, right=0, top=head + 8, bottom=8, high=high, height=height, variant="column")


def make_panel(plot: Plot, frame: Frame) -> Panel:
    """Draw the wholes of one panel."""
    if frame.variant == "rows":
        return _draw_rows(plot, frame)
    return _draw_whole(plot, frame)


def check(marks: tuple[Mark, ...]) -> str:
    """Return what is wrong with parts that can't be parts of one whole, or nothing."""
    wholes: dict[tuple[str, str], list[Mark]] = {}
    has_several = len({mark.series for mark in marks}) > 1
    for mark in marks:
        if any(end < 0 for end in mark.bounds):
            return f"{mark.address} is {mark.words}; a part of a whole can't be negative."
        wholes.setdefault((mark.facet, mark.spot if has_several else ""), []).append(mark)
    for parts in wholes.values():
        least = sum(_find_least(mark) for mark in parts)
        if least > _WHOLE:
            return f"The parts sum to {least:g}% or more, so they are not parts of one whole."
    return ""


def _find_least(mark: Mark) -> float:
    """Return the least that a part can be, its rounding allowed for."""
    if not mark.bounds or mark.qualifier in {Qualifier.LESS_THAN, Qualifier.UP_TO}:
        return 0.0
    number = min(mark.bounds)
    if mark.qualifier in {Qualifier.ABOUT, Qualifier.NEARLY}:
        return number * (1 - _SOFT_SUM)
    decimals = f"{number:.6f}".rstrip("0").partition(".")[2]
    rounding: float = 0.5 / 10 ** len(decimals)
    return number - rounding


def _has_several(plot: Plot) -> bool:
    return len(plot.series) > 1


def _find_wholes(plot: Plot) -> dict[str, list[_Part]]:
    """Return the parts of each whole, each beginning where the one before it ends."""
    several = _has_several(plot)
    wholes: dict[str, list[_Part]] = {}
    for mark in plot.marks:
        parts = wholes.setdefault(f"{mark.facet} {mark.spot}" if several else mark.facet, [])
        begin = parts[-1].end if parts else 0.0
        parts.append(_Part(mark, begin, begin + max(mark.bounds, default=0.0)))
    return wholes


def _make_data(plot: Plot, parts: Sequence[_Part], place: BarPlace, whole: str) -> list[dict[str, Any]]:
    """Return the data of one whole: each part with its place."""
    rows = make_bar_data(replace(plot, marks=tuple(part.mark for part in parts)), place)
    for row, part in zip(rows, parts, strict=True):
        low = part.begin + min(part.mark.bounds, default=0.0)
        row |= {"whole": whole, "begin": part.begin, "until": part.end, "lower": low}
    return plot.keep_shown(rows)


_FIELDS = {"number": "until", "low": "lower", "high": "until", "zero": "begin"}


def _draw_whole(plot: Plot, frame: Frame) -> Panel:
    """Draw one whole, with the name and the value of each part beside it."""
    parts = next(iter(_find_wholes(plot).values()))
    is_across = frame.variant == "bar"
    width = frame.inner_width(plot)
    thickness = _BAR if is_across else _COLUMN
    place = BarPlace(
        is_across=is_across, thickness=thickness, order=("whole",), band="whole", fields=_FIELDS,
        shift=0 if is_across else (_COLUMN - width) / 2, frame=frame,
        length=width if is_across else frame.height,
    )  # fmt: skip
    data = _make_data(plot, parts, place, "whole")
    labels = _bar_labels(plot, parts, frame, width) if is_across else _column_labels(plot, parts, frame)
    layers = [
        *make_bar_layers(data, place),
        *_dividers(parts, frame, width, is_across=is_across),
        *_rest(parts, frame, width, is_across=is_across),
        *labels,
    ]
    if plot.heading:
        layers.append(make_heading(plot.heading, frame.left, frame.top))
    return Panel(finish(layers, data, width, frame.height), width, frame.height)


def _dividers(
    parts: Sequence[_Part], frame: Frame, width: float, *, is_across: bool
) -> Iterator[Piece]:
    """Yield thin gaps between parts, so that neighbours of one colour stay apart."""
    for before, after in zip(parts, parts[1:], strict=False):
        if before.mark.qualifier is not Qualifier.EXACT or not after.mark.bounds:
            continue
        at = before.end / frame.high
        if is_across:
            x = at * width
            yield make_line(x, 0, x, frame.height, colour="surface", width=1.5)
        else:
            y = (1 - at) * frame.height
            yield make_line(0, y, _COLUMN, y, colour="surface", width=1.5)


def _rest(
    parts: Sequence[_Part], frame: Frame, width: float, *, is_across: bool
) -> Iterator[Layer]:
    """Yield a dashed outline round what no part accounts for."""
    end = parts[-1].end
    if not has_rest(parts):
        return
    if is_across:
        x = end / frame.high * width
        yield _dashed_box(x, 0.75, width - 0.75, frame.height - 0.75)
    else:
        yield _dashed_box(0.75, 0.75, _COLUMN - 0.75, (1 - end / frame.high) * frame.height)


def has_rest(parts: Sequence[_Part]) -> bool:
    """Tell whether the parts leave more of the whole than their rounding explains."""
    return parts[-1].end < _WHOLE - 0.51 * len(parts)


def _dashed_box(x: float, y: float, x2: float, y2: float) -> Layer:
    return (
        alt.Chart(alt.Data(values=[{"about": "layout"}]))
        .mark_rect(filled=False, stroke=name_colour("axis"), strokeWidth=1.5, strokeDash=[3, 3],
                   aria=False)
        .encode(x=alt.value(x), x2=alt.value(x2), y=alt.value(y), y2=alt.value(y2))
    )  # fmt: skip


def _value_words(mark: Mark) -> str:
    return mark.short


def _bar_words(part: _Part, per_unit: float) -> str:
    room = (part.end - part.begin) * per_unit - 6
    return wrap_text(part.mark.label, room, SMALL_SIZE, _weight(part.mark), most=3)


def _fits_above(part: _Part, per_unit: float) -> bool:
    room = (part.end - part.begin) * per_unit - 6
    return (
        fits_in_lines(part.mark.label, room, 3, SMALL_SIZE, _weight(part.mark))
        and measure_text(part.mark.short, TEXT_SIZE, BOLD) <= room
    )


def _weight(mark: Mark) -> int:
    return BOLD if mark.is_accent else 400


def _bar_labels(
    plot: Plot, parts: Sequence[_Part], frame: Frame, width: float
) -> Iterator[Piece]:
    """Yield the names above the parts, and the values inside them."""
    per_unit = width / frame.high
    for part in parts:
        words = _bar_words(part, per_unit)
        x = part.begin * per_unit
        y = -6 - words.count("\n") * LINE_HEIGHT
        yield make_words(words, x, y, size=SMALL_SIZE, weight=_weight(part.mark))
        yield make_words(_value_words(part.mark), x + 7, _BAR / 2 + 5, weight=BOLD,
                         colour=inside_colour(part.mark))  # fmt: skip
    if has_rest(parts):
        yield make_words(REST, width, frame.height + LINE_HEIGHT, size=SMALL_SIZE, colour="muted",
                         align="right")  # fmt: skip


def inside_colour(mark: Mark) -> str:
    """Return the colour of words on a part."""
    is_filled = mark.qualifier not in {Qualifier.LESS_THAN, Qualifier.UP_TO, Qualifier.RANGE}
    if not is_filled or mark.status in {"forecast", "plan"}:
        return "text"
    return "on-context" if mark.tone == "context" else "surface"


def _column_words(mark: Mark, plot: Plot) -> str:
    room = plot.width - _COLUMN - 30
    return wrap_text(f"{mark.label} {mark.short}", room, weight=_weight(mark), most=3)


def _column_labels(plot: Plot, parts: Sequence[_Part], frame: Frame) -> Iterator[Piece]:
    """Yield the names and values on the right of a column, with lines to parts that are thin."""
    entries = [(_column_words(part.mark, plot), (part.begin + part.end) / 2, part.mark)
               for part in parts]  # fmt: skip
    words = [text for text, _, _ in entries]
    middles = [(1 - middle / frame.high) * frame.height for _, middle, _ in entries]
    if has_rest(parts):
        words.append(REST)
        middles.append((1 - (parts[-1].end + _WHOLE) / 2 / frame.high) * frame.height)
    heights = [(text.count("\n") + 1) * LINE_HEIGHT + 2 for text in words]
    placed = spread_labels(middles, heights, 0, frame.height)
    for index, (text, wanted, middle) in enumerate(zip(words, middles, placed, strict=True)):
        mark = parts[index].mark if index < len(parts) else None
        top = middle - heights[index] / 2 + LINE_HEIGHT * 0.8
        if abs(wanted - middle) > 3:
            yield make_line(_COLUMN + 3, wanted, _COLUMN + 16, middle)
        else:
            yield make_line(_COLUMN + 3, wanted, _COLUMN + 16, wanted)
        yield make_words(text, _COLUMN + 22, top, colour="text" if mark else "muted",
                         weight=_weight(mark) if mark else 400)  # fmt: skip


def _draw_rows(plot: Plot, frame: Frame) -> Panel:
    """Draw several wholes, one a row, with values inside their parts where they fit."""
    wholes = _find_wholes(plot)
    firsts = [parts[0].mark for parts in wholes.values()]
    labels = make_row_labels(plot, width=0 if frame.is_above else frame.left, marks=firsts)
    step = labels.step(_ROW_BAR)
    width, height = frame.inner_width(plot), step * len(wholes)
    shift = labels.shift(step, _ROW_BAR)
    place = BarPlace(
        is_across=True, thickness=_ROW_BAR, shift=shift, order=tuple(wholes), band="whole",
        fields=_FIELDS, frame=frame, length=width,
    )  # fmt: skip
    data: list[dict[str, Any]] = []
    words: list[Piece] = []
    per_unit = width / frame.high
    for index, (whole, parts) in enumerate(wholes.items()):
        data += _make_data(plot, parts, place, whole)
        middle = (index + 0.5) * step + shift
        words += _row_words(parts, per_unit, middle, width)
        text = labels.words[index]
        x, y, align = (0.0, index * step + LINE_HEIGHT, "left") if frame.is_above else (
            -GAP, middle - text.count("\n") * LINE_HEIGHT / 2 + 5, "right")  # fmt: skip
        words.append(make_words(text, x, y, align=align, weight=_weight(firsts[index])))
    legend_top = -frame.top + (24 if plot.has_headings else 0)
    layers = [
        *make_bar_layers(data, place),
        *words,
        *make_legend(plot, plot.width).layers(-frame.left, legend_top, "square"),
    ]
    if plot.heading:
        layers.append(make_heading(plot.heading, frame.left, frame.top))
    return Panel(finish(layers, data, width, height), width, height)


def _row_words(
    parts: Sequence[_Part], per_unit: float, middle: float, width: float
) -> Iterator[Piece]:
    for part in parts:
        room = (part.end - part.begin) * per_unit
        x = part.begin * per_unit
        if part.begin:
            top, foot = middle - _ROW_BAR / 2, middle + _ROW_BAR / 2
            yield make_line(x, top, x, foot, colour="surface", width=1.5)
        if measure_text(part.mark.short, SMALL_SIZE, BOLD) + 10 <= room:
            yield make_words(part.mark.short, x + 6, middle + 4.5, size=SMALL_SIZE, weight=BOLD,
                             colour=inside_colour(part.mark))  # fmt: skip
    if has_rest(parts):
        x = parts[-1].end * per_unit
        top, foot = middle - _ROW_BAR / 2 + 0.75, middle + _ROW_BAR / 2 - 0.75
        yield _dashed_box(x, top, width - 0.75, foot)
        if measure_text(REST, SMALL_SIZE) + 14 <= width - x:
            yield make_words(REST, x + 8, middle + 4.5, size=SMALL_SIZE, colour="muted")


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
    most=60,
)
