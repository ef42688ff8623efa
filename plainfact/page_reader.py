"""Pages read from their files: kept by their texts, and where many are new, read by many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module

from plainfact import own_names
from plainfact.content_files import ContentFiles
from plainfact.packed_prose import pack_prose
from plainfact.pages import FrontMatter, Page, make_page
from plainfact.problems import Problem
from plainfact.workers import FEW_PAGES, Workers

_BATCHES = 4
"""How many batches each process is given, so that all end at about the same time."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A page file."""

    id: str
    """The id of its page."""
    path: str
    """Where it lies in the content."""
    shown: str
    """Its path as problems name it."""
    text: str
    """Its text."""
    key: str
    """What is read from it is kept under."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What another process has read from a page file."""

    page: Page | None
    """The page, its text packed."""
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
        self._found = {found.path: found for found in _find_pages(files)}
        self._read: dict[str, _Read] = {}
        kept = files.store.fetch_ahead(found.key for found in self._found.values())
        self._fresh = [found for found in self._found.values() if found.key not in kept]
        if len(self._fresh) < FEW_PAGES or not workers.is_near or files.store.is_idle:
            self._fresh = []
        else:
            charts = files.find("charts", ".yaml")
            workers.prepare(pages=len(self._fresh), drawings=len(charts))

    def read_ahead(self) -> None:
        """Have other processes read what is new, where that is much."""
        size = -(-len(self._fresh) // (self._workers.jobs * _BATCHES)) or 1
        batches = [self._fresh[at : at + size] for at in range(0, len(self._fresh), size)]
        for batch, made in zip(batches, self._workers.map(_read_batch, batches), strict=True):
            self._read.update(zip((found.path for found in batch), made, strict=True))

    def read(self, name: str, path: str) -> Page | None:
        """Return the page of one file."""
        if name in own_names.FOLDERS:
            message = f'A section can\'t be called "{name}": the site has a page of its own there.'
            hint = f'Rename the file, e.g. to "about-{name}.md".'
            self._files.refuse(path, "id-is-plain", message, hint)
        found = self._found.pop(path, None)
        if found is None:
            return None
        read = self._read.pop(path, None)
        return self._make(found) if read is None else self._take(found, read)

    def read_index(self) -> Page | None:
        """Return the opening page."""
        text = self._files.read("index.md", is_required=True)
        if text is None:
            return None
        key = self._files.key_of("page", "index.md", (text,))
        return self._make(_Found("index", "index.md", self._files.show("index.md"), text, key))

    def _make(self, found: _Found) -> Page | None:
        """Read a page here, or find it as it was kept."""
        files = self._files

        def read_front(front: str, shown: str, problems: list[Problem]) -> FrontMatter | None:
            read = partial(_read_front, front, shown, problems)
            return files.keep(files.key_of("front matter", found.path, (front,)), read)

        make = partial(make_page, found.id, found.text, found.shown, files.problems, read_front)
        return files.keep(found.key, make, _pack)

    def _take(self, found: _Found, read: _Read) -> Page | None:
        """Keep what another process has read, as if it had been read here."""
        files = self._files
        files.store.put(found.key, (read.page, read.problems))
        if read.front is not None:
            key = files.key_of("front matter", found.path, (read.front,))
            files.store.put(key, (read.head, read.head_problems))
        files.problems += read.problems
        return read.page


def _find_pages(files: ContentFiles) -> Iterator[_Found]:
    for path in files.find("sections", ".md"):
        name = f"sections/{path.name}"
        text = files.read(name)
        if text is not None:
            key = files.key_of("page", name, (text,))
            yield _Found(path.stem, name, files.show(name), text, key)


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

    page = _pack(make_page(found.id, found.text, found.shown, problems, read_front))
    return _Read(page, problems, *(fronts[0] if fronts else (None, None, [])))


def _pack(page: Page | None) -> Page | None:
    return replace(page, body=pack_prose(page.body)) if page is not None else None


def _read_front(front: str, shown: str, problems: list[Problem]) -> FrontMatter | None:
    # What validates takes a while to import, and most builds read no front matter anew.
    found: FrontMatter | None = import_module("plainfact.page_fields").read_front_matter(
        front, shown, problems
    )
    return found
