"""Prose to HTML and to plain text: Markdown, its marks replaced by what their bindings give."""

import html
import re
from collections.abc import Callable
from importlib import import_module
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from plainfact.code_spans import may_have_fences
from plainfact.headings import Heading, set_headings_apart
from plainfact.margin_notes import set_notes_beside
from plainfact.markdown_signs import SignsOnly
from plainfact.prose import MARK, MARK_OPEN, Prose
from plainfact.prose_faults import PLAIN_SCHEMES
from plainfact.prose_parser import ENTITY, read_entity
from plainfact.typography import curl_quotes

Fill = Callable[[int], str]
"""Gives what stands in place of a binding, by its index."""
ResolveLink = Callable[[str], str]
"""Gives the address for a link or picture as written."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_BREAKS = re.compile(r"[\x00-\x20]")
"""What a browser passes over in the scheme of an address."""
_MARK_OR_ENTITY = re.compile(f"{MARK.pattern}|{ENTITY.pattern}")
_LONE_MARK = re.compile(f"<p>({MARK.pattern})</p>")
_EMPHASISED = r"(?=\S)(.{1,2000}?)(?<=\S)\1(?!\w)"
_EMPHASIS = re.compile(rf"(\*{{1,3}}|(?<!\w)_{{1,3}}){_EMPHASISED}")
_STARS = re.compile(rf"(\*{{1,3}}){_EMPHASISED}")
_TAG_WITH_MARK = re.compile(rf"<\w[^<>]*{MARK.pattern}[^<>]*>")
_LINK = re.compile(r"""\[([^\]]*)\]\((?:<[^<>]*>(?: (?:"[^"\n]*"|'[^'\n]*'))?|[^)]*)\)""")
_PICTURE = re.compile(f"!?{_LINK.pattern}")
_MARGIN = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:[ \t]*|\[\^[^\]\s]+\]", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>&~|])")


class _Attributes(Treeprocessor):
    """Gives headings their ids, makes room for the page's own title, and leads links on."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.headings: list[Heading] = []
        self.prefix = ""
        self.resolve: ResolveLink = str

        self.link_words = ""

    def run(self, root: Element) -> None:
        # Those inside a list or a quotation are no headings of the text.
        own = dict(zip((part for part in root if _is_heading(part)), self.headings, strict=False))
        for element in list(root.iter()):
            if _is_heading(element):
                # The page's title is the only h1, so what an author writes begins at h2.
                element.tag = f"h{max(2, int(element.tag[1]))}"
                if element in own:
                    element.set("id", self.prefix + own[element].id)
                    self._link_here(element)
            elif element.tag == "a":
                self._lead_on(element, "href")
            elif element.tag == "img":
                self._lead_on(element, "src")
                element.set("loading", "lazy")
            elif element.tag == "p":
                _make_caption(element)

    def _link_here(self, heading: Element) -> None:
        """Give a heading a link to itself, for readers to pass on."""
        last = heading[-1] if len(heading) else None
        if last is None:
            heading.text = f"{heading.text or ''} "
        else:
            last.tail = f"{last.tail or ''} "
        href = f"#{heading.get('id')}"
        attributes = {"class": "here", "href": href, "aria-label": self.link_words}
        SubElement(heading, "a", attributes)

    def _lead_on(self, element: Element, attribute: str) -> None:
        target = element.get(attribute, "")
        scheme = _SCHEME.match(_BREAKS.sub("", html.unescape(target)))
        if scheme is not None and scheme[1].lower() not in PLAIN_SCHEMES:
            # `prose` has refused these; should one come through, it leads nowhere.
            del element.attrib[attribute]
            return
        element.set(attribute, self.resolve(target))
        if target.startswith(("http://", "https://")):
            element.set("rel", "external noopener")


def _make_caption(paragraph: Element) -> None:
    """Make a figure of a paragraph that is a picture with a title, which is its caption."""
    picture = paragraph[0] if len(paragraph) == 1 else None
    words = f"{paragraph.text or ''}{picture.tail or ''}" if picture is not None else ""
    if picture is None or picture.tag != "img" or "title" not in picture.attrib or words.strip():
        return
    paragraph.tag = "figure"
    paragraph.set("class", "picture")
    SubElement(paragraph, "figcaption").text = curl_quotes(picture.attrib.pop("title"))


def _is_heading(element: Element) -> bool:
    return re.fullmatch("h[1-6]", element.tag) is not None


# By their classes: to find them by name takes a look at every package that is installed.
_EXTENSIONS = (
    SaneListExtension(),
    DefListExtension(),
    TableExtension(),
    SmartyExtension(smart_dashes=False, smart_ellipses=False),
)


class _Headings(HashHeaderProcessor):
    """Reads headings as `headings` sets them apart; the library's own need no space."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?:[ \t]+(?P<header>[^\n]*))(?:\n|$)")


