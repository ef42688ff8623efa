"""Working formulas out: derived cells from the cells they name, uncertainty and sources carried on.

Values are worked out as intervals (`arithmetic`), so a derived value allows all that its inputs
allow. Cells that depend on themselves are refused.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec.structs import replace

from plainfact.addresses import find_cell
from plainfact.arithmetic import Value, combine, compare, convert, make_number, pick
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
from plainfact.problems import Problem, format_suggestion
from plainfact.quantities import Qualifier, Quantity, make_from_interval
from plainfact.units import Unit

Cells = dict[str, Cell]
"""Cells by address."""

_UNFIRM = ("plan", "forecast")
_MOST_STEPS = 60
"""How many formulas may rest on one another."""
_MOST_DIGITS = 30
"""How many digits a derived number may have before its point."""


_NO_ZERO = "Divide by a figure that is surely not zero."
_FORM = "Write cells, numbers, + - * / and brackets, e.g. row.share - other.share."


class _MissingCellError(Exception):
    """An input has no value: a row has no figure there, or its own formula has been refused."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()


def resolve_datasets(
    datasets: Mapping[str, Dataset], problems: list[Problem]
) -> tuple[dict[str, Dataset], Cells]:
    """Work out every derived cell; return the datasets with their values, and all cells by address.

    A derived cell of a row that lacks a figure which it needs is left out. Faults are added to the
    problems; a dataset keeps a derived value of its own that was refused, without a value.
    """
    cells = {cell.address: cell for dataset in datasets.values() for cell in dataset.cells()}
    resolver = _Resolver(cells, datasets, problems)
    resolver.refused.update(*(dataset.broken for dataset in datasets.values()))
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
    derived = {name: cells.get(cell.address, cell) for name, cell in dataset.derived.items()}
    return replace(dataset, rows=rows, derived=derived)


