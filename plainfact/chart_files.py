"""The files of a chart, at addresses that stay: CSV, JSON, SVG, PNG and the Vega-Lite spec."""

from plainfact.cell_rows import CELL_COLUMNS, describe_row
from plainfact.charts.drawing import resolve_spec
from plainfact.charts.drawn import Drawing
from plainfact.charts.rasterizer import render_png
from plainfact.charts.theme import resolve_colours
from plainfact.figures import Figure
from plainfact.file_formats import render_csv, render_json
from plainfact.live_charts import make_live_file
from plainfact.look import make_palette
from plainfact.outputs import LateFile, OutputFile
from plainfact.prose_renderer import ProseRenderer
from plainfact.thumbnails import make_thumbnail

_PNG_SCALE = 2


def render_chart_files(
    figure: Figure, drawing: Drawing, renderer: ProseRenderer
) -> list[OutputFile]:
    """Return a chart's files; those that hold figures only where they may be redistributed."""
    base = f"charts/{figure.id}"
    colours = make_palette(renderer.site.config.theme)
    alone = resolve_colours(drawing.standalone_svg, colours)
    files = [
        OutputFile(f"{base}.svg", alone.encode()),
        OutputFile(f"{base}.small.svg", make_thumbnail(drawing, colours).encode()),
        LateFile(f"{base}.png", render_png, alone, _PNG_SCALE),
    ]
    if figure.interactive:
        files.append(make_live_file(figure, drawing))
    spec = resolve_spec(drawing.live_spec, colours)
    dataset = renderer.site.datasets[figure.dataset]
    if dataset.redistribute:
        rows = [describe_row(renderer.site.cells[address], renderer) for address in drawing.cells]
        whole = {"id": figure.id, "title": renderer.plain(figure.title),
                 "subtitle": renderer.plain(figure.subtitle), "licence": dataset.licence,
                 "data": rows}  # fmt: skip
        files += [
            OutputFile(f"{base}.csv", render_csv(CELL_COLUMNS, rows).encode()),
            OutputFile(f"{base}.json", render_json(whole).encode()),
            OutputFile(f"{base}.vl.json", render_json(spec).encode()),
        ]
    return files
