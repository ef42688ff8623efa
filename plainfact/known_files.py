"""Files that are as an earlier build found them: by their marks alone, without reading them."""

import os
import time

from plainfact.store import Store, make_key

_Mark = tuple[int, int, int, int]
"""The size of a file, when it and what is known of it were last changed, and its number."""

_SOON = 50_000_000
"""A file that was written so many nanoseconds before it was looked at may yet be written again
without a mark that differs."""


class KnownFiles:
    """The fingerprints of the texts of a folder's files, by their paths from there."""

    def __init__(self, folder: str, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._key = make_key("known files", os.fsencode(os.path.realpath(folder)).hex())
        self._known: dict[str, tuple[_Mark, str]] = store.get(self._key) or {}
        self._found: dict[str, tuple[_Mark, str]] = {}
        self._marks: dict[str, _Mark] = {}
        self._settled = time.time_ns() - _SOON

    def recall(self, path: str) -> str | None:
        """Return the fingerprint of a file's text, or None where it has to be read."""
        try:
            status = os.stat(f"{self._folder}/{path}")  # noqa: PTH116 - of thousands of files
        except FileNotFoundError:  # it was deleted since its folder was listed
            return None
        mark = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        self._marks[path] = mark
        known = self._known.get(path)
        if known is None or known[0] != mark:
            return None
        self._found[path] = known
        return known[1]

    def learn(self, path: str, digest: str) -> None:
        """Note the fingerprint of the text of a file that was asked for and then read."""
        mark = self._marks.get(path)
        if mark is not None and max(mark[1], mark[2]) < self._settled:
            self._found[path] = (mark, digest)

    def keep(self) -> None:
        """Keep what is known for the next build."""
        if self._found != self._known:
            self._store.put(self._key, self._found)
