"""Formulas: what is derived allows all that its inputs do, in a unit that fits, with sources."""

import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quantity_strategies import dates

from plainfact.arithmetic import Value, combine, convert
from plainfact.dataset_loader import make_dataset
from plainfact.datasets import Dataset
from plainfact.derivations import Cells, check_comparison, resolve_datasets
from plainfact.formulas import (
    FormulaError,
    Operation,
    names_in,
    parse_comparison,
    parse_formula,
)
from plainfact.languages import LANGUAGES
from plainfact.phrasing import format_quantity
from plainfact.problems import Problem
from plainfact.quantities import Quantity
from plainfact.units import DATE, parse_unit
from plainfact.yaml_reader import parse_yaml

quick = settings(max_examples=100)
ENGLISH = LANGUAGES["en"]

DATA = """
title: Cells to work with
source: one
status: reported
columns:
  share: {label: Share, unit: "%"}
  gain: {label: Gain, unit: points}
  yuan: {label: Revenue, unit: RMB bn}
  small: {label: Profit, unit: RMB m}
  dollars: {label: Revenue in dollars, unit: USD bn}
  sold: {label: Phones, unit: million phones}
  rate: {label: Capacity, unit: wafers a month}
  rank: {label: Rank, unit: rank}
  when: {label: When, unit: date}
  times: {label: Multiple, unit: times}
  long: {label: How long, unit: months}
  words: {label: Words}
rows:
  a: {share: more than 70, gain: 4, yuan: 362.0, small: 329, dollars: 12, sold: 46.0, rank: 4,
      rate: 35000 to 40000, when: 2023, times: 3, long: 6, words: Words,
      as_of: 2023, said_by: One, status: estimate}
  b: {share: about 50, gain: -1, yuan: 704.2, small: -34, dollars: 22.7, sold: 19.6, rank: top 10,
      rate: 8000, when: 2018, times: 2.5, as_of: 2023, said_by: Two, source: two, status: forecast}
  c: {share: 24.8, when: 16 May 2019, sold: 0, times: nearly 2, as_of: 2024}
  d: {share: nearly 60, when: 2 December 2024}
  e: {share: 41.3, when: Sep 2023}
  f: {share: 3.5, when: about 2018}
  g: {share: 4.5, when: after 2019}
  h: {share: 5.5, when: before 2019}
  i: {share: 6.5, when: Feb 2021 to Oct 2022}
  j: {share: 7.5, when: 16 May 2019 to 20 May 2019}
  k: {share: 8.5, when: Q1 2023}
  l: {share: 9.5, when: Q3 2024}
  m: {share: 10.5, when: first half of 2024}
  n: {share: 11.5, when: 2021 to Oct 2022}
"""


def load(*texts: str) -> tuple[dict[str, Dataset], Cells, list[Problem]]:
    """Return datasets read from YAML texts and worked out, their cells, and the problems."""
    problems: list[Problem] = []
    datasets: dict[str, Dataset] = {}
    for index, text in enumerate(texts):
        name = ("data", "other")[index]
        node = parse_yaml(text, f"{name}.yaml", problems)
        dataset = make_dataset(name, node, f"{name}.yaml", None, ENGLISH, problems)
        assert dataset is not None, problems
        datasets[name] = dataset
    resolved, cells = resolve_datasets(datasets, problems)
    return resolved, cells, problems


def derive(formula: str, unit: str, **more: Any) -> str:  # noqa: ANN401 - fields of YAML
    """Return what a formula over the data comes to, in words, or the problem's message."""
    fields = "".join(f", {key}: {value}" for key, value in more.items())
    text = f'{DATA}derived:\n  x: {{label: X, formula: "{formula}", unit: "{unit}"{fields}}}\n'
    _, cells, problems = load(text)
    if problems:
        (problem,) = problems
        assert problem.code == "formula-works"
        assert problem.hint
        return problem.message
    quantity = cells["data.x"].quantity
    assert quantity is not None
    return format_quantity(quantity, ENGLISH)


