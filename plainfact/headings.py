"""The headings of a text: which lines are one, and by what id each is reached."""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from plainfact.code_spans import find_fences
from plainfact.prose import MARK, Prose

_LINE = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:(?<=[ \t])#+)?[ \t]*$", re.MULTILINE)


class Heading(Struct, frozen=True):
    """A heading of a page."""

    level: int
    """Its level, from 1."""
    marked: str
    """Its words, bindings replaced by their marks."""
    id: str
    """Its fragment, which stays the same when a bound number changes."""


def find_headings(prose: Prose) -> tuple[Heading, ...]:
    """Return the headings of a text, each with an id of its own."""
    return tuple(heading for heading, _ in split_at_headings(prose) if heading is not None)


def split_at_headings(prose: Prose) -> tuple[tuple[Heading | None, str], ...]:
    """Return the parts of a text: each heading with what stands below it, bindings as marks."""
    parts: list[tuple[Heading | None, str]] = []
    taken: set[str] = set()
    heading, start = None, 0
    for line in _find_lines(prose.marked):
        parts.append((heading, prose.marked[start : line.start()].removesuffix("\n")))
        words = line[2].rstrip()
        slug = unique_id(make_slug(MARK.sub(" ", words)), taken)
        heading, start = Heading(len(line[1]), words, slug), line.end() + 1
    return (*parts, (heading, prose.marked[start:]))


def set_headings_apart(marked: str) -> str:
    """Return a text in which each heading is a block of its own, whatever stands before it."""
    parts: list[str] = []
    start = 0
    for line in _find_lines(marked):
        parts.append(f"{marked[start : line.start()]}\n{line[1]} {line[2].rstrip()}\n")
        start = line.end()
    return "".join([*parts, marked[start:]])


def _find_lines(marked: str) -> Iterator[re.Match[str]]:
    """Yield the lines that are headings: those in code are none."""
    fences = [*find_fences(marked)]
    for line in _LINE.finditer(marked):
        while fences and fences[0][1] < line.start():
            fences.pop(0)
        if not fences or line.start() < fences[0][0]:
            yield line


def make_slug(words: str) -> str:
    """Return words as a fragment: letters and digits of any script, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", words).lower()
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return "-".join(re.findall(r"\w+", kept)) or "part"


def unique_id(wanted: str, taken: set[str]) -> str:
    """Return an id that is not taken yet, and take it."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    taken.add(found)
    return found
