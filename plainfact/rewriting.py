"""Rewriting pages that are rendered: tag by tag, all that stands between them as it is."""

import re
from collections.abc import Callable
from html import escape, unescape

from msgspec import Struct

_ATTRIBUTES = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
_TAG = re.compile(
    rf"<!--.*?-->"
    rf"|<(?P<raw>script|style)\b(?P<raw_attributes>{_ATTRIBUTES})>(?P<content>.*?)</(?P=raw)\s*>"
    rf"|<(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>{_ATTRIBUTES})>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"\s+([^\s=>\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_VERBATIM = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2\s*>)", re.DOTALL)
_TEXT = re.compile(r"(?:^|>)[^<]*")
_OMITTED = re.compile(
    r"\s?</li>\s?(?=<li\b|</[uo]l>)|</t[dh]>\s?(?=<t[dh]\b|</tr>)"
    r"|</tr>\s?(?=<tr\b|</t(?:body|head)>)"
)
_ROOM = re.compile(r"(</?(?:ul|ol|li|table|thead|tbody|tr)\b[^>]*>)\s(?=<)")
_SPACE = re.compile(r"[ \t\r\n\f]+")

Attributes = dict[str, str | None]
"""The attributes of a tag, in order; None for one without a value."""


class Tag(Struct, frozen=True):
    """A tag that opens an element; a script or a style with its whole content."""

    name: str
    """The element's name, as written."""
    attributes: Attributes
    """Its attributes."""
    content: str | None
    """What a script or a style holds; None for any other element."""
    written: str
    """How it was written."""

    def format(self, attributes: Attributes) -> str:
        """Return the tag with other attributes."""
        if attributes == self.attributes:
            return self.written
        written = format_tag(self.name, attributes, self.content)
        return f"{written[:-1]}/>" if self.written.endswith("/>") else written


def format_tag(name: str, attributes: Attributes, content: str | None = None) -> str:
    """Return the tag of an element; a script or a style is given with what it holds."""
    values = "".join(
        f" {key}" if value is None else f' {key}="{_escape(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{values}>" + ("" if content is None else f"{content}</{name}>")


def rewrite_tags(page: str, rewrite: Callable[[Tag], str]) -> str:
    """Return a page with something else in place of each tag that opens an element.

    >>> rewrite_tags('<p id="a">1 &lt; 2</p>', lambda tag: tag.format({"id": "b"}))
    '<p id="b">1 &lt; 2</p>'
    """

    def replace(match: re.Match[str]) -> str:
        name = match["raw"] or match["name"]
        if not name:
            return match[0]
        attributes = _read_attributes(match["raw_attributes"] or match["attributes"] or "")
        return rewrite(Tag(name, attributes, match["content"], match[0]))

    return _TAG.sub(replace, page)


def squeeze(page: str) -> str:
    """Return a page without the spaces that no reader sees and the tags that HTML lets one omit.

    >>> squeeze("<ul> <li>one</li> <li>two   words</li> </ul>")
    '<ul><li>one<li>two words</ul>'
    """
    parts = _VERBATIM.split(page)
    # Of every three parts the first may be squeezed; the second stays, and the third names it.
    parts[::3] = [_squeeze_markup(part) for part in parts[::3]]
    del parts[2::3]
    return "".join(parts)


def _squeeze_markup(markup: str) -> str:
    spaced = _TEXT.sub(lambda match: _SPACE.sub(_keep_one, match[0]), markup)
    return _ROOM.sub(r"\1", _OMITTED.sub("", spaced))


def _keep_one(space: re.Match[str]) -> str:
    """Keep one sign of a space: where lines are told apart by their ends, the end of a line."""
    return "\n" if "\n" in space[0] else " "


def _escape(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")


def _read_attributes(written: str) -> Attributes:
    found: Attributes = {}
    for match in _ATTRIBUTE.finditer(written):
        given = [value for value in match.groups()[1:] if value is not None]
        found[match[1]] = unescape(given[0]) if given else None
    return found
