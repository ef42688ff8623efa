"""The surroundings that a build may find itself in; none may show in what it writes."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from builds import read_tree, run_build, start_build


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where and how a build runs."""

    name: str
    """The folder that it runs in, below the one given."""
    jobs: int = 1
    """Over how many processes it is spread."""
    environment: dict[str, str] = field(default_factory=dict)
    """What the environment says."""
    is_reversed: bool = False
    """Whether the files are written to the disk in the opposite order."""
    is_warm: bool = False
    """Whether something was built there before."""


SURROUNDINGS = (
    Surroundings(name="plain"),
    Surroundings(name="a folder/with some ümläuts", jobs=2, is_reversed=True,
                 environment={"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"}),
    Surroundings(name="deep/" * 6 + "down", is_warm=True,
                 environment={"LC_ALL": "C", "LANG": "C", "HOME": "/nonexistent", "USER": "nobody",
                              "PYTHONHASHSEED": "4242", "TZ": "America/St_Johns"}),
    Surroundings(name="turkish", jobs=2, is_warm=True, is_reversed=True,
                 environment={"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "COLUMNS": "20",
                              "PYTHONUTF8": "0", "PYTHONOPTIMIZE": "1"}),
)  # fmt: skip
"""Surroundings as unlike as may be."""
UNLIKE = Surroundings(
    name="a folder/with some ümläuts", jobs=2, is_warm=True, is_reversed=True,
    environment={"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8",
                 "LANG": "tr_TR.UTF-8", "HOME": "/nonexistent", "USER": "nobody", "COLUMNS": "20",
                 "PYTHONUTF8": "0", "PYTHONOPTIMIZE": "1"},
)  # fmt: skip
"""Surroundings in which everything at once is unlike the first."""


def build_in(folder: Path, where: Surroundings, content: Path) -> dict[str, bytes]:
    """Build site and bundle of some content in surroundings; return every file of both."""
    project = folder / where.name
    _copy(content, project / "content", is_reversed=where.is_reversed)
    arguments = ("--base-url", "https://example.org/repo/", "--jobs", str(where.jobs))
    if where.is_warm:
        run_build(project, *arguments[:2], environment=where.environment)
        shutil.rmtree(project / "_site")
    status, told = run_build(project, *arguments, environment=where.environment)
    assert status == 0, told
    bundled = start_build(project, command="bundle", environment=where.environment)
    out, told = bundled.communicate(timeout=900)
    assert bundled.returncode == 0, out + told
    return {
        f"{part}/{path}": data
        for part in ("_site", "bundle")
        for path, data in read_tree(project / part).items()
    }


def _copy(source: Path, target: Path, *, is_reversed: bool) -> None:
    for path in sorted(source.rglob("*"), reverse=is_reversed):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            if is_reversed:
                os.utime(copy, (0, 1_000_000_000))
