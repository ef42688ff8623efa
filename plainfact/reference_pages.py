"""The pages that are looked things up in: charts, terms, corrections, collections, and the 404."""

from dataclasses import replace

from plainfact.collections import CollectionPage, find_facts_naming, make_collection_pages
from plainfact.correction_pages import render_corrections
from plainfact.facts import used_cells
from plainfact.figure_views import make_figure_view
from plainfact.ledger_pages import group_facts
from plainfact.note_views import make_term_view
from plainfact.notes import make_source_link
from plainfact.outputs import OutputFile
from plainfact.press import Press
from plainfact.urls import MISSING
from plainfact.views import ChartCard, NavLink, RowField, RowView


def render_reference_pages(press: Press) -> list[OutputFile]:
    """Return a page for each chart, their index, and the other pages of reference."""
    own = [name for name in press.drawings if name not in press.homes]
    pages = [_render_chart(press, name) for name in own]
    pages += [] if press.one_file else [_render_embed(press, name) for name in press.drawings]
    if press.drawings:
        pages.append(_render_chart_index(press))
    if press.site.terms:
        pages.append(_render_glossary(press))
    pages += [render_corrections(press), *_render_collections(press), _render_missing(press)]
    return pages


def _render_chart(press: Press, name: str) -> OutputFile:
    url = f"charts/{name}/"
    figure = press.site.figures[name]
    title, alt = press.prose.plain(figure.title), press.prose.plain(figure.alt)
    view = make_figure_view(figure, press.drawings[name], url, press.prose, press.base_url)
    return press.print("chart.html", press.frame(url, title, alt), figure=view)


def _render_embed(press: Press, name: str) -> OutputFile:
    """Return a chart on a page of its own with nothing round it, for a frame on another site."""
    url, own = f"embed/{name}/", f"charts/{name}/"
    figure = press.site.figures[name]
    title, alt = press.prose.plain(figure.title), press.prose.plain(figure.alt)
    view = make_figure_view(figure, press.drawings[name], url, press.prose, press.base_url)
    page = replace(
        press.frame(url, title, alt),
        canonical=f"{press.base_url.rstrip('/')}/{own}" if press.base_url else view.url,
    )
    return press.print("embed.html", page, figure=view)


def _render_chart_index(press: Press) -> OutputFile:
    url = "charts/"
    figures = [press.site.figures[name] for name in press.drawings]
    cards = tuple(
        ChartCard(
            id=figure.id,
            title=press.prose.plain(figure.title),
            subtitle=press.prose.inline(figure.subtitle, url),
            url=f"{figure.id}/",
            picture=f"{figure.id}.small.svg",
        )
        for figure in figures
    )
    view = press.frame(url, press.words["charts_name"], press.words["charts_about"])
    return press.print("charts.html", view, cards=cards)


def _render_glossary(press: Press) -> OutputFile:
    url = "glossary/"
    terms = tuple(make_term_view(press, term, url) for term in press.site.terms.values())
    view = press.frame(url, press.words["glossary_name"], press.words["glossary_about"])
    return press.print("glossary.html", view, terms=terms)


def _render_collections(press: Press) -> list[OutputFile]:
    pages = make_collection_pages(press.site, press.prose)
    rows = [_render_row(press, page) for page in pages]
    indexes = [
        press.print(
            "collection.html",
            press.frame(
                f"{name}/",
                collection.label,
                press.words("collection_about", name=collection.label),
            ),
            links=tuple(
                NavLink(page.title, f"{page.row.id}/") for page in pages if page.collection == name
            ),
        )
        for name, collection in press.site.config.collections.items()
    ]
    return [*indexes, *rows]


def _render_row(press: Press, page: CollectionPage) -> OutputFile:
    site, prose = press.site, press.prose
    collection = site.config.collections[page.collection]
    columns = site.datasets[collection.dataset].columns
    fields = tuple(
        RowField(columns[cell.column].label, prose.cell_value(cell, page.url))
        for cell in page.row.cells.values()
        if cell.column != collection.title
    )
    used = [cell for cell in used_cells(site, press.uses) if cell.dataset != collection.dataset]
    naming = find_facts_naming(page.title, used, site, prose)
    sources = {name for cell in page.row.cells.values() for name in cell.origin.sources}
    view = press.frame(page.url, page.title, press.words("row_about", name=page.title))
    row = RowView(
        fields=fields,
        sources=tuple(
            make_source_link(source, site) for source in site.sources.values()
            if source.id in sources
        ),
        groups=group_facts(press, naming, page.url),
    )  # fmt: skip
    return press.print("row.html", view, row=row)


def _render_missing(press: Press) -> OutputFile:
    words = press.words
    view = press.frame(MISSING, words["missing_title"], words["missing_about"])
    return press.print(MISSING, view)
