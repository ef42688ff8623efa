"""`trace` says where a figure comes from and everywhere it is used."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plainfact.cli import main

BASE = Path(__file__).parent / "broken" / "base" / "content"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small valid site, in the working folder."""
    shutil.copytree(BASE, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def trace(*arguments: str) -> Result:
    """Run the command as an author does."""
    return CliRunner().invoke(main, ["trace", *arguments])


def line_of(path: Path, words: str) -> int:
    """Return the first line of a file that holds some words."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def test_a_cell_is_traced_to_its_file_source_and_uses(content: Path) -> None:
    """File and line, value, speaker, source, and each page and chart that uses it."""
    line = line_of(content / "datasets" / "panels.yaml", "lcd:")
    in_prose = line_of(content / "sections" / "panels.md", "fact:panels.lcd.share")
    result = trace("panels.lcd.share")
    assert result.exit_code == 0
    said = result.output
    assert said.startswith("panels.lcd.share: more than 70%\n")
    assert f"at content/datasets/panels.yaml:{line}" in said
    assert "source survey:" in said
    assert f"prose panels at content/sections/panels.md:{in_prose}, shown on /panels/" in said
    assert "chart panels at content/charts/panels.yaml:1, shown on /charts/panels/" in said


def test_a_derived_cell_is_traced_through_its_formula(content: Path) -> None:
    """The tree of the formula leads down to the cells that an author wrote."""
    path = content / "datasets" / "panels.yaml"
    gap = "derived:\n  gap: {label: Lead, formula: lcd.share - oled.share, unit: points}\n"
    path.write_text(path.read_text(encoding="utf-8") + gap, encoding="utf-8")
    result = trace("panels.gap")
    assert result.exit_code == 0
    assert "panels.gap = lcd.share - oled.share = " in result.output
    assert "panels.lcd.share = more than 70% at content/datasets/panels.yaml:" in result.output


def test_a_source_is_traced_to_what_rests_on_it(content: Path) -> None:
    """Every cell and citation of a source, each with its line."""
    assert content.is_dir()
    result = trace("--source", "survey")
    assert result.exit_code == 0
    assert "cell panels.lcd.share at content/datasets/panels.yaml:" in result.output


def test_what_is_not_used_is_listed(content: Path) -> None:
    """A cell that no page, chart or formula uses is named with its line."""
    path = content / "datasets" / "panels.yaml"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("rows:\n", "rows:\n  spare: {panel: Spare, share: 3}\n", 1),
                    encoding="utf-8")  # fmt: skip
    chart = content / "charts" / "panels.yaml"
    chart.write_text(chart.read_text(encoding="utf-8") + "rows: [lcd, oled]\n", encoding="utf-8")
    result = trace("--unused")
    assert result.exit_code == 0
    assert "cell panels.spare.share" in result.output


def test_a_misspelt_address_is_wrong_usage(content: Path) -> None:
    """Exit status 2, and the address that was meant."""
    assert content.is_dir()
    result = trace("panels.lcd.shar")
    assert result.exit_code == 2
    assert 'Did you mean "panels.lcd.share"?' in result.output
