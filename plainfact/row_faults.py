"""Telling what is wrong with a row that names a column that there isn't."""

import re
from collections.abc import Collection


def advise_on_column(name: str, *, is_empty: bool) -> str:
    """Return what most likely happened where a row names no column; empty for a mere misspelling.

    A name with nothing behind it is most often the rest of a text with a comma in it.
    """
    if not is_empty:
        return ""
    joined = find_joined(name)
    if joined is not None:
        return f"Put a space after the colon: {joined[0]}: {joined[1]}"
    return "Put the text before it in quotes: a comma ends it otherwise."


def find_joined(name: str, columns: Collection[str] = ()) -> tuple[str, str] | None:
    """Return the name and the value that stand together without a space after the colon."""
    match = re.fullmatch(r"([\w-]+):(\S.*)", name)
    if match is None or (columns and match[1] not in columns):
        return None
    return match[1], match[2]