def check_comparison(
    comparison: Comparison, cells: Mapping[str, Cell], datasets: Mapping[str, Dataset], dataset: str
) -> bool:
    """Tell whether a comparison is certain, whatever values the cells allow.

    Raises FormulaError where it names what there isn't or compares different things.
    """
    resolver = _Resolver(dict(cells), datasets, [])
    try:
        left = resolver.evaluate(comparison.left, dataset, "")
        right = resolver.evaluate(comparison.right, dataset, "")
    except _MissingCellError as error:
        raise FormulaError(f"{error.address} has no value") from error
    except ZeroDivisionError as error:
        raise FormulaError("it may divide by zero", _NO_ZERO) from error
    return compare(comparison.sign, left, right)


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
        self.refused: set[str] = set()

    def resolve(self, address: str) -> Cell:
        """Return a cell with its value; raise FormulaError where it has none."""
        cell = self.cells[address]
        if not cell.formula or cell.quantity is not None:
            return cell
        if address in self.path:
            circle = " → ".join([*self.path[self.path.index(address) :], address])
            raise FormulaError(f"it depends on itself: {circle}",
                               "Take one of these names out of its formula.")  # fmt: skip
        if address in self.failed:
            raise _MissingCellError(address)
        if len(self.path) >= _MOST_STEPS:
            raise FormulaError(f"it rests on more than {_MOST_STEPS} formulas, one on the other")
        self.path.append(address)
        try:
            value = self.evaluate(parse_formula(cell.formula), cell.dataset, cell.row)
            self.cells[address] = _finish(cell, value)
        except _MissingCellError as error:
            self.failed.add(address)
            if error.address in self.refused:
                self.refused.add(address)
            elif not cell.row or not error.address.startswith(f"{cell.dataset}.{cell.row}."):
                hint = f"Give {error.address} a value, or take it out of {cell.formula}"
                self._refuse(cell, f"{error.address} has no value", hint)
        except FormulaError as error:
            self.failed.add(address)
            self._refuse(cell, str(error), error.hint or _FORM)
        except ZeroDivisionError:
            self.failed.add(address)
            self._refuse(cell, "it may divide by zero", _NO_ZERO)
        finally:
            self.path.pop()
        return self.cells[address]

    def _refuse(self, cell: Cell, reason: str, hint: str) -> None:
        self.refused.add(cell.address)
        message = f'{cell.address}, "{cell.formula}", can\'t be worked out: {reason}.'
        self.problems.append(Problem(cell.place, "formula-works", message, hint))

    def evaluate(self, tree: Expression, dataset: str, row: str) -> Value:
        """Return what an expression comes to, its names looked up in a dataset and row first."""
        match tree:
            case Number(value, is_percent):
                return make_number(value, is_percent=is_percent)
            case Reference(name):
                return self._value_of(self._find(name, dataset, row))
            case Call(function, arguments):
                return self._call(function, arguments, dataset, row)
            case Operation():
                first, *rest = _split_chain(tree)
                result = self.evaluate(first[1], dataset, row)
                for sign, operand in rest:
                    result = combine(sign, result, self.evaluate(operand, dataset, row))
                return result

    def _find(self, name: str, dataset: str, row: str) -> Cell:
        own = self.datasets[dataset]
        if "." not in name:
            address = f"{dataset}.{row}.{name}" if row else f"{dataset}.{name}"
            if address in self.cells:
                return self.resolve(address)
            if row and name in own.columns:
                raise _MissingCellError(address)
            found = find_cell(address, self.cells, self.datasets)
        else:
            found = find_cell(f"{dataset}.{name}", self.cells, self.datasets) or find_cell(
                name, self.cells, self.datasets
            )
        if found is None:
            for address in (f"{dataset}.{name}", name):
                if address in self.refused:
                    raise _MissingCellError(address)
            raise FormulaError(f'there is no "{name}"', self._advise(name, own))
        return self.resolve(found.address)

    def _advise(self, name: str, own: Dataset) -> str:
        """Return what was most likely meant by a name that leads nowhere."""
        prefix = f"{own.id}."
        for match in re.finditer("-", name):
            sides = (name[: match.start()], name[match.end() :])
            if all(side in self.cells or prefix + side in self.cells for side in sides):
                return f"Put spaces around the minus: {sides[0]} - {sides[1]}."
        whole = name if name.startswith(prefix) else prefix + name
        row, _, column = whole.removeprefix(prefix).partition(".")
        if row in own.rows and column in own.columns:
            return f'Add "{column}" to the row "{row}", at {own.rows[row].place}.'
        near = [
            address.removeprefix(prefix) for address in self.cells if address.startswith(prefix)
        ]
        return format_suggestion(name, [*near, *own.columns, *self.cells])

    def _value_of(self, cell: Cell) -> Value:
        if cell.quantity is None and cell.formula:
            raise _MissingCellError(cell.address)
        if cell.quantity is None:
            raise FormulaError(f"{cell.address} is not a number",
                               "Name a cell of a column that has a unit.")  # fmt: skip
        quantity = cell.quantity
        return Value(quantity.allowed(), quantity.unit, quantity.decimals, (cell,), quantity)

    def _call(
        self, function: str, arguments: tuple[Expression, ...], dataset: str, row: str
    ) -> Value:
        values: list[Value] = []
        for argument in arguments:
            column = self._find_column(argument, dataset)
            if column is None:
                values.append(self.evaluate(argument, dataset, row))
            else:
                values += [self._value_of(self.resolve(cell.address)) for cell in column]
        if not values:
            raise FormulaError("the column has no rows")
        result = values[0]
        for value in values[1:]:
            is_sum = function == "sum"
            result = combine("+", result, value) if is_sum else pick(function, result, value)
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
            if f"{owner.id}.{row.id}.{column}" in self.refused:
                raise _MissingCellError(f"{owner.id}.{row.id}.{column}")
            if column not in row.cells:
                raise FormulaError(f'the row "{row.id}" has no "{column}"',
                                   "Add the figure, or name the cells one by one.")  # fmt: skip
            cells.append(row.cells[column])
        return cells


def _split_chain(tree: Operation) -> Iterator[tuple[str, Expression]]:
    """Yield the operands of "a + b - c" from left to right, each with the sign before it."""
    operands: list[tuple[str, Expression]] = []
    left: Expression = tree
    while isinstance(left, Operation):
        operands.append((left.sign, left.right))
        left = left.left
    yield "", left
    yield from reversed(operands)


def _finish(cell: Cell, value: Value) -> Cell:
    """Return a derived cell with its value, in its unit, and what its inputs bring along."""
    if cell.unit is None:
        raise FormulaError("it has no unit")
    if not value.inputs:
        raise FormulaError("it names no cell, so its figure has no source", _FORM)
    inputs = tuple(dict.fromkeys(value.inputs))
    return replace(
        cell,
        quantity=_make_quantity(value, cell.unit, cell.decimals),
        inputs=tuple(source.address for source in inputs),
        origin=_merge_origins(cell.origin, [source.origin for source in inputs]),
    )


def _make_quantity(value: Value, unit: Unit, wanted_decimals: int | None) -> Quantity:
    interval, decimals = convert(value, unit)
    if wanted_decimals is not None:
        decimals = wanted_decimals
    for end in (interval.low, interval.high):
        if isinstance(end, Fraction) and abs(end) >= 10**_MOST_DIGITS:
            raise FormulaError("it comes to too large a number")
    if value.quantity is None or value.quantity.qualifier is Qualifier.UNKNOWN:
        return make_from_interval(interval, unit, decimals)
    # A formula that only names a cell says what the cell says, its qualifier included.
    return replace(value.quantity.in_unit(unit), decimals=decimals)


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
