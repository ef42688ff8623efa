"""Datasets as they are read: what each cell holds, and what it inherits from where."""

import pytest

from plainfact.csv_rows import parse_csv_rows
from plainfact.dataset_loader import make_dataset
from plainfact.datasets import Cell, Dataset
from plainfact.languages import LANGUAGES
from plainfact.limits import VARIABLE
from plainfact.phrasing import format_quantity
from plainfact.problems import Problem
from plainfact.prose import Prose
from plainfact.yaml_reader import parse_yaml

ENGLISH = LANGUAGES["en"]
HEAD = """
title: Panels
description: Of screens.
note: For all of it.
licence: CC0
redistribute: true
source: all
said_by: All
status: official
basis: by area
as_of: 2020
columns:
  words: {label: Panel}
  share: {label: Share, unit: "%", note: Of the column.}
  count: {label: Firms, unit: firms, source: column, said_by: Column, as_of: 2021}
  twice: {label: Twice, unit: firms, formula: count * 2, decimals: 1, basis: doubled}
"""
ROWS = """
rows:
  lcd: {words: LCD, share: more than 70, count: 5}
  oled:
    words: OLED
    share: about 50
    count: 6
    source: [row, other]
    said_by: Row
    status: estimate
    as_of: 2022
    note: Of the row.
  2023:
    share: {value: 70, qualifier: at least, source: cell, said_by: Cell, as_of: 1H24,
            status: forecast, basis: by pieces, note: Of the cell.}
    count:
  1-3q21: {count: unknown}
derived:
  sum: {label: Sum, unit: firms, formula: "sum(lcd.count, oled.count)", decimals: 2, note: Of it.}
"""


def load(yaml: str, table: str | None = None) -> tuple[Dataset | None, list[Problem]]:
    """Return a dataset read from YAML, its rows from CSV if given, and the problems."""
    problems: list[Problem] = []
    node = parse_yaml(yaml, "d.yaml", problems)
    rows = None if table is None else parse_csv_rows(table, "d.csv", problems)
    return make_dataset("d", node, "d.yaml", rows, ENGLISH, problems), problems


@pytest.fixture(scope="module")
def cells() -> dict[str, Cell]:
    """Return the cells of the dataset above, by address."""
    dataset, problems = load(HEAD + ROWS)
    assert problems == []
    assert dataset is not None
    return {cell.address: cell for cell in dataset.cells()}


def told(cell: Cell) -> list[str]:
    """Return where a cell comes from, in words."""
    origin = cell.origin
    period = "" if origin.as_of is None else format_quantity(origin.as_of, ENGLISH)
    return [" ".join(origin.sources), origin.said_by, period, origin.status, origin.basis]


ORIGINS = [
    ("d.lcd.words", ["all", "All", "2020", "official", "by area"]),
    ("d.lcd.share", ["all", "All", "2020", "official", "by area"]),
    ("d.lcd.count", ["column", "Column", "2021", "official", "by area"]),
    ("d.lcd.twice", ["all", "All", "2020", "official", "doubled"]),
    ("d.oled.share", ["row other", "Row", "2022", "estimate", "by area"]),
    ("d.oled.count", ["row other", "Row", "2022", "estimate", "by area"]),
    ("d.2023.share", ["cell", "Cell", "first half of 2024", "forecast", "by pieces"]),
    ("d.1-3q21.count", ["column", "Column", "January to September 2021", "official", "by area"]),
]


@pytest.mark.parametrize(("address", "wanted"), ORIGINS)
def test_the_nearest_word_on_where_a_cell_comes_from_holds(
    address: str, wanted: list[str], cells: dict[str, Cell]
) -> None:
    """A cell's own source and so on go before its row's, its column's and the dataset's."""
    assert told(cells[address]) == wanted


VALUES = [
    ("d.lcd.words", "LCD: Panel", None, "", 19),
    ("d.lcd.share", "LCD: Share", "more than 70%", "Of the column.", 19),
    ("d.oled.share", "OLED: Share", "about 50%", "Of the row.", 22),
    ("d.oled.count", "OLED: Firms", "6 firms", "Of the row.", 23),
    ("d.2023.share", "2023: Share", "at least 70%", "Of the cell.", 30),
    ("d.1-3q21.count", "January to September 2021: Firms", "unknown", "", 33),
    ("d.lcd.twice", "LCD: Twice", None, "", 19),
    ("d.sum", "Sum", None, "Of it.", 35),
]


