"""Ids: the short names by which datasets, rows, charts, terms and sources are called."""

import re
import unicodedata
from collections.abc import Iterable

from plainfact.problems import Place, Problem

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def is_id(name: str) -> bool:
    """Tell whether a name can be an id."""
    return len(name) <= 80 and _ID.fullmatch(name) is not None


def suggest_id(name: str) -> str:
    """Return the id that is nearest to a name, or nothing where none of it can stay."""
    plain = unicodedata.normalize("NFKD", name).lower()
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return "-".join(re.findall(r"[a-z0-9_]+", kept)).strip("_")[:80]


def check_ids(names: Iterable[tuple[str, Place]], what: str, problems: list[Problem]) -> None:
    """Add a problem for each name that can't be an id."""
    for name, place in names:
        if not is_id(name):
            message = f'"{name}" can\'t be the id of a {what}.'
            rule = "lower-case letters, digits, hyphens and underscores"
            near = suggest_id(name)
            hint = f'Call it "{near}": {rule} only.' if near else f"Use {rule}."
            problems.append(Problem(place, "id-is-plain", message, hint))