WORKS = [
    # Shares, points, and numbers beside them.
    ("e.share - c.share", "points", "16.5 points"),
    ("a.share - b.share", "points", "more than 17 points"),
    ("c.share + e.share", "%", "66.1%"),
    ("c.share + b.gain", "%", "24%"),
    ("b.gain + c.share", "%", "24%"),
    ("100% - c.share", "%", "75.2%"),
    ("100 - c.share", "%", "75.2%"),
    ("0 - c.share", "%", "−24.8%"),
    ("-c.share", "%", "−24.8%"),
    ("a.yuan / (100% + c.share)", "RMB bn", "RMB 290.1 billion"),
    ("a.yuan / (100 + c.share)", "RMB bn", "RMB 290.1 billion"),
    ("b.yuan * c.share", "RMB bn", "RMB 174.6 billion"),
    ("a.yuan / b.yuan", "%", "51.4%"),
    ("a.yuan / b.yuan", "times", "0.5 times"),
    ("b.yuan / a.yuan - 1", "%", "94.5%"),
    ("b.yuan / a.yuan - 100%", "%", "94.5%"),
    ("a.small / a.yuan", "%", "0%"),
    ("2 * c.share", "%", "49.6%"),
    ("(c.share + e.share) / 2", "%", "33.1%"),
    ("a.times * b.times", "times", "8 times"),
    ("e.share - 5%", "%", "36.3%"),
    ("2 * e.share - c.share", "points", "57.8 points"),
    ("e.share - c.share / 2", "points", "28.9 points"),
    ("e.share - a.small / a.yuan", "points", "41 points"),
    ("min(3%, share)", "%", "3%"),
    ("c.share + 2", "%", "26.8%"),
    ("c.share - a.gain", "%", "21%"),
    ("b.gain - a.gain", "points", "−5 points"),
    ("2 + a.gain", "points", "6 points"),
    ("c.share + a.times", "%", "325%"),
    ("min(a.times, c.share)", "%", "24.8%"),
    ("max(a.small, a.yuan)", "RMB m", "RMB 362,000.0 million"),
    # Money and its scales.
    ("a.yuan + a.small", "RMB bn", "RMB 362 billion"),
    ("a.small + b.small", "RMB m", "RMB 295 million"),
    ("a.small + b.small", "RMB bn", "RMB 0.295 billion"),
    ("a.yuan + b.yuan", "RMB m", "RMB 1,066,200 million"),
    ("a.small - b.small", "RMB m", "RMB 363 million"),
    # Counts and rates.
    ("a.sold + b.sold", "million phones", "65.6 million phones"),
    ("a.rate / b.rate", "times", "4 to 5 times"),
    ("a.rate * a.long", "wafers", "210,000 to 240,000 wafers"),
    ("a.rate / 2", "wafers a month", "17,500 to 20,000 wafers a month"),
    ("2 * a.small + a.small", "RMB m", "RMB 987 million"),
    ("2 * a.rate", "wafers a month", "70,000 to 80,000 wafers a month"),
    ("a.yuan / b.sold", "RMB a phone", "RMB 18,469.4 a phone"),
    ("0 + a.sold", "million phones", "46.0 million phones"),
    ("a.rate", "wafers a year", "420,000 to 480,000 wafers a year"),
    # Uncertainty is carried on.
    ("a.share", "%", "more than 70%"),
    ("b.share", "%", "about 50%"),
    ("b.share + c.share", "%", "72 to 78%"),
    ("d.share + c.share", "%", "81 to 85%"),
    ("c.times + 1", "times", "2 to 3 times"),
    ("max(share)", "%", "more than 70%"),
    ("min(share)", "%", "3.5%"),
    ("sum(c.share, e.share, f.share)", "%", "69.6%"),
    ("min(a.rank, b.rank)", "rank", "top 4"),
    ("max(a.rank, b.rank)", "rank", "4th to 10th"),
    # Dates, at their precision.
    ("a.when - b.when", "years", "5 years"),
    ("e.when - b.when", "years", "5 years"),
    ("d.when - c.when", "days", "2,027 days"),
    ("d.when - c.when", "years", "5 to 6 years"),
    ("d.when - c.when", "months", "66 to 67 months"),
    ("d.when - c.when", "quarters", "22 to 23 quarters"),
    ("c.when - d.when", "months", "−67 to −66 months"),
    ("e.when - f.when", "years", "4 to 6 years"),
    ("i.when - b.when", "years", "3 to 4 years"),
    ("n.when - b.when", "years", "3 to 4 years"),
    ("d.when - j.when", "days", "2,023 to 2,027 days"),
    ("l.when - k.when", "quarters", "6 quarters"),
    ("l.when - c.when", "quarters", "21 quarters"),
    ("m.when - k.when", "months", "12 months"),
    ("k.when - b.when", "years", "5 years"),
    ("i.when - e.when", "months", "−31 to −11 months"),
    ("max(c.when, d.when)", "date", "2 December 2024"),
    ("min(a.when, b.when)", "date", "2018"),
    ("c.when", "date", "16 May 2019"),
    ("max(c.when, d.when) - c.when", "days", "2,027 days"),
    ("min(1, 2) * c.share", "%", "24.8%"),
    ("max(c.when, g.when)", "date", "after 31 December 2019"),
    ("min(c.when, h.when)", "date", "before 1 January 2019"),
    ("g.when - h.when", "years", "at least 2 years"),
    ("h.when - g.when", "years", "up to −2 years"),
]


