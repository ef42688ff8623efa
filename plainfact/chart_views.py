"""Charts and tables, as templates are given them."""

from markupsafe import Markup
from msgspec import Struct

from plainfact.link_views import Download
from plainfact.notes import SourceLink


class CellView(Struct, frozen=True):
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


class TableView(Struct, frozen=True):
    """A dataset, or what a chart draws of it, as a table."""

    caption: Markup
    """What it holds."""
    head: tuple[str, ...]
    """The headings of its columns, units included."""
    rows: tuple[tuple[CellView | None, ...], ...]
    """Its rows; None where there is no figure. The first cell heads its row."""


class KeyView(Struct, frozen=True, tag=True):
    """One sign of a chart and what it means."""

    swatch: Markup
    """A small picture of the sign."""
    words: str
    """What it means."""


class ShareView(Struct, frozen=True):
    """What a reader takes along of a chart."""

    citation: str
    """How it is cited, but for its address."""
    snippet: str
    """The HTML that shows it elsewhere."""
    address: str
    """Its own page's whole address, or empty where the site's is not known."""
    frame_url: str
    """The page that frames show, from the page that shows this."""


class LiveView(Struct, frozen=True):
    """What brings an interactive chart to life."""

    runtime: str
    """The Vega runtime, from the page that shows the chart."""
    spec: str
    """The chart's specifications as a script, from that page."""


class StepView(Struct, frozen=True):
    """One state of a chart that the text walks through."""

    text: Markup
    """What the reader should see in it."""
    wide: Markup
    """The state for wide columns, as SVG."""
    narrow: Markup
    """The state for narrow columns, as SVG."""


class FigureView(Struct, frozen=True, kw_only=True):
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


class ChartCard(Struct, frozen=True):
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


class ChartFilesView(Struct, frozen=True):
    """The files of a chart, at addresses that stay."""

    title: str
    """The finding."""
    url: str
    """The chart's page."""
    files: tuple[Download, ...]
    """Its files."""
