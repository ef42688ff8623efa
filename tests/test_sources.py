"""Sources: written by hand as a mapping, or exported from a reference manager as a list."""

from plainfact.languages import LANGUAGES
from plainfact.problems import Problem
from plainfact.sources import load_sources
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
