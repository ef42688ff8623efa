"""Scales: round numbers for axes, and moments of time."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime
from fractions import Fraction

from plainfact.languages import Language
from plainfact.periods import Period
from plainfact.phrasing import format_number
from plainfact.units import Kind, Unit

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DAY = 86_400_000


def find_domain(numbers: Sequence[float], *, from_zero: bool) -> tuple[float, float]:
    """Return the ends of a scale for numbers: from zero where asked, or where zero is not far."""
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    spread = high - low
    if from_zero or (0 < low <= spread * 2) or spread == 0:
        low = min(low, 0.0)
    if from_zero or (high < 0 and -high <= spread * 2) or spread == 0:
        high = max(high, 0.0)
    if low == high:
        high = low + 1
    return low, high


def fit_scale(
    ends: Sequence[tuple[float, float, float]], room: float, base: float = 0
) -> tuple[float, float]:
    """Return the numbers at both ends of a room, so that everything in it fits.

    `ends` are numbers, with the pixels that each needs before and after it. `base` is always in the
    room. The scale is as wide as can be: it is searched by halving.
    """

    def sides(scale: float) -> tuple[float, float]:
        before = max((left + (base - end) * scale for end, left, _ in ends), default=0.0)
        after = max((right + (end - base) * scale for end, _, right in ends), default=0.0)
        return max(0.0, before), max(0.0, after)

    spread = max((abs(end - base) for end, _, _ in ends), default=0) or 1.0
    least, most = 0.0, room / spread
    for _ in range(60):
        scale = (least + most) / 2
        least, most = (least, scale) if sum(sides(scale)) > room else (scale, most)
    # Words that leave no room at all are cut by the page rather than drawn to no scale.
    scale = least if least * spread > 1 else room / spread / 4
    before, _ = sides(scale)
    return base - before / scale, base + (room - before) / scale


def find_ticks(low: float, high: float, count: int) -> list[float]:
    """Return round numbers that reach from `low` or below to `high` or above, about `count`."""
    if high <= low:
        high = low + 1
    rough = (high - low) / max(1, count)
    size = 10 ** math.floor(math.log10(rough))
    step = size * next(factor for factor in _STEPS if factor * size >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def format_ticks(ticks: Sequence[float], unit: Unit | None, language: Language) -> dict[float, str]:
    """Return the words of each tick; signs such as % stand on every one."""
    exact = [Fraction(str(tick)) for tick in ticks]
    decimals = next(
        (
            places
            for places in range(9)
            if all((tick * 10**places).denominator == 1 for tick in exact)
        ),
        9,
    )
    sign = "%" if unit is not None and unit.kind is Kind.SHARE else ""
    return {
        tick: format_number(number, decimals, language) + sign
        for tick, number in zip(ticks, exact, strict=True)
    }


def to_moment(day: date) -> int:
    """Return the first moment of a day, in milliseconds since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def to_end(day: date) -> int:
    """Return the last moment of a day."""
    return to_moment(day) + _DAY


def find_middle(period: Period) -> date:
    """Return the day in the middle of a period, where its mark stands."""
    return period.first + (period.last - period.first) / 2
