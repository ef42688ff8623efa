"""The Data Package: the datasets that may be passed on, for others' programs.

Every dataset has the same form, one row a cell, so that no bound, hedge or source is lost where
a cell has more than a number; a table is a pivot away.
"""

import hashlib
from collections.abc import Iterable
from functools import partial
from typing import Any

from msgspec import Struct

from plainfact.cell_rows import CELL_COLUMNS, describe_row
from plainfact.datasets import Cell, Dataset
from plainfact.file_formats import render_csv, render_json
from plainfact.ids import suggest_id
from plainfact.kept import Keeper
from plainfact.licences import licence_url
from plainfact.outputs import OutputFile
from plainfact.prose_renderer import ProseRenderer

FOLDER = "data/"
"""Where the package lies."""
DESCRIPTOR = "datapackage.json"
"""Its descriptor, which lists what it holds."""

_PROFILES = "https://datapackage.org/profiles/2.0/"
_COLUMNS = ("address", "row", "column", *CELL_COLUMNS[1:])
_SAYS = {
    "address": "Dataset, row and column of the cell",
    "row": "The row's id; empty for a value derived from the whole dataset",
    "column": "The column's id",
    "label": "What it is",
    "words": "The value with its qualifier, as a sentence says it",
    "value": "The number, or the first day; empty for a range and for words",
    "low": "The least that it may be; empty where that is open",
    "high": "The most that it may be; empty where that is open",
    "low_open": "Whether it is more than low",
    "high_open": "Whether it is less than high",
    "qualifier": "How it is hedged; exact where it is not",
    "unit": "What it counts",
    "as_of": "The first and last day that it held for, with a slash between",
    "said_by": "Who said it",
    "status": "How firm it is",
    "basis": "What is counted",
    "sources": "The ids of its sources in ../sources.json, with spaces between",
}


class Resource(Struct, frozen=True):
    """A dataset that may be passed on, as a file."""

    dataset: Dataset
    """The dataset."""
    file: OutputFile
    """Its rows as CSV."""


def make_resources(renderer: ProseRenderer, keeper: Keeper) -> tuple[Resource, ...]:
    """Return the files of every dataset whose licence lets it be passed on; each is kept."""
    return tuple(
        Resource(dataset, keeper.get("data file", name, partial(_render_cells, name, renderer)))
        for name, dataset in renderer.site.datasets.items()
        if dataset.redistribute
    )


def render_descriptor(
    resources: Iterable[Resource], renderer: ProseRenderer, base_url: str
) -> OutputFile:
    """Return the package's descriptor."""
    site = renderer.site
    title = renderer.plain(site.title)
    whole = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": suggest_id(title) or "explainer",
        "title": title,
        "description": renderer.plain(site.summary),
        "homepage": base_url,
        "contributors": [{"title": author.name} for author in site.config.authors],
        "resources": [_describe_resource(resource, renderer) for resource in resources],
    }
    words = render_json({name: value for name, value in whole.items() if value != ""})
    return OutputFile(f"{FOLDER}{DESCRIPTOR}", words.encode())


def list_sources(dataset: Dataset) -> tuple[str, ...]:
    """Return the ids of the sources that a dataset's cells rest on."""
    return tuple(dict.fromkeys(name for cell in dataset.cells() for name in cell.origin.sources))


def _render_cells(name: str, renderer: ProseRenderer) -> OutputFile:
    dataset = renderer.site.datasets[name]
    rows = [
        {**describe_row(cell, renderer), "row": cell.row, "column": cell.column}
        for cell in _known_cells(dataset, renderer)
    ]
    return OutputFile(f"{FOLDER}{name}.csv", render_csv(_COLUMNS, rows).encode())


def _known_cells(dataset: Dataset, renderer: ProseRenderer) -> list[Cell]:
    """Return a dataset's cells that have a value, derived ones worked out."""
    cells = renderer.site.cells
    return [cells[cell.address] for cell in dataset.cells() if cell.address in cells]


def _describe_resource(resource: Resource, renderer: ProseRenderer) -> dict[str, Any]:
    dataset, data = resource.dataset, resource.file.data
    whole: dict[str, Any] = {
        "name": dataset.id,
        "type": "table",
        "path": resource.file.path.removeprefix(FOLDER),
        "title": renderer.plain(dataset.title),
        "description": renderer.plain(dataset.description),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "licenses": _describe_licence(dataset.licence),
        "sources": _describe_sources(dataset, renderer),
        "schema": {"fields": _describe_fields(dataset, renderer), "primaryKey": ["address"]},
    }
    return {name: value for name, value in whole.items() if value not in ("", [])}


def _describe_licence(name: str) -> list[dict[str, str]]:
    if not name:
        return []
    path = licence_url(name)
    known = {"name": name, "path": path} if path else {"name": suggest_id(name) or "other"}
    return [{**known, "title": name}]


def _describe_sources(dataset: Dataset, renderer: ProseRenderer) -> list[dict[str, str]]:
    sources = [renderer.site.sources[name] for name in list_sources(dataset)]
    return [
        {"title": source.title, **({"path": source.url} if source.url else {})}
        for source in sources
    ]


def _describe_fields(dataset: Dataset, renderer: ProseRenderer) -> list[dict[str, Any]]:
    kind = _find_kind(_known_cells(dataset, renderer))
    types = {"value": kind, "low": kind, "high": kind, "low_open": "boolean",
             "high_open": "boolean"}  # fmt: skip
    required = {"address": {"constraints": {"required": True, "unique": True}}}
    return [
        {
            "name": name,
            "type": types.get(name, "string"),
            "description": _SAYS[name],
            **required.get(name, {}),
        }
        for name in _COLUMNS
    ]


def _find_kind(cells: Iterable[Cell]) -> str:
    """Return what the values of some cells are: numbers, days, or some of both."""
    kinds = {
        "date" if cell.quantity.period is not None else "number"
        for cell in cells
        if cell.quantity is not None
    }
    return kinds.pop() if len(kinds) == 1 else "any"
