"""Small pictures of charts: no word is cut, whatever font the reader's machine draws with."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET


def test_each_line_of_words_has_the_width_it_was_laid_out_for(flagship: Path) -> None:
    """The narrowest room is kept: no line of a small picture reaches over its edge."""
    pictures = sorted((flagship / "charts").glob("*.small.svg"))
    assert len(pictures) > 20
    for picture in pictures:
        text = picture.read_text(encoding="utf-8")
        root = ET.fromstring(text)  # noqa: S314 - our own
        width = float(root.get("width", "0"))
        lines = [element for element in root.iter() if element.tag.endswith(("}text", "}tspan"))]
        long = [line for line in lines if line.text and len(line.text) > 2 and len(line) == 0]
        assert long
        assert all(0 < float(line.get("textLength", "0")) < width for line in long), picture.name
        assert not re.search(r"<title|<desc|data-tip", text)
