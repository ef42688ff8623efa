"""`import` takes from a table what it says, and asks for what it can't say."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_broken import BASE, lay_over

from plainfact.build import check_content
from plainfact.dataset_skeletons import (
    describe_columns,
    format_skeleton,
    format_value,
    make_skeleton,
)
from plainfact.languages.english import ENGLISH
from plainfact.load import load_site
from plainfact.problems import ContentError, Problem
from plainfact.spreadsheets import Table, read_table
from plainfact.table_numbers import read_numbers
from plainfact.yaml_reader import Mapping, Scalar, parse_yaml

ROOT = Path(__file__).parent.parent
TRIPS = """Trips in the city;;;;;
Part of town;Share (%);Riders;Money (€ m);Counted in (weekdays);Since
Centre;31,5;1.234;12,5;3;2019
"Outer, north";8;56.789;1.000,5;4;May 2020
Süd;n/a;;3;5;2021-05-16
Source: the city;;;;;
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, made the working one, with the small valid site in content/."""
    lay_over(BASE, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def write_csv(folder: Path, text: str) -> Path:
    """Write a CSV file and return its path."""
    path = folder / "trips.csv"
    path.write_text(text, encoding="utf-8")
    return path


def read_rows(text: str) -> dict[str, dict[str, str]]:
    """Return the rows of a dataset's text."""
    problems: list[Problem] = []
    node = parse_yaml(text, "trips.yaml", problems)
    assert problems == []
    assert isinstance(node, Mapping)
    rows = node.items["rows"]
    assert isinstance(rows, Mapping)
    return {
        name: {key: value.text.value for key, value in row.items.items()
               if isinstance(value, Scalar)}
        for name, row in rows.items.items() if isinstance(row, Mapping)
    }  # fmt: skip


def test_a_table_becomes_a_dataset_to_complete(site: Path) -> None:
    """What is not said is asked for in words that help; once it is filled in, the site builds."""
    write_csv(site, TRIPS)
    done = run(site, "import", "trips.csv")
    target = site / "content" / "datasets" / "trips.yaml"
    assert done.returncode == 0, done.stderr
    assert "Source: the city" in done.stdout
    with pytest.raises(ContentError) as asked:
        check_content(Path("content"))
    assert {problem.code for problem in asked.value.problems} == {"field-is-filled-in"}
    assert [problem.place.line for problem in asked.value.problems] == [2, 3, 9, 11]
    text = target.read_text(encoding="utf-8")
    text = text.replace('title: "?"', "title: Trips").replace('source: "?"', "source: survey")
    text = text.replace('label: Riders, unit: "?"', "label: Riders, unit: people")
    text = text.replace('label: Counted in, unit: "?"', "label: Counted in, unit: weekdays")
    target.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    dataset = load_site(Path("content"), "content", problems).datasets["trips"]
    assert problems == []
    units = {name: column.unit and column.unit.label for name, column in dataset.columns.items()}
    assert units == {"part_of_town": None, "share": "%", "riders": "people", "money": "€ m",
                     "counted_in": "weekdays", "since": "date"}  # fmt: skip
    assert list(dataset.rows) == ["centre", "outer-north", "sud"]
    assert read_rows(text)["outer-north"] == {
        "part_of_town": "Outer, north", "share": "8", "riders": "56789", "money": "1000.5",
        "counted_in": "4", "since": "May 2020",
    }  # fmt: skip
    assert "share" not in dataset.rows["sud"].cells


def test_nothing_is_written_over(site: Path) -> None:
    """A dataset that is there is left as it is, whatever the file is called."""
    panels = site / "content" / "datasets" / "panels.yaml"
    before = panels.read_bytes()
    (site / "Panels.csv").write_text("Panel,Share (%)\nLCD,70\n", encoding="utf-8")
    done = run(site, "import", "Panels.csv")
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert panels.read_bytes() == before
    assert run(site, "import", "Panels.csv", "--id", "panels_2").returncode == 0
    assert (site / "content" / "datasets" / "panels_2.yaml").is_file()


def test_a_workbook_is_read_as_its_reader_sees_it(tmp_path: Path) -> None:
    """Shares keep their sign, dates their day, sums of floats no tail; a sheet may be named."""
    book = openpyxl.Workbook()
    book.active.title = "Notes"  # type: ignore[union-attr]  # a new workbook has a sheet
    sheet = book.create_sheet("Trips")
    sheet.append(["Place", "Share", "Riders", "Counted", "Mean"])
    sheet.append(["Centre", 0.315, 1234, dt.datetime(2024, 5, 16), 0.1 + 0.2])  # noqa: DTZ001
    sheet.append(["Outskirts", 0.08, None, dt.datetime(2024, 5, 17), 2])  # noqa: DTZ001
    for row in (2, 3):
        sheet.cell(row, 2).number_format = "0.0%"
    path = tmp_path / "trips.xlsx"
    book.save(path)
    skeleton = make_skeleton(read_table(path, "Trips"), ENGLISH)
    assert [(column.holds.value, column.unit) for column in skeleton.columns] == [
        ("words", ""), ("numbers", "%"), ("numbers", "?"), ("dates", "date"), ("numbers", "?")
    ]  # fmt: skip
    assert read_rows(format_skeleton(skeleton))["centre"] == {
        "place": "Centre", "share": "31.5", "riders": "1234", "counted": "2024-05-16",
        "mean": "0.3",
    }  # fmt: skip
    with pytest.raises(ContentError, match="1 problem"):
        read_table(path, "Trip")
    (tmp_path / "fake.xlsx").write_bytes(b"PK no workbook")
    with pytest.raises(ContentError) as refused:
        read_table(tmp_path / "fake.xlsx", None)
    assert "no workbook" in refused.value.problems[0].message


