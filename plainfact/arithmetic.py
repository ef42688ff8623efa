"""Arithmetic with what cells may be: intervals with units, checked as they combine.

Each result allows every value that its inputs allow, and keeps the cells that it came from.
"""

import math
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from msgspec import Struct

from plainfact.datasets import Cell
from plainfact.formulas import FormulaError
from plainfact.intervals import Bound, Interval, make_point, pick_least, pick_most
from plainfact.periods import Precision
from plainfact.quantities import Quantity, count_places
from plainfact.units import POINTS, RATIO, SHARE, Kind, Unit, multiply_units, parse_unit


class Value(Struct, frozen=True):
    """What part of a formula comes to."""

    interval: Interval
    """The numbers it may be; day ordinals for a date."""
    unit: Unit | None
    """Its unit; None for a bare number."""
    decimals: int | None
    """The fewest decimals of its inputs; None where it has none."""
    inputs: tuple[Cell, ...] = ()
    """The cells it was worked out from."""
    quantity: Quantity | None = None
    """The quantity itself, for a cell as it stands."""
    days: tuple[Interval, Interval] | None = None
    """The days that were subtracted, for the difference of two days."""

    @property
    def kind(self) -> Kind | None:
        """The kind of its unit."""
        return self.unit.kind if self.unit else None


def make_number(number: Fraction, *, is_percent: bool) -> Value:
    """Return the value of a number that stands in a formula."""
    return Value(make_point(number), SHARE if is_percent else None, None)


def combine(sign: str, left: Value, right: Value) -> Value:
    """Add, subtract, multiply or divide.

    Raises FormulaError where the units do not go together, and ZeroDivisionError where the
    divisor may be zero.
    """
    if sign in "*/":
        return _multiply(sign, left, right)
    if {left.kind, right.kind} == {Kind.DATE}:
        return _subtract_dates(sign, left, right)
    if {left.kind, right.kind} & {Kind.DATE, Kind.RANK}:
        raise FormulaError("dates and ranks don't add up with numbers")
    a, b = align(left, right)
    unit = _find_unit_of_sum(sign, a, b)
    interval = a.interval + b.interval if sign == "+" else a.interval - b.interval
    return Value(interval, unit, _fewest_decimals(a, b), a.inputs + b.inputs)


def pick(function: str, left: Value, right: Value) -> Value:
    """Return the smaller ("min") or the larger of two values.

    Raises FormulaError where they measure different things.
    """
    a, b = align(left, right)
    if Kind.POINTS in (a.kind, b.kind) and a.kind is not b.kind:
        raise _differ(a, b)
    choose = pick_least if function == "min" else pick_most
    interval = choose(a.interval, b.interval)
    # Where it is surely one of the two, it is told as finely as that one is.
    picked = next((side for side in (a, b) if side.interval == interval), None)
    decimals = picked.decimals if picked else _fewest_decimals(a, b)
    return Value(interval, a.unit or b.unit, decimals, a.inputs + b.inputs)


def compare(sign: str, left: Value, right: Value) -> bool:
    """Tell whether a comparison is certain, whatever the two sides may be.

    Raises FormulaError where they measure different things.
    """
    if None in (left.kind, right.kind) and left.kind is not right.kind:
        # A comparison gives no figure out, so a bare number may be in the unit of the other side.
        other = left if right.unit is None else right
        if other.kind in (Kind.MEASURE, Kind.RANK):
            return _COMPARE[sign](left.interval, right.interval)
    a, b = align(left, right)
    if Kind.POINTS in (a.kind, b.kind) and a.kind is not b.kind:
        raise _differ(a, b)
    return _COMPARE[sign](a.interval, b.interval)


def align(left: Value, right: Value) -> tuple[Value, Value]:
    """Return both values in the unit of the first; bare numbers in that of what they meet.

    Raises FormulaError where they measure different things.
    """
    if left.unit is None and right.unit is None:
        return left, right
    if left.unit is None:
        return _give_unit(left, right), right
    if right.unit is None:
        return left, _give_unit(right, left)
    kinds = {left.kind, right.kind}
    is_share = kinds in ({Kind.SHARE, Kind.POINTS}, {Kind.SHARE, Kind.RATIO})
    if not is_share and not left.unit.converts_to(right.unit):
        raise _differ(left, right)
    interval = right.interval * make_point(right.unit.factor / left.unit.factor)
    unit = right.unit if Kind.POINTS in kinds else left.unit
    return left, Value(interval, unit, right.decimals, right.inputs)


def convert(value: Value, unit: Unit) -> tuple[Interval, int]:
    """Return a value's interval in a unit, and its decimals there.

    Raises FormulaError where it measures something else.
    """
    if value.days is not None and unit.dimensions == _MONTHS.dimensions:
        months = make_point(_MONTHS.factor / unit.factor)
        return _count_full_months(*value.days) * months, 0
    decimals = value.decimals or 0
    if value.unit is None:
        return value.interval, decimals
    fits = value.unit.converts_to(unit) or (value.kind is Kind.RATIO and unit.kind is Kind.SHARE)
    if not fits:
        raise FormulaError(f'it comes to "{value.unit.label}", not "{unit.label}"',
                           _advise_unit(value.unit))  # fmt: skip
    factor = value.unit.factor / unit.factor
    if value.unit.name == unit.name and unit.is_scaled:
        decimals = max(0, decimals + count_places(factor))
    return value.interval * make_point(factor), decimals


