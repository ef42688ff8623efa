"""Altair, imported only when something is drawn: it takes a third of a second."""

import importlib
from typing import TYPE_CHECKING, Any

__all__ = ["alt"]

if TYPE_CHECKING:
    import altair as alt
else:

    class _Lazy:
        """Stands for Altair until the first of its names is asked for."""

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever Altair has
            return getattr(importlib.import_module("altair"), name)

    alt = _Lazy()
