"""The board: the last good edition of a site, what is wrong now, and who waits for news of it."""

import re
import secrets
from collections.abc import Collection, Iterable, Mapping
from threading import Condition

from msgspec import Struct
from msgspec.structs import replace

from plainfact.outputs import OutputFile

_SPARES = 40
_FINGERPRINT = re.compile(r"\.[0-9a-f]{8}(?=\.[a-z0-9]+$)")
_STYLE_NAME = re.compile(rb"(assets/[\w-]+)\.[0-9a-f]{8}\.css")


class Fault(Struct, frozen=True, kw_only=True):
    """Something to mend, as the overlay shows it."""

    place: str
    """The file and line, or empty."""
    code: str
    """What should be true, or empty."""
    message: str
    """What is wrong."""
    hint: str
    """How to mend it."""
    why: str = ""
    """Why it matters."""
    line: tuple[str, str, str] = ("", "", "")
    """The line of the file: what stands before the words that are meant, they, and the rest."""


class State(Struct, frozen=True, kw_only=True):
    """The board at one moment."""

    version: int = 0
    """Counts the changes of the board."""
    files: Mapping[str, OutputFile] | None = None
    """The last good edition by path, or None before the first."""
    spare: Mapping[str, OutputFile]
    """Assets of editions just before, which a page that is loading may still ask for."""
    changed: Mapping[str, int]
    """The version at which each file last changed, by its path without a fingerprint."""
    faults: tuple[Fault, ...] = ()
    """What is wrong with the content as it stands."""
    is_working: bool = False
    """Whether a build is going on."""


class News(Struct, frozen=True):
    """What a page has to do about a change."""

    must_reload: bool
    """Whether the page itself is another one now."""
    styles: tuple[str, ...]
    """Stylesheets that take the place of the page's own of the same name."""


class Board:
    """Holds the state; many pages read it and wait on it while one build changes it."""

    def __init__(self) -> None:
        self.session = secrets.token_hex(4)
        """Tells this run of the server from another."""
        self._state = State(spare={}, changed={})
        self._news = Condition()

    @property
    def state(self) -> State:
        """The board as it stands."""
        return self._state

    def begin(self) -> None:
        """Tell that a build has begun."""
        self._post(replace(self._state, is_working=True))

    def publish(self, outputs: Iterable[OutputFile]) -> list[str]:
        """Put up a new edition; return the paths of what is new, changed or gone."""
        files = {output.path: output for output in outputs}
        old = self._state
        differing = _compare(old.files or {}, files)
        version = old.version + 1
        changed = {**old.changed, **dict.fromkeys(differing, version)}
        spare = _keep_assets(old, files)
        self._post(
            replace(old, files=files, spare=spare, changed=changed, faults=(), is_working=False)
        )
        return differing

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Say what is wrong; the last good edition stays."""
        self._post(replace(self._state, faults=tuple(faults), is_working=False))

    def wait(self, version: int, seconds: float) -> State | None:
        """Return the state once it is newer than a version, or None if it stays as long."""
        with self._news:
            is_new = self._news.wait_for(lambda: self._state.version > version, seconds)
            return self._state if is_new else None

    def _post(self, state: State) -> None:
        with self._news:
            self._state = replace(state, version=self._state.version + 1)
            self._news.notify_all()


def find_news(state: State, path: str, since: int) -> News:
    """Return what a page has to do about all that changed since a version of the board."""
    files = state.files or {}
    fresh = {name for name, version in state.changed.items() if version > since}
    page = files[path].data if path in files else b""
    shows_other = any(
        name.rpartition("/")[2].encode() in page
        for name in fresh
        if not name.endswith((".html", ".css", ".woff2"))
    )
    styles = tuple(
        name for name in files if name.endswith(".css") and _strip_fingerprint(name) in fresh
    )
    return News(path in fresh or shows_other, styles)


def _keep_assets(old: State, files: Collection[str]) -> dict[str, OutputFile]:
    gone = {
        path: output
        for path, output in (old.files or {}).items()
        if path.startswith("assets/") and path not in files
    }
    return dict([*old.spare.items(), *gone.items()][-_SPARES:])


def _compare(old: Mapping[str, OutputFile], new: Mapping[str, OutputFile]) -> list[str]:
    """Return the paths, without fingerprints, at which two editions differ."""
    before = {_strip_fingerprint(output.path): output for output in old.values()}
    after = {_strip_fingerprint(output.path): output for output in new.values()}
    return sorted(
        path
        for path in before | after
        if path not in before or path not in after or _differ(before[path], after[path])
    )


def _differ(old: OutputFile, new: OutputFile) -> bool:
    """Tell whether a file is another one now; for a page, new styles alone make no difference.

    Its key tells enough of all else; what is made late is then made only when it is asked for.
    """
    if old.key == new.key:
        return False
    return not old.path.endswith(".html") or _strip_styles(old) != _strip_styles(new)


def _strip_fingerprint(path: str) -> str:
    return _FINGERPRINT.sub("", path) if path.startswith("assets/") else path


def _strip_styles(page: OutputFile) -> bytes:
    """Return a page without its stylesheets' fingerprints."""
    return _STYLE_NAME.sub(rb"\1.css", page.data)
