"""The files of a chart, at addresses that stay: CSV, JSON, SVG, PNG and the Vega-Lite spec."""

from typing import Any

from plainfact.charts.drawing import Drawing
from plainfact.charts.engine import render_png
from plainfact.facts import describe_period, describe_quantity
from plainfact.figures import Figure
from plainfact.file_formats import render_csv, render_json
from plainfact.outputs import LateFile, OutputFile
from plainfact.prose_renderer import ProseRenderer

_COLUMNS = ("address", "label", "words", "value", "low", "high", "low_open", "high_open",
            "qualifier", "unit", "as_of", "said_by", "status", "basis", "sources")  # fmt: skip
_PNG_SCALE = 2


def render_chart_files(
    figure: Figure, drawing: Drawing, renderer: ProseRenderer
) -> list[OutputFile]:
    """Return a chart's files; those that hold figures only where they may be redistributed."""
    base = f"charts/{figure.id}"
    files = [
        OutputFile(f"{base}.svg", drawing.standalone_svg.encode()),
        LateFile(f"{base}.png", render_png, drawing.standalone_svg, _PNG_SCALE),
    ]
    dataset = renderer.site.datasets[figure.dataset]
    if dataset.redistribute:
        rows = _describe_marks(drawing, renderer)
        whole = {"id": figure.id, "title": renderer.plain(figure.title),
                 "subtitle": renderer.plain(figure.subtitle), "licence": dataset.licence,
                 "data": rows}  # fmt: skip
        files += [
            OutputFile(f"{base}.csv", render_csv(_COLUMNS, rows).encode()),
            OutputFile(f"{base}.json", render_json(whole).encode()),
            OutputFile(f"{base}.vl.json", render_json(drawing.spec).encode()),
        ]
    return files


def _describe_marks(drawing: Drawing, renderer: ProseRenderer) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for address in dict.fromkeys(mark.address for mark in drawing.marks):
        cell = renderer.site.cells[address]
        as_of = describe_period(cell.origin.as_of)
        rows.append(
            {
                "address": address,
                "label": cell.label,
                "words": renderer.cell_words(cell),
                **(describe_quantity(cell.quantity) if cell.quantity else {}),
                "as_of": "/".join(as_of) if as_of else "",
                "said_by": cell.origin.said_by,
                "status": cell.origin.status,
                "basis": cell.origin.basis,
                "sources": list(cell.origin.sources),
            }
        )
    return rows
