"""Picks: which cells of its dataset a figure draws, and what places each."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from plainfact.charts.labels import row_period
from plainfact.datasets import Cell, Dataset
from plainfact.figures import Figure
from plainfact.periods import Period

ROW = "row"
"""What stands for the row's id where a column is asked for."""
VALUES_UP = frozenset({"column", "line", "area", "slope"})
"""The kinds of the catalogue whose values go up."""
VALUES_ACROSS = frozenset({"bar", "dot", "range", "share", "timeline"})
"""The kinds of the catalogue whose values go across."""
IN_TIME = frozenset({"line", "area", "slope"})
"""The kinds whose marks stand at a moment of time."""


class Pick(Struct, frozen=True, kw_only=True):
    """One cell that a figure draws."""

    cell: Cell
    """The cell."""
    place: str
    """The column whose words place it, "row", or empty where the row's own words do."""
    series: str
    """The words of its column, where several columns are drawn; else empty."""
    period: Period | None
    """Where it stands on an axis of time."""
    begin: Cell | None = None
    """Where a link begins, in a network."""


def value_columns(figure: Figure, dataset: Dataset) -> tuple[str, ...]:
    """Return the columns whose cells are drawn."""
    if figure.kind == "network":
        return (figure.to,)
    if figure.kind in VALUES_UP:
        return figure.y
    if figure.kind in VALUES_ACROSS:
        return figure.x
    # A kind of the site's own: every column of numbers that it names, or all that there are.
    numbers = [column.id for column in dataset.number_columns]
    named = tuple(name for name in (*figure.x, *figure.y) if name in numbers)
    return named or tuple(numbers)


def place_column(figure: Figure, dataset: Dataset) -> str:
    """Return the column that places the marks, "row", or empty where the figure names none."""
    if figure.kind in VALUES_UP:
        columns = figure.x
    elif figure.kind in VALUES_ACROSS:
        columns = figure.y
    else:
        values = value_columns(figure, dataset)
        columns = tuple(name for name in (*figure.y, *figure.x) if name not in values)
    return columns[0] if columns else ""


def pick_cells(figure: Figure, dataset: Dataset, cells: Mapping[str, Cell]) -> tuple[Pick, ...]:
    """Return the cells that a figure draws, by row and column; rows without a figure have none."""
    return tuple(_pick(figure, dataset, cells))


def _pick(figure: Figure, dataset: Dataset, cells: Mapping[str, Cell]) -> Iterator[Pick]:
    columns = [name for name in value_columns(figure, dataset) if name in dataset.columns]
    place = place_column(figure, dataset)
    for row in figure.rows or dataset.rows:
        if row not in dataset.rows:
            continue
        for column in columns:
            cell = cells.get(f"{dataset.id}.{row}.{column}")
            if cell is None:
                continue
            begin = None
            if figure.kind == "network":
                begin = cells.get(f"{dataset.id}.{row}.{figure.from_}")
                if begin is None:
                    continue
            yield Pick(
                cell=cell,
                place=place,
                series=dataset.columns[column].label if len(columns) > 1 else "",
                period=_find_period(figure, dataset, cells, row, place),
                begin=begin,
            )


def _find_period(
    figure: Figure, dataset: Dataset, cells: Mapping[str, Cell], row: str, place: str
) -> Period | None:
    if figure.kind not in {*IN_TIME, "column"}:
        return None
    if place == ROW:
        return row_period(row)
    cell = cells.get(f"{dataset.id}.{row}.{place}")
    return cell.quantity.period if cell is not None and cell.quantity is not None else None
