"""Tables: datasets, and what charts draw of them, as rows of words that lead to their facts."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from plainfact.chart_views import CellView, TableView
from plainfact.datasets import Cell, Column, Dataset, Row
from plainfact.prose_renderer import ProseRenderer
from plainfact.typography import curl_quotes, normalise_words
from plainfact.units import Kind
from plainfact.urls import relative_url


def make_table(
    dataset: Dataset,
    caption: Markup,
    page: str,
    renderer: ProseRenderer,
    columns: Sequence[str] = (),
    rows: Sequence[str] = (),
) -> TableView:
    """Return a dataset as a table: all of it, or the columns and rows named."""
    shown = [dataset.columns[name] for name in columns or dataset.columns]
    chosen = [dataset.rows[name] for name in rows or dataset.rows]
    shown = [column for column in shown if any(column.id in row.cells for row in chosen)]
    texts = [column for column in shown if column.unit is None]
    numbers = [column for column in shown if column.unit is not None]
    has_row_label = not texts
    head = [""] if has_row_label else []
    ordered = [*texts, *numbers] if texts else numbers
    head += [format_heading(column) for column in ordered]
    body = tuple(
        _make_row(row, ordered, page, renderer, with_label=has_row_label) for row in chosen
    )
    return TableView(caption, tuple(head), body)


def table_cells(
    dataset: Dataset, columns: Iterable[str] = (), rows: Iterable[str] = ()
) -> tuple[Cell, ...]:
    """Return the cells that a table of the columns and rows named shows."""
    names = list(columns) or list(dataset.columns)
    return tuple(
        row.cells[name]
        for row in (dataset.rows[name] for name in list(rows) or list(dataset.rows))
        for name in names
        if name in row.cells
    )


def format_heading(column: Column) -> str:
    """Return a column's heading with its unit, where the values don't carry it."""
    unit, label = column.unit, curl_quotes(column.label)
    if unit is None or unit.kind is not Kind.MEASURE:
        return label
    if normalise_words(unit.label) in normalise_words(label):
        return label
    return f"{label} ({unit.label})"


def _make_row(
    row: Row, columns: Sequence[Column], page: str, renderer: ProseRenderer, *, with_label: bool
) -> tuple[CellView | None, ...]:
    cells: list[CellView | None] = []
    if with_label:
        label = renderer.row_label(row)
        if label != row.id:  # a period in words heads its row, as "First half of 2024"
            label = label[0].upper() + label[1:]
        cells.append(CellView(escape(label), "", is_number=False, qualifier="", status=""))
    for column in columns:
        cell = row.cells.get(column.id)
        cells.append(None if cell is None else _make_cell(cell, page, renderer))
    return tuple(cells)


def _make_cell(cell: Cell, page: str, renderer: ProseRenderer) -> CellView:
    quantity = cell.quantity
    if quantity is None:
        words = renderer.inline(cell.words, page)
        return CellView(words, "", is_number=False, qualifier="", status=cell.origin.status)
    return CellView(
        words=escape(renderer.format(quantity)),
        url=relative_url(page, f"facts/#{cell.anchor}"),
        is_number=True,
        qualifier=quantity.qualifier.value,
        status=cell.origin.status,
    )
