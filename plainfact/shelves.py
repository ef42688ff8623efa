"""Shelves: values kept packed, each put together when it is first looked at."""

import pickle
from collections.abc import Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Shelf(Mapping[str, Value]):
    """Values by key, in order."""

    def __init__(self, packed: dict[str, bytes]) -> None:
        self._packed = packed
        self._open: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        if key not in self._open:
            self._open[key] = pickle.loads(self._packed[key])  # noqa: S301 - packed by `make_shelf`
        return self._open[key]

    def __contains__(self, key: object) -> bool:
        return key in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._packed,)


def make_shelf(values: Mapping[str, Value]) -> Shelf[Value]:
    """Return values, packed."""
    return Shelf({key: pickle.dumps(value, protocol=5) for key, value in values.items()})
