"""Pickling records fast: by their fields alone, which the library looks up anew for each record."""

import copyreg
import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import Any

Reducer = Callable[[Any], Any]
"""What tells pickle how a value is put together again."""


class Reducers(dict[type, Reducer]):
    """The reducer of each class, found when one of its values is first met.

    Pickle looks here itself: it asks no function of ours about what it knows how to write.
    """

    def __missing__(self, kind: type) -> Reducer:
        """Find the reducer of a record, else the usual one; a KeyError leaves it to the library."""
        if issubclass(kind, type):
            raise KeyError(kind)
        names = find_fields(kind)
        found = self.make(kind, _getter(names)) if names is not None else _find_usual(kind)
        self[kind] = found
        return found

    def make(self, kind: type, get: Callable[[Any], tuple[Any, ...]]) -> Reducer:
        """Return the reducer of a class of records, of which `get` gives the fields' values."""
        return lambda record: (restore, (kind, *get(record)))


class _RecordPickler(pickle.Pickler):
    """Pickles frozen records by their fields' values."""

    dispatch_table = Reducers(
        {Fraction: lambda number: (Fraction, (number.numerator, number.denominator))}
    )


def dumps(value: object) -> bytes:
    """Return the pickle of a value."""
    buffer = io.BytesIO()
    _RecordPickler(buffer, protocol=5).dump(value)
    return buffer.getvalue()


def restore(kind: type, *values: object) -> object:
    """Return a record from its fields' values."""
    record: object = object.__new__(kind)
    for put, value in zip(_setters(kind), values, strict=True):
        put(record, value)
    return record


def find_fields(kind: type) -> tuple[str, ...] | None:
    """Return the fields of a record's class, or None for any other class."""
    own = kind.__dict__
    if "__dataclass_fields__" not in own or "__slots__" not in own:
        return None
    return tuple(field.name for field in fields(kind))


def _find_usual(kind: type) -> Reducer:
    usual: Reducer | None = copyreg.dispatch_table.get(kind)
    return usual or (lambda value: value.__reduce_ex__(pickle.HIGHEST_PROTOCOL))


def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


@cache
def _setters(kind: type) -> tuple[Callable[[object, object], None], ...]:
    return tuple(getattr(kind, name).__set__ for name in find_fields(kind) or ())
