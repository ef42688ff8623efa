"""Social cards: the picture that stands for a page where its address is shared.

A card shows the page's first chart with its title; a page without one shows what it is about.
"""

from collections.abc import Iterable, Iterator, Mapping

from plainfact.addresses import find_fact
from plainfact.problems import Place
from plainfact.prose import Prose, Scheme
from plainfact.site import Site
from plainfact.urls import MISSING
from plainfact.uses import Use

CARD_SIZE = (1200, 630)
"""The width and height of every card, in pixels."""


def card_path(url: str) -> str:
    """Return where the card of a page lies, from the site's root.

    >>> card_path(""), card_path("memory/"), card_path("charts/displays/")
    ('cards/index.png', 'cards/memory.png', 'cards/charts/displays.png')
    """
    return f"cards/{url.removesuffix('/').removesuffix('.html') or 'index'}.png"


MOST_CARDS = 100
"""On a site of more pages, a page's card is its first chart's picture, or the opening's card."""


def shares_cards(site: Site) -> bool:
    """Tell whether pages have no cards of their own, for there are so many pages."""
    rows = sum(len(site.datasets[entry.dataset].rows) for entry in site.config.collections.values()
               if entry.dataset in site.datasets)  # fmt: skip
    return len(site.heads) + rows > MOST_CARDS


def find_card(url: str, site: Site, *, is_shared: bool) -> str:
    """Return the picture that stands for a page, from the site's root: mostly a card of its own."""
    if not is_shared:
        return card_path(url)
    chart = find_first_chart(site, url)
    return f"charts/{chart}.png" if chart else card_path("")


def has_card(url: str) -> bool:
    """Tell whether a page is one to be shared, and so has a card."""
    return url != MISSING and not url.startswith("embed/")


def card_alt(title: str, description: str) -> str:
    """Return what a card says, for those who can't see it."""
    end = "" if title.endswith((".", "!", "?", "…")) else "."
    return f"{title}{end} {description}".strip() if title else description


def find_first_chart(site: Site, url: str) -> str:
    """Return the id of the chart that a page's card shows, or nothing."""
    folder, _, name = url.rstrip("/").rpartition("/")
    if folder == "charts":
        return name
    return site.first_charts.get(url, "")


def find_card_uses(site: Site, drawn: Mapping[str, Iterable[str]]) -> list[tuple[str, Use]]:
    """Return the cells that cards show, each with its use; `drawn` are the cells of each chart."""
    uses: list[tuple[str, Use]] = []
    is_shared = shares_cards(site)
    for url, owner, place, own in _list_cards(site, drawn):
        if find_card(url, site, is_shared=is_shared) != card_path(url):
            continue
        chart = find_first_chart(site, url)
        figure = site.figures.get(chart)
        texts = (figure.title, figure.subtitle) if figure is not None else own
        shown = [*drawn.get(chart, ()), *_find_cells(site, (*texts, own[0]))]
        use = Use(card_path(url), "card", owner, place)
        uses += [(address, use) for address in dict.fromkeys(shown)]
    return uses


def _list_cards(
    site: Site, charts: Iterable[str]
) -> Iterator[tuple[str, str, Place, tuple[Prose | None, ...]]]:
    """Yield the page, the owner, its place and its own words of each card with bound words."""
    for name in charts:
        figure = site.figures[name]
        yield f"charts/{name}/", name, figure.place, (figure.title,)
    for page in site.heads.values():
        if not page.draft:
            yield page.url, page.id, page.place, (page.title, page.summary)


def _find_cells(site: Site, texts: Iterable[Prose | None]) -> Iterator[str]:
    """Yield the cells that words are bound to."""
    for text in texts:
        for binding in text.bindings if text is not None else ():
            fact = find_fact(binding.target, site.cells, site.datasets)
            if binding.scheme is Scheme.FACT and fact is not None:
                yield fact.cell.address
