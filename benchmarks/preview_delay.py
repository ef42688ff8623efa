"""Measures how long a saved change takes to show in a page that the preview keeps open.

    python benchmarks/preview_delay.py [FOLDER]

Serves a copy of the explainer in FOLDER (else the small one that `new` makes, then this
repository's), adds a paragraph to a section over and over, and waits in a real browser until it is
to be seen. Prints the seconds from the save to the sight of it, and those that the build took.
"""

import io
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
from find_browser import find_browser  # noqa: E402 - the path is set above

TURNS = 9


def measure(browser: Browser, folder: Path, section: Path) -> list[float]:
    """Return the seconds from each save of a section to the sight of it."""
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--port", "8460"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        address, output = "", server.stdout or io.StringIO()
        for line in output:
            found = re.search(r"http://\S+/", line)
            address = found[0] if found else address
            if line.startswith(("Made", "Built")):
                break
        page = browser.new_page()
        page.goto(f"{address}{section.stem}/")
        before = section.read_text(encoding="utf-8")
        taken: list[float] = []
        for turn in range(TURNS):
            words = f"Saved as number {'I' * (turn + 1)}."
            begun = time.perf_counter()
            section.write_text(f"{before}\n{words}\n", encoding="utf-8")
            page.get_by_text(words, exact=True).wait_for(timeout=60_000)
            taken.append(time.perf_counter() - begun)
            print(f"  {taken[-1]:.2f} s; {output.readline().strip()}", flush=True)
        page.close()
        server.terminate()
    return taken


def main() -> None:
    """Measure one site, or two, and print the medians."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as temporary:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        for number, source in enumerate(map(Path, sys.argv[1:] or ["", str(ROOT)])):
            folder = Path(temporary) / str(number)
            if source.name:
                shutil.copytree(source / "content", folder / "content")
            else:
                command = [sys.executable, str(ROOT / "build.py"), "new", str(folder)]
                subprocess.run(command, check=True, capture_output=True)
            section = min((folder / "content" / "sections").glob("*.md"))
            print(f"{source.resolve().name if source.name else 'a new explainer'}:")
            print(f"  median {statistics.median(measure(browser, folder, section)):.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
