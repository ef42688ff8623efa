"""Addresses of cells: what words and formulas name them by, and what each leads to."""

from collections.abc import Collection, Mapping

from msgspec import Struct

from plainfact.datasets import Cell, Dataset
from plainfact.quantities import Quantity

AS_OF = ".as_of"
"""What an address ends in that means the period a cell holds for."""


class Fact(Struct, frozen=True):
    """What a fact binding leads to."""

    cell: Cell
    """The cell."""
    quantity: Quantity | None
    """The cell's value, or the period it holds for; None for words."""
    is_period: bool
    """Whether the period that the cell holds for is meant."""


def find_fact(
    address: str, cells: Mapping[str, Cell], datasets: Mapping[str, Dataset]
) -> Fact | None:
    """Return what an address leads to, or None where there is nothing."""
    cell = find_cell(address, cells, datasets)
    if cell is not None:
        return Fact(cell, cell.quantity, is_period=False)
    if address.endswith(AS_OF):
        cell = find_cell(address.removesuffix(AS_OF), cells, datasets)
        if cell is not None:
            return Fact(cell, cell.origin.as_of, is_period=True)
    return None


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


def is_broken(address: str, broken: Collection[str]) -> bool:
    """Tell whether a fact can't be found because of a fault in its dataset that is told already."""
    parts = address.split(".")
    wholes = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return any(f"cell:{whole}" in broken for whole in wholes) or any(
        name.startswith(f"cell:{address}.") for name in broken
    )
