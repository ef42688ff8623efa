"""Units: what a number counts or measures, and exact conversion within one dimension.

A unit's label is written in the YAML files, where it is a keyword of the format as "rows" is: the
names known here are the same in every language. Any other words are a count of what they name, in
the site's own language. What readers see and what prose says is the business of `languages`.
"""

import re
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace


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


class Unit(Struct, frozen=True):
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
    """The scale between number and name, a key of SCALES: "", "million" …"""
    per: str = ""
    """What it is a rate by, e.g. "month"; empty for no rate."""

    @property
    def is_money(self) -> bool:
        """Whether the unit's name is a currency, which stands before the number."""
        return self.name in CURRENCIES

    @property
    def is_scaled(self) -> bool:
        """Whether its numbers are made larger or smaller by a scale word alone."""
        return self.kind is Kind.MEASURE and not self.per

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
    "ten thousand": Fraction(10**4),
    "million": Fraction(10**6),
    "hundred million": Fraction(10**8),
    "billion": Fraction(10**9),
    "trillion": Fraction(10**12),
}
SCALE_SPELLINGS = {
    "thousand": "thousand", "k": "thousand", "tsd.": "thousand",
    "million": "million", "m": "million", "mn": "million", "mio": "million", "mio.": "million",
    "billion": "billion", "bn": "billion", "mrd": "billion", "mrd.": "billion",
    "trillion": "trillion", "tn": "trillion",
    "万": "ten thousand", "亿": "hundred million",
}  # fmt: skip
CURRENCIES = {
    "RMB": "CNY", "CNY": "CNY", "USD": "USD", "US$": "USD", "$": "USD", "EUR": "EUR", "€": "EUR",
    "GBP": "GBP", "£": "GBP", "JPY": "JPY", "KRW": "KRW", "TWD": "TWD", "NT$": "TWD", "INR": "INR",
    "CHF": "CHF", "CAD": "CAD", "AUD": "AUD", "HKD": "HKD", "SGD": "SGD",
}  # fmt: skip
"""Names of currencies that authors write, and their ISO 4217 codes."""

_CURRENCY_WORDS = {"yuan", "renminbi", "dollar", "dollars", "euro", "euros", "yen"}
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
    "percent": "%", "per cent": "%", "percentage points": "points", "percentage point": "points",
    "point": "points", "pp": "points", "ratio": "times", "x": "times", "date or period": "date",
    "nanometres": "nm", "nanometers": "nm", "micrometres": "µm", "millimetres": "mm",
    "centimetres": "cm", "metres": "m", "kilometres": "km",
    "day": "days", "week": "weeks", "month": "months", "quarter": "quarters", "year": "years",
    "decade": "decades", "hour": "hours", "minute": "minutes", "second": "seconds",
    "tag": "days", "woche": "weeks", "monat": "months", "quartal": "quarters", "jahr": "years",
    "stunde": "hours", "sekunde": "seconds",
}  # fmt: skip
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "staff": "staff", "series": "series",
    "sizes": "size", "lens": "lens", "lenses": "lens", "gas": "gas", "gases": "gas",
    "buses": "bus",
}  # fmt: skip
_RATE = re.compile(r"\s+(?:per|an?|pro|je)\s+|\s*/\s*")

RATIO = _PLAIN["times"]
SHARE = _PLAIN["%"]
POINTS = _PLAIN["points"]
DATE = _PLAIN["date"]


