"""Interaction: what a chart does in the Vega runtime that it can't do on paper.

Pointing at a mark tells its value and fades the others; drawn as SVG, such a chart looks as ever.
Sliders, brushes and the like are for charts in Python (`extensions`).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from plainfact.charts.grammar import alt

PICK = "pick"
"""The name of the selection of what is pointed at."""
_FADED = 0.25


def add_interaction(spec: dict[str, Any], field: str) -> None:
    """Make a chart's marks answer to the pointer; those with the same `field` answer together."""
    select = alt.PointSelectionConfig(
        type="point", fields=[field], on="pointerover", clear="pointerout"
    )
    views: list[str] = []
    for layer in _cell_layers(spec):
        layer["name"] = f"marks_{len(views)}"
        views.append(layer["name"])
        encoding = layer["encoding"]
        encoding["tooltip"] = {"field": "tip", "type": "nominal"}
        whole = layer["mark"].get("opacity", 1)
        encoding["opacity"] = {
            "condition": {"param": PICK, "value": whole}, "value": whole * _FADED,
        }  # fmt: skip
    if views:
        spec["params"] = [{"name": PICK, "select": select.to_dict(), "views": views}]


def _cell_layers(spec: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the layers whose marks are cells: those that are named for readers."""
    for part in spec.get("concat", [spec]):
        for layer in part.get("layer", []):
            if "description" in layer.get("encoding", {}):
                yield layer
