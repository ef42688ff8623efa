"""Margin notes: the footnotes of Markdown, set beside the text that they belong to."""

import re
from collections.abc import Iterator
from string import ascii_lowercase
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.extensions.footnotes import NBSP_PLACEHOLDER, FootnoteExtension
from markdown.treeprocessors import Treeprocessor

from plainfact.problems import Place, Problem, format_suggestion
from plainfact.prose import Prose

_SIGN = re.compile(r"\[\^([^\]\n]*)\]")
_DEFINED = re.compile(r" {0,3}\[\^([^\]\n]*)\]:")
_EMPTY = re.compile(r"^ {0,3}\[\^([^\]\n]*)\]:[ \t]*$(?!\n(?:[ \t]*\n)? {4}[ \t]*\S)", re.MULTILINE)
"""A note of which there is nothing but the name: what belongs to it below would be set in."""


class MarginNotes(Treeprocessor):
    """Takes each footnote from the end of a text to the block that first refers to it.

    On wide screens it stands in the margin, on narrow ones under the block.
    """

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.prefix = ""

    def run(self, root: Element) -> None:
        """Move the notes of a whole text."""
        notes = {item.get("id", "")[3:]: item for item in root.iter("li") if _is_note(item)}
        if not notes:
            return
        for listed in [child for child in root if child.get("class") == "footnote"]:
            root.remove(listed)
        signs = {name: _make_sign(number) for number, name in enumerate(notes)}
        for index, block in enumerate(blocks := list(root)):
            found = self._claim([block], notes, signs)
            if index == len(blocks) - 1:
                # Notes to which only each other refers go with the last block.
                found |= self._claim(list(notes.values()), notes, signs)
            if found:
                root[index] = self._set_beside(block, found, signs)

    def _claim(
        self, waiting: list[Element], notes: dict[str, Element], signs: dict[str, str]
    ) -> dict[str, Element]:
        """Take out of the notes those that blocks refer to, and those to which these refer."""
        claimed: dict[str, Element] = {}
        for element in waiting:
            for name in self._letter_signs(element, signs):
                if name in notes:
                    claimed[name] = notes.pop(name)
                    waiting.append(claimed[name])
        return claimed

    def _letter_signs(self, block: Element, signs: dict[str, str]) -> Iterator[str]:
        """Give the signs in a block their addresses; yield what each of them refers to."""
        for sign in block.iter("sup"):
            link = sign.find("a")
            if link is None or link.get("class") != "footnote-ref":
                continue
            first, _, name = sign.get("id", "").partition(":")
            sign.attrib = {"class": "margin-sign"}
            link.attrib = {"href": f"#{self.prefix}margin-{name}"}
            if first == "fnref":
                link.attrib["id"] = f"{self.prefix}margin-{name}-sign"
            link.text = signs[name]
            yield name

    def _set_beside(
        self, block: Element, notes: dict[str, Element], signs: dict[str, str]
    ) -> Element:
        """Return a block with its notes beside it."""
        pair = Element("div", {"class": "noted"})
        pair.append(block)
        pair.tail, block.tail = block.tail, "\n"
        for name, item in notes.items():
            place = f"{self.prefix}margin-{name}"
            attributes = {"class": "margin-note", "role": "note", "id": place}
            note = SubElement(pair, "div", attributes)
            note.tail = "\n"
            note.extend(_without_backlink(item))
            _lead_back(note, f"#{place}-sign", signs[name])
        return pair


def set_notes_beside(md: markdown.Markdown) -> MarginNotes:
    """Have a converter read footnotes, and set them beside their blocks."""
    FootnoteExtension().extendMarkdown(md)
    md.treeprocessors.deregister("footnote-duplicate")
    processor = MarginNotes(md)
    # After links have been led on: those between signs and notes are the page's own.
    md.treeprocessors.register(processor, "margin-notes", 4)
    return processor


def check_margin_notes(prose: Prose, problems: list[Problem]) -> None:
    """Add a problem for each sign without a note, and for each note without a sign."""
    signs: dict[str, Place] = {}
    notes: dict[str, Place] = {}
    empty = _EMPTY.findall(prose.marked)
    for run in prose.runs:
        defined = _DEFINED.match(run.words) if run.opens_line else None
        if defined:
            _check_note(defined[1], run.place, notes, empty, problems)
        for sign in _SIGN.finditer(run.words, defined.end() if defined else 0):
            signs.setdefault(sign[1], run.place)
    for name in signs.keys() ^ notes.keys():
        place = signs.get(name) or notes[name]
        if name in signs:
            message = f'There is no note "{name}".'
            own_line = f'Write it on a line of its own: "[^{name}]: …".'
            hint = format_suggestion(name, notes) or own_line
        else:
            message = f'Nothing in the text refers to the note "{name}".'
            hint = f'Write "[^{name}]" where the note belongs, or take the note out.'
        problems.append(Problem(place, "margin-note-has-a-place", message, hint))


def _check_note(
    name: str, place: Place, notes: dict[str, Place], empty: list[str], problems: list[Problem]
) -> None:
    """Add a problem where a note has no words, or no name of its own."""
    if not name or " " in name:
        message = f'"{name}" can\'t be the name of a note.'
        problems.append(Problem(place, "id-is-plain", message, "Name it by one word."))
    elif name in notes:
        message = (
            f'The note "{name}" is given twice; it was first given on line {notes[name].line}.'
        )
        hint = "Give one of the two another name, and write a sign for it."
        problems.append(Problem(place, "id-is-unique", message, hint))
    elif name in empty:
        message = f'The note "{name}" has no words.'
        hint = f'Write them behind its name: "[^{name}]: …".'
        problems.append(Problem(place, "margin-note-has-words", message, hint))
    notes.setdefault(name, place)


def _make_sign(number: int) -> str:
    """Return the letters of a note: on paper, facts have signs."""
    rest, last = divmod(number, len(ascii_lowercase))
    return (_make_sign(rest - 1) if rest else "") + ascii_lowercase[last]


def _is_note(item: Element) -> bool:
    return item.get("id", "").startswith("fn:")


def _without_backlink(item: Element) -> list[Element]:
    """Return what a note holds, without the library's link back, which stands at its end."""
    for parent in item.iter():
        for link in parent.findall("a[@class='footnote-backref']"):
            parent.remove(link)
            parent.text = (parent.text or "").replace(NBSP_PLACEHOLDER, "") or None
            for child in parent:
                child.tail = (child.tail or "").replace(NBSP_PLACEHOLDER, "")
    return [part for part in item if part.text or len(part) or part.tag != "p"]


def _lead_back(note: Element, href: str, sign: str) -> None:
    """Begin a note with its letter, which leads back to that in the text."""
    if len(note) == 0 or note[0].tag != "p":
        note.insert(0, Element("p"))
    first = note[0]
    link = Element("a", {"href": href, "class": "margin-back"})
    link.text, link.tail = sign, f" {first.text or ''}"
    first.text = None
    first.insert(0, link)
