"""Outputs: files to be written, each address claimed once."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from plainfact.fingerprints import digest_bytes, digest_value
from plainfact.problems import Place, Problem
from plainfact.store import Store, make_key
from plainfact.workers import Workers

_FEW = 8
"""So many pictures are made sooner than another process has started."""
_AHEAD = 300
"""The most pictures that are made before they are asked for."""


Order = tuple[Callable[..., bytes], tuple[Any, ...]]
"""A function that makes a file's bytes, and what it is given."""


class OutputFile:
    """A file of the site, by its path in the output folder, with forward slashes."""

    __slots__ = ("_data", "path")

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self._data = data

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self._data

    @property
    def key(self) -> str:
        """What its bytes are known by: files with one key are alike."""
        return digest_bytes(self.data)


class LateFile(OutputFile):
    """A file of the site that is made when its bytes are wanted; what makes it is its key."""

    __slots__ = ("_key", "_order")

    def __init__(self, path: str, make: Callable[..., bytes], *given: object) -> None:
        self.path = path
        self._order = (make, given)
        self._key = make_key(f"{make.__module__}.{make.__qualname__}", digest_value(given))

    def __reduce__(self) -> tuple[Any, ...]:
        make, given = self.order
        return LateFile, (self.path, make, *given)

    @property
    def order(self) -> Order:
        """The function that makes it, and what that is given."""
        return self._order

    @property
    def key(self) -> str:
        """What its bytes are known by."""
        return self._key

    @property
    def data(self) -> bytes:
        """Its bytes, made now."""
        return run_order(self.order)


def make_asset(name: str, data: bytes) -> OutputFile:
    """Return a file under assets/ whose name carries a hash of its bytes."""
    stem, _, ending = name.rpartition(".")
    fingerprint = hashlib.sha256(data).hexdigest()[:8]
    return OutputFile(f"assets/{stem}.{fingerprint}.{ending}", data)


def check_outputs(outputs: Iterable[OutputFile], problems: list[Problem]) -> None:
    """Add a problem for each path that two outputs claim, letters' case aside.

    A path is claimed too by a file that would need a folder there.
    """
    claimed: dict[str, str] = {}
    folders: dict[str, str] = {}
    for output in outputs:
        key = output.path.lower()
        if key in claimed:
            _refuse_twice(output.path, claimed[key], problems)
        claimed[key] = output.path
        folders |= {key[: match.start()]: output.path for match in re.finditer("/", key)}
    for key in sorted(claimed.keys() & folders.keys()):
        _refuse_twice(folders[key], claimed[key], problems)


def _refuse_twice(path: str, other: str, problems: list[Problem]) -> None:
    message = f'Two files would be written to "{path}".'
    if path.lower() != other.lower():
        message = f'"{path}" can\'t be written where there is a file "{other}".'
    hint = f'Rename the page or the picture that makes "{other}".'
    problems.append(Problem(Place("content"), "output-is-written-once", message, hint))


def run_order(order: Order) -> bytes:
    """Return the bytes of a file that is made late."""
    make, given = order
    return make(*given)


def begin_late(files: Iterable[OutputFile], store: Store, workers: Workers) -> None:
    """Have files made late that no earlier build has kept, by other processes meanwhile.

    Only the first of them are: what is made has to be held until it is written.
    """
    late = {file.key: file for file in files if isinstance(file, LateFile)}
    if workers.is_alone or len(late) < _FEW:
        return
    missing = store.list_missing(late)[:_AHEAD]
    if len(missing) >= _FEW:
        workers.begin(run_order, {key: late[key].order for key in missing})


def make_late(
    files: Sequence[OutputFile], store: Store, workers: Workers
) -> Iterable[tuple[OutputFile, bytes]]:
    """Yield files with their bytes; those made late come from the store, or from the workers."""
    late = [file for file in files if isinstance(file, LateFile)]
    yield from ((file, file.data) for file in files if not isinstance(file, LateFile))
    kept: set[str] = set()
    by_key: dict[str, list[LateFile]] = {}
    for file in late:
        by_key.setdefault(file.key, []).append(file)
    for key, data in store.get_many(by_key):
        kept.add(key)
        yield from ((file, data) for file in by_key[key])
    missing = [files[0] for key, files in by_key.items() if key not in kept]
    orders, keys = [file.order for file in missing], [file.key for file in missing]
    made = workers.map(run_order, orders, least=_FEW, keys=keys)
    for file, data in zip(missing, made, strict=True):
        store.put(file.key, data)
        yield from ((same, data) for same in by_key[file.key])
