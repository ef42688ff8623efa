"""What a page costs its reader: bytes on the wire, scripts, layout shift and long tasks.

Run `python -m benchmarks.page_weight SITE_FOLDER [page/ …]` for a table of the pages named, or of
one of each type. Needs the test dependencies and Chromium.
"""

import gzip
import shutil
import sys
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Response, sync_playwright

SLOWDOWN = 4
PAGES = ("", "memory/", "all/", "charts/", "charts/telecom_share/", "facts/", "sources/",
         "glossary/", "players/smic/", "corrections/", "method/", "search/")  # fmt: skip
_PACKED = (".woff2", ".png", ".ico")
OBSERVE = """
window.shift = 0; window.tasks = [];
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  if (!entry.hadRecentInput) window.shift += entry.value;
})).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  window.tasks.push(Math.round(entry.duration));
})).observe({ type: "longtask", buffered: true });
"""
"""A script for a page to run first: it sums layout shifts, and lists long tasks in ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What one page costs."""

    wire: int
    """Bytes fetched, texts gzipped, until the page stands still."""
    page: int
    """Those of the page itself."""
    fonts: int
    """Those of fonts."""
    scripts: int
    """Bytes of scripts, not gzipped."""
    requests: int
    """How many files."""
    foreign: tuple[str, ...]
    """Addresses of other hosts that were asked for."""
    shift: float
    """The sum of layout shifts, while loading and while scrolling to the end."""
    long_tasks: tuple[int, ...]
    """Tasks of over 50 ms, in ms, with the processor slowed down."""


def measure_page(browser: Browser, url: str, *, slowdown: int = SLOWDOWN) -> Weight:
    """Open a page as a new reader does, scroll to its end, and return what it cost."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    fetched: list[Response] = []
    page.on("response", lambda response: fetched.append(response))  # noqa: PLW0108 - a builtin can't be wrapped
    page.add_init_script(OBSERVE)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.goto(url, wait_until="networkidle")
    bodies = {response.url: response.body() for response in fetched}
    page.evaluate("""async () => {
        for (let y = 0; y < document.body.scrollHeight && y < 40 * innerHeight; y += innerHeight) {
            scrollTo(0, y);
            // A reader sees where they have come before they go on.
            for (let drawn = 0; drawn < 3; drawn++) await new Promise(requestAnimationFrame);
        }
    }""")
    shift, tasks = page.evaluate("[window.shift, window.tasks]")
    context.close()
    host = url.split("/")[2]
    sizes = {address: _weigh(address, body) for address, body in bodies.items()}
    return Weight(
        wire=sum(sizes.values()),
        page=sizes[url],
        fonts=sum(size for address, size in sizes.items() if address.endswith(".woff2")),
        scripts=sum(len(body) for address, body in bodies.items() if address.endswith(".js")),
        requests=len(bodies),
        foreign=tuple(a for a in bodies if a.startswith("http") and a.split("/")[2] != host),
        shift=round(shift, 4),
        long_tasks=tuple(tasks),
    )


def _weigh(address: str, body: bytes) -> int:
    if address.startswith("data:"):
        return 0
    return len(body) if address.endswith(_PACKED) else len(gzip.compress(body, 6))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def main() -> None:
    """Print a table of what pages of a built site cost."""
    folder, pages = Path(sys.argv[1]), sys.argv[2:] or PAGES
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_address[1]}/"
    names = ("wire", "page", "fonts", "scripts", "files", "shift")
    print(f"{'page':24}" + "".join(f"{name:>8}" for name in names), " tasks over 50 ms")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name in pages:
            cost = measure_page(browser, f"{root}{name}")
            values = (cost.wire, cost.page, cost.fonts, cost.scripts, cost.requests, cost.shift)
            tasks = ", ".join(map(str, cost.long_tasks))
            print(f"{name or 'opening':24}" + "".join(f"{value:8}" for value in values), "", tasks)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
