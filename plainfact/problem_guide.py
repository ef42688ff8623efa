"""The guide to problems: what docs/problems.md says of each code, wherever it is installed."""

import re
from functools import cache
from pathlib import Path

_WHY = re.compile(r"\*\*Why it matters\.\*\*\s+(.*?)(?:\n\s*\n|\Z)", re.DOTALL)


def find_guide() -> Path:
    """Return the guide's file, in a checkout or in the wheel."""
    packaged = Path(__file__).parent / "problems.md"
    return packaged if packaged.is_file() else Path(__file__).parent.parent / "docs" / "problems.md"


@cache
def read_guide() -> dict[str, str]:
    """Return what the guide says of each code."""
    text = find_guide().read_text(encoding="utf-8")
    _, *entries = re.split(r"^## ", text, flags=re.MULTILINE)
    return {
        code.strip(): words.strip()
        for code, _, words in (entry.partition("\n") for entry in entries)
    }


def find_reason(code: str) -> str:
    """Return why a problem matters, in a sentence or two."""
    match = _WHY.search(read_guide()[code])
    return " ".join(match[1].split()) if match else ""


def link_to_guide(code: str) -> str:
    """Return the address of a code's entry, on this disk."""
    return f"{find_guide().resolve().as_uri()}#{code}"
