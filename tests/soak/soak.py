"""Try to break it for a long time, and print what happened as a table.

    python tests/soak/soak.py [--kills N] [--seconds S] [--edits N] [PART …]

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
Result = tuple[str, int, int]
"""What was tried, how often, and how often it went wrong."""
PARTS = ("kills", "disks", "edits", "surroundings")
"""What is tried here."""
SCRIPTS = ("bounds", "fuzz", "cover")
"""What is tried by scripts of their own."""
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
    """Build the flagship where no file may be large; return how often the site was not left."""
    project = make_project(folder, ROOT / "content")
    run_build(project, "--base-url", "")
    before = read_tree(project / "_site")
    largest = max(len(data) for data in before.values())
    spoilt = 0
    for turn in range(FULL):
        edit_title(project, "More " * (turn + 1) + "panels")
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


def try_part(part: str, folder: Path, options: argparse.Namespace) -> Iterator[Result]:
    """Yield what was tried, how often, and how often it went wrong."""
    match part:
        case "kills":
            lost, stuck = kill_builds(folder, options.kills)
            yield "builds killed: sites lost", options.kills, lost
            yield "builds killed: next builds that failed or differed", options.kills, stuck
        case "disks":
            yield "disks full: flagships not left as they were", FULL, fill_disks(folder)
        case "edits":
            differing = edit_and_compare(folder, options.edits)
            yield "edits: cached builds unlike clean ones", options.edits, differing
        case "surroundings":
            uneven = build_everywhere(folder)
            yield "surroundings: flagships that differ", len(SURROUNDINGS), uneven


def main() -> None:
    """Run everything, or the parts that are named, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--seconds", type=int, default=300, help="for each target of the fuzzer")
    parser.add_argument("parts", nargs="*", default=[*PARTS, *SCRIPTS])
    options = parser.parse_args()
    print("| tried | times | went wrong |\n|---|--:|--:|", flush=True)
    wrong = 0
    for part in (part for part in PARTS if part in options.parts):
        with tempfile.TemporaryDirectory() as name:
            for what, times, went_wrong in try_part(part, Path(name) / part, options):
                print(f"| {what} | {times} | {went_wrong} |", flush=True)
                wrong += went_wrong
    print(flush=True)
    for name in (name for name in SCRIPTS if name in options.parts):
        more = ["--seconds", str(options.seconds)] if name == "fuzz" else []
        script = ROOT / "tests" / "soak" / f"{name}.py"
        wrong += subprocess.run([sys.executable, str(script), *more], check=False).returncode != 0
        print(flush=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
