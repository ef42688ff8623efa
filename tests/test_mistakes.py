"""The likeliest mistakes of someone who has never programmed: each is told so that she can act.

Every mistake is one of the broken sites, whose `mended/` shows the hint applied by hand. Where a
hint says just what to write, a machine does so here, in place of the words under the caret.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from test_broken import BASE, BROKEN, DRAWN, find_problems, lay_over

from plainfact.excerpts import find_words
from plainfact.problems import Problem

MISTAKES = {
    "a typo in the id of a source": "source-exists",
    "a typo in a citation": "source-exists.citation",
    "a citation without its @": "binding-is-well-formed.citation-without-at",
    "the title of a source in place of its id": "source-exists.by-its-title",
    "a typo in the name of a dataset": "dataset-exists",
    "commas in an address": "dataset-exists.commas-in-address",
    "a typo in the name of a row": "row-exists",
    "a typo in the name of a chart": "chart-exists",
    "a typo in a term": "term-exists",
    "capital letters in an id": "term-exists.capital-letters",
    "a typo in a field": "field-is-known",
    "a capital letter in a field": "field-is-known.capital-letter",
    "a tab in YAML": "yaml-is-valid.tab",
    "missing quotes round a sign": "yaml-is-valid.sign",
    "missing quotes round a per cent sign": "yaml-is-valid.percent",
    "an unescaped colon": "yaml-is-valid",
    "an unescaped colon in front matter": "yaml-is-valid.colon-in-front-matter",
    "smart quotes in front matter": "yaml-is-valid.curly-quotes-in-front-matter",
    "a quote that is not closed": "yaml-is-valid.quote-not-closed",
    "an apostrophe in single quotes": "yaml-is-valid.apostrophe",
    "wrong indentation": "yaml-is-valid.indentation",
    "a missing space after a colon": "column-exists.no-space-after-colon",
    "a missing space after a hyphen": "field-is-valid.hyphen-without-space",
    "an equals sign for a colon": "yaml-is-valid.equals-sign",
    "a missing comma": "yaml-is-valid.comma-missing",
    "a missing brace": "yaml-is-valid.brace-not-closed",
    "a # in a value": "yaml-keeps-numbers-whole.hash",
    "the same name twice": "yaml-key-is-unique",
    "a missing front-matter fence": "front-matter-is-given.opening-missing",
    "a front-matter fence that is too short": "front-matter-is-given.two-hyphens",
    "no front matter": "front-matter-is-given",
    "a decimal comma": "cell-is-a-quantity.decimal-comma",
    "a decimal comma in braces": "yaml-keeps-numbers-whole.decimal-comma",
    "a comma in thousands": "yaml-keeps-numbers-whole",
    "a wrong unit": "cell-is-a-quantity.other-unit",
    "no unit for a column of figures": "number-has-a-source.unit-missing",
    "n/a for no figure": "cell-is-a-quantity.not-available",
    "ca. for about": "cell-is-a-quantity.circa",
    "the day before the month": "field-is-valid.day-first",
    "a day that there is not": "field-is-valid.no-such-day",
    "a date of figures the other way round": "date-is-readable.day-first",
    "swapped rows": "claim-holds.swapped-rows",
    "more claimed than the source says": "fact-says-no-more-than-its-source",
    "a number without a source": "number-has-a-source.year",
    "a figure without a source": "cell-has-a-source",
    "a space between brackets": "binding-is-well-formed",
    "HTML in prose": "prose-has-no-html",
    "a wrong ending of a file's name": "file-is-read",
    "a page that is not listed": "section-is-listed",
    "a link to a page that is not there": "link-resolves",
    "a picture without words": "image-has-alt",
    "a chart over a missing column": "column-exists.in-chart",
    "a chart without alternative text": "chart-has-alt",
    "a file saved in an old encoding": "file-is-utf-8",
}
"""What was done, and the broken site that shows it."""

BY_HAND = {
    "a quote that is not closed", "wrong indentation", "the same name twice", "no front matter",
    "a wrong unit", "no unit for a column of figures", "n/a for no figure", "swapped rows",
    "a day that there is not", "a number without a source", "a figure without a source",
    "HTML in prose", "a page that is not listed", "a picture without words",
    "a chart without alternative text", "a file saved in an old encoding",
    "a wrong ending of a file's name", "a missing front-matter fence", "a missing brace",
    "a link to a page that is not there", "a comma in thousands",
}  # fmt: skip
"""Mistakes whose hint leaves something to their author: which of two, what it shows, where to."""

JARGON = re.compile(
    r"\b(pars(e|er|ing)|token|scalar|node|null|boolean|integer|string|float|exception|regex|"
    r"syntax|schema|object|array|dict|tuple|attribute|unicode|decode|stream|alias)\b",
    re.IGNORECASE,
)
"""Words of programmers."""

Edit = Callable[[bytes], bytes]
READ_AS_MEANT: dict[str, Edit] = {
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "Windows line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "line ends of an old Mac": lambda data: data.replace(b"\n", b"\r"),
    "no line end at the end": lambda data: data.rstrip(b"\n"),
    "empty lines at the end": lambda data: data + b"\n\n\n",
    "spaces at the ends of lines": lambda data: data.replace(b"\n", b"  \n"),
    "a space that does not break": lambda data: data.replace(b"about 50", "about\u00a050".encode()),
    "quotes where none are needed": lambda data: data.replace(b"share: about 50",
                                                              b'share: "about 50"'),
}  # fmt: skip
"""What editors and other programs do to files, and no author sees."""


def tell(case: str, folder: Path) -> tuple[Problem, ...]:
    """Return what is told of a broken site, laid out in a folder that is the working one."""
    lay_over(BASE, folder / "content")
    lay_over(BROKEN / case / "content", folder / "content")
    is_drawn = any((BROKEN / case / "content" / name).exists() for name in DRAWN)
    return find_problems(is_drawn=is_drawn)


def test_there_are_more_than_thirty() -> None:
    """Each mistake is another one."""
    assert len(MISTAKES) > 30
    assert len(set(MISTAKES.values())) == len(MISTAKES)
    assert set(MISTAKES) >= BY_HAND


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_without_jargon(mistake: str) -> None:
    """The message has a line to go to, a hint, and no word that only programmers know."""
    told = (BROKEN / MISTAKES[mistake] / "expected.txt").read_text(encoding="utf-8")
    places = [line for line in told.splitlines() if not line.startswith(" ")]
    hints = [line for line in told.splitlines() if line.startswith("    ")]
    assert 0 < len(places) <= len(hints)
    for line in places:
        assert re.match(r"content/[\w ./-]+:\d+: [a-z0-9-]+: ", line)
    assert JARGON.findall(told) == []


@pytest.mark.parametrize("mistake", [mistake for mistake in MISTAKES if mistake not in BY_HAND])
def test_a_hint_mends_when_it_is_followed_to_the_letter(
    mistake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Putting what the hint says in place of the words under the caret leaves no problem."""
    monkeypatch.chdir(tmp_path)
    problem = tell(MISTAKES[mistake], tmp_path)[0]
    follow(problem)
    left = find_problems(is_drawn=problem.place.path.startswith("content/charts"))
    assert [str(one) for one in left] == []


