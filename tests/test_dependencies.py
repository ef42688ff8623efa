"""Every library that we stand on is there for a reason, with a licence, locked by its hash."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def names_of(requirements: list[str]) -> set[str]:
    """Return the names of requirements."""
    return {re.split(r"[<>=!\[ ]", requirement)[0].lower() for requirement in requirements}


def test_each_dependency_has_a_reason_and_a_licence() -> None:
    """The table in docs/dependencies.md names just what pyproject.toml does, and leaves no gap."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z][\w-]+) \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    named = names_of([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["distributed"]])
    assert {row[0] for row in rows} - {"package"} == named
    assert all(part.strip() for row in rows for part in row)


def test_every_locked_package_has_hashes_and_no_address() -> None:
    """What is installed is what was locked, from wherever it is fetched."""
    assert len(LOCKS) == 4
    for lock in LOCKS:
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, lock.name
        pins = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)[1:]
        assert len(pins) > 10
        assert all("--hash=sha256:" in pin for pin in pins), lock.name
