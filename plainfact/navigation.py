"""Navigation: the sections round a page, and those before and after it."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from plainfact.link_views import NavLink
from plainfact.pages import Page

MOST = 60
"""The most sections that every page lists; of more, it lists those round itself."""
ROUND = 10
"""How many sections on either side of a page it lists then."""

Link = Callable[[str], str]
"""Gives the address of a page, told from the site's root, from the page that links to it."""


class Stop(Struct, frozen=True):
    """A section, as navigation names it."""

    page: Page
    """The section."""
    title: str
    """Its title in plain words."""
    summary: str
    """What it finds, in plain words."""


class Route(Struct, frozen=True):
    """The published sections in reading order."""

    stops: Sequence[Stop]
    """The sections."""
    places: Mapping[str, int]
    """Where each stands among them, by its address."""

    def find_place(self, page: Page | None) -> int | None:
        """Return where a page stands among the sections, or None where it is none of them."""
        return self.places.get(page.url) if page is not None else None

    def list_round(self, place: int | None, link: Link) -> tuple[NavLink, ...]:
        """Return the sections that a page lists: all, or where they are many, those round it."""
        first, last = 0, len(self.stops)
        if last > MOST:
            middle = place if place is not None else 0
            first, last = max(0, middle - ROUND), middle + ROUND + 1
        return self.list_all(link, place, first, last)

    def list_all(
        self, link: Link, place: int | None = None, first: int = 0, last: int | None = None
    ) -> tuple[NavLink, ...]:
        """Return the sections from one place to another, all of them where none is told."""
        return tuple(
            NavLink(
                stop.title, link(stop.page.url), is_current=number == place, summary=stop.summary
            )
            for number, stop in enumerate(self.stops[first:last], start=first)
        )

    def find_neighbours(
        self, place: int | None, link: Link, *, is_opening: bool
    ) -> tuple[NavLink | None, NavLink | None]:
        """Return the sections before and after a page; the opening stands before them all."""
        if is_opening:
            place = -1
        if place is None:
            return None, None
        before = self.list_all(link, None, place - 1, place) if place > 0 else ()
        after = self.list_all(link, None, place + 1, place + 2)
        return next(iter(before), None), next(iter(after), None)


def make_route(pages: tuple[Page, ...], stop_of: Callable[[Page], Stop]) -> Route:
    """Return the route through the sections that are published."""
    stops = tuple(stop_of(page) for page in pages if not page.draft)
    return Route(stops, {stop.page.url: number for number, stop in enumerate(stops)})
