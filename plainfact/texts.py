"""Texts: words from an author's file that still know on which line each of them stands."""

import re
from dataclasses import dataclass

from plainfact.problems import Place


@dataclass(frozen=True, slots=True)
class Text:
    """A text as its author wrote it."""

    value: str
    """The words."""
    path: str
    """The file they are in."""
    line: int = 1
    """The line that the text begins on."""
    word_lines: tuple[int, ...] = ()
    """The line of each word, where line breaks were folded away; else empty."""

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at an offset into `value`."""
        if not self.word_lines:
            return Place(self.path, self.line + self.value.count("\n", 0, offset))
        before = self.value[:offset].split()
        inside = offset > 0 and re.match(r"\S\S", self.value[offset - 1 : offset + 1])
        index = len(before) - 1 if inside else len(before)
        return Place(self.path, self.word_lines[min(index, len(self.word_lines) - 1)])

    @property
    def place(self) -> Place:
        """The place where the text begins."""
        return self.place_at(0)
