"""Addresses of pages inside the site: always relative, always a folder, right at any depth."""

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
    if path == from_page and fragment:
        return f"#{fragment}"
    here, there = from_page.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    steps = "../" * (len(here) - shared) + "/".join(there[shared:])
    return f"{steps or './'}{hash_sign}{fragment}"


def output_path(page: str) -> str:
    """Return the file that a page is written to, e.g. "memory/index.html" for "memory/"."""
    return f"{page}index.html" if page.endswith("/") or not page else page
