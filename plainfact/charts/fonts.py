"""The charts' font: which characters it has, how wide they are, and how words are broken to fit.

The widths come from a table that `static/fonts/make_fonts.py` writes from the font itself, so words
are measured without a browser, a font library or the fonts of the machine.
"""

import json
from functools import cache
from pathlib import Path

from plainfact.charts.theme import TEXT_SIZE

FONT_FOLDER = Path(__file__).parent / "font_files"
"""The folder of the font files that the engine draws with."""
BOLD = 600
"""The weight of words that stand out."""

_SAFETY = 1.02  # the table knows no kerning, which moves a word's end by up to this much
_ELLIPSIS = "…"


def find_missing_glyphs(text: str) -> str:
    """Return the characters of a text that the charts' font lacks, each once, in order."""
    widths = _widths(400)
    return "".join(dict.fromkeys(char for char in text if char not in widths and char != "\n"))


def measure_text(text: str, size: float = TEXT_SIZE, weight: int = 400) -> float:
    """Return the width of a text in pixels: of its widest line."""
    widths = _widths(weight)
    width = max(sum(map(widths.__getitem__, line)) for line in text.split("\n"))
    return width * size * _SAFETY / 1000


def fits_in_lines(
    text: str, width: float, lines: int, size: float = TEXT_SIZE, weight: int = 400
) -> bool:
    """Tell whether a text can be broken into so many lines without breaking or cutting a word."""
    if any(measure_text(word, size, weight) > width for word in text.split()):
        return False
    return wrap_text(text, width, size, weight, most=99).count("\n") < lines


def wrap_text(
    text: str, width: float, size: float = TEXT_SIZE, weight: int = 400, most: int = 3
) -> str:
    """Break a text into lines no wider than `width`, at most so many; what is left is cut off.

    Words too wide for a line are broken. Cut words end in "…"; the whole is in the mark's name, the
    tooltip and the table.
    """
    lines: list[str] = []
    line = ""
    for word in _split_words(text, width, size, weight):
        joined = f"{line} {word}" if line else word
        if line and measure_text(joined, size, weight) > width:
            lines.append(line)
            line = word
        else:
            line = joined
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), width, size, weight)]
    return "\n".join(lines)


def _split_words(text: str, width: float, size: float, weight: int) -> list[str]:
    """Return the words of a text, those wider than a line in pieces."""
    found: list[str] = []
    for word in text.split():
        if measure_text(word, size, weight) <= width:
            found.append(word)
            continue
        piece = ""
        for char in word:
            if piece and measure_text(piece + char, size, weight) > width:
                found.append(piece)
                piece = ""
            piece += char
        found.append(piece)
    return found or [""]


def _cut(line: str, width: float, size: float, weight: int) -> str:
    if measure_text(line, size, weight) <= width:
        return line
    while line and measure_text(line + _ELLIPSIS, size, weight) > width:
        line = line[:-1]
    return line.rstrip(" ,;:") + _ELLIPSIS


class _Widths(dict[str, int]):
    """The width of each character, in thousandths of the size."""

    def __missing__(self, char: str) -> int:
        """Return the width of a character without a glyph: it is as wide as it is high."""
        return 1000


@cache
def _widths(weight: int) -> _Widths:
    """Return the width of each character, in thousandths of the size."""
    table = json.loads((FONT_FOLDER / "widths.json").read_text(encoding="utf-8"))
    grouped: dict[str, str] = table[str(BOLD if weight >= BOLD else 400)]
    return _Widths((char, int(width)) for width, chars in grouped.items() for char in chars)
