"""Charts in Python: kinds that a site adds in `content/extensions/`, and what is asked of them.

An extension draws what it likes of the cells that it is given, and nothing else: each datum of its
chart is looked up again, and so is each number and word that it writes into the chart itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from plainfact.charts.marks import Mark, make_datum
from plainfact.charts.theme import COLOURS, CONFIG, name_colour
from plainfact.own_code import load_code, refuse_code, refuse_failure
from plainfact.problems import ContentError, Place, Problem

_KEPT = ("number", "low", "high", "start", "middle", "end", "words", "qualifier", "status")
"""The fields of a datum that an extension may not change."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class ChartData(Struct, frozen=True):
    """What an extension's `chart` function is given."""

    values: list[dict[str, Any]]
    """The cells to draw: address, label, series, number, low, high, qualifier, words, status …"""
    width: int
    """The width that the chart has, in pixels."""
    colours: Mapping[str, str]
    """Colours that follow light and dark: "1" to "6", "context", "text", "muted", "grid" …"""
    options: Mapping[str, Any] = field(default_factory=dict)
    """What the figure's file asks for under `options`."""


def draw_extension(
    path: Path, shown: str, marks: Sequence[Mark], width: int, options: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the Vega-Lite specification that an extension makes of marks.

    `shown` is the file as problems name it. Raises ContentError where its code fails or where it
    draws what is no cell.
    """
    data = ChartData(
        values=[make_datum(mark) for mark in marks], width=width,
        colours={name: name_colour(name) for name in COLOURS}, options=dict(options),
    )  # fmt: skip
    spec = _run(path, shown, data)
    faults = list(_find_foreign(spec, marks))
    if faults:
        raise ContentError(
            [Problem(Place(shown), "mark-is-a-cell", fault,
                     "Draw data.values as they are; put what is missing into the dataset.")
             for fault in dict.fromkeys(faults)]
        )  # fmt: skip
    own = spec.get("config", {})
    spec["config"] = {**CONFIG, **{
        key: {**CONFIG.get(key, {}), **value} if isinstance(value, dict) else value
        for key, value in own.items() if key != "view" or value != _ALTAIR_VIEW
    }}  # fmt: skip
    spec.setdefault("padding", {"left": 2, "right": 6, "top": 4, "bottom": 4})
    if not {"hconcat", "vconcat", "concat", "facet", "repeat"} & set(spec):
        spec.setdefault("autosize", {"type": "fit-x", "contains": "padding"})
        spec["width"] = spec["width"] if isinstance(spec.get("width"), int | float) else width
    return spec


_ALTAIR_VIEW = {"continuousWidth": 300, "continuousHeight": 300}
"""What Altair's own theme says, which is not the author's."""


def _run(path: Path, shown: str, data: ChartData) -> dict[str, Any]:
    try:
        return dict(_make_chart(path, shown, data).to_dict())
    except ContentError:
        raise
    except (Exception, SystemExit) as error:  # an author's code may fail in any way
        hint = "Mend this line, or write a kind of the catalogue in the chart's file instead."
        raise ContentError([refuse_failure(error, path, shown, hint)]) from error


def _make_chart(path: Path, shown: str, data: ChartData) -> Any:  # noqa: ANN401 - an Altair chart
    function = getattr(load_code(path), "chart", None)
    if function is None:
        hint = "Write: def chart(data): return alt.Chart(…)"
        raise ContentError([refuse_code(shown, 1, "It has no function chart(data).", hint)])
    chart = function(data)
    if not hasattr(chart, "to_dict"):
        hint = "End the function with: return alt.Chart(…)"
        raise ContentError([refuse_code(shown, 1, "chart(data) returned no Altair chart.", hint)])
    return chart


def _find_foreign(spec: Mapping[str, Any], marks: Sequence[Mark]) -> Iterator[str]:
    """Yield what a chart draws that is none of its cells."""
    known = {mark.address: make_datum(mark) for mark in marks}
    for row in _rows(spec):
        if not isinstance(row, Mapping):
            yield f"It draws {row!r}, which is no cell of its dataset."
            continue
        address = row.get("address")
        if address not in known:
            yield f"It draws {dict(row)!r:.120}, which has no address of a cell that it was given."
            continue
        for name in _KEPT:
            if row.get(name) != known[address].get(name):
                yield (f"It draws {address} with {name} {row.get(name)!r}; "
                       f"the cell has {known[address].get(name)!r}.")  # fmt: skip
    yield from _find_constants(spec, known)


def _rows(value: object) -> Iterator[object]:
    """Yield every row of every data set in a specification."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key == "datasets" and isinstance(part, Mapping):
                for rows in part.values():
                    yield from rows
            elif key == "data" and isinstance(part, Mapping):
                values = part.get("values", [])
                yield from values if isinstance(values, list) else (values,)
            elif key not in {"data", "values"}:
                yield from _rows(part)
    elif isinstance(value, list):
        for part in value:
            yield from _rows(part)


def _find_constants(
    spec: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    """Yield numbers at a place of the data, and figures in words, that no cell has."""
    numbers = {row.get(name) for row in known.values() for name in ("number", "low", "high")}
    said = {digits for row in known.values() for name in ("words", "label", "series", "facet")
            for digits in _DIGITS.findall(str(row.get(name, "")))}  # fmt: skip
    for key, value in _fields(spec):
        if (
            key == "datum"
            and isinstance(value, int | float)
            and value != 0
            and value not in numbers
        ):
            yield f"It draws {value}, which is no cell of its dataset."
        if key in {"text", "title", "subtitle"} and isinstance(value, str):
            foreign = [digits for digits in _DIGITS.findall(value) if digits not in said]
            if foreign:
                yield f'It writes "{value}", and {foreign[0]} is in no cell that it was given.'


def _fields(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key not in {"data", "datasets"}:
                yield str(key), part
                yield from _fields(part)
    elif isinstance(value, list):
        for part in value:
            yield from _fields(part)
