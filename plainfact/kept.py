"""What is kept of each task: its result, with the fingerprints of all that it read."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from plainfact.reads import Read, Reads, group_reads, list_reads
from plainfact.store import Store, make_key
from plainfact.trays import Trays

Result = TypeVar("Result")


class Keeper:
    """Does a task, or finds its result where all that the task read then is the same now."""

    def __init__(self, store: Store, reads: Reads, basis: str) -> None:
        self.store = store
        self.reads = reads
        self._basis = basis
        self._held: dict[tuple[str, str], Any] = {}
        self._trays: dict[str, Trays] = {}

    @property
    def is_idle(self) -> bool:
        """Whether nothing is kept."""
        return self.store.is_idle

    def below(self, basis: str) -> "Keeper":
        """Return a keeper of tasks that go by something more, by its fingerprint."""
        return Keeper(self.store, self.reads, f"{self._basis} {basis}")

    def expect(self, task: str, pages: Iterable[str]) -> None:
        """Prepare for a task that will be asked for once for each page, by their names in order.

        Such results are kept together.
        """
        if task not in self._trays:
            self._trays[task] = Trays(self.store, self.reads, f"{task} {self._basis}", pages)

    def get(
        self, task: str, given: str, make: Callable[[], Result], page: str | None = None
    ) -> Result:
        """Return the result of a task; `given` is the fingerprint of what is given to it.

        `page` is the name of the page that it is done for, where `expect` was told of it.
        """
        for found in self.find(task, given, page):
            kept: Result = found
            return kept
        with self.reads.watch() as seen:
            made = make()
        self.keep(task, given, seen, made, page)
        return made

    def hold(self, task: str, given: str, result: object) -> None:
        """Have the next look for a task find its result, which was found to stand a moment ago."""
        self._held[task, given] = result

    def find(self, task: str, given: str, page: str | None = None) -> Iterator[Any]:
        """Yield what is kept of a task, where it still stands."""
        if (task, given) in self._held:
            yield self._held.pop((task, given))
            return
        if page is not None:
            yield from self._trays[task].find(page, given)
            return
        kept = self.store.get(make_key(task, self._basis, given))
        if kept is None:
            return
        rooms, digest, result = kept
        seen = list_reads(rooms)
        if self.reads.digest_all(seen) == digest:
            self.reads.note_all(seen)
            yield result

    def keep(
        self, task: str, given: str, seen: Iterable[Read], result: object, page: str | None = None
    ) -> None:
        """Keep the result of a task with all that it has read."""
        if page is not None:
            self._trays[task].keep(page, given, seen, result)
            return
        rooms = group_reads(seen)
        kept = (rooms, self.reads.digest_all(list_reads(rooms)), result)
        self.store.put(make_key(task, self._basis, given), kept)


def make_keeper(store: Store | None = None, reads: Reads | None = None, basis: str = "") -> Keeper:
    """Return a keeper; without a store, one that does every task."""
    return Keeper(store or Store(None), reads or Reads(), basis)