@pytest.mark.parametrize(("formula", "unit", "printed"), WORKS)
def test_formulas_come_to_what_an_editor_would_work_out(
    formula: str, unit: str, printed: str
) -> None:
    """Units fit, uncertainty is kept, and the fewest decimals of the inputs are printed."""
    assert derive(formula, unit) == printed


FORM = "Write cells, numbers, + - * / and brackets, e.g. row.share - other.share."
REFUSED = [
    ("c.share + a.yuan", "%", "measure different things"),
    ("a.yuan + a.dollars", "RMB bn", "measure different things"),
    ("a.yuan / a.dollars", "times", 'comes to "RMB a USD", not "times"'),
    ("a.yuan + a.sold", "RMB bn", "measure different things"),
    ("c.share - e.share", "%", 'comes to "points", not "%"'),
    ("e.share - 5%", "points", 'comes to "%", not "points"'),
    ("0.2 + a.gain", "points", "0.2 beside a share may be 0.2% or 20%"),
    ("c.share + e.share", "points", 'comes to "%", not "points"'),
    ("a.gain - c.share", "points", "can't be taken from points"),
    ("max(c.share, a.gain)", "%", "measure different things"),
    ("1 + c.share", "%", "1 beside a share may be 1% or 100%"),
    ("c.share - 0.5", "%", "0.5 beside a share may be 0.5% or 50%"),
    ("a.yuan + 5", "RMB bn", "does not add up"),
    ("a.sold - 1", "million phones", "does not add up"),
    ("a.rank + 1", "rank", "don't add up"),
    ("a.rank * 2", "rank", "ranks and dates"),
    ("a.rank + b.rank", "rank", "don't add up"),
    ("a.when + 1", "date", "don't add up"),
    ("a.when + b.when", "date", "dates can't be added"),
    ("a.when - b.when", "days", 'comes to "years", not "days"'),
    ("a.when * 2", "date", "ranks and dates"),
    ("a.yuan / c.sold", "RMB", "may divide by zero"),
    ("a.yuan / a.small - 1 / (c.times - 2)", "times", "may divide by zero"),
    ("a.words + 1", "%", "is not a number"),
    ("c.share-e.share", "points", "there is no"),
    ("a.nothing", "%", 'there is no "a.nothing"'),
    ("c.yuan", "RMB bn", 'there is no "c.yuan"'),
    ("sum(yuan)", "RMB bn", 'the row "c" has no "yuan"'),
    ("42", "%", "names no cell"),
    ("100% - 5%", "%", "names no cell"),
    ("data.x", "%", "depends on itself: data.x → data.x"),
    ("a.share +", "%", "ends too soon"),
    ("a.share b.share", "%", "is not expected"),
    ("(a.share", "%", "bracket is not closed"),
    ("average(share)", "%", 'no function "average"'),
    ("a.share ** 2", "%", "is not expected"),
    ("__import__('os')", "%", "can't be read"),
    (" + ".join(["a.yuan"] * 60), "RMB bn", "longer than"),
    ("(" * 40 + "a.share" + ")" * 40, "%", "nested too deeply"),
    (" * ".join(["a.yuan"] * 20), "RMB bn", "comes to"),
    (f"a.times * {'9' * 24} * {'9' * 24}", "times", "too large a number"),
    ("sum(nothing)", "%", 'there is no "nothing"'),
    ("sum(other.share)", "%", 'there is no "other.share"'),
]


