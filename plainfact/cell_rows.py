"""Cells as the rows of a file: value, bounds, hedge and origin each in a column of its own."""

from typing import Any

from plainfact.check import Uses
from plainfact.datasets import Cell
from plainfact.facts import describe_period, describe_quantity, used_cells
from plainfact.file_formats import render_csv
from plainfact.prose_renderer import ProseRenderer

CELL_COLUMNS = ("address", "label", "words", "value", "low", "high", "low_open", "high_open",
                "qualifier", "unit", "as_of", "said_by", "status", "basis", "sources")  # fmt: skip
"""The columns of every file of cells, in order."""


def describe_row(cell: Cell, renderer: ProseRenderer) -> dict[str, Any]:
    """Return a cell by column; one of words has neither bounds nor a unit."""
    as_of = describe_period(cell.origin.as_of)
    return {
        "address": cell.address,
        "label": cell.label,
        "words": renderer.cell_words(cell),
        **(describe_quantity(cell.quantity) if cell.quantity else {}),
        "as_of": "/".join(as_of) if as_of else "",
        "said_by": cell.origin.said_by,
        "status": cell.origin.status,
        "basis": cell.origin.basis,
        "sources": list(cell.origin.sources),
    }


def render_facts_csv(uses: Uses, renderer: ProseRenderer) -> str:
    """Return facts.csv: a row for each cell in use whose figures may be handed on."""
    site = renderer.site
    rows = [
        {**describe_row(cell, renderer), "formula": cell.formula, "note": renderer.plain(cell.note)}
        for cell in used_cells(site, uses)
        if site.datasets[cell.dataset].redistribute
    ]
    return render_csv((*CELL_COLUMNS, "formula", "note"), rows)
