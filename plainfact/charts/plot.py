"""Plots: what one kind of chart needs to draw one panel, and what it gives back."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from plainfact.charts.marks import Mark
from plainfact.charts.theme import WIDE
from plainfact.languages import Language
from plainfact.quantities import Qualifier
from plainfact.units import Kind, Unit
from plainfact.words import find_words

ESTIMATES = frozenset({"estimate"})
UNFIRM = frozenset({"forecast", "plan"})


class Plot(Struct, frozen=True, kw_only=True):
    """What there is to draw in one panel, and how much room there is."""

    marks: tuple[Mark, ...]
    """The marks, in the order in which they are given."""
    width: int
    """The panel's width, margins included, in pixels."""
    language: Language
    """The language of numbers and dates."""
    heading: str = ""
    """The panel's heading, in small multiples."""
    sort: str = ""
    """The order of marks that the author asks for: "value", "given" or empty."""
    shown: frozenset[str] | None = None
    """The addresses that are drawn; None for all. The others keep their places, for steps."""
    from_zero: bool = True
    """Whether an axis of numbers begins at zero."""
    has_caption: bool = True
    """Whether the unit is told in words; of small multiples, the first one tells it."""
    has_headings: bool = False
    """Whether the panel is one of several, which have headings."""
    is_interactive: bool = False
    """Whether the chart answers to the pointer, in the Vega runtime."""
    tells_estimates: bool = False
    """Whether estimates look different, as the figure has what was reported too."""

    @property
    def is_narrow(self) -> bool:
        """Whether there is less room than on a wide page."""
        return self.width < WIDE * 2 // 3

    @property
    def unit(self) -> Unit | None:
        """The unit of every number."""
        return next((mark.unit for mark in self.marks if mark.unit is not None), None)

    @property
    def caption(self) -> str:
        """The unit in words, where the labels leave it out; else empty."""
        unit = self.unit
        if unit is None or unit.kind is not Kind.MEASURE:
            return ""
        if unit.is_money:
            return f"{unit.name} {unit.scale}".strip()
        return unit.label

    @property
    def unknown(self) -> str:
        """What is written in place of a value that is not known."""
        return self.language.say[Qualifier.UNKNOWN]

    @property
    def rest(self) -> str:
        """What the part of a whole is called that nobody has told."""
        return find_words(self.language.code)["chart_rest"]

    @property
    def known(self) -> tuple[Mark, ...]:
        """The marks that have a value."""
        return tuple(mark for mark in self.marks if mark.is_known)

    @property
    def series(self) -> tuple[str, ...]:
        """The series, in the order in which they are given."""
        return tuple(dict.fromkeys(mark.series for mark in self.marks))

    def find_look(self, mark: Mark) -> str:
        """Return how a mark is filled: "solid", "tinted" for an estimate, "hollow" for a plan."""
        if mark.status in UNFIRM:
            return "hollow"
        return "tinted" if self.tells_estimates and mark.status in ESTIMATES else "solid"

    def keep_shown(self, data: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the data of the marks that are drawn."""
        return [datum for datum in data if self.shown is None or datum["address"] in self.shown]


class Frame(Struct, frozen=True, kw_only=True):
    """The room round a panel's marks and the scale inside it; shared by small multiples."""

    left: float
    """The margin on the left, in pixels."""
    right: float
    """The margin on the right."""
    top: float
    """The margin above."""
    bottom: float
    """The margin below."""
    low: float = 0.0
    """The number at the scale's beginning."""
    high: float = 1.0
    """The number at the scale's end."""
    least: float = 0.0
    """The least number of any mark, where an axis has ticks for marks alone."""
    most: float = 1.0
    """The greatest number of any mark."""
    height: float = 0.0
    """The height inside the margins, where it doesn't hang on the marks."""
    begin: int = 0
    """The moment at the beginning of the axis of time, in milliseconds since 1970."""
    end: int = 0
    """The moment at its end."""
    variant: str = ""
    """Which of its forms a kind takes in this room; empty for its usual one."""
    is_above: bool = False
    """Whether labels stand above their marks, for want of room beside them."""

    def inner_width(self, plot: Plot) -> float:
        """Return the width inside the margins."""
        return plot.width - self.left - self.right


class Panel(Struct, frozen=True):
    """One panel, drawn."""

    layers: tuple[Any, ...]
    """Its layers, each an Altair chart of one mark, those told first underneath."""
    data: list[dict[str, Any]]
    """The rows that its layers draw, unless they have rows of their own."""
    width: float
    """Its width inside the margins, in pixels."""
    height: float
    """Its height inside the margins."""
