"""Measures builds, ours and those of the peers that are installed, in one run on one machine.

Each is built cold, with nothing to do, and after one page's words and one page's title have
changed; after the last, our files are compared with those of a clean build. The times are medians
of wall seconds; only ratios of one run mean anything.
"""

import argparse
import filecmp
import json
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus import make_corpus
from peers import ENVIRONMENT, Peer, clear, find_peers
from report import write_report

RESULTS = Path(__file__).parent / "results"
SIZES = ((20, 20), (1000, 0), (1000, 200), (1000, 1000), (10_000, 0))
"""Pages, and how many of them have a chart."""
LIMIT = 300.0
"""No build is waited for longer, in seconds."""


def main() -> None:
    """Measure, and write the results."""
    options = read_options()
    with tempfile.TemporaryDirectory() as folder:
        measure_all(options, Path(folder))


def measure_all(options: argparse.Namespace, folder: Path) -> None:
    """Measure below a folder, in which nothing is deleted meanwhile; see `clear`."""
    ends = time.monotonic() + options.minutes * 60
    results: dict[str, dict[str, dict[str, float | bool]]] = {}
    floor = statistics.median(measure_start() for _ in range(5))
    for pages, charts in options.sizes:
        size = f"{pages} pages, {charts} charts"
        for peer in find_peers(options.python, options.modules):
            if peer.name in options.skip or time.monotonic() > ends:
                continue
            own = Path(tempfile.mkdtemp(dir=folder))
            try:
                found = measure(peer, pages, charts, own, options.runs)
            except subprocess.CalledProcessError as error:
                print(f"{peer.name} can't be measured here: {error.stderr.decode()[:300]}")
                continue
            results.setdefault(size, {})[peer.name] = found
            print(size, peer.name, found, flush=True)
            write_results(results, floor)


def read_options() -> argparse.Namespace:
    """Return what is to be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", type=Path, default=Path(sys.executable),
                        help="the interpreter that the peers are installed beside")  # fmt: skip
    parser.add_argument("--modules", type=Path, default=Path(),
                        help="the folder of the peers' node_modules")  # fmt: skip
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=15, help="begin nothing after that")
    parser.add_argument("--sizes", type=read_sizes, default=SIZES, help="e.g. 20/20,1000/200")
    parser.add_argument(
        "--skip", action="append", default=[], help="a generator's name; again for more"
    )
    return parser.parse_args()


def read_sizes(words: str) -> tuple[tuple[int, int], ...]:
    """Return sizes from words such as "20/20,1000/0"."""
    pairs = (part.split("/") for part in words.split(","))
    return tuple((int(pages), int(charts)) for pages, charts in pairs)


def measure(
    peer: Peer, pages: int, charts: int, folder: Path, runs: int
) -> dict[str, float | bool]:
    """Return the times of one generator's builds of one corpus."""
    peer.write(make_corpus(pages, charts), folder)
    times: dict[str, list[float]] = {}
    is_whole = True

    def note(name: str) -> float:
        wall, work = build(peer, folder)
        times.setdefault(name, []).append(wall)
        times.setdefault(f"{name} cpu", []).append(work)
        return wall

    for run in range(runs):
        clear(peer, folder)
        if note("cold") >= LIMIT:
            return {"cold": LIMIT}
        note("nothing")
        page = folder / peer.page.format(f"page-{pages // 2:05d}")
        edit(page, lambda text, run=run: text + f"\nOne more line, the {'x' * (run + 1)}th.\n")
        note("words")
        edit(page, lambda text: re.sub("(?i)(title: )", r"\1New ", text, count=1))
        note("title")
        if peer.name == "plainfact" and run == 0:
            is_whole = equals_clean_build(peer, folder)
    found: dict[str, float | bool] = {
        name: round(statistics.median(all_), 3) for name, all_ in times.items()
    }
    return found | ({"equal": is_whole} if peer.name == "plainfact" else {})


def build(peer: Peer, folder: Path) -> tuple[float, float]:
    """Build once; return the seconds that it took, and those that processors worked on it."""
    begun, worked = time.perf_counter(), find_work()
    try:
        subprocess.run(peer.command, cwd=folder, env=ENVIRONMENT, check=True, timeout=LIMIT,
                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # fmt: skip
    except subprocess.TimeoutExpired:
        return LIMIT, LIMIT
    return time.perf_counter() - begun, find_work() - worked


def find_work() -> float:
    """Return the seconds that processors have worked for processes that we started and ended.

    Those that our own builds start beside themselves are not among them, so they count as more
    where all is done in one process.
    """
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def edit(path: Path, change: Callable[[str], str]) -> None:
    """Change a file, a moment after it was built from."""
    time.sleep(0.1)
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    time.sleep(0.1)


def equals_clean_build(peer: Peer, folder: Path) -> bool:
    """Tell whether what was built bit by bit is what a clean build makes."""
    kept = clear(peer, folder) / peer.out
    build(peer, folder)
    names = {path.relative_to(kept) for path in kept.rglob("*") if path.is_file()}
    clean = {
        path.relative_to(folder / peer.out)
        for path in (folder / peer.out).rglob("*")
        if path.is_file()
    }
    same = all(filecmp.cmp(kept / name, folder / peer.out / name, shallow=False) for name in names)
    return same and names == clean


def measure_start() -> float:
    """Return how long Python itself takes to start."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - begun


def write_results(results: dict[str, dict[str, dict[str, float | bool]]], floor: float) -> None:
    """Write the results as data, as a table and as a chart."""
    RESULTS.mkdir(exist_ok=True)
    whole = {"python": platform.python_version(), "machine": platform.machine(),
             "start": round(floor, 3), "seconds": results}  # fmt: skip
    (RESULTS / "results.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    write_report(results, floor, RESULTS)


if __name__ == "__main__":
    main()
