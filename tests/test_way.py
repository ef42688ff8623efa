"""The way through a site: contents, what comes before and after, deep links, modes."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from plainfact.build import build_site
from plainfact.navigation import MOST, ROUND, Stop, make_route
from plainfact.page_fields import read_front_matter
from plainfact.pages import make_page
from plainfact.problems import Problem
from plainfact.urls import relative_url

SMALL = Path(__file__).parent / "broken" / "base" / "content"
Open = Callable[..., Page]
Serve = Callable[[Path], str]


@pytest.fixture(scope="module")
def site(flagship: Path, serve: Serve) -> str:
    """Return the address of the flagship."""
    return f"{serve(flagship)}/"


def make_sections(count: int) -> list[Stop]:
    """Return so many sections, as navigation names them."""
    problems: list[Problem] = []
    pages = [make_page(f"s{number}", "---\ntitle: A\n---\n", "a.md", problems, read_front_matter)
             for number in range(count)]  # fmt: skip
    return [Stop(page, page.id, "") for page in pages if page is not None]


@pytest.mark.parametrize("place", [0, 5, 5000, 9_999])
def test_a_site_of_very_many_sections_lists_those_round_the_page(place: int) -> None:
    """No page carries ten thousand links; the current section stands among those it carries."""
    stops = {stop.page.url: stop for stop in make_sections(10_000)}
    route = make_route(tuple(stop.page for stop in stops.values()), lambda page: stops[page.url])
    url = f"s{place}/"
    links = route.list_round(place, lambda target: relative_url(url, target))
    assert 1 < len(links) <= 2 * ROUND + 1
    assert [link.title for link in links if link.is_current] == [f"s{place}"]
    before, after = route.find_neighbours(place, str, is_opening=False)
    assert (before.title if before else None) == (f"s{place - 1}" if place else None)
    assert (after.title if after else None) == (f"s{place + 1}" if place < 9_999 else None)


def test_a_site_of_many_sections_lists_them_all() -> None:
    """Up to a number that a reader can scan, the contents are whole."""
    stops = {stop.page.url: stop for stop in make_sections(MOST)}
    route = make_route(tuple(stop.page for stop in stops.values()), lambda page: stops[page.url])
    assert len(route.list_round(3, str)) == MOST


def test_contents_mark_where_the_reader_is(site: str, open_page: Open) -> None:
    """The current section is marked, and under it the heading that is being read."""
    page = open_page(f"{site}memory/", viewport={"width": 1400, "height": 800})
    assert page.locator(".contents-sections > li > [aria-current=page]").count() == 1
    headings = page.locator(".prose h2")
    assert headings.count() > 1
    headings.nth(1).scroll_into_view_if_needed()
    page.evaluate("() => document.querySelectorAll('.prose h2')[1].scrollIntoView()")
    weights = page.locator(".contents-inside a")
    expected = headings.nth(1).get_attribute("id")
    page.wait_for_function(
        """hash => [...document.querySelectorAll('.contents-inside a')]
            .find(a => a.ariaCurrent || +getComputedStyle(a).fontWeight >= 600)?.hash === hash""",
        arg=f"#{expected}",
    )
    assert weights.count() == headings.count()


def follow(page: Page, place: str) -> None:
    """Click on a link to another page, and wait until the whole of that is there."""
    link = page.locator(place)
    address = link.evaluate("link => link.href")
    link.click()
    page.wait_for_url(address)


def test_previous_and_next_lead_through_every_section(site: str, open_page: Open) -> None:
    """From the first section one gets to the last by "next", each once, and back by "previous"."""
    page = open_page(f"{site}teacher/", java_script_enabled=False)
    count = page.locator(".contents-sections > li").count()
    seen = [page.url]
    while page.locator(".turn [rel=next]").count():
        follow(page, ".turn [rel=next]")
        seen.append(page.url)
    assert len(set(seen)) == len(seen) == count
    follow(page, ".turn [rel=prev]")
    assert page.url == seen[-2]


def test_every_heading_of_a_text_links_to_itself(site: str, open_page: Open) -> None:
    """The link has a name, is reached by keyboard, shows when it is, and leads to the heading."""
    page = open_page(f"{site}memory/")
    for heading in page.locator(".prose :is(h2, h3)").all():
        link = heading.locator("a.here")
        assert link.get_attribute("href") == f"#{heading.get_attribute('id')}"
        assert link.get_attribute("aria-label")
    link = page.locator(".prose h2 a.here").first
    expect(link).to_have_css("opacity", "0")
    page.keyboard.press("Tab")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    link.press("Enter")
    expect(page).to_have_url(f"{site}memory/{link.get_attribute('href')}")


def test_addresses_of_headings_do_not_move_when_a_number_does(tmp_path: Path) -> None:
    """A heading that holds a bound number keeps its fragment when the number changes."""

    def headings_of(share: str) -> list[str]:
        content = tmp_path / share / "content"
        shutil.copytree(SMALL, content)
        dataset = content / "datasets" / "panels.yaml"
        text = dataset.read_text(encoding="utf-8")
        dataset.write_text(text.replace("more than 70", share), encoding="utf-8")
        section = next((content / "sections").glob("*.md"))
        with section.open("a", encoding="utf-8") as file:
            file.write("\n## A share of [](fact:panels.lcd.share) in a heading\n")
        build_site(content, tmp_path / share / "out", base_url="", no_code=False)
        page = (tmp_path / share / "out" / section.stem / "index.html").read_text(encoding="utf-8")
        assert f"{share}%" in page
        return re.findall(r'<h[2-6] id="([^"]+)"', page)

    assert headings_of("more than 70") == headings_of("more than 71")


def test_the_switch_of_colours_is_remembered(site: str, open_page: Open) -> None:
    """The system comes first; the switch turns it over for every page, and back again."""
    page = open_page(f"{site}memory/", color_scheme="light")
    background = "() => getComputedStyle(document.body).backgroundColor"
    body = page.locator("body")
    light = page.evaluate(background)
    switch = page.get_by_role("button", name="Dark colours")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(body).not_to_have_css("background-color", light)
    dark = page.evaluate(background)
    page.goto(f"{site}facts/")
    expect(body).to_have_css("background-color", dark)
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(body).to_have_css("background-color", light)
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_css("background-color", dark)


def test_the_chosen_colours_are_there_from_the_first_paint(site: str, open_page: Open) -> None:
    """What the reader chose is put on before the page is painted: nothing flashes."""
    page = open_page(site, color_scheme="light")
    page.evaluate("() => localStorage.setItem('plainfact-colours', 'dark')")
    page.add_init_script("""
        new MutationObserver((_, observer) => {
            if (!document.body) return;
            window.first = document.documentElement.dataset.theme;
            observer.disconnect();
        }).observe(document, { childList: true, subtree: true });
    """)
    page.goto(f"{site}memory/")
    assert page.evaluate("window.first") == "dark"


def test_margin_notes_stand_beside_the_text_or_under_it(site: str, open_page: Open) -> None:
    """Where there is a margin they stand in it, level with their paragraph; else below it."""
    for width, is_beside in ((1400, True), (390, False)):
        page = open_page(f"{site}memory/", viewport={"width": width, "height": 900},
                         java_script_enabled=False)  # fmt: skip
        page.evaluate("document.fonts.ready")
        paragraph = page.locator(".noted > p").first.bounding_box()
        note = page.locator(".margin-note").first.bounding_box()
        assert paragraph is not None
        assert note is not None
        assert (note["x"] >= paragraph["x"] + paragraph["width"]) is is_beside
        assert (note["y"] >= paragraph["y"] + paragraph["height"] - 1) is not is_beside
    page.locator(".margin-sign a").first.click()
    expect(page.locator(".margin-note:target")).to_have_count(1)
    page.locator(".margin-note:target .margin-back").click()
    expect(page.locator(".margin-sign a:target")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_index_of_charts_shows_every_chart(
    site: str, flagship: Path, open_page: Open, scheme: str
) -> None:
    """Each chart has a card with a picture that loads, as it is reached, and leads to its page."""
    page = open_page(f"{site}charts/", color_scheme=scheme)
    cards = page.locator(".charts li")
    charts = sorted(path.parent.name for path in (flagship / "charts").glob("*/index.html"))
    assert sorted(str(card.get_attribute("id")) for card in cards.all()) == charts
    last = cards.last.locator("img")
    assert last.get_attribute("loading") == "lazy"
    last.scroll_into_view_if_needed()
    page.wait_for_function("img => img.complete && img.naturalWidth > 0", arg=last.element_handle())
    cards.first.click()
    expect(page).to_have_url(f"{site}charts/{charts[0]}/")