def parse_unit(text: str) -> Unit:
    """Read a unit as authors write it, e.g. "%", "RMB bn", "million units", "wafers a month".

    Words that name no known unit are a count of what they name.
    Raises ValueError for an empty text, one that holds digits, and one that looks like a share or
    a sum of money but is not written as one.
    """
    label = " ".join(text.split())
    if not label or re.search(r"\d", label):
        raise ValueError("a unit is words or signs, without digits")
    plain = _PLAIN.get(_known(label))
    if plain is not None:
        return plain
    if label[0] == "%" or label.lower().startswith(("percent", "per cent")):
        raise ValueError('the unit of a share is "%"; what it is a share of goes into the label')
    head, *rates = _RATE.split(label)
    if not all((head, *rates)) or len(rates) > 1:
        raise ValueError('a rate is written as in "wafers a month"')
    scale, name = _split_scale(head)
    base, factor = _find_base(name)
    powers = {base: 1}
    total = factor * SCALES[scale]
    per = ""
    if rates:
        per = rates[0]
        per_base, per_factor = _find_base(_known(per))
        powers[per_base] = powers.get(per_base, 0) - 1
        total /= per_factor
    dimensions = tuple(sorted((key, power) for key, power in powers.items() if power))
    return Unit(label, Kind.MEASURE, dimensions, total, name, scale, per)


def singular(noun: str) -> str:
    """Return the singular of an English count noun, or the noun itself where it has none."""
    first, _, rest = noun.partition(" of ")
    last = first.split()[-1] if first.split() else first
    if last in _IRREGULAR:
        changed = _IRREGULAR[last]
    elif re.search(r"..[^aeiou]ies$", last):
        changed = last[:-3] + "y"
    elif re.search(r"(?:x|ch|sh|ss)es$", last):
        changed = last[:-2]
    elif last.endswith("s") and not last.endswith(("ss", "us", "is")):
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
    if power == -1 and a.name and b.name and not a.per and not b.per:
        label = f"{a.name} a {_singular_of(b.name)}"  # as authors write a rate
    else:
        label = f"{a.label} {'x' if power == 1 else '/'} {b.label}"
    return Unit(label, Kind.MEASURE, dimensions, factor, label)


def _singular_of(name: str) -> str:
    return name if name in CURRENCIES or name in _MEASURES else singular(name)


def _known(name: str) -> str:
    """Return the name by which a unit is known here, where it is known, however it is spelt."""
    lower = name.lower()
    if lower in _ALIASES:
        return _ALIASES[lower]
    return lower if lower in _PLAIN or lower in _DURATIONS else name


def _split_scale(head: str) -> tuple[str, str]:
    """Split "RMB bn" or "million units" into scale and name.

    Raises ValueError where a scale counts nothing or money is not written as "RMB bn".
    """
    words = head.split()
    scales = [SCALE_SPELLINGS.get(word.lower(), "") for word in words]
    currency = _find_currency(words[0])
    if currency and len(words) == 1:
        return "", currency
    if currency and len(words) == 2 and scales[1]:
        return scales[1], currency
    scale, rest = "", words
    if scales[0] and words[0] not in ("m", "k"):
        scale, rest = scales[0], words[1:]
    if not rest:
        raise ValueError(f'it does not say what is counted: write e.g. "{head} units"')
    if scale and len(rest) == 1 and _find_currency(rest[0]):
        return scale, _find_currency(rest[0])
    if any(_looks_like_money(word) for word in rest):
        raise ValueError('money is written as a currency and a scale, e.g. "RMB bn" or "USD"')
    name = " ".join(rest)
    return scale, _known(name) if _known(name) in _DURATIONS else name


def _find_currency(word: str) -> str:
    """Return the currency that a word is, as authors write it, or nothing."""
    if word in CURRENCIES:
        return word
    return word.upper() if len(word) == 3 and word.upper() in CURRENCIES else ""


def _looks_like_money(word: str) -> bool:
    is_word = bool(_find_currency(word)) or word.lower() in _CURRENCY_WORDS
    return is_word or re.search("[$€£¥]", word) is not None


def _find_base(name: str) -> tuple[str, Fraction]:
    known = _known(name)
    if known in CURRENCIES:
        return CURRENCIES[known], Fraction(1)
    if known in _MEASURES:
        return _MEASURES[known]
    return singular(name.lower()), Fraction(1)