WRITES = (
    r'Did you mean "(.+)"\?',
    r'Write "(.+?)", or leave .*',
    r'Write three hyphens: "(---)"\.',
    r"(?:Put it|Put the value) in quotes: (.+)\.",
    r"Use (?:straight|double) quotes: (.+)\.",
    r"(?:Write it with a point|Write its id|Write points between the names): (.+?)\.?",
    r"Put a space after (?:the colon|each hyphen): (.+)",
    r"Write (\{.+\})\.",
    r"Write (.+?)\.?",
)
"""Hints that say what to write, the most particular first."""


def follow(problem: Problem) -> None:
    """Do as a hint says, in the file and the line that the problem names."""
    path = Path(problem.place.path)
    lines = path.read_text(encoding="utf-8").split("\n")
    index = problem.place.line - 1
    hint = problem.hint.partition("\n")[0]
    if hint == "Indent with spaces.":
        lines[index] = lines[index].replace("\t", "  ")
    else:
        wanted = next(match[1] for form in WRITES if (match := re.fullmatch(form, hint)))
        start, end = find_words(problem, lines[index])
        if wanted.startswith("{"):
            start, end = lines[index].index("{"), lines[index].rindex("}") + 1
        assert end > start, "the words that are meant are not known"
        lines[index] = lines[index][:start] + wanted + lines[index][end:]
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("what", READ_AS_MEANT)
def test_what_programs_do_to_files_is_no_mistake(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no author sees is read as it is meant, without a word."""
    shutil.copytree(BASE, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / "content").rglob("*"):
        if path.suffix in {".yaml", ".md"}:
            path.write_bytes(READ_AS_MEANT[what](path.read_bytes()))
    assert [str(problem) for problem in find_problems(is_drawn=False)] == []
