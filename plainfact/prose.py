"""Prose: a text parsed into words, bindings and links, with their lines.

Bindings are links with a scheme of their own; each is taken out of the text and a mark left in its
place, which Markdown carries through.
"""

import re
from enum import StrEnum

from msgspec import Struct

from plainfact.problems import Place
from plainfact.texts import Text

MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"
"""Private characters round a binding's index; authors' texts may not hold them."""
MARK = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")


class Scheme(StrEnum):
    """What a binding ties words to; `prose_faults.EXAMPLES` shows how each is written."""

    FACT = "fact"
    CHART = "chart"
    TABLE = "table"
    TERM = "term"
    CITE = "cite"
    ALONE = "alone"


BLOCKS = frozenset({Scheme.CHART, Scheme.TABLE, Scheme.ALONE})
"""The bindings that stand in place of a whole paragraph, written as pictures are."""


class Binding(Struct, frozen=True):
    """Words of a text that are tied to data, a term or a source."""

    scheme: Scheme
    """What the words are tied to."""
    target: str
    """The id or address of it."""
    words: str
    """The author's own words, empty where they are to be filled in; of a citation, its page."""
    before: str
    """The text just before the binding, where a qualifier may stand."""
    after: str
    """The text just after the binding, where a unit may stand."""
    place: Place
    """Where the binding is."""


class Link(Struct, frozen=True):
    """An ordinary link or picture of a text."""

    href: str
    """The address as written."""
    is_image: bool
    """Whether it is a picture."""
    alt: str
    """The words of the link, or the alternative text of the picture."""
    place: Place
    """Where it is."""


class Run(Struct, frozen=True):
    """Words of a text that stand outside bindings and code, where every number is to be a name."""

    words: str
    """The words, bindings replaced by their marks."""
    place: Place
    """Where they begin."""
    opens_line: bool
    """Whether a line begins with them."""


class Prose(Struct, frozen=True):
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

    def with_marked(self, marked: str) -> "Prose":
        """Return a part of this text, or its words changed, with the same bindings."""
        return Prose(marked, self.bindings, self.links, self.runs, self.text)
