"""Addresses of pages inside the site: always relative, always a folder, right at any depth."""

import posixpath
from urllib.parse import urlsplit

EXTERNAL = ("http://", "https://", "mailto:")
"""How an address that leaves the site begins."""

MISSING = "404.html"
"""The page that a host shows at any address, however deep, at which there is none."""


def relative_url(from_page: str, to: str) -> str:
    """Return the link from one page to an address, both told from the site's root.

    >>> relative_url("memory/", "facts/#displays--lcd")
    '../facts/#displays--lcd'
    """
    if to.startswith((*EXTERNAL, "#")):
        return to
    folder = from_page[: from_page.find("/") + 1]
    if folder and not to.startswith(folder):
        # Most links leave the folder: there is nothing to share, and that is soon told.
        return "../" * from_page.count("/") + to
    path, hash_sign, fragment = to.partition("#")
    if path == from_page and fragment:
        return f"#{fragment}"
    here, there = from_page.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    steps = "../" * (len(here) - shared) + "/".join(there[shared:])
    return f"{steps or './'}{hash_sign}{fragment}"


def resolve_url(page: str, path: str) -> str:
    """Return the address, told from the site's root, of what a page calls by a relative one.

    >>> resolve_url("memory/", "../facts/")
    'facts/'
    """
    if not path:
        return page
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    name = path.rpartition("/")[2]
    if name not in {"", ".", "..", "index.html"}:
        return joined
    folder = joined.removesuffix("index.html").rstrip("/")
    return "" if folder in {"", "."} else f"{folder}/"


def output_path(page: str) -> str:
    """Return the file that a page is written to, e.g. "memory/index.html" for "memory/"."""
    return f"{page}index.html" if page.endswith("/") or not page else page


def read_base_url(words: str) -> str:
    """Return the address that a site will stand at, ending in a slash; nothing for no address.

    Raises ValueError where the words are no address of a site.

    >>> read_base_url("https://example.org/repo")
    'https://example.org/repo/'
    """
    if not words:
        return ""
    parts = urlsplit(words)
    is_site = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    if not is_site or parts.query or parts.fragment or not words.isprintable() or " " in words:
        raise ValueError(f'"{words}" is not the address of a site')
    return words.rstrip("/") + "/"


def base_path(base_url: str) -> str:
    """Return the path that a site stands under, or nothing where its address is not known.

    >>> base_path("https://example.org/repo/")
    '/repo/'
    """
    return urlsplit(base_url).path
