"""Texts and their notes, as templates are given them."""

from markupsafe import Markup
from msgspec import Struct

from plainfact.link_views import NavLink
from plainfact.notes import Note, SourceLink


class TermView(Struct, frozen=True):
    """A term of the glossary."""

    id: str
    """Its id, which is its fragment on the glossary's page too."""
    title: str
    """The term."""
    definition: Markup
    """What it means."""
    source: SourceLink | None
    """Where the definition comes from."""


class NoteView(Struct, frozen=True):
    """The note of a fact, at the end of a text."""

    note: Note
    """All that is known of the fact."""
    charts: tuple[NavLink, ...]
    """The charts that draw it."""
    places: tuple[str, ...]
    """The fragments of the words that lead to it."""


class TermNote(Struct, frozen=True):
    """The note of a term, at the end of a text."""

    term: TermView
    """The term."""
    places: tuple[str, ...]
    """The fragments of the words that lead to it."""


class SectionView(Struct, frozen=True, kw_only=True):
    """A page's text."""

    id: str
    """The page's id."""
    title: Markup
    """Its title."""
    summary: Markup
    """What it finds."""
    cover: Markup
    """The chart that stands above its text, or nothing."""
    body: Markup
    """Its text, charts included."""
    notes: tuple[NoteView, ...]
    """What its facts rest on, in the order in which they are met."""
    terms: tuple[TermNote, ...]
    """The terms that it uses, in the order of the glossary."""
    note_prefix: str
    """What goes before the ids of its notes."""
    updated: str
    """When it was last changed in substance, in words, or empty."""
    minutes: int
    """How long reading it takes."""
    url: str
    """Its own page, from the page that shows it."""
    headings: tuple[NavLink, ...]
    """Its headings of the first level."""
    corrections: tuple["CorrectionView", ...]
    """What of it was wrong once, newest first."""


class PartView(Struct, frozen=True):
    """A page as a part of the whole explainer."""

    id: str
    """The page's id."""
    title: Markup
    """Its title."""
    summary: Markup
    """What it finds."""
    note_prefix: str
    """What goes before its ids."""
    html: Markup
    """All of it."""


class CorrectionView(Struct, frozen=True):
    """A mended mistake."""

    anchor: str
    """Its fragment on the page of corrections."""
    entry: str
    """The address of its entry there, from the page that shows it."""
    date: str
    """When it was mended, in words."""
    page: str
    """The title of the page concerned."""
    url: str
    """Its address."""
    was: Markup
    """What it said."""
    is_now: Markup
    """What it says now."""
    why: Markup
    """Why that was wrong."""
