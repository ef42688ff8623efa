"""Long tasks: how long a page keeps its reader waiting, on a processor four times as slow.

Run `python -m benchmarks.long_tasks SITE_FOLDER [page/ …]` for a table of one page of each type:
the longest task of each thing done, in ms; nothing under 50 ms counts as long. Each is the least of
several rounds, as whatever else the machine does only ever adds. Needs the test dependencies and
Chromium.
"""

import argparse
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from pages_server import serve_like_pages

SLOWDOWN = 4
PAGES = ("", "memory/", "ai/", "all/", "charts/", "charts/telecom_share/", "embed/telecom_share/",
         "facts/", "sources/", "glossary/", "players/", "players/smic/", "corrections/", "method/",
         "tables/", "data/", "search/", "404.html")  # fmt: skip
"""A page of each type."""
_OBSERVE = """
window.longest = 0;
window.tell = () => { const told = window.longest; window.longest = 0; return told; };
const observer = new PerformanceObserver(list => list.getEntries().forEach(entry => {
  window.longest = Math.max(window.longest, Math.round(entry.duration));
}));
observer.observe({ type: "longtask", buffered: true });
"""
_SCROLL = """async () => {
    for (let y = 0; y < document.body.scrollHeight && y < 30 * innerHeight; y += innerHeight / 2) {
        scrollTo(0, y);
        await new Promise(done => setTimeout(done, 40));
    }
    scrollTo(0, 0);
}"""


def _scroll(page: Page) -> None:
    page.evaluate(_SCROLL)


def _open_card(page: Page) -> None:
    page.locator(".prose p .fact").first.click()
    page.locator(".card:popover-open").wait_for()
    page.keyboard.press("Escape")


def _switch_colours(page: Page) -> None:
    page.locator(".colours").click()


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator(".search-input").press_sequentially("memory", delay=150)
    page.locator(".search-found li").first.wait_for()
    page.keyboard.press("Escape")


def _filter(page: Page) -> None:
    page.locator(".filter-words input").press_sequentially("share", delay=150)
    page.locator("select[name=sort]").select_option("new")


ACTS: Mapping[str, tuple[str, Callable[[Page], None]]] = {
    "scroll": ("body", _scroll),
    "card": (".prose p .fact", _open_card),
    "colours": (".colours", _switch_colours),
    "search": ("[data-search]", _search),
    "filter": (".filter", _filter),
}
"""What a reader does with a page, each with what a page must have for it."""


def measure_tasks(browser: Browser, url: str, *, slowdown: int = SLOWDOWN) -> dict[str, int]:
    """Open a page as a new reader does and use it; return the longest task of each thing done."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.goto(url, wait_until="networkidle")
    longest = {"load": _tell(page)}
    for name, (needed, act) in ACTS.items():
        if page.locator(needed).count():
            act(page)
            longest[name] = _tell(page)
    context.close()
    return longest


def _tell(page: Page) -> int:
    """Return the longest task since the last time, once the page has come to rest."""
    page.evaluate("new Promise(done => requestIdleCallback(done, { timeout: 3000 }))")
    page.wait_for_timeout(300)
    return int(page.evaluate("window.tell()"))


def main() -> None:
    """Print a table of the longest tasks of pages of a built site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("pages", nargs="*", default=PAGES)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    names = ("load", *ACTS)
    print(f"{'page':24}" + "".join(f"{name:>9}" for name in names))
    with serve_like_pages(wanted.site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name in wanted.pages:
            rounds = [measure_tasks(browser, f"{root}/{name}") for _ in range(wanted.rounds)]
            least = {act: min(round_[act] for round_ in rounds) for act in rounds[0]}
            told = "".join(f"{least.get(act, '') or '–':>9}" for act in names)
            print(f"{name or 'opening':24}{told}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
