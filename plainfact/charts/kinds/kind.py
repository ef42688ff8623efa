"""What every kind of chart says of itself: what it needs, what it joins, how it is drawn."""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from plainfact.charts.marks import Mark
from plainfact.charts.plot import Frame, Panel, Plot


class Holds(StrEnum):
    """What a column has to hold. The values are what problems say."""

    NUMBERS = "numbers"
    DATES = "dates"
    WORDS = "words"
    PERIODS = "dates or periods"
    ANY = "words, dates or periods"


class Need(Struct, frozen=True):
    """One field of a figure that a kind needs."""

    field: str
    """The field's name in the figure's file: x, y, series, from, to."""
    holds: Holds
    """What the column that it names has to hold."""
    many: bool = False
    """Whether it may name several columns."""
    is_optional: bool = False
    """Whether it may be left out."""


class ChartKind(Struct, frozen=True, kw_only=True):
    """One kind of chart."""

    name: str
    """What figures call it."""
    needs: tuple[Need, ...]
    """The fields that it needs."""
    make_frame: Callable[[Plot], Frame]
    """Finds the margins and the scale for marks; small multiples share those of all their marks."""
    make_panel: Callable[[Plot, Frame], Panel]
    """Draws one panel."""
    form: str = "bars"
    """What it draws, for the key: bars, points, lines, dates, or nothing that has signs."""
    joins: bool = False
    """Whether marks of one series are joined by a line, and so have to be comparable."""
    piles: bool = False
    """Whether marks of different series are parts of one sum, and so have to be comparable too."""
    most: int = 60
    """The most marks that a reader can take in, in one panel."""
    check: Callable[[tuple[Mark, ...]], str] | None = None
    """Returns what is wrong with the marks, for what columns alone don't tell; or nothing."""
