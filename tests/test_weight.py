"""What pages cost their readers, measured in a browser: bytes, scripts, and things that move."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.corpus import make_corpus, write_plainfact
from benchmarks.page_weight import Weight, measure_page
from plainfact.build import build_site

KB = 1000
FONTS = 100 * KB


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
