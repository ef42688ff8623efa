"""Telling what is wrong with the links and signs of a text, each with how it is written."""

import re
from collections.abc import Iterator

from plainfact.problems import format_suggestion

EXAMPLES = {
    "fact": "[words](fact:dataset.row.column)",
    "chart": "![](chart:id)",
    "table": "![](table:dataset)",
    "term": "[words](term:id)",
    "alone": "![](alone:source)",
}
"""How each binding is written, by its scheme."""
PLAIN_SCHEMES = frozenset({"http", "https", "mailto"})
"""How ordinary links may begin."""

_TAG_HINTS = {
    "b": "Write **words**.", "strong": "Write **words**.", "i": "Write *words*.",
    "em": "Write *words*.", "a": "Write [words](address).",
    "img": "Write ![what it shows](../images/name.png).",
    "br": "Leave an empty line between two paragraphs instead.",
    "table": "Write a Markdown table, or show a dataset: ![](table:dataset).",
}  # fmt: skip
"""How to write in Markdown what authors most often write in HTML."""
_LOOSE = re.compile(
    r"\b(fact|chart|table|term):(?=\S)[^\s()]*|\(\s*(fact|chart|table|term)\s*:[^()\n]*"
)
_CITED = re.compile(r"(?<![\w.@])@\w[\w-]*")


def describe_loose(words: str) -> Iterator[tuple[str, str]]:
    """Yield message and hint for each part of a text that looks like a binding and is none."""
    for match in _LOOSE.finditer(words):
        example = EXAMPLES[match[1] or match[2]]
        message = f'"{match[0].strip("( ")}" is not written as a binding.'
        yield message, f"Write {example}, without spaces between the brackets or in the address."


def describe_sign(scheme: str, written: str) -> tuple[str, str]:
    """Return message and hint for a binding with an exclamation mark too many or too few."""
    has = "begins with an" if written.startswith("!") else "has no"
    return f'A "{scheme}:" link {has} exclamation mark.', f"Write {written}."


def describe_scheme(scheme: str) -> tuple[str, str]:
    """Return message and hint for a link that begins with a word other than the known ones."""
    message = f'A link can\'t begin with "{scheme}:" here.'
    if scheme in EXAMPLES:
        return message, f"Write {EXAMPLES[scheme]} in the sentence itself."
    known = sorted({*EXAMPLES, *PLAIN_SCHEMES})
    hint = "Begin it with https:// or mailto:, or name a file of yours, e.g. memory.md."
    return message, format_suggestion(scheme, known) or hint


def describe_tag(written: str, tag: str) -> tuple[str, str]:
    """Return message and hint for an HTML tag."""
    message = f'"{written}" is HTML, which prose does not take.'
    return message, _TAG_HINTS.get(tag, "Take it out; write &lt; where a plain < is meant.")


def describe_citation(written: str) -> tuple[str, str]:
    """Return message and hint for a citation with other words in its brackets."""
    ids = "; ".join(_CITED.findall(written))
    message = f'"{written}" can\'t be read as a citation.'
    return message, f"Write [{ids}], and other words outside the brackets."
