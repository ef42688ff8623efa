"""Files that are kept: known by their keys, and fetched only where they have to be written."""

from collections.abc import Callable, Sequence

from plainfact.kept import Keeper
from plainfact.outputs import LateFile, Order, OutputFile
from plainfact.store import make_key

Known = tuple[str, str, bool]
"""What is kept of a file besides what is in it: its path, its key, and whether it is made late."""
Fetch = Callable[[str], OutputFile]
"""Fetches a file by its path."""


class KeptFile(OutputFile):
    """A file whose bytes are fetched when they are wanted."""

    __slots__ = ("_fetch", "_key")

    def __init__(self, path: str, key: str, fetch: Fetch) -> None:
        self.path = path
        self._key = key
        self._fetch = fetch

    @property
    def key(self) -> str:
        """What its bytes are known by."""
        return self._key

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self._fetch(self.path).data


class KeptLateFile(LateFile):
    """A file that is made late, by what is fetched when it is to be made."""

    __slots__ = ("_fetch",)

    def __init__(self, path: str, key: str, fetch: Fetch) -> None:
        self.path = path
        self._key = key
        self._fetch = fetch

    @property
    def order(self) -> Order:
        """The function that makes it, and what that is given."""
        file = self._fetch(self.path)
        assert isinstance(file, LateFile)  # noqa: S101 - as it was when it was kept
        return file.order


def keep_files(
    keeper: Keeper, task: str, given: str, make: Callable[[], Sequence[OutputFile]]
) -> list[OutputFile]:
    """Return the files of a task: as they were kept, where all that it read is the same."""
    if keeper.is_idle:
        return list(make())

    def make_and_keep() -> tuple[Known, ...]:
        known: list[Known] = []
        for file in make():
            is_late = isinstance(file, LateFile)
            keeper.store.put(_key_of(file.path, file.key), file if is_late else file.data)
            known.append((file.path, file.key, is_late))
        return tuple(known)

    def fetch(path: str) -> OutputFile:
        kept = keeper.store.get(_key_of(path, keys[path]))
        if kept is None:
            return next(file for file in make() if file.path == path)
        return kept if isinstance(kept, OutputFile) else OutputFile(path, kept)

    found = keeper.get(task, given, make_and_keep)
    keys = {path: key for path, key, _ in found}
    return [
        (KeptLateFile if is_late else KeptFile)(path, key, fetch) for path, key, is_late in found
    ]


def _key_of(path: str, key: str) -> str:
    return make_key("file", path, key)
