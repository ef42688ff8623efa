"""From words to units: what is named beside a number, held against what the cell measures."""

import re
from fractions import Fraction

from msgspec import Struct

from plainfact.hedge_wording import longest_first
from plainfact.languages import Language
from plainfact.units import CURRENCIES, Kind, Unit, parse_unit
from plainfact.wording_errors import UnreadableError


class Single(Struct, frozen=True):
    """One number with what stands around it."""

    number: Fraction
    """The number."""
    decimals: int
    """To how many decimals it is told."""
    scale: str = ""
    """The scale word after it."""
    currency: str = ""
    """The currency before it."""
    name: str = ""
    """The words after number and scale: a unit, or the noun that is counted."""
    tolerance: Fraction = Fraction(0)
    """How far it reaches either way, for a fraction."""
    is_grouped: bool = False
    """Whether its thousands are set apart."""


def split_currency(text: str, language: Language) -> tuple[str, str]:
    """Take a currency off the beginning of a text; return its label, or nothing, and the rest."""
    for word in longest_first(language.units):
        label = language.units[word]
        rest = text.removeprefix(word)
        if rest in ("", text) or label not in CURRENCIES:
            continue
        if word[-1].isalpha() and not re.match(r"[\s\d-]", rest):
            continue
        return label, rest.strip()
    return "", text


def find_unit(single: Single, expected: Unit, language: Language) -> Unit:
    """Return the unit that was named, or the cell's where none was.

    Raises UnreadableError where the two measure different things.
    """
    name, per = _split_per(single.name, expected, language)
    if single.currency and name:
        raise UnreadableError(f'"{name}" is not needed beside a currency')
    named = _find_named(name, single, expected, language)
    is_same_rate = not per or _same_word(expected.per, per, language)
    if not named.converts_to(expected) or not is_same_rate:
        raise UnreadableError(_mismatch(single, expected))
    if single.scale and named.kind is not Kind.MEASURE:
        raise UnreadableError(f'"{single.scale}" does not go with "{named.label}"')
    # A noun or a currency with no scale word means ones, whatever the cell's own scale.
    is_rescaled = named.kind is Kind.MEASURE and (single.scale or name or single.currency)
    return named.rescaled(single.scale) if is_rescaled else named


def _find_named(name: str, single: Single, expected: Unit, language: Language) -> Unit:
    label = single.currency or language.units.get(name, "")
    if not name and not label:
        return expected
    if label and not expected.per:
        return parse_unit(label)
    is_same = _is_same_money(label, expected) if label else _counts(name, expected, language)
    if not is_same:
        raise UnreadableError(_mismatch(single, expected))
    return expected


def _split_per(name: str, expected: Unit, language: Language) -> tuple[str, str]:
    if not expected.per:
        return name, ""
    for word in language.per:
        if name.startswith(f"{word} "):
            return "", name[len(word) + 1 :]
        if f" {word} " in name:
            head, per = name.split(f" {word} ", 1)
            return head, per
    head, slash, per = name.partition("/")
    return (head.strip(), per.strip()) if slash else (name, "")


def _counts(name: str, expected: Unit, language: Language) -> bool:
    """Tell whether a noun is what the cell's unit counts."""
    return expected.kind is Kind.MEASURE and _same_word(name, expected.name, language)


def _same_word(a: str, b: str, language: Language) -> bool:
    words = (word.lower().replace("-", " ") for word in (a, b))
    left, right = (language.singular(language.units.get(word, word)) for word in words)
    return left == right


def _is_same_money(label: str, expected: Unit) -> bool:
    named = CURRENCIES.get(label, label)
    return named == CURRENCIES.get(expected.name, expected.name)


def _mismatch(single: Single, expected: Unit) -> str:
    said = single.currency or single.name
    return f'"{said}" is not what the cell measures, which is "{expected.label}"'
