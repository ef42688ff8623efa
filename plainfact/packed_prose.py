"""Prose that is kept packed: of pages that stand as they were, few builds look at the text."""

import pickle
from typing import Any

from plainfact.pickling import dumps
from plainfact.prose import Prose


class PackedProse(Prose):
    """A text that is put together when it is first looked at."""

    __slots__ = ("_packed",)

    _packed: bytes

    def __init__(self, packed: bytes) -> None:
        object.__setattr__(self, "_packed", packed)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the text has it
        """Put the text together: this is asked for what isn't there yet."""
        if name not in Prose.__slots__:
            raise AttributeError(name)
        prose = pickle.loads(self._packed)  # noqa: S301 - packed by `pack_prose`
        for field in Prose.__slots__:
            object.__setattr__(self, field, getattr(prose, field))
        return getattr(prose, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return PackedProse, (self._packed,)


def pack_prose(prose: Prose) -> PackedProse:
    """Return a text, packed."""
    return PackedProse(dumps(prose))
