"""A whole page of the flagship by the keyboard alone: reached, seen, opened, chosen, left again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from patience import eventually
from playwright.sync_api import Page, expect

Open = Callable[..., Page]

# What has the focus, whether it can be seen, and whether it shows that it has it.
LOOK = """
() => {
  const node = document.activeElement;
  if (node === document.body) return null;
  // A radio button lies, unseen itself, over the word that shows its focus.
  const shown = node.type === 'radio' ? node.nextElementSibling : node;
  const box = shown.getBoundingClientRect();
  const x = Math.min(innerWidth - 1, Math.max(0, box.left + Math.min(box.width, 20) / 2));
  return {
    what: node.localName + '.' + node.className,
    words: (node.ariaLabel || node.textContent || node.name || '').trim().slice(0, 40),
    isInView: box.width > 0 && box.bottom > 0 && box.top < innerHeight && x >= 0,
    isMarked: getComputedStyle(shown).outlineStyle !== 'none',
  };
}
"""


@pytest.fixture
def page(flagship: Path, serve: Callable[..., str], open_page: Open) -> Page:
    """Return a chapter, open at a desk."""
    return open_page(f"{serve(flagship)}/parts/", viewport={"width": 1400, "height": 800})


def look_at_stop(page: Page) -> dict[str, Any] | None:
    """Return what has the focus, if anything; hold that it is in sight and marked."""
    stop: dict[str, Any] | None = page.evaluate(LOOK)
    assert stop is None or (stop["isInView"] and stop["isMarked"]), stop
    return stop


def test_tab_goes_through_a_whole_chapter(page: Page) -> None:
    """From the first link to the last every stop is in sight and marked, and each part is met."""
    stops = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = eventually(look_at_stop, page)
        if stop is None:
            break
        stops.append(stop)
    assert 100 < len(stops) < 400
    met = {stop["what"] for stop in stops}
    for part in ("a.skip", "a.home", "a.search-open", "button.colours", "a.fact", "a.term",
                 "a.here", "svg.", "summary.", "input."):  # fmt: skip
        assert any(what.startswith(part) for what in met), part
    assert stops[0]["what"] == "a.skip"
    assert stops[-1]["what"].startswith("a.")


def test_what_opens_is_opened_and_left_by_keys(page: Page) -> None:
    """A card, a table, the search and the dark colours, without a mouse, and back to the place."""
    fact = page.locator(".prose .fact").first
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.prose .fact')"):
            break
    card = page.locator(".card")
    expect(card).to_be_visible()
    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(fact).to_be_focused()

    page.locator(".figure-switch input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".figure-table").first).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".figure-chart").first).to_be_visible()

    page.locator(".colours").focus()
    page.keyboard.press("Space")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("vapour")
    expect(page.locator(".search-found li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-found a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(page.locator(".colours")).to_be_focused()
