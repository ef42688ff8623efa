"""Enlarged twofold, by the browser's zoom or the letters alone, nothing is cut or in the way."""

from collections.abc import Callable

import pytest
from patience import eventually, resize, settle
from playwright.sync_api import Page

Open = Callable[..., Page]

PAGES = ("", "memory/", "ai/", "tables/", "charts/telecom_share/", "embed/telecom_share/",
         "players/smic/", "search/")  # fmt: skip

# Parts that reach over the edge of the page, and words that reach out of what holds or clips them.
FIND_CUT = """
() => [...document.querySelectorAll('body *')].filter(node => {
  const box = node.getBoundingClientRect();
  const style = getComputedStyle(node);
  if (box.width <= 1 || node.closest('svg, .table, .hidden, [hidden], .skip')) return false;
  if (style.opacity === '0' || style.visibility === 'hidden') return false;
  const sticksOut = box.left < -1 || box.right > innerWidth + 1;
  const isClipped = style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis'
      && node.scrollWidth > node.clientWidth + 1 && style.display !== 'inline';
  return sticksOut || isClipped;
}).map(node => node.outerHTML.slice(0, 90))
"""

# Pairs of links, buttons and headings that lie over each other.
FIND_OVERLAPS = """
() => {
  const nodes = [...document.querySelectorAll(
    '.masthead a, .masthead button, .contents summary, h1, h2, h3, figcaption p, .figure-title,'
    + '.figure-subtitle, .figure-switch label, .figure-ways > *, .byline span, .filter label')]
    .filter(node => node.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true }));
  const boxes = nodes.map(node => node.getBoundingClientRect());
  const found = [];
  boxes.forEach((a, i) => boxes.slice(0, i).forEach((b, j) => {
    if (nodes[i].contains(nodes[j]) || nodes[j].contains(nodes[i])) return;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 2 && down > 2) found.push(nodes[j].outerHTML.slice(0, 60) + ' and '
        + nodes[i].outerHTML.slice(0, 60));
  }));
  return found;
}
"""


@pytest.fixture
def flagship_root(flagship: object, serve: Callable[..., str]) -> str:
    """Return the address of the flagship."""
    return f"{serve(flagship)}/"


@pytest.mark.parametrize("address", PAGES)
def test_a_page_enlarged_twofold_is_whole(
    flagship_root: str, open_page: Open, address: str
) -> None:
    """At 200 % zoom, and with letters alone at 200 %, on a phone and at a desk."""
    # A window 1280 pixels wide has room for 640 then.
    options = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
    page = open_page(f"{flagship_root}{address}", **options)
    settle(page)
    eventually(find_faults, page, 640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in (375, 1280):
        resize(page, width, 800)
        eventually(find_faults, page, width)


def find_faults(page: Page, width: int) -> None:
    """Fail where a page scrolls sideways, or something on it is cut or lies over another."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(FIND_CUT) == []
    assert page.evaluate(FIND_OVERLAPS) == []
