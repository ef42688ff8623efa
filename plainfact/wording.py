"""From words to quantities: reads what authors write in cells and in the links of their prose.

The grammar is [qualifier] number [unit], or a range, or a date. What can't be read is refused with
an `UnreadableError`, never guessed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from plainfact.languages import Language
from plainfact.number_wording import (
    read_fraction,
    read_multiple,
    read_number,
    split_minus,
    split_number,
    split_scale,
)
from plainfact.period_wording import read_period, read_year_part, strip_articles
from plainfact.quantities import Qualifier, Quantity
from plainfact.units import CURRENCIES, DATE, Kind, Unit, parse_unit
from plainfact.wording_errors import UnreadableError

__all__ = [
    "UnreadableError",
    "find_qualifier_before",
    "normalise_words",
    "read_quantity",
    "take_qualifier",
]

_LONGEST = 200
_DASHES = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "‒": "-", "−": "-", "’": "'", "\u00a0": " ",
     "\u202f": " ", "\u2009": " "}
)  # fmt: skip
_EMPHASIS = re.compile(r"(?<!\w)\*+|\*+(?!\w)")
_YEARS = re.compile(r"\b(\d{4})[–—](\d\d)\b(?![–—-]\d)")


@dataclass(frozen=True, slots=True)
class _Single:
    """One number with what stands around it."""

    number: Fraction
    decimals: int
    scale: str
    currency: str
    name: str
    tolerance: Fraction = Fraction(0)
    is_grouped: bool = False


def normalise_words(words: str) -> str:
    """Return words in lower case with plain spaces, dashes and no emphasis marks."""
    text = _EMPHASIS.sub("", words.translate(_DASHES)).lower()
    return " ".join(text.split())


def find_qualifier_before(text: str, language: Language) -> str:
    """Return the qualifier that ends a text, e.g. "more than" in "it has more than", or ""."""
    tail = normalise_words(text[-60:])
    for phrase in _longest_first(language.qualifiers):
        if tail.endswith(phrase) and not re.search(r"\w$", tail[: -len(phrase)]):
            return phrase
    return ""


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
    text = normalise_words(words).strip(" _").rstrip(" .,;:")
    if not text:
        raise UnreadableError("there are no words")
    if text in language.unknown:
        return Quantity(Qualifier.UNKNOWN, unit)
    if unit.kind is Kind.RANK:
        return _read_rank(text, unit, language)
    qualifier, text = _split_qualifier(text, unit, language)
    if unit.kind is Kind.DATE:
        return _read_date(qualifier, text, language)
    whole = _read_vague(text, unit, language) or _read_range(text, unit, language)
    if whole is not None and qualifier in (None, Qualifier.EXACT):
        return whole
    if whole is not None:
        raise UnreadableError("a range can't be hedged too")
    single = _read_single(text, unit, language)
    found = _find_unit(single, unit, language)
    if qualifier is Qualifier.NEARLY and single.number == 0:
        raise UnreadableError("nothing is nearly zero")
    return Quantity(
        qualifier or Qualifier.EXACT,
        found,
        single.number,
        decimals=single.decimals,
        tolerance=single.tolerance,
    )


def _write_years_out(match: re.Match[str]) -> str:
    return f"{match[1]} - {match[1][:2]}{match[2]}"


def _split_qualifier(text: str, unit: Unit, language: Language) -> tuple[Qualifier | None, str]:
    is_date = unit.kind is Kind.DATE
    table = {**language.qualifiers, **(language.date_qualifiers if is_date else {})}
    found, text = take_qualifier(text, table)
    suffixes = language.date_suffixes if is_date else language.suffixes
    for phrase in _longest_first(suffixes):
        before = text.removesuffix(phrase)
        if before in ("", text) or (phrase[0].isalpha() and not before.endswith(" ")):
            continue
        if found is not None:
            raise UnreadableError("it has two qualifiers")
        return suffixes[phrase], before.strip()
    return found, text


def take_qualifier(text: str, table: Mapping[str, Qualifier]) -> tuple[Qualifier | None, str]:
    """Take a leading qualifier off a text; return its meaning, or None, and what is left."""
    for phrase in _longest_first(table):
        rest = text.removeprefix(phrase)
        if rest != text and (not phrase[-1].isalpha() or rest.startswith((" ", "-"))):
            return table[phrase], rest.strip(" ")
    return None, text


def _read_date(qualifier: Qualifier | None, text: str, language: Language) -> Quantity:
    if qualifier is Qualifier.NEARLY:
        raise UnreadableError("a date can't be nearly reached")
    found = read_year_part(text, language)
    if found is not None and qualifier not in (None, Qualifier.EXACT):
        raise UnreadableError("a part of a year can't be hedged too")
    period, part = found or (read_period(text, language), "")
    return Quantity(qualifier or Qualifier.EXACT, DATE, period=period, part=part)


def _read_vague(text: str, unit: Unit, language: Language) -> Quantity | None:
    for phrase in _longest_first(language.vague):
        rest = text.removeprefix(phrase)
        if rest == text or (rest and not rest.startswith(" ")):
            continue
        name = rest.strip().removeprefix(f"{language.vague_joint} ").strip()
        low, high = language.vague[phrase]
        found = _find_unit(_Single(Fraction(low), 0, "", "", name), unit, language)
        if found.kind is not Kind.MEASURE:
            raise UnreadableError(f'"{phrase}" does not say a {unit.label}')
        # The word reaches up to, but not including, the next scale: [200, 1000) for "hundreds".
        ones = found.rescaled("")
        return Quantity(Qualifier.RANGE, ones, Fraction(low), Fraction(high), open_above=True)
    return None


def _read_range(text: str, unit: Unit, language: Language) -> Quantity | None:
    parts = _split_range(text, language)
    if parts is None:
        return None
    left, right = (_read_single(part, unit, language) for part in parts)
    if right.is_grouped and not left.is_grouped and not left.scale and not right.scale:
        _refuse_shortened(left.number, right.number)
    left = replace(
        left,
        scale=left.scale or right.scale,
        name=left.name or right.name,
        currency=left.currency or right.currency,
    )
    right = replace(right, currency=right.currency or left.currency)
    low_unit, high_unit = (_find_unit(side, unit, language) for side in (left, right))
    low = Quantity(Qualifier.EXACT, low_unit, left.number, decimals=left.decimals)
    low = low.in_unit(high_unit)
    if left.tolerance or right.tolerance:
        raise UnreadableError("write a range in figures")
    if low.number is None or low.number >= right.number:
        raise UnreadableError("the range does not go from a lower to a higher number")
    decimals = max(low.decimals, right.decimals)
    return Quantity(Qualifier.RANGE, high_unit, low.number, right.number, decimals=decimals)


def _refuse_shortened(left: Fraction, right: Fraction) -> None:
    """Refuse "35 to 40,000", which may well mean thousands on both sides."""
    if 0 < left * 1000 < right:
        raise UnreadableError("it does not say whether the lower number is in thousands")


def _split_range(text: str, language: Language) -> tuple[str, str] | None:
    for before, between in language.range_frames:
        inner = text.removeprefix(f"{before} ")
        if inner != text and inner.count(f" {between} ") == 1:
            left, right = inner.split(f" {between} ")
            return left, right
    for word in language.range_words:
        if text.count(f" {word} ") == 1:
            left, right = text.split(f" {word} ")
            return left, right
    match = re.fullmatch(r"(.*[\d%\w])\s?(?:-|\.\.)\s?([^\w\s]?\D{0,4}\d.*)", text)
    is_range = match is not None and re.search(r"\d", match[1]) is not None
    if not match or not is_range:
        return None
    # Only a currency may stand between the dash and the higher number, as in "US$90-US$95bn".
    lead = re.split(r"[\d\-]", match[2], maxsplit=1)[0].strip()
    return (match[1], match[2]) if not lead or lead in language.units else None


def _read_rank(text: str, unit: Unit, language: Language) -> Quantity:
    text = strip_articles(text, language)
    for heads, meaning in (
        (language.rank_outsides, Qualifier.MORE_THAN),
        (language.rank_tops, Qualifier.UP_TO),
    ):
        for head in _longest_first(heads):
            rest = text.removeprefix(f"{head} ")
            if rest != text:
                return Quantity(meaning, unit, _read_group(rest, language))
    qualifier, rest = take_qualifier(text, language.qualifiers)
    if qualifier not in (None, Qualifier.EXACT):
        return _read_hedged_rank(qualifier, text, rest, unit, language)
    parts = _split_range(rest, language)
    if parts is None:
        return Quantity(Qualifier.EXACT, unit, _read_place(rest, language))
    best, worst = (_read_place(strip_articles(part, language), language) for part in parts)
    if best >= worst:
        raise UnreadableError("the range does not go from a lower to a higher number")
    return Quantity(Qualifier.RANGE, unit, best, worst)


def _read_hedged_rank(
    qualifier: Qualifier | None, text: str, rest: str, unit: Unit, language: Language
) -> Quantity:
    """Read "up to 10" or ">5"; whether "at least fourth" is third or fifth, readers don't agree."""
    plain = language.say.get(qualifier or Qualifier.EXACT, "").replace("{}", "").strip()
    head = text.removesuffix(rest).strip()
    is_bound = qualifier not in (Qualifier.ABOUT, Qualifier.NEARLY)
    if not is_bound or (head[-1].isalpha() and head != plain) or not re.fullmatch("[0-9]+", rest):
        raise UnreadableError('a rank is hedged as in "top ten" or "outside the top five"')
    return Quantity(qualifier or Qualifier.EXACT, unit, _check_rank(Fraction(rest)))


