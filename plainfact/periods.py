"""Periods: a day, month, quarter, half-year, year, or a span of them, and how they subtract."""

import calendar
from datetime import date, timedelta
from enum import IntEnum

from msgspec import Struct


class Precision(IntEnum):
    """How finely a period is told, finest first."""

    DAY = 0
    MONTH = 1
    QUARTER = 3
    HALF = 6
    YEAR = 12
    SPAN = 99


YEAR_PARTS = {"early": (1, 3), "mid": (4, 9), "late": (10, 12)}
"""The first and last month of what is called the early, mid and late part of a year."""


class Period(Struct, frozen=True, order=True):
    """All days from `first` to `last`, both included."""

    first: date
    """The first day."""
    last: date
    """The last day; not before the first."""

    @property
    def precision(self) -> Precision:
        """The calendar unit that this period is exactly one of, else SPAN."""
        if self.first == self.last:
            return Precision.DAY
        for precision in (Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.YEAR):
            number, rest = divmod(self.first.month - 1, precision)
            if rest == 0 and self == _make_part(self.first.year, precision, number + 1):
                return precision
        return Precision.SPAN

    @property
    def ends(self) -> tuple["Period", "Period"]:
        """The first and the last period of a span, in the coarsest unit that fits both."""
        for precision in (Precision.YEAR, Precision.MONTH):
            start = make_containing(self.first, precision)
            end = make_containing(self.last, precision)
            if start.first == self.first and end.last == self.last:
                return start, end
        return Period(self.first, self.first), Period(self.last, self.last)

    @property
    def number(self) -> int:
        """Which part of its year a month, quarter or half-year is, counted from 1."""
        length = max(1, min(self.precision, Precision.YEAR))
        return (self.first.month - 1) // length + 1


def make_day(year: int, month: int, day: int) -> Period:
    """Return a day; raise ValueError where the calendar has no such day."""
    return Period(date(year, month, day), date(year, month, day))


def make_month(year: int, month: int) -> Period:
    """Return a month; raise ValueError for a month that is not 1 to 12."""
    return _make_part(year, Precision.MONTH, month)


def make_quarter(year: int, number: int) -> Period:
    """Return a quarter; raise ValueError for a number that is not 1 to 4."""
    return _make_part(year, Precision.QUARTER, number)


def make_half(year: int, number: int) -> Period:
    """Return a half-year; raise ValueError for a number that is not 1 or 2."""
    return _make_part(year, Precision.HALF, number)


def make_year(year: int) -> Period:
    """Return a calendar year; raise ValueError for one that the calendar lacks."""
    return _make_part(year, Precision.YEAR, 1)


def make_year_part(year: int, part: str) -> Period:
    """Return the months that are called the early, mid or late part of a year."""
    first, last = YEAR_PARTS[part]
    return make_span(make_month(year, first), make_month(year, last))


def make_span(first: Period, last: Period) -> Period:
    """Return the span from one period to another; raise ValueError where it ends first."""
    if last.first < first.first:
        raise ValueError("the span ends before it begins")
    return Period(first.first, last.last)


def make_containing(day: date, precision: Precision) -> Period:
    """Return the month, quarter, half-year or year that holds a day (the day for DAY)."""
    if precision is Precision.DAY:
        return Period(day, day)
    return _make_part(day.year, precision, (day.month - 1) // precision + 1)


def widen_period(period: Period) -> Period:
    """Return "about" a period: one more of its unit on either side, a year for a year."""
    first_unit, last_unit = period.ends if period.precision is Precision.SPAN else (period, period)
    before = make_containing(first_unit.first - timedelta(days=1), _unit_of(first_unit))
    after = make_containing(last_unit.last + timedelta(days=1), _unit_of(last_unit))
    return Period(before.first, after.last)


def _unit_of(period: Period) -> Precision:
    return period.precision


def _make_part(year: int, length: int, number: int) -> Period:
    if not 1 <= number <= 12 // length:
        raise ValueError("there is no such part of a year")
    first_month, last_month = (number - 1) * length + 1, number * length
    last_day = calendar.monthrange(year, last_month)[1]
    return Period(date(year, first_month, 1), date(year, last_month, last_day))
