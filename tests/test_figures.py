"""What stands round a chart: its citation, its frame for other sites, and pages that are framed."""

import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from accessibility import find_faults
from lxml import html
from patience import resize, settle
from playwright.sync_api import Browser, Page, expect

from plainfact.build import build_site

SMALL = Path(__file__).parent / "broken" / "base" / "content"
Open = Callable[..., Page]
Serve = Callable[[Path], str]
BASE = "https://example.org/explainer/"

# How much of a frame is out of sight, across and down, and how much of its height is used.
MEASURE = """async () => {
  await document.fonts.ready;
  const root = document.documentElement;
  const used = document.querySelector("main").getBoundingClientRect().bottom / innerHeight;
  return [root.scrollWidth - root.clientWidth, root.scrollHeight - root.clientHeight, used];
}"""


@pytest.fixture(scope="session")
def known_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small site that knows its address."""
    out = tmp_path_factory.mktemp("known") / "_site"
    build_site(SMALL, out, base_url=BASE, no_code=False)
    return out


@pytest.fixture(scope="session")
def lone_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small site that knows no address."""
    out = tmp_path_factory.mktemp("lone") / "_site"
    build_site(SMALL, out, base_url="", no_code=False)
    return out


class FrameReader(HTMLParser):
    """Reads the frame of an embed snippet."""

    def __init__(self, snippet: str) -> None:
        super().__init__()
        self.frame: dict[str, str | None] = {}
        self.feed(snippet)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes of the frame."""
        assert tag in {"div", "iframe"}
        self.frame = dict(attrs)


def test_citation_and_snippet_are_whole_where_the_address_is_known(
    known_site: Path, serve: Serve, open_page: Open
) -> None:
    """Without scripts both can be read, and lead to the chart on the web."""
    page = open_page(f"{serve(known_site)}/charts/panels/", java_script_enabled=False)
    citation = page.locator("p.figure-quoted").inner_text()
    assert page.locator("h1").inner_text() in citation
    assert citation.endswith(f"{BASE}charts/panels/")
    assert "Data: " in citation
    frame = FrameReader(page.locator("code.figure-quoted").inner_text()).frame
    assert frame["src"] == f"{BASE}embed/panels/"
    assert frame["title"] == page.locator("h1").inner_text()
    assert (frame["width"], frame["loading"]) == ("100%", "lazy")
    assert page.locator(".figure-unknown").count() == 0


def test_an_unknown_address_is_told_and_completed(
    lone_site: Path, serve: Serve, open_page: Open
) -> None:
    """Without scripts a sentence says what is missing; with them it comes from where one reads."""
    root = serve(lone_site)
    page = open_page(f"{root}/panels/", java_script_enabled=False)
    page.locator(".figure-share summary").first.click()
    expect(page.locator(".figure-unknown").first).to_be_visible()
    snippet = page.locator("code.figure-quoted").first
    expect(snippet).to_contain_text('src="embed/panels/"')
    page = open_page(f"{root}/panels/")
    page.locator(".figure-share summary").first.click()
    snippet = page.locator("code.figure-quoted").first
    expect(snippet).to_contain_text(f'src="{root}/embed/panels/"')
    assert FrameReader(snippet.inner_text()).frame["src"] == f"{root}/embed/panels/"
    ends = re.compile(f"{re.escape(root)}/charts/panels/$")
    expect(page.locator("p.figure-quoted").first).to_have_text(ends)
    expect(page.locator(".figure-unknown").first).to_be_hidden()


def test_the_copy_button_copies(lone_site: Path, serve: Serve, open_page: Open) -> None:
    """What is copied is what is shown, and the button says that it is done."""
    page = open_page(f"{serve(lone_site)}/charts/panels/",
                     permissions=["clipboard-read", "clipboard-write"])  # fmt: skip
    button = page.locator(".figure-copy").first
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # it says so for two seconds only
    button.click()
    expect(button).to_have_text("Copied")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == page.locator("p.figure-quoted").inner_text()
    page.clock.run_for(2000)
    expect(button).not_to_have_text("Copied")


def test_framed_charts_fit_their_frames(flagship: Path, serve: Serve, open_page: Open) -> None:
    """On a page with its snippet every chart shows whole at every width, with little room below."""
    root = serve(flagship)
    names = sorted(path.name for path in (flagship / "embed").iterdir())
    assert len(names) >= 20
    owns = [html.fromstring((flagship / "charts" / name / "index.html").read_bytes())
            for name in names]  # fmt: skip
    snippets = "".join(own.xpath("string(//code[@data-frame])") for own in owns)
    page = open_page(f"{root}/embed/{names[0]}/", bypass_csp=True)
    at_once = snippets.replace('src="', f'src="{root}/').replace('loading="lazy"', "")
    page.set_content(f'<body style="margin: 0">{at_once}')
    assert len(page.frames) == len(names) + 1
    faults: list[str] = []
    for width in (320, 600, 690, 1000):
        resize(page, width, 600)
        for frame in page.frames[1:]:
            across, down, shown = frame.evaluate(MEASURE)
            if across > 0 or down > 0 or (shown < 0.8 and width != 600):
                faults.append(f"{frame.url} at {width}: {across}, {down}, {shown:.2f}")
    assert faults == []


def test_a_framed_chart_is_whole_without_scripts(
    known_site: Path, serve: Serve, open_page: Open
) -> None:
    """Chart, table and sources are there, links open outside, and no index lists the page twice."""
    page = open_page(f"{serve(known_site)}/embed/panels/", java_script_enabled=False)
    expect(page.locator("svg[role=img]:visible")).to_have_count(1)
    page.get_by_role("radio", name="Table").check()
    expect(page.locator("table")).to_be_visible()
    expect(page.locator("svg[role=img]:visible")).to_have_count(0)
    assert page.locator(".figure-source a").count() > 0
    assert page.evaluate("() => document.querySelector('base').target") == "_blank"
    assert page.locator("a[target], a[href^='#']").count() == 0
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical == f"{BASE}charts/panels/"


def test_a_framed_chart_follows_the_readers_scheme(
    lone_site: Path, serve: Serve, open_page: Open
) -> None:
    """A dark reader gets a dark frame."""
    root = serve(lone_site)
    looks = set()
    for scheme in ("light", "dark"):
        page = open_page(f"{root}/embed/panels/", color_scheme=scheme)
        looks.add(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
    assert len(looks) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("url", ["embed/panels/", "charts/panels/"])
def test_axe_finds_nothing_on_pages_of_charts(
    lone_site: Path, serve: Serve, browser: Browser, url: str, scheme: str
) -> None:
    """A frame's page is as usable as any other, what unfolds included."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{serve(lone_site)}/{url}")
    page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")
    settle(page)
    faults = find_faults(page)
    page.close()
    assert faults == []


def test_a_chart_stands_once_in_a_page(tmp_path: Path) -> None:
    """As cover and in the text, or twice in the text, it is drawn once; then links lead to it."""
    content = tmp_path / "content"
    shutil.copytree(SMALL, content)
    section = content / "sections" / "panels.md"
    text = section.read_text().replace("updated:", "cover: panels\nupdated:")
    section.write_text(f"{text}\n![](chart:panels)\n")
    build_site(content, tmp_path / "_site", base_url="", no_code=False)
    page = html.fromstring((tmp_path / "_site" / "panels" / "index.html").read_bytes())
    ids = page.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    assert page.xpath("//figure/@id") == ["figure--panels"]
    assert page.xpath("//*[@class='figure-again']/a/@href") == ["#figure--panels"] * 2
