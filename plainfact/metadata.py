"""Metadata: what a page says of itself to search engines, feed readers and those who share it.

What needs the address that the site stands at is left out where that is not known.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup
from msgspec import Struct

from plainfact.cards import CARD_SIZE, card_alt, card_path, has_card
from plainfact.page_views import PageView
from plainfact.structured_data import Thing, describe_crumbs, describe_page, render_json_ld
from plainfact.urls import MISSING, relative_url

FEED = "feed.xml"
"""Where the feed lies."""


class CardView(Struct, frozen=True):
    """The picture that stands for a page where its address is shared."""

    url: str
    """Its whole address."""
    width: int
    """Its width in pixels, or zero where that is not known."""
    height: int
    """Its height in pixels."""
    alt: str
    """What it says."""


class MetaView(Struct, frozen=True, kw_only=True):
    """What the head of a page says beside its title."""

    title: str
    """What the page is called where it stands alone."""
    kind: str
    """"article" or "website", in Open Graph's words."""
    locale: str
    """The language as Open Graph writes it, e.g. en_GB."""
    card: CardView | None
    """Its picture, where there is one and its address is known."""
    feed: str
    """The feed, from this page, or empty."""
    json_ld: Markup
    """What it is, as JSON-LD, or empty."""
    is_listed: bool
    """Whether search engines should list it."""


class Publication(Struct, frozen=True, kw_only=True):
    """What all pages share of how the site is made public."""

    base_url: str
    """Where the site will stand, with its slash, or empty."""
    names: Mapping[str, str]
    """The names of the pages that others stand under, by address."""
    has_feed: bool
    """Whether there is a feed."""
    is_card_shared: bool = False
    """Whether pages without a chart have the opening's card."""

    def describe(self, view: PageView, things: Iterable[Thing] = (), picture: str = "") -> MetaView:
        """Return the metadata of a page; `things` are what it holds beside its text.

        `picture` stands for it where its address is shared, if that is no card of its own.
        """
        card = self._find_card(view, picture or card_path(view.url))
        is_listed = view.url != MISSING
        known = [describe_page(view, self.base_url, card.url if card else "")]
        if self.base_url:
            known.append(describe_crumbs(self._list_crumbs(view)))
        return MetaView(
            title=view.title or view.site_title,
            kind="article" if view.is_article else "website",
            locale=view.language.replace("-", "_"),
            card=card,
            feed=relative_url(view.url, FEED) if self.has_feed and is_listed else "",
            json_ld=render_json_ld([*known, *things]) if is_listed else Markup(),
            is_listed=is_listed,
        )

    def _find_card(self, view: PageView, path: str) -> CardView | None:
        if not self.base_url or not has_card(view.url):
            return None
        if path == card_path(view.url):
            alt = card_alt(view.title or view.site_title, view.description)
            return CardView(f"{self.base_url}{path}", *CARD_SIZE, alt)
        size = CARD_SIZE if path == card_path("") else (0, 0)
        return CardView(f"{self.base_url}{path}", *size, view.title or view.site_title)

    def _list_crumbs(self, view: PageView) -> list[tuple[str, str]]:
        """Return the way to a page from the opening, by the folders that it lies in."""
        crumbs = [(view.site_title, self.base_url)]
        parts = view.url.split("/")
        above = ["/".join([*parts[:depth], ""]) for depth in range(1, len(parts) - 1)]
        crumbs += [(self.names[url], self.base_url + url) for url in above if url in self.names]
        return [*crumbs, *([(view.title, self.base_url + view.url)] if view.url else [])]