@pytest.mark.parametrize(("formula", "unit", "reason"), REFUSED)
def test_what_does_not_add_up_is_refused_with_its_reason(
    formula: str, unit: str, reason: str
) -> None:
    """Currencies, points, dates and bare numbers are kept apart; nothing is guessed."""
    message = derive(formula, unit)
    assert "can't be worked out" in message
    assert reason in message


HINTS = [
    ("2 * a.yuan", 'it comes to "RMB bn", not "%"', 'Write unit: "RMB bn".'),
    ("a.yuan / a.rate", 'it comes to "RMB bn / wafers a month", not "%"',
     ("No unit can be written for that: change the formula,"
      ' to come to e.g. "wafers a month".')),
    ("sum(yuan)", 'the row "c" has no "yuan"', "Add the figure, or name the cells one by one."),
    ("a.words + 1", "data.a.words is not a number", "Name a cell of a column that has a unit."),
    ("a.yuan / c.sold", "it may divide by zero", "Divide by a figure that is surely not zero."),
    ("a.when + b.when", "dates can't be added", FORM),
    ("a.gain - c.share", "a share can't be taken from points", FORM),
    ("c.share + a.yuan", '"%" and "RMB bn" measure different things',
     "Add, subtract and compare only what measures the same."),
    ("c.share - 0.5", "0.5 beside a share may be 0.5% or 50%: write it with its sign", FORM),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "reason", "hint"), HINTS)
def test_what_is_refused_is_told_in_whole_sentences(formula: str, reason: str, hint: str) -> None:
    """The author reads why a formula can't be worked out, and what to do about it."""
    (problem,) = load(f'{DATA}derived:\n  x: {{label: X, formula: "{formula}", unit: "%"}}\n')[2]
    assert problem.message == f'data.x, "{formula}", can\'t be worked out: {reason}.'
    assert problem.hint == hint


def test_decimals_are_those_told_or_the_fewest_of_the_inputs() -> None:
    """An author may ask for more or fewer decimals than the inputs have."""
    assert derive("a.yuan / b.yuan", "%", decimals=3) == "51.406%"
    assert derive("a.yuan", "RMB bn", decimals=0) == "RMB 362 billion"
    assert derive("a.share - b.share", "points", decimals=1) == "more than 17.5 points"


def test_sources_and_status_are_carried_along() -> None:
    """A derived value rests on all its inputs' sources, and is as unfirm as the least firm."""
    both = "x: {label: X, formula: a.yuan + b.yuan, unit: RMB bn}"
    one = "y: {label: Y, formula: 2 * a.yuan, unit: RMB bn}"
    on_derived = "z: {label: Z, formula: x + y, unit: RMB bn}"
    _, cells, problems = load(f"{DATA}derived:\n  {both}\n  {one}\n  {on_derived}\n")
    assert problems == []
    x, y, z = (cells[f"data.{name}"] for name in "xyz")
    assert x.origin.sources == ("one", "two")
    assert x.origin.status == "forecast"
    assert x.origin.said_by == ""
    assert format_quantity(x.origin.as_of or pytest.fail("no period"), ENGLISH) == "2023"
    assert x.inputs == ("data.a.yuan", "data.b.yuan")
    assert (y.origin.sources, y.origin.status, y.origin.said_by) == (("one",), "derived", "One")
    assert z.inputs == ("data.x", "data.y")
    assert z.origin.sources == ("one", "two")
    assert z.origin.status == "forecast"


