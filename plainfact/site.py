"""The site: everything that was read, before anything is checked or rendered."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from plainfact.corrections import Correction
from plainfact.datasets import Cell, Dataset
from plainfact.figures import Figure
from plainfact.glossary import Term
from plainfact.languages import Language
from plainfact.pages import Page
from plainfact.prose import Prose
from plainfact.sources import Source

if TYPE_CHECKING:
    from plainfact.config import SiteFields


class Image(Struct, frozen=True):
    """A picture of the content."""

    path: str
    """Its path in the content folder, e.g. "images/fab.jpg"."""
    data: bytes
    """Its bytes."""


class Site(Struct, frozen=True, kw_only=True):
    """A whole explainer, as its authors wrote it."""

    config: "SiteFields"
    """The settings of site.yaml."""
    title: Prose
    """The explainer's title."""
    summary: Prose
    """What it finds."""
    language: Language
    """The words that its quantities are read and printed in."""
    sources: Mapping[str, Source]
    """Every citable work, by id."""
    terms: Mapping[str, Term]
    """The glossary, by id, in the order of titles."""
    datasets: Mapping[str, Dataset]
    """Every dataset, by id."""
    cells: Mapping[str, Cell]
    """Every cell that has a value, by address; derived ones worked out."""
    figures: Mapping[str, Figure]
    """Every chart, by id."""
    index: Page | None
    """The opening."""
    sections: tuple[Page, ...]
    """The sections in reading order, drafts included."""
    appendix: tuple[Page, ...]
    """The sections that stand after the story, in order."""
    corrections: tuple[Correction, ...]
    """What was mended after publication, newest first."""
    images: Mapping[str, Image]
    """The pictures, by path in the content folder."""
    static: frozenset[str]
    """The site's own static files, by path in content/static/."""
    extensions: Mapping[str, Path]
    """The Python files of chart kinds, by kind."""
    filters: Path | None
    """The Python file of filters for templates, if there is one."""
    broken: frozenset[str]
    """Files that could not be read, e.g. "dataset:memory": what names them is no fault."""
    path: str
    """The content folder, as problems show it."""
    ground: str
    """The fingerprint of all files that are no pages; empty where that is not known."""
    heads: Mapping[str, Page]
    """Every page by id, drafts included, without its text: for what names it or leads to it."""
    first_charts: Mapping[str, str]
    """The first chart of each page that shows one, by the page's address."""
    figure_days: Mapping[str, date]
    """When a page that shows it was last changed, by the chart's id, where that is told."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """The opening, the sections and the appendix."""
        return (*((self.index,) if self.index else ()), *self.sections, *self.appendix)
