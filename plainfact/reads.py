"""Reads: account is kept of what a task looks at, so that its result is known to stand or not.

A site is looked at through `Watched` mappings. While a task is watched, each key that it asks for
is noted, the ones that there are not too; whoever goes through a whole mapping reads all of it.
These are the verifying traces of Mokhov, Mitchell and Peyton Jones, "Build systems à la carte".
"""

from collections.abc import (
    Callable,
    Collection,
    ItemsView,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    ValuesView,
)
from contextlib import contextmanager
from typing import TypeVar, overload

from plainfact.fingerprints import digest_bytes, digest_value

Read = tuple[str, str]
"""What is read: the room and the key; the key "*" is the whole room."""
Rooms = tuple[tuple[str, tuple[str, ...]], ...]
"""Several things that are read, by their rooms."""
Value = TypeVar("Value")

ALL = "*"
_ABSENT = "absent"


def group_reads(reads: Iterable[Read]) -> Rooms:
    """Return what is read by its rooms, each thing once."""
    rooms: dict[str, dict[str, None]] = {}
    for room, key in reads:
        rooms.setdefault(room, {})[key] = None
    return tuple((room, tuple(keys)) for room, keys in rooms.items())


def list_reads(rooms: Rooms) -> list[Read]:
    """Return what is read, one by one."""
    return [(room, key) for room, keys in rooms for key in keys]


class Reads:
    """Keeps account of what tasks read, and knows the fingerprint of each thing that can be."""

    def __init__(self) -> None:
        self._rooms: dict[str, Callable[[str], str]] = {}
        self._digests: dict[Read, str] = {}
        self._tasks: list[dict[Read, None]] = []

    def open_room(self, room: str, digest: Callable[[str], str]) -> None:
        """Tell how the fingerprint of what stands under a key of a room is found."""
        self._rooms[room] = digest

    def note(self, read: Read) -> None:
        """Note that something is read, where a task is watched."""
        if self._tasks:
            self._tasks[-1][read] = None

    def note_all(self, reads: Iterable[Read]) -> None:
        """Note that several things are read, where a task is watched."""
        if self._tasks:
            self._tasks[-1].update(dict.fromkeys(reads))

    def digest_all(self, reads: Iterable[Read]) -> str:
        """Return one fingerprint of several things that are read, in their order."""
        known = self._digests
        return digest_bytes(
            "\n".join(known.get(read) or self.digest(read) for read in reads).encode()
        )

    def digest(self, read: Read) -> str:
        """Return the fingerprint of what is read."""
        if read not in self._digests:
            find = self._rooms.get(read[0])
            self._digests[read] = find(read[1]) if find is not None else _ABSENT
        return self._digests[read]

    def learn(self, digests: Mapping[Read, str]) -> None:
        """Take over fingerprints that are known from before."""
        self._digests.update(digests)

    def tell(self, rooms: Collection[str]) -> dict[Read, str]:
        """Return the fingerprints known of what is in some rooms."""
        return {read: digest for read, digest in self._digests.items() if read[0] in rooms}

    @contextmanager
    def watch(self) -> Iterator[dict[Read, None]]:
        """Watch a task; what it reads is read by the task that it is a part of, too."""
        seen: dict[Read, None] = {}
        self._tasks.append(seen)
        try:
            yield seen
        finally:
            self._tasks.pop()
            if self._tasks:
                self._tasks[-1].update(seen)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Look at what a task is given the fingerprint of anyway: no account is kept of it."""
        self._tasks.append({})
        try:
            yield
        finally:
            self._tasks.pop()


class Watched(Mapping[str, Value]):
    """A mapping whose reads are noted."""

    def __init__(
        self, room: str, items: Mapping[str, Value], reads: Reads,
        digest: Callable[[Value], str] = digest_value,
    ) -> None:  # fmt: skip
        self._room = room
        self._items = items
        self._reads = reads
        self._digest = digest
        reads.open_room(room, self._digest_key)

    def __getitem__(self, key: str) -> Value:
        self._reads.note((self._room, key))
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        self._reads.note((self._room, str(key)))
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        self._reads.note((self._room, ALL))
        return iter(self._items)

    def __len__(self) -> int:
        self._reads.note((self._room, ALL))
        return len(self._items)

    def items(self) -> ItemsView[str, Value]:
        """Return all of it, which is read."""
        self._reads.note((self._room, ALL))
        return self._items.items()

    def values(self) -> ValuesView[Value]:
        """Return all of it, which is read."""
        self._reads.note((self._room, ALL))
        return self._items.values()

    def _digest_key(self, key: str) -> str:
        if key != ALL:
            return self._digest(self._items[key]) if key in self._items else _ABSENT
        parts = ((name, self._reads.digest((self._room, name))) for name in self._items)
        return digest_bytes(*(part.encode() for pair in parts for part in pair))


class WatchedSequence(Sequence[Value]):
    """A sequence whose reads are noted, each item by its number."""

    def __init__(
        self, room: str, items: Sequence[Value], reads: Reads, digest: Callable[[Value], str]
    ) -> None:
        self._items = items
        named = {str(number): item for number, item in enumerate(items)}
        self._watched = Watched(room, named, reads, digest)
        reads.open_room(f"{room} count", lambda _: str(len(items)))
        self._reads = reads
        self._count = (f"{room} count", "")

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        numbers = range(len(self._items))[index]
        if isinstance(numbers, int):
            return self._watched[str(numbers)]
        self._reads.note(self._count)
        return tuple(self._watched[str(number)] for number in numbers)

    def __len__(self) -> int:
        self._reads.note(self._count)
        return len(self._items)