class _Plain(Extension):
    """Markdown without what `prose` sees nothing of: HTML, bare mail, indented code and such."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        md.parser.blockprocessors.deregister("code")
        md.parser.blockprocessors.deregister("setextheader")
        md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)
        self.margin_notes = set_notes_beside(md)
        self.attributes = _Attributes(md)
        md.treeprocessors.register(self.attributes, "plainfact", 5)


_NOTHING_BUT_WORDS = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:()%?!/–—’“”…-])*")
"""A text that is the same in HTML, as many titles are."""


class _Converter:
    """The library, set up; of its own, fences of code take a while to import."""

    def __init__(self, link_words: str, *, has_fences: bool) -> None:
        self._plain = _Plain()
        fences: list[Extension] = [_make_fences()] if has_fences else []
        self._markdown = markdown.Markdown(
            extensions=[*fences, *_EXTENSIONS, self._plain], output_format="html"
        )
        self._plain.attributes.link_words = link_words
        self._signs = SignsOnly(self._markdown)

    def convert(
        self, marked: str, resolve: ResolveLink, headings: tuple[Heading, ...], prefix: str
    ) -> str:
        """Return the HTML of a text, its marks left in it."""
        self._plain.attributes.headings = list(headings)
        self._plain.attributes.prefix = prefix
        self._plain.margin_notes.prefix = prefix
        self._plain.attributes.resolve = resolve
        self._markdown.reset()
        self._signs.fit(marked)
        return self._markdown.convert(set_headings_apart(marked))


def _make_fences() -> Extension:
    fences: Extension = import_module("markdown.extensions.fenced_code").FencedCodeExtension()
    return fences


class MarkdownRenderer:
    """Renders prose, with the same converters for all pages of a build."""

    def __init__(self, link_words: str) -> None:
        self._link_words = link_words
        self._converters: dict[bool, _Converter] = {}

    def render(
        self,
        prose: Prose,
        fill: Fill,
        say: Fill,
        resolve: ResolveLink,
        headings: tuple[Heading, ...] = (),
        prefix: str = "",
    ) -> Markup:
        """Return the HTML of a text in blocks; `prefix` goes before the ids of its headings.

        `fill` gives HTML for what stands among words, `say` plain words for what stands in the
        alternative text or the title of a picture or link.
        """
        has_fences = may_have_fences(prose.marked)
        if has_fences not in self._converters:
            self._converters[has_fences] = _Converter(self._link_words, has_fences=has_fences)
        converter = self._converters[has_fences]
        rendered = converter.convert(prose.marked, resolve, headings, prefix)
        rendered = _LONE_MARK.sub(r"\1", rendered)
        rendered = _TAG_WITH_MARK.sub(
            lambda tag: MARK.sub(lambda mark: escape(say(int(mark[1]))), tag[0]), rendered
        )
        return Markup(MARK.sub(lambda match: fill(int(match[1])), rendered))  # noqa: S704 - each part is escaped

    def render_inline(self, prose: Prose, fill: Fill, say: Fill, resolve: ResolveLink) -> Markup:
        """Return the HTML of a short text, without a paragraph around it."""
        if _NOTHING_BUT_WORDS.fullmatch(prose.marked):
            return Markup(prose.marked)  # noqa: S704 - none of them is a sign of HTML
        rendered = self.render(prose, fill, say, resolve).strip()
        if rendered.count("<p>") == 1 and rendered.startswith("<p>") and rendered.endswith("</p>"):
            return Markup(rendered[3:-4])  # noqa: S704 - as above
        return Markup(rendered)  # noqa: S704 - as above


def render_plain(prose: Prose, fill: Fill) -> str:
    """Return a text in plain words: for titles, alternative texts, tables and descriptions."""
    words = prose.marked
    # Most texts hold few of the signs: looking for those takes far less time, and so does a pattern
    # that begins with one.
    if "[^" in words:
        words = _MARGIN.sub("", words)
    if "[" in words:
        words = (_PICTURE if "![" in words else _LINK).sub(r"\1", words)
    if "_" in words:
        words = _EMPHASIS.sub(r"\2", words)
    elif "*" in words:
        words = _STARS.sub(r"\2", words)
    if "\\" in words:
        words = _ESCAPED.sub(r"\1", words)
    words = words.replace("`", "")
    if "&" in words or MARK_OPEN in words:
        # In one pass, so that nothing that an entity stands for is taken for a mark.
        words = _MARK_OR_ENTITY.sub(
            lambda match: fill(int(match[1])) if match[1] else read_entity(match[0]) or match[0],
            words,
        )
    return curl_quotes(" ".join(words.split()))
