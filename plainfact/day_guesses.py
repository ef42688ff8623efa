"""Guessing the day that an author means who writes it in another form than year-month-day."""

import datetime as dt
import re

from plainfact.languages import LANGUAGES
from plainfact.period_wording import read_period
from plainfact.wording_errors import UnreadableError

_DAY_LAST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def advise_on_day(words: str) -> str:
    """Return how to write the day that words mean, or nothing where they tell of none for sure."""
    words = words.strip()
    if match := _DAY_LAST.fullmatch(words):
        year, month, day = map(int, match.groups())
        return _advise(year, month, day)
    if match := _YEAR_LAST.fullmatch(words):
        first, second, year = map(int, match.groups())
        if first <= 12 and second <= 12 and first != second:
            either = f"{year}-{first:02d}-{second:02d} or {year}-{second:02d}-{first:02d}"
            return f"Write {either}: year, month, day."
        return _advise(year, min(first, second), max(first, second))
    for language in LANGUAGES.values():
        try:
            period = read_period(words.lower(), language)
        except UnreadableError:
            continue
        if period.first == period.last:
            return f"Write {period.first.isoformat()}."
    return ""


def _advise(year: int, month: int, day: int) -> str:
    try:
        return f"Write {dt.date(year, month, day).isoformat()}."
    except ValueError:
        return "There is no such day in the calendar; write one that there is."
