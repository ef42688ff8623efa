"""Rendering a site: records in, files out; nothing is read from or written to disk here."""

from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import cast

from msgspec.structs import replace

from plainfact.assets import Assets
from plainfact.cards import card_path, find_card, has_card, shares_cards
from plainfact.charts.drawn import Drawing
from plainfact.check import Uses
from plainfact.corrected import map_corrections
from plainfact.draw import Drawings
from plainfact.figure_homes import find_figure_homes
from plainfact.fingerprints import digest_bytes, digest_value
from plainfact.kept import Keeper
from plainfact.kept_files import keep_files
from plainfact.listings import has_news, render_listings
from plainfact.metadata import Publication
from plainfact.navigation import Stop, make_route
from plainfact.outputs import OutputFile
from plainfact.pages import Page
from plainfact.press import PageFile, Press
from plainfact.prose_renderer import ProseRenderer
from plainfact.reads import Watched, WatchedSequence
from plainfact.reference_pages import (
    render_data_pages,
    render_ledger_pages,
    render_reference_pages,
)
from plainfact.search_pages import render_search_pages
from plainfact.section_pages import WHOLE, has_whole, render_section_pages
from plainfact.site import Site
from plainfact.templates import Templates
from plainfact.uses import Use
from plainfact.watched_site import watch_site
from plainfact.words import find_words


def render_charts(press: Press) -> list[OutputFile]:
    """Return the files of charts: they need nothing of the pages, and pictures take longest."""
    outputs: list[OutputFile] = []
    for name in press.drawings:
        files = partial(_render_chart_files, press, name)
        outputs += keep_files(press.keeper, "chart files", name, files)
    return outputs


def render_site(press: Press, charts: Sequence[OutputFile]) -> list[OutputFile]:
    """Return every page and data file of a checked site, and the files of its charts."""
    site = press.site
    outputs = _render_pages(press)
    outputs += render_search_pages(press)
    outputs += render_data_pages(press) if site.datasets else []
    outputs += render_listings(press, outputs, {file.path for file in press.assets.files})
    is_shared = press.publication.is_card_shared
    for page in [file for file in outputs if isinstance(file, PageFile)]:
        path = find_card(page.url, site, is_shared=is_shared)
        if path == card_path(page.url) and has_card(page.url):
            card = partial(_make_cards, press, page)
            outputs += keep_files(press.keeper, "card", page.view_key, card)
    outputs += charts
    if any(site.figures[name].interactive for name in press.drawings):
        outputs += keep_files(press.keeper, "runtime", "", _make_runtime)
    outputs += [OutputFile(image.path, image.data) for image in site.images.values()]
    return [*outputs, OutputFile(".nojekyll", b""), *press.assets.files]


def _make_runtime() -> list[OutputFile]:
    return [import_module("plainfact.live_charts").make_runtime_file()]


def _make_cards(press: Press, page: PageFile) -> list[OutputFile]:
    # What draws takes a while to import, and what is unchanged needs none of it.
    return [import_module("plainfact.card_files").make_card(page.view, press.drawings, press.prose)]


def _render_chart_files(press: Press, name: str) -> list[OutputFile]:
    files: list[OutputFile] = import_module("plainfact.chart_files").render_chart_files(
        press.site.figures[name], press.drawings[name], press.prose
    )
    return files


def make_one_file_press(press: Press) -> Press:
    """Return what the pages are made with that become parts of one document."""
    homes = find_figure_homes(press.site)
    reference = tuple(entry for entry in press.reference if entry[0] != "data/")
    return replace(
        press,
        one_file=True,
        homes=homes,
        reference=reference,
        keeper=press.keeper.below(digest_value((True, homes, reference))),
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
    drawings: Drawings | None,
    templates: Templates,
    assets: Assets,
    base_url: str,
    keeper: Keeper,
) -> Press:
    """Return what every page of a site is made with; account is kept of what each reads."""
    reads = keeper.reads
    corrections = map_corrections(site, uses)
    site = watch_site(site, reads)
    prose = ProseRenderer(site)
    reference = _list_reference(site, prose)
    publication = Publication(
        base_url=base_url,
        names=dict(reference),
        has_feed=bool(base_url) and has_news(site),
        is_card_shared=shares_cards(site),
    )
    route = make_route(site.sections, partial(_make_stop, prose))
    shown: Mapping[str, Drawing] = {}
    if drawings is not None:
        shown = Watched("drawings", drawings, reads)
        reads.open_room("drawings", drawings.digest)
    return Press(
        site=site,
        uses=cast("Uses", Watched("uses", uses, reads, _digest_uses)),
        drawings=shown,
        prose=prose,
        templates=templates,
        assets=assets,
        publication=publication,
        route=replace(
            route,
            stops=WatchedSequence("stops", route.stops, reads, _digest_stop),
            places=Watched("places", route.places, reads),
        ),
        reference=reference,
        keeper=keeper.below(digest_value((publication, reference))),
        corrections=Watched("corrections", corrections, reads),
    )


def _render_pages(press: Press) -> list[OutputFile]:
    return [
        *render_section_pages(press),
        *render_ledger_pages(press),
        *render_reference_pages(press),
    ]


def _digest_uses(uses: Sequence[Use]) -> str:
    """Return the fingerprint of what pages tell of uses: not the lines that they stand on."""
    return digest_value([(use.page, use.kind, use.owner) for use in uses])


def _digest_stop(stop: Stop) -> str:
    return digest_bytes(stop.page.url.encode(), stop.title.encode(), stop.summary.encode())


def _make_stop(prose: ProseRenderer, page: Page) -> Stop:
    return Stop(page, prose.plain(page.title), prose.plain(page.summary))


def _list_reference(site: Site, prose: ProseRenderer) -> tuple[tuple[str, str], ...]:
    appendix = [page for page in site.appendix if not page.draft]
    words = find_words(site.language.code)
    pages = [(WHOLE, words["all_name"])] if has_whole(site) else []
    pages += [("charts/", words["charts_name"])] if site.figures else []
    pages += [(f"{name}/", collection.label) for name, collection in
              site.config.collections.items()]  # fmt: skip
    pages += [(page.url, prose.plain(page.title)) for page in appendix]
    pages += [("glossary/", words["glossary_name"])] if site.terms else []
    pages += [(f"{name}/", words[f"{name}_name"]) for name in ("facts", "sources", "corrections")]
    pages += [("data/", words["data_name"])] if site.datasets else []
    return tuple(pages)
