"""The bounds of prose: texts that would take a Markdown reader minutes are refused before it.

Python-Markdown looks for the end of each bracket and each emphasis from its beginning, so its time
grows with the square of the signs in a paragraph that belong to nothing.
"""

import re
from collections.abc import Iterator

from plainfact.code_spans import split_code
from plainfact.limits import find_limits
from plainfact.problems import Problem
from plainfact.texts import Text

_EMPTY_LINES = re.compile(r"\n[ \t]*\n")
_LINK = re.compile(r"!?\[[^\[\]]{0,400}\](?:\([^\s()]{0,400}\))?")
_SIGNS = re.compile(r"[\[\]*_`<]")
_WITHIN_LINES = re.compile(r"[^\n]")
_PARAGRAPHS = 10
"""How many paragraphs as full of signs as they may be a text may have."""


def check_bounds(text: Text, problems: list[Problem]) -> bool:
    """Add a problem for a text that is too long or too full of signs; tell whether it is fine."""
    limits = find_limits()
    lines = text.value.count("\n")
    if len(text.value) > limits.text_characters or lines > limits.text_lines:
        message = (
            f"The text has {len(text.value):,} characters in {lines:,} lines; the most that is "
            f"read is {limits.text_characters:,} in {limits.text_lines:,}."
        )
        _refuse(text, 0, message, "Split it into pages.", problems)
        return False
    value = _blank_code(text.value)
    loose = 0
    for start, end in _split_paragraphs(value):
        if end - start > limits.paragraph_characters:
            message = (
                f"The paragraph has {end - start:,} characters; the most that is read is "
                f"{limits.paragraph_characters:,}."
            )
            _refuse(text, start, message, "Put empty lines between its parts.", problems)
            return False
        signs = _count_loose_signs(value[start:end], limits.loose_signs)
        loose += signs
        if signs > limits.loose_signs or loose > limits.loose_signs * _PARAGRAPHS:
            message = "Here stand more brackets and stars that are no link than can be read."
            hint = "Take them out, or put them between lines of three backticks, as code."
            _refuse(text, start, message, hint, problems)
            return False
    return True


def _refuse(text: Text, offset: int, message: str, hint: str, problems: list[Problem]) -> None:
    problems.append(Problem(text.place_at(offset), "text-is-bounded", message, hint))


def _blank_code(value: str) -> str:
    """Return a text of the same length in which each stretch of code is one backtick and spaces."""
    parts = [
        "`" + _WITHIN_LINES.sub(" ", value[start + 1 : end]) if is_code else value[start:end]
        for start, end, is_code in split_code(value)
    ]
    return "".join(parts)


def _split_paragraphs(value: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each stretch of a text without an empty line."""
    start = 0
    for gap in _EMPTY_LINES.finditer(value):
        yield start, gap.start()
        start = gap.end()
    yield start, len(value)


def _count_loose_signs(paragraph: str, most: int) -> int:
    # Few paragraphs have so many signs at all, links included; only those are looked at closely.
    found = len(_SIGNS.findall(paragraph))
    return found if found <= most / 10 else len(_SIGNS.findall(_LINK.sub("", paragraph)))
