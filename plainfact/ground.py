"""The ground of a site: all that its content says besides pages, kept as one."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from plainfact.corrections import Correction
from plainfact.datasets import Cell, Dataset
from plainfact.figures import Figure
from plainfact.glossary import Term
from plainfact.prose import Prose
from plainfact.shelves import make_shelf
from plainfact.sources import Source

if TYPE_CHECKING:
    from plainfact.config import SiteFields


class Ground(Struct, frozen=True, kw_only=True):
    """What the files of a content folder say that are no pages."""

    config: "SiteFields | None"
    """The settings of site.yaml, where they could be read."""
    title: Prose | None
    """The explainer's title."""
    summary: Prose | None
    """What it finds."""
    language: str
    """The code of the language of its quantities."""
    sources: Mapping[str, Source]
    """Every citable work, by id."""
    terms: Mapping[str, Term]
    """The glossary, by id."""
    datasets: Mapping[str, Dataset]
    """Every dataset, by id."""
    cells: Mapping[str, Cell]
    """Every cell that has a value, by address."""
    figures: Mapping[str, Figure]
    """Every chart, by id."""
    corrections: tuple[Correction, ...]
    """What was mended after publication, newest first."""


class ShelvedCells(Mapping[str, Cell]):
    """The cells of datasets, each found in its own when it is looked at."""

    def __init__(self, addresses: dict[str, str], datasets: Mapping[str, Dataset]) -> None:
        self._addresses = addresses
        self._datasets = datasets
        self._found: dict[str, dict[str, Cell]] = {}

    def __getitem__(self, address: str) -> Cell:
        name = self._addresses[address]
        if name not in self._found:
            self._found[name] = {cell.address: cell for cell in self._datasets[name].cells()}
        return self._found[name][address]

    def __contains__(self, address: object) -> bool:
        return address in self._addresses

    def __iter__(self) -> Iterator[str]:
        return iter(self._addresses)

    def __len__(self) -> int:
        return len(self._addresses)


def shelve(ground: Ground) -> Ground:
    """Return a ground of which each part is put together when it is looked at."""
    datasets = make_shelf(ground.datasets)
    addresses = {address: cell.dataset for address, cell in ground.cells.items()}
    return replace(
        ground,
        sources=make_shelf(ground.sources),
        terms=make_shelf(ground.terms),
        datasets=datasets,
        cells=ShelvedCells(addresses, datasets),
        figures=make_shelf(ground.figures),
    )
