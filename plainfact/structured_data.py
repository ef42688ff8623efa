"""Structured data: what search engines and reference managers are told of a page, as JSON-LD.

It stands in the page as a block of data, which no browser runs, so the content security policy
need not allow it. Addresses are whole or left out: what takes the block out of the page must still
know where it points.
"""

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from plainfact.licences import licence_url
from plainfact.page_views import PageView

Thing = dict[str, Any]
"""Something that schema.org has a type for."""

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""Signs by which a text could end the element that the data stand in."""


def render_json_ld(things: Iterable[Thing]) -> Markup:
    """Return things as the content of a script element, or nothing where there are none."""
    graph = [{name: value for name, value in thing.items() if value} for thing in things]
    if not graph:
        return Markup()
    whole = {"@context": "https://schema.org", "@graph": graph}
    words = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return Markup(words.translate(_ESCAPES))  # noqa: S704 - escaped in the line itself


def describe_page(view: PageView, base_url: str, image: str) -> Thing:
    """Return what a page is: an article where it is a section, else a page of the site."""
    return {
        "@type": "Article" if view.is_article else "WebPage",
        "headline" if view.is_article else "name": view.title or view.site_title,
        "description": view.description,
        "inLanguage": view.language,
        "url": view.canonical,
        "image": image,
        "dateModified": view.modified.isoformat() if view.modified else "",
        "author": [{"name": name} for name in view.authors],
        "license": licence_url(view.licence),
        "isPartOf": describe_site(view, base_url),
    }


def describe_site(view: PageView, base_url: str) -> Thing:
    """Return what the whole explainer is."""
    site = {"@type": "WebSite", "name": view.site_title, "url": base_url}
    return {name: value for name, value in site.items() if value}


def describe_crumbs(crumbs: Iterable[tuple[str, str]]) -> Thing:
    """Return the way to a page from the opening: (name, whole address) of each step."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(crumbs, start=1)
        ],
    }
