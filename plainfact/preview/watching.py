"""Watching: which files of the content and of the theme were saved, come or gone."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

from watchfiles import Change, watch
from watchfiles.main import FileChange

_STEP, _MOST, _LOOK = 20, 200, 100
"""Milliseconds: what counts as one change, the longest that is gathered, and between looks."""


def watch_folders(folders: Sequence[Path], stop: Event) -> Iterator[tuple[str, ...]]:
    """Yield the names of changed files, until told to stop.

    An empty tuple tells that watching has begun: at first, and whenever a folder came or went. From
    then on nothing is missed, however long the taker takes.
    """
    while not stop.is_set():
        present = _identify(folders)
        has_begun = False
        roots = {str(folder.absolute()) for folder in present}
        for found in _look(present, stop):
            # A folder in another's place may have its number too, but it is told of as a change.
            if _identify(folders) != present or any(path in roots for _, path in found):
                break
            lasting = _drop_passing(found)
            if lasting or not has_begun:
                yield tuple(sorted({_show(path, folders) for path in lasting}))
            has_begun = True


def _look(present: Iterable[Path], stop: Event) -> Iterator[Collection[FileChange]]:
    """Yield what changed in folders since the last look, mostly nothing."""
    if not present:
        while not stop.wait(_LOOK / 1000):
            yield ()
        return
    with suppress(FileNotFoundError):  # a folder went just now
        yield from watch(*present, stop_event=stop, step=_STEP, debounce=_MOST,
                         rust_timeout=_LOOK, yield_on_timeout=True)  # fmt: skip


def _drop_passing(found: Collection[FileChange]) -> set[Path]:
    """Return what changed but for files that came and went: editors save by way of such."""
    come = {path for change, path in found if change is Change.added}
    return {Path(path) for _, path in found if path not in come or Path(path).exists()}


def _identify(folders: Sequence[Path]) -> dict[Path, int]:
    """Return which folders there are, each with what tells it from another of its name."""
    found: dict[Path, int] = {}
    for folder in folders:
        try:
            found[folder] = folder.stat().st_ino
        except OSError:
            continue
    return found


def _show(path: Path, folders: Sequence[Path]) -> str:
    for folder in folders:
        if path.is_relative_to(folder.absolute()):
            return f"{folder.name}/{path.relative_to(folder.absolute()).as_posix()}"
    return path.name