ORIGINS = """
title: T
source: one
columns: {v: {label: V, unit: "%"}}
rows:
  a: {v: 1, as_of: 2023, said_by: One, basis: by area}
  b: {v: 2, as_of: 2023, said_by: One, basis: by area, status: plan}
  c: {v: 3, as_of: 2024, said_by: Two, basis: by units, status: forecast}
  d: {v: 4}
derived:
  alike: {label: X, unit: "%", formula: a.v + b.v}
  unlike: {label: X, unit: "%", formula: b.v + c.v}
  partly: {label: X, unit: "%", formula: a.v + d.v}
  own: {label: X, unit: "%", formula: a.v + c.v, as_of: 2020, said_by: Us, basis: ours}
"""


@pytest.mark.parametrize(
    ("name", "said_by", "as_of", "basis", "status"),
    [
        ("alike", "One", "2023", "by area", "plan"),
        ("unlike", "", "", "", "plan"),
        ("partly", "", "", "", "derived"),
        ("own", "Us", "2020", "ours", "forecast"),
    ],
)
def test_what_all_inputs_share_is_said_of_what_is_derived(
    name: str, said_by: str, as_of: str, basis: str, status: str
) -> None:
    """Speaker, period and basis are those of all inputs, or none; or what the author says."""
    _, cells, problems = load(ORIGINS)
    assert problems == []
    origin = cells[f"data.{name}"].origin
    assert (origin.said_by, origin.basis, origin.status) == (said_by, basis, status)
    assert (format_quantity(origin.as_of, ENGLISH) if origin.as_of else "") == as_of


COLUMN = """
title: T
source: one
columns:
  part: {label: Part, unit: RMB bn}
  whole: {label: Whole, unit: RMB bn}
  share: {label: Share, unit: "%", formula: part / whole, decimals: 1}
  half: {label: Half, unit: "%", formula: share / 2}
rows:
  a: {part: 1, whole: 4}
  b: {part: 2}
"""


def test_a_row_without_a_figure_has_no_derived_one() -> None:
    """A gap in a row is a gap in what rests on it, and no problem."""
    datasets, cells, problems = load(COLUMN)
    assert problems == []
    assert format_quantity(known(cells, "data.a.share"), ENGLISH) == "25.0%"
    assert "data.b.share" not in cells
    assert "data.b.half" not in cells
    assert list(datasets["data"].rows["b"].cells) == ["part"]


@pytest.mark.parametrize("formula", ["sum(share)", "b.share", "max(half)", "a.share - b.half"])
def test_a_value_of_the_dataset_that_rests_on_a_gap_is_refused(formula: str) -> None:
    """A sum with a row missing is no sum."""
    more = f"derived:\n  x: {{label: X, formula: {formula}, unit: points}}\n"
    _, cells, problems = load(COLUMN + more)
    assert [problem.code for problem in problems] == ["formula-works"]
    missing = re.search(r"worked out: (\S+) has no value\.$", problems[0].message)
    assert missing is not None
    assert problems[0].hint == f"Give {missing[1]} a value, or take it out of {formula}"
    assert "data.x" not in cells


def test_a_column_is_worked_out_row_by_row() -> None:
    """Inside a function a column that is named alone is the whole one, others are of the row."""
    rows = "  a: {part: 1, whole: 4}\n  b: {part: 3, whole: 2}\n"
    text = COLUMN.partition("rows:")[0].replace(
        "share / 2", "'max(part * 1, whole * 1) / max(whole)'"
    )
    _, cells, problems = load(f"{text}rows:\n{rows}")
    assert problems == []
    printed = [format_quantity(known(cells, f"data.{row}.half"), ENGLISH) for row in "ab"]
    assert printed == ["100%", "75%"]


def test_what_is_worked_out_stands_in_its_dataset() -> None:
    """A derived value is the same cell in its dataset and among all cells; so is a column's."""
    more = "derived:\n  x: {label: X, formula: a.part / a.whole, unit: '%'}\n"
    datasets, cells, problems = load(COLUMN + more)
    assert problems == []
    assert datasets["data"].derived["x"] is cells["data.x"]
    assert datasets["data"].rows["a"].cells["share"] is cells["data.a.share"]
    assert format_quantity(known(cells, "data.x"), ENGLISH) == "25%"


