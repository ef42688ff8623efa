"""Runs: stretches of a line that are drawn alike, and where a line has to break.

A line joins marks of one series that say the same kind of thing: years to years, not a year to its
first nine months. It breaks at what is unknown, is dashed where it leads to what has not happened
yet, and widens to a band where a mark is a range.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from plainfact.charts.marks import Mark
from plainfact.charts.plot import UNFIRM
from plainfact.charts.scales import find_middle
from plainfact.periods import Precision
from plainfact.quantities import Qualifier


class Run(Struct, frozen=True):
    """Marks joined in one style."""

    style: str
    """How they are joined: "solid", "dashed" or "band"."""
    marks: tuple[Mark, ...]
    """The marks, earliest first."""


def split_series(marks: Sequence[Mark]) -> tuple[tuple[Mark, ...], ...]:
    """Return the marks of each series of each panel in time, in the order given."""
    series: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        series.setdefault((mark.facet, mark.series), []).append(mark)
    return tuple(tuple(sorted(group, key=_moment)) for group in series.values())


def make_runs(marks: Sequence[Mark], *, joins_all: bool = False) -> tuple[Run, ...]:
    """Return the runs of one series, whose marks are in time.

    `joins_all` joins periods of any length, as a slope does, whose two ends are named.
    """
    runs: list[Run] = []
    for before, after in _joined(marks, joins_all=joins_all):
        style = _find_style(before, after)
        if runs and runs[-1].style == style and runs[-1].marks[-1] is before:
            runs[-1] = Run(style, (*runs[-1].marks, after))
        else:
            runs.append(Run(style, (before, after)))
    return tuple(runs)


def _joined(marks: Sequence[Mark], *, joins_all: bool) -> Iterator[tuple[Mark, Mark]]:
    """Yield neighbours that a line may join."""
    usual = _usual_length(marks)
    kept = [mark for mark in marks if joins_all or _length(mark) == usual]
    for before, after in pairwise(kept):
        if before.is_known and after.is_known:
            yield before, after


def _find_style(before: Mark, after: Mark) -> str:
    if Qualifier.RANGE in (before.qualifier, after.qualifier):
        return "band"
    return "dashed" if after.status in UNFIRM else "solid"


def _usual_length(marks: Sequence[Mark]) -> Precision | None:
    """Return the length of most of the marks' periods, the longer of two that are as common."""
    lengths = [length for mark in marks if (length := _length(mark)) is not None]
    return max(set(lengths), key=lambda length: (lengths.count(length), length), default=None)


def _length(mark: Mark) -> Precision | None:
    return mark.period.precision if mark.period is not None else None


def _moment(mark: Mark) -> float:
    return find_middle(mark.period).toordinal() if mark.period is not None else 0
