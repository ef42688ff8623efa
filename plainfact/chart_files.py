"""The files of a chart, at addresses that stay: CSV, JSON, SVG, PNG and the Vega-Lite spec."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from plainfact.charts.drawing import Drawing
from plainfact.charts.engine import render_png
from plainfact.facts import describe_period, describe_quantity
from plainfact.figures import Figure
from plainfact.outputs import OutputFile
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
        OutputFile(f"{base}.png", render_png(drawing.standalone_svg, _PNG_SCALE)),
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


def render_json(whole: object) -> str:
    """Return JSON as our files have it: readable, in UTF-8, with a line end."""
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def render_csv(columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> str:
    """Return rows as CSV; words that a spreadsheet would run as a formula are made plain."""
    names = list(columns)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_as_csv(row.get(name)) for name in names])
    return out.getvalue()


def _as_csv(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(str(part) for part in value)
    words = str(value)
    is_formula = isinstance(value, str) and words[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{words}" if is_formula else words


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
