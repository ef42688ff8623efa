"""Try to break it for a long time, and print what happened as a table.

    python tests/soak/soak.py [--kills N] [--seconds S] [--edits N]

Kills builds at random moments, fills the disk, makes random edits and compares each cached build
with a clean one, and builds in many surroundings and compares every byte. Then it builds what is
far too large (`bounds.py`), fuzzes each target (`fuzz.py`) and measures what of the code all that
went through (`cover.py`). What `make test` does in seconds is done here for as long as one likes.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from builds import edit_title, make_project, read_tree, run_build, start_build  # noqa: E402
from edits import EDITS, Edited  # noqa: E402
from surroundings import SURROUNDINGS, build_in  # noqa: E402

TITLES = ("Panels", "Screens")
FULL = 10
"""How often a disk is full, each time with a little more room."""
USAGE = 2
"""The status of a build that can't write."""


def kill_builds(folder: Path, times: int) -> tuple[int, int]:
    """Kill so many builds at random moments; return how many left no whole site, or no next one."""
    expected = {}
    for title in TITLES:
        clean = make_project(folder / title)
        edit_title(clean, title)
        run_build(clean, "--base-url", "")
        expected[title] = read_tree(clean / "_site")
    project = make_project(folder / "killed")
    begun = time.monotonic()
    run_build(project, "--base-url", "")
    took = time.monotonic() - begun
    moments = random.Random(1)  # noqa: S311 - any moments will do
    lost = stuck = 0
    for turn in range(times):
        title = TITLES[turn % 2]
        edit_title(project, title)
        process = start_build(project, "--base-url", "")
        time.sleep(took * moments.random() * 1.1)
        process.kill()
        process.communicate()
        lost += read_tree(project / "_site") not in expected.values()
        status, _ = run_build(project, "--base-url", "")
        stuck += status != 0 or read_tree(project / "_site") != expected[title]
    return lost, stuck


def fill_disks(folder: Path) -> int:
    """Build with room for ever larger files; return how often the site was not left as it was."""
    project = make_project(folder)
    run_build(project, "--base-url", "")
    before = read_tree(project / "_site")
    largest = max(len(data) for data in before.values())
    spoilt = 0
    for turn in range(FULL):
        edit_title(project, f"Panels {turn}")
        room = largest * turn // FULL
        status, told = run_build(project, "--base-url", "", most_bytes=room)
        spoilt += status != USAGE or "can't be written" not in told
        spoilt += read_tree(project / "_site") != before
    edit_title(project, TITLES[0])
    return spoilt + (run_build(project, "--base-url", "")[0] != 0)


def edit_and_compare(folder: Path, times: int) -> int:
    """Make so many random edits; return after how many a cached build was not as a clean one."""
    chance = random.Random(2)  # noqa: S311 - any edits will do
    edited = Edited(folder)
    differing = 0
    for _ in range(times):
        chance.choice(EDITS)(edited, chance)
        differing += not edited.is_as_clean()
    return differing


def build_everywhere(folder: Path) -> int:
    """Build the flagship in many surroundings; return in how many a byte differs."""
    trees = [build_in(folder, where, ROOT / "content") for where in SURROUNDINGS]
    return sum(tree != trees[0] for tree in trees[1:])


def try_all(kills: int, edits: int) -> Iterator[tuple[str, int, int]]:
    """Yield what was tried, how often, and how often it went wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if kills:
            lost, stuck = kill_builds(folder / "kills", kills)
            yield "builds killed: sites lost", kills, lost
            yield "builds killed: next builds that failed or differed", kills, stuck
            full = fill_disks(folder / "full")
            yield "disks full: sites not left as they were", FULL, full
        if edits:
            differing = edit_and_compare(folder / "edits", edits)
            yield "edits: cached builds unlike clean ones", edits, differing
            uneven = build_everywhere(folder / "everywhere")
            yield "surroundings: flagships that differ", len(SURROUNDINGS), uneven


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--seconds", type=int, default=300, help="for each target of the fuzzer")
    parser.add_argument("--short", action="store_true", help="leave out what `bounds.py` and on do")
    options = parser.parse_args()
    print("| tried | times | went wrong |\n|---|--:|--:|")
    wrong = 0
    for what, times, went_wrong in try_all(options.kills, options.edits):
        print(f"| {what} | {times} | {went_wrong} |", flush=True)
        wrong += went_wrong
    print(flush=True)
    for name in () if options.short else ("bounds", "fuzz", "cover"):
        more = ["--seconds", str(options.seconds)] if name == "fuzz" else []
        script = ROOT / "tests" / "soak" / f"{name}.py"
        wrong += subprocess.run([sys.executable, str(script), *more], check=False).returncode != 0
        print(flush=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
