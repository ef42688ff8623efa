"""Former addresses: pages that have moved, and where they stood."""

import re
from collections.abc import Iterator

from plainfact import own_names
from plainfact.pages import Page
from plainfact.problems import Problem
from plainfact.site import Site
from plainfact.texts import find_place
from plainfact.urls import output_path

_OWN = "a page of the site's own"
_ADDRESS = re.compile(r"(?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?")


def normalise_former(address: str) -> str:
    """Return a former address as addresses of pages are written here.

    >>> normalise_former("/old"), normalise_former("old/page.html")
    ('old/', 'old/page.html')
    """
    path = address.removeprefix("/").removesuffix("index.html")
    return path if not path or path.endswith(("/", ".html")) else f"{path}/"


def list_redirects(site: Site) -> Iterator[tuple[str, Page]]:
    """Yield each former address of a published page, and the page."""
    for page in site.pages:
        if not page.draft:
            for address in page.former:
                yield normalise_former(address), page


def check_redirects(site: Site, problems: list[Problem]) -> None:
    """Add a problem for each former address that is no address, or that something else has."""
    taken = _list_taken(site)
    for page in site.heads.values():
        for address in page.former:
            place = find_place(address, page.place)
            path = normalise_former(address)
            if not _ADDRESS.fullmatch(path):
                message = f'The former address "{address}" is none of this site.'
                hint = 'Write it from the site\'s root on, e.g. "old-name/".'
                problems.append(Problem(place, "former-address-is-inside", message, hint))
                continue
            owner = taken.get(output_path(path).lower())
            if owner is not None:
                message = f'The former address "{address}" can\'t lead here: {owner} is there.'
                problems.append(Problem(place, "former-address-is-free", message, "Take it out."))
            taken.setdefault(output_path(path).lower(), f"another former address, of {page.place}")


def _list_taken(site: Site) -> dict[str, str]:
    """Return the files of all pages that there are, each with what it is."""
    taken = {output_path(page.url): str(page.place) for page in site.heads.values()}
    taken |= {f"{name}/index.html": _OWN for name in own_names.FOLDERS}
    taken |= {path: _OWN for name in own_names.FILES for path in (name, f"{name}/index.html")}
    for folder in ("charts", "embed"):
        taken |= {f"{folder}/{name}/index.html": "the page of a chart" for name in site.figures}
    for name, collection in site.config.collections.items():
        taken[f"{name}/index.html"] = "the page of a collection"
        if collection.dataset in site.datasets:
            rows = site.datasets[collection.dataset].rows
            taken |= {f"{name}/{row}/index.html": "the page of a row" for row in rows}
    return taken
