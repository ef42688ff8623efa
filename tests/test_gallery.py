"""The gallery in docs/gallery: every kind of chart with every sign, as a site of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from accessibility import find_faults
from chart_cases import GALLERY
from patience import settle
from playwright.sync_api import Browser, Page

from plainfact.build import build_site

CHARTS = sorted(path.stem for path in GALLERY.glob("charts/*.yaml"))


@pytest.fixture(scope="module")
def gallery_site(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str], cache: Path
) -> str:
    """Return the address of the gallery, built as any site."""
    out = tmp_path_factory.mktemp("gallery") / "_site"
    build_site(GALLERY, out, base_url="", no_code=False, cache=cache)
    for name in CHARTS:
        assert (out / "embed" / name / "index.html").is_file()
    return f"{serve(out)}/"


def test_the_gallery_shows_every_chart_with_a_name(
    gallery_site: str, open_page: Callable[..., Page]
) -> None:
    """On one page each chart stands whole, named by its title and described, with its table."""
    page = open_page(f"{gallery_site}all/", java_script_enabled=False)
    shown = page.locator("figure.figure")
    ids = shown.evaluate_all("all => all.map(figure => figure.id.split('--')[1])")
    assert sorted(ids) == CHARTS
    named = page.locator("figure svg[role=img]:visible").evaluate_all(
        "all => all.map(svg => svg.getAttribute('aria-labelledby').split(' ')"
        ".map(id => document.getElementById(id).textContent.trim()))"
    )
    assert len(named) >= len(CHARTS)
    assert all(title and description for title, description in named)
    assert page.locator("figure table").count() == len(CHARTS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_gallery(gallery_site: str, browser: Browser, scheme: str) -> None:
    """Every sign is shown in a way that rules of accessibility have nothing against."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{gallery_site}signs/")
    settle(page)
    faults = find_faults(page)
    page.close()
    assert faults == []


def test_marks_are_seen_in_forced_colours(gallery_site: str, browser: Browser) -> None:
    """Where readers force colours, no mark has the colour of what it lies on."""
    page = browser.new_page(forced_colors="active")
    page.goto(f"{gallery_site}signs/")
    lost = page.locator("figure svg:visible [data-tip]").evaluate_all(
        "all => { const paper = getComputedStyle(document.body).backgroundColor;"
        " return all.filter(mark => { const style = getComputedStyle(mark);"
        " return style.fill === paper && (style.stroke === 'none' || style.stroke === paper) })"
        ".map(mark => mark.dataset.tip) }"
    )
    page.close()
    assert lost == []
