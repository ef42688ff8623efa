"""Collections: pages made from the rows of a dataset, each with all facts that name its row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plainfact.config import Collection
from plainfact.datasets import Cell, Row
from plainfact.prose_renderer import ProseRenderer
from plainfact.site import Site


@dataclass(frozen=True, slots=True)
class CollectionPage:
    """The page of one row."""

    collection: str
    """The folder of the collection, e.g. "players"."""
    row: Row
    """The row."""
    title: str
    """What it is called."""
    url: str
    """Its address from the site's root."""


def make_collection_pages(site: Site, prose: ProseRenderer) -> tuple[CollectionPage, ...]:
    """Return the pages of every collection, in the order of their rows."""
    return tuple(
        CollectionPage(name, row, _row_title(row, collection, prose), f"{name}/{row.id}/")
        for name, collection in site.config.collections.items()
        for row in site.datasets[collection.dataset].rows.values()
    )


def find_facts_naming(title: str, cells: Iterable[Cell], site: Site, prose: ProseRenderer
                      ) -> tuple[Cell, ...]:  # fmt: skip
    """Return the cells whose row or column names something, as a whole word."""
    name = re.compile(rf"(?<!\w){re.escape(title)}(?!\w)", re.IGNORECASE)
    return tuple(cell for cell in cells if name.search(_names_of(cell, site, prose)))


def _row_title(row: Row, collection: Collection, prose: ProseRenderer) -> str:
    cell = row.cells.get(collection.title)
    return prose.cell_words(cell) if cell is not None else row.id


def _names_of(cell: Cell, site: Site, prose: ProseRenderer) -> str:
    """Return the words by which a cell is known: its label, and the other words of its row."""
    row = site.datasets[cell.dataset].rows.get(cell.row)
    others = row.cells.values() if row is not None else ()
    words = [prose.plain(other.words) for other in others if other.words is not None]
    return " ".join([cell.label, *words])
