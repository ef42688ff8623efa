"""Altair, imported only when something is drawn: it takes a third of a second."""

import importlib
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Any


class _Lazy:
    """Stands for Altair until the first of its names is asked for."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever Altair has
        return getattr(_import_altair(), name)


@cache
def _import_altair() -> ModuleType:
    # Where a checker of addresses is installed that compiles its grammar for a second and a half,
    # jsonschema loads it to check formats, which no chart has.
    slow = "rfc3987_syntax"
    is_hidden = slow not in sys.modules
    if is_hidden:
        sys.modules[slow] = None  # type: ignore[assignment]  # so that it counts as not installed
    try:
        return importlib.import_module("altair")
    finally:
        if is_hidden:
            del sys.modules[slow]


alt: Any = _Lazy()
"""Altair. Its types are not told: half of its own channels and values have none."""

_TYPES = {"N": "nominal", "O": "ordinal", "Q": "quantitative", "T": "temporal"}
_PLAIN = (str, int, float, type(None))


def to_plain(part: Any) -> Any:  # noqa: ANN401 - whatever Altair has
    """Return a part of a layer as plain data, as its own `to_dict` gives it.

    Altair copies each chart, and asks of each value whether it is one of a dozen things that ours
    never are: this takes a seventh of the time.
    """
    if isinstance(part, _PLAIN):
        return part
    if isinstance(part, dict):
        return {name: to_plain(value) for name, value in part.items()}
    if isinstance(part, list):
        return [to_plain(value) for value in part]
    if part._args:  # noqa: SLF001 - Altair has no other way to look into what it made
        return to_plain(part._args[0])  # noqa: SLF001
    return {name: to_plain(value) for name, value in _list_fields(part._kwds)}  # noqa: SLF001


def _list_fields(fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields that are told; of a channel, "share:Q" tells its field and its type."""
    undefined = alt.Undefined
    shorthand = fields.get("shorthand", undefined)
    told: dict[str, str] = {}
    if shorthand is not undefined:
        name, _, sign = shorthand.partition(":")
        told = {"field": name, "type": _TYPES[sign]}
    for name, value in fields.items():
        if name in told:
            yield name, told[name]
        elif value is not undefined and name != "shorthand":
            yield name, value
