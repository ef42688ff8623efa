"""Social cards: every page has one, in the right size, and its words are whole and apart."""

import re
import struct
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainfact.build import check_content
from plainfact.cards import CARD_SIZE, card_path, has_card
from plainfact.charts.card import CardFace, keep_drawable, render_card
from plainfact.charts.fonts import find_missing_glyphs, measure_text
from plainfact.charts.rasterizer import render_png
from plainfact.trace import trace_cell

SMALL = Path(__file__).parent / "broken" / "base" / "content"
SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]
WORDS = st.text(st.sampled_from("abcdefgh MW—ij"), min_size=1, max_size=300).map(str.strip)


def read_boxes(svg: str) -> Iterator[tuple[str, Box]]:
    """Yield what stands on a card, a line of words each, with the room that it takes."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    for text in root.findall(f"{SVG}text"):
        size, weight = float(text.attrib["font-size"]), int(text.attrib["font-weight"])
        for line in text:
            x, y = float(line.attrib["x"]), float(line.attrib["y"])
            words = line.text or ""
            yield words, (x, y - size, x + measure_text(words, size, weight), y + size * 0.2)
    for chart in root.findall(f"{SVG}svg"):
        x, y, width, height = (float(chart.attrib[name]) for name in ("x", "y", "width", "height"))
        yield "(chart)", (x, y, x + width, y + height)


def find_faults(svg: str) -> list[str]:
    """Return what of a card is cut, or lies on something else."""
    boxes = list(read_boxes(svg))
    faults = [f"cut: {words}" for words, box in boxes
              if words.endswith("…") or box[0] < 0 or box[1] < 10 or box[2] > CARD_SIZE[0]
              or box[3] > CARD_SIZE[1]]  # fmt: skip
    faults += [f"{one} on {other}" for (one, a), (other, b) in combinations(boxes, 2)
               if min(a[2], b[2]) > max(a[0], b[0]) + 1
               and min(a[3], b[3]) > max(a[1], b[1]) + 1]  # fmt: skip
    return faults


def read_faces(site: Path) -> Iterator[tuple[str, CardFace]]:
    """Yield a face for each chart of a built site, made of what its page shows."""
    for page in sorted((site / "charts").glob("*/index.html")):
        text = page.read_text(encoding="utf-8")
        title = re.sub(r"<[^>]*>", "", re.findall(r"<h1.*?</h1>", text, re.DOTALL)[0])
        drawings = tuple(
            (svg, float(width), float(height))
            for svg, width, height in re.findall(
                r'(<svg [^>]*width="([\d.]+)" height="([\d.]+)" [^>]*role="img".*?</svg>)', text
            )
        )
        assert len(drawings) == 2
        yield page.parent.name, CardFace(
            title=title.strip(), words="What is drawn, of what, by whom", drawings=drawings,
            site="The site", source="Source: a desk",
        )  # fmt: skip


def test_words_of_the_flagships_cards_are_whole(flagship: Path) -> None:
    """No title is cut, and none lies on its chart; nearly every chart is on its card."""
    faces = dict(read_faces(flagship))
    cards = {name: render_card(face) for name, face in faces.items()}
    assert {name: found for name, card in cards.items() if (found := find_faults(card))} == {}
    drawn = sum(f"{card.count('<svg ')}" == "2" for card in cards.values())
    assert drawn > 0.9 * len(cards) > 20


@settings(max_examples=40)
@given(title=WORDS, words=WORDS, kicker=WORDS, size=st.sampled_from([(720, 90), (340, 900)]))
def test_words_of_any_length_fit(
    title: str, words: str, kicker: str, size: tuple[int, int]
) -> None:
    """However long the words and however tall the chart, nothing is cut or covered."""
    svg = f'<svg width="{size[0]}" height="{size[1]}"></svg>'
    for drawings in ((), ((svg, float(size[0]), float(size[1])),)):
        face = CardFace(kicker=kicker[:60], title=title, words=words, site="The site",
                        source="Source: a desk", drawings=drawings)  # fmt: skip
        assert find_faults(render_card(face)) == []


def test_every_page_has_its_card(flagship: Path) -> None:
    """Pages and charts have a picture of the size that networks ask for, and no other."""
    urls = [page.parent.relative_to(flagship).as_posix() for page in flagship.rglob("index.html")]
    pages = ["" if url == "." else f"{url}/" for url in urls]
    cards = {card.relative_to(flagship).as_posix(): card.read_bytes()
             for card in (flagship / "cards").rglob("*.png")}  # fmt: skip
    former = {url for url in pages if 'http-equiv="refresh"' in
              (flagship / url / "index.html").read_text(encoding="utf-8")}  # fmt: skip
    assert set(cards) == {card_path(url) for url in pages if has_card(url) and url not in former}
    for data in cards.values():
        assert struct.unpack(">II", data[16:24]) == CARD_SIZE
    assert len({*cards.values()}) > 0.9 * len(cards)


def test_a_card_has_colours_of_its_own_and_the_same_bytes() -> None:
    """No colour is left to a stylesheet, and drawing twice gives the same."""
    face = CardFace(title="A finding", words="What is drawn", site="The site")
    svg = render_card(face)
    assert "var(" not in svg
    assert render_png(svg, scale=1) == render_png(render_card(face), scale=1)


@pytest.mark.parametrize("words", ["长江存储", "شركة", "Huawei 华为"])
def test_letters_that_the_font_lacks_are_left_out(words: str) -> None:
    """A card is never set in whatever font the machine has."""
    assert find_missing_glyphs(words)
    assert keep_drawable(words) == ""
    assert keep_drawable("Huawei") == "Huawei"


def test_trace_names_the_cards_that_show_a_cell() -> None:
    """Cards of the chart and of the page that it comes first on are uses of its cells."""
    checked = check_content(SMALL)
    traced = trace_cell("panels.lcd.share", checked.site, checked.uses)
    assert "shown on /cards/charts/panels.png" in traced
    assert "shown on /cards/panels.png" in traced
