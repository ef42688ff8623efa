"""Cards in a real browser: the note of a fact or a term beside its words, however one reads."""

from collections.abc import Callable
from pathlib import Path

import pytest
from accessibility import find_faults
from patience import eventually, settle
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]


@pytest.fixture
def page(small_site: str, open_page: Open) -> Page:
    """Return a section of the small site, wide enough for cards beside the words."""
    return open_page(f"{small_site}panels/", viewport={"width": 1100, "height": 800})


def fact_of(page: Page) -> Locator:
    """Return the first fact of a page's text."""
    return page.locator(".prose > p a.fact").first


def expect_in_view(page: Page, card: Locator) -> None:
    """Hold that no part of a card is off the screen."""
    box, size = card.bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]


def test_pointing_shows_all_that_is_known_and_leaving_ends_it(page: Page) -> None:
    """The card says value, period, status and source, and leads to ledger and chart."""
    card = page.locator(".card")
    expect(card).to_be_hidden()
    fact_of(page).hover()
    expect(card).to_be_visible()
    for told in ("more than 70%", "As of", "Status", "Source"):
        expect(card).to_contain_text(told)
    leads = card.locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert any("facts/#panels--lcd--share" in lead for lead in leads)
    assert "#figure--panels" in leads
    eventually(expect_in_view, page, card)
    page.clock.install()
    card.hover()
    expect(page.locator(".card:hover")).to_be_visible()
    page.clock.run_for(400)
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_keys_open_a_card_go_into_it_and_come_back(page: Page) -> None:
    """Focus shows it, Enter goes in, Tab reaches its links, Escape closes and leads back."""
    fact, card = fact_of(page), page.locator(".card")
    page.locator("#main").focus()
    while not fact.evaluate("fact => fact === document.activeElement"):
        page.keyboard.press("Tab")
    expect(card).to_be_visible()
    expect(fact).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    expect(page.get_by_role("dialog", name=fact.inner_text())).to_be_visible()
    page.keyboard.press("Tab")
    expect(card.locator(":focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(fact).to_be_focused()
    expect(page.locator("[aria-expanded]")).to_have_count(0)


def test_a_tap_opens_a_card_on_the_narrowest_phone(small_site: str, open_page: Open) -> None:
    """At 320 px the card is whole on the screen; its button and a tap elsewhere close it."""
    page = open_page(f"{small_site}panels/", viewport={"width": 320, "height": 640}, has_touch=True)
    fact, card = fact_of(page), page.locator(".card")
    fact.tap()
    expect(card).to_be_visible()
    eventually(expect_in_view, page, card)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    card.get_by_role("button", name="Close").tap()
    expect(card).to_be_hidden()
    page.locator("a.term").first.tap()
    expect(card).to_contain_text("lit from behind")
    expect(card).to_be_visible()
    page.touchscreen.tap(160, 20)
    expect(card).to_be_hidden()


def test_without_scripts_a_note_leads_there_and_back(small_site: str, open_page: Open) -> None:
    """Facts and terms lead to notes at the end of the text, and each note back to the words."""
    page = open_page(f"{small_site}panels/", java_script_enabled=False)
    for words in (fact_of(page), page.locator("a.term").first):
        words.click()
        note = page.locator(".notes .entry:target")
        expect(note).to_be_visible()
        note.get_by_role("link", name="Back to the text").click()
        expect(words.and_(page.locator(":target"))).to_be_visible()


def test_cards_open_from_a_disk_and_not_in_print(small_folder: Path, open_page: Open) -> None:
    """The script works where no host serves it; paper has notes, but no card over the text."""
    page = open_page((small_folder / "panels" / "index.html").as_uri())
    fact_of(page).hover()
    expect(page.locator(".card")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".card")).to_be_hidden()
    expect(page.locator(".notes .entry").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_card(small_site: str, open_page: Open, scheme: str) -> None:
    """An open card has no accessibility fault that a machine can find."""
    page = open_page(f"{small_site}panels/", color_scheme=scheme)
    fact_of(page).click()
    expect(page.locator(".card")).to_be_focused()
    settle(page)
    assert find_faults(page) == []
