"""The files of a content folder: read as text, and what is made of them kept."""

import difflib
import os
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from plainfact.files import is_inside, read_text
from plainfact.fingerprints import digest_bytes
from plainfact.ids import check_ids
from plainfact.limits import find_limits
from plainfact.problems import Place, Problem
from plainfact.store import Store, make_key

_REQUIRED = {
    "site.yaml": 'Add it, with "title: …", "summary: …" and "sections: [ ]".',
    "index.md": 'Add it: a line "---", "title: …", a line "---", then the opening.',
}
"""The files that every explainer has, and how to begin them."""
_FILES = ("site.yaml", "sources.yaml", "glossary.yaml", "corrections.yaml", "index.md")
_FOLDERS = {"sections": (".md",), "datasets": (".yaml", ".csv"), "charts": (".yaml",)}
_GROUND = ("datasets", "charts")
"""The folders that hold no pages."""
_OTHER_FOLDERS = ("images", "extensions", "templates", "static")
_MEANT = {".yml": ".yaml", ".markdown": ".md", ".mdown": ".md"}
"""Endings that are not read, and those that are meant by them."""

Record = TypeVar("Record")


class ContentFiles:
    """Reads the files of one content folder."""

    def __init__(self, content: Path, shown: str, problems: list[Problem], store: Store) -> None:
        self.content = content
        self.shown = shown
        self.problems = problems
        self.store = store
        self.broken: set[str] = set()
        self.misnamed: set[str] = set()
        self._folders: dict[Path, bool] = {}
        self._found: dict[str, list[Path]] = {}
        self._plain: set[str] = set()

    def show(self, name: str) -> str:
        """Return a file's path as problems name it."""
        return f"{self.shown}/{name}"

    def read(self, name: str, *, is_required: bool = False) -> str | None:
        """Return a file's text, or None where there is none or it can't be read."""
        path = self.content / name
        if name not in self._plain and not path.is_file():
            if is_required and name not in self.misnamed:
                self.refuse(name, "file-exists", "The file is missing.", _REQUIRED[name])
            return None
        if not self._is_inside(path, name):
            return None
        try:
            return read_text(path, self.show(name), self.problems)
        except FileNotFoundError:  # it was deleted since its folder was listed
            self._plain.discard(name)
            return None

    def _is_inside(self, path: Path, name: str) -> bool:
        """Tell whether a file lies in the content folder; each folder is looked up once."""
        folder = path.parent
        if folder not in self._folders:
            self._folders[folder] = folder.resolve().is_relative_to(self.content.resolve())
        if self._folders[folder] and (name in self._plain or not path.is_symlink()):
            return True
        return is_inside(path, self.show(name), self.content, self.problems)

    def keep(self, key: str, make: Callable[[], Record]) -> Record:
        """Return what `make` makes of the texts of a file, and add the problems that it finds.

        Both are kept under a key of `key_of`: of the same texts, nothing is made again.
        """
        kept: tuple[Record, list[Problem]] | None = self.store.get(key)
        if kept is not None:
            self.problems += kept[1]
            return kept[0]
        found = len(self.problems)
        record = make()
        if not self.store.is_idle:
            self.store.put(key, (record, self.problems[found:]))
        return record

    def key_of(self, what: str, name: str, texts: Iterable[str | None]) -> str:
        """Return what is made of the texts of a file is kept under."""
        told = ("-" if text is None else f"+{text}" for text in texts)
        return make_key(what, self.show(name), repr(find_limits()), *told)

    def refuse(self, name: str, code: str, message: str, hint: str) -> None:
        """Add a problem with a whole file."""
        self.problems.append(Problem(Place(self.show(name)), code, message, hint))

    def is_plain(self, name: str) -> bool:
        """Tell whether a file was listed as one, and is no link."""
        return name in self._plain

    def find(self, folder: str, ending: str) -> list[Path]:
        """Return the files of a folder with an ending, by name."""
        kind = f"{folder}/*{ending}"
        if kind not in self._found:
            self._found[kind] = sorted(self._list(folder, ending), key=attrgetter("name"))
        return self._found[kind]

    def _list(self, folder: str, ending: str) -> Iterator[Path]:
        root = self.content / folder
        if not root.is_dir():
            return
        with os.scandir(root) as entries:
            for entry in entries:
                if not entry.name.endswith(ending):
                    continue
                # Of thousands of files, the listing itself knows what they are.
                if entry.is_file(follow_symlinks=False):
                    self._plain.add(f"{folder}/{entry.name}")
                    yield root / entry.name
                elif (root / entry.name).is_file():
                    yield root / entry.name

    def load_all(
        self, folder: str, what: str, ending: str, make: Callable[[str, str], Record | None]
    ) -> dict[str, Record]:
        """Return what `make` makes of each file of a folder, by id."""
        found: dict[str, Record] = {}
        for path in self.find(folder, ending):
            name = f"{folder}/{path.name}"
            check_ids([(path.stem, Place(self.show(name)))], what, self.problems)
            record = make(path.stem, name)
            if record is None:
                self.broken.add(f"{what}:{path.stem}")
            else:
                found[path.stem] = record
        return found

    def digest_ground(self) -> str | None:
        """Return the fingerprint of all files that are no pages, or None where one is a link."""
        found = [self.content / name for name in _FILES if name != "index.md"]
        found += [path for folder in _GROUND for path in sorted((self.content / folder).glob("*"))]
        files = [path for path in found if path.is_file()]
        if any(path.is_symlink() or path.parent.is_symlink() for path in files):
            return None
        names = [path.relative_to(self.content).as_posix().encode() for path in files]
        return digest_bytes(*names, *(path.read_bytes() for path in files))


def check_names(files: ContentFiles) -> None:
    """Refuse files that are not read because of a slip in their name."""
    for path in sorted(files.content.iterdir()):
        known = _FILES if path.is_file() else (*_FOLDERS, *_OTHER_FOLDERS)
        near = difflib.get_close_matches(path.name.lower(), known, n=1, cutoff=0.85)
        if near and path.name not in known and not (files.content / near[0]).exists():
            _refuse_name(path.name, near[0], files)
    for folder, endings in _FOLDERS.items():
        names = _list_names(files.content / folder)
        # Of thousands of pages there is nothing to tell.
        odd = {name for name in names if not name.endswith(".md") or folder != "sections"}
        for name in sorted(odd):
            stem, ending = Path(name).stem, Path(name).suffix
            meant = _MEANT.get(ending.lower(), ending.lower())
            if ending not in endings and meant in endings:
                _refuse_name(f"{folder}/{name}", f"{stem}{meant}", files)
                files.broken.add(f"{folder.removesuffix('s')}:{stem}")
            elif ending == ".csv" and not {f"{stem}.yaml", f"{stem}.yml"} & names:
                files.refuse(f"{folder}/{name}", "file-exists",
                              f"These rows have no columns: {stem}.yaml is missing.",
                              f"Add {folder}/{stem}.yaml with a title and columns.")  # fmt: skip


def _list_names(folder: Path) -> set[str]:
    if not folder.is_dir():
        return set()
    with os.scandir(folder) as entries:
        return {entry.name for entry in entries if entry.is_file()}


def _refuse_name(path: str, name: str, files: ContentFiles) -> None:
    files.misnamed.add(name)
    message = "Nothing of this name is read."
    files.refuse(path, "file-is-read", message, f'Rename it to "{name}".')
