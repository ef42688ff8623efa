"""Working formulas out: derived cells from the cells they name, uncertainty and sources carried on.

Values are worked out as intervals (`intervals`), so a derived value allows all that its inputs
allow. Units are checked as they combine. Cells that depend on themselves are refused.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from plainfact.datasets import Cell, Dataset, Origin
from plainfact.formulas import (
    Call,
    Comparison,
    Expression,
    FormulaError,
    Number,
    Operation,
    Reference,
    parse_formula,
)
from plainfact.intervals import EVERYTHING, Bound, Interval, make_point
from plainfact.periods import Precision
from plainfact.problems import Problem, format_suggestion
from plainfact.quantities import Quantity, make_from_interval
from plainfact.units import (
    DATE,
    POINTS,
    RATIO,
    SHARE,
    Kind,
    Unit,
    multiply_units,
    parse_unit,
)

Cells = dict[str, Cell]
"""Cells by address."""

_UNFIRM = ("plan", "forecast")
_COMPARE: dict[str, Callable[[Interval, Interval], bool]] = {
    ">": lambda a, b: a.low > b.high or (a.low == b.high and (a.low_open or b.high_open)),
    ">=": lambda a, b: a.low >= b.high,
    "<": lambda a, b: a.high < b.low or (a.high == b.low and (a.high_open or b.low_open)),
    "<=": lambda a, b: a.high <= b.low,
    "=": lambda a, b: a.point is not None and a.point == b.point,
}


@dataclass(frozen=True, slots=True)
class _Value:
    """What part of a formula comes to."""

    interval: Interval
    """The numbers it may be; day ordinals for a date."""
    unit: Unit | None
    """Its unit; None for a bare number, which takes the unit of what it meets."""
    decimals: int | None
    """The fewest decimals of its inputs; None where it has none."""
    inputs: tuple[Cell, ...] = ()
    """The cells it was worked out from."""
    quantity: Quantity | None = None
    """The quantity itself, for a cell as it stands."""


class _MissingCellError(Exception):
    """An input has no value: a row has no figure there, or its own formula has been refused."""


def resolve_datasets(
    datasets: Mapping[str, Dataset], problems: list[Problem]
) -> tuple[dict[str, Dataset], Cells]:
    """Work out every derived cell; return the datasets with their values, and all cells by address.

    A derived cell whose row lacks a figure that it needs is left out. Faults are added to the
    problems.
    """
    cells = {cell.address: cell for dataset in datasets.values() for cell in dataset.cells()}
    resolver = _Resolver(cells, datasets, problems)
    for address, cell in list(cells.items()):
        if cell.formula and address not in resolver.failed:
            resolver.resolve(address)
    known = {address: cell for address, cell in cells.items() if not _is_empty(cell)}
    return {name: _with_values(dataset, known) for name, dataset in datasets.items()}, known


def _with_values(dataset: Dataset, cells: Cells) -> Dataset:
    rows = {
        row.id: replace(row, cells={name: cells[cell.address] for name, cell in row.cells.items()
                                    if cell.address in cells})
        for row in dataset.rows.values()
    }  # fmt: skip
    derived = {name: cells[cell.address] for name, cell in dataset.derived.items()
               if cell.address in cells}  # fmt: skip
    return replace(dataset, rows=rows, derived=derived)


def check_comparison(
    comparison: Comparison, cells: Cells, datasets: Mapping[str, Dataset], dataset: str
) -> bool:
    """Tell whether a comparison is certain, whatever values the cells allow.

    Raises FormulaError where it names what there isn't or compares different things.
    """
    resolver = _Resolver(dict(cells), datasets, [])
    try:
        left = resolver.evaluate(comparison.left, dataset, "")
        right = resolver.evaluate(comparison.right, dataset, "")
    except (_MissingCellError, ZeroDivisionError) as error:
        raise FormulaError("a cell that it names has no value") from error
    a, b = _same_unit(left, right)
    return _COMPARE[comparison.sign](a, b)


def find_cell(
    address: str, cells: Mapping[str, Cell], datasets: Mapping[str, Dataset]
) -> Cell | None:
    """Return the cell at an address; a dataset with one number column needs no column."""
    found = cells.get(address)
    if found is None and address.count(".") == 1:
        name, row = address.split(".")
        dataset = datasets.get(name)
        if dataset is not None and len(dataset.number_columns) == 1:
            found = cells.get(f"{name}.{row}.{dataset.number_columns[0].id}")
    return found


def _is_empty(cell: Cell) -> bool:
    return cell.quantity is None and cell.words is None


class _Resolver:
    """Works out derived cells on demand, each once."""

    def __init__(
        self, cells: Cells, datasets: Mapping[str, Dataset], problems: list[Problem]
    ) -> None:
        self.cells = cells
        self.datasets = datasets
        self.problems = problems
        self.path: list[str] = []
        self.failed: set[str] = set()

    def resolve(self, address: str) -> Cell:
        """Return a cell with its value; raise FormulaError where it has none."""
        cell = self.cells[address]
        if not cell.formula or cell.quantity is not None:
            return cell
        if address in self.path:
            circle = " → ".join([*self.path[self.path.index(address) :], address])
            raise FormulaError(f"it depends on itself: {circle}")
        if address in self.failed:
            raise _MissingCellError
        self.path.append(address)
        try:
            value = self.evaluate(parse_formula(cell.formula), cell.dataset, cell.row)
            self.cells[address] = _finish(cell, value)
        except _MissingCellError:
            self.failed.add(address)
        except (FormulaError, ZeroDivisionError) as error:
            self.failed.add(address)
            reason = str(error) or "it may divide by zero"
            message = f"{address} can't be worked out: {reason}."
            hint = f"The formula is {cell.formula}"
            self.problems.append(Problem(cell.place, "formula-works", message, hint))
        finally:
            self.path.pop()
        return self.cells[address]

    def evaluate(self, tree: Expression, dataset: str, row: str) -> _Value:
        """Return what an expression comes to, its names looked up in a dataset and row first."""
        match tree:
            case Number(value):
                return _Value(make_point(value), None, None)
            case Reference(name):
                return self._value_of(self._find(name, dataset, row))
            case Call(function, arguments):
                return self._call(function, arguments, dataset, row)
            case Operation(sign, left, right):
                a, b = (self.evaluate(side, dataset, row) for side in (left, right))
                return _combine(sign, a, b)

    def _find(self, name: str, dataset: str, row: str) -> Cell:
        own = self.datasets[dataset]
        if "." not in name:
            address = f"{dataset}.{row}.{name}" if row else f"{dataset}.{name}"
            if address in self.cells:
                return self.resolve(address)
            if row and name in own.columns:
                raise _MissingCellError
            found = find_cell(address, self.cells, self.datasets)
        else:
            found = find_cell(f"{dataset}.{name}", self.cells, self.datasets) or find_cell(
                name, self.cells, self.datasets
            )
        if found is None:
            raise FormulaError(f'there is no "{name}". {self._suggest(name, own)}'.strip(" ."))
        return self.resolve(found.address)

    def _suggest(self, name: str, own: Dataset) -> str:
        prefix = f"{own.id}."
        near = [
            address.removeprefix(prefix) for address in self.cells if address.startswith(prefix)
        ]
        return format_suggestion(name, [*near, *own.columns, *self.cells]).rstrip("?")

    def _value_of(self, cell: Cell) -> _Value:
        if cell.quantity is None and cell.formula:
            raise _MissingCellError
        if cell.quantity is None:
            raise FormulaError(f"{cell.address} is not a number")
        quantity = cell.quantity
        return _Value(quantity.allowed(), quantity.unit, quantity.decimals, (cell,), quantity)

    def _call(
        self, function: str, arguments: tuple[Expression, ...], dataset: str, row: str
    ) -> _Value:
        values: list[_Value] = []
        for argument in arguments:
            column = self._find_column(argument, dataset)
            if column is None:
                values.append(self.evaluate(argument, dataset, row))
            else:
                values += [self._value_of(self.resolve(cell.address)) for cell in column]
        result = values[0]
        for value in values[1:]:
            result = _combine("+", result, value) if function == "sum" else _pick(
                function, result, value)  # fmt: skip
        return result

    def _find_column(self, argument: Expression, dataset: str) -> list[Cell] | None:
        """Return all cells of a column that is named as a whole, or None."""
        if not isinstance(argument, Reference):
            return None
        name, _, column = argument.name.rpartition(".")
        owner = self.datasets.get(name or dataset)
        if owner is None or column not in owner.columns:
            return None
        cells: list[Cell] = []
        for row in owner.rows.values():
            if column not in row.cells:
                raise FormulaError(f'the row "{row.id}" has no "{column}"')
            cells.append(row.cells[column])
        return cells


def _finish(cell: Cell, value: _Value) -> Cell:
    """Return a derived cell with its value, in its unit, and what its inputs bring along."""
    unit = cell.unit
    if unit is None:
        raise FormulaError("it has no unit")
    interval = _convert(value, unit)
    decimals = cell.decimals if cell.decimals is not None else value.decimals or 0
    quantity = make_from_interval(interval, unit, decimals)
    inputs = tuple(dict.fromkeys(value.inputs))
    return replace(
        cell,
        quantity=quantity,
        inputs=tuple(source.address for source in inputs),
        origin=_merge_origins(cell.origin, [source.origin for source in inputs]),
    )


def _merge_origins(own: Origin, inputs: list[Origin]) -> Origin:
    def common(name: str) -> object:
        values = {getattr(origin, name) for origin in inputs}
        return values.pop() if len(values) == 1 else None

    unfirm = [status for status in _UNFIRM if any(origin.status == status for origin in inputs)]
    sources = [*own.sources, *(source for origin in inputs for source in origin.sources)]
    as_of = own.as_of or common("as_of")
    return Origin(
        sources=tuple(dict.fromkeys(sources)),
        said_by=own.said_by or str(common("said_by") or ""),
        as_of=as_of if isinstance(as_of, Quantity) else None,
        status=unfirm[0] if unfirm else "derived",
        basis=own.basis or str(common("basis") or ""),
    )


def _combine(sign: str, left: _Value, right: _Value) -> _Value:
    inputs = left.inputs + right.inputs
    decimals = min((d for d in (left.decimals, right.decimals) if d is not None), default=None)
    if sign in "*/":
        power = 1 if sign == "*" else -1
        combined = multiply_units(left.unit or RATIO, right.unit or RATIO, power)
        a, b = left.interval, right.interval
        return _Value(a * b if sign == "*" else a / b, combined, decimals, inputs)
    if _is_date(left) and _is_date(right):
        return _subtract_dates(sign, left, right, inputs)
    if _is_date(left) or _is_date(right) or _is_rank(left) or _is_rank(right):
        raise FormulaError("dates and ranks don't add up with numbers")
    a, b = _same_unit(left, right)
    unit = left.unit or right.unit
    if sign == "-" and left.unit == SHARE and right.unit == SHARE:
        unit = POINTS
    return _Value(a + b if sign == "+" else a - b, unit, decimals, inputs)


def _pick(function: str, left: _Value, right: _Value) -> _Value:
    a, b = _same_unit(left, right)
    choose = min if function == "min" else max
    low, high = choose(a.low, b.low), choose(a.high, b.high)
    interval = Interval(
        low,
        high,
        any(i.low_open for i in (a, b) if i.low == low),
        any(i.high_open for i in (a, b) if i.high == high),
    )
    decimals = min((d for d in (left.decimals, right.decimals) if d is not None), default=None)
    return _Value(interval, left.unit or right.unit, decimals, left.inputs + right.inputs)


def _subtract_dates(sign: str, left: _Value, right: _Value, inputs: tuple[Cell, ...]) -> _Value:
    """Subtract at the precision of the coarser date: 2023 - 2018 is five years."""
    if sign != "-":
        raise FormulaError("dates can't be added")
    precision = max(_precision(left), _precision(right))
    a, b = (_count_periods(side.interval, precision) for side in (left, right))
    units = {Precision.DAY: "days", Precision.MONTH: "months", Precision.QUARTER: "quarters",
             Precision.YEAR: "years"}  # fmt: skip
    unit = parse_unit(units.get(precision, "months"))
    difference = a - b
    if precision is Precision.HALF:
        difference = difference * make_point(Fraction(6))
    return _Value(difference, unit, 0, inputs)


def _precision(value: _Value) -> Precision:
    period = value.quantity.period if value.quantity else None
    if period is None:
        return Precision.DAY
    first, last = period.ends if period.precision is Precision.SPAN else (period, period)
    return max(first.precision, last.precision)


def _count_periods(interval: Interval, precision: Precision) -> Interval:
    def index(bound: Bound) -> Bound:
        if not isinstance(bound, Fraction):
            return bound
        if precision is Precision.DAY:
            return bound
        day = date.fromordinal(math.floor(bound))
        return Fraction((day.year * 12 + day.month - 1) // precision)

    return Interval(index(interval.low), index(interval.high))


def _same_unit(left: _Value, right: _Value) -> tuple[Interval, Interval]:
    """Return both intervals in the unit of the first that has one."""
    if left.unit is None or right.unit is None:
        return left.interval, right.interval
    if EVERYTHING in (left.interval, right.interval) and left.unit.converts_to(right.unit):
        return left.interval, right.interval
    kinds = {left.unit.kind, right.unit.kind}
    if kinds == {Kind.SHARE, Kind.POINTS} or left.unit.converts_to(right.unit):
        factor = make_point(right.unit.factor / left.unit.factor)
        return left.interval, right.interval * factor
    raise FormulaError(f'"{left.unit.label}" and "{right.unit.label}" measure different things')


def _convert(value: _Value, unit: Unit) -> Interval:
    if value.unit is None:
        return value.interval
    fits = value.unit.converts_to(unit) or (
        value.unit.kind is Kind.RATIO and unit.kind in (Kind.SHARE, Kind.RATIO)
    )
    if not fits:
        raise FormulaError(f'it comes to "{value.unit.label}", not "{unit.label}"')
    return value.interval * make_point(value.unit.factor / unit.factor)


def _is_date(value: _Value) -> bool:
    return value.unit is not None and value.unit.kind is DATE.kind


def _is_rank(value: _Value) -> bool:
    return value.unit is not None and value.unit.kind is Kind.RANK
