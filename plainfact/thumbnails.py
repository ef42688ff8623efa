"""Small pictures of charts, for lists of them.

A picture can't fetch the page's font, so each line of its words is given the width that it has in
that font: whatever the reader's machine draws with, no word is cut or runs into another.
"""

import re
from collections.abc import Mapping
from html import escape
from xml.etree import ElementTree as ET

from plainfact.charts.drawn import Drawing
from plainfact.charts.fonts import measure_text
from plainfact.charts.theme import FONT, TEXT_SIZE, Colour, resolve_colours

_SYSTEM_FONT = "Inter,Helvetica,Arial,Liberation Sans,sans-serif"
"""Those that are about as wide as the charts' own."""
_UNSEEN = re.compile(r' data-tip="[^"]*"|<title [^>]*>.*?</title>|<desc [^>]*>.*?</desc>')
_NAMESPACE = "http://www.w3.org/2000/svg"
_SHORT = 2
"""So few letters are the same in any font."""


def make_thumbnail(drawing: Drawing, colours: Mapping[str, Colour]) -> str:
    """Return the drawing alone, as a picture: the page has the words."""
    drawn = _UNSEEN.sub("", drawing.narrow_svg).replace(escape(FONT), _SYSTEM_FONT)
    root = ET.fromstring(resolve_colours(drawn, colours))  # noqa: S314 - our own drawing
    _set_widths(root, TEXT_SIZE, 400)
    ET.register_namespace("", _NAMESPACE)
    return ET.tostring(root, encoding="unicode")


def _set_widths(element: ET.Element, size: float, weight: int) -> None:
    """Give each line of words in an element the width that it was laid out for."""
    size = float(element.get("font-size", size))
    weight = 600 if element.get("font-weight", str(weight)) in ("600", "bold") else 400
    is_words = element.tag in (f"{{{_NAMESPACE}}}text", f"{{{_NAMESPACE}}}tspan")
    if is_words and element.text and len(element) == 0 and len(element.text) > _SHORT:
        element.set("textLength", f"{measure_text(element.text, size, weight) / 1.02:.1f}")
        element.set("lengthAdjust", "spacingAndGlyphs")
    for part in element:
        _set_widths(part, size, weight)
