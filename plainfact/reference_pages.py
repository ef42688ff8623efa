"""The pages that are looked things up in: facts, sources, charts, terms, data, and the 404."""

from functools import partial

from msgspec.structs import replace

from plainfact.chart_views import ChartCard
from plainfact.figure_views import make_figure_view
from plainfact.kept_files import keep_files
from plainfact.late_calls import call_late
from plainfact.note_views import make_term_view
from plainfact.outputs import OutputFile
from plainfact.press import PageFile, Press
from plainfact.urls import MISSING


def render_ledger_pages(press: Press) -> list[OutputFile]:
    """Return the facts page, the facts as files, and the sources page."""
    files, schema = "render_facts_files", "render_facts_schema"
    return [
        press.make("facts", "", call_late("ledger_pages", "render_facts", press)),
        *keep_files(press.keeper, "facts files", "", call_late("ledger_pages", files, press)),
        *keep_files(press.keeper, "facts schema", "", call_late("ledger_pages", schema)),
        press.make("sources", "", call_late("ledger_pages", "render_sources", press)),
    ]


def render_data_pages(press: Press) -> list[OutputFile]:
    """Return the Data Package, the sources as CSL-JSON, and the page that lists both."""
    files = call_late("data_pages", "render_data_files", press)
    return [
        *keep_files(press.keeper, "data", "", files),
        press.make("data page", "", call_late("data_pages", "render_data_page", press)),
    ]


def render_reference_pages(press: Press) -> list[OutputFile]:
    """Return a page for each chart, their index, and the other pages of reference."""
    own = [name for name in press.drawings if name not in press.homes]
    embedded = [] if press.one_file else list(press.drawings)
    pages: list[OutputFile] = [
        press.make("chart", name, partial(_render_chart, press, name)) for name in own
    ]
    pages += [press.make("embed", name, partial(_render_embed, press, name)) for name in embedded]
    if press.drawings:
        pages.append(press.make("charts", "", partial(_render_chart_index, press)))
    if press.site.terms:
        pages.append(press.make("glossary", "", partial(_render_glossary, press)))
    corrections = call_late("correction_pages", "render_corrections", press)
    pages.append(press.make("corrections", "", corrections))
    if press.site.config.collections:
        pages += call_late("collection_pages", "render_collections", press)()
    pages.append(press.make("404", "", partial(_render_missing, press)))
    return pages


def _render_chart(press: Press, name: str) -> PageFile:
    url = f"charts/{name}/"
    figure = press.site.figures[name]
    title, alt = press.prose.plain(figure.title), press.prose.plain(figure.alt)
    view = make_figure_view(figure, press.drawings[name], url, press.prose, press.base_url)
    return press.print("chart.html", press.frame(url, title, alt), figure=view)


def _render_embed(press: Press, name: str) -> PageFile:
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


def _render_chart_index(press: Press) -> PageFile:
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


def _render_glossary(press: Press) -> PageFile:
    url = "glossary/"
    terms = tuple(make_term_view(press, term, url) for term in press.site.terms.values())
    view = press.frame(url, press.words["glossary_name"], press.words["glossary_about"])
    return press.print("glossary.html", view, terms=terms)


def _render_missing(press: Press) -> PageFile:
    words = press.words
    view = press.frame(MISSING, words["missing_title"], words["missing_about"])
    return press.print(MISSING, view)
