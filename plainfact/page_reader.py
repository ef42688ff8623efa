"""Pages read from their files: kept by their texts, and where many are new, read by many."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from plainfact import own_names
from plainfact.content_files import ContentFiles
from plainfact.fingerprints import digest_bytes
from plainfact.known_files import KnownFiles
from plainfact.late_prose import make_late_prose, pack_prose
from plainfact.limits import find_limits
from plainfact.pages import NO_TEXT, FrontMatter, Page, make_page
from plainfact.problems import ContentError, Problem
from plainfact.reads import Reads
from plainfact.store import make_key
from plainfact.trays import Trays
from plainfact.workers import FEW_PAGES, MOST_PAGES, Workers

_INDEX = "index.md"

_Kept = tuple[Page | None, list[Problem]]
"""What is kept of a page file: its page but for the text, and all that is wrong with it."""


class _Found(Struct, frozen=True):
    """A page file."""

    id: str
    """The id of its page."""
    path: str
    """Where it lies in the content."""
    shown: str
    """Its path as problems name it."""
    text: str
    """Its text."""
    digest: str
    """The fingerprint of that."""


class _Read(Struct, frozen=True):
    """What another process has read from a page file."""

    page: Page | None
    """The page but for its text."""
    body: bytes
    """That, packed."""
    problems: list[Problem]
    """All that is wrong with it."""
    front: str | None
    """The text of its front matter, if it has any."""
    head: FrontMatter | None
    """What that says."""
    head_problems: list[Problem]
    """What is wrong with that."""


class PageReader:
    """Reads the pages of a content folder."""

    def __init__(self, files: ContentFiles, workers: Workers) -> None:
        self._files = files
        self._workers = workers
        sections = (f"sections/{path.name}" for path in files.find("sections", ".md"))
        names = (_INDEX, *sections)
        self._known = KnownFiles(os.fspath(files.content), files.store)
        task = f"page {files.shown} {find_limits()}"
        self._trays = Trays(files.store, Reads(), task, names)
        self._kept: dict[str, _Kept] = {}
        self._found: dict[str, _Found] = {}
        self._read: dict[str, _Read] = {}
        for name in names:
            self._look_up(name)
        self._known.keep()
        self._fresh = list(self._found.values())
        if len(self._fresh) < FEW_PAGES or not workers.is_near or files.store.is_idle:
            self._fresh = []
        else:
            charts = files.find("charts", ".yaml")
            workers.prepare(pages=len(self._fresh), drawings=len(charts))

    def read_ahead(self) -> None:
        """Have other processes read what is new, where that is much."""
        batches = self._workers.cut(self._fresh, MOST_PAGES)
        for batch, made in zip(batches, self._workers.map(_read_batch, batches), strict=True):
            self._read.update(zip((found.path for found in batch), made, strict=True))

    def read(self, name: str, path: str) -> Page | None:
        """Return the page of one file."""
        if name in own_names.FOLDERS:
            message = f'A section can\'t be called "{name}": the site has a page of its own there.'
            hint = f'Rename the file, e.g. to "about-{name}.md".'
            self._files.refuse(path, "id-is-plain", message, hint)
        return self._find(path)

    def read_index(self) -> Page | None:
        """Return the opening page."""
        return self._find(_INDEX)

    def _find(self, path: str) -> Page | None:
        """Return a page as it was kept, as another process has read it, or read here and now."""
        if path in self._kept:
            page, problems = self._kept.pop(path)
            self._files.problems += problems
            return _add_body(page, partial(self._fetch_body, path, page.digest)) if page else None
        found = self._found.pop(path, None)
        if found is None:
            return None
        read = self._read.pop(path, None)
        return self._make(found) if read is None else self._take(found, read)

    def _look_up(self, name: str) -> None:
        """Look for what is kept of a page file; where there is nothing, hold its text ready."""
        is_plain = self._files.is_plain(name)
        known = self._known.recall(name) if is_plain else None
        if known is not None and self._is_kept(name, known):
            return
        text = self._files.read(name, is_required=name == _INDEX)
        if text is None:
            return
        digest = digest_bytes(text.encode())
        if is_plain:
            self._known.learn(name, digest)
        if not self._is_kept(name, digest):
            shown = self._files.show(name)
            self._found[name] = _Found(PurePath(name).stem, name, shown, text, digest)

    def _is_kept(self, name: str, digest: str) -> bool:
        for kept in self._trays.find(name, digest):
            self._kept[name] = kept
        return name in self._kept

    def _make(self, found: _Found) -> Page | None:
        """Read a page here."""
        files = self._files

        def read_front(front: str, shown: str, problems: list[Problem]) -> FrontMatter | None:
            read = partial(_read_front, front, shown, problems)
            return files.keep(files.key_of("front matter", found.path, (front,)), read)

        begun = len(files.problems)
        page = make_page(found.id, found.text, found.shown, files.problems, read_front)
        self._keep(found, *_take_apart(page), files.problems[begun:])
        return page

    def _take(self, found: _Found, read: _Read) -> Page | None:
        """Keep what another process has read, as if it had been read here."""
        files = self._files
        self._keep(found, read.page, read.body, read.problems)
        if read.front is not None:
            key = files.key_of("front matter", found.path, (read.front,))
            files.store.put(key, (read.head, read.head_problems))
        files.problems += read.problems
        return _add_body(read.page, lambda: read.body) if read.page is not None else None

    def _keep(self, found: _Found, page: Page | None, body: bytes, problems: list[Problem]) -> None:
        kept: _Kept = (page, problems)
        self._trays.keep(found.path, found.digest, (), kept)
        if page is not None:
            self._files.store.put(_body_key(page.digest), body)

    def _fetch_body(self, path: str, digest: str) -> bytes:
        """Return the text of a page that was kept; where that was let go, read it anew."""
        body: bytes | None = self._files.store.get(_body_key(digest))
        if body is not None:
            return body
        text = self._files.read(path, is_required=True)
        if text is None:
            raise ContentError(self._files.problems)
        shown = self._files.show(path)
        page = make_page(PurePath(path).stem, text, shown, self._files.problems, _read_front)
        if page is None:
            raise ContentError(self._files.problems)
        return pack_prose(page.body)


def _read_batch(batch: Sequence[_Found]) -> list[_Read]:
    """Read the pages of some files; this runs in another process."""
    return [_read_page(found) for found in batch]


def _read_page(found: _Found) -> _Read:
    problems: list[Problem] = []
    fronts: list[tuple[str, FrontMatter | None, list[Problem]]] = []

    def read_front(front: str, shown: str, problems: list[Problem]) -> FrontMatter | None:
        begun = len(problems)
        head = _read_front(front, shown, problems)
        fronts.append((front, head, problems[begun:]))
        return head

    page, body = _take_apart(make_page(found.id, found.text, found.shown, problems, read_front))
    return _Read(page, body, problems, *(fronts[0] if fronts else (None, None, [])))


def _take_apart(page: Page | None) -> tuple[Page | None, bytes]:
    """Return a page but for its text, and that, packed."""
    if page is None:
        return None, b""
    return replace(page, body=NO_TEXT), pack_prose(page.body)


def _add_body(page: Page, fetch: Callable[[], bytes]) -> Page:
    return replace(page, body=make_late_prose(fetch))


def _body_key(digest: str) -> str:
    return make_key("body", digest)


def _read_front(front: str, shown: str, problems: list[Problem]) -> FrontMatter | None:
    # What validates takes a while to import, and most builds read no front matter anew.
    found: FrontMatter | None = import_module("plainfact.page_fields").read_front_matter(
        front, shown, problems
    )
    return found