def test_what_is_meant_by_a_wrong_name_is_told() -> None:
    """A minus without spaces, and a name that is nearly right, are told as they should be."""
    for formula, hint in (
        ("c.share-e.share", "Put spaces around the minus: c.share - e.share."),
        ("a.shar", '"a.share"'),
        ("data.a.shar", '"data.a.share"'),
    ):
        text = f'{DATA}derived:\n  x: {{label: X, formula: "{formula}", unit: "%"}}\n'
        (problem,) = load(text)[2]
        assert hint in problem.hint, (formula, problem.hint)


def test_a_comparison_with_a_gap_is_refused() -> None:
    """Nothing is certain of a figure that is not there."""
    datasets, cells, _ = load(COLUMN)
    with pytest.raises(FormulaError, match=r'no "b.share"'):
        check_comparison(parse_comparison("b.share > 1"), cells, datasets, "data")


def test_a_sum_over_no_rows_is_refused() -> None:
    """A table without rows has no sum, not even nothing."""
    empty = COLUMN.partition("rows:")[0]
    more = "derived:\n  x: {label: X, formula: sum(part), unit: RMB bn}\n"
    _, cells, problems = load(empty + more)
    assert [problem.code for problem in problems] == ["formula-works"]
    assert problems[0].message.endswith(": the column has no rows.")
    assert cells == {}


def test_formulas_reach_across_datasets() -> None:
    """A derived column may rest on another dataset's cells, and those on a third."""
    other = COLUMN.replace("formula: share / 2", "formula: share * data.a.share")
    _, cells, problems = load(COLUMN, other)
    assert problems == []
    assert format_quantity(known(cells, "other.a.half"), ENGLISH) == "6.3%"
    assert cells["other.a.half"].inputs == ("other.a.share", "data.a.share")
    more = "derived:\n  x: {label: X, formula: sum(data.part), unit: RMB bn}\n"
    _, cells, problems = load(COLUMN, COLUMN + more)
    assert problems == []
    assert cells["other.x"].inputs == ("data.a.part", "data.b.part")


def test_a_circle_is_refused_once_and_named() -> None:
    """Cells that depend on themselves are one problem, which shows the way round."""
    circle = "derived:\n" + "".join(
        f"  {name}: {{label: L, formula: {after}, unit: '%'}}\n"
        for name, after in ("xy", "yz", "zx")
    )  # fmt: skip
    _, cells, problems = load(DATA + circle)
    (problem,) = problems
    assert "data.x → data.y → data.z → data.x" in problem.message
    assert not {"data.x", "data.y", "data.z"} & set(cells)


def test_a_long_chain_is_refused_before_it_breaks_anything() -> None:
    """Formulas on formulas on formulas end in a problem, not in a traceback."""
    chain = "".join(
        f"  x{n}: {{label: L, formula: x{n + 1}, unit: '%'}}\n" for n in range(200)
    )  # fmt: skip
    last = "  x200: {label: L, formula: c.share, unit: '%'}\n"
    _, cells, problems = load(f"{DATA}derived:\n{chain}{last}")
    assert {problem.code for problem in problems} == {"formula-works"}
    assert any("rests on more than" in problem.message for problem in problems)
    assert "data.x199" in cells


