"""The flagship's content: everything is sourced and used, and every section argues with a chart."""

from functools import cache
from pathlib import Path

from plainfact.build import Checked, check_content
from plainfact.facts import used_cells
from plainfact.trace import list_unused

CONTENT = Path(__file__).parent.parent / "content"


@cache
def flagship() -> Checked:
    """Return the flagship, checked once."""
    return check_content(CONTENT)


def test_every_figure_in_use_has_a_source() -> None:
    """Derived figures too: they carry the sources of what they were worked out from."""
    checked = flagship()
    for cell in used_cells(checked.site, checked.uses):
        if cell.quantity is not None:
            assert cell.origin.sources, cell.address


def test_every_source_term_and_dataset_is_used() -> None:
    """Nothing stands in the lists that no page rests on."""
    checked = flagship()
    unused = list_unused(checked.site, checked.uses).split("\n")
    assert [line for line in unused if ": cell " not in line and line] == []
    in_use = {cell.dataset for cell in used_cells(checked.site, checked.uses)}
    shown = {collection.dataset for collection in checked.site.config.collections.values()}
    assert set(checked.site.datasets) - in_use - shown == set()


def test_at_least_twenty_charts_each_prove_their_title() -> None:
    """Each chart says in `holds` what its title claims, and the cells make it certain."""
    figures = flagship().site.figures
    assert len(figures) >= 20
    assert [name for name, figure in figures.items() if not figure.holds] == []


def test_series_of_proprietary_publishers_are_not_offered_as_files() -> None:
    """What belongs to its publisher is shown and cited, and not given away."""
    datasets = flagship().site.datasets.values()
    closed = [dataset for dataset in datasets if dataset.licence.lower().startswith("propriet")]
    assert closed
    assert [dataset.id for dataset in closed if dataset.redistribute] == []
