"""Calls of functions whose modules are imported when the call is made, and not before.

What stands from the build before is never made, so that most edits need few of the modules that
make pages.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def call_late(module: str, name: str, *given: object) -> Callable[[], Any]:
    """Return a call of a function of one of our modules, with what it is given."""

    def call() -> Any:  # noqa: ANN401 - whatever the function returns
        return getattr(import_module(f"plainfact.{module}"), name)(*given)

    return call
