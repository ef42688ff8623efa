"""Altair, imported only when something is drawn: it takes a third of a second."""

import importlib
from typing import Any


class _Lazy:
    """Stands for Altair until the first of its names is asked for."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever Altair has
        return getattr(importlib.import_module("altair"), name)


alt: Any = _Lazy()
"""Altair. Its types are not told: half of its own channels and values have none."""
