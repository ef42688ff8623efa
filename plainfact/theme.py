"""The theme: its templates and static files, with a site's own taking their places by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plainfact.files import read_text
from plainfact.problems import ContentError, Problem

_WELL_KNOWN = ".well-known"
"""The one folder with a dot that hosts serve."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The look of a site."""

    templates: Path
    """The folder of the theme's templates."""
    own_templates: Mapping[str, str]
    """The site's own templates by name."""
    static: Mapping[str, bytes]
    """Static files by path, e.g. "fonts/sans.woff2"."""
    added: frozenset[str]
    """The paths of those that the site adds to the theme's."""


def find_theme() -> Path:
    """Return the folder that holds templates/ and static/, in a checkout or in the wheel."""
    packaged = Path(__file__).parent / "theme"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent


def read_theme(content: Path, shown: Path) -> Theme:
    """Read the theme, and what a content folder puts in its place.

    `shown` is the folder as problems name it. Raises ContentError for a template that is no text.
    """
    problems: list[Problem] = []
    folder = find_theme()
    own = content / "templates"
    shared, added = _read_static(folder / "static"), _read_static(content / "static")
    for name in added:
        if name.endswith(".css"):
            read_text(content / "static" / name, (shown / "static" / name).as_posix(), problems)
    theme = Theme(
        templates=folder,
        own_templates={
            path.relative_to(own).as_posix(): text
            for path in sorted(own.rglob("*.html"))
            if (text := read_text(path, (shown / path.relative_to(content)).as_posix(), problems))
            is not None
        },
        static=shared | added,
        added=frozenset(added) - frozenset(shared),
    )
    if problems:
        raise ContentError(problems)
    return theme


def _read_static(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _is_hidden(path.relative_to(folder))
    }


def _is_hidden(path: Path) -> bool:
    """Tell whether a file is an editor's or a system's own, such as .DS_Store."""
    return any(part.startswith(".") and part != _WELL_KNOWN for part in path.parts)
