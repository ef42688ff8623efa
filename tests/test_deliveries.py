"""The same promises over four deliveries: a site at /, one under a path, a folder, and one file."""

import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from deliveries import Delivery
from lxml import html
from patience import settle, wait_until_still
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
SECTIONS = ("memory/", "telecom/")


@pytest.fixture(params=["root", "repo", "folder", "file"])
def delivery(request: pytest.FixtureRequest, places: dict[str, Delivery]) -> Delivery:
    """Return each delivery in turn."""
    return places[request.param]


@pytest.mark.parametrize("width", [360, 1280])
def test_charts_show_and_turn_into_tables(delivery: Delivery, open_page: Open, width: int) -> None:
    """One drawing of each chart is seen, and the table of the same figures in its place."""
    for section in SECTIONS:
        page = open_page(delivery.address(section), viewport={"width": width, "height": 900})
        figures = page.locator("figure:visible")
        assert figures.count() > 1
        for figure in figures.all():
            expect(figure.locator(".figure-drawing svg[role=img]:visible")).to_have_count(1)
        figure = figures.first
        figure.get_by_role("radio", name="Table").check()
        expect(figure.locator("table")).to_be_visible()
        expect(figure.locator(".figure-drawing")).to_be_hidden()


def test_one_file_is_set_in_the_fonts_that_it_holds(
    places: dict[str, Delivery], open_page: Open
) -> None:
    """Titles of charts too, whose font a file holds under one of the names that pages know."""
    page = open_page(places["file"].address("telecom/"))
    settle(page)
    first = "node => getComputedStyle(node).fontFamily.split(',')[0].replaceAll('\"', '')"
    ready = "[...document.fonts].filter(one => one.status == 'loaded').map(one => one.family)"
    loaded = {family.replace('"', "") for family in page.evaluate(ready)}
    for name in (".figure-title:visible", ".prose:visible p", ".figure-drawing text:visible"):
        assert page.locator(name).first.evaluate(first) in loaded


def test_a_fact_tells_what_it_rests_on(delivery: Delivery, open_page: Open) -> None:
    """Its card says value, speaker, basis and source, and leads on."""
    page = open_page(delivery.address("telecom/"))
    fact = page.locator(".prose:visible a.fact:visible").first
    words = fact.inner_text()
    fact.click()
    card = page.locator(".card")
    expect(card).to_be_visible()
    expect(fact).to_be_in_viewport()
    for told in (words.split()[-1], "Dell’Oro Group", "estimate"):
        expect(card).to_contain_text(told)
    assert card.locator("a").count() > 0


def test_a_mark_says_what_it_is(delivery: Delivery, open_page: Open) -> None:
    """Pointing at a mark of a chart tells its value."""
    page = open_page(delivery.address("telecom/"))
    mark = page.locator("figure svg[role=img]:visible [data-tip]").first
    mark.scroll_into_view_if_needed()
    settle(page)  # who scrolls on is told no more of a mark
    mark.hover(force=True)
    expect(page.locator(".tip")).to_be_visible()
    expect(page.locator(".tip")).to_have_text(str(mark.get_attribute("data-tip")))


def test_search_finds_and_leads_there(delivery: Delivery, open_page: Open) -> None:
    """By the keyboard alone: facts are found by name and sections by words; one is led there."""
    page = open_page(delivery.address(""))
    page.keyboard.press("/")
    # This fact has a remark, which is no part of its name.
    page.locator(".search-input").fill("process or half-pitch")
    fact = page.locator(".search-title", has_text=re.compile("^DRAM: Process or half-pitch$"))
    expect(fact).to_be_visible()
    page.locator(".search-input").fill("nanya yardstick")
    found = page.locator(".search-found a")
    for word in ("nanya", "yardstick"):
        expect(found.first.locator("mark", has_text=word).first).to_be_visible()
    title = found.first.locator(".search-title").inner_text()
    page.keyboard.press("Enter")
    place = page.locator(":is(h1, h2, h3, .figure-title, dt):visible", has_text=title).first
    expect(place).to_be_in_viewport()


def test_the_colours_switch(delivery: Delivery, open_page: Open) -> None:
    """The switch turns the page dark, its charts with it."""
    page = open_page(delivery.address("telecom/"), color_scheme="light")
    label = page.locator("figure svg[role=img]:visible text").first
    before = label.evaluate("text => getComputedStyle(text).fill")
    page.locator(".colours").click()
    expect(label).not_to_have_css("fill", before)


