"""Guessing what the columns of a table hold: words, numbers or dates, and in which unit."""

import re
from enum import Enum

from msgspec import Struct

from plainfact.dataset_fields import RowFields
from plainfact.datasets import PLACEHOLDER
from plainfact.ids import suggest_id
from plainfact.languages import Language
from plainfact.period_wording import read_period
from plainfact.table_numbers import is_number, read_numbers
from plainfact.units import Kind, parse_unit
from plainfact.wording import read_quantity
from plainfact.wording_errors import UnreadableError

_MISSING = {"", "-", "–", "—", "n/a", "na", "#n/a", "..", "...", "…", ":", "null", "nan"}
"""What spreadsheets write where there is no figure."""
_WHEN = re.compile(
    r"\b(year|date|day|month|quarter|when|since|jahr|datum|monat|quartal)\b", re.IGNORECASE
)
_THINGS = parse_unit("things")
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\s*$")


class Holds(Enum):
    """What a column holds."""

    WORDS = "words"
    NUMBERS = "numbers"
    DATES = "dates"


class Odd(Struct, frozen=True):
    """A value that is not what most of its column is."""

    value: str
    """The value."""
    others: Holds
    """What most are: numbers or dates."""
    count: int
    """How many are."""
    all: int
    """How many values there are."""


class TableColumn(Struct, frozen=True):
    """A column as it is taken from a table."""

    id: str
    """Its id."""
    label: str
    """Its heading, without the unit."""
    holds: Holds
    """What it holds."""
    unit: str
    """What its numbers count, as far as heading or cells say so; else the placeholder."""
    said: str
    """What its heading says in brackets and was not taken for a unit."""
    values: tuple[str, ...]
    """Its values, as a dataset writes them; empty where there is none."""
    doubt: tuple[str, str] | None
    """A number that could be read in two ways, as it is in the file and as it was read."""
    odd: Odd | None
    """What made it words, where most of it is not."""


def make_column(
    name: str, cells: list[str], sign: str, taken: set[str], language: Language
) -> TableColumn:
    """Return what a column of a table holds, from its heading and its cells.

    `sign` is the one for decimals in the file, if it tells; `taken` are the ids of other columns.
    """
    label, unit, said = _split_heading(name)
    doubt: tuple[str, str] | None = None
    values = ["" if cell.lower() in _MISSING else cell for cell in cells]
    known = [value for value in values if value]
    holds = _find_kind(name, known, language)
    if holds is Holds.NUMBERS:
        is_share = all(value.endswith("%") for value in known)
        unit = "%" if is_share else unit or PLACEHOLDER
        numbers = read_numbers([value if is_number(value) else "" for value in values], sign)
        values = [read or value for read, value in zip(numbers.values, values, strict=True)]
        doubt = numbers.doubt
    elif holds is Holds.DATES:
        unit = "date"
    else:
        label, unit, said = name, "", ""
    wanted = suggest_id(label).replace("-", "_") or "column"
    id_ = unique_id(f"own_{wanted}" if wanted in RowFields.model_fields else wanted, taken)
    return TableColumn(
        id=id_,
        label=label or id_,
        holds=holds,
        unit=unit,
        said="" if unit == said else said,
        values=tuple(values),
        doubt=doubt,
        odd=_find_odd(known, language) if holds is Holds.WORDS else None,
    )


def _split_heading(name: str) -> tuple[str, str, str]:
    """Return the label of a heading, its unit if it names one, and what it says in brackets."""
    match = _IN_BRACKETS.search(name)
    label = name[: match.start()] if match else name
    said = match[1].strip() if match else ""
    if said and _is_unit(said):
        return label, said, said
    if re.search(r"%|\bper ?cent\b", name, re.IGNORECASE):
        return re.sub(r"\s*\(?\bin %\)?|\s*[(\[]?%[)\]]?", "", name).strip() or name, "%", "%"
    return label, "", said


def _is_unit(words: str) -> bool:
    """Tell whether words are a unit for sure: a known one, or a short sign such as kWh."""
    try:
        unit = parse_unit(words)
    except ValueError:
        return False
    is_known = unit.kind is not Kind.MEASURE or bool(unit.scale) or unit.name != words
    bases = {base for base, _ in unit.dimensions}
    is_sign = re.fullmatch(r"[^\W\d]{1,3}[²³]?|°[CF]|kWh|MWh|GWh|TWh", words) and len(words) > 1
    return is_known or bool(bases & {"metres", "months", "seconds"}) or bool(is_sign)


def _find_kind(name: str, values: list[str], language: Language) -> Holds:
    if not values:
        return Holds.WORDS
    are_years = all(re.fullmatch(r"(1[89]|20)\d\d", value) for value in values)
    if are_years and _WHEN.search(name):
        return Holds.DATES
    if any(map(is_number, values)) and all(_is_figure(value, language) for value in values):
        return Holds.NUMBERS
    are_periods = any(_is_period(value, language) for value in values)
    is_known = [_is_period(value, language) or _is_unknown(value, language) for value in values]
    return Holds.DATES if are_periods and all(is_known) else Holds.WORDS


def _find_odd(values: list[str], language: Language) -> Odd | None:
    """Return the first value that is no figure, or no date, where more than half are."""
    for others, fits in ((Holds.NUMBERS, _is_figure), (Holds.DATES, _is_period)):
        odd = [value for value in values if not fits(value, language)]
        if odd and len(odd) * 2 < len(values):
            return Odd(odd[0], others, len(values) - len(odd), len(values))
    return None


def _is_figure(words: str, language: Language) -> bool:
    """Tell whether words are a number, or one that is hedged: "about 5", "5–10", "unknown"."""
    if is_number(words):
        return True
    try:
        return not read_quantity(words, _THINGS, language).unit.scale
    except UnreadableError:
        return False


def _is_unknown(words: str, language: Language) -> bool:
    return words.lower() in language.unknown


def _is_period(words: str, language: Language) -> bool:
    try:
        read_period(words.lower(), language)
    except UnreadableError:
        return False
    return True


def unique_id(wanted: str, taken: set[str]) -> str:
    """Return an id that is not taken yet, and take it."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}_{number}", number + 1
    taken.add(found)
    return found
