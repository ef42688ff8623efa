"""Fingerprints: short names for bytes, values, files and the code itself, by which all is kept."""

import hashlib
import io
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from plainfact.pickling import RecordPickler

PACKAGE = Path(__file__).parent

_LIBRARIES = ("altair", "babel", "jinja2", "markdown", "markupsafe", "pydantic", "pyyaml",
              "vl_convert_python")  # fmt: skip
"""The libraries whose versions have a part in what is made."""

Mark = tuple[int, int]
"""The size of a file, and when it was last written, in nanoseconds."""


def digest_bytes(*parts: bytes | memoryview) -> str:
    """Return the fingerprint of bytes; where one part ends and the next begins counts too."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return found.hexdigest()


class _ValuePickler(RecordPickler):
    """Pickles values alone: neither which of them are one object, nor how a model came about."""

    def __init__(self, buffer: io.BytesIO) -> None:
        super().__init__(buffer, protocol=5)
        self.fast = True

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401 - as the library has it
        """Reduce a validated model to its fields; all else as usual."""
        if hasattr(type(value), "__pydantic_fields__"):
            return str, (type(value).__qualname__,), dict(value.__dict__)
        return super().reducer_override(value)


def digest_value(value: object) -> str:
    """Return the fingerprint of plain data and frozen records: alike for those that are equal.

    Sets of more than one member have no order, so they have no fingerprint that lasts.
    """
    buffer = io.BytesIO()
    pickler = _ValuePickler(buffer)
    pickler.dump(value)
    return digest_bytes(buffer.getbuffer())


def mark_files(folder: Path) -> dict[str, Mark]:
    """Return the mark of each file below a folder, by its path from there, with forward slashes."""
    found: dict[str, Mark] = {}
    waiting = [("", os.fspath(folder))]
    seen: set[tuple[int, int]] = set()
    while waiting:
        inside, path = waiting.pop()
        for entry in _entries(path):
            if entry.is_dir():
                if entry.name != "__pycache__" and not _is_met(entry, seen):
                    waiting.append((f"{inside}{entry.name}/", entry.path))
                continue
            try:
                status = entry.stat()
            except FileNotFoundError:  # a link to nothing
                continue
            found[inside + entry.name] = (status.st_size, status.st_mtime_ns)
    return found


def _entries(path: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(path) as entries:
            yield from entries
    except (FileNotFoundError, NotADirectoryError):
        return


def _is_met(entry: os.DirEntry[str], seen: set[tuple[int, int]]) -> bool:
    """Tell whether a linked folder has been met before: a link may lead to what it stands in."""
    if not entry.is_symlink():
        return False
    status = entry.stat()
    key = (status.st_dev, status.st_ino)
    is_met = key in seen
    seen.add(key)
    return is_met


@cache
def digest_code() -> str:
    """Return the fingerprint of Plainfact's own code and of the libraries that it stands on."""
    files = sorted(path for path in mark_files(PACKAGE) if not path.startswith("theme/"))
    own = [path.encode() + b"\0" + (PACKAGE / path).read_bytes() for path in files]
    return digest_bytes(*own, repr(find_versions()).encode())


@cache
def find_versions() -> tuple[str, ...]:
    """Return Python's version and those of the libraries, read off the names of their folders."""
    found: set[str] = set()
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - hundreds of names, and no paths wanted
        except OSError:
            continue
        found |= {
            name
            for name in names
            if name.endswith(".dist-info") and name.partition("-")[0].lower() in _LIBRARIES
        }
    return (sys.version, *sorted(found))
