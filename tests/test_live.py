"""Charts that come to life: on demand alone, within the policy, and still when anything fails."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from patience import settle
from playwright.sync_api import Browser, Page, Route, expect

from plainfact.build import build_site

SMALL = Path(__file__).parent / "broken" / "base" / "content"
Open = Callable[..., Page]
Serve = Callable[[Path], str]

# Whether it is pressed is what a button says last, whatever came of asking for the living chart.
TELL_OF_PRESSED = """button => new MutationObserver(() => { self.hasTold = true })
    .observe(button, { attributeFilter: ['aria-pressed'] })"""


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small site with an interactive chart of bars and one of lines."""
    folder = tmp_path_factory.mktemp("live")
    content = folder / "content"
    shutil.copytree(SMALL, content)
    chart = content / "charts" / "panels.yaml"
    chart.write_text(f"{chart.read_text()}interactive: true\n")
    (content / "datasets" / "years.yaml").write_text(
        "title: Years\nsource: survey\ncolumns:\n"
        "  one: {label: One, unit: '%'}\n  two: {label: Two, unit: '%'}\n"
        "rows:\n  2021: {one: 10, two: 40}\n  2022: {one: 20, two: 30}\n"
        "  2023: {one: 30, two: 25}\n"
    )
    (content / "charts" / "years.yaml").write_text(
        "title: Two lines\nkind: line\ndataset: years\nx: row\ny: [one, two]\nalt: Two lines.\n"
        "interactive: true\n"
    )
    build_site(content, folder / "_site", base_url="", no_code=False)
    return folder / "_site"


def explore(page: Page) -> None:
    """Ask for the living chart."""
    page.get_by_role("button", name="Explore").first.click()
    page.locator(".figure-live svg").wait_for()


@pytest.mark.parametrize("chart", ["panels", "years"])
@pytest.mark.parametrize("width", [380, 1000])
def test_a_chart_comes_to_life_without_moving(
    live_site: Path, serve: Serve, open_page: Open, chart: str, width: int
) -> None:
    """The living chart takes the place of the still one to the pixel, and goes again."""
    page = open_page(f"{serve(live_site)}/charts/{chart}/",
                     viewport={"width": width, "height": 900})  # fmt: skip
    drawing = page.locator(".figure-drawing")
    note = page.locator(".figure figcaption")
    settle(page)
    before, below = drawing.bounding_box(), note.bounding_box()
    explore(page)
    settle(page)
    assert drawing.bounding_box() == before
    assert note.bounding_box() == below
    expect(page.locator(".figure-drawing svg[role=img]:visible")).to_have_count(0)
    page.get_by_role("button", name="Explore").click()
    expect(page.locator(".figure-live")).to_have_count(0)
    expect(page.locator(".figure-drawing svg[role=img]:visible")).to_have_count(1)


def test_what_is_pointed_at_stands_out_and_is_told(
    live_site: Path, serve: Serve, open_page: Open
) -> None:
    """The other line fades, at the right place in time, and the value is told in words."""
    page = open_page(f"{serve(live_site)}/charts/years/")
    explore(page)
    points = page.locator(".figure-live path[aria-label]").evaluate_all(
        "all => all.map(p => { const b = p.getBoundingClientRect();"
        " return [p.getAttribute('aria-label'), b.x + b.width / 2, b.y + b.height / 2] })"
    )
    places = {name: (x, y) for name, x, y in points}
    assert len({x for x, _ in places.values()}) == 3
    name = "One, 2022: 20%"
    page.mouse.move(*places[name])
    page.locator(".tip", has_text=name).wait_for()
    lines = page.locator(".figure-live .mark-line path")
    expect(lines).to_have_count(2)
    expect(lines.and_(page.locator("[opacity='0.25']"))).to_have_count(1)
    expect(lines.and_(page.locator(":not([opacity]), [opacity='1']"))).to_have_count(1)


def test_nothing_is_fetched_before_it_is_asked_for(
    live_site: Path, serve: Serve, open_page: Open
) -> None:
    """Not a byte of the runtime or of the specification comes with the page."""
    page = open_page(f"{serve(live_site)}/charts/panels/")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rsplit("/", 1)[-1]))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not [name for name in fetched if name.startswith(("vega", "live-"))]
    explore(page)
    assert sorted(name.split(".")[0] for name in fetched if name.startswith(("vega", "live-"))) == [
        "live-panels", "vega"]  # fmt: skip


def test_a_site_without_interactive_charts_has_no_runtime(tmp_path: Path) -> None:
    """The runtime is written for those who need it alone, and no page loads its script."""
    build_site(SMALL, tmp_path / "site", base_url="", no_code=False)
    files = [path.name for path in (tmp_path / "site").rglob("*.js")]
    assert not [name for name in files if name.startswith(("vega", "live-"))]
    for page in (tmp_path / "site").rglob("*.html"):
        assert "live." not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("fault", ["runtime is blocked", "specification is blocked",
                                   "specification is broken"])  # fmt: skip
def test_the_still_chart_stays_when_anything_fails(
    live_site: Path, serve: Serve, browser: Browser, fault: str
) -> None:
    """Nothing moves, nothing is lost, and nothing is thrown."""
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    which = "**/assets/vega.*" if "runtime" in fault else "**/assets/live-panels.*"

    def answer(route: Route) -> None:
        if "broken" in fault:
            spec = '{"marks":[{"type":"no such mark"}]}'
            route.fulfill(body=f"window.plainfactCharts={{panels:{{wide:{spec},narrow:{spec}}}}}")
        else:
            route.abort()

    page.route(which, answer)
    page.goto(f"{serve(live_site)}/charts/panels/")
    settle(page)
    before = page.locator(".figure").bounding_box()
    button = page.locator(".figure-explore")
    button.evaluate(TELL_OF_PRESSED)
    button.click()
    page.wait_for_function("() => self.hasTold")
    settle(page)
    assert button.is_disabled()
    assert page.locator(".figure-drawing svg[role=img]:visible").count() == 1
    assert page.locator(".figure").bounding_box() == before
    assert errors == []
    page.close()


def test_colours_of_a_living_chart_follow_the_theme(
    live_site: Path, serve: Serve, open_page: Open
) -> None:
    """The colours are the page's, in either scheme."""
    page = open_page(f"{serve(live_site)}/charts/panels/")
    explore(page)
    bar = page.locator(".figure-live path[aria-label]").first
    page.emulate_media(color_scheme="light")
    light = bar.evaluate("bar => getComputedStyle(bar).fill")
    page.emulate_media(color_scheme="dark")
    expect(bar).not_to_have_css("fill", light)


def test_a_chart_comes_to_life_from_a_disk(live_site: Path, browser: Browser) -> None:
    """Without a host the runtime and the specification are found as well."""
    page = browser.new_page()
    page.goto((live_site / "charts" / "panels" / "index.html").as_uri())
    explore(page)
    page.close()


def test_without_scripts_there_is_nothing_to_explore(
    live_site: Path, serve: Serve, open_page: Open
) -> None:
    """No button stands there that does nothing."""
    page = open_page(f"{serve(live_site)}/charts/panels/", java_script_enabled=False)
    expect(page.locator(".figure svg[role=img]:visible")).to_have_count(1)
    expect(page.locator(".figure-explore")).to_be_hidden()
