"""Owners: every text of a site with the page that it shows on."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from plainfact.datasets import Dataset
from plainfact.pages import Page
from plainfact.prose import Prose
from plainfact.site import Site


class Owned(Struct, frozen=True):
    """A text and whose it is."""

    prose: Prose
    """The text."""
    kind: str
    """What owns it: "page", "chart", "dataset", "term" or "site"."""
    id: str
    """The owner's id."""
    page: str
    """The address of the page that it shows on."""
    may_hold_figures: bool
    """Whether charts and tables may stand in it."""
    allow: Mapping[str, str]
    """Checks that are off in it, and why."""


def all_texts(site: Site) -> Iterator[Owned]:
    """Yield every text of a site, with the checks that are off in it."""
    for page in site.pages:
        yield from page_texts(page, site.config.allow)
    yield from other_texts(site)


def page_texts(page: Page, everywhere: Mapping[str, str]) -> Iterator[Owned]:
    """Yield every text of a page; `everywhere` are the checks that are off on the whole site."""
    allow = {**everywhere, **page.allow}
    for prose in page.texts():
        is_body = prose is page.body
        yield Owned(prose, "page", page.id, page.url, may_hold_figures=is_body, allow=allow)


def other_texts(site: Site) -> Iterator[Owned]:
    """Yield every text of a site that no page is made of."""
    everywhere = site.config.allow
    for kind, name, page_url, texts in _other_texts(site):
        for prose in texts:
            yield Owned(prose, kind, name, page_url, may_hold_figures=False, allow=everywhere)


def _other_texts(site: Site) -> Iterator[tuple[str, str, str, Iterable[Prose]]]:
    """Yield the texts outside pages: what owns them, its id, and the page that they show on."""
    yield "site", "site", "", (site.title, site.summary)
    for figure in site.figures.values():
        yield "chart", figure.id, f"charts/{figure.id}/", figure.texts()
    for term in site.terms.values():
        yield "term", term.id, "glossary/", (term.definition,)
    for correction in site.corrections:
        yield "correction", correction.page, "corrections/", correction.texts()
    for dataset in site.datasets.values():
        yield "dataset", dataset.id, "facts/", _dataset_texts(dataset)


def _dataset_texts(dataset: Dataset) -> Iterator[Prose]:
    """Yield each text of a dataset once; a row's note is shared by its cells."""
    texts = [dataset.title, dataset.description, dataset.note]
    texts += [column.note for column in dataset.columns.values()]
    for cell in dataset.cells():
        texts += [cell.words, cell.note]
    seen: set[int] = set()
    for text in texts:
        if text is not None and id(text) not in seen:
            seen.add(id(text))
            yield text
