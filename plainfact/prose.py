"""Prose: a text parsed once into words, bindings, links and free numerals, with their lines.

Markdown files and the text fields of YAML files go through the same parser, so that a number in a
caption is bound and checked as one in a paragraph is. Bindings are links with a scheme of their
own; each is taken out of the text and a mark left in its place, which Markdown carries through.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from plainfact.problems import Place, Problem, format_suggestion
from plainfact.texts import Text

MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"
"""Private characters round a binding's index; authors' texts may not hold them."""
MARK = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")


class Scheme(StrEnum):
    """What a binding ties words to."""

    FACT = "fact"
    CHART = "chart"
    TABLE = "table"
    TERM = "term"
    CITE = "cite"


@dataclass(frozen=True, slots=True)
class Binding:
    """Words of a text that are tied to data, a term or a source."""

    scheme: Scheme
    """What the words are tied to."""
    target: str
    """The id or address of it."""
    words: str
    """The author's own words; empty where they are to be filled in."""
    before: str
    """The text just before the binding, where a qualifier may stand."""
    place: Place
    """Where the binding is."""


@dataclass(frozen=True, slots=True)
class Link:
    """An ordinary link or picture of a text."""

    href: str
    """The address as written."""
    is_image: bool
    """Whether it is a picture."""
    alt: str
    """The words of the link, or the alternative text of the picture."""
    place: Place
    """Where it is."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a text that stand outside bindings and code, where every number is to be a name."""

    words: str
    """The words, bindings replaced by their marks."""
    place: Place
    """Where they begin."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text with its bindings taken out."""

    marked: str
    """The text, with a mark in place of each binding."""
    bindings: tuple[Binding, ...]
    """The bindings, in the order of their marks."""
    links: tuple[Link, ...]
    """The other links."""
    runs: tuple[Run, ...]
    """The words outside bindings, code and addresses, a line each."""
    text: Text
    """The text as written."""


_LINK = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_CITE = re.compile(r"\[(@[\w-]+(?:\s*;\s*@[\w-]+)*)\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>\n]*|!--|\?|!\[CDATA\[)")
_REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:\s*(\S+)", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_SPECIAL = re.compile(r"[!\[<&\\\n]")
_CODE_START = re.compile(r"`|^ {0,3}~{3}", re.MULTILINE)
_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})", re.MULTILINE)
_KNOWN = {scheme.value for scheme in Scheme} - {"cite"}
_PLAIN_SCHEMES = {"http", "https", "mailto"}


def parse_prose(text: Text, problems: list[Problem]) -> Prose:
    """Parse a text; problems with its links and raw HTML are added to the list."""
    return _Parser(text, problems).parse()


