"""Every fault that an author may make gives its own message, and what it advises mends the site."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plainfact import writing
from plainfact.build import build_site, check_content, render_content
from plainfact.check import check_site
from plainfact.limits import VARIABLE
from plainfact.load import load_site
from plainfact.look import check_look
from plainfact.outputs import OutputFile, check_outputs
from plainfact.problems import ContentError, Problem
from plainfact.theme import read_theme
from plainfact.writing import write_site

ROOT = Path(__file__).parent.parent
BROKEN = ROOT / "tests" / "broken"
BASE = BROKEN / "base" / "content"
CASES = sorted(path.parent for path in BROKEN.glob("*/content") if path != BASE)
DRAWN = ("charts", "extensions", "templates")
"""What must be drawn and rendered to be checked; all else is checked faster without."""
CONTENT = Path("content")


def lay_over(source: Path, target: Path) -> None:
    """Copy a folder over another, and take away what its `_removed.txt` lists."""
    removed = source / "_removed.txt"
    shutil.copytree(source, target, dirs_exist_ok=True)
    if removed.is_file():
        (target / removed.name).unlink()
        for name in removed.read_text(encoding="utf-8").splitlines():
            (target / name).unlink()


def find_problems(*, is_drawn: bool) -> tuple[Problem, ...]:
    """Return what an author is told of the content in the working folder."""
    problems: list[Problem] = []
    try:
        if is_drawn:
            render_content(check_content(CONTENT), read_theme(CONTENT, CONTENT), "")
        else:
            site = load_site(CONTENT, "content", problems)
            check_site(site, problems)
            check_look(site, problems)
    except ContentError as error:
        return error.problems
    return ContentError(problems).problems


def say(problems: tuple[Problem, ...]) -> str:
    """Return problems as the command line prints them."""
    return "".join(f"{problem}\n" for problem in problems)


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, made the working one, with the small valid site in content/."""
    shutil.copytree(BASE, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_base_has_no_problems(base: Path) -> None:
    """What the cases break is whole before they do."""
    assert say(find_problems(is_drawn=True)) == ""
    assert base.is_dir()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_fault_is_told_and_its_hint_mends_it(case: Path, base: Path) -> None:
    """The message is the one expected; with the hint applied, no problem is left."""
    is_drawn = any((case / "content" / folder).exists() for folder in DRAWN)
    lay_over(case / "content", base / "content")
    problems = find_problems(is_drawn=is_drawn)
    expected = case / "expected.txt"
    if "WRITE_EXPECTED" in os.environ:
        expected.write_text(say(problems), encoding="utf-8")
    assert say(problems) == expected.read_text(encoding="utf-8")
    assert case.name.partition(".")[0] in {problem.code for problem in problems}
    assert all(problem.hint for problem in problems)
    lay_over(case / "mended", base / "content")
    assert say(find_problems(is_drawn=is_drawn)) == ""


def test_every_case_is_whole() -> None:
    """Each folder has what it shows, what is said of it, and how it is mended."""
    assert len(CASES) > 150
    for case in CASES:
        names = {path.name for path in case.iterdir()}
        assert names == {"content", "mended", "expected.txt"}, case.name


# What no folder of the repository can hold is made here; `test_problem_docs` knows it by its name.


def test_content_exists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a content folder, the author is told how to get one."""
    monkeypatch.chdir(tmp_path)
    assert say(find_problems(is_drawn=False)) == (
        "content:1: content-exists: There is no content folder here.\n"
        '    Make a new explainer with "plainfact new my-explainer", or go to its folder.\n'
    )
    (tmp_path / "site.yaml").touch()
    assert "cd .." in say(find_problems(is_drawn=False))


def test_file_is_bounded(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file too large to be there on purpose is refused before it is read, pictures included."""
    monkeypatch.setenv(VARIABLE, "file_bytes=1000 picture_bytes=500")
    (base / "content" / "glossary.yaml").write_text("# " + "x" * 1999 + "\n", encoding="utf-8")
    (base / "content" / "images" / "big.png").write_bytes(b"x" * 501)
    assert say(find_problems(is_drawn=False)) == (
        "content/glossary.yaml:1: file-is-bounded: "
        "The file has 2,002 bytes; the most that is read is 1,000.\n"
        "    Split it, or cut it down.\n"
        "content/images/big.png:1: file-is-bounded: "
        "The file has 501 bytes; the most that is read is 500.\n"
        "    Split it, or cut it down.\n"
    )


def test_yaml_is_bounded(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long file of too many values is refused before any is looked at, broken ones included."""
    monkeypatch.setenv(VARIABLE, "yaml_values=500")
    words = "\n".join(["lcd: {title: L}", "lcd: 1_000", *(f"w{n}: a" for n in range(300))])
    (base / "content" / "glossary.yaml").write_text(words, encoding="utf-8")
    assert say(find_problems(is_drawn=False)).startswith(
        "content/glossary.yaml:249: yaml-is-bounded: The file comes to more than 500 values.\n"
    )


@pytest.mark.parametrize("ending", ["yaml", "csv"])
def test_dataset_is_bounded(base: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    """A dataset of more rows than the limit is refused, in YAML and in CSV."""
    monkeypatch.setenv(VARIABLE, "rows=5")
    head = "title: Many\nsource: itif\ncolumns: {n: {label: N, unit: people}}\n"
    rows = {"yaml": "rows:\n" + "".join(f"  r{n}: {{n: 1}}\n" for n in range(6)),
            "csv": "id,n\n" + "".join(f"r{n},1\n" for n in range(6))}  # fmt: skip
    folder = base / "content" / "datasets"
    (folder / "many.yaml").write_text(
        head + (rows["yaml"] if ending == "yaml" else ""), encoding="utf-8"
    )
    if ending == "csv":
        (folder / "many.csv").write_text(rows["csv"], encoding="utf-8")
    assert say(find_problems(is_drawn=False)) == (
        "content/datasets/many.yaml:1: dataset-is-bounded: "
        "The dataset has more than 5 rows, the most that is read.\n"
        "    Split it, or cut it down.\n"
    )


@pytest.mark.parametrize(
    ("body", "line", "told"),
    [
        ("A [" * 501, 1, "Here stand more brackets and stars that are no link than can be read."),
        ("x" * 50_001, 1, "The paragraph has 50,001 characters; the most that is read is 50,000."),
        (("x" * 999 + "\n\n") * 401, 0, "The text has 401,401 characters in 802 lines; the most"),
        ("- x\n\n" * 5_001, 0, "The text has 25,005 characters in 10,002 lines; the most"),
        (("<i" * 250 + "\n\n") * 21, 41, "Here stand more brackets and stars that are no link"),
    ],
    ids=["brackets", "paragraph", "page", "lines", "tags"],
)
def test_text_is_bounded(base: Path, body: str, line: int, told: str) -> None:
    """A text that Markdown would take minutes to read is refused at once, where it is too much."""
    page = base / "content" / "index.md"
    head = page.read_text(encoding="utf-8").split("---")[1]
    page.write_text(f"---{head}---\n{body}", encoding="utf-8")
    [problem] = [
        problem for problem in find_problems(is_drawn=False) if problem.code == "text-is-bounded"
    ]
    assert problem.message.startswith(told)
    assert problem.place.path == "content/index.md"
    assert problem.place.line == head.count("\n") + max(line, 1) + 1


def test_code_may_hold_any_signs(base: Path) -> None:
    """Signs between lines of backticks are code: they are no fault, however many there are."""
    page = base / "content" / "index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n```\n" + "[[*<_\n" * 500 + "```\n", encoding="utf-8")
    assert say(find_problems(is_drawn=False)) == ""


def test_file_is_inside(base: Path) -> None:
    """A link to a file elsewhere on the author's disk is not followed."""
    (base / "secret.yaml").write_text("lcd: {title: LCD, definition: A screen.}", encoding="utf-8")
    glossary = base / "content" / "glossary.yaml"
    glossary.unlink()
    try:
        glossary.symlink_to(base / "secret.yaml")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert say(find_problems(is_drawn=False)).splitlines()[:2] == [
        "content/glossary.yaml:1: file-is-inside: The link leads out of the content folder.",
        "    Copy the file itself into the folder.",
    ]


def test_code_is_allowed(base: Path) -> None:
    """Charts in Python are refused where the author asks for none."""
    lay_over(BROKEN / "extension-works" / "content", base / "content")
    with pytest.raises(ContentError) as refused:
        check_content(CONTENT, no_code=True)
    assert say(refused.value.problems) == (
        "content/charts/panels.yaml:2: code-is-allowed: "
        'The kind "own" is Python of this site, and code is refused.\n'
        "    Build without --no-code if you trust this content, or use a kind of the catalogue.\n"
    )


def test_changed_value_has_a_correction(base: Path) -> None:
    """A published figure neither changes nor goes without a correction."""
    facts = build_facts(base)
    dataset = base / "content" / "datasets" / "panels.yaml"
    text = dataset.read_text(encoding="utf-8")
    dataset.write_text(text.replace("more than 70", "more than 60"), encoding="utf-8")
    assert say(find_changes(facts)) == (
        "content/datasets/panels.yaml:8: changed-value-has-a-correction: panels.lcd.share was "
        'published as "more than 70%" and is now "more than 60%", without a correction.\n'
        "    Enter what was wrong in content/corrections.yaml, "
        'with [](fact:panels.lcd.share) in its "is".\n'
        "    A new figure for another time is no correction: give it a row of its own.\n"
    )
    gone = text.replace("  oled: {panel: OLED, share: about 50}\n", "")
    dataset.write_text(gone, encoding="utf-8")
    told = say(find_changes(facts))
    assert (
        "content/datasets/panels.yaml:1: changed-value-has-a-correction: panels.oled.share was "
        'published as "about 50%" and is gone, without a correction.\n'
        "    Put it back, or enter in content/corrections.yaml why it was wrong, "
        'with "cells: [panels.oled.share]".\n'
    ) in told


def test_published_facts_are_ours(base: Path) -> None:
    """What is no facts.json of this site is refused, with the line where it is no JSON."""
    facts = base / "facts.json"
    hint = "    Name a facts.json as Plainfact writes it: that of the site's last publication.\n"
    facts.write_text('{\n"title": oops}', encoding="utf-8")
    assert say(find_changes(facts)) == (
        "facts.json:2: published-facts-are-ours: It is no JSON: Expecting value.\n" + hint
    )
    for text in ("[]", '{"title": "x"}', '{"title": "x", "facts": [{"address": 3}]}'):
        facts.write_text(text, encoding="utf-8")
        assert say(find_changes(facts)).startswith(
            "facts.json:1: published-facts-are-ours: It is not facts.json: "
        )
    other = '{"title": "Bicycles", "facts": [{"address": "a.b", "label": "A", "words": "1"}]}'
    facts.write_text(other, encoding="utf-8")
    assert say(find_changes(facts)) == (
        "facts.json:1: published-facts-are-ours: "
        'None of the facts of "Bicycles" is one of this site.\n'
        "    Name the facts.json of this site's last publication.\n"
    )


def build_facts(base: Path) -> Path:
    """Build the site in the working folder, and return its facts.json."""
    build_site(CONTENT, base / "published", base_url="", no_code=False)
    return base / "published" / "facts.json"


def find_changes(facts: Path) -> tuple[Problem, ...]:
    """Return what an author is told who builds against published facts."""
    try:
        check_content(CONTENT, against=Path(os.path.relpath(facts)))
    except ContentError as error:
        return error.problems
    return ()


def test_table_is_readable(base: Path) -> None:
    """A table that can't be imported is told by its line, and nothing is written."""
    (base / "trips.csv").write_text("Place,,Share\nCentre,1,31\n", encoding="utf-8")
    done = run(base, "import", "trips.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "trips.csv:1: table-is-readable: Column 2 has no heading.\n"
        "    Write what the column holds into its first cell.\n"
    )
    assert not (base / "content" / "datasets" / "trips.yaml").exists()


def test_bibliography_is_readable(base: Path) -> None:
    """A bibliography that can't be read is told by its line, and nothing is added."""
    sources = base / "content" / "sources.yaml"
    before = sources.read_bytes()
    broken = "@misc{a, title={A}}\n\n@report{b, title={B\n"
    (base / "works.bib").write_text(broken, encoding="utf-8")
    done = run(base, "cite", "works.bib")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "works.bib:3: bibliography-is-readable: "
        'This can\'t be read as BibTeX: "@report{b, title={B".\n'
        "    Look for a brace or a comma that is missing here, or export it again.\n"
    )
    assert sources.read_bytes() == before


def test_output_is_written_once() -> None:
    """Two files that a disk or a host may take for one are refused; so is a file for a folder."""
    problems: list[Problem] = []
    paths = ("images/Fab.png", "images/fab.png", "Makers", "makers/index.html", "makers.html")
    check_outputs([OutputFile(path, b"") for path in paths], problems)
    assert say(tuple(problems)) == (
        'content:1: output-is-written-once: Two files would be written to "images/fab.png".\n'
        '    Rename the page or the picture that makes "images/Fab.png".\n'
        'content:1: output-is-written-once: "makers/index.html" can\'t be written where there is a '
        'file "Makers".\n'
        '    Rename the page or the picture that makes "Makers".\n'
    )


def test_output_is_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that Plainfact did not make is never replaced."""
    monkeypatch.chdir(tmp_path)
    Path("thesis").mkdir()
    Path("thesis/chapter.txt").write_text("Years of work.", encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        write_site([OutputFile("index.html", b"")], Path("thesis"))
    assert say(refused.value.problems) == (
        "thesis:1: output-is-ours: "
        "The output folder was not made by Plainfact, so it is left alone.\n"
        "    Name another folder with --out, or delete this one yourself.\n"
    )
    assert [path.name for path in Path("thesis").iterdir()] == ["chapter.txt"]
    assert writing.MARKER not in {path.name for path in tmp_path.iterdir()}


def test_a_file_with_windows_line_ends_and_a_mark_is_read(base: Path) -> None:
    """A byte order mark and Windows line ends are no fault of the author's."""
    for path in (base / "content").rglob("*.*"):
        if path.suffix in {".yaml", ".md"}:
            text = path.read_text(encoding="utf-8")
            path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert say(find_problems(is_drawn=False)) == ""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder as an author does."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_exit_status_of_check(base: Path) -> None:
    """0 for no problems, 1 for problems, each told, 2 for a command that there isn't."""
    fine = run(base, "check")
    assert (fine.returncode, fine.stdout, fine.stderr) == (0, "No problems.\n", "")
    case = BROKEN / "source-exists"
    lay_over(case / "content", base / "content")
    broken = run(base, "check")
    told = (case / "expected.txt").read_text(encoding="utf-8")
    assert broken.returncode == 1
    ending = "1 problem. To read more: python build.py explain source-exists\n"
    assert broken.stderr == f"{told}\n{ending}"
    assert run(base, "check", "--colour").returncode == 2


def test_limits_that_cannot_be_read_are_wrong_usage(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit that does not exist is told with those that do, and nothing is read."""
    monkeypatch.setenv(VARIABLE, "lines=5")
    told = run(base, "check")
    assert told.returncode == 2
    assert (
        'PLAINFACT_LIMITS says "lines=5"; write e.g. "rows=500000". The limits are' in told.stderr
    )


def read_names(folder: Path) -> list[str]:
    """Return what stands in a folder to be seen: what is kept for the next build is hidden."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_failed_build_leaves_the_last_site(base: Path) -> None:
    """With a problem nothing is written, and the site of the last build stays as it was."""
    assert run(base).returncode == 0
    before = read_tree(base / "_site")
    assert "index.html" in before
    lay_over(BROKEN / "fact-says-no-more-than-its-source" / "content", base / "content")
    failed = run(base)
    assert failed.returncode == 1
    assert "Nothing was written." in failed.stderr
    assert read_tree(base / "_site") == before
    assert read_names(base) == ["_site", "content"]


def test_a_first_build_that_fails_writes_nothing(base: Path) -> None:
    """There is no half of a site where there was none."""
    lay_over(BROKEN / "source-exists" / "content", base / "content")
    assert run(base).returncode == 1
    assert read_names(base) == ["content"]
