"""`cite` adds works to sources.yaml, changes nothing that is there, and adds none twice."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_broken import BASE, lay_over

from plainfact.citing import append_sources, choose_new, format_words, stands_in_brackets
from plainfact.languages.english import ENGLISH
from plainfact.problems import ContentError, Problem
from plainfact.references import Reference, read_references
from plainfact.source_fields import load_sources
from plainfact.sources import Source
from plainfact.yaml_reader import Mapping, Scalar, parse_yaml

ROOT = Path(__file__).parent.parent
CSL = [
    {
        "id": "http://zotero.org/users/1/items/ABC", "type": "article-journal",
        "title": "Cycling: <i>who</i> & why", "DOI": "10.1000/XYZ",
        "author": [{"family": "Meer", "given": "Jan", "non-dropping-particle": "van der"},
                   {"literal": "City office"}],
        "issued": {"date-parts": [["2024", 5, 16]]}, "container-title": "Journal of Transport",
    },
    {"id": "again", "type": "report", "title": "The survey again",
     "URL": "http://www.example.org/survey/#page=2"},
    {"id": "Twice!", "type": "oddity", "title": "- # dashes", "issued": {"raw": "Spring 2023"},
     "URL": "https://doi.org/10.1000/xyz?utm_source=x"},
    {"id": "survey", "type": "report", "title": "Another survey", "URL": "ftp://example.org/x"},
]  # fmt: skip
BIB = r"""
@article{Roe2020, title = {The {B}ig caf\'e --- and {\"o}},
  author = {M{\"u}ller, Hans and {City office}}, journal = {Transport},
  year = 2020, month = may, doi = {10.1/A}}
@online{roe-b, title = "Other \& more", date = {2020-05-02}, url = {https://x.org/b},
  urldate = {2021-01-01}}
"""


def load(text: str) -> dict[str, Source]:
    """Return the sources of a text, in which there is nothing to mend."""
    problems: list[Problem] = []
    sources = load_sources(parse_yaml(text, "sources.yaml", problems), "", ENGLISH, problems)
    assert problems == []
    return sources


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_works_are_added_once_after_what_is_there(tmp_path: Path) -> None:
    """The old text stays to the letter, ids are unique, and known works are told by their ids."""
    lay_over(BASE, tmp_path / "content")
    sources = tmp_path / "content" / "sources.yaml"
    before = "# Ours\n" + sources.read_text(encoding="utf-8")
    sources.write_text(before, encoding="utf-8")
    write(tmp_path, "works.json", json.dumps(CSL))
    done = run(tmp_path, "cite", "works.json")
    assert done.returncode == 0, done.stderr
    assert 'There already, as survey: "The survey again"' in done.stdout
    assert 'There already, as meer-2024: "- # dashes"' in done.stdout
    assert "Cite it as [@meer-2024]." in done.stdout
    after = sources.read_text(encoding="utf-8")
    assert after.startswith(before)
    found = load(after)
    assert list(found) == ["survey", "meer-2024", "survey-2"]
    meer = found["meer-2024"]
    assert (meer.title, meer.author) == ("Cycling: who & why", "Jan van der Meer, City office")
    assert meer.url == "https://doi.org/10.1000/XYZ"
    assert found["survey-2"].url == ""
    assert "0 added" in run(tmp_path, "cite", "works.json").stdout
    assert sources.read_text(encoding="utf-8") == after


def test_bibtex_is_read_as_its_reader_would(tmp_path: Path) -> None:
    """Accents, braces, names, months and commands of TeX become plain words and dates."""
    first, second = read_references(write(tmp_path, "works.bib", BIB))
    assert first.fields == {
        "type": "article-journal", "title": "The Big café — and ö", "issued": "2020-05",
        "author": "Hans Müller, City office", "container-title": "Transport",
        "URL": "https://doi.org/10.1/A",
    }  # fmt: skip
    assert second.fields == {
        "type": "webpage", "title": "Other & more", "issued": "2020-05-02",
        "accessed": "2021-01-01", "URL": "https://x.org/b",
    }  # fmt: skip
    assert list(choose_new([first, second], {}).added) == ["roe2020", "roe-b"]


def test_what_exports_of_libraries_hold_is_read(tmp_path: Path) -> None:
    """Addresses among other words, days of a visit, authors too many to name."""
    bib = r"""@misc{a, title = {About}, author = {Roe, Ann and others}, year = {in press},
      howpublished = {NASA, \url{https://x.org/a_b}}, note = {Accessed 2024-05-01}}
    @article{b, title = {The $H_0$ of \emph{it}}, journal = {\apj}, year = 2001,
      note = "At \url{https://x.org/b}."}"""
    first, second = read_references(write(tmp_path, "works.bib", bib))
    assert first.fields == {
        "type": "webpage", "title": "About", "author": "Ann Roe and others", "publisher": "NASA",
        "accessed": "2024-05-01", "URL": "https://x.org/a_b",
    }  # fmt: skip
    assert first.unread == ("in press",)
    assert second.fields["title"] == "The $H_0$ of it"
    assert second.fields["URL"] == "https://x.org/b"
    assert second.unread == ("$H_0$", "\\apj")


@pytest.mark.parametrize("before", ["", "{}\n", "[]\n", "# none yet\n{}\n", "# none yet\n"])
def test_an_empty_file_is_begun(before: str) -> None:
    """Where there are no sources yet, the first ones are added, comments kept."""
    added = {"a": Reference("", {"type": "report", "title": "A"}, "")}
    text = append_sources(before, added)
    assert list(load(text)) == ["a"]
    assert ("# none yet" in text) == ("#" in before)


def test_a_list_stays_a_list_and_line_ends_stay() -> None:
    """Sources written as a list get entries of a list; a file of Windows keeps its line ends."""
    before = "- id: a\r\n  type: report\r\n  title: A\r\n"
    added = {"b": Reference("", {"type": "report", "title": "B"}, "")}
    text = append_sources(before, added)
    assert text.startswith(before)
    assert "\n" not in text.replace("\r\n", "")
    assert list(load(text.replace("\r\n", "\n"))) == ["a", "b"]


def test_sources_in_brackets_are_left_alone(tmp_path: Path) -> None:
    """Nothing can be added after JSON, and nothing is tried."""
    assert stands_in_brackets('# x\n[{"id": "a"}]')
    assert not stands_in_brackets("a:\n  title: b\n")
    lay_over(BASE, tmp_path / "content")
    whole = '[{"id": "survey", "type": "report", "title": "A", "URL": "https://example.org/s"}]\n'
    sources = write(tmp_path / "content", "sources.yaml", whole)
    write(tmp_path, "works.bib", BIB)
    done = run(tmp_path, "cite", "works.bib")
    assert done.returncode == 2
    assert "brackets" in done.stderr
    assert sources.read_text(encoding="utf-8") == whole


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("a.json", '[\n {"id": "a",\n]', 3, "Not valid JSON"),
        ("a.json", "[]", 1, "no works"),
        ("a.json", '[{"id": "a", "title": "A"},\n\n {"id": "b"}]', 3, 'The work "b" has no title'),
        ("a.bib", "", 1, "no works"),
        ("a.bib", "@misc{a, title={A}}\n\n@book{b, title={B\n", 3, "can't be read as BibTeX"),
        ("a.bib", "@misc{a,\n title={A},\n journal=apj}", 3, '"apj"'),
        ("a.bib", "@misc{a, title={A}}\n@misc{b, year=2020}\n", 2, 'The work "b" has no title'),
    ],
)
def test_a_bad_bibliography_is_told_by_its_line(
    name: str, text: str, line: int, said: str, tmp_path: Path
) -> None:
    """Nothing is passed over in silence."""
    with pytest.raises(ContentError) as refused:
        read_references(write(tmp_path, name, text))
    [problem] = refused.value.problems
    assert (problem.place.line, said in problem.message, bool(problem.hint)) == (line, True, True)


@settings(max_examples=150)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn", "Zl", "Zp"))))
def test_any_title_survives(words: str) -> None:
    """Whatever a title holds, it is the same in sources.yaml."""
    words = " ".join(words.split())
    node = parse_yaml(f"a:\n  title: {format_words(words)}\n  b: c\n", "", [])
    assert isinstance(node, Mapping)
    entry = node.items["a"]
    assert isinstance(entry, Mapping)
    title = entry.items["title"]
    assert isinstance(title, Scalar)
    assert (title.text.value, list(entry.items)) == (words, ["title", "b"])
