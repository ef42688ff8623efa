"""Charts that come to life: the Vega runtime and their specifications, for readers who ask."""

import json

from plainfact.chart_views import LiveView
from plainfact.charts.drawn import Drawing
from plainfact.charts.engine import compile_spec, make_runtime, name_runtime
from plainfact.figures import Figure
from plainfact.outputs import LateFile, OutputFile, make_asset
from plainfact.urls import relative_url


def make_live_view(figure: Figure, drawing: Drawing, page: str) -> LiveView:
    """Return where a page finds what an interactive chart needs."""
    spec = make_live_file(figure, drawing)
    return LiveView(relative_url(page, f"assets/{name_runtime()}"), relative_url(page, spec.path))


def make_live_file(figure: Figure, drawing: Drawing) -> OutputFile:
    """Return a chart's specifications as a classic script, which works from a disk too."""
    specs = {
        "wide": compile_spec(drawing.live_spec),
        "narrow": compile_spec(drawing.narrow_live_spec),
    }
    told = json.dumps(specs, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    script = f"(window.plainfactCharts??={{}})[{json.dumps(figure.id)}]={told};\n"
    return make_asset(f"live-{figure.id}.js", script.encode())


def make_runtime_file() -> OutputFile:
    """Return the Vega runtime as a classic script; its name tells what is in it."""
    name = name_runtime()
    return LateFile(f"assets/{name}", _make_runtime, name)


def _make_runtime(_name: str) -> bytes:
    return make_runtime().encode()
