"""Filters of a site's own templates: the functions of `content/extensions/filters.py`."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from plainfact.own_code import load_code, refuse_failure
from plainfact.problems import ContentError, Place, Problem
from plainfact.site import Site

Filter = Callable[..., Any]
"""Takes what stands before the bar in a template, and gives what takes its place."""

_HINT = "Mend this line: a filter takes a value and returns what is shown in its place."


def load_filters(site: Site, problems: list[Problem], *, no_code: bool) -> dict[str, Filter]:
    """Return a site's filters by name; a file that fails is a problem, and so is refused code."""
    path = site.filters
    if path is None:
        return {}
    shown = f"{site.path}/extensions/{path.name}"
    if no_code:
        message = "These filters are Python of this site, and code is refused."
        hint = "Build without --no-code if you trust this content, or delete the file."
        problems.append(Problem(Place(shown), "code-is-allowed", message, hint))
        return {}
    try:
        module = load_code(path)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - an author's code may fail in any way
        problems.append(refuse_failure(error, path, shown, _HINT))
        return {}
    return {
        name: _guard(value, path, shown)
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and name[0] != "_"
    }


def _guard(function: Filter, path: Path, shown: str) -> Filter:
    """Return a filter whose failure is a problem at its line."""

    @wraps(function)
    def run(*args: object, **named: object) -> object:
        try:
            return function(*args, **named)
        except Exception as error:
            raise ContentError([refuse_failure(error, path, shown, _HINT)]) from error

    return run
