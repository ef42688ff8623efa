"""Long tasks: how long a page keeps its reader waiting, on a processor four times as slow.

Run `python -m benchmarks.long_tasks SITE_FOLDER [page/ …]` for a table of one page of each type:
the longest task of each thing done, in ms, by two measures with a stroke between them; nothing
under 50 ms counts as long.

- **traced**: its time on the processor, read from the browser's trace, by four. Other work on the
  machine adds little to it, and it is what Lighthouse too takes for a slow machine.
- **watched**: what the browser itself told a page that it slowed down fourfold. That is time on the
  clock, so on a machine that is not quiet it tells of the other work too.

Each is the least of several rounds. Needs the test dependencies and Chromium.
"""

import argparse
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from pages_server import serve_like_pages

_Event = dict[str, Any]

SLOWDOWN = 4
LONG = 50
"""From how many ms on a task is long."""
PAGES = ("", "memory/", "ai/", "all/", "charts/", "charts/telecom_share/", "embed/telecom_share/",
         "facts/", "sources/", "glossary/", "players/", "players/smic/", "corrections/", "method/",
         "tables/", "data/", "search/", "404.html")  # fmt: skip
"""A page of each type."""
_CATEGORIES = ("toplevel", "devtools.timeline")
"""As few as will do: telling of more would itself take time."""
_WATCH = """
self.longTasks = [];
new PerformanceObserver((list) => {
    for (const task of list.getEntries()) longTasks.push(Math.round(task.duration));
}).observe({ type: "longtask", buffered: true });
"""
_VIEWPORT: ViewportSize = {"width": 1280, "height": 800}
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


def trace_tasks(browser: Browser, url: str, *, slowdown: int = SLOWDOWN) -> dict[str, int]:
    """Open a page as a new reader does and use it; return the longest task of each thing done."""
    context = browser.new_context(viewport=_VIEWPORT)
    page = context.new_page()
    session = context.new_cdp_session(page)
    opening = _trace(session, page, lambda page: page.goto(url, wait_until="networkidle"))
    process = _find_process(opening)
    longest = {"load": _find_longest(opening, process)}
    for name, (needed, act) in ACTS.items():
        if page.locator(needed).count():
            longest[name] = _find_longest(_trace(session, page, act), process)
    context.close()
    return {name: round(took * slowdown / 1000) for name, took in longest.items()}


def watch_tasks(browser: Browser, url: str, *, slowdown: int = SLOWDOWN) -> dict[str, int]:
    """Do the same in a browser that slows itself down, and return what it calls long, else 0."""
    context = browser.new_context(viewport=_VIEWPORT)
    page = context.new_page()
    page.add_init_script(_WATCH)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.goto(url, wait_until="commit")
    # A page may have come in a process of its own, which is told anew.
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.wait_for_load_state("networkidle")
    longest = {"load": _take_longest(page)}
    for name, (needed, act) in ACTS.items():
        # The first look for something brings the scripts of the one who looks into the page.
        if page.locator(needed).count():
            _take_longest(page)
            act(page)
            longest[name] = _take_longest(page)
    context.close()
    return longest


def _take_longest(page: Page) -> int:
    """Return the longest of the tasks told since this was last asked."""
    page.wait_for_timeout(250)
    return int(page.evaluate("Math.max(0, ...longTasks.splice(0))"))


def _trace(session: CDPSession, page: Page, act: Callable[[Page], object]) -> list[_Event]:
    """Return what the browser did while something was done with a page."""
    events: list[_Event] = []
    ends: list[object] = []
    session.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    session.on("Tracing.tracingComplete", lambda told: ends.append(told))  # noqa: PLW0108 - a builtin can't be wrapped
    config = {"includedCategories": list(_CATEGORIES)}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    act(page)
    page.wait_for_timeout(250)
    session.send("Tracing.end")
    while not ends:
        page.wait_for_timeout(20)
    return events


def _find_process(events: list[_Event]) -> int:
    """Return the process that shows the page which was opened."""
    return next(int(event["pid"]) for event in events
                if event["name"] == "ParseHTML" and "127.0.0.1" in str(event["args"]))  # fmt: skip


def _find_longest(events: list[_Event], process: int) -> int:
    """Return what the longest task of a page's own took on the processor, in microseconds."""
    main = next(event["tid"] for event in events if event["pid"] == process
                and event["name"] == "thread_name"
                and event["args"]["name"] == "CrRendererMain")  # fmt: skip
    did = [event for event in events
           if (event["pid"], event["tid"], event["ph"]) == (process, main, "X")]  # fmt: skip
    # What the one who measures has the page do is no work of the page's.
    told = [event["ts"] for event in did if "DevToolsSession" in str(event["args"])]
    return max(
        int(event.get("tdur", 0))
        for event in did
        if event["name"] == "ThreadControllerImpl::RunTask"
        and not any(event["ts"] <= ts < event["ts"] + event["dur"] for ts in told)
    )


def _tell(took: int) -> str:
    return str(took) if took >= LONG else "–"


def _tell_page(browser: Browser, url: str, rounds: int) -> str:
    """Return a page's row of the table."""
    told = []
    for measure in (trace_tasks, watch_tasks):
        taken = [measure(browser, url) for _ in range(rounds)]
        told.append({act: _tell(min(took[act] for took in taken)) for act in taken[0]})
    traced, watched = told
    cells = [f"{traced[act]}/{watched[act]}" if act in traced else "" for act in ("load", *ACTS)]
    return "".join(f"{cell:>9}" for cell in cells)


def main() -> None:
    """Print a table of the longest tasks of pages of a built site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("pages", nargs="*", default=PAGES)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    print(f"{'page':24}" + "".join(f"{name:>9}" for name in ("load", *ACTS)))
    with serve_like_pages(wanted.site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name in wanted.pages:
            row = _tell_page(browser, f"{root}/{name}", wanted.rounds)
            print(f"{name or 'opening':24}{row}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
