"""What every page of the site has, as templates are given it."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from plainfact.link_views import Download, NavLink


class PageView(Struct, frozen=True, kw_only=True):
    """What every page of the site has."""

    url: str
    """Its address from the site's root."""
    language: str
    """The language tag of the content."""
    direction: str
    """"ltr" or "rtl"."""
    site_title: str
    """The explainer's title."""
    title: str
    """The page's own title, in plain words."""
    description: str
    """What it finds, in plain words."""
    home: str
    """The opening, from this page."""
    root: str
    """The site's root, from this page."""
    sections: tuple[NavLink, ...]
    """The sections in order: all, or of very many, those round this page."""
    section_count: int
    """How many sections there are in all."""
    place: int
    """Which of the sections this page is, counted from one; nought for none."""
    reference: tuple[NavLink, ...]
    """The reference pages."""
    previous: NavLink | None
    """The section before, or None."""
    next: NavLink | None
    """The section after, or None."""
    stylesheets: tuple[str, ...]
    """The addresses, from this page, of the stylesheets that every page loads."""
    sheets: Mapping[str, str]
    """The addresses of the other stylesheets, by name."""
    fonts: tuple[str, ...]
    """The addresses of the fonts that the page begins with, from this page."""
    scripts: Mapping[str, str]
    """The scripts' addresses, from this page, by name."""
    own_scripts: tuple[str, ...]
    """The names of the scripts that the site adds; every page loads them."""
    canonical: str
    """Its address on the web, where that is known."""
    modified: date | None
    """When its text was last changed in substance."""
    is_article: bool
    """Whether it is a section."""
    authors: tuple[str, ...]
    """Who wrote the explainer."""
    licence: str
    """The licence of its words."""
    report_url: str
    """Where readers report an error, or empty."""
    one_file: bool
    """Whether it becomes a part of one document, in which each thing stands once."""
    offline: tuple[Download, ...]
    """The offline deliveries, where the site offers them."""
