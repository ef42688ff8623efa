"""Progress: what a long build tells of itself while it works, to whoever listens."""

from typing import Protocol


class Progress(Protocol):
    """Listens to a build. A stage lasts until the next one begins."""

    def stage(self, name: str, total: int = 0) -> None:
        """Begin a stage, e.g. "Drawing charts", of so many steps; none where that isn't known."""

    def step(self, count: int = 1) -> None:
        """Tell that so many steps of the stage are done."""


class _Silent:
    def stage(self, name: str, total: int = 0) -> None:
        """Say nothing."""

    def step(self, count: int = 1) -> None:
        """Say nothing."""


SILENT: Progress = _Silent()
"""Listens and says nothing."""
