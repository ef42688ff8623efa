"""What the tests of charts share: figures from a few lines of YAML, and the gallery."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plainfact.charts.catalogue import KINDS, check_figure
from plainfact.charts.drawing import draw_figure
from plainfact.charts.drawn import Drawing
from plainfact.charts.marks import Mark, make_marks
from plainfact.dataset_loader import make_dataset
from plainfact.datasets import Cell, Dataset
from plainfact.derivations import resolve_datasets
from plainfact.figure_fields import make_figure
from plainfact.figures import Figure
from plainfact.languages.english import ENGLISH
from plainfact.load import load_site
from plainfact.problems import Problem
from plainfact.prose_renderer import ProseRenderer
from plainfact.site import Site
from plainfact.yaml_reader import parse_yaml

GALLERY = Path(__file__).parent.parent / "docs" / "gallery"
HEAD = "title: Data\nsource: s\n"


@dataclass(frozen=True)
class Case:
    """A figure with its data."""

    figure: Figure
    """The figure."""
    dataset: Dataset
    """Its dataset."""
    cells: Mapping[str, Cell]
    """Every cell."""

    def check(self, **options: object) -> list[Problem]:
        """Return the problems found with the figure."""
        problems: list[Problem] = []
        check_figure(self.figure, self.dataset, self.cells, problems, **options)  # type: ignore[arg-type]
        return problems

    def draw(self, **options: object) -> Drawing:
        """Return the figure drawn; it must have no problems."""
        return draw_figure(self.figure, self.dataset, self.cells, ENGLISH, title="A finding",
                           description="A picture", **options)  # type: ignore[arg-type]  # fmt: skip

    def marks(self) -> tuple[Mark, ...]:
        """Return what the figure draws."""
        return make_marks(self.figure, self.dataset, self.cells, ENGLISH)


def make_case(data: str, figure: str) -> Case:
    """Return a figure, from its fields, over a dataset called "d", from its columns and rows."""
    problems: list[Problem] = []
    made = make_dataset("d", parse_yaml(HEAD + data, "d.yaml", problems), "d.yaml", None, ENGLISH,
                        problems)  # fmt: skip
    assert made is not None, problems
    datasets, cells = resolve_datasets({"d": made}, problems)
    text = f"title: A finding\nalt: A picture\ndataset: d\n{figure}"
    drawn = make_figure("chart", parse_yaml(text, "chart.yaml", problems), "chart.yaml", problems)
    assert problems == []
    assert drawn is not None
    return Case(drawn, datasets["d"], cells)


def load_gallery() -> Site:
    """Return the gallery, in which nothing may be wrong."""
    problems: list[Problem] = []
    site = load_site(GALLERY, "gallery", problems)
    assert problems == []
    return site


def list_marks(site: Site) -> dict[str, tuple[Mark, ...]]:
    """Return what every figure of a site draws, by its id."""
    return {
        figure.id: make_marks(figure, site.datasets[figure.dataset], site.cells, site.language)
        for figure in site.figures.values()
    }


def draw_site(site: Site) -> dict[str, Drawing]:
    """Return every figure of a site drawn, by id."""
    prose = ProseRenderer(site)
    drawings: dict[str, Drawing] = {}
    for figure in site.figures.values():
        drawings[figure.id] = draw_figure(
            figure, site.datasets[figure.dataset], site.cells, site.language,
            title=prose.plain(figure.title), description=prose.plain(figure.alt),
            subtitle=prose.plain(figure.subtitle),
            extension=None if figure.kind in KINDS else site.extensions[figure.kind],
            extension_shown=f"extensions/{figure.kind}.py",
        )  # fmt: skip
    return drawings