def _read_group(text: str, language: Language) -> Fraction:
    """Read the size of a leading group: "ten", "10" or "ten largest"."""
    for tail in _longest_first(language.rank_tails):
        text = text.removesuffix(f" {tail}" if tail else "")
    return _check_rank(read_number(text, language)[0])


def _read_place(text: str, language: Language) -> Fraction:
    rank = _read_ordinal(text, language)
    if rank is None:
        for head in _longest_first(language.rank_heads):
            rest = text.removeprefix(head)
            if rest != text and (not head[-1].isalpha() or rest.startswith(" ")):
                text = rest.strip()
                break
        rank, _ = read_number(text, language)
    return _check_rank(rank)


def _check_rank(rank: Fraction) -> Fraction:
    if rank.denominator != 1 or rank < 1:
        raise UnreadableError("a rank is a whole number from one")
    return rank


def _read_ordinal(text: str, language: Language) -> Fraction | None:
    head, _, tail = text.replace("-", " ").partition(" ")
    if text in language.rank_tails and text:
        return Fraction(1)
    if tail not in language.rank_tails:
        return None
    if head in language.ordinals:
        return Fraction(language.ordinals[head])
    match = re.fullmatch(r"([0-9]{1,9})([^\d\s]+)", head)
    if match and match[2] in language.ordinal_suffixes:
        return Fraction(int(match[1]))
    return None


