"""From words to numbers: reads digits, number words, fractions, multiples and scale words."""

import re
from fractions import Fraction

from plainfact.languages import Language
from plainfact.wording_errors import UnreadableError

_MOST_DIGITS = 24


def read_number(text: str, language: Language) -> tuple[Fraction, int]:
    """Read a text that is one number and nothing else; return it and its decimals.

    Raises UnreadableError where it is not.
    """
    number, decimals, rest = split_number(text, language)
    if rest:
        raise UnreadableError(f'"{text}" is not a number')
    return number, decimals


def split_number(text: str, language: Language) -> tuple[Fraction, int, str]:
    """Read the number that a text begins with; return it, its decimals and what is left.

    Raises UnreadableError where the text does not begin with a number.
    """
    is_negative, text = split_minus(text, language)
    point, group = re.escape(language.point), re.escape(language.group)
    found = re.match(rf"\+?((?:{point})?[0-9](?:[0-9{group}{point}]*[0-9])?)", text)
    if found is None:
        number, decimals, rest = _split_number_words(text, language)
    else:
        number, decimals = _read_digits(found[1], language)
        rest = text[found.end() :]
        number, decimals, rest = _add_half(number, decimals, rest, language)
    return (-number if is_negative else number), decimals, rest


def split_minus(text: str, language: Language) -> tuple[bool, str]:
    """Take a minus off a text, and tell whether there was one."""
    for sign in language.minus:
        rest = text.removeprefix(sign)
        if rest not in ("", text):
            return True, rest.lstrip() if sign[-1] == " " else rest
    return False, text


def split_scale(text: str, language: Language) -> tuple[str, str]:
    """Take a scale word off a text; return the scale it means, or nothing, and what is left."""
    for word in sorted(language.scales, key=len, reverse=True):
        if text == word or text.startswith((f"{word} ", f"{word}-")):
            return language.scales[word], text[len(word) :].lstrip(" -")
    return "", text


def read_fraction(text: str, language: Language) -> Fraction | None:
    """Read "two thirds", "a tenth" or "one in ten" as a part of one, or None where it is none.

    Raises UnreadableError for a fraction that is not less than one.
    """
    words = text.replace("-", " ").split()
    if words and words[0] in language.articles:
        words = words[1:]
    if 0 < len(words) <= 2 and words[-1] in language.fractions:
        part = language.fractions[words[-1]]
        count = Fraction(1)
        if len(words) == 2 and words[0] not in language.one:
            count, _ = read_number(words[0], language)
        return _check_part(count, 1 / part)
    for joint in language.one_in:
        left, found, right = text.partition(f" {joint} ")
        if found:
            return _read_one_in(left, right, language)
    return None


def read_multiple(text: str, language: Language) -> tuple[Fraction, int] | None:
    """Read "tripled", "fourfold" or "4.6 times"; return the number and its decimals, or None."""
    if text in language.multiples:
        number = language.multiples[text]
        return number, 0 if number.denominator == 1 else 1
    for ending in sorted(language.fold, key=len, reverse=True):
        head = text.removesuffix(ending).rstrip(" -")
        if text.endswith(ending) and head:
            return read_number(head, language)
    return None


def split_range(text: str, language: Language) -> tuple[str, str] | None:
    """Split the words of a range at its middle, or return None where they are no range."""
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


def _read_one_in(left: str, right: str, language: Language) -> Fraction | None:
    try:
        count, whole = read_number(left, language)[0], read_number(right, language)[0]
    except UnreadableError:
        return None
    return _check_part(count, whole)


def _check_part(count: Fraction, whole: Fraction) -> Fraction:
    if count.denominator != 1 or whole.denominator != 1 or not 0 < count < whole:
        raise UnreadableError("it is not a part of a whole")
    return count / whole


def _read_digits(digits: str, language: Language) -> tuple[Fraction, int]:
    group, point = re.escape(language.group), re.escape(language.point)
    pattern = rf"(0|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+|[1-9][0-9]*)?(?:{point}([0-9]+))?"
    match = re.fullmatch(pattern, digits)
    if match is None:
        raise UnreadableError(f'"{digits}" is not a number as this language writes it')
    whole, decimals = (match[1] or "0").replace(language.group, ""), match[2] or ""
    if len(whole + decimals) > _MOST_DIGITS:
        raise UnreadableError(f"it has more than {_MOST_DIGITS} digits")
    return Fraction(f"{whole}.{decimals or 0}"), len(decimals)


def _split_number_words(text: str, language: Language) -> tuple[Fraction, int, str]:
    words = text.replace("-", " ").split()
    pair = set(words[:2])
    if len(words) > 2 and pair & language.half_of and pair & language.one:
        return Fraction(1, 2), 1, " ".join(words[2:])
    if words and words[0] in language.alone:
        return Fraction(language.alone[words[0]]), 0, " ".join(words[1:])
    small, words = _take_small(words, language)
    if small is None and len(words) > 1 and words[0] in language.one:
        small, words = 1, words[1:]
    if small is None:
        raise UnreadableError(f'"{text}" does not begin with a number')
    number, words = _take_multipliers(small, words, language)
    return _add_half(Fraction(number), 0, " ".join(words), language)


def _take_small(words: list[str], language: Language) -> tuple[int | None, list[str]]:
    """Take a number below a hundred off the front of some words."""
    numbers = language.numbers
    if not words or words[0] not in numbers:
        return None, words
    first = numbers[words[0]]
    second = numbers.get(words[1], 0) if len(words) > 1 else 0
    if first % 10 == 0 and first >= 20 and 0 < second < 10:
        return first + second, words[2:]
    return first, words[1:]


def _take_multipliers(
    number: int, words: list[str], language: Language
) -> tuple[int, list[str]]:  # fmt: skip
    if not words or words[0] not in language.multipliers:
        return number, words
    factor = language.multipliers[words[0]]
    number, words = number * factor, words[1:]
    after = words[1:] if words and words[0] == language.number_joint else words
    small, left = _take_small(after, language)
    if factor == 100 and small is not None:
        return number + small, left
    return number, words


def _add_half(
    number: Fraction, decimals: int, rest: str, language: Language
) -> tuple[Fraction, int, str]:
    """Add the half of "two and a half", where the number is whole."""
    words = rest.replace("-", " ").split()
    is_half = (
        len(words) >= 3
        and words[0] == language.number_joint
        and words[1] in language.one
        and words[2] in language.half_of
    )
    if not is_half:
        return number, decimals, rest
    if decimals:
        raise UnreadableError(f'"{rest}" does not go with decimals')
    return number + Fraction(1, 2), 1, " ".join(words[3:])
