"""Row values: the words of a row's marks, beside them or above them, none standing on another."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from plainfact.charts.fonts import measure_text
from plainfact.charts.marks import Mark
from plainfact.charts.point_signs import find_reach_down, find_reach_up
from plainfact.charts.theme import SMALL_SIZE

VALUE_GAP = 6
"""Between a mark and its value, in pixels."""
ABOVE = 12
"""How far above the middle of its mark the foot of a value stands that has no room beside it."""

Span = tuple[float, float]
"""Where something begins and ends across, in pixels."""


class RowValue(Struct, frozen=True):
    """The words of one mark, and where they stand."""

    mark: Mark
    """The mark."""
    x: float
    """Where the words begin, end or have their middle, in pixels."""
    align: str
    """How they are aligned: "left", "right" or "center"."""
    is_above: bool = False
    """Whether they stand above their mark, for want of room beside it."""


def place_values(
    marks: Sequence[Mark], x_of: Callable[[float], float], base: float
) -> list[RowValue]:
    """Return where the values of one row stand.

    The last stands on the right of its mark. The others stand on the left, if they don't cross the
    line at `base`; else on the right, before the next mark; else above; else nowhere.
    """
    ordered = sorted(marks, key=lambda mark: (max(mark.bounds), min(mark.bounds)))
    spans = [find_span(mark, x_of) for mark in ordered]
    placed: list[RowValue] = []
    beside: list[Span] = [*spans]
    above: list[Span] = []
    for index, mark in enumerate(ordered):
        is_last = index == len(ordered) - 1
        begin, end = spans[index]
        for value, span in _choices(mark, begin, end, base, is_last=is_last):
            taken = above if value.is_above else [*beside[:index], *beside[index + 1 :]]
            # Words stay between their mark and the next, lest they seem to be the next one's.
            least = max(base + 2, spans[index - 1][1]) if index else base + 2
            most = spans[index + 1][0] if not is_last else float("inf")
            strays = not value.is_above and not least <= span[0] <= span[1] <= most
            if _is_kept(mark, value, is_last=is_last) or not (
                (strays and mark.place >= 0) or any(_meet(span, other) for other in taken)
            ):
                placed.append(value)
                (above if value.is_above else beside).append(span)
                break
    return placed


def _is_kept(mark: Mark, value: RowValue, *, is_last: bool) -> bool:
    """Tell whether room was kept for a value there: beyond the last mark, away from zero."""
    return is_last and value.align == ("right" if max(mark.bounds) < 0 else "left")


def find_span(mark: Mark, x_of: Callable[[float], float]) -> Span:
    """Return where a mark with its sign begins and ends across."""
    return (x_of(min(mark.bounds)) - find_reach_down(mark),
            x_of(max(mark.bounds)) + find_reach_up(mark))  # fmt: skip


def _choices(
    mark: Mark, begin: float, end: float, base: float, *, is_last: bool
) -> Iterator[tuple[RowValue, Span]]:
    width = measure_text(mark.short)
    right = RowValue(mark, end + VALUE_GAP, "left"), (end + VALUE_GAP, end + VALUE_GAP + width + 4)
    before = begin - VALUE_GAP
    left = RowValue(mark, before, "right"), (before - width - 4, before)
    yield from (right, left) if is_last and max(mark.bounds) >= 0 else (left, right)
    small = measure_text(mark.short, SMALL_SIZE) + 8
    middle = (begin + end) / 2
    if middle >= base:
        # Words above a mark that is near the line keep clear of it.
        middle = max(middle, base + small / 2)
    yield (RowValue(mark, middle, "center", is_above=True),
           (middle - small / 2, middle + small / 2))  # fmt: skip


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