class _Parser:
    """Reads one text from left to right."""

    def __init__(self, text: Text, problems: list[Problem]) -> None:
        self.text = text
        self.problems = problems
        self.marked: list[str] = []
        self.bindings: list[Binding] = []
        self.links: list[Link] = []
        self.runs: list[Run] = []

    def parse(self) -> Prose:
        value = self.text.value
        for char in (MARK_OPEN, MARK_CLOSE):
            if char in value:
                self._refuse(value.index(char), "prose-is-readable",
                             "The text holds a private character.", "Delete it.")  # fmt: skip
                value = value.replace(char, " ")
        for start, end, is_code in _split_code(value):
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
            self.marked.append(plain)
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
            self.marked.append(in_text)
            kept.append(in_run)
            position += length
            if in_run == "\n":
                self._keep(kept, kept_from)
                kept, kept_from = [], position
        self._keep(kept, kept_from)

    def _parse_link(self, value: str, position: int, end: int) -> tuple[int, str, str] | None:
        """Read a link at a position; return its length and what stands for it in text and run."""
        char = value[position]
        if char in "![":
            match = _LINK.match(value, position, end)
            if match is not None:
                return self._take_link(match)
            match = _CITE.match(value, position, end)
            if match is not None:
                return self._take_citations(match)
            match = _REFERENCE.match(value, position, end)
            if match is not None:
                self._add_link(match[1], "", position, is_image=False)
                return len(match[0]), match[0], ""
        elif char == "<":
            match = _AUTOLINK.match(value, position, end)
            if match is not None:
                self._add_link(match[1], match[1], position, is_image=False)
                return len(match[0]), match[0], ""
            if _TAG.match(value, position, end):
                self._refuse(position, "prose-has-no-html", "The text holds raw HTML.",
                             "Write it in Markdown; write `&lt;` for a plain sign.")  # fmt: skip
        elif char == "&":
            match = _ENTITY.match(value, position, end)
            if match is not None:
                return len(match[0]), match[0], " "
        return None

    def _take_link(self, match: re.Match[str]) -> tuple[int, str, str]:
        is_image, words, href = bool(match[1]), match[2], match[3]
        length = len(match[0])
        scheme, colon, target = href.partition(":")
        is_word = bool(colon) and re.fullmatch(r"[a-zA-Z][\w+.-]*", scheme) is not None
        if is_word and scheme in _KNOWN:
            fits = (scheme in {"chart", "table"}) == is_image
            if not fits:
                sign = "" if is_image else "!"
                self._refuse(match.start(), "binding-is-well-formed",
                             f'"{scheme}:" is bound with {"a plain" if is_image else "a"} link.',
                             f"Write {sign}[{words}]({href}).")  # fmt: skip
                return length, "", " "
            mark = self._add_binding(Scheme(scheme), target, words, match.start())
            return length, mark, mark
        if is_word and scheme.lower() not in _PLAIN_SCHEMES:
            known = "Known are fact, chart, table, term, https and mailto."
            hint = format_suggestion(scheme, _KNOWN | _PLAIN_SCHEMES) or known
            message = f'Links can\'t begin with "{scheme}:".'
            self._refuse(match.start(), "link-scheme-is-known", message, hint)
            return length, words, words
        self._add_link(href, words, match.start(), is_image=is_image)
        # The words of an ordinary link are prose too: they may hold bindings and numerals.
        self.marked.append(match[1] + "[")
        self._parse_words(match.string, match.start(2), match.end(2))
        return length, match.string[match.end(2) : match.end()], ""

    def _take_citations(self, match: re.Match[str]) -> tuple[int, str, str]:
        ids = [part.strip().removeprefix("@") for part in match[1].split(";")]
        marks = "".join(self._add_binding(Scheme.CITE, id_, "", match.start()) for id_ in ids)
        return len(match[0]), marks, marks

    def _add_binding(self, scheme: Scheme, target: str, words: str, offset: int) -> str:
        line_start = self.text.value.rfind("\n\n", 0, offset) + 1
        before = self.text.value[max(line_start, offset - 60) : offset]
        place = self.text.place_at(offset)
        self.bindings.append(Binding(scheme, target, words.strip(), before, place))
        return f"{MARK_OPEN}{len(self.bindings) - 1}{MARK_CLOSE}"

    def _add_link(self, href: str, alt: str, offset: int, *, is_image: bool) -> None:
        self.links.append(Link(href, is_image, alt, self.text.place_at(offset)))

    def _keep(self, kept: list[str], offset: int) -> None:
        words = "".join(kept)
        if words.strip():
            self.runs.append(Run(words, self.text.place_at(offset)))

    def _refuse(self, offset: int, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.text.place_at(offset), code, message, hint))


def _split_code(value: str) -> Iterator[tuple[int, int, bool]]:
    """Yield stretches of a text as (start, end, whether it is code), covering all of it."""
    position = words_start = 0
    while (start := _CODE_START.search(value, position)) is not None:
        position = start.start()
        line_start = value.rfind("\n", 0, position) + 1
        fence = _FENCE.match(value, line_start)
        end = None
        if fence is not None and fence.end() > position >= words_start:
            end = _end_of_fence(value, position, fence)
        elif value[position] == "`" and not _is_escaped(value, position):
            end = _end_of_span(value, position)
            if end is None:
                position += len(_run_of_ticks(value, position))
                continue
        if end is None:
            position = start.end()
            continue
        if words_start < position:
            yield words_start, position, False
        yield position, end, True
        position = words_start = end
    if words_start < len(value):
        yield words_start, len(value), False


def _is_escaped(value: str, position: int) -> bool:
    return position > 0 and value[position - 1] == "\\"


def _run_of_ticks(value: str, position: int) -> str:
    match = re.compile("`+").match(value, position)
    return match[0] if match else ""


def _end_of_span(value: str, position: int) -> int | None:
    ticks = _run_of_ticks(value, position)
    closing = re.compile(f"(?<!`){ticks}(?!`)").search(value, position + len(ticks))
    if closing is None or "\n\n" in value[position : closing.start()]:
        return None
    return closing.end()


def _end_of_fence(value: str, position: int, fence: re.Match[str]) -> int:
    sign, length = fence[2][0], len(fence[2])
    closing = re.compile(rf"^ {{0,3}}{re.escape(sign)}{{{length},}}[ \t]*$", re.MULTILINE)
    line_end = value.find("\n", position)
    found = closing.search(value, line_end + 1) if line_end != -1 else None
    return found.end() if found else len(value)
