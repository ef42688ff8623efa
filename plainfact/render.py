"""Rendering a site: records in, files out; nothing is read from or written to disk here."""

from collections.abc import Mapping
from functools import partial

from plainfact.assets import Assets
from plainfact.card_files import render_cards
from plainfact.chart_files import render_chart_files
from plainfact.charts.drawing import Drawing
from plainfact.check import Uses
from plainfact.data_pages import render_data_pages
from plainfact.ledger_pages import render_ledger_pages
from plainfact.listings import has_news, render_listings
from plainfact.metadata import Publication
from plainfact.navigation import Stop, make_route
from plainfact.outputs import OutputFile
from plainfact.pages import Page
from plainfact.press import PageFile, Press
from plainfact.prose_renderer import ProseRenderer
from plainfact.reference_pages import render_reference_pages
from plainfact.search_pages import render_search_pages
from plainfact.section_pages import render_section_pages
from plainfact.site import Site
from plainfact.templates import Templates
from plainfact.words import find_words


def render_site(
    site: Site,
    uses: Uses,
    drawings: Mapping[str, Drawing],
    templates: Templates,
    assets: Assets,
    base_url: str,
) -> list[OutputFile]:
    """Return every page and data file of a checked site."""
    prose = ProseRenderer(site)
    reference = _list_reference(site, prose)
    press = Press(
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
    outputs = render_section_pages(press)
    outputs += render_ledger_pages(press)
    outputs += render_reference_pages(press)
    outputs += render_search_pages(press)
    outputs += render_data_pages(press) if site.datasets else []
    outputs += render_listings(press, outputs, {file.path for file in assets.files})
    views = [file.view for file in outputs if isinstance(file, PageFile)]
    outputs += render_cards(views, drawings, prose)
    for name, drawing in drawings.items():
        outputs += render_chart_files(site.figures[name], drawing, press.prose)
    outputs += [OutputFile(image.path, image.data) for image in site.images.values()]
    return [*outputs, OutputFile(".nojekyll", b""), *assets.files]


def _make_stop(prose: ProseRenderer, page: Page) -> Stop:
    return Stop(page, prose.plain(page.title), prose.plain(page.summary))


def _list_reference(site: Site, prose: ProseRenderer) -> tuple[tuple[str, str], ...]:
    appendix = [page for page in site.appendix if not page.draft]
    words = find_words(site.language.code)
    pages = [("all/", words["all_name"])]
    pages += [("charts/", words["charts_name"])] if site.figures else []
    pages += [(f"{name}/", collection.label) for name, collection in
              site.config.collections.items()]  # fmt: skip
    pages += [(page.url, prose.plain(page.title)) for page in appendix]
    pages += [("glossary/", words["glossary_name"])] if site.terms else []
    pages += [(f"{name}/", words[f"{name}_name"]) for name in ("facts", "sources", "corrections")]
    pages += [("data/", words["data_name"])] if site.datasets else []
    return tuple(pages)
