"""Altair, imported only when something is drawn: it takes a third of a second."""

import importlib
import sys
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
