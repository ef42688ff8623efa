"""What is kept of each task: its result, with the fingerprints of all that it read."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from plainfact.reads import Read, Reads
from plainfact.store import Store, make_key

Result = TypeVar("Result")


class Keeper:
    """Does a task, or finds its result where all that the task read then is the same now."""

    def __init__(self, store: Store, reads: Reads, basis: str) -> None:
        self.store = store
        self.reads = reads
        self._basis = basis
        self._held: dict[str, Any] = {}

    @property
    def is_idle(self) -> bool:
        """Whether nothing is kept."""
        return self.store.is_idle

    def below(self, basis: str) -> "Keeper":
        """Return a keeper of tasks that go by something more, by its fingerprint."""
        return Keeper(self.store, self.reads, f"{self._basis} {basis}")

    def get(self, task: str, given: str, make: Callable[[], Result]) -> Result:
        """Return the result of a task; `given` is the fingerprint of what is given to it."""
        for found in self.find(task, given):
            kept: Result = found
            return kept
        with self.reads.watch() as seen:
            made = make()
        self.keep(task, given, seen, made)
        return made

    def fetch_ahead(self, task: str, givens: Iterable[str]) -> None:
        """Read what is kept of a task that will be asked for, for all that is given to it."""
        if not self.is_idle:
            self.store.fetch_ahead([make_key(task, self._basis, given) for given in givens])

    def hold(self, task: str, given: str, result: object) -> None:
        """Have the next look for a task find its result, which was found to stand a moment ago."""
        self._held[make_key(task, self._basis, given)] = result

    def find(self, task: str, given: str) -> Iterator[Any]:
        """Yield what is kept of a task, where it still stands."""
        key = make_key(task, self._basis, given)
        if key in self._held:
            yield self._held.pop(key)
            return
        kept = self.store.get(key)
        if kept is None:
            return
        rooms, digest, result = kept
        seen = [(room, key) for room, keys in rooms for key in keys]
        if self.reads.digest_all(seen) == digest:
            self.reads.note_all(seen)
            yield result

    def keep(self, task: str, given: str, seen: Iterable[Read], result: object) -> None:
        """Keep the result of a task with all that it has read."""
        rooms: dict[str, list[str]] = {}
        for room, name in seen:
            rooms.setdefault(room, []).append(name)
        listed = [(room, name) for room, names in rooms.items() for name in names]
        kept = (tuple(rooms.items()), self.reads.digest_all(listed), result)
        self.store.put(make_key(task, self._basis, given), kept)


def make_keeper(store: Store | None = None, reads: Reads | None = None, basis: str = "") -> Keeper:
    """Return a keeper; without a store, one that does every task."""
    return Keeper(store or Store(None), reads or Reads(), basis)
