"""The pages of collections: one for each row of a dataset, and the list of them."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct

from plainfact.collections import NameIndex, make_collection_pages
from plainfact.datasets import Row
from plainfact.facts import used_cells
from plainfact.figure_views import make_figure_view
from plainfact.figures import name_row_chart
from plainfact.fingerprints import digest_value
from plainfact.ledger_pages import group_facts
from plainfact.ledger_views import RowField, RowView
from plainfact.link_views import NavLink
from plainfact.notes import make_source_link
from plainfact.outputs import OutputFile
from plainfact.press import PageFile, Press
from plainfact.reads import Watched
from plainfact.site import Site
from plainfact.urls import relative_url

if TYPE_CHECKING:
    from plainfact.config import Collection

Naming = Mapping[str, tuple[str, ...]]
"""The addresses of the cells that name what a page is about, by the page's address."""

_SUMMED_UP = 2
"""How many columns of a row stand beside its name in the list."""


class _Entry(Struct, frozen=True):
    """What is known of the page of a row."""

    collection: str
    row: str
    title: str
    summary: str
    """What is said of it first."""
    url: str
    given: str
    """The fingerprint of what it is made from of its own."""
    naming: tuple[str, ...]
    """The addresses of the cells that name it."""


def render_collections(press: Press) -> list[OutputFile]:
    """Return the pages of every collection."""
    collections = press.site.config.collections
    entries: tuple[_Entry, ...] = press.keeper.get("rows", "", partial(_list_entries, press))
    press.keeper.expect("row", [entry.url for entry in entries])
    naming = Watched("naming", {entry.url: entry.naming for entry in entries}, press.keeper.reads)
    files: list[OutputFile] = []
    for name, collection in collections.items():
        own = tuple(entry for entry in entries if entry.collection == name)
        titles = digest_value([(entry.title, entry.row, entry.summary) for entry in own])
        made = partial(_render_list, press, name, collection, own)
        files.append(press.make("collection", titles, made))
        for entry in own:
            made = partial(_render_row, press, entry, collection, naming)
            files.append(press.make("row", entry.given, made, entry.url))
    return files


def _list_entries(press: Press) -> tuple[_Entry, ...]:
    """Return what is known of each row's page without making it."""
    site = press.site
    names = NameIndex(used_cells(site, press.uses), site, press.prose)
    entries: list[_Entry] = []
    for page in make_collection_pages(site, press.prose):
        collection = site.config.collections[page.collection]
        given = digest_value((page, _label_columns(site, collection), collection))
        summary = _sum_up(press, page.row, collection)
        entry = _Entry(page.collection, page.row.id, page.title, summary, page.url, given,
                       names.find(page.title))  # fmt: skip
        entries.append(entry)
    return tuple(entries)


def _sum_up(press: Press, row: Row, collection: "Collection") -> str:
    """Return what a row says in the columns that come first beside its name."""
    columns = press.site.datasets[collection.dataset].columns
    others = [name for name in columns if name != collection.title]
    cells = [row.cells[name] for name in others[:_SUMMED_UP] if name in row.cells]
    return " · ".join(press.prose.cell_words(cell) for cell in cells)


def _label_columns(site: Site, collection: "Collection") -> dict[str, str]:
    columns = site.datasets[collection.dataset].columns
    return {column.id: column.label for column in columns.values()}


def _render_list(
    press: Press, name: str, collection: "Collection", pages: tuple[_Entry, ...]
) -> PageFile:
    about = press.words("collection_about", name=collection.label)
    view = press.frame(f"{name}/", collection.label, about)
    links = tuple(NavLink(page.title, f"{page.row}/", summary=page.summary) for page in pages)
    return press.print("collection.html", view, links=links)


def _render_chart(press: Press, page: _Entry) -> Markup:
    """Return the chart of a row, if it has one; where charts stand once, a link to it."""
    name = name_row_chart(page.collection, page.row)
    if press.site.first_charts.get(page.url) != name:
        return Markup()
    figure = press.site.figures[name]
    if press.one_file:
        link = NavLink(press.prose.plain(figure.title), relative_url(page.url, f"charts/{name}/"))
        return press.templates.render("figure_again.html", link=link)
    drawing = press.drawings[name]
    view = make_figure_view(figure, drawing, page.url, press.prose, press.base_url)
    return press.templates.render("figure.html", figure=view, suffix="", one_file=False)


def _render_row(press: Press, page: _Entry, collection: "Collection", naming: Naming) -> PageFile:
    site, prose = press.site, press.prose
    with press.keeper.reads.aside():
        labels = _label_columns(site, collection)
        cells_of_row = site.datasets[collection.dataset].rows[page.row].cells.values()
    fields = tuple(
        RowField(labels[cell.column], prose.cell_value(cell, page.url))
        for cell in cells_of_row
        if cell.column != collection.title
    )
    cells = [site.cells[address] for address in naming[page.url]]
    naming_it = [cell for cell in cells if cell.dataset != collection.dataset]
    sources = dict.fromkeys(name for cell in cells_of_row for name in cell.origin.sources)
    view = press.frame(page.url, page.title, press.words("row_about", name=page.title))
    row = RowView(
        fields=fields,
        figure=_render_chart(press, page),
        sources=tuple(make_source_link(site.sources[name], site) for name in sources),
        groups=group_facts(press, naming_it, page.url),
    )
    return press.print("row.html", view, row=row)
