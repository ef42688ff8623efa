"""What pages cost their readers, measured in a browser: bytes, scripts, and things that move."""

from collections.abc import Callable
from pathlib import Path

import pytest
from patience import settle
from playwright.sync_api import Browser, Route

from benchmarks.corpus import make_corpus, write_plainfact
from benchmarks.page_weight import OBSERVE, Weight, measure_page
from plainfact.build import build_site

KB = 1000
FONTS = 100 * KB

# Past the tenth of a second for which a browser may wait before it shows another font.
_SHOW_WITHOUT_FONTS = """async () => {
  let paint;
  do {
    await new Promise(requestAnimationFrame);
    [paint] = performance.getEntriesByType('paint');
  } while (!paint || performance.now() < paint.startTime + 300);
}"""

_HAVE_FONT_OF_LABELS = """async () => {
  const charts = [...document.querySelectorAll('.figure-chart svg')];
  const shown = charts.some(chart => chart.checkVisibility());
  const has = () => [...document.fonts].some(font =>
    font.family.includes('Plainfact Sans') && font.status === 'loaded');
  while (shown && !has()) await new Promise(requestAnimationFrame);
}"""


@pytest.fixture(scope="module")
def measure(
    flagship: Path, serve: Callable[[Path], str], browser: Browser
) -> Callable[..., Weight]:
    """Return a function that measures a page of the flagship."""
    root = serve(flagship)
    return lambda page: measure_page(browser, f"{root}/{page}", slowdown=1)


def test_the_opening_is_light(measure: Callable[[str], Weight]) -> None:
    """With its charts and fonts, the opening takes at most 100 kB on the wire."""
    cost = measure("")
    assert cost.wire <= 100 * KB
    assert 0 < cost.fonts <= FONTS
    assert cost.foreign == ()


def test_a_page_with_a_chart_weighs_next_to_nothing(
    tmp_path: Path, serve: Callable[[Path], str], browser: Browser
) -> None:
    """A page of 600 words and one chart takes at most 15 kB on the wire, besides its fonts."""
    write_plainfact(make_corpus(3, 1), tmp_path)
    build_site(tmp_path / "content", tmp_path / "_site", base_url=None, no_code=False)
    cost = measure_page(browser, f"{serve(tmp_path / '_site')}/page-00000/", slowdown=1)
    assert cost.page > 4 * KB
    assert cost.wire - cost.fonts <= 15 * KB


@pytest.mark.parametrize("page", ["", "telecom/", "charts/", "charts/foundry_share/", "facts/"])
def test_pages_need_little_script_and_do_not_move(
    measure: Callable[[str], Weight], page: str
) -> None:
    """Scripts take at most 10 kB where no chart is interactive, and nothing shifts."""
    cost = measure(page)
    assert cost.scripts <= 10 * KB
    assert cost.shift == 0
    assert cost.foreign == ()


@pytest.mark.parametrize("page", ["", "memory/", "charts/foundry_share/", "facts/"])
def test_fonts_that_come_late_move_nothing(
    flagship: Path, serve: Callable[[Path], str], browser: Browser, page: str
) -> None:
    """Text stays in the font it began with; labels of charts change to the one they fit."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    view = context.new_page()
    view.add_init_script(OBSERVE)
    held: list[Route] = []
    view.route("**/*.woff2", lambda route: held.append(route))  # noqa: PLW0108 - a builtin can't be wrapped
    view.goto(f"{serve(flagship)}/{page}", wait_until="domcontentloaded")
    view.evaluate(_SHOW_WITHOUT_FONTS)
    assert held
    for route in held:
        route.continue_()
    view.unroute("**/*.woff2")
    view.evaluate(_HAVE_FONT_OF_LABELS)
    view.wait_for_load_state("networkidle")
    settle(view)
    assert view.evaluate("window.shift") == 0
    context.close()
