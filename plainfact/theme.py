"""The theme: its templates and static files, with a site's own taking their places by name."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from plainfact.files import is_inside, read_bytes, read_text
from plainfact.problems import ContentError, Problem

_WELL_KNOWN = ".well-known"
"""The one folder with a dot that hosts serve."""


class Theme(Struct, frozen=True):
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
    shared = {name: path.read_bytes() for name, path in _list_static(folder / "static")}
    added = {
        name: data
        for name, path in _list_static(content / "static")
        if (data := read_bytes(path, f"{shown.as_posix()}/static/{name}", content, problems))
        is not None
    }
    for name in added:
        if name.endswith(".css"):
            read_text(content / "static" / name, (shown / "static" / name).as_posix(), problems)
    theme = Theme(
        templates=folder,
        own_templates={
            path.relative_to(own).as_posix(): text
            for path in sorted(own.rglob("*.html"))
            if (name := (shown / path.relative_to(content)).as_posix())
            and is_inside(path, name, content, problems)
            and (text := read_text(path, name, problems)) is not None
        },
        static=shared | added,
        added=frozenset(added) - frozenset(shared),
    )
    if problems:
        raise ContentError(problems)
    return theme


def _list_static(folder: Path) -> list[tuple[str, Path]]:
    return [
        (path.relative_to(folder).as_posix(), path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _is_hidden(path.relative_to(folder))
    ]


def _is_hidden(path: Path) -> bool:
    """Tell whether a file is an editor's or a system's own, such as .DS_Store."""
    return any(part.startswith(".") and part != _WELL_KNOWN for part in path.parts)
