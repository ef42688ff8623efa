"""Texts: words from an author's file that still know on which line each of them stands."""

import re

from msgspec import Struct

from plainfact.problems import Place


class Text(Struct, frozen=True):
    """A text as its author wrote it."""

    value: str
    """The words."""
    path: str
    """The file they are in."""
    line: int = 1
    """The line that the text begins on."""
    word_starts: tuple[tuple[int, int], ...] = ()
    """The line and column of each word, where line breaks were folded away; else empty."""
    column: int = 0
    """The column that each of its lines begins in, from 1; 0 where that is not known."""

    def place_at(self, offset: int, length: int = 0) -> Place:
        """Return the place of the words at an offset into `value`, up to the end of their line."""
        if self.word_starts:
            line, column = self._find_word(offset)
        else:
            line = self.line + self.value.count("\n", 0, offset)
            column = self.column and self.column + offset - self.value.rfind("\n", 0, offset) - 1
        if not column or not length:
            return Place(self.path, line, column)
        if self.word_starts:
            end_line, end = self._find_word(offset + length - 1)
            return Place(self.path, line, column, end + 1 if end_line == line else 0)
        first = self.value[offset : offset + length].partition("\n")[0]
        return Place(self.path, line, column, column + len(first))

    def _find_word(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a character of a text whose line breaks were folded."""
        before = self.value[:offset].split()
        inside = offset > 0 and re.match(r"\S\S", self.value[offset - 1 : offset + 1])
        index = len(before) - 1 if inside else len(before)
        line, column = self.word_starts[min(index, len(self.word_starts) - 1)]
        return line, column + len(before[-1]) if inside else column

    @property
    def place(self) -> Place:
        """The place where the text stands."""
        return self.place_at(0, len(self.value))


class Located(str):
    """A value of a YAML file that brings its `Text` along."""

    __slots__ = ("text",)
    text: Text


def find_place(words: str, otherwise: Place) -> Place:
    """Return where words of a file stand, or another place where they don't know it."""
    return words.text.place if isinstance(words, Located) else otherwise