def test_periods_become_the_ids_of_rows(tmp_path: Path) -> None:
    """A first column of years names the rows, so that a chart over time can stand on it."""
    path = write_csv(tmp_path, "Year,Trips (km),Note\n2019,3.5,as counted\n2020,4,\n")
    skeleton = make_skeleton(read_table(path, None), ENGLISH)
    assert skeleton.rows == ("2019", "2020")
    assert [column.id for column in skeleton.columns] == ["trips", "own_note"]


def test_inexact_figures_are_figures(tmp_path: Path) -> None:
    """A column may hedge; what is no figure at all makes it words, and is told."""
    table = """Place,Mass (kg),Begun,Ended
A,"about 11,000",1990-04-24,2020
B,"1,200",unknown,03/07/2009
C,5–10,2009-03-07,2018
D,more than 5,2003,2013
E,unknown,1983-01-25,1983"""
    skeleton = make_skeleton(read_table(write_csv(tmp_path, table), None), ENGLISH)
    assert [column.holds.value for column in skeleton.columns] == [
        "words", "numbers", "dates", "words"
    ]  # fmt: skip
    rows = read_rows(format_skeleton(skeleton))
    assert [row["mass"] for row in rows.values()] == [
        "about 11,000", "1200", "5–10", "more than 5", "unknown"
    ]  # fmt: skip
    [told] = [line for line in describe_columns(skeleton) if "03/07/2009" in line]
    assert "4 of 5 are" in told


@pytest.mark.parametrize(
    ("cells", "sign", "wanted", "is_doubtful"),
    [
        (["1,234", "5"], ".", ["1234", "5"], False),
        (["1.234", "5,5"], "", ["1234", "5.5"], False),
        (["1.234", "5"], ",", ["1234", "5"], False),
        (["1.234", "5"], "", ["1.234", "5"], True),
        (["1,234.5", "~1 000", "−3%"], "", ["1234.5", "~1000", "-3"], False),
        (["1.234.567", "12"], ".", ["1234567", "12"], False),
        (["0,5", ""], ".", ["0.5", ""], False),
    ],
)
def test_signs_in_numbers(
    cells: list[str], sign: str, wanted: list[str], *, is_doubtful: bool
) -> None:
    """Points and commas are read as their writer meant them; where nobody can tell, it is told."""
    numbers = read_numbers(cells, sign)
    assert list(numbers.values) == wanted
    assert (numbers.doubt is not None) == is_doubtful


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Place,Share\n", 1, "no heading with rows"),
        ("", 1, "no heading with rows"),
        ("Place,,Share\na,b,c\n", 1, "Column 2 has no heading"),
        ("Place,Share,Share\na,1,2\n", 1, 'the heading "Share"'),
        ("Place,Share\nA,1\nB,2,3\n", 3, "3 cells; the heading names 2"),
        ('Place,Share\nA,1\n"B,2\n', 3, "quote"),
    ],
)
def test_what_is_no_table_is_told_by_its_line(
    text: str, line: int, said: str, tmp_path: Path
) -> None:
    """Each fault has its line, what is wrong, and how to mend it."""
    with pytest.raises(ContentError) as refused:
        read_table(write_csv(tmp_path, text), None)
    [problem] = refused.value.problems
    assert (problem.place.line, said in problem.message, bool(problem.hint)) == (line, True, True)


@settings(max_examples=150)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn", "Zl", "Zp"))))
def test_any_words_survive(words: str) -> None:
    """Whatever a cell holds, it is the same in the dataset that is written."""
    words = " ".join(words.split())
    node = parse_yaml(f"a: {{b: {format_value(words)}, c: d}}", "a.yaml", [])
    assert isinstance(node, Mapping)
    row = node.items["a"]
    assert isinstance(row, Mapping)
    value = row.items["b"]
    assert isinstance(value, Scalar)
    assert (value.text.value, list(row.items)) == (words, ["b", "c"])


def test_headings_that_are_fields_of_rows_are_renamed() -> None:
    """A column can't be called as what every row may have."""
    table = Table(("Name", "Source", "Source 2"), (("a", "b", "c"),), (), ".")
    ids = [column.id for column in make_skeleton(table, ENGLISH).columns]
    assert ids == ["name", "own_source", "source_2"]
