"""Prose that is fetched late: of pages that stand as they were, few builds look at the text."""

import pickle
from collections.abc import Callable
from typing import Any, cast

from plainfact.prose import Prose


class _LateProse:
    """Stands for a text, which is fetched when it is first looked at."""

    __slots__ = ("_fetch", "_prose")

    def __init__(self, fetch: Callable[[], bytes]) -> None:
        self._fetch = fetch
        self._prose: Prose | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the text has it
        if self._prose is None:
            self._prose = pickle.loads(self._fetch())  # noqa: S301 - packed by `pack_prose`
        return getattr(self._prose, name)

    def __reduce__(self) -> tuple[Any, ...]:
        # It travels as it is packed: who only passes it on need not look at it.
        return _arrive, (self._fetch(),)


def _arrive(packed: bytes) -> _LateProse:
    return _LateProse(lambda: packed)


def pack_prose(prose: Prose) -> bytes:
    """Return a text, packed."""
    return pickle.dumps(prose, protocol=5)


def make_late_prose(fetch: Callable[[], bytes]) -> Prose:
    """Return a text that is fetched, packed, when it is first looked at."""
    return cast("Prose", _LateProse(fetch))
