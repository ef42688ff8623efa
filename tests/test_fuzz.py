"""No input of any kind is a crash: it is read, or it is a problem with a file and a line."""

from pathlib import Path

import pytest
from fuzz_targets import TARGETS, TOKENS
from hypothesis import given, settings
from hypothesis import strategies as st

FOUND = Path(__file__).parent / "cases" / "fuzz"
"""What the fuzzer has found, a file each, in a folder for each target."""
EXAMPLES = {"site": 60, "file": 60, "prose": 250}


@pytest.mark.parametrize("name", TARGETS)
def test_any_text_is_read_or_refused(name: str) -> None:
    """Texts made of what a target knows, and of anything else, never break its promise."""
    tokens = st.sampled_from(TOKENS[name])
    letters = st.characters(
        max_codepoint=255 if name == "file" else None, exclude_categories=["Cs"]
    )
    texts = st.lists(st.one_of(tokens, tokens, st.text(letters, max_size=4)), max_size=14).map(
        "".join
    )
    # The first letters choose what the rest is tried on.
    heads = st.text(st.characters(max_codepoint=127), min_size=3, max_size=3)
    cases = st.tuples(heads, texts).map("".join) if name in ("quantity", "site") else texts

    @settings(max_examples=EXAMPLES.get(name, 400))
    @given(cases)
    def hold(text: str) -> None:
        TARGETS[name](text)

    hold()


@pytest.mark.parametrize("case", sorted(FOUND.glob("*/*.txt")), ids=lambda case: case.stem)
def test_what_was_found_stays_mended(case: Path) -> None:
    """An input that once broke something does so no more."""
    TARGETS[case.parent.name](
        case.read_bytes().decode("latin-1" if case.parent.name == "file" else "utf-8")
    )
