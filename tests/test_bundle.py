"""The offline deliveries: one file and one folder, whole and always the same."""

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SMALL, Made
from lxml import html

from plainfact.build import build_bundle, build_site
from plainfact.cli import main
from plainfact.outputs import OutputFile
from plainfact.problems import ContentError

LIMIT = 1_500_000
LIMIT_WITH_RUNTIME = 2_500_000


@pytest.fixture(scope="session")
def one_file(made_bundle: list[OutputFile]) -> html.HtmlElement:
    """Return the flagship as one file."""
    return html.fromstring(made_bundle[0].data)


def test_it_is_small_enough_to_send(made_flagship: Made, made_bundle: list[OutputFile]) -> None:
    """One file stays under 1.5 MB, or 2.5 MB where it holds the runtime of interactive charts."""
    figures = made_flagship.press.site.figures.values()
    limit = LIMIT_WITH_RUNTIME if any(figure.interactive for figure in figures) else LIMIT
    assert len(made_bundle[0].data) < limit


def test_it_holds_each_thing_of_the_site_once(
    made_flagship: Made, one_file: html.HtmlElement
) -> None:
    """Sections, facts, sources, terms, players; and each chart with both drawings and its table."""
    site = made_flagship.press.site
    ids = one_file.xpath("//@id")
    assert len(ids) == len(set(ids))
    facts = json.loads(made_flagship.files["facts.json"])["facts"]
    wanted = {page.url or "index/" for page in site.pages if not page.draft}
    wanted |= {f"facts/{site.cells[fact['address']].anchor}"
               for fact in facts}  # fmt: skip
    wanted |= {f"sources/{name}" for name in site.sources}
    wanted |= {f"glossary/{name}" for name in site.terms}
    wanted |= {f"{name}/{row}/" for name, collection in site.config.collections.items()
               for row in site.datasets[collection.dataset].rows}  # fmt: skip
    assert wanted - set(ids) == set()
    for name in site.figures:
        figures = [figure for figure in one_file.iter("figure")
                   if figure.get("id", "").endswith(f"/figure--{name}")]  # fmt: skip
        assert len(figures) == 1, name
        drawn = figures[0].xpath(".//div[@class='figure-drawing']//svg[@role='img']")
        assert len(drawn) >= 2, name
        assert figures[0].xpath(".//table//td"), name


def test_it_names_no_file_and_allows_itself_nothing_but_its_own_code(
    one_file: html.HtmlElement,
) -> None:
    """Whatever the document loads is in it, and its policy lets nothing else run or load."""
    loaded = one_file.xpath("//@src | //link/@href | //image/@href")
    assert [address[:40] for address in loaded if not address.startswith("data:")] == []
    (policy,) = one_file.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    for allowed in ("unsafe", "'self'", "http", "*"):
        assert allowed not in policy
    assert one_file.xpath("//@style") == []


def test_the_folder_has_what_a_reader_needs_and_nothing_for_hosts(
    made_bundle: list[OutputFile],
) -> None:
    """One folder, with a note beside the opening; fixed dates and rights, in order."""
    with zipfile.ZipFile(io.BytesIO(made_bundle[1].data)) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
        assert len({entry.date_time for entry in archive.infolist()}) == 1
        (top,) = {name.split("/")[0] for name in names}
        note = archive.read(f"{top}/README.txt").decode()
    assert "index.html" in note
    assert f"{top}/index.html" in names
    assert not any(name.endswith(("404.html", ".nojekyll", "sitemap.xml")) for name in names)


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs are equal, byte for byte; the second takes the first's place."""
    first = build_bundle(SMALL, tmp_path / "bundle")
    kept = {path.name: path.read_bytes() for path in (tmp_path / "bundle").iterdir()}
    second = build_bundle(SMALL, tmp_path / "bundle")
    assert [file.data for file in first] == [file.data for file in second]
    assert kept == {path.name: path.read_bytes() for path in (tmp_path / "bundle").iterdir()}


def test_a_site_may_offer_its_own_offline_deliveries(tmp_path: Path) -> None:
    """With --offline every page leads to both; they are what `bundle` writes, and offer nothing."""
    build_site(SMALL, tmp_path / "site", base_url="", no_code=False, offline=True)
    page = html.fromstring((tmp_path / "site" / "panels" / "index.html").read_bytes())
    offered = page.xpath("//footer//a[@download]/@href")
    assert offered == ["../bundle/panels.html", "../bundle/panels.zip"]
    build_bundle(SMALL, tmp_path / "alone")
    for name in ("panels.html", "panels.zip"):
        there = (tmp_path / "site" / "bundle" / name).read_bytes()
        assert there == (tmp_path / "alone" / name).read_bytes()


def test_a_folder_of_others_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command names what it wrote; a folder that it did not make is refused."""
    shutil.copytree(SMALL, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(main, ["bundle", "--out", "mine"])
    assert run.exit_code == 0, run.output
    assert (tmp_path / "mine" / "panels.html").is_file()
    assert "panels.zip" in run.output
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        build_bundle(SMALL, theirs)
    assert [problem.code for problem in refused.value.problems] == ["output-is-ours"]
    assert [path.name for path in theirs.iterdir()] == ["letter.txt"]


def test_it_holds_each_font_once(one_file: html.HtmlElement) -> None:
    """A font that pages know by two names stands in the file a single time."""
    styles = "".join(style.text for style in one_file.iter("style"))
    fonts = re.findall(r"url\(\"(data:font/woff2;[^\"]+)\"\)", styles)
    assert len(fonts) == len(set(fonts)) > 2
