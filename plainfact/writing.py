"""Writing a site: into a folder beside the old one, and the two are exchanged in one step.

By renameat2 where the system has it, else by renames, which the next command completes. The old
folder stays as a spare, and the next build brings it up to date: what has not changed is not
written again, nor deleted.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from plainfact.fingerprints import Mark, mark_files
from plainfact.outputs import OutputFile, make_late
from plainfact.problems import ContentError, Place, Problem, UnwritableError
from plainfact.stamp import Manifest
from plainfact.store import Store
from plainfact.workers import Workers

try:
    import fcntl
except ImportError:  # a system without locks on folders
    fcntl = None  # type: ignore[assignment]

MARKER = ".plainfact"
"""The file by which an output folder is known to be ours to replace."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOTE = OutputFile(MARKER, b"Made by Plainfact; replaced by every build.\n")


def write_site(
    outputs: Iterable[OutputFile],
    out: Path,
    *,
    known: Sequence[Manifest] = (),
    keeps_spare: bool = False,
    store: Store | None = None,
    workers: Workers | None = None,
) -> Manifest:
    """Write all files, replacing the whole folder at once; return what is in it now.

    `known` are the manifests of earlier builds: a file that is as one of them says is not written
    again. Raises ContentError where the folder, or one that stands in for it meanwhile, is there
    but was not made by Plainfact, and UnwritableError where the disk refuses.
    """
    fresh, old = _spare_of(out), _old_of(out)
    for folder in (out, fresh, old):
        _check_is_ours(folder)
    # Marked as ours before anything else is in it, so that what a killed build leaves is known.
    wanted = {output.path: output for output in (_NOTE, *outputs)}
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _taking_turns(out.parent):
            complete_exchange(out)
            if not keeps_spare:
                _delete(fresh)
            manifest = _bring_up_to_date(fresh, out, wanted, known, store or Store(None), workers)
            _exchange(fresh, out)
            if not keeps_spare:
                _delete(fresh)
            elif not (fresh / MARKER).exists():
                for path in manifest:
                    _link(out / path, fresh / path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnwritableError(f"{error.filename or out} can't be written: {reason}.") from error
    return manifest


def complete_exchange(out: Path) -> None:
    """Finish an exchange that was cut off between its renames."""
    old = _old_of(out)
    if old.is_dir() and not out.exists():
        old.rename(out)
    _delete(old)


def _spare_of(out: Path) -> Path:
    return out.with_name(f".{out.name}.spare")


def _old_of(out: Path) -> Path:
    return out.with_name(f".{out.name}.old")


@contextmanager
def _taking_turns(folder: Path) -> Iterator[None]:
    """Wait while another build writes into a folder, where the system lets us know."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _delete(folder: Path) -> None:
    """Delete a folder of ours, last of all the file by which it is known to be ours."""
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.name == MARKER:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()


def _bring_up_to_date(
    fresh: Path,
    out: Path,
    wanted: Mapping[str, OutputFile],
    known: Sequence[Manifest],
    store: Store,
    workers: Workers | None,
) -> Manifest:
    """Make a folder hold the files wanted and no others."""
    there = mark_files(fresh)
    for path in there.keys() - wanted.keys():
        _remove(fresh, path)
    shown = mark_files(out) if any(path not in there for path in wanted) else {}
    manifest: Manifest = {}
    missing: list[OutputFile] = []
    for path, output in wanted.items():
        key = output.key
        if _is_known(path, key, there.get(path), known):
            manifest[path] = (key, there[path])
        elif _is_known(path, key, shown.get(path), known):
            _link(out / path, fresh / path)
            manifest[path] = (key, shown[path])
        else:
            missing.append(output)
    for output, data in make_late(missing, store, workers or Workers(1)):
        manifest[output.path] = (output.key, _write(fresh / output.path, data))
    return manifest


def _is_known(path: str, key: str, mark: Mark | None, known: Sequence[Manifest]) -> bool:
    return mark is not None and any(manifest.get(path) == (key, mark) for manifest in known)


def _write(target: Path, data: bytes) -> Mark:
    """Write a file anew: what stands there may be a link that another folder shares.

    It need not come whole at once: nobody reads this folder yet, and a mark tells half a file.
    """
    target.unlink(missing_ok=True)
    try:
        target.write_bytes(data)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    status = target.stat()
    return status.st_size, status.st_mtime_ns


def _link(source: Path, target: Path) -> None:
    """Let a file stand in a second folder too: as a link, or as a copy where there are none."""
    with suppress(OSError):
        os.link(source, target)
        return
    # Few links need more than that, and a folder that is asked for again takes as long as a link.
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _remove(folder: Path, path: str) -> None:
    """Delete a file, and the folders that it leaves empty."""
    (folder / path).unlink()
    for parent in (folder / path).parents:
        if parent == folder:
            return
        try:
            parent.rmdir()
        except OSError:
            return


def _check_is_ours(out: Path) -> None:
    # A build may be killed while it makes the very first file of a folder.
    is_begun = out.is_dir() and not any(out.iterdir())
    if not out.exists() or is_begun or (out / MARKER).is_file():
        return
    message = "The output folder was not made by Plainfact, so it is left alone."
    hint = "Name another folder with --out, or delete this one yourself."
    raise ContentError([Problem(Place(out.as_posix()), "output-is-ours", message, hint)])


def _exchange(fresh: Path, out: Path) -> None:
    if not out.exists():
        fresh.rename(out)
        return
    if _exchange_at_once(fresh, out):
        return
    old = _old_of(out)
    out.rename(old)
    fresh.rename(out)
    old.rename(fresh)


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
