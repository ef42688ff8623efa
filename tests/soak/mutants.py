"""Change the modules that decide truth in every small way, and see whether a test notices.

    python tests/soak/mutants.py [--children N] [--survivors] [GROUP …]

mutmut makes the changes, in a copy of the repository for each group of modules, in `.mutants/`, so
that a later run tries only what has changed. `--survivors` shows each change that no test noticed.
"""

import argparse
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
LEAST = 90
"""How many of a hundred changes must be noticed, in each group."""


@dataclass(frozen=True, slots=True)
class Group:
    """Modules that are tried together."""

    modules: tuple[str, ...]
    """The modules."""
    tests: tuple[str, ...]
    """The tests that should notice; none of them opens a browser."""
    only: str = ""
    """Which of those tests, as pytest's -k has it; all where empty."""


GROUPS = {
    "quantities": Group(
        ("quantities", "intervals"),
        ("quantities", "claims", "wording", "formulas"),
    ),
    "claims": Group(
        ("claims",),
        ("claims", "broken", "mistakes"),
        "claims or mistakes or fact or words or row-exists or column or dataset",
    ),
    "derivations": Group(
        ("derivations", "arithmetic"),
        ("formulas", "claims", "broken"),
        "formula or claim or derived or unit or column",
    ),
    "datasets": Group(
        ("datasets", "dataset_loader", "cell_values"),
        ("broken", "formulas", "mistakes"),
        "formulas or mistakes or cell or row or column or dataset or derived or unit or id-is or"
        " field or source or date or yaml-keeps or csv",
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
    chosen = ["-k", group.only] if group.only else []
    settings = {
        "source_paths": ["plainfact"],
        "only_mutate": [f"plainfact/{module}.py" for module in group.modules],
        "also_copy": [part for part in COPIED if part not in ("plainfact", "tests")],
        "pytest_add_cli_args": [*OPTIONS, *chosen],
        "pytest_add_cli_args_test_selection": [f"tests/test_{test}.py" for test in group.tests],
    }  # fmt: skip
    lines = ["[mutmut]"]
    for key, values in settings.items():
        lines += [f"{key} =", *(f"    {value}" for value in values)]
    (folder / "setup.cfg").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def mutmut(folder: Path, *arguments: str) -> str:
    """Run mutmut in a folder; return what it printed."""
    program = str(Path(sys.executable).with_name("mutmut"))
    ran = subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    (folder / f"{arguments[0]}.log").write_text(ran.stdout + ran.stderr, encoding="utf-8")
    return ran.stdout


def main() -> None:
    """Try the groups that are named, or all, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=2, help="how many are tried at once")
    parser.add_argument("--survivors", action="store_true", help="show what no test noticed")
    parser.add_argument("groups", nargs="*", default=list(GROUPS))
    options = parser.parse_args()
    print("| module | changes | noticed | not noticed |\n|---|--:|--:|--:|")
    is_enough = True
    for name in options.groups:
        folder = prepare(name, GROUPS[name])
        mutmut(folder, "run", "--max-children", str(options.children))
        told = mutmut(folder, "results", "--all", "true")
        results = re.findall(r"^ *plainfact\.(\w+)\.(\S+): (.+)$", told, re.MULTILINE)
        for module in GROUPS[name].modules:
            found = [result for where, _, result in results if where == module]
            killed = sum(result in ("killed", "timeout") for result in found)
            is_enough &= bool(found) and killed * 100 >= LEAST * len(found)
            share = f"{killed / max(1, len(found)):.1%}"
            print(f"| {module} | {len(found)} | {share} | {len(found) - killed} |", flush=True)
        if options.survivors:
            for where, change, result in results:
                if result not in ("killed", "timeout"):
                    print(mutmut(folder, "show", f"plainfact.{where}.{change}"))
    sys.exit(not is_enough)


if __name__ == "__main__":
    main()
