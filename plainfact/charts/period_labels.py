"""Short names of periods for axes, and which moments an axis of time names."""

from collections.abc import Mapping, Sequence
from datetime import date

from babel.dates import format_date

from plainfact.charts.fonts import measure_text
from plainfact.charts.scales import find_middle, to_moment
from plainfact.charts.theme import SMALL_SIZE
from plainfact.languages import Language
from plainfact.periods import Period, Precision, make_year
from plainfact.words import find_words

_FEWEST = 2
"""The fewest years that say how long an axis is."""
_GAP = 12
"""The least that two names on an axis stand apart, in pixels."""
_MANY_YEARS = 20
"""From so many years on, signs of where they begin would be a comb."""


def format_short_period(period: Period, language: Language) -> str:
    """Return a period in few letters, e.g. "Q3 2024"."""
    words, locale = find_words(language.code), language.code.replace("-", "_")
    match period.precision:
        case Precision.DAY:
            return format_date(period.first, "d MMM y", locale=locale)
        case Precision.MONTH:
            return format_date(period.first, "MMM y", locale=locale)
        case Precision.QUARTER:
            return words("chart_quarter", number=period.number, year=period.first.year)
        case Precision.HALF:
            return words("chart_half", number=period.number, year=period.first.year)
        case Precision.YEAR:
            return str(period.first.year)
        case _:
            return _format_span(period, language)


def find_time_ticks(
    periods: Sequence[Period], begin: int, end: int, width: float, language: Language
) -> dict[float, str]:
    """Return the moments that an axis names, with their names, none standing on another.

    Every period is named where there is room for all; else the years, thinned evenly; else the
    first period and the last, and some between them.
    """
    distinct = sorted(set(periods))
    own = [(float(to_moment(find_middle(period))), format_short_period(period, language))
           for period in distinct]  # fmt: skip
    if _fits(dict(own), begin, end, width):
        return dict(own)
    first, last = distinct[0].first.year, max(period.last for period in distinct).year
    is_part = _are_parts(distinct) and last - first + 1 < _MANY_YEARS
    for step in (1, 2, 5, 10, 20, 25, 50, 100):
        years = [year for year in range(first, last + 1) if year % step == 0]
        places = {year: _place_year(year, begin, end, width, is_part=is_part) for year in years}
        inside = {place: str(year) for year, place in places.items() if place is not None}
        if len(inside) >= _FEWEST and _fits(inside, begin, end, width):
            return inside
    for step in range(2, len(own)):
        # Counted from the end: the last moment is the one that readers look for.
        thinned = dict(own[::-step])
        if _fits(thinned, begin, end, width):
            return thinned
    return dict(own[-1:])


def find_year_starts(
    periods: Sequence[Period], ticks: Mapping[float, str], begin: int, end: int
) -> list[int]:
    """Return the moments at which years begin, where years are named and most marks are of less.

    The name of a year stands in its middle: without a sign nobody sees where the year begins.
    """
    if not _are_parts(periods) or not all(name.isdecimal() for name in ticks.values()):
        return []
    last = max(period.last for period in periods).year
    years = range(min(period.first for period in periods).year, last + 1)
    starts = [to_moment(date(year, 1, 1)) for year in years]
    return [start for start in starts if begin < start < end] if len(starts) < _MANY_YEARS else []


def _are_parts(periods: Sequence[Period]) -> bool:
    """Tell whether most periods are parts of a year."""
    return sum(period.precision is Precision.YEAR for period in periods) * 2 < len(periods)


def _place_year(year: int, begin: int, end: int, width: float, *, is_part: bool) -> float | None:
    """Return the moment at which a year is named, or None where it has no room on the axis.

    That is its middle; where parts are shown and it is not all seen, the middle of what is seen.
    """
    middle = float(to_moment(find_middle(make_year(year))))
    first, last = to_moment(date(year, 1, 1)), to_moment(date(year + 1, 1, 1))
    seen = min(last, end) - max(first, begin)
    if not is_part or seen == last - first:
        return middle if begin <= middle <= end else None
    if seen * width / (end - begin) < measure_text(str(year), SMALL_SIZE) / 2:
        return None
    return float(max(first, begin) + seen // 2)


def _fits(ticks: dict[float, str], begin: int, end: int, width: float) -> bool:
    per_moment = width / max(1, end - begin)
    reached = float("-inf")
    for moment, name in sorted(ticks.items()):
        half = measure_text(name, SMALL_SIZE) / 2
        middle = (moment - begin) * per_moment
        if middle - half < reached + _GAP:
            return False
        reached = middle + half
    return True


def _format_span(period: Period, language: Language) -> str:
    words = find_words(language.code)
    first, last = period.ends
    if first.precision is Precision.YEAR:
        return words("chart_span", first=first.first.year, last=last.first.year)
    months = [format_date(part.first, "MMM", locale=language.code.replace("-", "_"))
              for part in (first, last)]  # fmt: skip
    if first.precision is Precision.MONTH and first.first.year == last.first.year:
        span = words("chart_span", first=months[0], last=months[1])
        return f"{span} {first.first.year}"
    return words(
        "chart_span",
        first=format_short_period(first, language),
        last=format_short_period(last, language),
    )
