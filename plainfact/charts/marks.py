"""Marks: the cells that a figure draws, one each, with its words and numbers."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from plainfact.charts.chart_words import find_status_words
from plainfact.charts.labels import plain_words, row_period, row_words
from plainfact.charts.period_labels import format_short_period
from plainfact.charts.picks import ROW, Pick, pick_cells
from plainfact.charts.scales import find_middle
from plainfact.charts.theme import SERIES
from plainfact.datasets import Cell, Dataset
from plainfact.figures import Figure
from plainfact.intervals import Bound
from plainfact.languages import Language
from plainfact.periods import Period
from plainfact.phrasing import format_period, format_quantity
from plainfact.quantities import Qualifier, Quantity
from plainfact.units import Unit


class Mark(Struct, frozen=True, kw_only=True):
    """One cell to draw."""

    address: str
    """The cell's address."""
    row: str
    """The row's id."""
    label: str
    """The words of its place: a category, or its period in words."""
    spot: str = ""
    """What its place is told from others by: its row, or its label where rows share a place."""
    series: str = ""
    """The words of its line, dot or part; empty where there is one only."""
    facet: str = ""
    """The words of its small multiple; empty where there is one only."""
    detail: str = ""
    """The author's words beside it, from the column that `label` names."""
    qualifier: Qualifier
    """How its value is hedged."""
    number: float | None = None
    """The number as told; None for ranges, dates and the unknown."""
    low: float | None = None
    """The least that it may be; None where nothing bounds it."""
    high: float | None = None
    """The most that it may be; None where nothing bounds it."""
    rounding: float = 0.0
    """How far rounding may have moved its number."""
    unit: Unit | None = None
    """What the numbers count; None for words."""
    period: Period | None = None
    """Where it stands in time, where the figure has a time axis."""
    status: str = "reported"
    """How firm it is."""
    words: str
    """Its value in words, e.g. "more than 70%"."""
    short: str
    """Its value in words without a unit that is a noun."""
    tip: str
    """What a reader who points at it is told: its place and its value in words."""
    is_accent: bool = False
    """Whether the author has it stand out."""
    is_row_accent: bool = False
    """Whether it is the whole row that stands out, and so the row's name too."""
    tone: str = SERIES[0]
    """The name of its colour."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What one kind of chart adds: where a link ends."""

    @property
    def is_known(self) -> bool:
        """Whether there is anything to draw to scale."""
        return self.qualifier is not Qualifier.UNKNOWN

    @property
    def bounds(self) -> tuple[float, ...]:
        """The numbers by which it is drawn: one, or the ends of a range."""
        if self.qualifier is Qualifier.RANGE:
            return tuple(end for end in (self.low, self.high) if end is not None)
        return () if self.number is None else (self.number,)

    @property
    def place(self) -> float:
        """Where the mark is read: its number, or the end of its range that is nearer zero."""
        return min(self.bounds, key=abs, default=0.0)


def make_marks(
    figure: Figure, dataset: Dataset, cells: Mapping[str, Cell], language: Language
) -> tuple[Mark, ...]:
    """Return the marks of a figure, in the order of its rows and columns."""
    picks = pick_cells(figure, dataset, cells)
    marks = [_make_mark(pick, figure, dataset, cells, language) for pick in picks]
    return give_tones(_in_one_unit(marks), figure)


def make_datum(mark: Mark) -> dict[str, Any]:
    """Return a mark as the chart's data hold it."""
    datum: dict[str, Any] = {
        "address": mark.address, "label": mark.label, "spot": mark.spot, "series": mark.series,
        "facet": mark.facet, "words": mark.words, "short": mark.short, "tip": mark.tip,
        "qualifier": mark.qualifier.value, "status": mark.status, "number": mark.number,
        "low": mark.low, "high": mark.high, "tone": mark.tone,
        "hit": max(mark.bounds, default=0.0),
    }  # fmt: skip
    if mark.period is not None:
        datum["start"] = mark.period.first.isoformat()
        datum["middle"] = find_middle(mark.period).isoformat()
        datum["end"] = mark.period.last.isoformat()
    kept = {name: value for name, value in datum.items() if value not in (None, "")}
    plain = {name: _as_plain(value) for name, value in kept.items()}
    return plain | {"accent": mark.is_row_accent} | dict(mark.extra)


