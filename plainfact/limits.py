"""Limits: how large content may be before it is refused, so that no file can exhaust a machine.

They are set by whoever runs the build, in the variable PLAINFACT_LIMITS, and never by the content
itself. Worker processes inherit the variable, and so the limits.
"""

import os
from functools import cache
from typing import NamedTuple

VARIABLE = "PLAINFACT_LIMITS"
"""The environment variable that sets limits, e.g. "rows=500000 file_bytes=50000000"."""


class LimitsError(ValueError):
    """Limits that can't be read; the message says why."""


class Limits(NamedTuple):
    """The largest content that is read."""

    file_bytes: int = 20_000_000
    """The size of a text file: Markdown, YAML, CSV, a template."""
    picture_bytes: int = 50_000_000
    """The size of a picture or another file that is copied as it is."""
    yaml_depth: int = 40
    """How deeply YAML may be nested."""
    yaml_values: int = 2_000_000
    """The values of one YAML file, aliases counted each time they are used."""
    rows: int = 100_000
    """The rows of one dataset."""
    text_characters: int = 400_000
    """The length of one text: a page, or a field of a YAML file."""
    text_lines: int = 10_000
    """The lines of one text."""
    paragraph_characters: int = 50_000
    """The length of one stretch of a text without an empty line."""
    loose_signs: int = 500
    """The brackets, stars, underscores and code spans of a paragraph that are part of no link; a
    whole text may have ten times as many."""


def find_limits() -> Limits:
    """Return the limits of this run; raise LimitsError where they can't be read."""
    return _parse_limits(os.environ.get(VARIABLE, ""))


@cache
def _parse_limits(written: str) -> Limits:
    found: dict[str, int] = {}
    for part in written.replace(",", " ").split():
        name, _, number = part.partition("=")
        if name not in Limits._fields or not number.isascii() or not number.isdigit():
            raise LimitsError(
                f'{VARIABLE} says "{part}"; write e.g. "rows=500000". '
                f"The limits are {', '.join(sorted(Limits._fields))}."
            )
        found[name] = int(number)
    return Limits(**found)
