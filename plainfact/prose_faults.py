"""Telling what is wrong with the links and signs of a text, each with how it is written."""

import re

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
LOOSE = re.compile(
    r"(!?\[[^\[\]\n]*\])\s*\(\s*(?P<scheme>NAMES)\s*:\s*(?P<target>[^()\s]*)[^()\n]*\)?"
    r"|\b(?P<bare>NAMES):(?P<name>(?=\S)[^\s()]*)".replace("NAMES", "|".join(EXAMPLES))
)
"""What looks like a binding and could not be read as one."""
_CITED = re.compile(r"(?<![\w.@])@\w[\w-]*")


def describe_loose(match: re.Match[str]) -> tuple[str, str]:
    """Return message and hint for what looks like a binding and is none (see `LOOSE`)."""
    scheme = match["scheme"] or match["bare"]
    sign = "!" if EXAMPLES[scheme].startswith("!") else ""
    words = (match[1] or "[]").removeprefix("!")
    target = (match["target"] or match["name"] or "").rstrip(".,;:")
    message = f'"{match[0].strip()}" is not written as a binding.'
    return message, f"Write {sign}{words}({scheme}:{target})."


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
    first = ids.partition(";")[0]
    return message, (
        f"Write [{ids}], and other words outside the brackets; a page may follow: [{first}, p. 12]."
    )
