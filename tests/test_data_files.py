"""What others may take: the Data Package, the sources, and the page that lists them."""

import csv
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from plainfact.build import build_site

SMALL = Path(__file__).parent / "broken" / "base" / "content"
BASE = "https://example.org/repo/"
SOURCES = """
survey:
  type: report
  title: A survey of panel makers
  author: [{family: Maker, given: Ann}, {literal: Panel House}]
  container-title: Panels Weekly
  issued: 1H24
  accessed: 2024-10-02
  URL: https://example.org/survey
"""
WITHHELD = """
title: Secret shares
source: survey
redistribute: false
licence: proprietary
columns:
  share: {label: Share, unit: "%"}
rows:
  one: {share: 12}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small site with a dataset that may be passed on, and one that may not."""
    folder = tmp_path_factory.mktemp("data")
    content = folder / "content"
    shutil.copytree(SMALL, content)
    (content / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (content / "datasets" / "secret.yaml").write_text(WITHHELD, encoding="utf-8")
    panels = content / "datasets" / "panels.yaml"
    text = panels.read_text(encoding="utf-8").replace("about 50", "8 to 11")
    panels.write_text(f"licence: CC-BY-4.0\n{text}", encoding="utf-8")
    (content / "charts" / "panels.yaml").write_text(
        "title: Panels\nkind: bar\ndataset: panels\nx: share\ny: panel\nalt: Two bars.\n", "utf-8"
    )
    build_site(content, folder / "site", base_url=BASE, no_code=False)
    return folder / "site"


def read_package(site: Path) -> dict[str, Any]:
    """Return the descriptor of a site's Data Package."""
    package: dict[str, Any] = json.loads((site / "data" / "datapackage.json").read_text("utf-8"))
    return package


def read_rows(site: Path, name: str) -> dict[str, dict[str, str]]:
    """Return the rows of a file of cells by address."""
    with (site / "data" / name).open(encoding="utf-8", newline="") as file:
        return {row["address"]: row for row in csv.DictReader(file)}


def test_bounds_and_qualifiers_have_columns_of_their_own(site: Path) -> None:
    """A reader of the CSV can't mistake "more than 70" for 70, nor a range for its middle."""
    rows = read_rows(site, "panels.csv")
    lcd, oled = rows["panels.lcd.share"], rows["panels.oled.share"]
    assert [lcd[name] for name in ("value", "low", "high", "low_open", "qualifier", "unit")] == [
        "70", "70", "", "true", "more than", "%"]  # fmt: skip
    assert [oled[name] for name in ("value", "low", "high", "qualifier")] == [
        "", "8", "11", "range"]  # fmt: skip
    assert (lcd["as_of"], lcd["sources"]) == ("2024-01-01/2024-12-31", "survey")
    assert (lcd["row"], lcd["column"], rows["panels.lcd.panel"]["words"]) == ("lcd", "share", "LCD")


def test_the_package_lists_what_it_holds(site: Path, flagship: Path) -> None:
    """Each resource is there, byte for byte, its columns are those described, with its sources."""
    for built in (site, flagship):
        for resource in read_package(built)["resources"]:
            data = (built / "data" / resource["path"]).read_bytes()
            assert resource["bytes"] == len(data)
            assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            names = [field["name"] for field in resource["schema"]["fields"]]
            assert names == data.decode().splitlines()[0].split(",")
            assert resource["sources"]
    (panels,) = read_package(site)["resources"]
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert panels["licenses"] == [{"name": "CC-BY-4.0", "path": licence, "title": "CC-BY-4.0"}]
    title = "A survey of panel makers"
    assert panels["sources"] == [{"title": title, "path": "https://example.org/survey"}]


def test_what_may_not_be_passed_on_is_withheld_and_said_to_be(site: Path) -> None:
    """It has no file and no entry in the package; the page says which it is and why."""
    assert not (site / "data" / "secret.csv").exists()
    assert "secret" not in json.dumps(read_package(site))
    page = html.fromstring((site / "data" / "index.html").read_bytes())
    (entry,) = page.xpath("//section[@aria-labelledby='withheld']//li[@id='secret']")
    assert "proprietary" in entry.text_content()
    assert not entry.xpath(".//a[@download]")
    offered = page.xpath("//section[@aria-labelledby='offered']//a[@download]/@href")
    assert offered == ["panels.csv"]


def test_sources_are_csl_json(site: Path) -> None:
    """Names stay apart, dates are as fine as they are known, the periodical is the container."""
    (source,) = json.loads((site / "sources.json").read_text(encoding="utf-8"))
    assert source == {
        "id": "survey",
        "type": "report",
        "title": "A survey of panel makers",
        "author": [{"family": "Maker", "given": "Ann"}, {"literal": "Panel House"}],
        "container-title": "Panels Weekly",
        "issued": {"date-parts": [[2024, 1, 1], [2024, 6, 30]]},
        "accessed": {"date-parts": [[2024, 10, 2]]},
        "URL": "https://example.org/survey",
    }


def test_each_dataset_is_told_to_search_engines_with_its_file(site: Path) -> None:
    """A Dataset in JSON-LD, with licence and the whole address of its CSV."""
    page = html.fromstring((site / "data" / "index.html").read_bytes())
    (block,) = page.xpath("//script[@type='application/ld+json']/text()")
    datasets = [thing for thing in json.loads(block)["@graph"] if thing["@type"] == "Dataset"]
    assert [entry["distribution"][0]["contentUrl"] for entry in datasets] == [
        f"{BASE}data/panels.csv"]  # fmt: skip
    assert datasets[0]["license"].startswith("https://creativecommons.org/")


def test_each_chart_has_addresses_that_stay(flagship: Path) -> None:
    """The page of data lists the files of every chart, each of which is there."""
    page = html.fromstring((flagship / "data" / "index.html").read_bytes())
    links = page.xpath("//section[@aria-labelledby='chart-files']//a[@download]/@href")
    charts = {path.parent.name for path in (flagship / "charts").glob("*/index.html")}
    assert {str(link).rpartition("/")[2].partition(".")[0] for link in links} == charts
    assert all((flagship / "data" / str(link)).resolve().is_file() for link in links)
