"""Prose that is kept packed: of pages that stand as they were, few builds look at the text."""

import pickle
from typing import Any, cast

from plainfact.prose import Prose


class _PackedProse:
    """Stands for a text, which is put together when it is first looked at."""

    __slots__ = ("_packed", "_prose")

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._prose: Prose | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the text has it
        if self._prose is None:
            self._prose = pickle.loads(self._packed)  # noqa: S301 - packed by `pack_prose`
        return getattr(self._prose, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return _PackedProse, (self._packed,)


def pack_prose(prose: Prose) -> Prose:
    """Return a text, packed."""
    return cast("Prose", _PackedProse(pickle.dumps(prose, protocol=5)))
