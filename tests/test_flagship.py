"""The flagship: its words, its charts and facts.json say the same, and change together."""

import json
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from chart_cases import list_marks
from conftest import Made
from lxml import html

from plainfact.build import build_site, check_content
from plainfact.problems import ContentError
from plainfact.store import Store
from plainfact.typography import hold_together

ROOT = Path(__file__).parent.parent
FLAGSHIP = ROOT / "content"
THE_FOUR = ("packaging", "memory", "displays", "telecom")


def facts_of(site: Path) -> dict[str, dict[str, object]]:
    """Return the facts of a built site by address."""
    facts = json.loads((site / "facts.json").read_text(encoding="utf-8"))["facts"]
    return {fact["address"]: fact for fact in facts}


def page_of(site: Path, name: str) -> html.HtmlElement:
    """Return a page of a built site."""
    return html.fromstring((site / name / "index.html").read_bytes())


@pytest.mark.parametrize("section", THE_FOUR)
def test_each_section_shows_a_chart_with_its_table_and_sources(
    flagship: Path, section: str
) -> None:
    """Packaging, memory, displays and telecom share: real marks, a table, sources."""
    page = page_of(flagship, section)
    figures = page.findall(".//figure")
    assert figures
    for figure in figures:
        drawings = figure.findall(".//svg[@role='img']")
        assert drawings
        assert all(drawing.findall(".//path") for drawing in drawings)
        assert figure.findall(".//table//td")
        assert "Source" in figure.text_content()


def test_apostrophes_are_set_as_print_sets_them(flagship: Path) -> None:
    """In headings, contents, tables and lists, as in the text, no apostrophe is straight."""
    for path in flagship.glob("*/index.html"):
        page = html.fromstring(path.read_bytes())
        words = page.xpath("//body//text()[not(ancestor::code or ancestor::script)]")
        assert not [text for text in words if re.search(r"\w'\w", text)], path.parent.name


def test_the_list_of_a_collection_says_what_each_row_is(flagship: Path) -> None:
    """Beside a name stands what its own page says first of it."""
    rows = page_of(flagship, "players").findall(".//main//li")
    assert len(rows) == len(list((flagship / "players").glob("*/index.html")))
    for row in rows:
        own = page_of(flagship, f"players/{row[0].get('href').strip('/')}")
        said = [field.text_content().strip() for field in own.findall(".//main//dd")]
        told = row.findtext("small")
        assert told
        assert said[: told.count(" · ") + 1] == told.split(" · ")


def test_every_mark_is_a_cell_of_facts_json(made_flagship: Made, flagship: Path) -> None:
    """What is drawn, Python charts included, equals what facts.json says."""
    checked = made_flagship.checked
    facts = facts_of(flagship)
    assert checked.drawings
    drawn = list_marks(checked.site)
    for name, drawing in checked.drawings.items():
        assert drawing.cells == tuple(mark.address for mark in drawn[name])
        for mark in drawn[name]:
            fact = facts[mark.address]
            assert mark.words == fact["words"]
            assert mark.qualifier == fact.get("qualifier", "exact")


def test_the_flagship_switches_no_check_off(made_flagship: Made) -> None:
    """The explainer that shows the rule keeps it: no allow anywhere."""
    site = made_flagship.checked.site
    assert not site.config.allow
    assert not any(page.allow for page in site.pages)


def test_every_section_has_a_chart_and_every_chart_a_section(made_flagship: Made) -> None:
    """A section argues with a chart, and no chart is drawn for nobody."""
    site = made_flagship.checked.site
    placed = {
        page.id: [binding.target for binding in page.body.bindings if binding.scheme == "chart"]
        for page in site.pages
    }
    assert all(placed[page.id] for page in site.sections)
    covers = {page.cover.target for page in site.pages if page.cover}
    assert covers | {name for names in placed.values() for name in names} == set(site.figures)


