"""The social card of a page: its words and its chart, in the size that networks show.

A card is a pure function of its face, so it can be made anywhere and kept for as long as its face
stays. Chart and words share the room in whichever of two ways leaves the chart larger.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape

from msgspec import Struct

from plainfact.cards import CARD_SIZE
from plainfact.charts.fonts import BOLD, find_missing_glyphs, measure_text, wrap_text
from plainfact.charts.theme import COLOURS, FONT, Colour, resolve_colours

_EDGE = 56
_WIDTH, _HEIGHT = CARD_SIZE
CARD_ROOM = _WIDTH - 2 * _EDGE
"""The width that words have, in pixels."""
SOURCE_SIZE = 18
"""The size of the source line."""
_TOP = 48
_FOOT = 536
"""Where the line above the site's name runs."""
_COLUMN = 430
"""The width of the words where they stand beside the chart."""
_GAP = 48
_SIZES = (60, 52, 46, 40, 34, 30, 26, 22)
_SMALL = 20
_LEAST_SCALE = 0.9
"""A chart that would have to be smaller is left out: its letters could not be read."""
_MOST_SCALE = 1.7
_ROOT = re.compile(r"<svg [^>]*>")


class CardFace(Struct, frozen=True, kw_only=True):
    """What a card shows."""

    kicker: str = ""
    """What the title belongs to, or empty."""
    title: str
    """What the page finds."""
    words: str
    """What is drawn, or where nothing is, what the page is about."""
    site: str
    """The site's title."""
    source: str = ""
    """The source line."""
    drawings: tuple[tuple[str, float, float], ...] = ()
    """The chart in each of its widths, as SVG with its width and height; or nothing."""


class _Block(Struct, frozen=True):
    """Words that are laid out: their SVG and how high they are."""

    svg: str
    height: float


class _Layout(Struct, frozen=True):
    """Words and a chart in their places."""

    scale: float
    svg: str


def render_card(face: CardFace, colours: Mapping[str, Colour] = COLOURS) -> str:
    """Return a card as an SVG with colours of its own, in the light scheme."""
    layouts = [layout for drawing in face.drawings
               for layout in (_stack(face, drawing), _set_beside(face, drawing))]  # fmt: skip
    best = max(layouts, key=lambda layout: layout.scale, default=None)
    if best is not None and best.scale >= _LEAST_SCALE:
        inside = best.svg
    else:
        inside = _set_words(face, CARD_ROOM, _FOOT - _TOP - 24, 30).svg
    return resolve_colours(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="{escape(FONT)}">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="var(--chart-surface)"/>'
        f'<rect width="{_WIDTH}" height="10" fill="var(--chart-1)"/>'
        f"{inside}{_set_foot(face)}</svg>",
        colours,
    )


def keep_drawable(words: str) -> str:
    """Return words that the charts' font can write; nothing of those that it can't.

    A card of half its letters, or of letters from a font that another machine lacks, says less than
    one without them.
    """
    return "" if find_missing_glyphs(words) else words


def _stack(face: CardFace, drawing: tuple[str, float, float]) -> _Layout:
    """Set the words above a chart."""
    words = _set_words(face, CARD_ROOM, 190, _SMALL)
    top = _TOP + words.height + 14
    room = _FOOT - 14 - top
    scale = min(CARD_ROOM / drawing[1], room / drawing[2], _MOST_SCALE)
    left = _EDGE + (CARD_ROOM - drawing[1] * scale) / 2
    chart = _place(drawing, left, top + (room - drawing[2] * scale) / 2, scale)
    return _Layout(scale, words.svg + chart)


def _set_beside(face: CardFace, drawing: tuple[str, float, float]) -> _Layout:
    """Set the words on the left of a chart."""
    words = _set_words(face, _COLUMN, _FOOT - _TOP - 14, _SMALL)
    room, height = CARD_ROOM - _COLUMN - _GAP, _FOOT - _TOP - 14
    scale = min(room / drawing[1], height / drawing[2], _MOST_SCALE)
    if words.height > height:
        scale = 0.0
    left = _EDGE + _COLUMN + _GAP + (room - drawing[1] * scale) / 2
    chart = _place(drawing, left, _TOP + (height - drawing[2] * scale) / 2, scale)
    return _Layout(scale, words.svg + chart)


