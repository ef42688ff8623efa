"""Addresses of pages inside the site: always relative, always a folder, right at any depth."""

import posixpath

EXTERNAL = ("http://", "https://", "mailto:")
"""How an address that leaves the site begins."""


def relative_url(from_page: str, to: str) -> str:
    """Return the link from one page to an address, both told from the site's root.

    >>> relative_url("memory/", "facts/#displays--lcd")
    '../facts/#displays--lcd'
    """
    if to.startswith((*EXTERNAL, "#")):
        return to
    path, hash_sign, fragment = to.partition("#")
    folder = (
        from_page
        if from_page.endswith("/") or not from_page
        else f"{posixpath.dirname(from_page)}/"
    )
    relative = posixpath.relpath(path or ".", folder or ".")
    if path.endswith("/") or not path:
        relative = "./" if relative == "." else f"{relative}/"
    if f"{folder}" == path and fragment:
        return f"#{fragment}"
    return f"{relative}{hash_sign}{fragment}"


def output_path(page: str) -> str:
    """Return the file that a page is written to, e.g. "memory/index.html" for "memory/"."""
    return f"{page}index.html" if page.endswith("/") or not page else page
