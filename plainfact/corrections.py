"""Corrections: what was changed after publication, when and why."""

import datetime as dt

from msgspec import Struct

from plainfact.problems import Place
from plainfact.prose import Prose


class Correction(Struct, frozen=True, kw_only=True):
    """A mended mistake; a routine update is not one."""

    date: dt.date
    """When it was mended."""
    page: str
    """The id of the page concerned."""
    was: Prose
    """What it said."""
    is_now: Prose
    """What it says now."""
    why: Prose
    """Why that was wrong."""
    cells: tuple[str, ...]
    """The addresses of cells concerned that `is_now` does not bind."""
    anchor: str
    """Its fragment on the page of corrections, which stays."""
    place: Place
    """Where it is entered."""

    def texts(self) -> tuple[Prose, ...]:
        """Return its texts that are held to the cells; what it said once is not."""
        return (self.is_now, self.why)
