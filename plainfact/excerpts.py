"""The line of an author's file that a problem is about, and the words of it that are meant."""

import re
from pathlib import Path

from msgspec import Struct

from plainfact.limits import find_limits
from plainfact.problems import Place, Problem

_QUOTED = re.compile(r'"([^"]+)"')
_ABOUT_THE_WHOLE = {"yaml-is-valid", "binding-is-well-formed"}
"""The codes whose messages may quote a part of what is wrong."""


class Excerpt(Struct, frozen=True):
    """A line as it stands in the file, with the words that a problem is about."""

    line: str
    """The line."""
    above: str
    """The line above it; empty for the first."""
    start: int
    """Where the words begin, counted from 0."""
    end: int
    """Where they end; the same as `start` where only the line is known."""


def read_excerpt(problem: Problem) -> Excerpt | None:
    """Return the line that a problem is about, or None where there is none to show."""
    path, number = Path(problem.place.path), problem.place.line
    if not path.is_file() or path.stat().st_size > find_limits().file_bytes:
        return None
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if number > len(lines) or not lines[number - 1].strip():
        return None
    line = lines[number - 1]
    start, end = find_words(problem, line)
    return Excerpt(line, lines[number - 2] if number > 1 else "", start, end)


def find_words(problem: Problem, line: str) -> tuple[int, int]:
    """Return where the words that a problem is about begin and end in its line, counted from 0.

    They are those that the message quotes: within what the reader of the file knows of their place,
    or anywhere in the line if they stand there just once. Both are the same where neither is known.
    """
    quoted = _quoted_words(problem)
    if not problem.place.column:
        return _find_once(quoted, line) or (0, 0)
    start, end = _known_part(problem.place, line)
    for words in quoted:
        found = list(_whole(words).finditer(line, start, end))
        if found:
            # What leads nowhere is the address of a link, which stands after the link's own words.
            return found[-1 if problem.message.startswith("There is no") else 0].span()
    return start, end


def _find_once(quoted: list[str], line: str) -> tuple[int, int] | None:
    """Return where the first of some words stands that the line holds just once."""
    for words in quoted:
        found = list(_whole(words).finditer(line))
        if len(found) == 1:
            return found[0].span()
    return None


def _known_part(place: Place, line: str) -> tuple[int, int]:
    """Return the part of a line that a place names: to the end of a word where no end is known."""
    start = min(place.column - 1, len(line))
    word = re.compile(r"\S*").match(line, start)
    end = place.end - 1 if place.end else word.end() if word else start
    return start, min(max(end, start + 1), len(line))


def _quoted_words(problem: Problem) -> list[str]:
    """Return what a message quotes; of a path of names, such as "authors.name", the last too.

    A sign that a text may not hold is quoted as an example; the whole of the text is meant.
    """
    if problem.code in _ABOUT_THE_WHOLE and not problem.message.startswith('"'):
        return []
    found = _QUOTED.findall(problem.message)
    return [*found, *(words.rpartition(".")[2] for words in found if "." in words)]


def _whole(words: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(before + re.escape(words) + after)
