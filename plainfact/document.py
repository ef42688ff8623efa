"""Pages become parts of one document: their ids are kept apart, their links lead to fragments."""

import base64
import mimetypes
import re
from collections.abc import Mapping
from urllib.parse import unquote

from markupsafe import Markup
from msgspec import Struct

from plainfact.rewriting import Attributes, Tag, rewrite_tags, squeeze
from plainfact.urls import EXTERNAL, resolve_url

_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*\bclass=\"([^\"]*)\"")
_PAINT = re.compile(r"url\(#([^)]+)\)")
_IDS = {"id", "for", "headers", "list", "form", "popovertarget", "commandfor", "aria-labelledby",
        "aria-describedby", "aria-details", "aria-controls", "aria-owns"}  # fmt: skip
_LINKS = {"href", "xlink:href", "src"}
_GROUPED = {"input", "details"}
_SCRIPTS = {"data-search", "data-runtime", "data-spec"}
_PAINTS = {"fill", "stroke", "mask", "clip-path", "filter"}
_OPENING = "index/"


class Part(Struct, frozen=True):
    """A page as a part of a document."""

    id: str
    """Its id: the page's address, so that a fragment reads as the address does on the site."""
    kind: str
    """The classes of the page's body."""
    body: Markup
    """Its main content."""


class Document(Struct, frozen=True):
    """What one document holds of a site, and where."""

    pages: frozenset[str]
    """The addresses of the pages that are parts of it."""
    moved: Mapping[str, str]
    """Where pages that are no parts have gone: from their addresses to fragments."""
    files: Mapping[str, bytes]
    """The files of the site, by path."""
    base_url: str
    """Where the site stands on the web, with its slash, or empty."""

    def lead(self, page: str, href: str) -> str | None:
        """Return where a link of a page leads in the document, or None where it leads nowhere.

        What the document cannot hold is found on the web, where it is known where.
        """
        if href.startswith((*EXTERNAL, "data:")):
            return href
        path, _, fragment = href.partition("#")
        url = resolve_url(page, unquote(path))
        if url in self.pages:
            return f"#{part_id(url)}{fragment}"
        if url in self.moved:
            return f"#{self.moved[url]}"
        return f"{self.base_url}{url}" if self.base_url else None

    def embed(self, page: str, src: str) -> str:
        """Return a picture of a page as an address that holds it."""
        path = resolve_url(page, unquote(src))
        return embed_file(path, self.files[path]) if path in self.files else src


def part_id(page: str) -> str:
    """Return the id of the part that a page becomes."""
    return page or _OPENING


def embed_file(path: str, data: bytes) -> str:
    """Return an address that holds a file."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def is_script(name: str, value: str | None) -> bool:
    """Tell whether an attribute names a script that is loaded only when a reader asks for it."""
    return value is not None and name in _SCRIPTS


def make_part(url: str, page: str, document: Document) -> Part:
    """Return a rendered page as a part of a document."""
    main, body = _MAIN.search(page), _BODY.search(page)
    if main is None:
        raise ValueError(f'the page "{url}" has no main element')

    def rewrite(tag: Tag) -> str:
        return tag.format(_rewrite(tag, url, document))

    content = squeeze(rewrite_tags(main[1], rewrite).strip())
    return Part(part_id(url), body[1] if body else "", Markup(content))  # noqa: S704 - a rendered page


def lead_links(page: str, document: Document) -> str:
    """Return a page of the root, in which parts stand already, with its own links led to them."""

    def rewrite(tag: Tag) -> str:
        href = tag.attributes.get("href")
        if href is None or href.startswith("#") or tag.name != "a":
            return tag.written
        lead = document.lead("", href)
        others = {key: value for key, value in tag.attributes.items() if key != "href"}
        return tag.format(others if lead is None else others | {"href": lead})

    return rewrite_tags(page, rewrite)


def _rewrite(tag: Tag, url: str, document: Document) -> Attributes:
    """Return the attributes that a tag of a page has in the document."""
    prefix = part_id(url)
    changed: Attributes = {}
    for name, value in tag.attributes.items():
        if value is None:
            changed[name] = None
        elif name in _IDS:
            changed[name] = " ".join(prefix + one for one in value.split())
        elif name in _LINKS:
            is_picture = name == "src" or tag.name == "image"
            lead = document.embed(url, value) if is_picture else document.lead(url, value)
            if lead is not None:
                changed[name] = lead
        elif name == "name" and tag.name in _GROUPED:
            changed[name] = prefix + value
        elif is_script(name, value):
            changed[name] = resolve_url(url, value)
        elif name in _PAINTS:
            changed[name] = _PAINT.sub(rf"url(#{prefix}\1)", value)
        else:
            changed[name] = value
    return changed