@pytest.mark.parametrize(("address", "label", "value", "note", "line"), VALUES)
def test_a_cell_knows_what_it_is_and_where_it_stands(
    address: str, label: str, value: str | None, note: str, line: int, cells: dict[str, Cell]
) -> None:
    """Its label, value, note and line are those that its author wrote."""
    cell = cells[address]
    assert cell.label == label
    assert (cell.quantity and format_quantity(cell.quantity, ENGLISH)) == value
    assert words_of(cell.note) == note
    assert str(cell.place) == f"d.yaml:{line}"
    assert (cell.dataset, cell.address) == ("d", address)
    assert address == ".".join(["d", *filter(None, [cell.row, cell.column])])


def test_the_label_of_a_period_begins_as_a_sentence_does() -> None:
    """What stands first in lists and notes has a capital; names are left as they are."""
    columns = 'columns:\n  share: {label: Share, unit: "%"}\n'
    head = HEAD.split("columns:", maxsplit=1)[0] + columns
    dataset, _ = load(head + "rows:\n  2q21: {share: 5}\n  iflytek: {share: 6}\n")
    assert dataset is not None
    labels = [cell.label for cell in dataset.cells()]
    assert labels == ["Second quarter of 2021: Share", "iflytek: Share"]


def words_of(prose: Prose | None) -> str:
    """Return the words of a note, if there is one."""
    return prose.marked if prose is not None else ""


def test_a_dataset_is_read_whole(cells: dict[str, Cell]) -> None:
    """What it says of itself, its columns and what is derived are kept; a gap is no cell."""
    dataset, _ = load(HEAD + ROWS)
    assert dataset is not None
    assert [words_of(text) for text in (dataset.title, dataset.description, dataset.note)] == [
        "Panels", "Of screens.", "For all of it.",
    ]  # fmt: skip
    assert (dataset.id, dataset.licence, dataset.redistribute) == ("d", "CC0", True)
    assert str(dataset.place) == "d.yaml:1"
    assert list(dataset.rows) == ["lcd", "oled", "2023", "1-3q21"]
    assert [column.id for column in dataset.number_columns] == ["share", "count", "twice"]
    twice = dataset.columns["twice"]
    assert (twice.label, twice.formula, twice.decimals) == ("Twice", "count * 2", 1)
    assert [column.place.line for column in dataset.columns.values()] == [13, 14, 15, 16]
    assert "d.2023.count" not in cells
    assert cells["d.lcd.twice"].decimals == 1
    assert (cells["d.sum"].row, cells["d.sum"].column, cells["d.sum"].decimals) == ("", "sum", 2)
    assert cells["d.lcd.share"].anchor == "d--lcd--share"


TABLE = "id,words,share,count\nlcd,LCD,more than 70,5\n\n ,,,\noled, OLED ,about 50,\n"


def test_rows_of_csv_are_as_those_of_yaml() -> None:
    """Blank lines are none, empty cells are gaps, and each cell knows its line of the table."""
    dataset, problems = load(HEAD, TABLE)
    assert problems == []
    assert dataset is not None
    cells = {cell.address: cell for cell in dataset.cells()}
    assert [name for name in cells if "twice" not in name] == [
        "d.lcd.words", "d.lcd.share", "d.lcd.count", "d.oled.words", "d.oled.share",
    ]  # fmt: skip
    assert str(cells["d.lcd.count"].place) == "d.csv:2"
    assert str(cells["d.oled.share"].place) == "d.csv:5"
    assert cells["d.oled.share"].label == "OLED: Share"


