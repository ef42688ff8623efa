"""Sources: written by hand as a mapping, or exported from a reference manager as a list."""

from pathlib import Path

import pytest
from test_broken import BASE, lay_over

from plainfact.build import make_site
from plainfact.languages import LANGUAGES
from plainfact.problems import ContentError, Problem
from plainfact.source_fields import load_sources
from plainfact.yaml_reader import parse_yaml

ZOTERO = """[
\t{
\t\t"id": "lee2024",
\t\t"type": "article-newspaper",
\t\t"container-title": "KrASIA",
\t\t"language": "en",
\t\t"DOI": "10.1000/182",
\t\t"page": "1-3",
\t\t"title": "Inside a mission",
\t\t"URL": "https://example.org/mission",
\t\t"author": [
\t\t\t{"family": "Berg", "given": "Ann", "non-dropping-particle": "van den"},
\t\t\t{"literal": "The desk"}
\t\t],
\t\t"accessed": {"date-parts": [["2024", 12, 16]]},
\t\t"issued": {"date-parts": [["2024", 12]]}
\t}
]
"""


def test_an_export_from_a_reference_manager_drops_in() -> None:
    """A CSL-JSON list is read as it comes: tabs, foreign fields, names in parts and all."""
    problems: list[Problem] = []
    node = parse_yaml(ZOTERO, "sources.yaml", problems)
    source = load_sources(node, "sources.yaml", LANGUAGES["en"], problems)["lee2024"]
    assert problems == []
    assert source.author == "Ann van den Berg, The desk"
    assert source.publisher == "KrASIA"
    assert source.issued is not None
    assert source.issued.first.isoformat() == "2024-12-01"


def test_a_misspelt_field_is_still_told() -> None:
    """That foreign fields are passed over does not hide a slip."""
    problems: list[Problem] = []
    node = parse_yaml("a:\n  type: report\n  titel: Report\n", "sources.yaml", problems)
    load_sources(node, "sources.yaml", LANGUAGES["en"], problems)
    assert [problem.code for problem in problems] == ["field-is-known"]


def write_site(folder: Path, words: str) -> Path:
    """Write the small valid site with more words in its section."""
    content = folder / "content"
    lay_over(BASE, content)
    section = content / "sections" / "panels.md"
    section.write_text(section.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")
    return content


@pytest.mark.parametrize(
    "place", ["p. 12", "pp. 12–14", "ch. 3", "§ 4.2", "fig. 2b", "pages iv-xii", "S. 7, 9", "第3章"]
)
def test_a_citation_names_its_page(place: str, tmp_path: Path) -> None:
    """The place in the work stands in the brackets, beside each work on its own."""
    content = write_site(tmp_path, f"So it was [@survey, {place}; @survey].")
    pages = {file.path: file.data for file in make_site(content, base_url="", no_code=False)}
    page = pages["panels/index.html"].decode()
    assert f", {place}]</a>" in page
    assert page.count(f", {place}]") == 1
    assert ']</a> <a class="citation"' in page


@pytest.mark.parametrize("words", ["70% of panels", "see above", "p.", "12", "p. 12 and more"])
def test_other_words_stay_outside_a_citation(words: str, tmp_path: Path) -> None:
    """No figure slips by in the brackets of a citation."""
    content = write_site(tmp_path, f"So it was [@survey, {words}].")
    with pytest.raises(ContentError) as refused:
        make_site(content, base_url="", no_code=False)
    assert {problem.code for problem in refused.value.problems} >= {"binding-is-well-formed"}