def _advise_unit(unit: Unit) -> str:
    """Return how to write a unit that a formula comes to, where it can be written at all."""
    try:
        can_be_written = unit.converts_to(parse_unit(unit.label))
    except ValueError:
        can_be_written = False
    if can_be_written:
        return f'Write unit: "{unit.label}".'
    return 'No unit can be written for that: change the formula, to come to e.g. "wafers a month".'


_MONTHS = parse_unit("months")
_COMPARE: dict[str, Callable[[Interval, Interval], bool]] = {
    ">": lambda a, b: a.low > b.high or (a.low == b.high and (a.low_open or b.high_open)),
    ">=": lambda a, b: a.low >= b.high,
    "<": lambda a, b: a.high < b.low or (a.high == b.low and (a.high_open or b.low_open)),
    "<=": lambda a, b: a.high <= b.low,
    "=": lambda a, b: a.point is not None and a.point == b.point,
}


def _multiply(sign: str, left: Value, right: Value) -> Value:
    try:
        unit = multiply_units(left.unit or RATIO, right.unit or RATIO, 1 if sign == "*" else -1)
    except ValueError as error:
        raise FormulaError(str(error)) from error
    a, b = left.interval, right.interval
    interval = a * b if sign == "*" else a / b
    is_scaled = sign == "*" and None in (left.unit, right.unit)
    plain = (left.unit or right.unit) if is_scaled or right.unit is None else None
    return Value(interval, plain or unit, _fewest_decimals(left, right), left.inputs + right.inputs)


def _find_unit_of_sum(sign: str, left: Value, right: Value) -> Unit | None:
    """Return the unit of a sum: shares differ by points, and points move shares."""
    if left.kind is right.kind is Kind.SHARE and sign == "-":
        # Only between two cells: 100% - share is a share too.
        return POINTS if left.inputs and right.inputs else SHARE
    if left.kind is Kind.POINTS and right.kind is Kind.SHARE:
        if sign == "-":
            raise FormulaError("a share can't be taken from points")
        return SHARE
    return left.unit or right.unit


def _give_unit(number: Value, other: Value) -> Value:
    """Return a bare number in the unit of what it is added to.

    Beside a share it is per cent, as shares are printed; but "1 + growth" may mean either, and is
    refused. A sum of money or a count needs a cell and a source.
    """
    unit, point = other.unit, number.interval.point
    if unit is None or point is None:
        return number
    if other.kind is Kind.RATIO:
        return Value(make_point(point / unit.factor), unit, None)
    is_share = other.kind in (Kind.SHARE, Kind.POINTS)
    if is_share and 0 < abs(point) <= 1:
        written = float(point)
        raise FormulaError(f"{written:g} beside a share may be {written:g}% or {written * 100:g}%:"
                           " write it with its sign")  # fmt: skip
    if not is_share and (point != 0 or other.kind is not Kind.MEASURE):
        raise FormulaError(f'a number without a unit does not add up with "{unit.label}"')
    return Value(number.interval, unit, None)


def _subtract_dates(sign: str, left: Value, right: Value) -> Value:
    """Subtract at the precision of the coarser date: 2023 - 2018 is five years."""
    if sign != "-":
        raise FormulaError("dates can't be added")
    precision = max(_precision(left), _precision(right))
    a, b = (_count_periods(side.interval, precision) for side in (left, right))
    units = {Precision.DAY: "days", Precision.MONTH: "months", Precision.QUARTER: "quarters",
             Precision.YEAR: "years"}  # fmt: skip
    difference = a - b
    if precision is Precision.HALF:
        difference = difference * make_point(Fraction(6))
    days = (left.interval, right.interval) if precision is Precision.DAY else None
    unit = parse_unit(units.get(precision, "months"))
    return Value(difference, unit, 0, left.inputs + right.inputs, days=days)


def _precision(value: Value) -> Precision:
    period = value.quantity.period if value.quantity else None
    if period is None:
        return Precision.DAY
    first, last = period.ends if period.precision is Precision.SPAN else (period, period)
    return max(first.precision, last.precision)


def _count_periods(interval: Interval, precision: Precision) -> Interval:
    def index(bound: Bound) -> Bound:
        if not isinstance(bound, Fraction) or precision is Precision.DAY:
            return bound
        day = date.fromordinal(math.floor(bound))
        return Fraction((day.year * 12 + day.month - 1) // precision)

    # Days are whole: after 31 December is from 1 January on.
    return Interval(
        index(interval.low + interval.low_open), index(interval.high - interval.high_open)
    )


def _count_full_months(later: Interval, earlier: Interval) -> Interval:
    """Return how many months lie between two days: whole ones, and part of one more."""
    least, _ = _months_between(earlier.high, later.low)
    most, is_whole = _months_between(earlier.low, later.high)
    return Interval(least, most if is_whole else most + 1, high_open=not is_whole)


def _months_between(first: Bound, last: Bound) -> tuple[Bound, bool]:
    """Return the whole months from one day to another, and whether no day is left over."""
    if not isinstance(first, Fraction) or not isinstance(last, Fraction):
        return (math.inf if last > first else -math.inf), True
    a, b = (date.fromordinal(math.floor(bound)) for bound in (first, last))
    months = (b.year - a.year) * 12 + b.month - a.month
    return Fraction(months - (b.day < a.day)), a.day == b.day


def _fewest_decimals(left: Value, right: Value) -> int | None:
    known = [value.decimals for value in (left, right) if value.decimals is not None]
    return min(known, default=None)


def _differ(left: Value, right: Value) -> FormulaError:
    labels = [value.unit.label if value.unit else "a number" for value in (left, right)]
    return FormulaError(f'"{labels[0]}" and "{labels[1]}" measure different things',
                        "Add, subtract and compare only what measures the same.")  # fmt: skip