REFUSED = [
    (HEAD + "rows: [1]\n", None, ["field-is-valid d.yaml:17"]),
    (HEAD + "rows: {lcd: 70}\n", None, ["field-is-valid d.yaml:17"]),
    (HEAD + "rows: {lcd: {share: {value: 70, qualifer: about}}}\n", None,
     ["field-is-known d.yaml:17"]),
    (HEAD + "rows: {lcd: {share: many, twice: 4}}\n", None,
     ["cell-is-a-quantity d.yaml:17", "derived-is-derived d.yaml:17"]),
    (HEAD + "rows: {lcd: {share: 5}}\n", TABLE, ["rows-are-in-one-place d.yaml:17"]),
    (HEAD.replace("source: all\n", "") + "rows: {lcd: {share: 5, words: A}}\n", None,
     ["cell-has-a-source d.yaml:16"]),
    (HEAD + "rows: {lcd: {shar: 5}}\n", None, ["column-exists d.yaml:17"]),
    (HEAD + "rows: {lcd: {share: 5}}\nderived: {lcd: {label: L, unit: firms, formula: 1}}\n", None,
     ["id-is-unique d.yaml:18"]),
    (HEAD + "rows: {lcd: {share: 5}}\nderived:\n  d:\n    label: L\n    unit: '%%'\n"
     "    formula: 1\n", None, ["unit-is-readable d.yaml:21"]),
    (HEAD.replace('unit: "%", note', "\n    unit: '%%', note") + "rows: {lcd: {share: 5}}\n", None,
     ["unit-is-readable d.yaml:15"]),
    ("title: T\ncolumns: {}\n", None, ["dataset-has-rows d.yaml:1"]),
    (HEAD.replace("words:", "note:"), "id,share\nlcd,5\n", ["id-is-plain d.yaml:13"]),
    (HEAD, "", ["dataset-has-rows d.yaml:1"]),
    (HEAD, "id,share\nlcd,5\nlcd,6\n", ["id-is-unique d.csv:3"]),
    (HEAD, "id,shar\nlcd,5\n", ["column-exists d.csv:1"]),
]  # fmt: skip


@pytest.mark.parametrize(("yaml", "table", "wanted"), REFUSED)
def test_what_is_wrong_with_a_dataset_is_told(
    yaml: str, table: str | None, wanted: list[str]
) -> None:
    """Each fault by its code and line, and none is told twice."""
    assert [f"{problem.code} {problem.place}" for problem in load(yaml, table)[1]] == wanted


def test_a_derived_column_without_a_unit_has_no_cells() -> None:
    """What is told of the column is not told of each of its cells again."""
    dataset, problems = load(HEAD.replace("unit: firms, formula", "formula") + ROWS)
    assert [f"{problem.code} {problem.place}" for problem in problems] == [
        "field-is-given d.yaml:16"
    ]
    assert dataset is not None
    assert not [cell for cell in dataset.cells() if cell.column == "twice"]


@pytest.mark.parametrize(
    ("words", "printed", "low", "high"),
    [
        ("a tenth", "about 10%", "9.5", "10.5"),
        ("half", "about 50%", "47.5", "52.5"),
        ("about half", "about 50%", "47.5", "52.5"),
        ("up to a tenth", "up to 10%", "-inf", "10"),
        ("12", "12%", "12", "12"),
    ],
)
def test_a_round_way_of_speaking_is_about_its_number(
    words: str, printed: str, low: str, high: str
) -> None:
    """A cell that says a fraction in words is about that; a qualifier of its own is kept."""
    columns = 'columns: {v: {label: V, unit: "%"}}'
    dataset, problems = load(f"title: T\nsource: s\n{columns}\nrows:\n  a: {{v: {words}}}\n")
    assert problems == []
    assert dataset is not None
    quantity = dataset.rows["a"].cells["v"].quantity
    assert quantity is not None
    assert format_quantity(quantity, ENGLISH) == printed
    allowed = quantity.allowed()
    assert (float(allowed.low), float(allowed.high)) == (float(low), float(high))
    assert quantity.tolerance == 0


def test_each_cell_of_a_row_is_told_of_whatever_stands_before_it() -> None:
    """A column that there is not, or whose unit can't be read, hides no fault further on."""
    columns = 'columns: {v: {label: V, unit: "%"}, bad: {label: B, unit: RMB RMB}}'
    rows = "rows:\n  a: {nothing: 1, v: much}\n  b: {bad: 2, v: more}\n"
    _, problems = load(f"title: T\nsource: s\n{columns}\n{rows}")
    assert [(problem.code, problem.place.line) for problem in problems] == [
        ("unit-is-readable", 3),
        ("column-exists", 5),
        ("cell-is-a-quantity", 5),
        ("cell-is-a-quantity", 6),
    ]


def test_no_more_rows_are_read_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as the limit are read; one more is refused, however many follow."""
    monkeypatch.setenv(VARIABLE, "rows=3")
    for count, codes in ((3, []), (4, ["dataset-is-bounded"]), (1000, ["dataset-is-bounded"])):
        table = "id,share\n" + "".join(f"r{number},5\n" for number in range(count))
        assert [problem.code for problem in load(HEAD, table)[1]] == codes
        yaml = "rows:\n" + "".join(f"  r{number}: {{share: 5}}\n" for number in range(count))
        assert [problem.code for problem in load(HEAD + yaml)[1]] == codes
