"""From words to periods: reads days, months, quarters, half-years, years and spans of them."""

import re
from collections.abc import Callable

from plainfact.languages import Language
from plainfact.periods import (
    Period,
    make_day,
    make_half,
    make_month,
    make_quarter,
    make_span,
    make_year,
    make_year_part,
)
from plainfact.wording_errors import UnreadableError

_YEARS = range(1000, 3000)


def read_period(text: str, language: Language) -> Period:
    """Read a date or a span of dates, e.g. "16 may 2019", "1-3q21", "feb 2021 to oct 2022".

    The text is in lower case with plain dashes. Raises UnreadableError where it is no period.
    """
    try:
        found = _read_one(text, language) or _read_span(text, language)
    except ValueError as error:
        raise UnreadableError(f'"{text}" is no date: {error}') from error
    if found is None:
        raise UnreadableError(f'"{text}" is no date')
    return found


def strip_articles(text: str, language: Language) -> str:
    """Take the words off a text's beginning that mean nothing by themselves, e.g. "in the"."""
    head, found, rest = text.partition(" ")
    return strip_articles(rest, language) if found and head in language.articles else text


def find_part_before(before: str, words: str, language: Language) -> str:
    """Return the words at the end of a text that make a date finer, e.g. "may" before "2019".

    Both texts are in lower case with plain dashes.
    """
    tail = before.split()[-6:]
    for index in reversed(range(len(tail))):
        part = " ".join(tail[index:])
        try:
            if _read_one(f"{part} {words}", language) and not _is_filler(part, language):
                return part
        except ValueError:
            continue
    return ""


def read_year_part(text: str, language: Language) -> tuple[Period, str] | None:
    """Read "late 2019" or "mid-2019"; return the period and the part's name, or None.

    Raises UnreadableError where the year is out of reach.
    """
    text = strip_articles(text, language)
    for words, part in language.year_parts.items():
        rest = text.removeprefix(words)
        match = re.fullmatch(r"[ -]([0-9]{4})", rest)
        if match and rest != text:
            return make_year_part(_year(match[1]), part), part
    return None


def _is_filler(part: str, language: Language) -> bool:
    return all(word in language.of or word in language.articles for word in part.split())


def _read_one(text: str, language: Language) -> Period | None:
    text = strip_articles(text, language)
    for reader in (_read_digits, _read_short, _read_month, _read_part):
        found = reader(text, language)
        if found is not None:
            return found
    return None


def _read_digits(text: str, _language: Language) -> Period | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text, re.ASCII)
    if match is None:
        return None
    year = _year(match[1])
    if match[3]:
        return make_day(year, int(match[2]), int(match[3]))
    return make_month(year, int(match[2])) if match[2] else make_year(year)


def _read_short(text: str, _language: Language) -> Period | None:
    """Read the trade's short forms: "3q24", "q3 2024", "2024-q3", "1h24", "1-3q21"."""
    match = re.fullmatch(r"(?:(\d)-)?(\d)([qh])[ -]?(\d{4}|\d\d)", text, re.ASCII)
    if match:
        first, number, letter, year = match[1], int(match[2]), match[3], _year(match[4])
        return _make_run(int(first) if first else number, number, letter, year)
    match = re.fullmatch(r"([qh])(\d)[ /-]?(\d{4}|\d\d)", text, re.ASCII)
    if match:
        return _make_run(int(match[2]), int(match[2]), match[1], _year(match[3]))
    match = re.fullmatch(r"(\d{4})[ -]?([qh])(\d)", text, re.ASCII)
    if match:
        return _make_run(int(match[3]), int(match[3]), match[2], _year(match[1]))
    return None


def _read_month(text: str, language: Language) -> Period | None:
    words = text.replace(",", " ").replace(".", " ").split()
    words = [word for word in words if word not in language.of]
    names = [index for index, word in enumerate(words) if word in language.months]
    if len(names) != 1 or not re.fullmatch("[0-9]{4}", words[-1]):
        return None
    month, year = language.months[words[names[0]]], _year(words[-1])
    rest = [word for index, word in enumerate(words[:-1]) if index != names[0]]
    if not rest:
        return make_month(year, month)
    day = _day(rest[0], language)
    return make_day(year, month, day) if len(rest) == 1 and day else None


def _read_part(text: str, language: Language) -> Period | None:
    words = text.replace("-", " ").split()
    words = [word for word in words if word not in language.of]
    if len(words) < 3 or not re.fullmatch("[0-9]{4}", words[-1]):
        return None
    year, head = _year(words[-1]), " ".join(words[:-1])
    if head in language.quarters_run:
        return _make_run(1, language.quarters_run[head], "q", year)
    if head in language.months_run:
        return make_span(make_month(year, 1), make_month(year, language.months_run[head]))
    number = language.ordinals.get(words[0]) or _day(words[0], language)
    if not number or len(words) != 3:
        return None
    if words[1] in language.quarter:
        return make_quarter(year, number)
    return make_half(year, number) if words[1] in language.half else None


def _read_span(text: str, language: Language) -> Period | None:
    splits: list[tuple[str, str]] = []
    for before, between in language.range_frames:
        inner = text.removeprefix(f"{before} ")
        if inner != text:
            splits += _splits(inner, f" {between} ")
    for word in language.range_words:
        splits += _splits(text, f" {word} ")
    splits += _splits(text, "..") + _splits(text, " - ") + _splits(text, "-")
    for left, right in splits:
        last = _read_one(right, language)
        first = _read_one(left, language) or _read_first_end(left, right, language)
        if first is not None and last is not None:
            return make_span(first, last)
    return None


def _read_first_end(left: str, right: str, language: Language) -> Period | None:
    """Read "february" in "february to may 2021": the first end borrows the year."""
    match = re.search(r"\b([0-9]{4})$", right)
    return _read_month(f"{left} {match[1]}", language) if match else None


def _splits(text: str, separator: str) -> list[tuple[str, str]]:
    left, found, right = text.partition(separator)
    return [(left, right)] if found else []


def _make_run(first: int, last: int, letter: str, year: int) -> Period:
    make: Callable[[int, int], Period] = make_quarter if letter == "q" else make_half
    return make_span(make(year, first), make(year, last))


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year < 80 else 1900
    if year not in _YEARS:
        raise UnreadableError("the year is not between 1000 and 2999")
    return year


def _day(word: str, language: Language) -> int:
    for suffix in language.ordinal_suffixes:
        word = word.removesuffix(suffix)
    return int(word) if re.fullmatch("[0-9]{1,2}", word) else 0
