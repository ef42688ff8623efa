"""The press: what every page of a site is made with, and the frame that all pages share."""

import pickle
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from urllib.parse import quote

from msgspec import Struct, field

from plainfact.assets import Assets
from plainfact.bundle_names import FOLDER, name_bundle
from plainfact.cards import find_card
from plainfact.charts.drawn import Drawing
from plainfact.check import Uses
from plainfact.corrections import Correction
from plainfact.fingerprints import digest_value
from plainfact.kept import Keeper, make_keeper
from plainfact.link_views import Download, NavLink
from plainfact.links import LinkedFile, PageLinks, find_links
from plainfact.metadata import Publication
from plainfact.navigation import Route
from plainfact.outputs import OutputFile
from plainfact.page_views import PageView
from plainfact.pages import Page
from plainfact.prose_renderer import ProseRenderer
from plainfact.site import Site
from plainfact.store import Store, make_key
from plainfact.structured_data import Thing
from plainfact.templates import Templates
from plainfact.urls import MISSING, base_path, output_path, relative_url
from plainfact.words import Words, find_words

_TEXT_FONT, _LABEL_FONT = "fonts/plainfact-serif.woff2", "fonts/plainfact-sans.woff2"
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


class PageFile(OutputFile):
    """A page of the site."""

    __slots__ = ("_view",)

    def __init__(self, path: str, data: bytes, view: PageView) -> None:
        super().__init__(path, data)
        self._view = view

    @property
    def view(self) -> PageView:
        """What it shares with all other pages."""
        return self._view

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return self.view.url

    @property
    def view_key(self) -> str:
        """What its view is known by."""
        return digest_value(self.view)


PackedPage = tuple[bytes, bytes]
"""The bytes of a page, and its view, packed: few builds look at either."""


class KeptPage(Struct, frozen=True):
    """What is kept of a page besides its bytes and its view."""

    path: str
    url: str
    key: str
    view_key: str
    links: PageLinks


class KnownPage(LinkedFile, PageFile):
    """A page that is fetched when it is looked at."""

    __slots__ = ("_fetch", "_kept")

    def __init__(self, kept: KeptPage, fetch: Callable[[], PackedPage]) -> None:
        self.path = kept.path
        self._kept = kept
        self._fetch = fetch

    @property
    def key(self) -> str:
        """What its bytes are known by."""
        return self._kept.key

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return self._kept.url

    @property
    def view(self) -> PageView:
        """What it shares with all other pages."""
        view: PageView = pickle.loads(self._fetch()[1])  # noqa: S301 - packed by `pack_page`
        return view

    @property
    def view_key(self) -> str:
        """What its view is known by."""
        return self._kept.view_key

    @property
    def links(self) -> PageLinks:
        """Its links."""
        return self._kept.links

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self._fetch()[0]


