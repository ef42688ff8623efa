"""Trays: what is kept of the pages of a site, many pages in one row of the store.

Pages are looked for all at once, and one row for many takes far less than a row for each. A tray
begins at a page whose name says so, as pieces of files do in LBFS (Muthitacharoen, Chen and
Mazieres, *A low-bandwidth network file system*): a page more or less changes no tray but its own.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from plainfact.reads import Read, Reads, Rooms, group_reads, list_reads
from plainfact.store import Store, make_key

_SIZE = 64
"""How many pages a tray holds, by and large."""
_TURNS = 2
"""How many results are kept of a page, so that what was undone is found again."""

_Entry = tuple[str, Rooms, str, Any]
"""What a result was made from, what was read for it, the fingerprint of that, and the result."""
_Entries = dict[str, tuple[_Entry, ...]]


class _Tray:
    """The results of pages that follow each other."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.names: set[str] = set()
        self.awaited: set[str] = set()
        self.entries: _Entries | None = None
        self.stands = False
        self.is_changed = False


class Trays:
    """The results of one task for each page of a site, by the page's name."""

    def __init__(self, store: Store, reads: Reads, task: str, names: Iterable[str]) -> None:
        """Take the pages' names in the order of the site; `task` says what the results are of."""
        self._store = store
        self._reads = reads
        self._tray_of: dict[str, _Tray] = {}
        tray = _Tray(make_key("tray", task, ""))
        for name in names:
            if zlib.crc32(name.encode()) % _SIZE == 0:
                tray = _Tray(make_key("tray", task, name))
            tray.names.add(name)
            tray.awaited.add(name)
            self._tray_of[name] = tray

    def find(self, name: str, given: str) -> Iterator[Any]:
        """Yield the result for a page, where it was made from what is given and still stands."""
        tray = self._tray_of[name]
        entries = self._open(tray)
        found = entries.get(name, ())
        for turn, entry in enumerate(found):
            made_from, rooms, digest, result = entry
            # A tray stands by what its latest results read; earlier ones read other things.
            stands = tray.stands and turn == 0
            if made_from == given and (stands or self._digest(rooms) == digest):
                # What stands comes first: by it, the tray is known when it is written.
                entries[name] = (entry, *found[:turn], *found[turn + 1 :])
                self._reads.note_all(list_reads(rooms))
                self._put_away(name, tray)
                yield result
                return

    def keep(self, name: str, given: str, seen: Iterable[Read], result: object) -> None:
        """Keep the result for a page with all that was read for it."""
        tray = self._tray_of[name]
        entries = self._open(tray)
        rooms = group_reads(seen)
        entry = (given, rooms, self._digest(rooms), result)
        entries[name] = (entry, *entries.get(name, ()))[:_TURNS]
        tray.is_changed = True
        self._put_away(name, tray)

    def _open(self, tray: _Tray) -> _Entries:
        if tray.entries is None:
            rooms, digest, tray.entries = self._store.get(tray.key) or ((), "", {})
            tray.stands = self._digest(rooms) == digest
        return tray.entries

    def _put_away(self, name: str, tray: _Tray) -> None:
        """Let go of a tray when each of its pages was looked for: so a killed build loses few."""
        tray.awaited.discard(name)
        if tray.awaited or tray.entries is None:
            return
        if tray.is_changed:
            entries = {name: kept for name, kept in tray.entries.items() if name in tray.names}
            latest = (found[0][1] for found in entries.values())
            rooms = group_reads(read for rooms in latest for read in list_reads(rooms))
            self._store.put(tray.key, (rooms, self._digest(rooms), entries))
        tray.entries, tray.is_changed = None, False

    def _digest(self, rooms: Rooms) -> str:
        return self._reads.digest_all(list_reads(rooms))
