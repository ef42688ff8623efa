"""docs/problems.md explains every code that there is, with examples that really occur."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_broken
from test_broken import BASE, CASES

from plainfact.setting_checks import CHECKS_THAT_MAY_BE_OFF

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plainfact"
VERBS = "is|are|has|exists|works|holds|keeps|says|stands|resolves|fits"
CODE = re.compile(rf"[a-z]+(?:-[a-z0-9]+)*-(?:{VERBS})(?:-[a-z0-9]+)*")
"""A code is a statement of what should be true: words with hyphens, one of them a verb."""
PARTS = ("**What it means.**", "**Why it matters.**", "**How to fix it.**")
EXAMPLE = re.compile(r"^(Before|After)[^\n]*:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read_sources() -> Iterator[tuple[Path, ast.Module]]:
    """Yield the syntax tree of each module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def find_codes() -> set[str]:
    """Return every code in the sources: each text there that reads as one."""
    return {
        node.value
        for _, tree in read_sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    }


def name_of(call: ast.Call) -> str:
    """Return the name of the function or method that is called."""
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def read_entries() -> dict[str, str]:
    """Return what docs/problems.md says of each code."""
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


CODES = sorted(find_codes())
SHOWN_IN_CODE = {
    name.removeprefix("test_").replace("_", "-") for name in vars(test_broken)
} & set(CODES)  # fmt: skip
"""Codes that a test of their own shows, since no folder of the repository could."""


def cases_of(code: str) -> list[Path]:
    """Return the broken cases that show a code."""
    return [case for case in CASES if case.name.partition(".")[0] == code]


def test_every_code_is_a_statement() -> None:
    """A code given to a problem outright is one of those that are found by their form."""
    given = {
        argument.value
        for _, tree in read_sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node) == "Problem"
        for argument in node.args[1:2]
        if isinstance(argument, ast.Constant)
    }
    assert len(given) > 30
    assert given <= set(CODES)
    assert set(CODES) >= CHECKS_THAT_MAY_BE_OFF


def test_no_code_is_put_together() -> None:
    """No problem's code is made of parts, which nobody could look up in the sources."""
    made = [
        f"{path.name}:{node.lineno}"
        for path, tree in read_sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node).lstrip("_") in {"Problem", "refuse"}
        if not isinstance(node.args[0], ast.Constant)
        for argument in node.args[1:2]
        if isinstance(argument, ast.JoinedStr) and " " not in ast.unparse(argument)
    ]
    assert made == []


def test_every_code_is_shown() -> None:
    """Each code has a broken site, or a test of its own; and no case shows a code that is gone."""
    in_folders = {case.name.partition(".")[0] for case in CASES}
    assert in_folders | SHOWN_IN_CODE == set(CODES)


def test_every_code_is_explained_in_order() -> None:
    """The headings are the codes, in alphabetical order."""
    assert list(read_entries()) == CODES


@pytest.mark.parametrize("code", CODES)
def test_an_entry_says_all(code: str) -> None:
    """What it means, why it matters, how to fix it, and how it looks before and after."""
    entry = read_entries()[code]
    positions = [entry.find(part) for part in PARTS]
    assert -1 not in positions
    assert positions == sorted(positions)
    assert [name for name, _ in EXAMPLE.findall(entry)] == ["Before", "After"]


@pytest.mark.parametrize("code", [code for code in CODES if code not in SHOWN_IN_CODE])
def test_an_example_comes_from_a_case(code: str) -> None:
    """Each line of an example stands in one broken site, before or after it was mended."""
    for name, example in EXAMPLE.findall(read_entries()[code]):
        folders = [(case / "mended", case / "content", BASE) if name == "After" else
                   (case / "content", BASE) for case in cases_of(code)]  # fmt: skip
        wanted = [line.strip() for line in example.splitlines() if line.strip()]
        missing = [find_missing(wanted, lines_in(*places)) for places in folders]
        assert [] in missing, f"{name}: {min(missing, key=len)}"


def find_missing(wanted: list[str], lines: set[str]) -> list[str]:
    """Return the lines that are not there; an ellipsis stands for anything."""
    patterns = [re.compile(".*".join(map(re.escape, line.split("…")))) for line in wanted]
    return [
        line
        for line, pattern in zip(wanted, patterns, strict=True)
        if line not in lines and not ("…" in line and any(map(pattern.fullmatch, lines)))
    ]


def lines_in(*folders: Path) -> set[str]:
    """Return the lines and the paths of every file in some folders."""
    found: set[str] = set()
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                found.add(path.relative_to(folder).as_posix())
                text = path.read_bytes().decode("utf-8", errors="replace")
                found |= {line.strip() for line in text.splitlines()}
    return found
