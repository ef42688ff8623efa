"""Builds as they are run, in a process of their own, and what they leave on the disk."""

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests" / "broken" / "base" / "content"


def start_build(
    folder: Path,
    *arguments: str,
    command: str = "build",
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Start a command in a folder that holds content/; give what it prints as pipes."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), command, *arguments],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def run_build(
    folder: Path,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    most_bytes: int | None = None,
) -> tuple[int, str]:
    """Run `build` in a folder that holds content/; return its status and what it printed.

    No file that it writes may be larger than `most_bytes`, where that is given.
    """
    process = start_build(folder, *arguments, environment=environment)
    if most_bytes is not None:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    out, told = process.communicate(timeout=900)
    return process.returncode, out + told


def make_project(folder: Path, content: Path = BASE) -> Path:
    """Return a folder that holds a copy of some content."""
    shutil.copytree(content, folder / "content")
    return folder


def edit_title(folder: Path, title: str) -> None:
    """Give the site in a folder another title, which every page shows."""
    path = folder / "content" / "site.yaml"
    text = path.read_text(encoding="utf-8")
    text, count = re.subn("^title: .*", f"title: {title}", text, count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
