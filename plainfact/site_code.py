"""Code in a site's own files besides its Python: templates, scripts, and pictures that run them.

Python is refused where it would be loaded; what is listed here would run as a page is made, or on
the machine of whoever opens it. The pictures of images/ run nothing on any site.
"""

from pathlib import Path

from plainfact.problems import Place, Problem
from plainfact.svg_faults import find_svg_fault

_PLAIN = {".css", ".woff2", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico", ".txt",
          ".csv", ".json"}  # fmt: skip
"""The endings of static files that no browser runs."""


def refuse_site_code(content: Path, shown: str, problems: list[Problem]) -> None:
    """Add a problem for each template, each script and each picture that runs one."""
    for folder in ("templates", "static"):
        for path in sorted((content / folder).rglob("*")):
            what = _name_code(path, folder) if path.is_file() else ""
            if what:
                place = Place(f"{shown}/{path.relative_to(content).as_posix()}")
                message = f"This is {what} of this site, and code is refused."
                hint = "Build without --no-code if you trust this content, or delete the file."
                problems.append(Problem(place, "code-is-allowed", message, hint))


def _name_code(path: Path, folder: str) -> str:
    """Return what kind of code a file is, or nothing."""
    ending = path.suffix.lower()
    if folder == "templates":
        return "a template"
    if ending == ".svg":
        return "a picture that runs code" if find_svg_fault(path.read_bytes()) else ""
    return "" if ending in _PLAIN else "a file that may run as code"
