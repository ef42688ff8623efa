"""What can be searched for: each part of each page, chart, term, row, fact and source."""

import re
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from plainfact.check import Uses
from plainfact.collections import make_collection_pages
from plainfact.facts import used_cells
from plainfact.headings import split_at_headings
from plainfact.kept import Keeper
from plainfact.notes import make_source_link
from plainfact.pages import Page
from plainfact.prose_renderer import ProseRenderer
from plainfact.typography import curl_quotes

KINDS = ("section", "chart", "term", "row", "fact", "source")
"""The kinds of documents, those first that stand before others that match as well."""

SEARCH_PAGE = "search page"
"""The task that lists the parts of one page."""

_BLOCK_SIGNS = re.compile(
    r"\n[ \t]*(?:(?:[-*+>]|\d+[.)]|:)[ \t]+|[`~]{3,}.*$|[|: \t-]+$)", re.MULTILINE
)


class Document(Struct, frozen=True, kw_only=True):
    """One thing that a search can find, in plain words."""

    kind: str
    """One of KINDS."""
    title: str
    """What it is called."""
    url: str
    """Its address from the site's root, with its fragment."""
    context: str
    """What it is a part of, or empty."""
    body: str
    """What it says."""
    owner: str
    """The page, chart, dataset or list that it is made from."""


def find_parts(page: Page, prose: ProseRenderer, keeper: Keeper) -> list[Document]:
    """Return the parts of a page, as they were kept or made anew."""
    return keeper.get(SEARCH_PAGE, page.digest, partial(list_parts, page, prose))


def name_owner(page: Page) -> str:
    """Return what a page is called as the owner of its parts."""
    return f"page {page.id}"


def list_others(uses: Uses, prose: ProseRenderer) -> list[Document]:
    """Return what can be found besides pages."""
    return [
        *_list_charts(prose),
        *_list_terms(prose),
        *_list_rows(prose),
        *_list_facts(uses, prose),
        *_list_sources(prose),
    ]


def list_parts(page: Page, prose: ProseRenderer) -> list[Document]:
    """Return the parts of a page, each under its heading."""
    return list(_split_page(page, prose))


def _split_page(page: Page, prose: ProseRenderer) -> Iterator[Document]:
    """Yield a page's parts, each under its heading; the first under the page's title."""
    title = prose.plain(page.title)
    for heading, text in split_at_headings(page.body):
        words = prose.plain(page.body.with_marked(_take_out_signs(text)))
        if heading is None:
            summary = prose.plain(page.summary)
            yield Document(kind="section", title=title, url=page.url, context="",
                           body=f"{summary} {words}".strip(), owner=name_owner(page))  # fmt: skip
        else:
            yield Document(
                kind="section",
                title=prose.plain(page.body.with_marked(heading.marked)),
                url=f"{page.url}#{heading.id}",
                context=title,
                body=words,
                owner=name_owner(page),
            )


def _take_out_signs(text: str) -> str:
    """Return a text without the signs of lists, tables, quotations and code."""
    # A pattern that begins with a certain character is looked for far sooner.
    return _BLOCK_SIGNS.sub("\n", f"\n{text}").replace("|", " ")


def _list_charts(prose: ProseRenderer) -> Iterator[Document]:
    for figure in prose.site.figures.values():
        texts = [prose.plain(text).rstrip(".")
                 for text in (figure.subtitle, figure.alt, figure.note) if text]  # fmt: skip
        yield Document(kind="chart", title=prose.plain(figure.title), url=f"charts/{figure.id}/",
                       context="", body=". ".join(texts), owner=f"chart {figure.id}")  # fmt: skip


def _list_terms(prose: ProseRenderer) -> Iterator[Document]:
    for term in prose.site.terms.values():
        yield Document(kind="term", title=term.title, url=f"glossary/#{term.id}", context="",
                       body=prose.plain(term.definition), owner="glossary")  # fmt: skip


def _list_rows(prose: ProseRenderer) -> Iterator[Document]:
    collections = prose.site.config.collections
    for page in make_collection_pages(prose.site, prose):
        collection = collections[page.collection]
        cells = [cell for cell in page.row.cells.values() if cell.column != collection.title]
        yield Document(kind="row", title=page.title, url=page.url, context=collection.label,
                       body=". ".join(prose.cell_words(cell) for cell in cells),
                       owner=f"collection {page.collection}")  # fmt: skip


def _list_facts(uses: Uses, prose: ProseRenderer) -> Iterator[Document]:
    for cell in used_cells(prose.site, uses):
        words = prose.cell_words(cell)
        more = (words, curl_quotes(cell.origin.said_by), prose.plain(cell.note))
        yield Document(
            kind="fact",
            title=curl_quotes(cell.label),
            url=f"facts/#{cell.anchor}",
            context=prose.plain(prose.site.datasets[cell.dataset].title),
            body=". ".join(part.rstrip(".") for part in more if part),
            owner=f"dataset {cell.dataset}",
        )


def _list_sources(prose: ProseRenderer) -> Iterator[Document]:
    for source in prose.site.sources.values():
        yield Document(kind="source", title=curl_quotes(source.title), url=f"sources/#{source.id}",
                       context=make_source_link(source, prose.site).words,
                       body=curl_quotes(source.note), owner="sources")  # fmt: skip
