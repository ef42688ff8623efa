"""From words to quantities: reads what authors write in cells and in the links of their prose.

The grammar is [qualifier] number [unit], or a range, or a date. What can't be read is refused with
an `UnreadableError`, never guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from plainfact.languages import Language
from plainfact.period_wording import read_period
from plainfact.quantities import Qualifier, Quantity
from plainfact.units import DATE, Kind, Unit, parse_unit, singular
from plainfact.wording_errors import UnreadableError

__all__ = ["UnreadableError", "find_qualifier_before", "normalise_words", "read_quantity"]

_POINT = Fraction(1)
_LONGEST = 200
_DASHES = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "‒": "-", "−": "-", "’": "'", "\u00a0": " ",
     "\u202f": " ", "\u2009": " "}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Single:
    """One number with what stands around it."""

    number: Fraction
    decimals: int
    scale: str
    currency: str
    name: str
    tolerance: Fraction = Fraction(0)


def normalise_words(words: str) -> str:
    """Return words in lower case with plain spaces, dashes and no emphasis marks."""
    text = words.translate(_DASHES).replace("*", "").lower()
    return " ".join(text.split())


def find_qualifier_before(text: str, language: Language) -> str:
    """Return the qualifier that ends a text, e.g. "more than" in "it has more than", or ""."""
    tail = normalise_words(text[-40:])
    for phrase in _longest_first(language.qualifiers):
        if tail == phrase or tail.endswith((f" {phrase}", f"({phrase}")):
            return phrase
    return ""


def read_quantity(words: str, unit: Unit, language: Language) -> Quantity:
    """Read words as one quantity, in the light of the unit that its cell has.

    Raises UnreadableError where the words are not one quantity, or name a unit that the cell's
    does not convert to.
    """
    if len(words) > _LONGEST:
        raise UnreadableError("it is too long to be one quantity")
    text = normalise_words(words).strip(" .,;:")
    if not text:
        raise UnreadableError("there are no words")
    if text in language.unknown:
        return Quantity(Qualifier.UNKNOWN, unit)
    qualifier, text = _split_qualifier(text, unit, language)
    if unit.kind is Kind.DATE:
        return _read_date(qualifier, text, language)
    if qualifier is None:
        whole = _read_vague(text, unit, language) or _read_range(text, unit, language)
        if whole is not None:
            return whole
    if unit.kind is Kind.RANK:
        return _read_rank(qualifier, text, unit, language)
    single = _read_single(text, unit, language)
    found = _find_unit(single, unit, language)
    return Quantity(
        qualifier or Qualifier.EXACT,
        found,
        single.number,
        decimals=single.decimals,
        tolerance=single.tolerance,
    )


def _split_qualifier(text: str, unit: Unit, language: Language) -> tuple[Qualifier | None, str]:
    table = dict(language.qualifiers)
    if unit.kind is Kind.DATE:
        table |= language.date_qualifiers
    found: Qualifier | None = None
    for phrase in _longest_first(table):
        is_sign = not phrase[-1].isalpha()
        if text.startswith(phrase) and (is_sign or text[len(phrase) :].startswith((" ", "-"))):
            found, text = table[phrase], text[len(phrase) :].strip(" ")
            break
    for phrase in _longest_first(language.suffixes):
        if text.endswith(phrase) and text != phrase:
            if found is not None:
                raise UnreadableError("it has two qualifiers")
            joined = phrase if phrase[0].isalpha() else ""
            before = text[: -len(phrase)]
            if not joined or before.endswith(" "):
                return language.suffixes[phrase], before.strip()
    return found, text


def _read_date(qualifier: Qualifier | None, text: str, language: Language) -> Quantity:
    if qualifier is Qualifier.NEARLY:
        raise UnreadableError("a date can't be nearly reached")
    period = read_period(text, language)
    return Quantity(qualifier or Qualifier.EXACT, DATE, period=period)


def _read_vague(text: str, unit: Unit, language: Language) -> Quantity | None:
    for phrase in _longest_first(language.vague):
        rest = text.removeprefix(phrase)
        if rest == text or (rest and not rest.startswith(" ")):
            continue
        name = rest.strip().removeprefix(f"{language.vague_joint} ").strip()
        low, high = language.vague[phrase]
        single = _Single(Fraction(low), 0, "", "", name)
        found = _find_unit(single, unit, language)
        if found.kind is not Kind.MEASURE:
            raise UnreadableError(f'"{phrase}" does not say a {unit.label}')
        # The word reaches up to, but not including, the next scale: [200, 1000) for "hundreds".
        return Quantity(Qualifier.RANGE, found, Fraction(low), Fraction(high), open_above=True)
    return None


def _read_range(text: str, unit: Unit, language: Language) -> Quantity | None:
    parts = _split_range(text, language)
    if parts is None:
        return None
    left, right = (_read_single(part, unit, language) for part in parts)
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
    if low.number is None or low.number >= right.number:
        raise UnreadableError("the range does not go from a lower to a higher number")
    decimals = max(low.decimals, right.decimals)
    return Quantity(Qualifier.RANGE, high_unit, low.number, right.number, decimals=decimals)


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
    match = re.fullmatch(r"(.*[\d%a-z])\s?(?:-|\.\.)\s?([^a-z\s]?[^a-z\s\d]{0,3}\d.*)", text)
    if match and re.search(r"\d", match[1]):
        return match[1], match[2]
    return None


def _read_rank(qualifier: Qualifier | None, text: str, unit: Unit, language: Language) -> Quantity:
    for article in language.articles:
        text = text.removeprefix(f"{article} ")
    for heads, meaning in (
        (language.rank_outsides, Qualifier.MORE_THAN),
        (language.rank_tops, Qualifier.UP_TO),
    ):
        for head in heads:
            rest = text.removeprefix(f"{head} ")
            if rest != text and qualifier is None:
                number, decimals = _read_number(rest, language)
                return Quantity(meaning, unit, number, decimals=decimals)
    rank = _read_ordinal(text, language)
    if rank is None:
        for head in language.rank_heads:
            text = text.removeprefix(head).strip()
        rank, _ = _read_number(text, language)
    if rank.denominator != 1 or rank < 1:
        raise UnreadableError("a rank is a whole number from one")
    return Quantity(qualifier or Qualifier.EXACT, unit, rank)


def _read_ordinal(text: str, language: Language) -> Fraction | None:
    head, _, tail = text.replace("-", " ").partition(" ")
    if text in language.rank_tails and text:
        return Fraction(1)
    if tail not in language.rank_tails:
        return None
    if head in language.ordinals:
        return Fraction(language.ordinals[head])
    match = re.fullmatch(r"(\d+)([^\d\s]+)", head)
    if match and match[2] in language.ordinal_suffixes:
        return Fraction(int(match[1]))
    return None


def _read_single(text: str, unit: Unit, language: Language) -> _Single:
    multiple = _read_multiple(text, unit, language) or _read_fraction(text, unit, language)
    if multiple is not None:
        return multiple
    currency, text = _split_currency(text, language)
    digits = rf"\d[\d{re.escape(language.group)}{re.escape(language.point)}]*\d|\d"
    match = re.match(rf"(?:-|minus )?(?:{re.escape(language.point)}\d+|{digits})", text)
    if match:
        number, decimals = _read_number(match.group(), language)
        rest = text[match.end() :]
    else:
        number, decimals, rest = _read_number_words(text, language)
    scale, rest = _split_scale(rest.lstrip(" -"), language)
    return _Single(number, decimals, scale, currency, rest.strip(" -"))


def _read_multiple(text: str, unit: Unit, language: Language) -> _Single | None:
    if unit.kind is not Kind.RATIO:
        return None
    if text in language.multiples:
        return _Single(language.multiples[text], 0, "", "", "times")
    for ending in language.fold:
        head = text.removesuffix(ending).strip(" -")
        if text.endswith(ending) and head:
            number, decimals = _read_number(head, language)
            return _Single(number, decimals, "", "", "times")
    return None


def _read_fraction(text: str, unit: Unit, language: Language) -> _Single | None:
    words = text.replace("-", " ").split()
    if not words or words[-1] not in language.fractions:
        return None
    if unit.kind not in (Kind.SHARE, Kind.RATIO):
        raise UnreadableError(f'a fraction does not say a number of "{unit.label}"')
    count = Fraction(1)
    if len(words) == 2:
        is_one = words[0] in language.one
        count = Fraction(1) if is_one else _read_number(words[0], language)[0]
    elif len(words) > 2:
        raise UnreadableError("it is more than a fraction")
    whole = 1 / unit.factor
    number = count * language.fractions[words[-1]] * whole
    # "Two thirds" is a round way of speaking: it reaches a percentage point either way.
    return _Single(number, 0, "", "", unit.name, tolerance=_POINT / 100 * whole)


def _split_currency(text: str, language: Language) -> tuple[str, str]:
    for word in _longest_first(language.units):
        label = language.units[word]
        rest = text.removeprefix(word)
        if rest == text or not rest or not parse_unit(label).is_money:
            continue
        if word[-1].isalpha() and not re.match(r"[\s\d-]", rest):
            continue
        return label, rest.strip()
    return "", text


def _split_scale(text: str, language: Language) -> tuple[str, str]:
    for word in _longest_first(language.scales):
        if text == word or text.startswith((f"{word} ", f"{word}-")):
            return language.scales[word], text[len(word) :].lstrip(" -")
    return "", text


def _read_number(text: str, language: Language) -> tuple[Fraction, int]:
    group, point = re.escape(language.group), re.escape(language.point)
    pattern = rf"(-|minus )?((?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{point}(\d+))?|{point}(\d+))"
    match = re.fullmatch(pattern, text)
    if match is None:
        number, decimals, rest = _read_number_words(text, language)
        if rest:
            raise UnreadableError(f'"{text}" is not a number')
        return number, decimals
    digits = match[2].replace(language.group, "").replace(language.point, ".")
    number = Fraction(digits if digits[0] != "." else f"0{digits}")
    return (-number if match[1] else number), len(match[3] or match[4] or "")


def _read_number_words(text: str, language: Language) -> tuple[Fraction, int, str]:
    """Read leading number words; return the number, no decimals, and what is left."""
    head, _, rest = text.partition(" ")
    if head in language.numbers:
        return Fraction(language.numbers[head]), 0, rest
    tens, dash, ones = head.partition("-")
    if dash and tens in language.numbers:
        ten, one = language.numbers[tens], language.numbers.get(ones)
        if one is not None and ten % 10 == 0 and ten >= 20 and 0 < one < 10:
            return Fraction(ten + one), 0, rest
        return Fraction(ten), 0, f"{ones} {rest}".strip()
    if head in language.one and rest:
        return Fraction(1), 0, rest
    raise UnreadableError(f'"{text}" does not begin with a number')


def _find_unit(single: _Single, expected: Unit, language: Language) -> Unit:
    """Return the unit that was named, or the cell's where none was.

    Raises UnreadableError where the two measure different things.
    """
    name, per = _split_per(single.name, expected, language)
    if single.currency and name:
        raise UnreadableError(f'"{name}" is not needed beside a currency')
    named = _find_named(name, single, expected, language)
    if not named.converts_to(expected) or (per and singular(expected.per) != singular(per)):
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
    is_same = parse_unit(label).name in _same_names(expected) if label else _counts(name, expected)
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
    return name, ""


def _counts(name: str, expected: Unit) -> bool:
    """Tell whether a noun is what the cell's unit counts."""
    return expected.kind is Kind.MEASURE and singular(name) == singular(expected.name.lower())


def _same_names(unit: Unit) -> set[str]:
    head = parse_unit(unit.name)
    same = {unit.name, head.name}
    return same | {"RMB", "CNY"} if same & {"RMB", "CNY"} else same


def _mismatch(single: _Single, expected: Unit) -> str:
    said = single.currency or single.name
    return f'"{said}" is not what the cell measures, which is "{expected.label}"'


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)
