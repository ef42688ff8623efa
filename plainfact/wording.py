"""From words to quantities: reads what authors write in cells and in the links of their prose.

The grammar is [qualifier] number [unit], or a range, or a date. What can't be read is refused with
an `UnreadableError`, never guessed.
"""

import re
from fractions import Fraction

from msgspec.structs import replace

from plainfact.hedge_wording import (
    find_qualifier_before,
    longest_first,
    refuse_shifted,
    split_qualifier,
)
from plainfact.languages import Language
from plainfact.number_wording import (
    read_fraction,
    read_multiple,
    split_minus,
    split_number,
    split_range,
    split_scale,
)
from plainfact.period_wording import read_period, read_year_part
from plainfact.quantities import Qualifier, Quantity, is_shortened
from plainfact.rank_wording import read_rank
from plainfact.typography import normalise_words
from plainfact.unit_wording import Single, find_unit, split_currency
from plainfact.units import DATE, Kind, Unit
from plainfact.wording_errors import UnreadableError

__all__ = ["UnreadableError", "find_qualifier_before", "read_quantity"]

_LONGEST = 200
_YEARS = re.compile(r"\b(\d{4})[–—](\d\d)\b(?![–—-]\d)")


def read_quantity(words: str, unit: Unit, language: Language) -> Quantity:
    """Read words as one quantity, in the light of the unit that its cell has.

    Raises UnreadableError where the words are not one quantity, or name a unit that the cell's
    does not convert to.
    """
    if len(words) > _LONGEST:
        raise UnreadableError("it is too long to be one quantity")
    if unit.kind is Kind.DATE and _YEARS.search(words):
        # "2009–10" is a span of years, and not the October that "2009-10" is.
        words = _YEARS.sub(_write_years_out, words)
    text = normalise_words(language.prepare(words)).strip(" _").rstrip(" .,;:")
    if not text:
        raise UnreadableError("there are no words")
    if text in language.unknown:
        return Quantity(Qualifier.UNKNOWN, unit)
    if unit.kind is Kind.RANK:
        return read_rank(text, unit, language)
    qualifier, plain = split_qualifier(text, unit, language)
    if unit.kind is Kind.DATE:
        return _read_date(qualifier, plain, language)
    whole = _read_vague(plain, unit, language) or _read_range(plain, unit, language)
    if whole is not None and qualifier not in (None, Qualifier.EXACT):
        raise UnreadableError("a range can't be hedged too")
    return whole or _read_one(qualifier, plain, text, unit, language)


def _read_one(
    qualifier: Qualifier | None, plain: str, text: str, unit: Unit, language: Language
) -> Quantity:
    """Read one number with its unit; `text` is the whole of it, `plain` without its qualifier."""
    try:
        single = _read_single(plain, unit, language)
    except UnreadableError:
        refuse_shifted(text, language)
        raise
    if qualifier is Qualifier.NEARLY and single.number == 0:
        raise UnreadableError("nothing is nearly zero")
    is_strict = any(text.startswith(f"{word} ") for word in language.strict)
    return Quantity(
        qualifier or Qualifier.EXACT,
        find_unit(single, unit, language),
        single.number,
        decimals=single.decimals,
        tolerance=Fraction(0) if is_strict else single.tolerance,
        is_strict=is_strict,
    )


def _write_years_out(match: re.Match[str]) -> str:
    return f"{match[1]} - {match[1][:2]}{match[2]}"


def _read_date(qualifier: Qualifier | None, text: str, language: Language) -> Quantity:
    if qualifier is Qualifier.NEARLY:
        raise UnreadableError("a date can't be nearly reached")
    found = read_year_part(text, language)
    if found is not None and qualifier not in (None, Qualifier.EXACT):
        raise UnreadableError("a part of a year can't be hedged too")
    period, part = found or (read_period(text, language), "")
    return Quantity(qualifier or Qualifier.EXACT, DATE, period=period, part=part)


def _read_vague(text: str, unit: Unit, language: Language) -> Quantity | None:
    for phrase in longest_first(language.vague):
        rest = text.removeprefix(phrase)
        if rest == text or (rest and not rest.startswith(" ")):
            continue
        name = rest.strip().removeprefix(f"{language.vague_joint} ").strip()
        low, high = language.vague[phrase]
        found = find_unit(Single(Fraction(low), 0, name=name), unit, language)
        if found.kind is not Kind.MEASURE:
            raise UnreadableError(f'"{phrase}" does not say a {unit.label}')
        # The word reaches up to, but not including, the next scale: [200, 1000) for "hundreds".
        ones = found.rescaled("")
        return Quantity(Qualifier.RANGE, ones, Fraction(low), Fraction(high), open_above=True)
    return None


def _read_range(text: str, unit: Unit, language: Language) -> Quantity | None:
    parts = split_range(text, language)
    if parts is None:
        return None
    left, right = (_read_single(part, unit, language) for part in parts)
    is_bare = not (left.scale or left.name or left.currency or right.scale)
    if is_bare and right.is_grouped and is_shortened(left.number, right.number):
        raise UnreadableError("it does not say whether the lower number is in thousands")
    left = replace(
        left,
        scale=left.scale or right.scale,
        name=left.name or right.name,
        currency=left.currency or right.currency,
    )
    right = replace(right, currency=right.currency or left.currency)
    low_unit, high_unit = (find_unit(side, unit, language) for side in (left, right))
    low = Quantity(Qualifier.EXACT, low_unit, left.number, decimals=left.decimals)
    low = low.in_unit(high_unit)
    if left.tolerance or right.tolerance:
        raise UnreadableError("write a range in figures")
    if low.number is None or low.number >= right.number:
        raise UnreadableError("the range does not go from a lower to a higher number")
    decimals = max(low.decimals, right.decimals)
    return Quantity(Qualifier.RANGE, high_unit, low.number, right.number, decimals=decimals)


def _read_single(text: str, unit: Unit, language: Language) -> Single:
    special = _read_multiple(text, unit, language) or _read_fraction(text, unit, language)
    if special is not None:
        return special
    is_negative, after_sign = split_minus(text, language)
    currency, rest = split_currency(after_sign, language)
    if currency and is_negative:
        number, decimals, rest = split_number(rest, language)
        number = -number
    else:
        number, decimals, rest = split_number(rest if currency else text, language)
    is_grouped = abs(number) >= 1000 and language.group in text
    scale, rest = split_scale(rest.lstrip(" -"), language)
    return Single(number, decimals, scale, currency, rest.strip(" -"), is_grouped=is_grouped)


def _read_multiple(text: str, unit: Unit, language: Language) -> Single | None:
    found = read_multiple(text, language) if unit.kind is Kind.RATIO else None
    return found and Single(*found)


def _read_fraction(text: str, unit: Unit, language: Language) -> Single | None:
    if unit.kind in (Kind.SHARE, Kind.RATIO):
        part = read_fraction(text, language)
        if part is None:
            return None
        # "Two thirds" is a round way of speaking: it reaches a percentage point either way.
        whole = 1 / unit.factor
        decimals = 0 if unit.kind is Kind.SHARE else 2
        return Single(part * whole, decimals, tolerance=whole / 100)
    words = text.replace("-", " ").split()
    is_fraction = 0 < len(words) <= 2 and words[-1] in language.fractions
    if is_fraction and words[-1] not in language.units:
        raise UnreadableError(f'a fraction does not say a number of "{unit.label}"')
    return None
