"""Change the modules that decide truth in every small way, and see whether a test notices.

    python tests/soak/mutants.py [--sample N] [--survivors] [GROUP …]

mutmut makes the changes, in a copy of the repository for each group of modules, in `.mutants/`. A
later run tries what has changed since, and what no test has noticed yet. `--sample` tries so many
changes of each group, drawn by lot; `--survivors` shows each change that no test noticed.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WORK = ROOT / ".mutants"
COPIED = (
    "build.py",
    "content",
    "docs",
    "plainfact",
    "pyproject.toml",
    "static",
    "templates",
    "tests",
)
OPTIONS = ("-n", "0", "-p", "no:cacheprovider", "--hypothesis-seed=1")
CHILDREN = "1"
"""How many changes are tried at once."""
NOTICED = ("killed", "timeout")
"""What comes of a change that a test fails for, or that makes a test go on for ever."""
LEAST = 90
"""How many of a hundred changes must be noticed, in each group."""


@dataclass(frozen=True, slots=True)
class Group:
    """Modules that are tried together."""

    modules: tuple[str, ...]
    """The modules."""
    tests: tuple[str, ...]
    """The tests that should notice; none of them opens a browser."""


GROUPS = {
    "quantities": Group(
        ("quantities", "intervals"),
        ("quantities", "claims", "wording", "formulas"),
    ),
    "claims": Group(("claims",), ("claims",)),
    "derivations": Group(("derivations", "arithmetic"), ("formulas", "claims")),
    "datasets": Group(
        ("datasets", "dataset_loader", "cell_values"), ("datasets", "formulas", "claims")
    ),
}
"""Modules by what they are about."""


def prepare(name: str, group: Group) -> Path:
    """Return a folder with a copy of the repository, set up for mutmut."""
    folder = WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    for part in COPIED:
        source, target = ROOT / part, folder / part
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    settings = {
        "source_paths": ["plainfact"],
        "only_mutate": [f"plainfact/{module}.py" for module in group.modules],
        "also_copy": [part for part in COPIED if part not in ("plainfact", "tests")],
        "pytest_add_cli_args": list(OPTIONS),
        "pytest_add_cli_args_test_selection": [f"tests/test_{test}.py" for test in group.tests],
    }  # fmt: skip
    lines = ["[mutmut]"]
    for key, values in settings.items():
        lines += [f"{key} =", *(f"    {value}" for value in values)]
    (folder / "setup.cfg").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def mutmut(folder: Path, *arguments: str, may_fail: bool = False) -> str:
    """Run mutmut in a folder; return what it printed."""
    program = str(Path(sys.executable).with_name("mutmut"))
    ran = subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    if ran.returncode and not may_fail:
        # What it has tried is told, and nothing is said of the rest.
        print(f"{ran.stderr[-1000:]}\nmutmut ended too early in {folder.name}.", file=sys.stderr)
    return ran.stdout


def try_changes(folder: Path, sample: int | None) -> list[tuple[str, str, str]]:
    """Return every change that was tried: its module, its name, and what came of it."""
    chosen: list[str] = []
    if sample is not None:
        # With a name that there is not, mutmut makes the changes, and then complains.
        mutmut(folder, "run", "plainfact.none", may_fail=True)
        names = [f"plainfact.{module}.{name}" for module, name, _ in read_results(folder)]
        chosen = random.Random(1).sample(names, min(sample, len(names)))  # noqa: S311 - by lot
    else:
        mutmut(folder, "run", "--max-children", CHILDREN)
        found = read_results(folder)
        chosen = [f"plainfact.{where}.{name}" for where, name, result in found
                  if result not in NOTICED]  # fmt: skip
    if chosen:
        mutmut(folder, "run", "--max-children", CHILDREN, *chosen)
    return [result for result in read_results(folder) if result[2] != "not checked"]


def read_results(folder: Path) -> list[tuple[str, str, str]]:
    """Return all changes of a group: module, name and result."""
    told = mutmut(folder, "results", "--all", "true")
    return re.findall(r"^ *plainfact\.(\w+)\.(\S+): (.+)$", told, re.MULTILINE)


def main() -> None:
    """Try the groups that are named, or all, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, help="so many changes of each group")
    parser.add_argument("--survivors", action="store_true", help="show what no test noticed")
    parser.add_argument("groups", nargs="*", default=list(GROUPS))
    options = parser.parse_args()
    print("| module | changes tried | noticed | not noticed |\n|---|--:|--:|--:|")
    is_enough = True
    for name in options.groups:
        folder = prepare(name, GROUPS[name])
        results = try_changes(folder, options.sample)
        for module in GROUPS[name].modules:
            found = [result for where, _, result in results if where == module]
            killed = sum(result in NOTICED for result in found)
            is_enough &= bool(found) and killed * 100 >= LEAST * len(found)
            share = f"{killed / max(1, len(found)):.1%}"
            print(f"| {module} | {len(found)} | {share} | {len(found) - killed} |", flush=True)
        if options.survivors:
            for where, change, result in results:
                if result not in NOTICED:
                    print(mutmut(folder, "show", f"plainfact.{where}.{change}"))
    sys.exit(not is_enough)


if __name__ == "__main__":
    main()
