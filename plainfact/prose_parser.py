"""Reading texts: one pass that takes out bindings and links, and refuses what prose does not take.

Markdown files and the text fields of YAML files go through the same parser, so that a number in a
caption is bound and checked as one in a paragraph is.
"""

import html
import re

from plainfact.code_spans import split_code
from plainfact.files import UNSEEN
from plainfact.problems import Problem
from plainfact.prose import (
    BLOCKS,
    MARK_CLOSE,
    MARK_OPEN,
    Binding,
    Link,
    Prose,
    Run,
    Scheme,
)
from plainfact.prose_bounds import check_bounds
from plainfact.prose_faults import (
    EXAMPLES,
    LOOSE,
    PLAIN_SCHEMES,
    describe_citation,
    describe_loose,
    describe_scheme,
    describe_sign,
    describe_tag,
)
from plainfact.texts import Text

_LINK = re.compile(
    r"(!?)\[((?:(?!\n[ \t]*\n)[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\([ \t]*\n?[ \t]*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?"
    r"(?:[ \t]+(\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\n?[ \t]*\)"
)
_NUMBER = r"[\dIVXLCivxlc][\w.]*"
_LOCATOR = (
    r"(?:pp?|pages?|ch|chapter|sec|section|fig|figure|table|vol|no|para|slide|S|Kap|Abb|Tab|Nr|§§?|¶)"
    rf"\.?[ \n]?{_NUMBER}(?:[ \n]?[-–—,][ \n]?{_NUMBER})*|第[\d一二三四五六七八九十百]+[页章节图表]"
)
_CITED = rf"@([\w-]+)(?:,\s*({_LOCATOR}))?"
_CITE = re.compile(rf"\[({_CITED}(?:\s*;\s*{_CITED})*)\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_TAG = re.compile(r"<(?:(/?)([a-zA-Z][\w-]*)[^<>\n]*>?|!--|\?|!\[CDATA\[)")
_REFERENCE = re.compile(
    r"\[(?!\^)[^\[\]]*\]:[ ]*\n?[ ]*<?([^\s>]+)>?"
    r"[ ]*(?:\n[ ]*)?(?:(\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))[ ]*)?$",
    re.MULTILINE,
)
_BEFORE_REFERENCE = re.compile(r"[ \t>*+\-\d.)]*")
_FEW_SPACES = re.compile(" {0,3}")
_DEFINES = re.compile("\n {0,3}: ")
"""A line that defines what stands above it in its block."""
_LOOSE_CITE = re.compile(r"\[[^\[\]\n]*(?<![\w.@])@\w[^\[\]\n]*\](?!\()")
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
"""A character written by its number or name, which Markdown passes on to the page."""
_SPECIAL = re.compile(r"[!\[<&\\\n`]")


def read_entity(entity: str) -> str | None:
    """Return the character that a match of `ENTITY` stands for, or None where it can't be seen.

    >>> read_entity("&lt;"), read_entity("&#x202e;")
    ('<', None)
    """
    meant = html.unescape(entity)
    is_seen = meant and meant[0] not in (MARK_OPEN, MARK_CLOSE) and not UNSEEN.search(meant)
    return meant if is_seen else None


def parse_prose(text: Text, problems: list[Problem]) -> Prose:
    """Parse a text; problems with its links and raw HTML are added to the list.

    A text out of bounds is a problem, and is then as an empty one.
    """
    if not check_bounds(text, problems):
        return Prose("", (), (), (), text)
    return _Parser(text, problems).parse()


_REACH = 60
"""How many characters before and after a binding may bear on it."""


class _Parser:
    """Reads one text from left to right."""

    def __init__(self, text: Text, problems: list[Problem]) -> None:
        self.text = text
        self.problems = problems
        self.marked: list[str] = []
        self.bindings: list[Binding] = []
        self.links: list[Link] = []
        self.runs: list[Run] = []
        self.tags: set[str] = set()
        self.defines_at = -1

    def parse(self) -> Prose:
        value = self.text.value
        for char in (MARK_OPEN, MARK_CLOSE):
            if char in value:
                self._refuse(value.index(char), "prose-is-readable",
                             "The text holds a character that no font has.",
                             "Delete the words around it and type them again.")  # fmt: skip
                value = value.replace(char, " ")
        for start, end, is_code in split_code(value):
            if is_code:
                self.marked.append(value[start:end])
            else:
                self._parse_words(value, start, end)
        return Prose(
            "".join(self.marked),
            tuple(self.bindings),
            tuple(self.links),
            tuple(self.runs),
            self.text,
        )

    def _parse_words(self, value: str, start: int, end: int) -> None:
        """Read a stretch without code: take its links out, keep the rest as runs, a line each."""
        position = start
        kept: list[str] = []
        kept_from = start
        while position < end:
            special = _SPECIAL.search(value, position, end)
            plain = value[position : special.start() if special else end]
            # What is no link here, as its address breaks off, must be none for Markdown either.
            self.marked.append(plain.replace("](", "]\\("))
            kept.append(plain)
            position += len(plain)
            if position >= end:
                break
            length, in_text, in_run = self._parse_link(value, position, end) or (
                1,
                value[position],
                value[position],
            )
            if value[position] == "\\" and position + 1 < end:
                length, in_text, in_run = 2, value[position : position + 2], value[position + 1]
            elif value[position] == "`":
                # One that opens no code here must open none for Markdown either.
                in_text = "\\`"
            self.marked.append(in_text)
            kept.append(in_run)
            position += length
            if in_run == "\n":
                self._keep(kept, kept_from, position)
                kept, kept_from = [], position
        self._keep(kept, kept_from, position)

    def _parse_link(self, value: str, position: int, end: int) -> tuple[int, str, str] | None:
        """Read a link at a position; return its length and what stands for it in text and run."""
        char = value[position]
        if char in "![":
            return self._parse_bracket(value, position, end)
        if char == "<":
            return self._parse_angle(value, position, end)
        entity = ENTITY.match(value, position, end) if char == "&" else None
        return self._read_entity(entity[0], position) if entity else None

    def _read_entity(self, entity: str, position: int) -> tuple[int, str, str]:
        """Read a character that is written by its number or name, if it can be seen."""
        meant = read_entity(entity)
        if meant is None:
            message = f'"{entity}" stands for a character that no reader can see.'
            self._refuse(position, "prose-is-readable", message, "Take it out.", len(entity))
            return len(entity), "", " "
        return len(entity), entity, meant

    def _parse_bracket(self, value: str, position: int, end: int) -> tuple[int, str, str] | None:
        match = _LINK.match(value, position, end)
        if match is not None:
            return self._take_link(match)
        match = _CITE.match(value, position, end)
        if match is not None:
            return self._take_citations(match)
        match = self._match_reference(value, position, end)
        if match is not None:
            return self._take_reference(match)
        match = _LOOSE_CITE.match(value, position, end)
        if match is not None:
            message, hint = describe_citation(match[0])
            self._refuse(position, "binding-is-well-formed", message, hint, len(match[0]))
        return None

    def _parse_angle(self, value: str, position: int, end: int) -> tuple[int, str, str] | None:
        match = _AUTOLINK.match(value, position, end)
        if match is not None:
            self._add_link(match[1], match[1], match, is_image=False)
            return len(match[0]), match[0], ""
        match = _TAG.match(value, position, end)
        if match is not None:
            self._refuse_tag(match)
        return None

    def _take_link(self, match: re.Match[str]) -> tuple[int, str, str]:
        is_image, words, href = bool(match[1]), match[2], match[3]
        length = len(match[0])
        scheme, colon, target = href.partition(":")
        if colon and scheme in EXAMPLES:
            fits = (scheme in BLOCKS) == is_image
            if not fits:
                sign = "" if is_image else "!"
                message, hint = describe_sign(scheme, f"{sign}[{words}]({href})")
                self._refuse(match.start(), "binding-is-well-formed", message, hint, length)
                return length, "", " "
            mark = self._add_binding(Scheme(scheme), target, words, match)
            return length, mark, mark
        if self._refuse_scheme(href, match):
            return length, words, words
        self._add_link(href, words, match, is_image=is_image)
        # The words of an ordinary link are prose too: they may hold bindings and numerals.
        self.marked.append(match[1] + "[")
        self._parse_words(match.string, match.start(2), match.end(2))
        # In <brackets> no sign of an address is read by Markdown as anything else.
        self.marked.append(f"](<{href}>".replace("`", "%60"))
        if not match[4]:
            return length, ")", ""
        self.marked.append(f" {match[4][0]}")
        self._parse_words(match.string, match.start(4) + 1, match.end(4) - 1)
        return length, f"{match[4][0]})", ""

    def _take_reference(self, match: re.Match[str]) -> tuple[int, str, str]:
        if not self._refuse_scheme(match[1], match):
            self._add_link(match[1], "", match, is_image=False)
        value, start = match.string, match.start()
        is_plain = _FEW_SPACES.fullmatch(value, value.rfind("\n", 0, start) + 1, start)
        if not is_plain or self._is_defined_below(match.end()):
            # In a list, set in, or before what defines it, Markdown may take it for words; so its
            # numbers are held to the rule.
            return len(match[0]), match[0], match[0].replace("\n", " ")
        if match[2]:
            self._keep([match[2]], match.start(2), match.end(2))
        return len(match[0]), match[0], ""

    def _is_defined_below(self, position: int) -> bool:
        """Tell whether the block at a position goes on to a line that defines it."""
        value = self.text.value
        # Positions only go up, so that the next such line is looked for once.
        if self.defines_at < position:
            found = _DEFINES.search(value, position)
            self.defines_at = found.start() if found else len(value)
        is_apart = value.find("\n\n", position, self.defines_at) >= 0
        return self.defines_at < len(value) and not is_apart

    def _match_reference(self, value: str, position: int, end: int) -> re.Match[str] | None:
        """Return the definition of a link, "[name]: address", where one begins a line here."""
        line_start = value.rfind("\n", 0, position) + 1
        if _BEFORE_REFERENCE.fullmatch(value, line_start, position) is None:
            return None
        return _REFERENCE.match(value, position, end)

    def _refuse_scheme(self, href: str, link: re.Match[str]) -> bool:
        """Refuse an address that begins with a word other than the known ones; tell whether."""
        # A browser reads "javascript&colon;" as Markdown leaves it: with the colon.
        match = re.match(r"([a-zA-Z][\w+.-]*):", html.unescape(href))
        if match is None or match[1].lower() in PLAIN_SCHEMES:
            return False
        message, hint = describe_scheme(match[1])
        self._refuse(link.start(), "link-scheme-is-known", message, hint, len(link[0]))
        return True

    def _refuse_tag(self, match: re.Match[str]) -> None:
        closing, tag = match[1], (match[2] or "").lower()
        if not (closing and tag in self.tags):
            self.tags.add(tag)
            message, hint = describe_tag(match[0], tag)
            self._refuse(match.start(), "prose-has-no-html", message, hint, len(match[0]))

    def _take_citations(self, match: re.Match[str]) -> tuple[int, str, str]:
        marks = " ".join(
            self._add_binding(Scheme.CITE, part[1], " ".join((part[2] or "").split()), match)
            for part in re.finditer(_CITED, match[1])
        )
        return len(match[0]), marks, marks

    def _add_binding(self, scheme: Scheme, target: str, words: str, match: re.Match[str]) -> str:
        value, offset = self.text.value, match.start()
        line_start = value.rfind("\n\n", 0, offset) + 1
        before = value[max(line_start, offset - _REACH) : offset]
        after = value[match.end() : match.end() + _REACH].split("\n\n")[0]
        place = self.text.place_at(offset, len(match[0]))
        self.bindings.append(Binding(scheme, target, words.strip(), before, after, place))
        return f"{MARK_OPEN}{len(self.bindings) - 1}{MARK_CLOSE}"

    def _add_link(self, href: str, alt: str, match: re.Match[str], *, is_image: bool) -> None:
        place = self.text.place_at(match.start(), len(match[0]))
        self.links.append(Link(href, is_image, alt, place))

    def _keep(self, kept: list[str], offset: int, end: int) -> None:
        words = "".join(kept)
        if ":" in words:  # which every scheme ends in, and few lines hold
            for match in LOOSE.finditer(words):
                message, hint = describe_loose(match)
                self._refuse(offset, "binding-is-well-formed", message, hint, end - offset)
            words = LOOSE.sub(" ", words)
        if words.strip():
            opens_line = offset == 0 or self.text.value[offset - 1] == "\n"
            self.runs.append(Run(words, self.text.place_at(offset, end - offset), opens_line))

    def _refuse(self, offset: int, code: str, message: str, hint: str, length: int = 1) -> None:
        self.problems.append(Problem(self.text.place_at(offset, length), code, message, hint))