COMPARISONS = [
    ("a.share > e.share", True), ("a.share > 70", True), ("a.share >= 70", True),
    ("c.share >= 24.8", True), ("c.share > 24.8", False), ("c.share <= 24.8", True),
    ("c.share < 24.8", False), ("d.share <= 60", True), ("a.share = a.share", False),
    ("c.share < a.times", True), ("a.rank < 5", True), ("4 <= a.rank", True), ("a.gain > 3", True),
    ("h.when < c.when", True), ("a.when >= e.when", False), ("b.sold > 1000000", False),
    ("a.share > 70%", True), ("a.share > 71", False), ("b.share > 45", True),
    ("b.share > c.share", True), ("b.share >= 50", False), ("d.share < 60", True),
    ("c.share = 24.8", True), ("b.share = 50", False), ("e.share - c.share > 16", True),
    ("a.yuan > 300", True), ("a.yuan < b.yuan", True), ("a.small > a.yuan", False),
    ("a.times > 2", True), ("b.yuan / a.yuan > 1.9", True), ("a.rank <= 4", True),
    ("b.rank <= 10", True), ("a.when > b.when", True), ("d.when > c.when", True),
    ("min(share) > 3", True), ("e.when >= b.when", True),
]  # fmt: skip


@pytest.mark.parametrize(("words", "holds"), COMPARISONS)
def test_a_comparison_holds_only_where_it_is_certain(words: str, *, holds: bool) -> None:
    """A title may claim what is so whatever value the cells turn out to have."""
    datasets, cells, _ = load(DATA)
    assert check_comparison(parse_comparison(words), cells, datasets, "data") is holds


UNFIT = ["a.share > 0.5", "a.share > a.yuan", "a.yuan > a.dollars", "a.when > 2020",
         "a.share > a.gain", "a.nothing > 1", "a.words = 1", "a.rank > a.share",
         "a.yuan / c.sold > 1", "sum(a.yuan, a.dollars) > 1"]  # fmt: skip


@pytest.mark.parametrize("words", UNFIT)
def test_a_comparison_of_different_things_is_refused(words: str) -> None:
    """A half beside a share, a year beside a date: what may mean two things holds nothing up."""
    datasets, cells, _ = load(DATA)
    with pytest.raises(FormulaError):
        check_comparison(parse_comparison(words), cells, datasets, "data")


def test_a_comparison_knows_what_is_worked_out_and_says_what_is_wrong() -> None:
    """Derived values are compared by their names; where nothing is certain, the reason is told."""
    more = "derived:\n  x: {label: X, formula: a.part / a.whole, unit: '%'}\n"
    datasets, cells, _ = load(COLUMN + more)
    for words in ("x > 24", "26% > x"):
        assert check_comparison(parse_comparison(words), cells, datasets, "data")
    with pytest.raises(FormulaError, match=r"^it may divide by zero$") as refused:
        check_comparison(parse_comparison("x / (x - x) > 1"), cells, datasets, "data")
    assert refused.value.hint == "Divide by a figure that is surely not zero."


def known(cells: Cells, address: str) -> Quantity:
    """Return the quantity at an address."""
    quantity = cells[address].quantity
    assert quantity is not None
    return quantity


TOKENS = ["a.share", "share", "a.yuan", "b.when", "c.rank", "2024.x", "x", "1", "100%", "2.5", "+",
          " - ", "*", "/", "(", ")", ",", "sum(", "min(", "max(", ">", ">=", "=", "<", " ", "%",
          ".", "-", "é", "٣", "_"]  # fmt: skip
formulas = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(TOKENS), max_size=12).map("".join)
)


@quick
@given(formulas)
def test_no_text_breaks_the_reader_of_formulas(text: str) -> None:
    """A formula is read or refused with a reason."""
    for parse in (parse_formula, parse_comparison):
        try:
            tree = parse(text)
        except FormulaError:
            continue
        assert tree is not None


PLAIN = load(DATA)


@quick
@given(formulas, st.sampled_from(["%", "points", "RMB bn", "times", "date", "rank", "years"]))
def test_no_formula_breaks_the_build(text: str, unit: str) -> None:
    """Whatever a formula says, it is worked out or is a problem."""
    datasets, cells, _ = PLAIN
    cell = cells["data.c.share"]
    broken = type(cell)(
        address="data.x", dataset="data", row="", column="x", label="X", quantity=None, words=None,
        origin=cell.origin, note=None, formula=text, unit=parse_unit(unit), place=cell.place,
    )  # fmt: skip
    data = datasets["data"]
    changed = type(data)(
        id=data.id, title=data.title, description=None, note=None, licence="", redistribute=True,
        columns=data.columns, rows=data.rows, derived={"x": broken}, place=data.place,
    )  # fmt: skip
    problems: list[Problem] = []
    _, found = resolve_datasets({"data": changed}, problems)
    quantity = found["data.x"].quantity if "data.x" in found else None
    assert (quantity is None) == bool(problems) or not text
    if quantity is not None:
        assert format_quantity(quantity, ENGLISH)


