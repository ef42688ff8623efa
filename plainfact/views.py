"""Views: the records that templates are given; everything in them is ready to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from plainfact.notes import Note, SourceLink


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of the site's navigation."""

    title: str
    """Its words."""
    url: str
    """Its address, from the page that shows it."""
    is_current: bool = False
    """Whether it is the page that shows it."""
    summary: str = ""
    """What it leads to, in a sentence."""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links under one heading."""

    title: str
    """The heading."""
    links: tuple[NavLink, ...]
    """The links."""


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table."""

    words: Markup
    """Its value."""
    url: str
    """Its entry on the facts page, or empty."""
    is_number: bool
    """Whether it is a quantity."""
    qualifier: str
    """How it is hedged, or empty for words."""
    status: str
    """How firm it is."""


@dataclass(frozen=True, slots=True)
class TableView:
    """A dataset, or what a chart draws of it, as a table."""

    caption: Markup
    """What it holds."""
    head: tuple[str, ...]
    """The headings of its columns, units included."""
    rows: tuple[tuple[CellView | None, ...], ...]
    """Its rows; None where there is no figure. The first cell heads its row."""


@dataclass(frozen=True, slots=True)
class KeyView:
    """One sign of a chart and what it means."""

    swatch: Markup
    """A small picture of the sign."""
    words: str
    """What it means."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a chart."""

    label: str
    """What it is, e.g. "SVG"."""
    url: str
    """Its address, from the page that shows it."""


@dataclass(frozen=True, slots=True)
class ShareView:
    """What a reader takes along of a chart."""

    citation: str
    """How it is cited, but for its address."""
    snippet: str
    """The HTML that shows it elsewhere."""
    address: str
    """Its own page's whole address, or empty where the site's is not known."""
    frame_url: str
    """The page that frames show, from the page that shows this."""


@dataclass(frozen=True, slots=True)
class LiveView:
    """What brings an interactive chart to life."""

    runtime: str
    """The Vega runtime, from the page that shows the chart."""
    spec: str
    """The chart's specifications as a script, from that page."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One state of a chart that the text walks through."""

    text: Markup
    """What the reader should see in it."""
    wide: Markup
    """The state for wide columns, as SVG."""
    narrow: Markup
    """The state for narrow columns, as SVG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A chart with everything round it."""

    id: str
    """Its id."""
    title: Markup
    """The finding."""
    subtitle: Markup
    """The measure."""
    alt: str
    """What a reader who can't see it must know."""
    note: Markup
    """What a reader should know."""
    wide: Markup
    """The drawing for wide columns, as SVG."""
    narrow: Markup
    """The drawing for narrow columns, as SVG."""
    key: tuple[KeyView, ...]
    """The signs in use."""
    table: TableView
    """What is drawn, as a table."""
    sources: tuple[SourceLink, ...]
    """The sources of the cells drawn, each once."""
    as_of: str
    """The period that its cells are of, where they share one."""
    url: str
    """Its own page, from the page that shows it."""
    downloads: tuple[Download, ...]
    """Its files."""
    withheld: str
    """Why its figures are not offered as files, or empty."""
    share: ShareView
    """Its citation, and how it is embedded."""
    steps: tuple[StepView, ...]
    """The states that the text walks through."""
    live: LiveView | None
    """What brings it to life; None for a chart that is not interactive."""


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of the glossary."""

    id: str
    """Its id, which is its fragment on the glossary's page too."""
    title: str
    """The term."""
    definition: Markup
    """What it means."""
    source: SourceLink | None
    """Where the definition comes from."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """The note of a fact, at the end of a text."""

    note: Note
    """All that is known of the fact."""
    charts: tuple[NavLink, ...]
    """The charts that draw it."""
    places: tuple[str, ...]
    """The fragments of the words that lead to it."""


@dataclass(frozen=True, slots=True)
class TermNote:
    """The note of a term, at the end of a text."""

    term: TermView
    """The term."""
    places: tuple[str, ...]
    """The fragments of the words that lead to it."""


@dataclass(frozen=True, slots=True)
class ChartCard:
    """A chart in the list of all charts."""

    id: str
    """Its id, which is its fragment too."""
    title: str
    """The finding, in plain words."""
    subtitle: Markup
    """The measure."""
    url: str
    """Its own page, from the list."""
    picture: str
    """The address of its small picture, from the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What every page of the site has."""

    url: str
    """Its address from the site's root."""
    language: str
    """The language tag of the content."""
    direction: str
    """"ltr" or "rtl"."""
    site_title: str
    """The explainer's title."""
    title: str
    """The page's own title, in plain words."""
    description: str
    """What it finds, in plain words."""
    home: str
    """The opening, from this page."""
    root: str
    """The site's root, from this page."""
    sections: tuple[NavLink, ...]
    """The sections in order: all, or of very many, those round this page."""
    section_count: int
    """How many sections there are in all."""
    place: int
    """Which of the sections this page is, counted from one; nought for none."""
    reference: tuple[NavLink, ...]
    """The reference pages."""
    previous: NavLink | None
    """The section before, or None."""
    next: NavLink | None
    """The section after, or None."""
    stylesheets: tuple[str, ...]
    """The stylesheets' addresses, from this page."""
    fonts: tuple[str, ...]
    """The addresses of the fonts that the page begins with, from this page."""
    scripts: Mapping[str, str]
    """The scripts' addresses, from this page, by name."""
    own_scripts: tuple[str, ...]
    """The names of the scripts that the site adds; every page loads them."""
    canonical: str
    """Its address on the web, where that is known."""
    modified: date | None
    """When its text was last changed in substance."""
    is_article: bool
    """Whether it is a section."""
    authors: tuple[str, ...]
    """Who wrote the explainer."""
    licence: str
    """The licence of its words."""
    report_url: str
    """Where readers report an error, or empty."""
    one_file: bool
    """Whether it becomes a part of one document, in which each thing stands once."""
    offline: tuple[Download, ...]
    """The offline deliveries, where the site offers them."""


