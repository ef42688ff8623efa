"""Problems for programs: JSON for editors, annotations for GitHub, plain lines for all else."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from plainfact.excerpts import read_excerpt
from plainfact.problem_guide import find_reason, link_to_guide
from plainfact.problems import Problem


def format_problems_json(problems: Iterable[Problem]) -> str:
    """Return problems as a JSON list, for editors and other programs.

    `column` and `end` count characters from 1 and are null where only the line is known.
    """
    return json.dumps([_as_record(problem) for problem in problems], ensure_ascii=False, indent=1)


def _as_record(problem: Problem) -> dict[str, str | int | None]:
    start, end = _columns(problem)
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": start,
        "end": end,
        "code": problem.code,
        "message": problem.message,
        "why": find_reason(problem.code),
        "hint": problem.hint,
        "guide": link_to_guide(problem.code),
    }


def _columns(problem: Problem) -> tuple[int | None, int | None]:
    excerpt = read_excerpt(problem)
    if excerpt is None or excerpt.start == excerpt.end:
        return None, None
    return excerpt.start + 1, excerpt.end + 1


def format_annotation(problem: Problem) -> str:
    """Return the line by which GitHub shows a problem at its line of a pull request."""
    start, end = _columns(problem)
    fields = {
        "file": _path_in_repository(problem.place.path),
        "line": str(problem.place.line),
        "col": str(start or ""),
        "endColumn": str(end or ""),
        "title": problem.code,
    }
    shown = ",".join(f"{name}={_escape(value, ':,')}" for name, value in fields.items() if value)
    words = f"{problem.message}\n{problem.hint}".strip()
    return f"::error {shown}::{_escape(words)}"


def _path_in_repository(path: str) -> str:
    """Return a path as GitHub knows it: from the root of what was checked out."""
    root = os.environ.get("GITHUB_WORKSPACE")
    whole = Path(path).resolve()
    if root and whole.is_relative_to(Path(root).resolve()):
        return whole.relative_to(Path(root).resolve()).as_posix()
    return path


def _escape(words: str, also: str = "") -> str:
    """Return words as a workflow command takes them; `also` are signs that end a field."""
    for sign in f"%\r\n{also}":
        words = words.replace(sign, f"%{ord(sign):02X}")
    return words
