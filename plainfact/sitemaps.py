"""The sitemap and robots.txt: which pages there are, for search engines."""

from collections.abc import Mapping
from datetime import date
from xml.etree import ElementTree as ET

SITEMAP = "sitemap.xml"
"""Where the sitemap lies."""

ROBOTS = "robots.txt"
"""Where search engines look for what they may read."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def render_sitemap(pages: Mapping[str, date | None], base_url: str) -> bytes:
    """Return the sitemap of pages, each with the day of its last change where that is known."""
    root = ET.Element("urlset", {"xmlns": _NAMESPACE})
    for url, modified in sorted(pages.items()):
        element = ET.SubElement(root, "url")
        ET.SubElement(element, "loc").text = base_url + url
        if modified is not None:
            ET.SubElement(element, "lastmod").text = modified.isoformat()
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def render_robots(base_url: str) -> bytes:
    """Return robots.txt: all may be read; the sitemap is named where its address is known."""
    words = "User-agent: *\nAllow: /\n"
    return (words + (f"\nSitemap: {base_url}{SITEMAP}\n" if base_url else "")).encode()
