"""Charts that stand alone: one SVG with its title and its key."""

import math
from collections.abc import Sequence
from html import escape

from plainfact.charts.drawn import KeyEntry
from plainfact.charts.fonts import BOLD, measure_text, wrap_text
from plainfact.charts.theme import FONT, SMALL_SIZE

_EDGE = 20
"""The empty edge all round, in pixels."""
_TITLE_SIZE = 19
_TITLE_LINE = 25
_KEY_LINE = 22
_SWATCH = 46


def render_standalone(
    content: str, size: tuple[float, float], origin: tuple[float, float], *, title: str,
    subtitle: str = "", description: str, key: Sequence[KeyEntry] = (), source: str = "",
) -> str:  # fmt: skip
    """Return a chart as a file of its own, its colours still by name.

    `content` is the drawing, which begins at `origin` and takes up `size`.
    """
    width = size[0]
    y = float(_EDGE)
    parts: list[str] = []
    words, y = _write(title, width, y, _TITLE_SIZE, _TITLE_LINE, "text", BOLD)
    parts.append(words)
    if subtitle:
        words, y = _write(subtitle, width, y, 14, 19, "muted", 400)
        parts.append(words)
    words, y = _write_key(key, width, y + 6)
    parts.append(words)
    y += 10
    parts.append(
        f'<g transform="translate({_EDGE + origin[0]:g},{y + origin[1]:g})" '
        f'fill="none">{content}</g>'
    )
    y += size[1]
    if source:
        words, y = _write(source, width, y + 12, SMALL_SIZE, 16, "muted", 400)
        parts.append(words)
    # Whole pixels: one that the ground covers in part would be half clear.
    outer, height = math.ceil(width + 2 * _EDGE), math.ceil(y + _EDGE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{outer}" height="{height}" '
        f'viewBox="0 0 {outer} {height}" role="img" font-family="{escape(FONT)}">'
        f"<title>{escape(title, quote=False)}</title>"
        f"<desc>{escape(description, quote=False)}</desc>"
        f'<rect width="{outer}" height="{height}" fill="var(--chart-surface)"/>'
        f"{''.join(parts)}</svg>"
    )


def _write(
    words: str, width: float, y: float, size: int, line: int, colour: str, weight: int
) -> tuple[str, float]:
    """Return words from a height on, and the height below them."""
    lines = wrap_text(words, width, size, weight, most=6).split("\n")
    spans = "".join(
        f'<tspan x="{_EDGE}" y="{y + line * index + size:g}">{escape(part, quote=False)}</tspan>'
        for index, part in enumerate(lines)
    )
    text = (f'<text font-size="{size}" font-weight="{weight}" fill="var(--chart-{colour})">'
            f"{spans}</text>")  # fmt: skip
    return text, y + line * len(lines) + 4


def _write_key(key: Sequence[KeyEntry], width: float, y: float) -> tuple[str, float]:
    if not key:
        return "", y
    parts: list[str] = []
    x = 0.0
    for entry in key:
        wide = _SWATCH + measure_text(entry.words, SMALL_SIZE)
        if x and x + wide > width:
            x, y = 0.0, y + _KEY_LINE
        swatch = entry.swatch.replace("<svg ", f'<svg x="{_EDGE + x:g}" y="{y:g}" ', 1)
        parts.append(f'{swatch}<text x="{_EDGE + x + _SWATCH:g}" y="{y + 12:g}" '
                     f'font-size="{SMALL_SIZE}" fill="var(--chart-muted)">'
                     f"{escape(entry.words, quote=False)}</text>")  # fmt: skip
        x += wide + 18
    return "".join(parts), y + _KEY_LINE
