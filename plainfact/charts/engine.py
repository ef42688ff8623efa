"""The engine: vl-convert, which draws Vega-Lite as SVG. Nothing else imports it.

It is told to read nothing from the network or the disk, and what it is given is looked through
first: a chart that asks for either is refused before it is drawn, since one that fails inside the
engine can make the next one fail too.
"""

import hashlib
import json
import logging
import re
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from plainfact.charts.fonts import FONT_FOLDER
from plainfact.charts.theme import FONT

_MOMENT = re.compile(r"\bdatetime\((-?\d+)\)")
_RUNTIME = "window.vegaEmbed = vegaEmbed;"
_LOCK = threading.Lock()
_SAFE_HREF = re.compile(r"(?:https?://|mailto:|#)[^\s\"<>]*")


class UnsafeSpecError(ValueError):
    """A specification that asks for something outside itself."""


def render_svg(spec: Mapping[str, Any]) -> str:
    """Draw a Vega-Lite specification as SVG.

    Raises UnsafeSpecError for one that reaches outside itself, ValueError for one that is no chart.
    """
    check_spec(spec)
    engine = _engine()
    try:
        return str(engine.vegalite_to_svg(dict(spec)))
    except (ValueError, TypeError):
        # A conversion that failed before this one can leave the engine failing once more.
        return str(engine.vegalite_to_svg(dict(spec)))


def compile_spec(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a Vega-Lite specification as Vega, for the runtime in a page.

    There expressions are interpreted, and the interpreter takes a moment told as one number for a
    year; a number is as good to a scale of time.
    """
    compiled = json.dumps(_engine().vegalite_to_vega(dict(spec)))
    made: dict[str, Any] = json.loads(_MOMENT.sub(r"\1", compiled))
    return made


def name_runtime() -> str:
    """Return the name of the runtime's file, which changes with what is in it."""
    version = import_module("importlib.metadata").version("vl-convert-python")
    text = f"{version} {_RUNTIME}"
    return f"vega.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"


@cache
def make_runtime() -> str:
    """Return the runtime that draws Vega-Lite in a browser, as a classic script."""
    engine = _engine()
    # It tells of each of its passes as if that were an error.
    logging.getLogger("swc_ecma_transforms_optimization").setLevel(logging.CRITICAL)
    return str(engine.javascript_bundle(_RUNTIME))


def check_spec(spec: Mapping[str, Any]) -> None:
    """Raise UnsafeSpecError for a specification that asks for a file, an address or a script."""
    for path, key, value in _walk(spec, ""):
        if key == "url" and isinstance(value, str | Mapping):
            raise UnsafeSpecError(f"{path} asks for data or pictures from an address")
        if key == "href":
            values = _constants(value)
            if not values or not all(_SAFE_HREF.fullmatch(found) for found in values):
                raise UnsafeSpecError(f"{path} is no plain https, mailto or # link")
        is_mark = key in {"mark", "type"} and path.split(".")[-2:-1] != ["encoding"]
        if is_mark and isinstance(value, str) and value in {"image", "geoshape"}:
            raise UnsafeSpecError(f"{path} draws a picture or a map from outside")
        if key.lower().endswith("font") and value != FONT:
            raise UnsafeSpecError(f"{path} asks for a font that only some machines have")
        if path == "usermeta":
            raise UnsafeSpecError("usermeta would override the page's own settings")


def _constants(value: object) -> list[str]:
    """Return the addresses that a link may have: fixed ones alone can be checked."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping) and isinstance(value.get("value"), str):
        return [value["value"]]
    return []


def _walk(value: object, path: str) -> Iterator[tuple[str, str, object]]:
    """Yield every field of a specification, data rows excepted, with its path."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            here = f"{path}.{key}" if path else str(key)
            yield here, str(key), part
            if key not in {"values", "datasets"}:
                yield from _walk(part, here)
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from _walk(part, f"{path}[{index}]")


@cache
def _engine() -> ModuleType:
    """Return vl-convert, set up once: the font first, since it keeps what it has measured."""
    import vl_convert  # noqa: PLC0415 - a tenth of a second, wanted only when something is drawn

    with _LOCK:
        # Its warnings are about what specifications leave to it; no author can do anything for it.
        logging.getLogger("vl_convert").setLevel(logging.ERROR)
        vl_convert.register_font_directory(str(FONT_FOLDER))
        vl_convert.configure(base_url=False, allowed_base_urls=[], auto_google_fonts=False)
    engine: ModuleType = vl_convert
    return engine
