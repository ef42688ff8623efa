"""Units: what a number counts or measures, and exact conversion within one dimension."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """The kinds of unit that arithmetic tells apart."""

    SHARE = "share"
    POINTS = "points"
    RATIO = "ratio"
    RANK = "rank"
    DATE = "date"
    MEASURE = "measure"


Dimensions = tuple[tuple[str, int], ...]
"""Powers of base dimensions, sorted by name, e.g. (("CNY", 1), ("wafer", -1))."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: a dimension, and how much of the dimension's base one of it is."""

    label: str
    """The unit as its author wrote it, e.g. "RMB bn"."""
    kind: Kind
    """How it behaves in arithmetic."""
    dimensions: Dimensions
    """What it measures; empty for shares, points, ratios, ranks and dates."""
    factor: Fraction
    """How many of the dimension's base one of this unit is."""
    name: str = ""
    """What stands beside the number: "RMB", "wafers", "nm", "%"."""
    scale: str = ""
    """The scale word between number and name: "", "thousand", "million", "billion", "trillion"."""
    per: str = ""
    """What it is a rate by, e.g. "month"; empty for no rate."""

    @property
    def is_money(self) -> bool:
        """Whether the unit's name is a currency, which stands before the number."""
        return self.name in CURRENCIES

    def converts_to(self, other: "Unit") -> bool:
        """Tell whether numbers in this unit can be said exactly in the other."""
        return self.kind is other.kind and self.dimensions == other.dimensions

    def rescaled(self, scale: str) -> "Unit":
        """Return this unit with another scale word."""
        factor = self.factor / SCALES[self.scale] * SCALES[scale]
        return replace(self, scale=scale, factor=factor)


SCALES = {
    "": Fraction(1),
    "thousand": Fraction(10**3),
    "million": Fraction(10**6),
    "billion": Fraction(10**9),
    "trillion": Fraction(10**12),
}
SCALE_SPELLINGS = {
    "thousand": "thousand", "k": "thousand",
    "million": "million", "m": "million", "mn": "million", "mio": "million",
    "billion": "billion", "bn": "billion",
    "trillion": "trillion", "tn": "trillion",
}  # fmt: skip
CURRENCIES = {
    "RMB": "CNY", "CNY": "CNY", "USD": "USD", "US$": "USD", "$": "USD", "EUR": "EUR", "€": "EUR",
    "GBP": "GBP", "£": "GBP", "JPY": "JPY", "KRW": "KRW", "TWD": "TWD", "NT$": "TWD", "INR": "INR",
    "CHF": "CHF", "CAD": "CAD", "AUD": "AUD", "HKD": "HKD", "SGD": "SGD",
}  # fmt: skip
"""Names of currencies that authors write, and their ISO 4217 codes."""

_LENGTHS = {
    "nm": Fraction(1, 10**9), "µm": Fraction(1, 10**6), "mm": Fraction(1, 1000),
    "cm": Fraction(1, 100), "m": Fraction(1), "km": Fraction(1000),
}  # fmt: skip
_DURATIONS = {
    "months": ("months", 1), "quarters": ("months", 3), "years": ("months", 12),
    "decades": ("months", 120), "seconds": ("seconds", 1), "minutes": ("seconds", 60),
    "hours": ("seconds", 3600), "days": ("seconds", 86400), "weeks": ("seconds", 604800),
}  # fmt: skip
_MEASURES = {name: ("metres", factor) for name, factor in _LENGTHS.items()} | {
    name: (base, Fraction(factor)) for name, (base, factor) in _DURATIONS.items()
}
_PLAIN = {
    "%": Unit("%", Kind.SHARE, (), Fraction(1, 100), "%"),
    "points": Unit("points", Kind.POINTS, (), Fraction(1, 100), "points"),
    "times": Unit("times", Kind.RATIO, (), Fraction(1), "times"),
    "rank": Unit("rank", Kind.RANK, (), Fraction(1), "rank"),
    "date": Unit("date", Kind.DATE, (), Fraction(1), "date"),
}
_ALIASES = {
    "percent": "%", "per cent": "%", "percentage points": "points", "ratio": "times",
    "nanometres": "nm", "nanometers": "nm", "micrometres": "µm", "millimetres": "mm",
    "centimetres": "cm", "metres": "m", "kilometres": "km", "date or period": "date",
    "day": "days", "week": "weeks", "month": "months", "quarter": "quarters", "year": "years",
    "hour": "hours", "minute": "minutes", "second": "seconds",
}  # fmt: skip
_RATE = re.compile(r"\s+(?:per|an?)\s+|\s*/\s*")

