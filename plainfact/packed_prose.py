"""Prose that is kept packed: of pages that stand as they were, few builds look at the text."""

import pickle
from typing import Any

from plainfact.pickling import dumps
from plainfact.prose import Prose


class PackedProse(Prose):
    """A text that is put together when it is first looked at."""

    __slots__ = ("_packed",)

    _packed: bytes

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the text has it
        """Put the text together: this is asked for what isn't there yet."""
        if name not in Prose.__slots__:
            raise AttributeError(name)
        prose = pickle.loads(self._packed)  # noqa: S301 - packed by `pack_prose`
        for field in Prose.__slots__:
            object.__setattr__(self, field, getattr(prose, field))
        return getattr(prose, name)

    def __reduce__(self) -> tuple[Any, ...]:
        # One that was made by replacing something in another was never packed.
        packed = self._packed if hasattr(self, "_packed") else dumps(_unpacked(self))
        return _restore, (packed,)


def pack_prose(prose: Prose) -> PackedProse:
    """Return a text, packed."""
    return _restore(dumps(_unpacked(prose)))


def _unpacked(prose: Prose) -> Prose:
    return Prose(*(getattr(prose, field) for field in Prose.__slots__))


def _restore(packed: bytes) -> PackedProse:
    prose: PackedProse = object.__new__(PackedProse)
    object.__setattr__(prose, "_packed", packed)
    return prose
