"""Pages made by several processes: what they need of the site is sent along, the rest is kept."""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from plainfact.assets import Assets
from plainfact.charts.drawn import Drawing
from plainfact.check import Uses
from plainfact.corrections import Correction
from plainfact.kept import make_keeper
from plainfact.languages import find_language
from plainfact.languages.english import ENGLISH
from plainfact.pages import Page
from plainfact.press import KeptPage, PackedPage, Press, describe_page, keep_page, pack_page
from plainfact.prose import Scheme
from plainfact.reads import Read, Watched
from plainfact.render import make_press
from plainfact.search_documents import SEARCH_PAGE, Document, list_parts
from plainfact.section_pages import list_own_pages, render_section
from plainfact.site import Site
from plainfact.templates import Templates
from plainfact.theme import Theme, find_theme
from plainfact.words import find_words
from plainfact.workers import FEW_PAGES, MOST_PAGES, Workers


class _Kit(Struct, frozen=True, kw_only=True):
    """All that pages are made with, but for their own texts and charts."""

    site: Site
    language: str
    uses: Uses
    corrections: Mapping[str, tuple[Correction, ...]]
    theme: Theme
    assets: Assets
    base_url: str
    offline: bool


class _Batch(Struct, frozen=True):
    """Pages that one process makes, with the charts that they show."""

    kit: bytes
    pages: tuple[tuple[Page, str], ...]
    drawings: dict[str, Drawing]


class _Made(Struct, frozen=True):
    """What was made of one page."""

    page: str
    """Its id."""
    digest: str
    """The fingerprint of its text."""
    kept: KeptPage
    packed: PackedPage
    seen: tuple[Read, ...]
    """What the page was made from."""
    documents: list[Document]
    """What the search can find in it."""
    looked_up: tuple[Read, ...]
    """What those were made from."""


def render_ahead(press: Press, site: Site, uses: Uses, theme: Theme, workers: Workers) -> None:
    """Have other processes make the pages that are to be made anew, where there are many.

    They are kept, so that `render_site` finds them.
    """
    pages = list_own_pages(press)
    if (
        len(pages) < FEW_PAGES
        or workers.is_alone
        or site.filters is not None
        or press.keeper.is_idle
    ):
        return
    press.keeper.expect("section", [page.id for page, _ in pages])
    missing = [(page, template) for page, template in pages if not _is_kept(press, page)]
    if len(missing) < FEW_PAGES:
        return
    kit = _pack(press, site, uses, theme)
    batches = [_make_batch(kit, part, press) for part in workers.cut(missing, MOST_PAGES)]
    workers.prepare(pages=len(missing))
    for made in workers.map(_render_batch, batches, least=1):
        for one in made:
            keep_page(one.kept, one.packed, press.keeper.store)
            press.keeper.keep("section", one.digest, one.seen, one.kept, one.page)
            press.keeper.hold("section", one.digest, one.kept)
            press.keeper.keep(SEARCH_PAGE, one.digest, one.looked_up, one.documents)


def _is_kept(press: Press, page: Page) -> bool:
    for kept in press.keeper.find("section", page.digest, page.id):
        press.keeper.hold("section", page.digest, kept)
        return True
    return False


def _pack(press: Press, site: Site, uses: Uses, theme: Theme) -> bytes:
    heads = site.heads
    slim = replace(
        site,
        language=ENGLISH,  # which has functions, so it is found again by its code
        index=heads.get("index"),
        sections=tuple(heads[page.id] for page in site.sections),
        appendix=tuple(heads[page.id] for page in site.appendix),
        images={},
    )
    kit = _Kit(
        site=slim,
        language=site.language.code,
        uses=uses,
        corrections=dict(press.corrections),
        theme=replace(theme, static={}),
        assets=replace(press.assets, files=()),
        base_url=press.base_url,
        offline=press.offline,
    )
    return pickle.dumps(kit, protocol=5)


def _make_batch(kit: bytes, pages: Sequence[tuple[Page, str]], press: Press) -> _Batch:
    names = {name for page, _ in pages for name in _list_charts(page)}
    return _Batch(kit, tuple(pages), {name: press.drawings[name] for name in sorted(names)})


def _list_charts(page: Page) -> Iterator[str]:
    bindings = (*page.body.bindings, *((page.cover,) if page.cover is not None else ()))
    return (binding.target for binding in bindings if binding.scheme is Scheme.CHART)


def _render_batch(batch: _Batch) -> list[_Made]:
    """Make the pages of a batch; this runs in another process."""
    press = _unpack(batch.kit)
    reads = press.keeper.reads
    press = replace(press, drawings=Watched("drawings", batch.drawings, reads))
    made: list[_Made] = []
    for page, template in batch.pages:
        with reads.watch() as seen:
            file = render_section(press, template, page)
        with reads.watch() as looked_up:
            documents = list_parts(page, press.prose)
        kept, packed = describe_page(file, press.base_url), pack_page(file)
        made.append(
            _Made(page.id, page.digest, kept, packed, tuple(seen), documents, tuple(looked_up))
        )
    return made


@lru_cache(maxsize=1)
def _unpack(packed: bytes) -> Press:
    kit: _Kit = pickle.loads(packed)  # noqa: S301 - packed by our own process
    site = replace(kit.site, language=find_language(kit.language) or ENGLISH)
    keeper = make_keeper()
    shown, words = f"{site.path}/templates", find_words(site.language.code)
    own = kit.theme.own_templates
    templates = Templates(find_theme(), own, shown, words, {}, keeper.reads)
    press = make_press(site, kit.uses, None, templates, kit.assets, kit.base_url, keeper)
    corrections = Watched("corrections", kit.corrections, keeper.reads)
    return replace(press, offline=kit.offline, corrections=corrections)
