"""Links and downloads, as templates are given them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of the site's navigation."""

    title: str
    """Its words."""
    url: str
    """Its address, from the page that shows it."""
    is_current: bool = False
    """Whether it is the page that shows it."""
    summary: str = ""
    """What it leads to, in a sentence."""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links under one heading."""

    title: str
    """The heading."""
    links: tuple[NavLink, ...]
    """The links."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a chart."""

    label: str
    """What it is, e.g. "SVG"."""
    url: str
    """Its address, from the page that shows it."""
