"""A chart for each row of a collection: one description draws them all."""

from pathlib import Path

import pytest

from plainfact.build import make_site
from plainfact.store import Store

SITE = """\
title: Bicycles in cities
summary: Where people cycle.
sections: []
collections:
  cities:
    dataset: cities
    title: name
    label: Cities
    chart: {chart}
"""
CITIES = """\
title: Cities
source: survey
columns:
  name: {label: City}
  cars: {label: Trips by car, unit: million trips}
  bikes: {label: Trips by bicycle, unit: million trips}
rows:
  here: {name: Here, cars: 2, bikes: about 3}
  there: {name: There, cars: 5, bikes: 1}
  nowhere: {name: Nowhere}
"""
TRIPS = """\
title: Trips
source: survey
columns:
  city: {label: City}
  year: {label: Year, unit: date}
  trips: {label: Trips, unit: million trips}
rows:
  a: {city: Here, year: "2022", trips: 4}
  b: {city: here, year: "2023", trips: more than 5}
  c: {city: There, year: "2022", trips: 7}
"""
OWN = "{title: How people go, kind: dot, x: [cars, bikes]}"
OTHER = "{title: Trips a year, kind: column, dataset: trips, match: city, x: year, y: trips}"


def make(folder: Path, chart: str, store: Store | None = None) -> dict[str, str]:
    """Return the pages of a site whose collection has a chart for each row, by path."""
    content = folder / "content"
    (content / "datasets").mkdir(parents=True, exist_ok=True)
    for name, text in (
        ("site.yaml", SITE.replace("{chart}", chart)),
        ("index.md", "---\ntitle: Bicycles\n---\nWords.\n"),
        ("sources.yaml", "survey: {type: report, title: Survey}\n"),
        ("datasets/cities.yaml", CITIES),
        ("datasets/trips.yaml", TRIPS),
    ):
        (content / name).write_text(text, encoding="utf-8")
    outputs = make_site(content, base_url=None, no_code=False, store=store)
    return {file.path: file.data.decode() for file in outputs if file.path.endswith(".html")}


def test_a_row_draws_its_own_columns(tmp_path: Path) -> None:
    """Each row's chart has that row's figures and no other's; a row without any has none."""
    pages = make(tmp_path, OWN)
    here, nowhere = pages["cities/here/index.html"], pages["cities/nowhere/index.html"]
    assert "figure--cities-here" in here
    assert "about 3" in here
    assert 'data-tip="There' not in here
    assert "figure--" not in nowhere
    assert "charts/cities-here/index.html" in pages
    assert "charts/cities-nowhere/index.html" not in pages


def test_a_row_draws_the_rows_that_name_it(tmp_path: Path) -> None:
    """Rows of another dataset are found by the title and by the id; all is told in words too."""
    page = make(tmp_path, OTHER)["charts/cities-here/index.html"]
    told = "Here: Trips a year. 2022, 4 million trips; 2023, more than 5 million trips."
    assert told in page


@pytest.mark.parametrize("chart", [OWN, OTHER])
def test_row_charts_are_kept(tmp_path: Path, chart: str) -> None:
    """A second build, which goes back to what was kept, gives the same pages."""
    store = Store(tmp_path / ".cache")
    first = make(tmp_path, chart, store)
    store.flush()
    assert make(tmp_path, chart, store) == first
    store.close()
