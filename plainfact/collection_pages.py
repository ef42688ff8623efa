"""The pages of collections: one for each row of a dataset, and the list of them."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from plainfact.collections import CollectionPage, NameIndex, make_collection_pages
from plainfact.facts import used_cells
from plainfact.fingerprints import digest_value
from plainfact.ledger_pages import group_facts
from plainfact.ledger_views import RowField, RowView
from plainfact.link_views import NavLink
from plainfact.notes import make_source_link
from plainfact.outputs import OutputFile
from plainfact.press import PageFile, Press
from plainfact.reads import Watched

if TYPE_CHECKING:
    from plainfact.config import Collection

Naming = Mapping[str, tuple[str, ...]]
"""The addresses of the cells that name what a page is about, by the page's address."""


def render_collections(press: Press) -> list[OutputFile]:
    """Return the pages of every collection."""
    site = press.site
    pages = make_collection_pages(site, press.prose)
    names = NameIndex(used_cells(site, press.uses), site, press.prose) if pages else None
    found = {page.url: names.find(page.title) for page in pages} if names is not None else {}
    naming = Watched("naming", found, press.keeper.reads)
    files: list[OutputFile] = []
    for name, collection in site.config.collections.items():
        own = tuple(page for page in pages if page.collection == name)
        titles = digest_value([(page.title, page.row.id) for page in own])
        made = partial(_render_list, press, name, collection, own)
        files.append(press.make("collection", titles, made))
        columns = site.datasets[collection.dataset].columns
        labels = {column.id: column.label for column in columns.values()}
        for page in own:
            given = digest_value((page, labels, collection))
            made = partial(_render_row, press, page, collection, labels, naming)
            files.append(press.make("row", given, made))
    return files


def _render_list(
    press: Press, name: str, collection: "Collection", pages: tuple[CollectionPage, ...]
) -> PageFile:
    about = press.words("collection_about", name=collection.label)
    view = press.frame(f"{name}/", collection.label, about)
    links = tuple(NavLink(page.title, f"{page.row.id}/") for page in pages)
    return press.print("collection.html", view, links=links)


def _render_row(
    press: Press,
    page: CollectionPage,
    collection: "Collection",
    labels: Mapping[str, str],
    naming: Naming,
) -> PageFile:
    site, prose = press.site, press.prose
    fields = tuple(
        RowField(labels[cell.column], prose.cell_value(cell, page.url))
        for cell in page.row.cells.values()
        if cell.column != collection.title
    )
    cells = [site.cells[address] for address in naming[page.url]]
    naming_it = [cell for cell in cells if cell.dataset != collection.dataset]
    sources = dict.fromkeys(
        name for cell in page.row.cells.values() for name in cell.origin.sources
    )
    view = press.frame(page.url, page.title, press.words("row_about", name=page.title))
    row = RowView(
        fields=fields,
        sources=tuple(make_source_link(site.sources[name], site) for name in sources),
        groups=group_facts(press, naming_it, page.url),
    )
    return press.print("row.html", view, row=row)
