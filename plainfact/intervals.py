"""Intervals of numbers: the set of values that something may have, and arithmetic on such sets.

The arithmetic is that of R. E. Moore, "Interval Analysis" (1966), over exact fractions, with open
and unbounded ends.
"""

import math
from fractions import Fraction
from itertools import product

from msgspec import Struct

Bound = Fraction | float
"""An end of an interval: a fraction, or math.inf or -math.inf where there is no bound."""


class Interval(Struct, frozen=True):
    """All numbers from `low` to `high`."""

    low: Bound
    """The lower end."""
    high: Bound
    """The upper end."""
    low_open: bool = False
    """Whether the lower end itself is left out."""
    high_open: bool = False
    """Whether the upper end itself is left out."""

    @property
    def point(self) -> Fraction | None:
        """The only number of this interval, or None where it has more."""
        return self.low if isinstance(self.low, Fraction) and self.low == self.high else None

    def contains(self, other: "Interval") -> bool:
        """Tell whether every number of the other interval is in this one."""
        low_ok = self.low < other.low or (
            self.low == other.low and (not self.low_open or other.low_open)
        )
        high_ok = self.high > other.high or (
            self.high == other.high and (not self.high_open or other.high_open)
        )
        return low_ok and high_ok

    def holds(self, number: Fraction) -> bool:
        """Tell whether the number is in this interval."""
        return self.contains(Interval(number, number))

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __add__(self, other: "Interval") -> "Interval":
        return _make(
            (_add(self.low, other.low), self.low_open or other.low_open),
            (_add(self.high, other.high), self.high_open or other.high_open),
        )

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        ends = [_multiply(a, b) for a, b in product(_ends(self), _ends(other))]
        return _hull(ends)

    def __truediv__(self, other: "Interval") -> "Interval":
        """Divide; raise ZeroDivisionError where the divisor may be zero or come near it."""
        if Interval(other.low, other.high).holds(Fraction(0)):
            raise ZeroDivisionError
        return self * _hull([_invert(end) for end in _ends(other)])


def pick_least(a: Interval, b: Interval) -> Interval:
    """Return what the smaller of two numbers may be."""
    # Of two ends at the same number, the smaller of the pair can reach a low one if either can,
    # and a high one only if both can.
    low = min((a.low, a.low_open), (b.low, b.low_open))
    high, is_closed = min((a.high, not a.high_open), (b.high, not b.high_open))
    return _make(low, (high, not is_closed))


def pick_most(a: Interval, b: Interval) -> Interval:
    """Return what the larger of two numbers may be."""
    return -pick_least(-a, -b)


EVERYTHING = Interval(-math.inf, math.inf)
"""The set of all numbers: nothing is known."""

_End = tuple[Bound, bool]


def make_point(number: Fraction) -> Interval:
    """Return the interval that holds one number."""
    return Interval(number, number)


def _ends(interval: Interval) -> tuple[_End, _End]:
    return (interval.low, interval.low_open), (interval.high, interval.high_open)


def _add(a: Bound, b: Bound) -> Bound:
    """Add two lower or two upper ends; a fraction is never turned into a float on the way."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a + b
    return b if isinstance(a, Fraction) else a


def _multiply(a: _End, b: _End) -> _End:
    # A zero that is attained makes a zero that is attained, whatever the other end is.
    if a == (0, False) or b == (0, False):
        return Fraction(0), False
    if a[0] == 0 or b[0] == 0:
        return Fraction(0), True
    if isinstance(a[0], Fraction) and isinstance(b[0], Fraction):
        return a[0] * b[0], a[1] or b[1]
    return (math.inf if (a[0] > 0) == (b[0] > 0) else -math.inf), False


def _invert(end: _End) -> _End:
    number, is_open = end
    return (1 / number, is_open) if isinstance(number, Fraction) else (Fraction(0), True)


def _hull(ends: list[_End]) -> Interval:
    low = min(number for number, _ in ends)
    high = max(number for number, _ in ends)
    return _make(
        (low, all(is_open for number, is_open in ends if number == low)),
        (high, all(is_open for number, is_open in ends if number == high)),
    )


def _make(low: _End, high: _End) -> Interval:
    """Return the interval between two ends; infinity is no number, so it is never left out."""
    return Interval(
        low[0],
        high[0],
        low[1] and isinstance(low[0], Fraction),
        high[1] and isinstance(high[0], Fraction),
    )
