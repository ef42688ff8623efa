"""Outputs: files to be written, each address claimed once, and writing them in one step.

The site is written to a new folder beside the old one, and the two are exchanged: by renameat2
where the system has it, else by two renames, which the next command completes.
"""

import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plainfact.problems import ContentError, Place, Problem

MARKER = ".plainfact"
"""The file by which an output folder is known to be ours to replace."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site."""

    path: str
    """Its path in the output folder, with forward slashes."""
    data: bytes
    """Its bytes."""


def make_asset(name: str, data: bytes) -> OutputFile:
    """Return a file under assets/ whose name carries a hash of its bytes."""
    stem, _, ending = name.rpartition(".")
    fingerprint = hashlib.sha256(data).hexdigest()[:8]
    return OutputFile(f"assets/{stem}.{fingerprint}.{ending}", data)


def check_outputs(outputs: Iterable[OutputFile], problems: list[Problem]) -> None:
    """Add a problem for each path that two outputs claim, letters' case aside."""
    claimed: dict[str, str] = {}
    for output in outputs:
        key = output.path.lower()
        if key in claimed:
            message = f'Two pages would be written to "{output.path}".'
            hint = f'Rename the page or the picture that makes "{claimed[key]}".'
            problems.append(Problem(Place("content"), "output-is-written-once", message, hint))
        claimed[key] = output.path


def write_site(outputs: Iterable[OutputFile], out: Path) -> int:
    """Write all files, replacing the whole folder at once; return how many.

    Raises ContentError where the folder is there but was not made by Plainfact.
    """
    _check_is_ours(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    complete_exchange(out)
    fresh = out.with_name(f".{out.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    count = 0
    for output in outputs:
        target = fresh / output.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(output.data)
        count += 1
    (fresh / MARKER).write_text("Made by Plainfact; replaced by every build.\n", encoding="utf-8")
    _exchange(fresh, out)
    return count


def complete_exchange(out: Path) -> None:
    """Finish an exchange that was cut off between its two renames."""
    old = out.with_name(f".{out.name}.old")
    if old.is_dir() and not out.exists():
        old.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _check_is_ours(out: Path) -> None:
    is_empty = out.is_dir() and not any(out.iterdir())
    if not out.exists() or is_empty or (out / MARKER).is_file():
        return
    message = "The output folder was not made by Plainfact, so it is left alone."
    hint = "Name another folder with --out, or delete this one yourself."
    raise ContentError([Problem(Place(out.as_posix()), "output-is-ours", message, hint)])


def _exchange(fresh: Path, out: Path) -> None:
    if not out.exists():
        fresh.rename(out)
        return
    if _exchange_at_once(fresh, out):
        shutil.rmtree(fresh, ignore_errors=True)
        return
    old = out.with_name(f".{out.name}.old")
    out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _exchange_at_once(fresh: Path, out: Path) -> bool:
    """Exchange two folders in one step, where the system can; tell whether it did."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    result = renameat2(
        _AT_FDCWD, os.fsencode(fresh), _AT_FDCWD, os.fsencode(out), ctypes.c_uint(_RENAME_EXCHANGE)
    )
    return bool(result == 0)