@pytest.mark.parametrize("name", ["folder", "file"])
def test_an_interactive_chart_comes_to_life_offline(
    places: dict[str, Delivery], open_page: Open, name: str
) -> None:
    """The runtime comes from the disk, or from the file itself, when a reader asks for it."""
    page = open_page(places[name].address("ai/"))
    page.locator(".figure-explore:visible").first.click()
    expect(page.locator(".figure-live svg").first).to_be_visible(timeout=30_000)


def test_a_deep_link_leads_to_its_fact(delivery: Delivery, open_page: Open) -> None:
    """The address of a fact shows that fact, marked as the target; going back leaves it again."""
    page = open_page(delivery.address(""))
    page.goto(delivery.address("facts/", "telecom_share--2024--huawei"))
    fact = page.locator("li:target")
    expect(fact).to_be_in_viewport()
    expect(fact).to_contain_text("31%")
    page.go_back()
    expect(page).to_have_url(delivery.address(""))
    expect(page.locator("h1:visible").first).to_be_in_viewport()


def test_contents_lead_through_the_explainer(delivery: Delivery, open_page: Open) -> None:
    """A link of the contents shows its section at its top; the way back returns to the place."""
    page = open_page(delivery.address("memory/"), viewport={"width": 1400, "height": 900})
    heading = page.locator("h1:visible").first.inner_text()
    page.mouse.wheel(0, 2000)
    page.wait_for_function("() => scrollY > 1500")
    place = wait_until_still(page)
    page.locator(".contents-sections > li > a:visible").nth(7).click()
    shown = page.locator("h1:visible").first
    expect(shown).not_to_have_text(heading)
    expect(shown).to_be_in_viewport()
    page.go_back()
    expect(shown).to_have_text(heading)
    page.wait_for_function("place => Math.abs(scrollY - place) < 5", arg=place)


def test_everything_is_there_with_scripts_off(delivery: Delivery, open_page: Open) -> None:
    """No script runs, and nothing of a section is missing, nor the way to the others."""
    page = open_page(delivery.address("displays/"), java_script_enabled=False)
    count = page.locator("figure .figure-drawing").count()
    assert count > 0
    expect(page.locator("figure svg[role=img]:visible")).to_have_count(count)
    expect(page.locator(".prose:visible")).to_have_count(page.locator(".prose").count())
    fact = page.locator(".prose a.fact").first
    target = unquote(str(fact.get_attribute("href")).partition("#")[2])
    fact.click()
    expect(page.locator(f'[id="{target}"]')).to_be_in_viewport()


def test_every_link_and_fragment_resolves(delivery: Delivery) -> None:
    """Each address in each page names a file of the delivery, and each fragment a place in it."""
    pages = dict(read_pages(delivery))
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    lost = []
    for path, page in pages.items():
        for link in set(page.xpath("//a/@href | //link/@href | //script/@src | //img/@src")):
            target = urlsplit(urljoin(path, link))
            if target.scheme in {"http", "https", "mailto", "data"}:
                continue
            found = unquote(target.path)
            if found.endswith("/") and delivery.name != "folder":
                found += "index.html"
            is_there = found in pages or (delivery.folder / found.removeprefix("/repo/")
                                          .lstrip("/")).is_file()  # fmt: skip
            fragment = unquote(target.fragment)
            if not is_there or (fragment and fragment not in ids.get(found, ())):
                lost.append((path, link))
    assert lost == []
    assert len(pages) == 1 or len(pages) > 50


def test_the_browser_finds_words_of_parts_that_are_not_shown(
    places: dict[str, Delivery], open_page: Open
) -> None:
    """The one file shows a part at a time; words of another, looked for, bring that one up."""
    page = open_page(f"{places['file'].root}#:~:text=Unnamed%20sources%20credit")
    expect(page.get_by_text("Unnamed sources credit")).to_be_in_viewport()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Memory"))


def read_pages(delivery: Delivery) -> Iterator[tuple[str, html.HtmlElement]]:
    """Return the pages of a delivery by the path at which a browser sees them."""
    if delivery.name == "file":
        yield f"/{delivery.folder.name}", html.fromstring(delivery.folder.read_bytes())
        return
    root = "/repo/" if delivery.name == "repo" else "/"
    for path in delivery.folder.rglob("*.html"):
        if path.name != "404.html":
            inside = path.relative_to(delivery.folder).as_posix()
            yield posixpath.join(root, inside), html.fromstring(path.read_bytes())