def _read_single(text: str, unit: Unit, language: Language) -> _Single:
    special = _read_multiple(text, unit, language) or _read_fraction(text, unit, language)
    if special is not None:
        return special
    is_negative, after_sign = split_minus(text, language)
    currency, rest = _split_currency(after_sign, language)
    if currency and is_negative:
        number, decimals, rest = split_number(rest, language)
        number = -number
    else:
        number, decimals, rest = split_number(rest if currency else text, language)
    is_grouped = abs(number) >= 1000 and language.group in text
    scale, rest = split_scale(rest.lstrip(" -"), language)
    return _Single(number, decimals, scale, currency, rest.strip(" -"), is_grouped=is_grouped)


def _read_multiple(text: str, unit: Unit, language: Language) -> _Single | None:
    found = read_multiple(text, language) if unit.kind is Kind.RATIO else None
    return found and _Single(*found, "", "", unit.name)


def _read_fraction(text: str, unit: Unit, language: Language) -> _Single | None:
    if unit.kind in (Kind.SHARE, Kind.RATIO):
        part = read_fraction(text, language)
        if part is None:
            return None
        # "Two thirds" is a round way of speaking: it reaches a percentage point either way.
        whole = 1 / unit.factor
        return _Single(part * whole, 0, "", "", unit.name, tolerance=whole / 100)
    last = text.replace("-", " ").split()[-1]
    if last in language.fractions and last not in language.units:
        raise UnreadableError(f'a fraction does not say a number of "{unit.label}"')
    return None


def _split_currency(text: str, language: Language) -> tuple[str, str]:
    for word in _longest_first(language.units):
        label = language.units[word]
        rest = text.removeprefix(word)
        if rest in ("", text) or label not in CURRENCIES:
            continue
        if word[-1].isalpha() and not re.match(r"[\s\d-]", rest):
            continue
        return label, rest.strip()
    return "", text


def _find_unit(single: _Single, expected: Unit, language: Language) -> Unit:
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


def _find_named(name: str, single: _Single, expected: Unit, language: Language) -> Unit:
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


def _mismatch(single: _Single, expected: Unit) -> str:
    said = single.currency or single.name
    return f'"{said}" is not what the cell measures, which is "{expected.label}"'


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
