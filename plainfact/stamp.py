"""Stamps: what the last build read and wrote, by which one with nothing to do is known at once.

Nothing is imported here that takes time: this runs before all else.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from plainfact.fingerprints import PACKAGE, Mark, digest_bytes, find_versions, mark_files, tell_code
from plainfact.limits import VARIABLE
from plainfact.theme import find_theme

Marks = dict[str, dict[str, Mark]]
"""The marks of files by path, by what they are: "content", "code", "templates", "static"."""
Manifest = dict[str, tuple[str, Mark]]
"""The files of a folder by path: what their bytes are known by, and their marks."""

_SOON = 50_000_000
"""A file that was written so many nanoseconds before it was looked at may yet be written again
without a mark that differs."""


class Stamp(NamedTuple):
    """What a build went by and what it left."""

    options: str
    """The fingerprint of its options, of the libraries' versions and of where all lies."""
    code: str
    """The fingerprint of Plainfact's own code, `digest_code`."""
    begun: int
    """When its files were looked at, in nanoseconds."""
    inputs: Marks
    """Every file that it may have read."""
    outputs: Manifest
    """Every file that it wrote."""
    spare: Manifest
    """The files of the spare folder that differ from those."""


def mark_inputs(content: Path) -> Marks:
    """Return the marks of everything that a build of a content folder may read."""
    theme = find_theme()
    return {
        "content": mark_files(content),
        "code": mark_files(PACKAGE),
        "templates": mark_files(theme / "templates"),
        "static": mark_files(theme / "static"),
    }


def digest_options(content: Path, out: Path, against: Path | None = None, **options: object) -> str:
    """Return the fingerprint of all that a build goes by besides files."""
    where = (os.fspath(content.resolve()), os.fspath(out.resolve()), os.fspath(find_theme()))
    environment = tuple(os.environ.get(name, "") for name in ("SOURCE_DATE_EPOCH", VARIABLE))
    published = against.read_bytes() if against is not None else b""
    told = (where, environment, sorted(options.items()), find_versions())
    return digest_bytes(repr(told).encode(), published)


def is_unchanged(stamp: Stamp, options: str, content: Path, out: Path) -> bool:
    """Tell whether a build would read what the stamped one read, and finds what that one wrote.

    Where the code is what it was, its fingerprint is told, whatever else has changed.
    """
    if stamp.options != options:
        return False
    inputs = mark_inputs(content)
    if inputs["code"] == stamp.inputs.get("code") and _is_settled(inputs["code"], stamp):
        tell_code(stamp.code)
    if inputs != stamp.inputs:
        return False
    there = {path: mark for path, (_, mark) in stamp.outputs.items()}
    settled = all(_is_settled(marks, stamp) for marks in inputs.values())
    return settled and mark_files(out) == there


def _is_settled(marks: Mapping[str, Mark], stamp: Stamp) -> bool:
    """Tell whether files can't have changed since the stamp without a mark that differs."""
    return max((time for _, time in marks.values()), default=0) < stamp.begun - _SOON


def read_stamp(cache: Path, out: Path) -> Stamp | None:
    """Return the stamp of the last build into a folder, or None where there is none that serves."""
    try:
        told = json.loads(_path_of(cache, out).read_bytes())
        return Stamp(
            options=str(told["options"]),
            code=str(told["code"]),
            begun=int(told["begun"]),
            inputs={
                part: {path: (size, time) for path, (size, time) in marks.items()}
                for part, marks in told["inputs"].items()
            },
            outputs=_read_manifest(told["outputs"]),
            spare=_read_manifest(told["spare"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_stamp(stamp: Stamp, cache: Path, out: Path) -> None:
    """Keep the stamp of a build; where the disk refuses, the next build has more to do."""
    path = _path_of(cache, out)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(stamp._asdict()), encoding="utf-8")
        fresh.replace(path)


def _path_of(cache: Path, out: Path) -> Path:
    return cache / f"stamp-{digest_bytes(os.fsencode(out.resolve()))}.json"


def _read_manifest(fields: dict[str, tuple[str, tuple[int, int]]]) -> Manifest:
    return {path: (key, (size, time)) for path, (key, (size, time)) in fields.items()}
