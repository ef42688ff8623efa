"""Corrections: where readers are told, and that no published figure changes in silence."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import html

from plainfact.build import build_site, check_content
from plainfact.problems import ContentError

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "broken" / "base" / "content"
DERIVED = """
derived:
  gap: {label: Lead, formula: lcd.share - oled.share, unit: points}
"""
SECOND = """---
title: The gap
---
LCD leads by [](fact:panels.gap).
"""
CODE = "changed-value-has-a-correction"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a small site in which a second page shows what is worked out from the first's."""
    content = tmp_path / "content"
    shutil.copytree(SMALL, content)
    (content / "sections" / "gap.md").write_text(SECOND, encoding="utf-8")
    edit(content / "site.yaml", "[panels]", "[panels, gap]")
    with (content / "datasets" / "panels.yaml").open("a", encoding="utf-8") as file:
        file.write(DERIVED)
    return content


@pytest.fixture
def facts(content: Path, tmp_path: Path) -> Path:
    """Return the facts that the small site published."""
    return publish(content, tmp_path / "published")


def edit(path: Path, old: str, new: str) -> None:
    """Put words of a file in place of others."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def publish(content: Path, out: Path) -> Path:
    """Build a site and return its facts.json."""
    build_site(content, out, base_url="", no_code=False)
    return out / "facts.json"


def correct(content: Path, date: str = "2026-11-24", extra: str = "") -> None:
    """Enter a correction of the share of LCD, before those that there are."""
    path = content / "corrections.yaml"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(
        f"- date: {date}\n  page: panels\n  was: It was 70%.\n"
        f"  is: It is [](fact:panels.lcd.share).\n  why: A slip.\n{extra}{before}",
        encoding="utf-8",
    )


def find_changed(content: Path, facts: Path) -> list[str]:
    """Return the addresses of the cells that are refused, in order."""
    try:
        check_content(content, against=facts)
    except ContentError as error:
        refused = [problem for problem in error.problems if problem.code == CODE]
        return sorted(problem.message.split(" ")[0] for problem in refused)
    return []


def test_what_has_not_changed_passes(content: Path, facts: Path) -> None:
    """A rebuild of the same figures needs no correction, nor do new ones."""
    assert find_changed(content, facts) == []
    edit(content / "datasets" / "panels.yaml", "about 50}", "about 50}\n  e: {panel: E, share: 3}")
    assert find_changed(content, facts) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("about 50", "about 51"), ("about 50", "50"), ("as_of: 2024", "as_of: 2023")],
    ids=["value", "qualifier", "period"],
)
def test_a_change_is_refused(content: Path, facts: Path, old: str, new: str) -> None:
    """Another value, a firmer qualifier, another period: each is told at its cell."""
    edit(content / "datasets" / "panels.yaml", old, new)
    assert "panels.oled.share" in find_changed(content, facts)


def test_a_correction_covers_its_cell_and_what_follows_from_it(content: Path, facts: Path) -> None:
    """One entry for the mended cell is enough; a change beside it is still refused."""
    edit(content / "datasets" / "panels.yaml", "more than 70", "more than 60")
    assert find_changed(content, facts) == ["panels.gap", "panels.lcd.share"]
    correct(content)
    assert find_changed(content, facts) == []
    edit(content / "datasets" / "panels.yaml", "about 50", "about 40")
    assert find_changed(content, facts) == ["panels.oled.share"]


def test_a_changed_formula_is_not_covered_by_its_inputs(content: Path, facts: Path) -> None:
    """Working a figure out in another way needs a correction of its own."""
    edit(content / "datasets" / "panels.yaml", "more than 70", "more than 60")
    edit(content / "datasets" / "panels.yaml", "lcd.share - oled.share", "oled.share - lcd.share")
    correct(content)
    assert find_changed(content, facts) == ["panels.gap"]


def test_an_old_correction_covers_no_new_change(content: Path, facts: Path, tmp_path: Path) -> None:
    """What the published facts have already been corrected for does not count again."""
    edit(content / "datasets" / "panels.yaml", "more than 70", "more than 60")
    correct(content)
    assert find_changed(content, facts) == []
    again = publish(content, tmp_path / "again")
    edit(content / "datasets" / "panels.yaml", "more than 60", "more than 55")
    assert find_changed(content, again) == ["panels.gap", "panels.lcd.share"]
    correct(content, date="2026-11-25")
    assert find_changed(content, again) == []


def test_a_figure_is_not_lost_in_silence(content: Path, facts: Path) -> None:
    """One taken out needs a correction that lists it; one that was merely renamed needs none."""
    dataset = content / "datasets" / "panels.yaml"
    edit(dataset, "formula: lcd.share - oled.share", "formula: lcd.share - amoled.share")
    edit(dataset, "  oled:", "  amoled:")
    assert find_changed(content, facts) == []
    edit(dataset, "about 50", "about 40")
    assert find_changed(content, facts) == ["panels.gap", "panels.oled.share"]
    correct(content, extra="  cells: [panels.oled.share, panels.gap]\n")
    assert find_changed(content, facts) == []


def test_readers_are_told_on_each_page_concerned(content: Path, tmp_path: Path) -> None:
    """The page named, and that of a figure worked out from the mended one, lead to the entry."""
    correct(content)
    publish(content, tmp_path / "site")
    entries = html.fromstring((tmp_path / "site" / "corrections" / "index.html").read_bytes())
    for name in ("panels", "gap"):
        page = html.fromstring((tmp_path / "site" / name / "index.html").read_bytes())
        (note,) = page.xpath("//aside[@class='corrected']")
        assert "It was 70%." in note.text_content()
        assert "It is more than 70%." in note.text_content()
        href = str(note.xpath(".//a/@href")[-1])
        assert entries.xpath(f"//li[@id='{href.partition('#')[2]}']")
    opening = html.fromstring((tmp_path / "site" / "index.html").read_bytes())
    assert not opening.xpath("//aside[@class='corrected']")


def test_facts_json_keeps_the_schema_that_it_names(flagship: Path, facts: Path) -> None:
    """The schema lies where facts.json says, and refuses what is not a fact."""
    for path in (flagship / "facts.json", facts):
        whole = json.loads(path.read_text(encoding="utf-8"))
        schema = json.loads((path.parent / whole["$schema"]).read_text(encoding="utf-8"))
        validator = Draft202012Validator(schema)
        validator.check_schema(schema)
        validator.validate(whole)
        del whole["facts"][0]["address"]
        assert not validator.is_valid(whole)
