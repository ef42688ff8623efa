"""Where the values of a YAML text stand: their columns, of each word where lines are folded."""

import re
from collections.abc import Sequence

import yaml
from msgspec import Struct

_WORD = re.compile(r"\S+")


class Span(Struct, frozen=True):
    """Where an event's text stands, counted from 0."""

    line: int
    """The line that it begins on."""
    column: int
    """The column that it begins in."""
    end_line: int
    """The line that it ends on."""
    end_column: int
    """The column after its last character."""


def find_span(event: yaml.Event) -> Span:
    """Return where an event's text stands."""
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        raise TypeError("the parser gave an event without marks")
    return Span(start.line, start.column, end.line, end.column)


def find_column(
    value: str, lines: Sequence[str], number: int, span: Span, style: str | None
) -> int:
    """Return the column, from 1, that a value's lines begin in; 0 where it is not written as is.

    `number` is the line, from 0, of its first words.
    """
    line = lines[number] if number < len(lines) else ""
    start = span.column + (style in ("'", '"'))
    if style in ("|", ">"):
        start = len(line) - len(line.lstrip())
    words = value.partition("\n")[0]
    return start + 1 if words and line.startswith(words, start) else 0


def find_words(line: str, number: int, span: Span) -> list[int]:
    """Return the columns, from 1, of a value's words on one of its lines."""
    start = span.column if number == span.line else 0
    end = span.end_column if number == span.end_line else len(line)
    return [match.start() + 1 for match in _WORD.finditer(line, start, end)]
