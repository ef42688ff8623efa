"""The flagship in a real browser: whole without scripts, in both schemes, at every width."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from accessibility import find_faults
from patience import resize, settle, wait_until_still
from playwright.sync_api import Browser, Page, expect
from printed_sheets import print_sheets

Open = Callable[..., Page]
Serve = Callable[..., str]

THE_FOUR = ("packaging", "memory", "displays", "telecom")
PAGE_TYPES = ("", "memory/", "all/", "facts/", "sources/", "glossary/", "corrections/", "charts/",
              "charts/telecom_share/", "embed/telecom_share/", "players/", "players/smic/",
              "method/", "search/", "data/", "404.html")  # fmt: skip
LONG_LISTS = ("all/", "facts/", "sources/", "data/")

# Boxes of a drawing's texts that are cut by its edge, or by each other, or too small to read.
FIND_FAULTS = """
async () => {
// What was out of sight is laid out as it is measured, and may be the first to want a font.
const drawings = [...document.querySelectorAll('figure svg[role=img]')];
drawings.forEach(svg => svg.getBoundingClientRect());
await document.fonts.ready;
return drawings.flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  if (!frame.width) return [];
  const faults = [];
  const boxes = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim()).map(t => {
    const size = parseFloat(getComputedStyle(t).fontSize) * frame.width / svg.viewBox.baseVal.width;
    if (size < 10.99) faults.push(`small (${size}px): ${t.textContent}`);
    const b = t.getBoundingClientRect();
    // Above and below its letters a line box is empty.
    if (b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 4
        || b.bottom > frame.bottom + 4) faults.push(`cut: ${t.textContent}`);
    return [t.textContent, b];
  });
  for (let i = 0; i < boxes.length; i++) for (let j = 0; j < i; j++) {
    const [one, a] = boxes[i], [other, b] = boxes[j];
    // The line box of a text is taller than its letters; a pixel and a bit at each side is air.
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 1 && down > 4) faults.push(`overlap: ${one} | ${other}`);
  }
  return faults;
});
}
"""

# What is out of sight is else not laid out, and can't stick out.
LAY_OUT_ALL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture(scope="session")
def site(flagship: Path, serve: Serve) -> str:
    """Return the address of the flagship, served under a path as a project site is."""
    return f"{serve(flagship, '/repo')}/"


@pytest.mark.parametrize("section", THE_FOUR)
def test_a_section_is_whole_without_scripts(site: str, open_page: Open, section: str) -> None:
    """Charts, tables and sources are there when no script runs."""
    page = open_page(f"{site}{section}/", java_script_enabled=False)
    figures = page.locator("figure")
    assert figures.count() > 0
    for figure in figures.all():
        drawing = figure.locator("svg[role=img]:visible")
        expect(drawing).to_have_count(1)
        box = drawing.bounding_box()
        assert box is not None
        assert box["width"] > 300
        assert box["height"] > 60
        figure.get_by_role("radio", name="Table").check()
        expect(figure.locator("table")).to_be_visible()
        assert figure.locator("table td").count() > 0
        assert figure.locator(".figure-source a").count() > 0


def test_a_fact_leads_to_what_it_rests_on_without_scripts(site: str, open_page: Open) -> None:
    """The words of a fact lead to value, speaker, period, status, basis and source."""
    page = open_page(f"{site}telecom/", java_script_enabled=False)
    fact = page.locator("article .prose a.fact").first
    href = fact.get_attribute("href")
    assert href is not None
    fact.click()
    note = page.locator(f'[id="{href.removeprefix("#")}"]')
    expect(note).to_be_in_viewport()
    for told in ("Dell’Oro Group", "As of", "Status", "Counted", "Source"):
        expect(note).to_contain_text(told)


@pytest.mark.parametrize("width", [340, 720])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_label_of_any_chart_is_cut_colliding_or_small(
    flagship: Path, site: str, open_page: Open, width: int, scheme: str
) -> None:
    """Text boxes of every chart, as the browser lays them out, at both widths and schemes."""
    charts = sorted(path.parent.name for path in (flagship / "charts").glob("*/index.html"))
    assert len(charts) >= 20
    shown = open_page(f"{site}charts/{charts[0]}/", viewport={"width": width + 40, "height": 900},
                      color_scheme=scheme)  # fmt: skip
    faults: dict[str, Any] = {}
    for chart in charts:
        shown.goto(f"{site}charts/{chart}/")
        found = shown.evaluate(FIND_FAULTS)
        if found:
            faults[chart] = found
    assert faults == {}


def test_no_label_is_small_or_cut_at_any_width(site: str, open_page: Open) -> None:
    """From the narrowest phones up, letters have 11 pixels, and each width shows one drawing."""
    page = open_page(f"{site}all/", reduced_motion="reduce")
    faults: dict[int, Any] = {}
    for width in (320, 360, 414, 580, 640, 700, 768):
        resize(page, width, 900)
        found = page.evaluate(FIND_FAULTS)
        across = page.evaluate("() => document.documentElement.scrollWidth")
        if found or across > width:
            faults[width] = (found, across)
    assert faults == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGE_TYPES)
def test_axe_finds_nothing(
    site: str, small_site: str, open_page: Open, address: str, scheme: str
) -> None:
    """No page type has an accessibility fault that a machine can find, in either scheme.

    Axe takes minutes for a page of thousands of entries, so the long lists are looked at on a small
    site, where each entry has the same parts.
    """
    root = small_site if address in LONG_LISTS else site
    page = open_page(f"{root}{address}", color_scheme=scheme)
    settle(page)
    assert find_faults(page) == []


@pytest.mark.parametrize("address", PAGE_TYPES)
def test_no_page_scrolls_sideways(site: str, open_page: Open, address: str) -> None:
    """At 320 px, as narrow as a phone or a page at 400 % zoom, nothing sticks out."""
    page = open_page(f"{site}{address}", viewport={"width": 320, "height": 800})
    page.evaluate(LAY_OUT_ALL)
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_who_is_led_to_a_note_finds_it(site: str, open_page: Open) -> None:
    """Notes are laid out when a reader comes near; still an address leads to one, not beside it."""
    page = open_page(f"{site}all/", viewport={"width": 390, "height": 900})
    note = page.locator("[id^='memory--note-'].entry").nth(20).get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{site}all/#{note}")
    wait_until_still(page)
    page.wait_for_function(
        "id => Math.abs(document.getElementById(id).getBoundingClientRect().top - 24) < 8", arg=note
    )


def test_wide_tables_fit_on_a_sheet(site: str, open_page: Open) -> None:
    """On paper no table is wider than the text; else a browser would shrink the whole report."""
    page = open_page(f"{site}tables/", viewport={"width": 627, "height": 900})
    page.emulate_media(media="print")
    expect(page.locator(".tools")).to_be_hidden()  # by which one sees that this is paper
    page.evaluate("() => document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollWidth") <= 627
    tables = page.locator(".table").evaluate_all(
        "tables => tables.map(table => table.scrollWidth - table.clientWidth)"
    )
    assert len(tables) > 5
    assert max(tables) <= 1


def test_charts_follow_the_scheme(site: str, open_page: Open) -> None:
    """One drawing serves light and dark: its colours change, its marks stay."""
    colours = []
    for scheme in ("light", "dark"):
        page = open_page(f"{site}telecom/", color_scheme=scheme)
        label = page.locator("figure svg[role=img]:visible text").first
        colours.append(label.evaluate("text => getComputedStyle(text).fill"))
    assert colours[0] != colours[1]


def test_pages_open_from_a_disk(flagship: Path, browser: Browser) -> None:
    """A section opens by file://, styled and with its charts, and asks for nothing elsewhere."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((flagship / "telecom" / "index.html").as_uri())
    assert page.locator("figure svg[role=img]:visible").count() > 0
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != ""
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_a_mark_says_what_it_is_to_mouse_and_keys(site: str, open_page: Open) -> None:
    """Pointing at a mark, or walking to it by arrow keys, tells its value; Escape ends that."""
    page = open_page(f"{site}telecom/")
    drawing = page.locator("figure svg[role=img]:visible").first
    tip = page.locator(".tip")
    mark = drawing.locator("[data-tip]").first
    said = mark.get_attribute("data-tip")
    assert said is not None
    expect(tip).to_be_hidden()
    mark.scroll_into_view_if_needed()
    settle(page)  # who scrolls on is told no more of a mark
    mark.hover(force=True)
    expect(tip).to_be_visible()
    expect(tip).to_have_text(said)
    drawing.focus()
    settle(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    second = drawing.locator("[data-tip]").nth(1).get_attribute("data-tip")
    assert second is not None
    expect(tip).to_be_visible()
    expect(tip).to_have_text(second)
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_scripts_are_light(flagship: Path) -> None:
    """No page without an interactive chart loads more than 10 kB of script, all in all."""
    heavy: dict[str, int] = {}
    for path in flagship.rglob("*.html"):
        named = re.findall(r'<script src="([^"]+)"', path.read_text(encoding="utf-8"))
        if not any("/live." in name for name in named):
            weight = sum((path.parent / name).stat().st_size for name in named)
            heavy |= {path.relative_to(flagship).as_posix(): weight} if weight > 10_000 else {}
    assert heavy == {}


def test_a_printed_section_has_no_lonely_heading_and_no_empty_half_sheet(
    site: str, open_page: Open
) -> None:
    """Whatever the sheet's height: what heads something is not the last on it, and it is used."""
    page = open_page(f"{site}memory/", java_script_enabled=False)
    page.evaluate("document.fonts.ready")
    for height in (267, 282, 297):
        sheets = print_sheets(page, height)
        lowest = [max(sheet, key=lambda words: words.down) for sheet in sheets]
        assert not any(words.are_heading for words in lowest), height
        assert min(words.down for words in lowest[:-1]) > 0.5, height
        assert any(words.are_heading for sheet in sheets for words in sheet)
