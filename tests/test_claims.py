"""What a sentence may say of its cell: pairs that an editor would write, each through the build."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from plainfact.addresses import find_fact
from plainfact.claims import check_claim
from plainfact.load import load_site
from plainfact.phrasing import format_quantity
from plainfact.problems import Problem
from plainfact.prose_parser import parse_prose
from plainfact.site import Site
from plainfact.texts import Text

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases" / "claims.yaml"
DOCS = ROOT / "docs" / "claims.md"
CODES = {
    "fact-says-no-more-than-its-source",
    "words-are-a-quantity",
    "fact-keeps-its-period",
}
MADE = re.compile(r"(<!-- made from tests/cases/claims.yaml -->\n).*?(<!-- end -->)", re.DOTALL)


def read_pairs() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each pair with its topic, every value as the text that it is written as."""
    topics = yaml.load(CASES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    for topic, pairs in topics.items():
        for pair in pairs:
            yield topic, pair


PAIRS = [pair for _, pair in read_pairs()]
NAMES = [f"{pair['cell']} ({pair['unit']}): {pair['say']}" for pair in PAIRS]
IDS = [re.sub(r"[^\w.%$<>~+-]+", "_", name) for name in NAMES]
"""Names without brackets, for tools that take the names of tests apart."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site with a row for each pair, in a column of its unit, read from disk."""
    content = tmp_path_factory.mktemp("claims") / "content"
    (content / "datasets").mkdir(parents=True)
    units = list(dict.fromkeys(pair["unit"] for pair in PAIRS))
    columns = {f"u{index}": {"label": unit, "unit": unit} for index, unit in enumerate(units)}
    rows = {}
    for index, pair in enumerate(PAIRS):
        column = f"u{units.index(pair['unit'])}"
        rows[f"r{index}"] = {column: pair["cell"]}
        if "as_of" in pair:
            rows[f"r{index}"] = {"u0": "1", "as_of": pair["cell"]}
    write_yaml(content / "site.yaml", {"title": "T", "summary": "S", "sections": []})
    write_yaml(content / "sources.yaml", {"one": {"type": "report", "title": "One"}})
    dataset = {"title": "Cells", "source": "one", "columns": columns, "rows": rows}
    write_yaml(content / "datasets" / "cells.yaml", dataset)
    (content / "index.md").write_text("---\ntitle: T\nsummary: S\n---\n", encoding="utf-8")
    problems: list[Problem] = []
    loaded = load_site(content, "content", problems)
    assert problems == []
    return loaded


def write_yaml(path: Path, data: dict[str, Any]) -> None:
    """Write plain data as JSON, which is YAML."""
    path.write_text(json.dumps(data), encoding="utf-8")


def address_of(pair: dict[str, str], site: Site) -> str:
    """Return the address that the words of a pair are bound to."""
    row = f"cells.r{PAIRS.index(pair)}."
    cell = next(name for name in site.cells if name.startswith(row))
    return f"{cell}.as_of" if "as_of" in pair else cell


def as_sentence(pair: dict[str, str]) -> str:
    """Return a pair's words as a sentence in which the text of the link is in brackets."""
    return pair["say"] if "[" in pair["say"] else f"[{pair['say']}]"


def check_sentence(sentence: str, address: str, site: Site) -> list[Problem]:
    """Return the problems of a sentence, bound to an address and read as prose is read."""
    text = re.sub(r"\[([^\]]*)\]", lambda match: f"{match[0]}(fact:{address})", sentence)
    problems: list[Problem] = []
    (binding,) = parse_prose(Text(text, "claims.md"), problems).bindings
    check_claim(binding, site, problems)
    return problems


@pytest.mark.parametrize("pair", PAIRS, ids=IDS)
def test_a_sentence_may_say_less_than_its_source_never_more(
    pair: dict[str, str], site: Site
) -> None:
    """The words pass, or are refused, as the pair says, for the reason that it gives."""
    problems = check_sentence(as_sentence(pair), address_of(pair, site), site)
    expected = [] if pair["passes"] == "true" else [pair["code"]]
    assert [problem.code for problem in problems] == expected, (pair["why"], problems)


@pytest.mark.parametrize("pair", PAIRS, ids=IDS)
def test_a_hint_applied_to_the_letter_mends_the_sentence(pair: dict[str, str], site: Site) -> None:
    """An author who does just what the hint says has nothing left to mend."""
    address = address_of(pair, site)
    for problem in check_sentence(as_sentence(pair), address, site):
        assert check_sentence(apply_hint(problem.hint, as_sentence(pair)), address, site) == []


def apply_hint(hint: str, sentence: str) -> str:
    """Return a sentence as a hint would have it."""
    written = re.search(r'rite "([^"]*)"', hint)
    taken = re.match(r'Take "([^"]*)" out of the sentence', hint)
    assert written is not None, hint
    if taken is not None:
        gaps = r"\s*".join(re.escape(word) for word in taken[1].split())
        beside = rf"{gaps}\s*(?=\[)|(?<=\])\s*{gaps}\b"
        sentence, count = re.subn(beside, "", sentence, flags=re.IGNORECASE)
        assert count == 1, hint
    return re.sub(r"\[[^\]]*\]", f"[{written[1]}]", sentence)


def test_there_are_enough_pairs_and_half_of_them_are_refused() -> None:
    """At least 220 pairs, no two alike, each with its reason, and half of them refused."""
    refused = [pair for pair in PAIRS if pair["passes"] == "false"]
    assert len(PAIRS) >= 220
    assert len(refused) * 2 >= len(PAIRS)
    assert len(set(NAMES)) == len(NAMES)
    assert all(pair["why"] for pair in PAIRS)
    assert {pair["code"] for pair in refused} == CODES
    assert not any("code" in pair for pair in PAIRS if pair["passes"] == "true")


GAPS = {
    "title": "T",
    "source": "one",
    "columns": {
        "part": {"label": "Part", "unit": "RMB bn"},
        "whole": {"label": "Whole", "unit": "RMB bn"},
        "share": {"label": "Share", "unit": "%", "formula": "part / whole"},
        "torn": {"label": "Torn", "unit": "%", "formula": "part +"},
        "words": {"label": "Words"},
    },
    "rows": {"a": {"part": "1", "whole": "4"}, "b": {"part": "2", "words": "Words"}},
    "derived": {"broken": {"label": "B", "formula": "a.part + a.share", "unit": "%"}},
}
ADDRESSES = [
    ("gaps.a.share", []),
    ("gaps.b.words", []),
    ("gap.a.share", ["dataset-exists"]),
    ("gaps.c.share", ["row-exists"]),
    ("gaps.a", ["column-exists"]),
    ("gaps.a.shares", ["column-exists"]),
    ("gaps.b.whole", ["column-exists"]),
    ("gaps.b.share", ["column-exists"]),
    ("gaps.a.share.as_of", ["fact-exists"]),
    ("gaps.a.as_of", ["column-exists"]),
    ("gaps.broken", []),
    ("gaps.a.torn", []),
]


@pytest.mark.parametrize(("address", "codes"), ADDRESSES)
def test_words_are_never_bound_to_nothing(address: str, codes: list[str], tmp_path: Path) -> None:
    """An address without a value is a problem, even where a formula was left without a figure."""
    content = tmp_path / "content"
    (content / "datasets").mkdir(parents=True)
    write_yaml(content / "site.yaml", {"title": "T", "summary": "S", "sections": []})
    write_yaml(content / "sources.yaml", {"one": {"type": "report", "title": "One"}})
    write_yaml(content / "datasets" / "gaps.yaml", GAPS)
    loading: list[Problem] = []
    site = load_site(content, "content", loading)
    # The formula that adds money to a share is refused where it stands, and not again where used.
    assert [problem.code for problem in loading if problem.code == "formula-works"]
    words = "a quarter" if address == "gaps.a.share" else "words"
    assert [problem.code for problem in check_sentence(f"[{words}]", address, site)] == codes


def test_the_page_for_editors_shows_the_pairs_as_they_are(site: Site) -> None:
    """The examples of docs/claims.md are made from the pairs, and made anew where they differ.

    In CI nothing is written: the page has to be as it should.
    """
    text = DOCS.read_text(encoding="utf-8")
    table = "\n".join(["| the cell | the sentence | |", "|---|---|---|", *make_rows(site)])
    made = MADE.sub(lambda match: f"{match[1]}{table}\n{match[2]}", text)
    assert made.count(table) == 1
    if text != made and "CI" not in os.environ:
        DOCS.write_text(made, encoding="utf-8")
    assert text == made, "docs/claims.md was made anew: look at it, and run the test again"


def make_rows(site: Site) -> Iterator[str]:
    """Yield a row of the editors' table for each pair that is meant for it."""
    for pair in PAIRS:
        if "doc" not in pair:
            continue
        fact = find_fact(address_of(pair, site), site.cells, site.datasets)
        assert fact is not None
        assert fact.quantity is not None
        cell = format_quantity(fact.quantity, site.language)
        cell = f"figure of {cell}" if fact.is_period else cell
        verdict = "passes" if pair["passes"] == "true" else "**refused**"
        yield f"| {cell} | {as_sentence(pair)} | {verdict}: {pair['why']} |"


def test_the_page_for_editors_fits_its_paper() -> None:
    """It stays one page, and its lines stay within the width of the others."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 140
    assert all(len(line) <= 120 for line in lines if not line.startswith("|"))
