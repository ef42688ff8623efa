"""What a site knows of its pages without their texts."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from plainfact.pages import NO_TEXT, Page


class PageIndex(Struct, frozen=True):
    """Pages looked through once, for all that would else look through them for every page."""

    heads: dict[str, Page]
    """Every page by id, without its text."""
    first_charts: dict[str, str]
    """The first chart of each page that shows one, by the page's address."""
    figure_days: dict[str, date]
    """When a page that shows it was last changed, by the chart's id."""


def index_pages(pages: Iterable[Page]) -> PageIndex:
    """Return what is known of pages without their texts."""
    found = PageIndex({}, {}, {})
    for page in pages:
        found.heads[page.id] = replace(page, body=NO_TEXT, digest="")
        if page.charts:
            found.first_charts[page.url] = page.charts[0]
        if page.updated is not None:
            for name in page.charts:
                known = found.figure_days.get(name, page.updated)
                found.figure_days[name] = max(known, page.updated)
    return found
