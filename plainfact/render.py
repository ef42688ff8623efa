"""Rendering a site: records in, files out; nothing is read from or written to disk here."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from plainfact.assets import Assets
from plainfact.card_files import render_cards
from plainfact.chart_files import render_chart_files
from plainfact.charts.drawing import Drawing
from plainfact.check import Uses
from plainfact.data_package import FOLDER
from plainfact.data_pages import render_data_pages
from plainfact.figure_homes import find_figure_homes
from plainfact.ledger_pages import render_ledger_pages
from plainfact.listings import has_news, render_listings
from plainfact.live_charts import make_runtime_file
from plainfact.metadata import Publication
from plainfact.navigation import Stop, make_route
from plainfact.outputs import OutputFile
from plainfact.pages import Page
from plainfact.press import PageFile, Press
from plainfact.prose_renderer import ProseRenderer
from plainfact.reference_pages import render_reference_pages
from plainfact.search_pages import render_search_pages
from plainfact.section_pages import WHOLE, render_section_pages
from plainfact.site import Site
from plainfact.templates import Templates
from plainfact.words import find_words


def render_site(press: Press) -> list[OutputFile]:
    """Return every page and data file of a checked site."""
    site = press.site
    outputs = _render_pages(press)
    outputs += render_search_pages(press)
    outputs += render_data_pages(press) if site.datasets else []
    outputs += render_listings(press, outputs, {file.path for file in press.assets.files})
    views = [file.view for file in outputs if isinstance(file, PageFile)]
    outputs += render_cards(views, press.drawings, press.prose)
    for name, drawing in press.drawings.items():
        outputs += render_chart_files(site.figures[name], drawing, press.prose)
    if any(site.figures[name].interactive for name in press.drawings):
        outputs.append(make_runtime_file())
    outputs += [OutputFile(image.path, image.data) for image in site.images.values()]
    return [*outputs, OutputFile(".nojekyll", b""), *press.assets.files]


def make_one_file_press(press: Press) -> Press:
    """Return what the pages are made with that become parts of one document."""
    return replace(
        press,
        one_file=True,
        homes=find_figure_homes(press.site),
        reference=tuple(entry for entry in press.reference if entry[0] != FOLDER),
    )


def render_parts(press: Press) -> dict[str, str]:
    """Return the pages that become parts of one document, by address, in its order."""
    pages = {
        output.path.removesuffix("index.html"): output.data.decode()
        for output in _render_pages(press)
    }
    folders = [
        "",
        *(stop.page.url for stop in press.route.stops),
        *(url for url, _ in press.reference),
    ]
    return {
        url: page
        for folder in folders
        for url, page in pages.items()
        if url == folder or (folder and url.startswith(folder))
    }


def make_press(
    site: Site,
    uses: Uses,
    drawings: Mapping[str, Drawing],
    templates: Templates,
    assets: Assets,
    base_url: str,
) -> Press:
    """Return what every page of a site is made with."""
    prose = ProseRenderer(site)
    reference = _list_reference(site, prose)
    return Press(
        site=site,
        uses=uses,
        drawings=drawings,
        prose=prose,
        templates=templates,
        assets=assets,
        publication=Publication(
            base_url=base_url,
            names=dict(reference),
            has_feed=bool(base_url) and has_news(site),
        ),
        route=make_route(site.sections, partial(_make_stop, prose)),
        reference=reference,
    )


def _render_pages(press: Press) -> list[OutputFile]:
    return [
        *render_section_pages(press),
        *render_ledger_pages(press),
        *render_reference_pages(press),
    ]


def _make_stop(prose: ProseRenderer, page: Page) -> Stop:
    return Stop(page, prose.plain(page.title), prose.plain(page.summary))


def _list_reference(site: Site, prose: ProseRenderer) -> tuple[tuple[str, str], ...]:
    appendix = [page for page in site.appendix if not page.draft]
    words = find_words(site.language.code)
    pages = [(WHOLE, words["all_name"])]
    pages += [("charts/", words["charts_name"])] if site.figures else []
    pages += [(f"{name}/", collection.label) for name, collection in
              site.config.collections.items()]  # fmt: skip
    pages += [(page.url, prose.plain(page.title)) for page in appendix]
    pages += [("glossary/", words["glossary_name"])] if site.terms else []
    pages += [(f"{name}/", words[f"{name}_name"]) for name in ("facts", "sources", "corrections")]
    pages += [("data/", words["data_name"])] if site.datasets else []
    return tuple(pages)
