"""Figures: charts as authors describe them, before anything is drawn."""

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from plainfact.problems import Place
from plainfact.prose import Prose

if TYPE_CHECKING:
    from plainfact.formulas import Comparison


class Claim(Struct, frozen=True):
    """A comparison that must be certain for a figure's title to stand."""

    comparison: "Comparison"
    """What is compared, and how."""
    words: str
    """The comparison as written."""
    place: Place
    """Where it is written."""


class Step(Struct, frozen=True):
    """One state of a chart that the text walks through."""

    text: Prose
    """What the reader should see in this state."""
    highlight: tuple[str, ...]
    """What is accented in it."""
    rows: tuple[str, ...]
    """The rows that it shows; empty for all."""


class Figure(Struct, frozen=True, kw_only=True):
    """A chart and its words."""

    id: str
    """Its id: the name of its file."""
    title: Prose
    """The finding, as a sentence."""
    subtitle: Prose | None
    """The measure: what is drawn, of what."""
    kind: str
    """The kind of chart."""
    dataset: str
    """The id of the dataset that is drawn."""
    x: tuple[str, ...]
    """The columns across; "row" is the row's id."""
    y: tuple[str, ...]
    """The columns up."""
    series: str
    """The column that tells lines or dots apart, or empty."""
    facet: str
    """The column that makes small multiples, or empty."""
    from_: str
    """The column where a network's links begin, or empty."""
    to: str
    """The column where they end, or empty."""
    label: str
    """The column of words by a mark or link, or empty."""
    rows: tuple[str, ...]
    """The rows drawn, in their order; empty for all."""
    highlight: tuple[str, ...]
    """The rows, columns or series that are accented."""
    sort: str
    """The order of bars: "value", "given" or empty for the kind's own."""
    alt: Prose
    """What a reader who can't see it must know."""
    note: Prose | None
    """What a reader should know."""
    holds: tuple[Claim, ...]
    """What the title claims."""
    steps: tuple[Step, ...]
    """States that the text walks through."""
    interactive: bool
    """Whether the Vega runtime is loaded, on demand."""
    options: dict[str, Any]
    """What an extension asks for."""
    place: Place
    """Where it is described."""
    lines: dict[str, int]
    """The line of each field, for problems."""

    def place_of(self, field: str) -> Place:
        """Return the place of a field, or of the figure where the field was left out."""
        return Place(self.place.path, self.lines.get(field, self.place.line))

    def texts(self) -> tuple[Prose, ...]:
        """Return every text of the figure."""
        steps = tuple(step.text for step in self.steps)
        own = (self.title, self.subtitle, self.alt, self.note)
        return (*(text for text in own if text is not None), *steps)


def name_row_chart(collection: str, row: str) -> str:
    """Return the id of the chart of a row.

    >>> name_row_chart("players", "smic")
    'players-smic'
    """
    return f"{collection}-{row}"