@dataclass(frozen=True, slots=True)
class UseView:
    """A place where a fact is used."""

    title: str
    """The page's or chart's title."""
    url: str
    """Its address, from the facts page."""


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact of the ledger."""

    note: Note
    """All that is known of it."""
    status: str
    """How firm it is, as authors write it."""
    day: str
    """The last day that it held for, or empty."""
    uses: tuple[UseView, ...]
    """Where it is used."""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one dataset."""

    id: str
    """The dataset's id."""
    title: Markup
    """What it holds."""
    description: Markup
    """What it is and is not."""
    facts: tuple[FactView, ...]
    """Its facts that the site uses."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter."""

    value: str
    """What the filter looks for."""
    words: str
    """What a reader chooses."""
    count: int
    """How many facts it leaves."""


@dataclass(frozen=True, slots=True)
class FilterView:
    """A filter of the facts page."""

    name: str
    """What it goes by: "topic", "status", "source" or "by"."""
    label: str
    """What a reader is told of it."""
    choices: tuple[Choice, ...]
    """Its choices, in order."""


@dataclass(frozen=True, slots=True)
class SourceView:
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


@dataclass(frozen=True, slots=True)
class CorrectionView:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetView:
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


@dataclass(frozen=True, slots=True)
class ChartFilesView:
    """The files of a chart, at addresses that stay."""

    title: str
    """The finding."""
    url: str
    """The chart's page."""
    files: tuple[Download, ...]
    """Its files."""


@dataclass(frozen=True, slots=True)
class RowField:
    """One cell of a row that has a page of its own."""

    label: str
    """The column's heading."""
    value: Markup
    """The cell's value."""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a dataset that has a page of its own."""

    fields: tuple[RowField, ...]
    """Its cells, but for the one that names it."""
    sources: tuple[SourceLink, ...]
    """Their sources."""
    groups: tuple[FactGroup, ...]
    """The facts that name it, by dataset."""
