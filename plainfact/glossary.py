"""The glossary: terms and their plain-language definitions."""

from msgspec import Struct

from plainfact.problems import Place
from plainfact.prose import Prose


class Term(Struct, frozen=True):
    """A term of the field."""

    id: str
    """Its id in glossary.yaml."""
    title: str
    """The term as it is written."""
    definition: Prose
    """What it means."""
    source: str
    """The id of the definition's source, or empty."""
    place: Place
    """Where it is defined."""
