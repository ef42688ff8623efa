"""Whole rows: several wholes, one a row, each a bar of its parts."""

from collections.abc import Iterator, Sequence
from typing import Any

from plainfact.charts.bar_place import BarPlace
from plainfact.charts.bar_signs import make_bar_layers
from plainfact.charts.fonts import BOLD, measure_text
from plainfact.charts.layers import Piece, finish, make_heading, make_line, make_words
from plainfact.charts.legend import make_legend
from plainfact.charts.placing import spread_labels
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.row_labels import GAP, label_weight, make_row_labels
from plainfact.charts.theme import LINE_HEIGHT, SMALL_SIZE
from plainfact.charts.wholes import (
    LYING,
    Part,
    find_wholes,
    has_rest,
    inside_colour,
    make_part_data,
    outline_rest,
)
from plainfact.quantities import Qualifier

_ROW_BAR = 28
_BELOW = 15
"""The height of the values under a row's bar, which don't fit in their parts."""


def draw_whole_rows(plot: Plot, frame: Frame) -> Panel:
    """Draw several wholes, one a row, with values inside their parts where they fit."""
    wholes = find_wholes(plot)
    firsts = [parts[0].mark for parts in wholes.values()]
    labels = make_row_labels(plot, width=0 if frame.is_above else frame.left, marks=firsts)
    width = frame.inner_width(plot)
    per_unit = width / frame.high
    below = any(not _fits_inside(part, per_unit) for parts in wholes.values() for part in parts)
    step = labels.step(_ROW_BAR) + _BELOW * below
    height = step * len(wholes)
    shift = labels.shift(step, _ROW_BAR) - _BELOW * below * (1 if frame.is_above else 0.5)
    place = BarPlace(
        is_across=True, thickness=_ROW_BAR, shift=shift, order=tuple(wholes), band="whole",
        fields=LYING, frame=frame, length=width,
    )  # fmt: skip
    data: list[dict[str, Any]] = []
    words: list[Piece] = []
    for index, (whole, parts) in enumerate(wholes.items()):
        data += make_part_data(plot, parts, place, whole)
        middle = (index + 0.5) * step + shift
        words += _row_words(plot, parts, per_unit, middle, width)
        text = labels.words[index]
        x, y, align = (0.0, index * step + LINE_HEIGHT, "left") if frame.is_above else (
            -GAP, middle - text.count("\n") * LINE_HEIGHT / 2 + 5, "right")  # fmt: skip
        words.append(make_words(text, x, y, align=align, weight=label_weight(firsts[index])))
    legend_top = -frame.top + (24 if plot.has_headings else 0)
    layers = [
        *make_bar_layers(data, place),
        *words,
        *make_legend(plot, plot.width).layers(-frame.left, legend_top, "square"),
    ]
    if plot.heading:
        layers.append(make_heading(plot.heading, frame.left, frame.top))
    return finish(layers, data, width, height)


def _fits_inside(part: Part, per_unit: float) -> bool:
    """Tell whether a part's value fits in it, on one colour."""
    room = (part.end - part.begin) * per_unit
    is_plain = part.mark.qualifier is not Qualifier.RANGE
    return is_plain and measure_text(part.mark.short, SMALL_SIZE, BOLD) + 10 <= room


def _row_words(
    plot: Plot, parts: Sequence[Part], per_unit: float, middle: float, width: float
) -> Iterator[Piece]:
    """Yield the values in the parts of one row, or under them where they don't fit."""
    top, foot = middle - _ROW_BAR / 2, middle + _ROW_BAR / 2
    outside: list[Part] = []
    for part in parts:
        x = part.begin * per_unit
        if part.begin:
            yield make_line(x, top, x, foot, colour="surface", width=1.5)
        if _fits_inside(part, per_unit):
            yield make_words(part.mark.short, x + 6, middle + 4.5, size=SMALL_SIZE, weight=BOLD,
                             colour=inside_colour(part.mark))  # fmt: skip
        else:
            outside.append(part)
    middles = [(part.begin + part.end) / 2 * per_unit for part in outside]
    sizes = [measure_text(part.mark.short, SMALL_SIZE) + 8 for part in outside]
    for part, x in zip(outside, spread_labels(middles, sizes, -4, width + 4), strict=True):
        yield make_words(part.mark.short, x, foot + 13, size=SMALL_SIZE, align="center")
    if has_rest(parts):
        x = parts[-1].end * per_unit
        yield outline_rest(x, top + 0.75, width - 0.75, foot - 0.75)
        if measure_text(plot.rest, SMALL_SIZE) + 14 <= width - x:
            yield make_words(plot.rest, x + 8, middle + 4.5, size=SMALL_SIZE, colour="muted")
