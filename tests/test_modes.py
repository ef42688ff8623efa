"""The modes of reading: on paper, from right to left, in forced colours, by the keyboard alone."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace
from patience import settle
from playwright.sync_api import Page, expect

from plainfact.build import build_site
from plainfact.languages import MODULES
from plainfact.languages.english import ENGLISH

SMALL = Path(__file__).parent / "broken" / "base" / "content"
Open = Callable[..., Page]

STICKS_OUT = """
() => [...document.querySelectorAll('main *, header *, footer *')].filter(node => {
  const box = node.getBoundingClientRect();
  return box.width > 1 && !node.closest('svg, .table') && getComputedStyle(node).opacity !== '0'
      && (box.left < -1 || box.right > innerWidth + 1);
}).map(node => node.outerHTML.slice(0, 80))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Return the address of a small site."""
    out = tmp_path_factory.mktemp("modes") / "_site"
    build_site(SMALL, out, base_url="", no_code=False)
    return f"{serve(out)}/"


def test_a_printed_page_has_no_navigation_and_whole_sources(site: str, open_page: Open) -> None:
    """On paper: light, without menus, with the wide drawing, numbered notes and their addresses."""
    page = open_page(f"{site}panels/", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".skip", ".tools", ".contents", ".turn", ".figure-switch", ".here"):
        expect(page.locator(f"{hidden}:visible")).to_have_count(0)
    expect(page.locator(".figure-wide").first).to_be_visible()
    expect(page.locator("body")).to_have_css("color", "rgb(27, 31, 38)")
    fact = page.locator(".prose .fact").first
    number = fact.evaluate("fact => getComputedStyle(fact, '::after').content")
    assert number == f'"{fact.get_attribute("data-note")}"'
    source = page.locator(".notes .entry-known a[href^=http]").first
    shown = source.evaluate("link => getComputedStyle(link, '::after').content")
    assert str(source.get_attribute("href")) in shown


def test_what_is_shown_as_a_table_is_printed_as_one(site: str, open_page: Open) -> None:
    """The reader's choice of chart or table holds on paper."""
    page = open_page(f"{site}panels/", java_script_enabled=False)
    page.get_by_role("radio", name="Table").first.check()
    page.emulate_media(media="print")
    expect(page.locator(".tools")).to_be_hidden()  # by which one sees that this is paper
    expect(page.locator(".figure-table table").first).to_be_visible()
    expect(page.locator(".figure-chart").first).to_be_hidden()


@pytest.fixture(scope="module")
def hebrew_site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Return the address of the small site in a language that runs from right to left."""
    folder = tmp_path_factory.mktemp("hebrew")
    shutil.copytree(SMALL, folder / "content")
    with (folder / "content" / "site.yaml").open("a", encoding="utf-8") as config:
        config.write("language: he\n")
    with pytest.MonkeyPatch.context() as patch:
        # Its quantities are written in English here; its pages run as Hebrew does.
        module = ModuleType("plainfact.languages.hebrew")
        vars(module)["HEBREW"] = replace(ENGLISH, code="he")
        patch.setitem(sys.modules, module.__name__, module)
        patch.setitem(MODULES, "he", "hebrew")
        build_site(folder / "content", folder / "_site", base_url="", no_code=False)
    return f"{serve(folder / '_site')}/"


@pytest.mark.parametrize("width", [320, 1400])
@pytest.mark.parametrize("address", ["", "panels/", "charts/", "facts/", "glossary/", "search/"])
def test_pages_read_from_right_to_left(
    hebrew_site: str, open_page: Open, address: str, width: int
) -> None:
    """In a language written so pages run so: nothing sticks out, text begins at the right."""
    page = open_page(f"{hebrew_site}{address}", viewport={"width": width, "height": 800})
    settle(page)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate(STICKS_OUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heading = page.locator("h1")
    assert heading.evaluate("node => getComputedStyle(node).textAlign") in ("start", "right")
    home = page.locator(".masthead").evaluate("""head => {
        const [home, tools] = [...head.children].map(part => part.getBoundingClientRect().left);
        return home > tools;
    }""")
    assert home, "what comes first stands at the right"


def test_forced_colours_keep_what_is_drawn(site: str, open_page: Open) -> None:
    """With the system's own few colours, marks and focus can still be seen."""
    page = open_page(f"{site}panels/", forced_colors="active")
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    text = page.locator("figure svg[role=img]:visible text").first
    assert text.evaluate("node => getComputedStyle(node).fill") != canvas
    page.keyboard.press("Tab")
    expect(page.locator("a:focus")).not_to_have_css("outline-style", "none")


def test_motion_is_left_out_where_it_is_unwelcome(site: str, open_page: Open) -> None:
    """Nothing moves by itself but what follows the reader's own scrolling."""
    page = open_page(f"{site}panels/", reduced_motion="reduce")
    settle(page)
    moving = page.evaluate("""() => document.getAnimations().filter(one =>
        one.timeline instanceof DocumentTimeline && one.playState === 'running').length""")
    assert moving == 0


def test_the_keyboard_reaches_all_and_is_never_trapped(site: str, open_page: Open) -> None:
    """Tab goes through the whole page, visibly, from its first link to the last of its foot."""
    page = open_page(f"{site}panels/", viewport={"width": 1400, "height": 800})
    seen: list[str] = []
    for _ in range(150):
        page.keyboard.press("Tab")
        place = page.evaluate("""() => {
            const node = document.activeElement;
            if (node === document.body) return '';
            const box = node.getBoundingClientRect();
            return box.width ? node.outerHTML.slice(0, 160) : 'unseen';
        }""")
        if not place:
            break
        seen.append(place)
    assert 'class="skip"' in seen[0]
    assert "unseen" not in seen
    assert len(seen) < 150
    assert any('class="fact"' in place for place in seen)
    assert any('class="here"' in place for place in seen)
    assert "<a " in seen[-1]
