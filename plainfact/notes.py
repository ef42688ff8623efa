"""Notes: what a reader is told of a fact, and the numbers by which prose leads to them."""

from markupsafe import Markup
from msgspec import Struct

from plainfact.addresses import Fact
from plainfact.datasets import Cell
from plainfact.phrasing import format_period, format_quantity
from plainfact.site import Site
from plainfact.sources import Source
from plainfact.typography import curl_quotes
from plainfact.words import find_words


class SourceLink(Struct, frozen=True):
    """A source as a note names it."""

    id: str
    """Its id."""
    words: str
    """Who published what, and when."""
    url: str
    """Its address on the web, or empty."""


class InputLink(Struct, frozen=True):
    """A cell that a derived one was worked out from."""

    label: str
    """What it is."""
    words: str
    """Its value in words."""
    anchor: str
    """Its fragment on the facts page."""


class Note(Struct, frozen=True, kw_only=True):
    """All that is known of a cell, in words."""

    address: str
    """The cell's address."""
    anchor: str
    """Its fragment on the facts page."""
    label: str
    """What it is."""
    words: str
    """Its value in words."""
    said_by: str
    """Who said it, or empty."""
    as_of: str
    """When it held, or empty."""
    status: str
    """How firm it is, in words."""
    basis: str
    """What is counted, or empty."""
    formula: str
    """How it was worked out, or empty."""
    inputs: tuple[InputLink, ...]
    """What it was worked out from."""
    remark: Markup
    """What else a reader should know."""
    sources: tuple[SourceLink, ...]
    """Where it comes from."""


_OWN_WORKS = {"article-journal", "book", "chapter", "paper-conference", "report", "thesis"}
"""Works that their authors wrote for who published them; of others a publisher passes word on."""


def make_note(cell: Cell, site: Site, words: str, remark: Markup) -> Note:
    """Return the note of a cell, given its value and its remark as a page shows them."""
    origin = cell.origin
    as_of = format_quantity(origin.as_of, site.language) if origin.as_of else ""
    return Note(
        address=cell.address,
        anchor=cell.anchor,
        label=curl_quotes(cell.label),
        words=words,
        said_by=curl_quotes(origin.said_by),
        as_of=as_of,
        status=find_words(site.language.code)[f"status_{origin.status}"],
        basis=curl_quotes(origin.basis),
        formula=cell.formula,
        inputs=tuple(_make_input(site.cells[address], site) for address in cell.inputs),
        remark=remark,
        sources=tuple(make_source_link(site.sources[name], site) for name in origin.sources),
    )


def make_source_link(source: Source, site: Site) -> SourceLink:
    """Return a source as notes and source lines name it."""
    issued = format_period(source.issued, site.language) if source.issued else ""
    maker = source.author or source.publisher
    words = find_words(site.language.code)
    publisher = source.publisher if source.author not in ("", source.publisher) else ""
    if publisher and source.type not in _OWN_WORKS:
        publisher = words("source_via", publisher=publisher)
    said = words["list_comma"].join(part for part in (maker, publisher, issued) if part)
    return SourceLink(source.id, curl_quotes(said or source.title), source.url)


def format_fact(fact: Fact, site: Site) -> str:
    """Return a fact's value in words, for a link whose words were left empty."""
    if fact.quantity is None:
        raise ValueError("a text cell's words are rendered, not formatted")
    return format_quantity(fact.quantity, site.language)


def _make_input(cell: Cell, site: Site) -> InputLink:
    words = format_quantity(cell.quantity, site.language) if cell.quantity else ""
    return InputLink(curl_quotes(cell.label), words, cell.anchor)