class Press(Struct, frozen=True, kw_only=True):
    """What every page of one site is made with."""

    site: Site
    """The site."""
    uses: Uses
    """Where everything is used."""
    drawings: Mapping[str, Drawing]
    """The charts, drawn, by id."""
    prose: ProseRenderer
    """Renders the site's texts."""
    templates: Templates
    """The templates."""
    assets: Assets
    """The addresses of styles and scripts."""
    publication: Publication
    """How the site is made public."""
    route: Route
    """The sections in reading order."""
    reference: tuple[tuple[str, str], ...]
    """The reference pages: address and name."""
    offline: bool = False
    """Whether the site offers itself for reading offline."""
    keeper: Keeper = field(default_factory=make_keeper)
    """Keeps what was made for the next build."""
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    """The corrections that each page tells of, by its id."""
    one_file: bool = False
    """Whether the pages become parts of one document, in which each thing stands once."""
    homes: Mapping[str, str] = field(default_factory=dict)
    """The pages that show the charts that have no page of their own, by id."""

    @property
    def words(self) -> Words:
        """The words of the interface."""
        return find_words(self.site.language.code)

    @property
    def shown(self) -> tuple[Page, ...]:
        """The sections that are published."""
        return tuple(stop.page for stop in self.route.stops)

    @property
    def base_url(self) -> str:
        """Where the site will stand, with its slash, or empty."""
        return self.publication.base_url

    def print(
        self, template: str, view: PageView, things: Iterable[Thing] = (), **views: object
    ) -> PageFile:
        """Return a page, made of a template and its views; `things` are told to machines alone."""
        card = find_card(view.url, self.site, is_shared=self.publication.is_card_shared)
        meta = self.publication.describe(view, things, card)
        page = self.templates.render(template, page=view, meta=meta, **views)
        return PageFile(output_path(view.url), page.encode(), view)

    def make(
        self, task: str, given: str, make: Callable[[], PageFile], page: str | None = None
    ) -> PageFile:
        """Return a page: as it was kept, where all that it was made from is the same, or made anew.

        `task` names what `make` makes, and `given` is the fingerprint of what it is given besides
        what it reads of the press; `page` is as `Keeper.get` wants it.
        """
        fresh: list[PageFile] = []
        keeper = self.keeper

        def make_and_keep() -> KeptPage:
            made = make()
            if keeper.is_idle:
                fresh.append(made)
            described = describe_page(made, self.base_url)
            keep_page(described, pack_page(made), keeper.store)
            return described

        def fetch() -> PackedPage:
            if fresh:
                return pack_page(fresh[0])
            packed: PackedPage | None = keeper.store.get(_page_key(kept))
            return packed if packed is not None else pack_page(make())

        kept = keeper.get(task, given, make_and_keep, page)
        return KnownPage(kept, fetch)

    def frame(self, url: str, title: str, description: str, page: Page | None = None) -> PageView:
        """Return what a page shares with all others, told from its address."""
        link = self._linker(url)
        site, route = self.site, self.route
        place = route.find_place(page)
        is_opening = page is not None and page.id == "index"
        previous, following = route.find_neighbours(place, link, is_opening=is_opening)
        sections = route.list_round(place, link)
        language = site.config.language
        return PageView(
            url=url,
            language=language,
            direction="rtl" if language.split("-")[0] in _RIGHT_TO_LEFT else "ltr",
            site_title=self.prose.plain(site.title),
            title=title,
            description=description,
            home=link(""),
            root=link(""),
            sections=sections,
            section_count=len(route.stops),
            place=place + 1 if place is not None else 0,
            reference=tuple(
                NavLink(words, link(target), is_current=target == url)
                for target, words in self.reference
            ),
            previous=previous,
            next=following,
            stylesheets=tuple(link(sheet) for sheet in self.assets.stylesheets),
            sheets={name: link(sheet) for name, sheet in self.assets.sheets.items()},
            fonts=tuple(link(font) for font in self._list_first_fonts()),
            scripts={name: link(script) for name, script in self.assets.scripts.items()},
            own_scripts=self.assets.own_scripts,
            canonical=f"{self.base_url}{url}" if self.base_url and url != MISSING else "",
            modified=page.updated if page else None,
            is_article=page is not None and not is_opening,
            authors=tuple(author.name for author in site.config.authors),
            licence=site.config.licence,
            report_url=_address_report(
                site.config.report_url or "", title or self.prose.plain(site.title)
            ),
            one_file=self.one_file,
            offline=self._list_offline(link),
        )

    def _list_offline(self, link: Callable[[str], str]) -> tuple[Download, ...]:
        """Return the offline deliveries that a page offers."""
        if not self.offline or self.one_file:
            return ()
        name = name_bundle(self.site.config.slug or "", self.prose.plain(self.site.title))
        return (
            Download(self.words["offline_file"], link(f"{FOLDER}{name}.html")),
            Download(self.words["offline_folder"], link(f"{FOLDER}{name}.zip")),
        )

    def _list_first_fonts(self) -> tuple[str, ...]:
        """Return the fonts that every page begins with: a site's own ones are its own business."""
        has_own = self.site.config.theme.fonts.text is not None
        names = (_LABEL_FONT,) if has_own else (_TEXT_FONT, _LABEL_FONT)
        return tuple(self.assets.fonts[name] for name in names if name in self.assets.fonts)

    def _linker(self, url: str) -> Callable[[str], str]:
        """Return what makes links of a page; the 404, shown at any depth, needs whole paths."""
        root = base_path(self.base_url)
        return root.__add__ if url == MISSING and root else partial(relative_url, url)


def describe_page(page: PageFile, base_url: str) -> KeptPage:
    """Return what is kept of a page besides its bytes and its view."""
    links = find_links(page.data.decode(), page.path, base_path(base_url))
    return KeptPage(page.path, page.url, page.key, page.view_key, links)


def pack_page(page: PageFile) -> PackedPage:
    """Return the bytes of a page, and its view."""
    return page.data, pickle.dumps(page.view, protocol=5)


def keep_page(kept: KeptPage, packed: PackedPage, store: Store) -> None:
    """Keep the bytes of a page, and its view."""
    store.put(_page_key(kept), packed)


def _page_key(kept: KeptPage) -> str:
    return make_key("page", kept.key, kept.view_key)


def _address_report(report_url: str, title: str) -> str:
    """Return where readers report an error; a letter says by itself which page it is about."""
    if not report_url.startswith("mailto:") or "?" in report_url:
        return report_url
    return f"{report_url}?subject={quote(title)}"
