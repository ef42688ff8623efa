"""Sources: the citable works behind the figures, with CSL-JSON's field names."""

from msgspec import Struct

from plainfact.periods import Period
from plainfact.problems import Place


class Name(Struct, frozen=True, kw_only=True):
    """A person's name, as CSL-JSON gives it."""

    family: str
    """The family name."""
    given: str
    """The given name."""
    literal: str
    """The whole name, for an organisation."""
    particle: str
    """What stands before it, e.g. "van"."""
    dropping: str
    """The same, e.g. "de"."""
    suffix: str
    """What stands after it, e.g. "Jr"."""

    def __str__(self) -> str:
        """Return the name as it is read."""
        parts = (self.given, self.dropping, self.particle, self.family, self.suffix)
        return self.literal or " ".join(part for part in parts if part)


class Source(Struct, frozen=True):
    """A citable work."""

    id: str
    """Its id in sources.yaml."""
    type: str
    """What kind of work it is, in CSL-JSON's words."""
    title: str
    """Its title."""
    author: str
    """Who wrote it, as one text."""
    names: tuple[Name | str, ...]
    """Who wrote it, name by name."""
    publisher: str
    """Who published it, or what it appeared in."""
    container_title: str
    """What it appeared in."""
    issued: Period | None
    """When it came out, as far as known."""
    accessed: Period | None
    """When it was read."""
    url: str
    """Its address."""
    archive: str
    """The address of an archived copy."""
    note: str
    """What a reader should know about it."""
    place: Place
    """Where it is entered."""
