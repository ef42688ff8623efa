"""Where words stand on printed sheets, read from the PDF that Chromium writes, a step a line."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

_OBJECT = re.compile(rb"^(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL | re.MULTILINE)
_SHEET = re.compile(rb"<</Type /Page\n.*?/Contents (\d+) 0 R", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_RED = "1 0 0"

_PREPARE = """height => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    @page { size: 210mm ${height}mm }
    h1, h2, h3, h4, h5, h6, .figure-title, caption, thead { color: rgb(255 0 0) }
    :is(h1, h2, h3, .figure-title, caption, thead) * { color: inherit !important }`);
  document.adoptedStyleSheets = [sheet];
}"""


@dataclass(frozen=True, slots=True)
class Words:
    """Words on a sheet."""

    down: float
    """How far down the room for text they stand, from 0 to 1."""
    are_heading: bool
    """Whether they head what comes next."""


def print_sheets(page: Page, height: int) -> list[list[Words]]:
    """Return the words on each sheet of a page that is printed on sheets of a height, in mm."""
    page.evaluate(_PREPARE, height)
    data = page.pdf(prefer_css_page_size=True)
    objects = {int(match[1]): match[2] for match in _OBJECT.finditer(data)}
    sheets = [match for match in map(_SHEET.match, objects.values()) if match]
    return [list(_read_sheet(objects[int(sheet[1])])) for sheet in sheets]


def _read_sheet(content: bytes) -> Iterator[Words]:
    """Yield the words that stand in the room for text, which the first clip of a sheet tells."""
    stream = _STREAM.search(content)
    assert stream is not None
    scale, moved, colour = 1.0, 0.0, ""
    saved: list[tuple[float, float, str]] = []
    room: tuple[float, float] | None = None
    for line in zlib.decompress(stream[1]).decode("latin-1").split("\n"):
        *given, step = line.split(" ")
        if step == "q":
            saved.append((scale, moved, colour))
        elif step == "Q":
            scale, moved, colour = saved.pop()
        elif step == "cm":
            moved += scale * float(given[5])
            scale *= float(given[3])
        elif step == "rg":
            colour = " ".join(given[-3:])
        elif step == "re" and room is None:
            top = moved + scale * float(given[1])
            room = top, scale * float(given[3])
        elif step == "Tm" and room is not None:
            down = (moved + scale * float(given[5]) - room[0]) / room[1]
            if 0 <= down <= 1:
                yield Words(down, colour == _RED)