RATIO = _PLAIN["times"]
SHARE = _PLAIN["%"]
POINTS = _PLAIN["points"]
DATE = _PLAIN["date"]


def parse_unit(text: str) -> Unit:
    """Read a unit as authors write it, e.g. "%", "RMB bn", "million units", "wafers a month".

    Words that name no known unit are a count of what they name.
    Raises ValueError for an empty text or one that holds digits.
    """
    label = " ".join(text.split())
    if not label or re.search(r"\d", label):
        raise ValueError("a unit is words or signs, without digits")
    plain = _PLAIN.get(_ALIASES.get(label, label))
    if plain is not None:
        return plain
    head, *denominators = _RATE.split(label)
    scale, name = _split_scale(head)
    base, factor = _find_base(name)
    powers = {base: 1}
    total = factor * SCALES[scale]
    for denominator in denominators:
        per_base, per_factor = _find_base(_ALIASES.get(denominator, denominator))
        powers[per_base] = powers.get(per_base, 0) - 1
        total /= per_factor
    dimensions = tuple(sorted((key, power) for key, power in powers.items() if power))
    per = denominators[0] if denominators else ""
    return Unit(label, Kind.MEASURE, dimensions, total, name, scale, per)


def singular(noun: str) -> str:
    """Return the singular of an English count noun, or the noun itself where it has none."""
    first, _, rest = noun.partition(" of ")
    last = first.split()[-1] if first.split() else first
    irregular = {"people": "person", "staff": "staff", "series": "series", "dies": "die"}
    if last in irregular:
        changed = irregular[last]
    elif re.search(r"[^aeiou]ies$", last):
        changed = last[:-3] + "y"
    elif re.search(r"(?:[sxz]|ch|sh)es$", last) and not last.endswith("ses"):
        changed = last[:-2]
    elif last.endswith("s") and not last.endswith("ss"):
        changed = last[:-1]
    else:
        changed = last
    head = first[: len(first) - len(last)] + changed
    return f"{head} of {rest}" if rest else head


def multiply_units(a: Unit, b: Unit, power: int) -> Unit:
    """Return the unit of a product (power 1) or a quotient (power -1).

    Raises ValueError for ranks and dates, which have neither.
    """
    if {a.kind, b.kind} & {Kind.RANK, Kind.DATE}:
        raise ValueError("ranks and dates can't be multiplied or divided")
    powers = dict(a.dimensions)
    for base, exponent in b.dimensions:
        powers[base] = powers.get(base, 0) + power * exponent
    dimensions = tuple(sorted((base, exponent) for base, exponent in powers.items() if exponent))
    factor = a.factor * b.factor if power == 1 else a.factor / b.factor
    if not dimensions:
        return replace(RATIO, factor=factor, label="ratio")
    label = f"{a.label} {'x' if power == 1 else '/'} {b.label}"
    return Unit(label, Kind.MEASURE, dimensions, factor, label)


def _split_scale(head: str) -> tuple[str, str]:
    """Split "RMB bn" or "million units" into scale and name; a lone scale counts nothing named."""
    words = head.split()
    if words[0] in CURRENCIES and len(words) == 2 and words[1] in SCALE_SPELLINGS:
        return SCALE_SPELLINGS[words[1]], words[0]
    if len(words) > 1 and words[0] in SCALE_SPELLINGS and words[0] not in {"m", "k"}:
        return SCALE_SPELLINGS[words[0]], " ".join(words[1:])
    return "", head


def _find_base(name: str) -> tuple[str, Fraction]:
    known = _ALIASES.get(name, name)
    if known in CURRENCIES:
        return CURRENCIES[known], Fraction(1)
    if known in _MEASURES:
        return _MEASURES[known]
    return singular(name.lower()), Fraction(1)
