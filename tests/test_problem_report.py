"""A problem is told so that its reader can act: to people, to editors and to GitHub."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_broken import BASE, BROKEN, CASES, DRAWN, find_problems, lay_over

from plainfact.excerpts import find_words, read_excerpt
from plainfact.problem_formats import format_annotation, format_problems_json
from plainfact.problem_guide import find_reason, read_guide
from plainfact.problems import ContentError, Place, Problem

ROOT = Path(__file__).parent.parent
ESCAPES = re.compile(r"\x1b(?:\[[\d;]*m|\]8;[^\x1b]*\x1b\\)")
CARETS = {
    "fact-says-no-more-than-its-source": "70%",
    "number-has-a-source.half": "half",
    "dataset-exists": "panel",
    "row-exists": "lcds",
    "source-exists.citation": "survay",
    "field-is-known.in-a-column": "units",
    "cell-is-a-quantity.words": "well over 70",
    "allow-is-known": "number-has-source",
    "yaml-key-is-unique": "share",
    "yaml-is-valid.curly-quotes-in-front-matter": "“Panels: who makes them”",
    "yaml-is-valid.tab": "\t",
    "link-scheme-is-known.misspelt": "facts:",
}
"""The words that the caret stands under, by case."""


def lay_out(case: str, folder: Path) -> None:
    """Make the small site with one fault in a folder."""
    lay_over(BASE, folder / "content")
    lay_over(BROKEN / case / "content", folder / "content")


def run_on_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """Return what a command prints where its output is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**plain_environment(), "COLUMNS": "90", "TERM": "xterm-256color", **environment},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            read = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not read:
            break
        shown += read
    os.close(ours)
    process.wait()
    return shown.decode("utf-8").replace("\r\n", "\n")


def plain_environment() -> dict[str, str]:
    """Return this environment without what would change how problems are told."""
    told = {"NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_WORKSPACE"}
    return {name: value for name, value in os.environ.items() if name not in told}


