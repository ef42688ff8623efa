"""Code in a site's own files besides its Python: templates, scripts, and pictures that run them.

Python is refused where it would be loaded; what is listed here would run as a page is made, or on
the machine of whoever opens it.
"""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from plainfact.problems import Place, Problem

_PLAIN = {".css", ".woff2", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico", ".txt",
          ".csv", ".json"}  # fmt: skip
"""The endings of static files that no browser runs."""
_ACTIVE = {"script", "handler", "listener", "iframe", "frame", "object", "embed", "applet", "base",
           "link", "meta"}  # fmt: skip
_HOMES = ("", "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xhtml}")
_DECLARED = re.compile(rb"<!ENTITY|<\?(?!xml\s)", re.IGNORECASE)


def refuse_site_code(content: Path, shown: str, problems: list[Problem]) -> None:
    """Add a problem for each template, each script and each picture that runs one."""
    for folder in ("templates", "static", "images"):
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
        return "a picture that runs code" if is_active_svg(path.read_bytes()) else ""
    is_plain = folder == "images" or ending in _PLAIN
    return "" if is_plain else "a file that may run as code"


def is_active_svg(data: bytes) -> bool:
    """Tell whether a browser that opens an SVG may run something in it.

    >>> is_active_svg(b'<svg xmlns="http://www.w3.org/2000/svg"><rect onclick="x()"/></svg>')
    True
    """
    if _DECLARED.search(data) or b"\0" in data:
        return True
    try:
        root = ET.fromstring(data)  # noqa: S314 - it declares no entities
    except ET.ParseError:
        # A browser shows, and runs, what stands before the fault.
        return True
    return any(_is_active(node) for node in root.iter())


def _is_active(node: ET.Element) -> bool:
    home, _, name = node.tag.rpartition("}")
    if name.lower() in _ACTIVE and (f"{home}}}" if home else "") in _HOMES:
        return True
    return any(
        key.lower().startswith("on") or "javascript:" in re.sub(r"[\s\0-\x1f]", "", value).lower()
        for key, value in node.attrib.items()
    )
