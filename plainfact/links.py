"""Checking links: every address and fragment inside the rendered site leads somewhere."""

import html
import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote

from plainfact.outputs import OutputFile
from plainfact.problems import Place, Problem
from plainfact.urls import EXTERNAL, MISSING

_HINT = "Mend the link in your own template of that page; links of the theme are ours to mend."
_TARGET = re.compile(r"<[a-zA-Z][^<>]*?\s(?:href|src)=\"([^\"]*)\"")
_CODE = re.compile(r"(<script\b[^>]*>)[^<]*(?:<(?!/script)[^<]*)*")
_ID = re.compile(r"<[a-zA-Z][^<>]*?\sid=\"([^\"]*)\"")


def check_links(outputs: Iterable[OutputFile], root: str, problems: list[Problem]) -> None:
    """Add a problem for each link of a page to a file or a fragment that the site does not have.

    `root` is the path that the site stands under, where that is known; the 404 page may use it.
    """
    files = {output.path for output in outputs}
    pages = {
        output.path: _CODE.sub(r"\1", output.data.decode())
        for output in outputs
        if output.path.endswith(".html")
    }
    ids = {path: set(_ID.findall(page)) for path, page in pages.items()}
    for path, page in pages.items():
        for target in dict.fromkeys(_TARGET.findall(page)):
            link = html.unescape(target)
            if path == MISSING and root and link.startswith(root):
                link = link.removeprefix(root) or "./"
            reason = _find_fault(link, path, files, ids)
            if reason:
                message = f'The link "{target}" leads nowhere: {reason}.'
                problems.append(Problem(Place(path), "link-resolves", message, _HINT))


def _find_fault(target: str, page: str, files: set[str], ids: dict[str, set[str]]) -> str:
    """Return why a link from a page leads nowhere, or nothing where it does not."""
    if target.startswith((*EXTERNAL, "data:")):
        return ""
    path, _, fragment = target.partition("#")
    if path.startswith("/"):
        return "it begins at the root of the host, which only some hosts share"
    found = _resolve(unquote(path), page)
    if found not in files:
        return f'there is no file "{found}"'
    if fragment and unquote(fragment) not in ids.get(found, set()):
        return f'"{found}" has no place called "{fragment}"'
    return ""


def _resolve(path: str, page: str) -> str:
    if not path:
        return page
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if path.endswith("/") or joined == ".":
        return posixpath.normpath(posixpath.join(joined, "index.html"))
    return joined
