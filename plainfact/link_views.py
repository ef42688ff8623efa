"""Links and downloads, as templates are given them."""

from msgspec import Struct


class NavLink(Struct, frozen=True):
    """A link of the site's navigation."""

    title: str
    """Its words."""
    url: str
    """Its address, from the page that shows it."""
    is_current: bool = False
    """Whether it is the page that shows it."""
    summary: str = ""
    """What it leads to, in a sentence."""


class LinkGroup(Struct, frozen=True):
    """Links under one heading."""

    title: str
    """The heading."""
    links: tuple[NavLink, ...]
    """The links."""


class Download(Struct, frozen=True):
    """A file of a chart."""

    label: str
    """What it is, e.g. "SVG"."""
    url: str
    """Its address, from the page that shows it."""
