"""Problems: what an author must fix, where, and how."""

import difflib
from collections.abc import Iterable

from msgspec import Struct


class Place(Struct, frozen=True, eq=False):
    """A line of an author's file, and the words of it that are meant, where they are known."""

    path: str
    """The file, relative to the folder that the command runs in, with forward slashes."""
    line: int = 1
    """The line, counted from 1."""
    column: int = 0
    """The column that the words begin in, counted from 1; 0 where only the line is known."""
    end: int = 0
    """The column after their last; 0 where it is not known."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"

    # Places on one line are alike, so that a problem is told once a line.
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and self.path == other.path and self.line == other.line

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.path, self.line))

    def __lt__(self, other: "Place") -> bool:
        return (self.path, self.line) < (other.path, other.line)


class Problem(Struct, frozen=True, order=True):
    """Something in the content that must be fixed before anything is written."""

    place: Place
    """Where the author should look."""
    code: str
    """What should be true, in kebab-case, e.g. "source-exists"."""
    message: str
    """What is wrong, in one sentence or two."""
    hint: str = ""
    """How to mend it; empty where the message says it all."""

    def __str__(self) -> str:
        line = f"{self.place}: {self.code}: {self.message}"
        return line + "".join(f"\n    {part}" for part in self.hint.splitlines())


class ContentError(Exception):
    """Content that can't be built. Carries every problem found, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(f"{len(self.problems)} problem(s)")


class UnwritableError(Exception):
    """The disk refuses what was to be written; the message names the file and says why."""


def format_suggestion(name: str, known: Iterable[str]) -> str:
    """Return a "Did you mean" sentence for a misspelt name, or nothing where none is near."""
    names = list(known)
    by_sound = {one.casefold(): one for one in names}
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6) or [
        by_sound[one] for one in difflib.get_close_matches(name.casefold(), by_sound, n=1)
    ]
    return f'Did you mean "{near[0]}"?' if near else ""
