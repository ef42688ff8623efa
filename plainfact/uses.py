"""Uses: every place of the site where a cell, a source or a term is used."""

from msgspec import Struct

from plainfact.problems import Place


class Use(Struct, frozen=True, order=True):
    """One place where something is used."""

    page: str
    """The address of the page it shows on."""
    kind: str
    """How: "prose", "title", "chart", "table", "card", "definition", "formula"."""
    owner: str
    """The id of the page, chart, term or cell that uses it."""
    place: Place
    """Where that is written."""
