"""Sources as CSL-JSON, the form that reference managers read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from plainfact.periods import Period, Precision
from plainfact.sources import Name, Source

SOURCES = "sources.json"
"""Where the sources lie, for reference managers and for programs."""

_PARTS = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}
"""How many of year, month and day a period is told by."""


def describe_sources(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Return sources as CSL-JSON has them."""
    return [_describe_source(source) for source in sources]


def _describe_source(source: Source) -> dict[str, Any]:
    whole = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "author": [_describe_name(name) for name in source.names],
        "publisher": source.publisher if source.publisher != source.container_title else "",
        "container-title": source.container_title,
        "issued": _describe_date(source.issued),
        "accessed": _describe_date(source.accessed),
        "URL": source.url,
        "archive_location": source.archive,
        "note": source.note,
    }
    return {name: value for name, value in whole.items() if value}


def _describe_name(name: Name | str) -> dict[str, str]:
    if isinstance(name, str):
        return {"literal": name}
    whole = {
        "family": name.family,
        "given": name.given,
        "literal": name.literal,
        "non-dropping-particle": name.particle,
        "dropping-particle": name.dropping,
        "suffix": name.suffix,
    }
    return {part: words for part, words in whole.items() if words}


def _describe_date(period: Period | None) -> dict[str, Any] | None:
    """Return a date as finely as it is known; what is no day, month or year is a span of days."""
    if period is None:
        return None
    length = _PARTS.get(period.precision)
    if length is not None:
        return {"date-parts": [_list_parts(period.first)[:length]]}
    return {"date-parts": [_list_parts(period.first), _list_parts(period.last)]}


def _list_parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