def test_a_changed_cell_changes_prose_chart_table_and_facts(
    flagship: Path, copy_flagship: Callable[[], Path], tmp_path: Path, cache: Path
) -> None:
    """One cell is changed; everything that shows it follows, with no word rewritten by hand."""
    content = copy_flagship()
    path = content / "datasets" / "telecom_share.yaml"
    before = path.read_text(encoding="utf-8")
    address = "telecom_share.2024.huawei"
    old = facts_of(flagship)[address]
    line = next(
        line for line in before.split("\n") if line.strip().startswith(("2024:", '"2024":'))
    )
    assert "huawei: 31" in before
    row = before.index(line)
    changed = before[:row] + before[row:].replace("huawei: 31", "huawei: 32", 1)
    path.write_text(changed, encoding="utf-8")
    build_site(content, tmp_path / "out", base_url="", no_code=False, cache=cache)
    new = facts_of(tmp_path / "out")[address]
    assert (old["words"], new["words"]) == ("31%", "32%")
    section = page_of(tmp_path / "out", "telecom")
    figure = section.find(".//figure")
    shown = [cell.text_content().strip() for cell in figure.findall(".//table//td")]
    assert "32%" in shown
    was = page_of(flagship, "telecom").find(".//figure//svg[@role='img']")
    assert html.tostring(figure.find(".//svg[@role='img']")) != html.tostring(was)
    note = f"#note-{address.replace('.', '--')}"
    facts = section.xpath(f".//a[@class='fact'][@href='{note}']")
    assert facts
    assert any("32" in fact.text_content() for fact in facts)


def test_a_number_raised_in_prose_alone_fails_at_its_line(
    copy_flagship: Callable[[], Path], cache: Path
) -> None:
    """A checked phrase whose number is raised is refused, at the line where it stands."""
    content = copy_flagship()
    path = content / "sections" / "displays.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = len(lines) + 2
    lines += ["", "China makes [more than 80%](fact:claims_displays.lcd.share) of them.", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    with closing(Store(cache)) as store, pytest.raises(ContentError) as refused:
        check_content(content, store=store)
    found = [str(problem) for problem in refused.value.problems]
    assert len(found) == 1
    assert re.search(rf"displays\.md:{number}: fact-says-no-more-than-its-source: ", found[0])


def test_no_other_host_is_named_in_what_a_page_loads(flagship: Path) -> None:
    """Stylesheets, scripts, fonts and pictures come from the site itself."""
    for page in flagship.rglob("*.html"):
        tree = html.fromstring(page.read_bytes())
        loaded = tree.xpath("//link[@rel='stylesheet']/@href | //script/@src | //img/@src")
        assert not [address for address in loaded if "//" in address]


def test_a_dataset_says_by_its_table_what_to_know_of_it(
    made_flagship: Made, flagship: Path
) -> None:
    """The note of a dataset stands under its table, and above its facts."""
    datasets = made_flagship.checked.site.datasets
    noted = {name for name, dataset in datasets.items() if dataset.note}
    tables = page_of(flagship, "tables")
    said = [note.text_content() for note in tables.find_class("table-note")]
    assert any("The estimates share a measure but not a method." in note for note in said)
    facts = page_of(flagship, "facts")
    for section in facts.find_class("ledger"):
        if section.get("aria-labelledby") in noted:
            assert len(section.find_class("ledger-what")) == 2


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("7 nm", "7_nm"),
        ("about 4 million", "about 4_million"),
        ("RMB 467.3 billion", "RMB_467.3_billion"),
        ("16 May 2019", "16_May 2019"),
        ("8 of 11", "8_of 11"),
        ("the easier field", "the easier field"),
    ],
)
def test_no_line_ends_between_a_number_and_its_unit(words: str, held: str) -> None:
    """A number stays with its unit, its month or its currency; words alone may part."""
    assert hold_together(words) == held.replace("_", "\N{NO-BREAK SPACE}")


def test_numbers_in_prose_are_held_together(flagship: Path) -> None:
    """On pages, what is bound to a cell is set so."""
    for section in THE_FOUR:
        facts = page_of(flagship, section).xpath("//*[@class='prose']//a[@data-note]")
        assert facts
        assert all(fact.text == hold_together(fact.text) for fact in facts)