@pytest.mark.parametrize(("case", "words"), CARETS.items(), ids=CARETS)
def test_the_caret_stands_under_the_words(
    case: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a reader knows the words, or the line holds them once, they and no others are shown."""
    lay_out(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    (problem,) = find_problems(is_drawn=False)
    excerpt = read_excerpt(problem)
    assert excerpt is not None
    assert excerpt.line[excerpt.start : excerpt.end] == words


def test_most_problems_know_their_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the faults in our broken sites, three in four show the very words."""
    monkeypatch.chdir(tmp_path)
    found = known = 0
    for case in CASES[::4]:
        if any((case / "content" / folder).exists() for folder in DRAWN):
            continue
        lay_out(case.name, tmp_path / case.name)
        monkeypatch.chdir(tmp_path / case.name)
        for problem in find_problems(is_drawn=False):
            excerpt = read_excerpt(problem)
            found += 1
            known += excerpt is not None and excerpt.end > excerpt.start
    assert found > 30
    assert known / found > 0.75


def test_words_that_stand_twice_are_not_guessed() -> None:
    """A line that holds the words twice is shown without a caret, unless their column is known."""
    line = "  share: {label: share}"
    problem = Problem(Place("a.yaml"), "field-is-known", 'There is no field "share".')
    assert find_words(problem, line) == (0, 0)
    placed = Problem(Place("a.yaml", 1, 18, 23), "field-is-known", 'There is no field "share".')
    assert find_words(placed, line) == (17, 22)


def test_words_of_a_folded_text_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a text whose lines YAML folds together, the line and the column are those of the file."""
    lay_over(BASE, tmp_path / "content")
    site = tmp_path / "content" / "site.yaml"
    text = site.read_text(encoding="utf-8")
    folded = "summary: >-\n  Who makes the panels\n  of screens, in 2019 and now.\n"
    site.write_text(re.sub(r"summary: .*\n", folded, text), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (problem,) = find_problems(is_drawn=False)
    excerpt = read_excerpt(problem)
    assert excerpt is not None
    assert excerpt.line == folded.splitlines()[2]
    assert excerpt.line[excerpt.start : excerpt.end] == "2019"


def test_a_terminal_shows_the_line_the_reason_and_the_fix(tmp_path: Path) -> None:
    """An author sees the source, a caret, what is wrong, why it matters and how to mend it."""
    lay_out("fact-says-no-more-than-its-source", tmp_path)
    shown = run_on_terminal(tmp_path, "check")
    assert "\x1b[1;31m" in shown
    lines = [line.strip() for line in ESCAPES.sub("", shown).splitlines()]
    source = next(line for line in lines if line.startswith("6 │"))
    caret = next(line for line in lines if "^" in line)
    assert source[caret.index("^") + 2 : caret.rindex("^") + 3] == "70%"
    assert any(line.startswith("✗") and "claims more" in line for line in lines)
    assert f"Why: {find_reason('fact-says-no-more-than-its-source')}" in " ".join(lines)
    assert any(line.startswith('Fix: Write "more than 70%"') for line in lines)
    assert any(line.startswith("content/sections/panels.md:6:14") for line in lines)
    assert lines[-2] == "1 problem."
    assert lines[-1].endswith("python build.py explain fact-says-no-more-than-its-source")


def test_no_colour_where_none_is_wanted(tmp_path: Path) -> None:
    """NO_COLOR leaves no escape in what a terminal is sent."""
    lay_out("source-exists", tmp_path)
    shown = run_on_terminal(tmp_path, "check", NO_COLOR="1")
    assert "Did you mean" in shown
    assert "\x1b" not in shown


def test_problems_are_grouped_and_counted(tmp_path: Path) -> None:
    """Each file is named once, a reason is told once, and the codes are counted."""
    lay_out("number-has-a-source.half", tmp_path)
    lay_over(BROKEN / "number-has-a-source.in-definition" / "content", tmp_path / "content")
    lay_over(BROKEN / "yaml-is-valid.tab" / "content", tmp_path / "content")
    shown = ESCAPES.sub("", run_on_terminal(tmp_path, "check"))
    assert shown.count(find_reason("number-has-a-source")) == 1
    assert "3 problems in 3 files." in shown
    assert re.search(r"^ +2  number-has-a-source$", shown, re.MULTILINE)
    assert "→" in shown, "a tab can be seen"


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder with its output in pipes."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments], cwd=folder, capture_output=True,
        text=True, encoding="utf-8", check=False, env={**plain_environment(), **environment},
    )  # fmt: skip


def test_editors_get_columns_reasons_and_a_link(tmp_path: Path) -> None:
    """`check --json` gives each problem whole; the link leads to its entry on this disk."""
    lay_out("fact-says-no-more-than-its-source", tmp_path)
    done = run(tmp_path, "check", "--json")
    (problem,) = json.loads(done.stdout)
    code = "fact-says-no-more-than-its-source"
    assert (done.returncode, done.stderr) == (1, "")
    assert problem["message"].startswith('"70%" claims more')
    assert (problem["path"], problem["line"]) == ("content/sections/panels.md", 6)
    assert (problem["column"], problem["end"]) == (14, 17)
    assert problem["why"] == find_reason(code)
    assert problem["guide"] == f"{(ROOT / 'docs/problems.md').as_uri()}#{code}"


def test_github_shows_problems_at_their_lines(tmp_path: Path) -> None:
    """In a workflow each problem is an annotation too, its path told from the repository's root."""
    site = tmp_path / "explainer"
    lay_out("source-exists", site)
    done = run(site, "check", GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(tmp_path))
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("::")]
    place = "file=explainer/content/datasets/panels.yaml,line=2,col=9,endColumn=16"
    assert line.startswith(f"::error {place},title=source-exists::There is no source")
    assert "%0ADid you mean" in line
    assert "content/datasets/panels.yaml:2: source-exists:" in done.stderr
    assert "::" not in run(site, "check", "--json", GITHUB_ACTIONS="true").stdout


def test_annotations_are_escaped() -> None:
    """What a message holds can neither end its annotation nor begin another command."""
    message = 'Of "50%,\n::warning::x" nothing is true.'
    line = format_annotation(Problem(Place("a,b:c.md", 3), "source-exists", message, "Mend it."))
    assert line == (
        "::error file=a%2Cb%3Ac.md,line=3,title=source-exists::"
        'Of "50%25,%0A::warning::x" nothing is true.%0AMend it.'
    )


def test_columns_do_not_tell_problems_apart() -> None:
    """The same fault on the same line is told once, and sorted by its line."""
    problems = [Problem(Place("a.md", 2, 7), "source-exists", "x"),
                Problem(Place("a.md", 2, 3), "source-exists", "x"),
                Problem(Place("a.md", 1, 9), "source-exists", "x")]  # fmt: skip
    assert [problem.place.line for problem in ContentError(problems).problems] == [1, 2]
    assert json.loads(format_problems_json(problems))[0]["column"] is None


def test_every_entry_of_the_guide_has_a_reason() -> None:
    """Why a problem matters is told in a sentence or two, short enough for a terminal."""
    for code in read_guide():
        assert 10 < len(find_reason(code)) < 160, code


def test_explain_says_what_the_guide_says(tmp_path: Path) -> None:
    """`explain CODE` prints the entry, `explain` lists them, and a slip is told the right name."""
    assert run(tmp_path, "explain", "source-exists").stdout.strip() == read_guide()["source-exists"]
    assert run(tmp_path, "explain").stdout.split() == list(read_guide())
    done = run(tmp_path, "explain", "source-exist")
    assert done.returncode == 2
    assert 'Did you mean "source-exists"?' in done.stderr
