"""Patience: what a page comes to is held in the end, on a machine of any speed."""

import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from playwright.sync_api import Page

_PATIENCE = 30.0
"""Seconds; as long as `expect` waits."""
_PAUSE = 0.02
"""Seconds between two looks."""

# Of a frame that is drawn, what was scrolled and what was laid out late has been told. The page of
# the search fetches its searcher when it has loaded.
_SETTLE = """async () => {
  const here = document.querySelector('.search-here');
  do await new Promise(requestAnimationFrame); while (here && !here.querySelector('input'));
  await document.fonts.ready;
  await new Promise(requestAnimationFrame);
}"""

_RESIZED = """async width => {
  while (innerWidth !== width) await new Promise(requestAnimationFrame);
  await document.fonts.ready;
}"""

# A browser that glides to where it was told to scroll is somewhere else in each frame.
_STAND_STILL = """async () => {
  for (let frames = 0, place = scrollY; frames < 10; frames++, place = scrollY) {
    await new Promise(requestAnimationFrame);
    if (place !== scrollY) frames = 0;
  }
  return scrollY;
}"""

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


def eventually(
    check: Callable[_Given, _Found], *given: _Given.args, **named: _Given.kwargs
) -> _Found:
    """Run a check until it holds; where it never does, fail as it fails last."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return check(*given, **named)
        except AssertionError:
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE)


def settle(page: Page) -> None:
    """Wait until a page with scripts has its fonts, and has been drawn with them."""
    page.evaluate(_SETTLE)


def resize(page: Page, width: int, height: int) -> None:
    """Give a page another size, and wait until it has it, and the fonts that it needs then."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(_RESIZED, width)


def wait_until_still(page: Page) -> float:
    """Wait until a page that scrolls has come to where it stays; return how far down that is."""
    return float(page.evaluate(_STAND_STILL))
