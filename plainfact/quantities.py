"""Quantities: a number or a date with a unit and a qualifier, and what each allows and implies."""

import math
from datetime import date
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from plainfact.intervals import EVERYTHING, Bound, Interval
from plainfact.periods import Period, widen_period
from plainfact.units import Kind, Unit


class Qualifier(StrEnum):
    """How a quantity is hedged. The values are what authors write."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    UP_TO = "up to"
    RANGE = "range"
    UNKNOWN = "unknown"


ABOUT_TOLERANCE = Fraction(5, 100)
"""How far "about" reaches either way, and "nearly" downwards, as a part of the number."""
ROUNDING_LIMIT = Fraction(10, 100)
"""How far leaving out decimals may move a number, as a part of it: 1.6 may not become 2."""
ROUNDING_LIMIT_ABOUT = Fraction(20, 100)
"""The same after "about": 1.6 may become "about 2", 1.5 may not."""


class Quantity(Struct, frozen=True):
    """A number or a date, as known."""

    qualifier: Qualifier
    """How it is hedged."""
    unit: Unit
    """What it counts or measures; the unit of dates is `units.DATE`."""
    number: Fraction | None = None
    """The number, in the unit; the lower end of a range; None for dates and the unknown."""
    upper: Fraction | None = None
    """The upper end of a range of numbers."""
    open_above: bool = False
    """Whether a range leaves out its upper end, as "hundreds" does a thousand."""
    period: Period | None = None
    """The date, month, year or span, for dates."""
    part: str = ""
    """Which part of a year the period is called: "early", "mid" or "late"; else empty."""
    decimals: int = 0
    """To how many decimals the number is told."""
    tolerance: Fraction = Fraction(0)
    """How far either way an unhedged number reaches, in the unit: a point for "two thirds"."""
    is_strict: bool = False
    """Whether words such as "exactly" rule out that the number is rounded."""

    def allowed(self) -> Interval:
        """Return the set of values that this allows: in its unit, or day ordinals for dates."""
        if self.qualifier is Qualifier.UNKNOWN:
            return EVERYTHING
        if self.period is not None:
            return _allowed_days(self.qualifier, self.period)
        if self.number is None:
            raise ValueError("a quantity that is known has a number or a period")
        if self.qualifier is Qualifier.RANGE and self.upper is not None:
            return Interval(self.number, self.upper, high_open=self.open_above)
        return _allowed_numbers(self.qualifier, self.number, self.tolerance)

    def in_unit(self, unit: Unit) -> "Quantity":
        """Say this in another unit of the same dimension, exactly.

        Raises ValueError where the units measure different things.
        """
        if not self.unit.converts_to(unit):
            raise ValueError(f'"{self.unit.label}" does not convert to "{unit.label}"')
        factor = self.unit.factor / unit.factor
        if factor == 1:
            return replace(self, unit=unit)
        number = None if self.number is None else self.number * factor
        upper = None if self.upper is None else self.upper * factor
        decimals = max(0, self.decimals + count_places(factor))
        if factor != Fraction(10) ** -count_places(factor):
            # 18 months are 1.5 years; 20 months have no last decimal, so their places move along.
            exact = [_count_decimals(value) for value in (number, upper) if value is not None]
            decimals = decimals if None in exact else max((d or 0 for d in exact), default=0)
        return replace(
            self, unit=unit, number=number, upper=upper, decimals=decimals,
            tolerance=self.tolerance * factor,
        )  # fmt: skip

    def negated(self) -> "Quantity":
        """Return the same quantity on the other side of zero: at least 5 becomes up to -5."""
        if self.number is None:
            return self
        upper = None if self.upper is None else -self.upper
        number, upper = (-self.number, None) if upper is None else (upper, -self.number)
        return replace(
            self,
            qualifier=_MIRRORED.get(self.qualifier, self.qualifier),
            number=number,
            upper=upper,
        )

    @property
    def is_inexact(self) -> bool:
        """Whether anything but the plain number is meant."""
        return self.qualifier is not Qualifier.EXACT


_MIRRORED = {
    Qualifier.MORE_THAN: Qualifier.LESS_THAN,
    Qualifier.LESS_THAN: Qualifier.MORE_THAN,
    Qualifier.AT_LEAST: Qualifier.UP_TO,
    Qualifier.UP_TO: Qualifier.AT_LEAST,
}
_STATED = (Qualifier.EXACT, Qualifier.ABOUT, Qualifier.NEARLY)
"""Qualifiers of quantities that state a number, not a bound."""


def implies(known: Quantity, said: Quantity) -> bool:
    """Tell whether what is known supports what is said: words may say less, never more.

    All that `known` allows must be allowed by `said` too. A number that is stated may besides be
    rounded to the decimals of `said`; a bound may not, for "more than 24" is not so of 23.8. No
    number may be told more finely than it is known.
    """
    if known.qualifier is Qualifier.UNKNOWN:
        return said.qualifier is Qualifier.UNKNOWN
    if said.qualifier is Qualifier.UNKNOWN or not known.unit.converts_to(said.unit):
        return False
    if said.period is not None or known.period is not None:
        return said.allowed().contains(known.allowed())
    same = known.in_unit(said.unit)
    if said.qualifier in _STATED and said.tolerance == 0 and said.decimals > same.decimals:
        return False
    return said.allowed().contains(same.allowed()) or _is_rounded(same, said)


def _is_rounded(known: Quantity, said: Quantity) -> bool:
    """Tell whether what is said is what is known with its numbers rounded."""
    if said.is_strict or said.tolerance or said.open_above or said.decimals > known.decimals:
        return False
    if known.qualifier is said.qualifier and said.qualifier in (*_STATED, Qualifier.RANGE):
        pairs = [(known.number, said.number), (known.upper, said.upper)]
        return all(a == b or _rounds_to(a, b, known, said) for a, b in pairs)
    if said.qualifier is not Qualifier.ABOUT:
        return False
    if known.qualifier not in (Qualifier.EXACT, Qualifier.RANGE):
        return False
    # All that may be so rounds to one number, as all from 1.02 to 1.13 does to "about 1".
    reach = known.allowed()
    return all(_rounds_to(end, said.number, known, said) for end in (reach.low, reach.high))


def _rounds_to(a: Bound | None, b: Fraction | None, known: Quantity, said: Quantity) -> bool:
    """Tell whether a number rounds to another; of a half, either neighbour will do.

    To the decimals that the cell itself is told to, as far as need be; to fewer, within a limit.
    """
    if not isinstance(a, Fraction) or b is None:
        return False
    moved = abs(b - a)
    is_hedged = said.qualifier is Qualifier.ABOUT
    limit = abs(b) * (ROUNDING_LIMIT_ABOUT if is_hedged else ROUNDING_LIMIT)
    is_printed = said.decimals == known.decimals and known.qualifier is said.qualifier
    return moved * 2 * 10**said.decimals <= 1 and (is_printed or moved <= limit)


def means_the_same(known: Quantity, said: Quantity) -> bool:
    """Tell whether two dates allow the same days, no more and no fewer."""
    return known.allowed() == said.allowed() and known.qualifier is said.qualifier


def make_from_interval(interval: Interval, unit: Unit, decimals: int) -> Quantity:
    """Say an interval as a quantity that allows all of it; bounds are kept exact."""
    if unit.kind is Kind.DATE:
        return _make_from_days(interval, unit)
    low, high = interval.low, interval.high
    if unit.kind is Kind.RANK:
        return _make_rank(interval, unit)
    if interval.point is not None:
        return Quantity(Qualifier.EXACT, unit, interval.point, decimals=decimals)
    if isinstance(low, Fraction) and isinstance(high, Fraction):
        is_open = interval.high_open
        return Quantity(Qualifier.RANGE, unit, low, high, decimals=decimals, open_above=is_open)
    if isinstance(low, Fraction):
        qualifier = Qualifier.MORE_THAN if interval.low_open else Qualifier.AT_LEAST
        return Quantity(qualifier, unit, low, decimals=decimals)
    if isinstance(high, Fraction):
        qualifier = Qualifier.LESS_THAN if interval.high_open else Qualifier.UP_TO
        return Quantity(qualifier, unit, high, decimals=decimals)
    return Quantity(Qualifier.UNKNOWN, unit)


def _make_rank(interval: Interval, unit: Unit) -> Quantity:
    """Say ranks, which are whole: from 6 on is outside the top 5, below 6 the top 5."""
    low, high = interval.low, interval.high
    best = low + interval.low_open if isinstance(low, Fraction) and low > 1 else None
    worst = high - interval.high_open if isinstance(high, Fraction) else None
    if best is not None and worst is not None:
        is_one = best == worst
        qualifier = Qualifier.EXACT if is_one else Qualifier.RANGE
        return Quantity(qualifier, unit, best, None if is_one else worst)
    if best is not None:
        return Quantity(Qualifier.MORE_THAN, unit, best - 1)
    if worst is not None:
        return Quantity(Qualifier.EXACT if worst == 1 else Qualifier.UP_TO, unit, worst)
    return Quantity(Qualifier.UNKNOWN, unit)


def _make_from_days(interval: Interval, unit: Unit) -> Quantity:
    low, high = (
        date.fromordinal(int(bound)) if isinstance(bound, Fraction) else None
        for bound in (interval.low, interval.high)
    )
    if low and high:
        return Quantity(Qualifier.EXACT, unit, period=Period(low, high))
    if low:
        qualifier = Qualifier.MORE_THAN if interval.low_open else Qualifier.AT_LEAST
        return Quantity(qualifier, unit, period=Period(low, low))
    if high:
        qualifier = Qualifier.LESS_THAN if interval.high_open else Qualifier.UP_TO
        return Quantity(qualifier, unit, period=Period(high, high))
    return Quantity(Qualifier.UNKNOWN, unit)


def round_number(number: Fraction, decimals: int) -> Fraction:
    """Round to so many decimals, halves away from zero, as newsrooms and spreadsheets do."""
    if _is_round(number, decimals):
        return number
    shifted = abs(number) * 10**decimals
    rounded = Fraction(math.floor(shifted + Fraction(1, 2)), 10**decimals)
    return rounded if number >= 0 else -rounded


def round_outward(number: Fraction, decimals: int, *, up: bool) -> Fraction:
    """Round up or down to so many decimals, so that a bound stays true."""
    if _is_round(number, decimals):
        return number
    shifted = number * 10**decimals
    return Fraction(math.ceil(shifted) if up else math.floor(shifted), 10**decimals)


def _is_round(number: Fraction, decimals: int) -> bool:
    """Tell whether a number has no more decimals than that, as most have: fractions are slow."""
    return not 10**decimals % number.denominator


def day_ordinal(day: date) -> Fraction:
    """Return the number of a day, for comparing dates as numbers."""
    return Fraction(day.toordinal())


def _allowed_numbers(qualifier: Qualifier, number: Fraction, tolerance: Fraction) -> Interval:
    if qualifier is Qualifier.EXACT and not tolerance:
        return Interval(number, number)  # most are: fractions take long to add
    reach = max(abs(number) * ABOUT_TOLERANCE, tolerance)
    match qualifier:
        case Qualifier.MORE_THAN:
            return Interval(number, math.inf, low_open=True)
        case Qualifier.AT_LEAST:
            return Interval(number, math.inf)
        case Qualifier.LESS_THAN:
            return Interval(-math.inf, number, high_open=True)
        case Qualifier.UP_TO:
            return Interval(-math.inf, number)
        case Qualifier.ABOUT:
            return Interval(number - reach, number + reach)
        case Qualifier.NEARLY if number < 0:
            return Interval(number, number + reach, low_open=True)
        case Qualifier.NEARLY:
            return Interval(number - reach, number, high_open=True)
        case _:
            return Interval(number - tolerance, number + tolerance)


def _allowed_days(qualifier: Qualifier, period: Period) -> Interval:
    first, last = day_ordinal(period.first), day_ordinal(period.last)
    match qualifier:
        case Qualifier.MORE_THAN:
            return Interval(last, math.inf, low_open=True)
        case Qualifier.AT_LEAST:
            return Interval(first, math.inf)
        case Qualifier.LESS_THAN:
            return Interval(-math.inf, first, high_open=True)
        case Qualifier.UP_TO:
            return Interval(-math.inf, last)
        case Qualifier.ABOUT:
            wide = widen_period(period)
            return Interval(day_ordinal(wide.first), day_ordinal(wide.last))
        case _:
            return Interval(first, last)


def _count_decimals(number: Fraction) -> int | None:
    """Return how many decimals a number has, or None where it has more than six."""
    return next((d for d in range(7) if (number * 10**d).denominator == 1), None)


def count_places(factor: Fraction) -> int:
    """Return by how many decimal places multiplying moves a number's last digit to the right."""
    places = 0
    while factor < 1:
        factor *= 10
        places += 1
    while factor >= 10:
        factor /= 10
        places -= 1
    return places


def is_shortened(low: Fraction, high: Fraction) -> bool:
    """Tell whether "35 to 40,000" may as well mean thousands on both sides."""
    return 0 < low * 1000 < high
