"""The store: results by the fingerprint of all that went into them, kept on disk.

It may be deleted, shared, restored from elsewhere, written by two builds at once, and be left by a
build that is killed. What can't be read back whole counts as never kept.
"""

import hashlib
import pickle
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any

from plainfact.fingerprints import digest_bytes, digest_code

MOST_BYTES = 1_000_000_000
"""How much is kept; what was not used for longest goes first."""

_DAY = 86_400
_BATCH_BYTES = 8_000_000
"""How much is gathered before it is written in one step."""
_MANY = 500
_SIGN = 16
"""The bytes by which it is known that what follows is whole, and what was put there."""
_TABLE = """
CREATE TABLE IF NOT EXISTS results
(key TEXT PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)
"""


class Store:
    """Results by key. Values are bytes, or anything that can be pickled. Threads may share it."""

    def __init__(self, folder: Path | None, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._path = folder / "results.sqlite" if folder is not None else None
        self._waiting: dict[str, bytes] = {}
        self._waiting_bytes = 0
        self._stale: list[str] = []
        self._wrote = False
        self._today = int(time.time()) // _DAY
        self._base: sqlite3.Connection | None = None
        self._lock = RLock()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is kept, for there is no folder to keep it in."""
        return self._path is None

    def get(self, key: str) -> Any:  # noqa: ANN401 - whatever was put
        """Return what was put under a key, or None."""
        return next((value for _, value in self.get_many([key])), None)

    def get_many(self, keys: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """Yield the keys of which something is kept, with what it is."""
        for key, data in self._read(keys):
            with suppress(Exception):  # of a result that can't be read, a new one is made
                yield key, pickle.loads(data)  # noqa: S301 - our own, as `_check` made sure

    def list_missing(self, keys: Iterable[str]) -> list[str]:
        """Return the keys of which nothing is kept, whatever state the rest may be in."""
        wanted = [key for key in keys if key not in self._waiting]
        found: set[str] = set()
        for start in range(0, len(wanted), _MANY):
            part = wanted[start : start + _MANY]
            signs = ",".join("?" * len(part))
            query = f"SELECT key FROM results WHERE key IN ({signs})"  # noqa: S608 - signs alone
            with self._lock:
                found.update(
                    key for (key,) in self._try(partial(_select, query=query, keys=part)) or ()
                )
        return [key for key in wanted if key not in found]

    def put(self, key: str, value: object) -> None:
        """Keep a value under a key."""
        if self._path is None:
            return
        data = pickle.dumps(value, protocol=5)
        with self._lock:
            self._waiting[key] = data
            self._waiting_bytes += len(data)
            if self._waiting_bytes > _BATCH_BYTES:
                self.flush()

    def flush(self) -> None:
        """Write what is waiting to be written."""
        with self._lock:
            self._flush()

    def _flush(self) -> None:
        waiting = [(key, self._today, _seal(key, data)) for key, data in self._waiting.items()]
        stale = [(self._today, key) for key in self._stale]
        self._waiting, self._waiting_bytes, self._stale = {}, 0, []
        if not waiting and not stale:
            return
        self._wrote = self._wrote or bool(waiting)

        def write(base: sqlite3.Connection) -> None:
            with base:
                base.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", waiting)
                base.executemany("UPDATE results SET used = ? WHERE key = ?", stale)

        self._try(write)

    def close(self) -> None:
        """Write what is waiting, and let go of what was not used for longest."""
        with self._lock:
            self._flush()
            if self._wrote:
                self._try(self._evict)
            if self._base is not None:
                self._base.close()
                self._base = None

    def _read(self, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        wanted: list[str] = []
        for key in keys:
            waiting = self._waiting.get(key)
            if waiting is not None:
                yield key, waiting
            else:
                wanted.append(key)
        for start in range(0, len(wanted), _MANY):
            part = wanted[start : start + _MANY]
            signs = ",".join("?" * len(part))
            query = f"SELECT key, used, value FROM results WHERE key IN ({signs})"  # noqa: S608 - signs alone
            with self._lock:
                # What was waiting a moment ago may have been written since.
                rows = self._try(partial(_select, query=query, keys=part))
            for key, used, sealed in rows or ():
                if used != self._today:
                    self._stale.append(key)
                data = _check(key, sealed)
                if data is not None:
                    yield key, data

    def _try(self, use: Callable[[sqlite3.Connection], Any]) -> Any:  # noqa: ANN401 - what `use` returns
        """Use the base; one that is broken is begun anew, one that is taken is done without."""
        if self._path is None:
            return None
        for _ in range(2):
            try:
                return use(self._open(self._path))
            except sqlite3.ProgrammingError:
                raise  # our own fault, which is no reason to begin anew
            except sqlite3.OperationalError:
                return None  # another build is writing, or the disk is full or read-only
            except sqlite3.DatabaseError:
                self._base = None
                for ending in ("", "-wal", "-shm"):
                    with suppress(OSError):
                        self._path.with_name(f"{self._path.name}{ending}").unlink()
        return None

    def _open(self, path: Path) -> sqlite3.Connection:
        if self._base is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(path, timeout=30, check_same_thread=False)
            # A build that is killed loses nothing; a machine that loses power, its cache at most.
            base.execute("PRAGMA synchronous = OFF")
            base.execute("PRAGMA journal_mode = WAL")
            base.execute(_TABLE)
            self._base = base
        return self._base

    def _evict(self, base: sqlite3.Connection) -> None:
        (pages,), (page_size,) = (
            base.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
        )
        if pages * page_size <= self._most_bytes:
            return  # told at once, where the sizes of all results take a look at each
        total = base.execute("SELECT coalesce(sum(length(value)), 0) FROM results").fetchone()[0]
        if total <= self._most_bytes:
            return
        with base:
            rows = base.execute("SELECT key, length(value) FROM results ORDER BY used, rowid")
            gone: list[tuple[str]] = []
            for key, size in rows.fetchall():
                if total <= self._most_bytes * 3 // 4:
                    break
                total -= size
                gone.append((key,))
            base.executemany("DELETE FROM results WHERE key = ?", gone)
        base.execute("VACUUM")


def _select(base: sqlite3.Connection, query: str, keys: list[str]) -> list[Any]:
    return base.execute(query, keys).fetchall()


def make_key(task: str, *parts: str) -> str:
    """Return the key of a task's result: the code has a part in it, and what is named."""
    return digest_bytes(*map(str.encode, (task, digest_code(), *parts)))


def _seal(key: str, data: bytes) -> bytes:
    return _sign(key, data) + data


def _check(key: str, sealed: bytes) -> bytes | None:
    """Return what was sealed under a key, or None where it is not whole."""
    data = sealed[_SIGN:]
    return data if sealed[:_SIGN] == _sign(key, data) else None


def _sign(key: str, data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIGN, key=key.encode()).digest()