leaves = st.sampled_from(["p", "q", "r", "s", "2", "0.5"])
trees = st.recursive(
    leaves,
    lambda inner: st.tuples(inner, st.sampled_from([" + ", " - ", " * ", " / "]), inner).map(
        lambda parts: f"({parts[0]}{parts[1]}{parts[2]})"
    ),
    max_leaves=6,
)
MULTIPLES = {"p": "more than 3", "q": "about 2", "r": "nearly 5", "s": "0.5 to 1.5"}
CHOICES = {
    "p": [Fraction(301, 100), Fraction(10**6)],
    "q": [Fraction(19, 10), Fraction(2), Fraction(21, 10)],
    "r": [Fraction(475, 100), Fraction(499, 100)],
    "s": [Fraction(1, 2), Fraction(1), Fraction(3, 2)],
}


@quick
@given(trees, st.data())
def test_a_derived_value_allows_every_value_that_its_inputs_allow(
    text: str, data: st.DataObject
) -> None:
    """Whatever the inputs turn out to be, the result is among what was derived."""
    rows = "\n".join(f"  {name}: {{v: {words}}}" for name, words in MULTIPLES.items())
    yaml = f"title: T\nsource: one\ncolumns:\n  v: {{label: V, unit: times}}\nrows:\n{rows}\n"
    yaml += f'derived:\n  x: {{label: X, formula: "{text}", unit: times}}\n'
    _, cells, _ = load(yaml)
    if "data.x" not in cells:
        return
    values = {name: data.draw(st.sampled_from(numbers)) for name, numbers in CHOICES.items()}
    assert known(cells, "data.x").allowed().holds(work_out(text, values))


def work_out(text: str, values: dict[str, Fraction]) -> Fraction:
    """Return what a formula comes to for single values."""
    tree = parse_formula(text)

    def visit(node: object) -> Fraction:
        if isinstance(node, Operation):
            a, b = visit(node.left), visit(node.right)
            return {"+": a + b, "-": a - b, "*": a * b}[node.sign] if node.sign != "/" else a / b
        name = getattr(node, "name", None)
        return values[name] if name else Fraction(getattr(node, "value", 0))

    return visit(tree)


@quick
@given(dates(), dates(), st.data())
def test_a_span_between_dates_allows_every_pair_of_days(
    later: Quantity, earlier: Quantity, data: st.DataObject
) -> None:
    """Whichever days two dates turn out to be, their distance is among what was derived."""
    values = [Value(side.allowed(), DATE, 0, (), side) for side in (later, earlier)]
    difference = combine("-", *values)
    days = []
    for value in values:
        low, high = value.interval.low, value.interval.high
        first = int(low) + value.interval.low_open if isinstance(low, Fraction) else int(high) - 900
        last = int(high) - value.interval.high_open if isinstance(high, Fraction) else first + 900
        days.append(data.draw(st.integers(first, max(first, last))))
    unit = difference.unit
    assert unit is not None
    if unit.label == "days":
        assert difference.interval.holds(Fraction(days[0] - days[1]))
        months, _ = convert(difference, parse_unit("months"))
        assert months.holds(count_months(*map(date.fromordinal, days)))
    assert difference.interval.low <= difference.interval.high


def count_months(later: date, earlier: date) -> Fraction:
    """Return the months between two days: whole ones, and a half for what is left over."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if later.day == earlier.day:
        return Fraction(months)
    return months - (later.day < earlier.day) + Fraction(1, 2)


def test_names_in_a_formula_are_listed() -> None:
    """Those who explain a formula can tell what it rests on."""
    assert list(names_in(parse_formula("sum(a, b.c) / (d - 2)"))) == ["a", "b.c", "d"]
