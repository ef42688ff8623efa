"""Interaction: what a chart does in the Vega runtime that it can't do on paper.

Pointing at a mark tells its value and fades the others; drawn as SVG, such a chart looks as ever.
Sliders, brushes and the like are for charts in Python (`extensions`).
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from plainfact.charts.grammar import alt

PICK = "pick"
"""The name of the selection of what is pointed at."""
_FADED = 0.25
_TARGET = 18
"""The diameter of what answers to the pointer round a point, in pixels."""
_VALUES = frozenset({"number", "low", "high"})
_PLACES = frozenset({"x", "y", "x2", "y2"})


def add_interaction(spec: dict[str, Any], field: str) -> None:
    """Make a chart's marks answer to the pointer; those with the same `field` answer together."""
    views: list[str] = []
    for panel in spec.get("concat", [spec]):
        layers = list(_cell_layers(panel))
        if not layers:
            continue
        # Points lie where values are; bands of ranges would reach from one end to the other.
        points = [layer for layer in layers if layer["mark"]["type"] == "point"]
        hits = _make_hits((points or layers)[0], f"hits_{len(views)}")
        if field == "series":
            layers += _name_lines(panel)
        for layer in layers:
            whole = layer["mark"].get("opacity", 1)
            layer["encoding"]["opacity"] = {
                "condition": {"param": PICK, "value": whole}, "value": whole * _FADED,
            }  # fmt: skip
        panel["layer"].append(hits)
        views.append(hits["name"])
    if views:
        select = alt.PointSelectionConfig(
            type="point", fields=[field], on="pointerover", clear="pointerout"
        )
        spec["params"] = [{"name": PICK, "select": select.to_dict(), "views": views}]


def _name_lines(panel: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the layers of lines, each of their rows told the series that its cell belongs to."""
    known = {row["address"]: row.get("series", "") for row in panel["data"]["values"]}
    for layer in panel["layer"]:
        rows = layer.get("data", {}).get("values", [])
        if layer["mark"]["type"] in {"line", "area"} and all("address" in row for row in rows):
            for row in rows:
                row["series"] = known[row["address"]]
            yield layer


def _make_hits(layer: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a layer that isn't seen and lies on every mark: a selection needs all in one layer."""
    hits: dict[str, Any] = copy.deepcopy(dict(layer))
    hits.pop("transform", None)
    hits["name"] = name
    hits["mark"] |= {"opacity": 0, "aria": False}
    if hits["mark"]["type"] == "point":
        hits["mark"] |= {"size": _TARGET**2, "filled": True}
    encoding = {key: part for key, part in hits["encoding"].items()
                if key in _PLACES or key in {"detail", "order"}}  # fmt: skip
    for part in encoding.values():
        if part.get("field") in _VALUES:
            part["field"] = "hit"
    encoding["tooltip"] = {"field": "tip", "type": "nominal"}
    hits["encoding"] = encoding
    return hits


def _cell_layers(panel: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the layers whose marks are cells: those that are named for readers."""
    for layer in panel.get("layer", []):
        if "description" in layer.get("encoding", {}):
            yield layer
