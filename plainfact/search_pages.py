"""The search page, which lists everything that has a page, and the index behind it."""

from functools import partial

from plainfact.collections import make_collection_pages
from plainfact.facts import used_cells
from plainfact.fingerprints import digest_value
from plainfact.kept_files import keep_files
from plainfact.link_views import LinkGroup, NavLink
from plainfact.outputs import OutputFile
from plainfact.pages import Page
from plainfact.press import PageFile, Press
from plainfact.search_documents import Document, find_parts, list_others, name_owner
from plainfact.search_index import render_entry, render_part, split_owners
from plainfact.urls import relative_url

URL = "search/"


def render_search_pages(press: Press) -> list[OutputFile]:
    """Return the search page and the files of the index."""
    return [
        press.make("search", "", partial(_render_page, press)),
        *_render_index(press),
    ]


def _render_page(press: Press) -> PageFile:
    view = press.frame(URL, press.words["search"], press.words["search_about"])
    return press.print("search.html", view, groups=_list_groups(press))


def _render_index(press: Press) -> list[OutputFile]:
    """Return the files of the index: its entry, and parts each of which holds whole owners."""
    pages = {name_owner(page): page for page in press.site.pages if not page.draft}
    others: dict[str, list[Document]] = {}
    find_others = partial(list_others, press.uses, press.prose)
    for document in press.keeper.get("search others", "", find_others):
        others.setdefault(document.owner, []).append(document)
    parts: list[OutputFile] = []
    for owners in split_owners([*pages, *others]):
        own = [pages[owner] for owner in owners if owner in pages]
        more = [document for owner in owners for document in others.get(owner, ())]
        given = digest_value(([page.digest for page in own], more))
        parts += keep_files(
            press.keeper, "search part", given, partial(_render_part, press, own, more)
        )
    return [render_entry(parts, press.words), *parts]


def _render_part(press: Press, pages: list[Page], others: list[Document]) -> list[OutputFile]:
    found = (part for page in pages for part in find_parts(page, press.prose, press.keeper))
    return [render_part([*found, *others])]


def _list_heads(press: Press) -> list[Page]:
    return [page for page in press.site.heads.values() if not page.draft]


def _list_groups(press: Press) -> tuple[LinkGroup, ...]:
    """Return everything that has a page, so that the search page is of use without scripts."""
    site, prose = press.site, press.prose
    rows = make_collection_pages(site, prose)
    used = dict.fromkeys(cell.dataset for cell in used_cells(site, press.uses))
    groups = [
        (press.words["contents"],
         [(prose.plain(page.title), page.url) for page in _list_heads(press)]),
        (press.words["charts_name"],
         [(prose.plain(site.figures[name].title), f"charts/{name}/") for name in press.drawings]),
        *((collection.label, [(row.title, row.url) for row in rows if row.collection == name])
          for name, collection in site.config.collections.items()),
        (press.words["glossary_name"],
         [(term.title, f"glossary/#{term.id}") for term in site.terms.values()]),
        (press.words["datasets"],
         [(prose.plain(site.datasets[name].title), f"facts/#{name}") for name in used]),
    ]  # fmt: skip
    return tuple(
        LinkGroup(title, tuple(NavLink(words, relative_url(URL, url)) for words, url in links))
        for title, links in groups
        if links
    )
