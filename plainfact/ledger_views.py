"""Facts, sources and datasets, as templates are given them."""

from markupsafe import Markup
from msgspec import Struct

from plainfact.notes import Note, SourceLink


class UseView(Struct, frozen=True):
    """A place where a fact is used."""

    title: str
    """The page's or chart's title."""
    url: str
    """Its address, from the facts page."""


class FactView(Struct, frozen=True):
    """A fact of the ledger."""

    note: Note
    """All that is known of it."""
    status: str
    """How firm it is, as authors write it."""
    day: str
    """The last day that it held for, or empty."""
    uses: tuple[UseView, ...]
    """Where it is used."""


class Origin(Struct, frozen=True, kw_only=True):
    """Facts of one dataset that one speaker gave, on one basis, in one source."""

    shared: Note
    """One of their notes, for what they share."""
    status: str
    """How firm they are, as authors write it."""
    as_of: str
    """The period that they share, or empty."""
    day: str
    """The last day that they all held for, or empty."""
    uses: tuple[UseView, ...]
    """Where each of them is used."""
    facts: tuple[FactView, ...]
    """Each of them, with where else it is used."""


class FactGroup(Struct, frozen=True):
    """The facts of one dataset."""

    id: str
    """The dataset's id."""
    title: Markup
    """What it holds."""
    description: Markup
    """What it is and is not."""
    note: Markup
    """What was done to its numbers, and where they are silent."""
    origins: tuple[Origin, ...]
    """Its facts that the site uses, by what they share."""

    @property
    def facts(self) -> tuple[FactView, ...]:
        """Its facts, in the order in which they are shown."""
        return tuple(fact for origin in self.origins for fact in origin.facts)

    @property
    def uses(self) -> tuple[UseView, ...]:
        """Where any of its facts is used."""
        shared = [use for origin in self.origins for use in origin.uses]
        return tuple(dict.fromkeys([*shared, *(use for fact in self.facts for use in fact.uses)]))


class Choice(Struct, frozen=True):
    """One choice of a filter."""

    value: str
    """What the filter looks for."""
    words: str
    """What a reader chooses."""
    count: int
    """How many facts it leaves."""


class FilterView(Struct, frozen=True):
    """A filter of the facts page."""

    name: str
    """What it goes by: "topic", "status", "source" or "by"."""
    label: str
    """What a reader is told of it."""
    choices: tuple[Choice, ...]
    """Its choices, in order."""

    @property
    def told(self) -> list[tuple[str, str]]:
        """What each choice looks for and what it says, for the script that offers them."""
        return [(choice.value, f"{choice.words} ({choice.count})") for choice in self.choices]


class SourceView(Struct, frozen=True):
    """A source of the list of sources."""

    id: str
    """Its id, which is its fragment too."""
    title: str
    """The work's title."""
    by: str
    """Who made, published and when."""
    url: str
    """Its address, or empty."""
    note: str
    """What a reader should know about it."""
    facts: tuple[UseView, ...]
    """The facts that rest on it."""


class DatasetView(Struct, frozen=True, kw_only=True):
    """A dataset of the page of data."""

    id: str
    """Its id, which is its fragment too."""
    title: Markup
    """What it holds."""
    description: Markup
    """What it is and is not."""
    licence: str
    """The licence of its figures, as its author names it."""
    licence_url: str
    """The address of that licence, where it is known."""
    count: int
    """How many cells it has."""
    url: str
    """Its file, or empty where it is withheld."""
    facts: str
    """Its facts, or empty where the site shows none."""
    sources: tuple[SourceLink, ...]
    """The sources of its cells."""


class RowField(Struct, frozen=True):
    """One cell of a row that has a page of its own."""

    label: str
    """The column's heading."""
    value: Markup
    """The cell's value."""


class RowView(Struct, frozen=True):
    """A row of a dataset that has a page of its own."""

    fields: tuple[RowField, ...]
    """Its cells, but for the one that names it."""
    figure: Markup
    """Its chart, or nothing."""
    sources: tuple[SourceLink, ...]
    """Their sources."""
    groups: tuple[FactGroup, ...]
    """The facts that name it, by dataset."""