def _place(drawing: tuple[str, float, float], left: float, top: float, scale: float) -> str:
    """Return a drawing moved and scaled to its place."""
    svg, width, height = drawing
    root = (f'<svg x="{left:.2f}" y="{top:.2f}" width="{width * scale:.2f}" '
            f'height="{height * scale:.2f}" viewBox="0 0 {width:g} {height:g}" '
            'overflow="visible">')  # fmt: skip
    return _ROOT.sub(root, svg, count=1)


def _set_words(face: CardFace, width: float, height: float, size: int) -> _Block:
    """Set kicker, title and words in the largest size in which they fit."""
    for title_size in _SIZES:
        block = _try_words(face, width, title_size, size)
        is_whole = all(measure_text(word, title_size, BOLD) <= width for word in face.title.split())
        if block.height <= height and is_whole:
            return block
    for smaller in (size, 18, 16):
        block = _try_words(face, width, _SIZES[-1], smaller)
        if block.height <= height:
            return block
    return _try_words(face, width, _SIZES[-1], 16, most=int(height / 2 / (_SIZES[-1] * 1.2)))


def _try_words(face: CardFace, width: float, title_size: int, size: int, most: int = 99) -> _Block:
    y = float(_TOP)
    parts: list[str] = []
    rows = ((face.kicker, _SMALL, 400, "muted"), (face.title, title_size, BOLD, "text"),
            (face.words, size, 400, "muted"))  # fmt: skip
    for words, height, weight, colour in rows:
        if words:
            lines = _balance(words, width, height, weight, most)
            parts.append(_write(lines, y, height, weight, colour))
            y += len(lines) * height * 1.22 + height * 0.3
    return _Block("".join(parts), y - _TOP)


def _balance(words: str, width: float, size: int, weight: int, most: int) -> Sequence[str]:
    """Break words into as few lines as they need, about as long as each other."""
    lines = wrap_text(words, width, size, weight, most).split("\n")
    if len(lines) == 1 or len(lines) >= most:
        return lines
    for part in range(60, 100, 4):
        tried = wrap_text(words, width * part / 100, size, weight, most=99).split("\n")
        longest = max(measure_text(word, size, weight) for word in words.split())
        if len(tried) == len(lines) and longest <= width * part / 100:
            return tried
    return lines


def _write(lines: Sequence[str], y: float, size: int, weight: int, colour: str) -> str:
    spans = "".join(
        f'<tspan x="{_EDGE}" y="{y + size * (0.95 + 1.22 * index):.2f}">'
        f"{escape(line, quote=False)}</tspan>"
        for index, line in enumerate(lines)
    )
    return (f'<text font-size="{size}" font-weight="{weight}" fill="var(--chart-{colour})">'
            f"{spans}</text>")  # fmt: skip


def _set_foot(face: CardFace) -> str:
    """Return the source line and the site's name, under a line."""
    rule = (f'<rect x="{_EDGE}" y="{_FOOT}" width="{CARD_ROOM}" height="1" '
            'fill="var(--chart-axis)"/>')  # fmt: skip
    source = _write_line(face.source, _FOOT + 14, SOURCE_SIZE, 400, "muted")
    return rule + source + _write_line(face.site, _FOOT + (42 if source else 26), 22, BOLD, "text")


def _write_line(words: str, y: float, size: int, weight: int, colour: str) -> str:
    """Write words on one line, smaller where they are many."""
    if not words:
        return ""
    fitting = next((smaller for smaller in (size, 16, 14, 12)
                    if measure_text(words, smaller, weight) <= CARD_ROOM), 12)  # fmt: skip
    return _write(
        [wrap_text(words, CARD_ROOM, fitting, weight, most=1)], y, fitting, weight, colour
    )
