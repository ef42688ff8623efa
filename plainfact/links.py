"""Checking links: every address and fragment inside the rendered site leads somewhere."""

import html
import posixpath
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from msgspec import Struct

from plainfact.outputs import OutputFile
from plainfact.problems import Place, Problem
from plainfact.urls import EXTERNAL, MISSING

_HINT = "Mend the link in your own template of that page; links of the theme are ours to mend."
_CODE = re.compile(r"(<script\b[^>]*>)[^<]*(?:<(?!/script)[^<]*)*")
_ATTRIBUTE = re.compile(r"\s(href|src|id)=\"([^\"]*)\"")


class PageLinks(Struct, frozen=True):
    """What of a page has to do with links."""

    ids: tuple[str, ...]
    """Its fragments."""
    targets: tuple[tuple[str, str, str], ...]
    """Its links inside the site: as written, the file that each leads to, and the fragment."""
    rooted: tuple[str, ...]
    """Its links that begin at the root of the host."""


def find_links(page: str, path: str, root: str) -> PageLinks:
    """Return the links of a page that is written to a path.

    `root` is the path that the site stands under, where that is known; the 404 page may use it.
    """
    page = _CODE.sub(r"\1", page)
    targets: list[tuple[str, str, str]] = []
    rooted: list[str] = []
    ids, links = _list_attributes(page)
    for written in links:
        link = html.unescape(written)
        if path == MISSING and root and link.startswith(root):
            link = link.removeprefix(root) or "./"
        if link.startswith((*EXTERNAL, "data:")):
            continue
        inside, _, fragment = link.partition("#")
        if inside.startswith("/"):
            rooted.append(written)
        else:
            targets.append((written, _resolve(unquote(inside), path), unquote(fragment)))
    return PageLinks(tuple(ids), tuple(targets), tuple(rooted))


def _list_attributes(page: str) -> tuple[dict[str, None], dict[str, None]]:
    """Return the fragments of a page and its links as written, each once, in order."""
    ids: dict[str, None] = {}
    links: dict[str, None] = {}
    for match in _ATTRIBUTE.finditer(page):
        start = match.start()
        # Words of a text may look like an attribute; those of a tag stand after its "<".
        if page.rfind("<", 0, start) > page.rfind(">", 0, start):
            (ids if match[1] == "id" else links)[match[2]] = None
    return ids, links


def check_links(outputs: Iterable[OutputFile], root: str, problems: list[Problem]) -> None:
    """Add a problem for each link of a page to a file or a fragment that the site does not have.

    `root` is the path that the site stands under, where that is known; the 404 page may use it.
    """
    outputs = list(outputs)
    files = {output.path for output in outputs}
    pages = {
        output.path: output.links
        if isinstance(output, LinkedFile)
        else find_links(output.data.decode(), output.path, root)
        for output in outputs
        if output.path.endswith(".html")
    }
    ids = {(path, id_) for path, links in pages.items() for id_ in links.ids}
    for path, links in pages.items():
        for written, reason in _find_faults(links, files, ids):
            message = f'The link "{written}" leads nowhere: {reason}.'
            problems.append(Problem(Place(path), "link-resolves", message, _HINT))


def _find_faults(
    links: PageLinks, files: set[str], ids: set[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield the links of a page that lead nowhere, each with the reason."""
    for written in links.rooted:
        yield written, "it begins at the root of the host, which only some hosts share"
    for written, found, fragment in links.targets:
        if found not in files:
            yield written, f'there is no file "{found}"'
        elif fragment and (found, fragment) not in ids:
            yield written, f'"{found}" has no place called "{fragment}"'


def _resolve(path: str, page: str) -> str:
    """Return the file that a link of a page leads to."""
    if not path:
        return page
    folder, rest = page.rpartition("/")[0], path
    while rest.startswith("../") and folder:
        folder, rest = folder.rpartition("/")[0], rest[3:]
    if "./" in rest or "//" in path or rest.endswith("."):
        return _normalise(path, page)
    # So far are all our own links plain, and joining them is slow.
    whole = f"{folder}/{rest}" if folder else rest
    return f"{whole}index.html" if not rest or rest.endswith("/") else whole


def _normalise(path: str, page: str) -> str:
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if path.endswith("/") or joined == ".":
        return posixpath.normpath(posixpath.join(joined, "index.html"))
    return joined


class LinkedFile(OutputFile, ABC):
    """A page of which the links are known."""

    __slots__ = ()

    @property
    @abstractmethod
    def links(self) -> PageLinks:
        """Its links."""
