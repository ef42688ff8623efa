"""Collections: pages made from the rows of a dataset, each with all facts that name its row."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from plainfact.datasets import Cell, Row
from plainfact.plain_renderer import PlainRenderer
from plainfact.site import Site

if TYPE_CHECKING:
    from plainfact.config import Collection

_WORD = re.compile(r"\w+")


class CollectionPage(Struct, frozen=True):
    """The page of one row."""

    collection: str
    """The folder of the collection, e.g. "players"."""
    row: Row
    """The row."""
    title: str
    """What it is called."""
    url: str
    """Its address from the site's root."""


def make_collection_pages(site: Site, prose: PlainRenderer) -> tuple[CollectionPage, ...]:
    """Return the pages of every collection, in the order of their rows."""
    return tuple(
        CollectionPage(name, row, _row_title(row, collection, prose), f"{name}/{row.id}/")
        for name, collection in site.config.collections.items()
        for row in site.datasets[collection.dataset].rows.values()
    )


class NameIndex:
    """Finds the cells whose row or column names something, as a whole word."""

    def __init__(self, cells: Iterable[Cell], site: Site, prose: PlainRenderer) -> None:
        self._names: list[tuple[str, str]] = []
        self._by_word: dict[str, set[int]] = {}
        for number, cell in enumerate(cells):
            names = _names_of(cell, site, prose).lower()
            self._names.append((cell.address, names))
            for word in _WORD.findall(names):
                self._by_word.setdefault(word, set()).add(number)

    def find(self, title: str) -> tuple[str, ...]:
        """Return the addresses of the cells that name something, in order."""
        title = title.lower()
        found = [self._by_word.get(word, set()) for word in _WORD.findall(title)]
        likely = set.intersection(*found) if found else set(range(len(self._names)))
        told = (self._names[number] for number in sorted(likely))
        return tuple(address for address, names in told if _is_named(title, names))


def _is_named(title: str, names: str) -> bool:
    """Tell whether a title stands among names, as a whole word or as whole words."""
    start = names.find(title)
    while start >= 0:
        around = names[start - 1 : start] + names[start + len(title) : start + len(title) + 1]
        if not _WORD.search(around):
            return True
        start = names.find(title, start + 1)
    return False


def _row_title(row: Row, collection: "Collection", prose: PlainRenderer) -> str:
    cell = row.cells.get(collection.title)
    return prose.cell_words(cell) if cell is not None else row.id


def _names_of(cell: Cell, site: Site, prose: PlainRenderer) -> str:
    """Return the words by which a cell is known: its label, and the other words of its row."""
    row = site.datasets[cell.dataset].rows.get(cell.row)
    others = row.cells.values() if row is not None else ()
    words = [prose.plain(other.words) for other in others if other.words is not None]
    return " ".join([cell.label, *words])