def _make_mark(
    pick: Pick, figure: Figure, dataset: Dataset, cells: Mapping[str, Cell], language: Language
) -> Mark:
    cell = pick.cell
    quantity = cell.quantity
    row = dataset.rows[cell.row]

    def words_of(column: str) -> str:
        found = cells.get(f"{dataset.id}.{row.id}.{column}")
        return _cell_words(found, cells, language) if found is not None else ""

    name = row_words(row, cells, language)
    if pick.place and pick.place != ROW:
        name = words_of(pick.place) or name
    period = pick.period or _find_place_period(pick, dataset, cells)
    label = name
    if period is not None:
        # Axes and rows have room for short names alone; tooltips say the whole.
        name, label = format_period(period, language), format_short_period(period, language)
    series = words_of(figure.series) if figure.series else pick.series
    facet = words_of(figure.facet) if figure.facet else ""
    words = _cell_words(cell, cells, language)
    detail = words_of(figure.label) if figure.label else ""
    link = _find_link(pick, cells, language)
    status = find_status_words(cell.origin.status, language)
    names = [part for part in dict.fromkeys((facet, series, name)) if part]
    if link:
        names, label = [f"{link['from']} → {link['to']}"], str(link["from"])
    told = detail if link else words
    tip = ", ".join(names) + (f": {told}" if told else "") + (f" ({status})" if status else "")
    low, high = _find_bounds(quantity)
    is_dated = quantity is not None and quantity.period is not None
    return Mark(
        address=cell.address,
        row=cell.row,
        label=label,
        spot=label if figure.series else row.id,
        series=series,
        facet=facet,
        detail=detail,
        qualifier=quantity.qualifier if quantity is not None else Qualifier.EXACT,
        number=_find_number(quantity),
        low=None if is_dated else low,
        high=None if is_dated else high,
        rounding=0.5 / 10**quantity.decimals if quantity is not None else 0.0,
        unit=quantity.unit if quantity is not None else None,
        period=quantity.period if quantity is not None and is_dated else pick.period,
        status=cell.origin.status,
        words=words,
        short=format_quantity(quantity, language, bare=True) if quantity is not None else words,
        tip=tip,
        is_accent=_is_highlighted(figure, (cell.row, cell.column, label, series, facet)),
        is_row_accent=_is_highlighted(figure, (cell.row, label)),
        extra=link,
    )


def _find_place_period(pick: Pick, dataset: Dataset, cells: Mapping[str, Cell]) -> Period | None:
    """Return the period by which a row is called, or None where it is called otherwise."""
    if pick.place in ("", ROW):
        return row_period(pick.cell.row)
    cell = cells.get(f"{dataset.id}.{pick.cell.row}.{pick.place}")
    quantity = cell.quantity if cell is not None else None
    is_plain = quantity is not None and quantity.qualifier is Qualifier.EXACT
    return quantity.period if quantity is not None and is_plain else None


def _cell_words(cell: Cell, cells: Mapping[str, Cell], language: Language) -> str:
    if cell.quantity is not None:
        return format_quantity(cell.quantity, language)
    return plain_words(cell.words, cells, language)


def _find_link(pick: Pick, cells: Mapping[str, Cell], language: Language) -> dict[str, Any]:
    if pick.begin is None:
        return {}
    begin = _cell_words(pick.begin, cells, language)
    return {"from": begin, "to": _cell_words(pick.cell, cells, language)}


def _find_number(quantity: Quantity | None) -> float | None:
    if quantity is None or quantity.number is None or quantity.qualifier is Qualifier.RANGE:
        return None
    return float(quantity.number)


def _find_bounds(quantity: Quantity | None) -> tuple[float | None, float | None]:
    if quantity is None or quantity.qualifier is Qualifier.UNKNOWN:
        return None, None
    allowed = quantity.allowed()
    return _as_float(allowed.low), _as_float(allowed.high)


def _as_float(bound: Bound) -> float | None:
    return float(bound) if isinstance(bound, Fraction) else None


def _as_plain(value: object) -> object:
    """Return a whole number as an integer: shorter, and what the author wrote."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _is_highlighted(figure: Figure, names: tuple[str, ...]) -> bool:
    folded = {name.casefold() for name in names if name}
    return any(name.casefold() in folded for name in figure.highlight)


def _in_one_unit(marks: list[Mark]) -> list[Mark]:
    """Say every mark's numbers in the unit of the first, so that one axis fits them all."""
    first = next((mark.unit for mark in marks if mark.unit is not None), None)
    return [_convert(mark, first) if first is not None else mark for mark in marks]


def _convert(mark: Mark, unit: Unit) -> Mark:
    if mark.unit is None or mark.unit == unit or not mark.unit.converts_to(unit):
        return mark
    factor = float(mark.unit.factor / unit.factor)
    number, low, high = (
        None if value is None else value * factor for value in (mark.number, mark.low, mark.high)
    )
    # The words keep the unit in which the cell was told, and then have to name it.
    return replace(
        mark,
        number=number,
        low=low,
        high=high,
        rounding=mark.rounding * factor,
        unit=unit,
        short=mark.words,
    )


def give_tones(marks: Sequence[Mark], figure: Figure) -> tuple[Mark, ...]:
    """Give each mark its colour: accents and grey where the author accents, else one a series."""
    # The parts of one whole are told apart as series are.
    names = [mark.series or (mark.row if figure.kind == "share" else "") for mark in marks]
    wanted = [name for mark, name in zip(marks, names, strict=True)
              if mark.is_accent or not figure.highlight]  # fmt: skip
    tones = dict(zip(dict.fromkeys(wanted), SERIES, strict=False))
    # More series than colours can't be told apart by colour; the last ones have their names alone.
    is_one = figure.kind == "share" and not any(mark.series for mark in marks)
    if figure.highlight and is_one:
        tones = dict.fromkeys(names, SERIES[0])
    return tuple(
        replace(mark, tone="context" if figure.highlight and not mark.is_accent
                else tones.get(name, "context"))
        for mark, name in zip(marks, names, strict=True)
    )  # fmt: skip
