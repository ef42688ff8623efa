"""Fingerprints: short names for bytes, values, files and the code itself, by which all is kept."""

import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import BuiltinFunctionType, FunctionType
from typing import Any

from msgspec.msgpack import Encoder, Ext

PACKAGE = Path(__file__).parent

_LIBRARIES = ("altair", "babel", "jinja2", "markdown", "markupsafe", "msgspec", "pydantic",
              "pyvips_binary", "pyyaml", "vl_convert_python")  # fmt: skip
"""The libraries whose versions have a part in what is made."""

_CODE: list[str] = []
"""The fingerprint of the code, once it is known."""

Mark = tuple[int, int]
"""The size of a file, and when it was last written, in nanoseconds."""


def digest_bytes(*parts: bytes | memoryview) -> str:
    """Return the fingerprint of bytes; where one part ends and the next begins counts too."""
    # One long stretch takes far less time than many short ones.
    lengths = ",".join(map(str, map(len, parts))).encode()
    return hashlib.blake2b(b";".join((lengths, *parts)), digest_size=16).hexdigest()


def _describe(value: Any) -> object:  # noqa: ANN401 - whatever records may hold
    """Return what a value that the encoder does not know is known by."""
    if isinstance(value, Fraction):
        return Ext(_FRACTION, b"%x/%x" % value.as_integer_ratio())
    if isinstance(value, str):  # of a class of its own
        return str(value)
    if isinstance(value, type | FunctionType | BuiltinFunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    told: object = value.__reduce_ex__(pickle.HIGHEST_PROTOCOL)
    return told


_FRACTION = 1
_encode = Encoder(enc_hook=_describe).encode


def digest_value(value: object) -> str:
    """Return the fingerprint of plain data and frozen records: alike for those that are equal.

    A record is known by its fields' names and their values: no two kinds have the same fields. Sets
    of more than one member have no order, so they have no fingerprint that lasts.
    """
    try:
        return digest_bytes(_encode(value))
    except (OverflowError, UnicodeEncodeError):  # a number of twenty digits, half a character
        return digest_bytes(repr(value).encode(errors="surrogatepass"))


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


def digest_code() -> str:
    """Return the fingerprint of Plainfact's own code and of the libraries that it stands on."""
    if not _CODE:
        _CODE.append(_read_code())
    return _CODE[0]


def tell_code(digest: str) -> None:
    """Take that fingerprint from who knows it: reading all code takes longer than most else."""
    _CODE[:] = [digest]


def _read_code() -> str:
    files = sorted(path for path in mark_files(PACKAGE) if not path.startswith("theme/"))
    # Some three hundred files: as paths, they would take twice as long.
    folder, own = os.fspath(PACKAGE), []
    for path in files:
        with open(f"{folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
            own.append(path.encode() + b"\0" + file.read())
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
