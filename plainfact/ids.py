"""Ids: the short names by which datasets, rows, charts, terms and sources are called."""

import re
from collections.abc import Iterable

from plainfact.problems import Place, Problem

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def is_id(name: str) -> bool:
    """Tell whether a name can be an id."""
    return len(name) <= 80 and _ID.fullmatch(name) is not None


def check_ids(names: Iterable[tuple[str, Place]], what: str, problems: list[Problem]) -> None:
    """Add a problem for each name that can't be an id."""
    for name, place in names:
        if not is_id(name):
            message = f'"{name}" can\'t be the id of a {what}.'
            hint = "Use lower-case letters, digits, hyphens and underscores."
            problems.append(Problem(place, "id-is-plain", message, hint))
