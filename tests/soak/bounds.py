"""Build what is far too large, and print how long it takes and how much memory.

    python tests/soak/bounds.py [NAME …]

Each case ends in a clear problem, or in a site; a traceback, or more memory or time than the case
may take, is a fault. What may take is what docs/safety.md tells.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BASE = ROOT / "tests" / "broken" / "base" / "content"
NO_LIMITS = ("rows=2000000 file_bytes=200000000 yaml_values=20000000 text_characters=20000000"
             " text_lines=2000000 paragraph_characters=20000000")  # fmt: skip
"""Limits as someone may set them who wants all of it."""


@dataclass(frozen=True, slots=True)
class Case:
    """Something too large."""

    what: str
    """What it is, in words."""
    write: Callable[[Path], None]
    """Writes it into a content folder."""
    most_seconds: int
    """How much processor time it may take."""
    most_megabytes: int
    """How much memory its largest process may take."""
    limits: str = ""
    """The limits that are set, where they are not the usual ones."""


def write_charts(content: Path, charts: int = 5000) -> None:
    """Write five thousand charts, a hundred on a page."""
    chart = (BASE / "charts" / "panels.yaml").read_text(encoding="utf-8")
    shown = []
    for number in range(charts):
        (content / "charts" / f"c{number}.yaml").write_text(chart, encoding="utf-8")
        shown.append(f"![](chart:c{number})\n")
    for part in range(0, charts, 100):
        page = "---\ntitle: A\nsummary: B\n---\n\n" + "\n".join(shown[part : part + 100])
        (content / "sections" / f"s{part}.md").write_text(page, encoding="utf-8")
    names = ", ".join(f"s{part}" for part in range(0, charts, 100))
    settings = content / "site.yaml"
    text = settings.read_text(encoding="utf-8").replace("[panels]", f"[panels, {names}]")
    settings.write_text(text, encoding="utf-8")


def write_some_charts(content: Path) -> None:
    """Write three hundred charts."""
    write_charts(content, 300)


def write_rows(content: Path, rows: int = 1_000_000) -> None:
    """Write a dataset of a million rows."""
    path = content / "datasets" / "panels.yaml"
    head = path.read_text(encoding="utf-8").partition("rows:")[0]
    (content / "datasets" / "many.yaml").write_text(head, encoding="utf-8")
    with (content / "datasets" / "many.csv").open("w", encoding="utf-8") as file:
        file.write("id,panel,share\n")
        file.writelines(f"r{number},Panel,{number % 100}\n" for number in range(rows))


def write_most_rows(content: Path) -> None:
    """Write as many rows as a dataset may have."""
    write_rows(content, 100_000)


def write_csv(content: Path) -> None:
    """Write a hundred megabytes of CSV."""
    write_rows(content, 5_000_000)


def write_yaml(content: Path, terms: int = 1_000_000) -> None:
    """Write fifty megabytes of YAML."""
    with (content / "glossary.yaml").open("a", encoding="utf-8") as file:
        file.writelines(
            f"t{number}:\n  title: Term {number}\n  definition: A word.\n"
            for number in range(terms)
        )


def write_most_yaml(content: Path) -> None:
    """Write nearly twenty megabytes of YAML."""
    write_yaml(content, 380_000)


def write_most_prose(content: Path) -> None:
    """Write a page that is nearly as long as one may be, in paragraphs as long as they may be."""
    with (content / "sections" / "panels.md").open("a", encoding="utf-8") as file:
        file.write(("\n\n" + "Many words and more of them. " * 1_700) * 8 + "\n")


def write_paragraph(content: Path) -> None:
    """Write a paragraph of ten megabytes."""
    with (content / "sections" / "panels.md").open("a", encoding="utf-8") as file:
        file.write("\n" + "Many words and more of them. " * 350_000 + "\n")


def write_aliases(content: Path) -> None:
    """Write YAML whose aliases stand for a thousand million values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for number in range(1, 9):
        before = ", ".join([f"*a{number - 1}"] * 10)
        lines.append(f"a{number}: &a{number} [{before}]")
    (content / "glossary.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_depth(content: Path) -> None:
    """Write YAML a hundred thousand levels deep."""
    (content / "glossary.yaml").write_text("a: " + "[" * 100_000, encoding="utf-8")


def write_signs(content: Path) -> None:
    """Write Markdown that makes matchers try everything again and again."""
    with (content / "sections" / "panels.md").open("a", encoding="utf-8") as file:
        for signs in ("[" * 40_000, "*a_" * 15_000, "`" * 40_000, "![](" * 10_000, "<a" * 20_000,
                      "[^a" * 10_000, "&#" * 20_000, "\\" * 40_000):  # fmt: skip
            file.write(f"\n\n{signs}\n")


CASES = {
    "rows": Case("a dataset of a million rows", write_rows, 10, 300),
    "csv": Case("a CSV file of 100 MB", write_csv, 10, 300),
    "yaml": Case("a YAML file of 50 MB", write_yaml, 10, 300),
    "paragraph": Case("a paragraph of 10 MB", write_paragraph, 10, 300),
    "aliases": Case("YAML aliases for a thousand million values", write_aliases, 10, 300),
    "depth": Case("YAML 100,000 levels deep", write_depth, 10, 300),
    "signs": Case("Markdown of nothing but signs", write_signs, 10, 300),
    "most-rows": Case("100,000 rows, the most allowed", write_most_rows, 300, 2000),
    "most-prose": Case("a page of 395,000 characters", write_most_prose, 60, 500),
    "most-yaml": Case("YAML of 19 MB that holds more values than may be", write_most_yaml, 10, 400),
    "some-charts": Case("300 charts", write_some_charts, 300, 1000),
    "charts": Case("5,000 charts", write_charts, 3000, 2000),
    "rows-built": Case("a million rows, limits raised", write_rows, 1200, 12_000, NO_LIMITS),
    "paragraph-built": Case("a paragraph of 10 MB, limits raised", write_paragraph, 600, 4000,
                            NO_LIMITS),
}  # fmt: skip


def run(case: Case, folder: Path) -> tuple[str, float, int]:
    """Build a case; return what came of it, the processor time and the memory in megabytes."""
    shutil.copytree(BASE, folder / "content")
    case.write(folder / "content")
    with (folder / "told.txt").open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "build", "--jobs", "1"],
            cwd=folder, env={**os.environ, "PLAINFACT_LIMITS": case.limits},
            stdout=told, stderr=subprocess.STDOUT,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
    text = (folder / "told.txt").read_text(encoding="utf-8", errors="replace")
    is_told = os.waitstatus_to_exitcode(status) == 1 and "Traceback" not in text
    code = text.partition(": ")[2].partition(":")[0]
    came = f"`{code}`" if is_told else "a site" if status == 0 else "a FAULT"
    return came, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def main() -> None:
    """Build the cases that are named, or all, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(CASES))
    options = parser.parse_args()
    print("| too large | gives | processor seconds | memory, MB |\n|---|---|--:|--:|")
    faults = 0
    for name in options.names:
        case = CASES[name]
        with tempfile.TemporaryDirectory() as folder:
            came, seconds, megabytes = run(case, Path(folder))
        faults += came == "a FAULT" or seconds > case.most_seconds
        faults += megabytes > case.most_megabytes
        print(f"| {case.what} | {came} | {seconds:.1f} | {megabytes:,} |", flush=True)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
