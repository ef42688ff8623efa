"""Measure how many branches of the readers the tests and the fuzzer's corpus go through.

    python tests/soak/cover.py [--missing]

Runs the tests of those modules and every input that the fuzzer has kept in `.fuzz/`, and prints a
table; fails where a module falls below what is promised. `--missing` lists the branches not taken.
"""

import argparse
import sys
from pathlib import Path

import coverage
import pytest

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

READERS = (
    "intervals", "periods", "units", "quantities", "hedge_wording", "period_wording",
    "number_wording", "rank_wording", "unit_wording", "wording", "phrasing", "files",
    "svg_faults", "yaml_faults", "yaml_spans", "yaml_reader", "code_spans", "prose_faults",
    "prose_bounds", "prose_parser", "prose", "headings", "formulas", "arithmetic", "csv_rows",
    "cell_advice", "cell_values", "derivations", "dataset_loader", "numerals", "link_words",
    "claims", "margin_notes", "markdown",
)  # fmt: skip
"""The modules that read what authors write, and judge it."""
TESTS = ("quantities", "wording", "claims", "formulas", "chinese", "markdown", "pictures", "broken",
         "mistakes", "fuzz")  # fmt: skip
"""The tests of those modules that open no browser."""
LEAST = 95
"""How many of a hundred branches must be gone through, over all of them."""


def try_corpus() -> int:
    """Try what the fuzzer has kept of each target; return how many inputs that was."""
    from fuzz_targets import TARGETS  # noqa: PLC0415 - measured as it is imported

    tried = 0
    for name, target in TARGETS.items():
        for path in sorted((ROOT / ".fuzz" / "corpus" / name).glob("*")):
            code = "latin-1" if name == "file" else "utf-8"
            target(path.read_bytes().decode(code, "ignore"))
            tried += 1
    return tried


def main() -> None:
    """Run, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missing", action="store_true", help="list the branches not taken")
    options = parser.parse_args()
    files = [str(ROOT / "plainfact" / f"{name}.py") for name in READERS]
    measured = coverage.Coverage(data_file=None, branch=True, include=files)
    measured.start()
    paths = [str(ROOT / "tests" / f"test_{name}.py") for name in TESTS]
    browserless = ["-k", "not opened_by_itself"]
    failed = pytest.main(["-n", "0", "-q", "-p", "no:cacheprovider", *browserless, *paths])
    tried = try_corpus()
    measured.stop()
    print("\n| module | branches | gone through |\n|---|--:|--:|")
    all_taken = all_branches = 0
    for name, file in zip(READERS, files, strict=True):
        numbers = measured._analyze(file).numbers  # noqa: SLF001 - the only way to its branches
        taken = numbers.n_executed_branches
        all_taken, all_branches = all_taken + taken, all_branches + numbers.n_branches
        print(f"| {name} | {numbers.n_branches} | {percent(taken, numbers.n_branches)} |")
    print(
        f"| all, with {tried:,} inputs kept | {all_branches} | {percent(all_taken, all_branches)} |"
    )
    if options.missing:
        measured.report(morfs=files, show_missing=True, skip_covered=True)
    sys.exit(bool(failed) or all_taken * 100 < LEAST * all_branches)


def percent(part: int, whole: int) -> str:
    """Return a part of a whole in per cent, with one decimal."""
    return f"{part / whole:.1%}" if whole else "-"


if __name__ == "__main__":
    main()
