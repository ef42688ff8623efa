"""The feed: sections by when they changed, and corrections, as Atom (RFC 4287)."""

from collections.abc import Iterable
from datetime import date
from xml.etree import ElementTree as ET

from msgspec import Struct

from plainfact.metadata import FEED

_NAMESPACE = "http://www.w3.org/2005/Atom"


class Entry(Struct, frozen=True, kw_only=True):
    """One piece of news."""

    url: str
    """The address that it leads to, from the site's root; unlike any other's."""
    title: str
    """What it is called."""
    summary: str
    """What it says, in plain words."""
    updated: date
    """When it became so."""


class Feed(Struct, frozen=True, kw_only=True):
    """All the news of a site."""

    base_url: str
    """Where the site stands, with its slash."""
    title: str
    """The explainer's title."""
    subtitle: str
    """What it finds."""
    language: str
    """The language tag of the words."""
    authors: tuple[str, ...]
    """Who wrote it; at least one."""
    rights: str
    """The licence of the words."""
    entries: tuple[Entry, ...]
    """The news; at least one."""


def render_feed(feed: Feed) -> bytes:
    """Return a feed as Atom, newest first."""
    root = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    entries = sorted(feed.entries, key=lambda entry: (-entry.updated.toordinal(), entry.url))
    _add(root, "id", feed.base_url + FEED)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _format_time(entries[0].updated))
    ET.SubElement(root, "link", {"rel": "self", "href": feed.base_url + FEED})
    ET.SubElement(root, "link", {"rel": "alternate", "href": feed.base_url})
    for name in feed.authors:
        _add(ET.SubElement(root, "author"), "name", name)
    _add(root, "rights", feed.rights)
    _add(root, "generator", "Plainfact")
    _add_entries(root, entries, feed.base_url)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_entries(root: ET.Element, entries: Iterable[Entry], base_url: str) -> None:
    for entry in entries:
        element = ET.SubElement(root, "entry")
        _add(element, "id", base_url + entry.url)
        _add(element, "title", entry.title)
        _add(element, "updated", _format_time(entry.updated))
        ET.SubElement(element, "link", {"rel": "alternate", "href": base_url + entry.url})
        _add(element, "summary", entry.summary)


def _add(parent: ET.Element, name: str, words: str) -> None:
    if words:
        ET.SubElement(parent, name).text = words


def _format_time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
