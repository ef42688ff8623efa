"""The starter: a small explainer that is true and whole, written for an author to begin from."""

from collections.abc import Iterator
from pathlib import Path

from plainfact import __version__
from plainfact.schemas import write_references, write_schemas

_FILES = Path(__file__).parent / "starter_files"
_MAY_STAND = {".git", ".venv", "venv"}
"""What a folder may hold and yet count as empty."""


class FolderInUse(Exception):  # noqa: N818 - what is so, not that it is an error
    """The folder for a new explainer already holds something, which is named."""


def write_starter(target: Path, *, is_empty: bool) -> None:
    """Write a new explainer into a folder, with examples or `is_empty`.

    Raises FolderInUse, with nothing written, where the folder holds anything else.
    """
    if target.exists() and not target.is_dir():
        raise FolderInUse(target.name)
    held = sorted(path.name for path in target.iterdir()) if target.is_dir() else []
    for name in held:
        if name not in _MAY_STAND:
            raise FolderInUse(name)
    name = target.resolve().name
    for path, text in _make_files(name, is_empty=is_empty):
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    write_schemas(target / "content")
    write_references(target / "content")
    write_schemas(target / "content")
    write_references(target / "content")


def _make_files(name: str, *, is_empty: bool) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file; "dot-" in a path stands for a dot."""
    for folder in (_FILES / ("empty" if is_empty else "site"), _FILES / "project"):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                shown = path.relative_to(folder).as_posix().replace("dot-", ".")
                yield shown, text.replace("VERSION", __version__).replace("NAME", name)
