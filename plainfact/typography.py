"""Typography: plain words set as print sets them, and what is in print made plain."""

import re

_APOSTROPHE = re.compile(r"(?<=\w)'")
_HELD = re.compile(r"(?<=\d) (?=[^\W\d])|(?<=\b[A-Z]{3}) (?=\d)")
_QUOTED = re.compile(r'"([^"]*)"')
_DASHES = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "‒": "-", "−": "-", "’": "'", "\u00a0": " ",
     "\u202f": " ", "\u2009": " "}
)  # fmt: skip
_EMPHASIS = re.compile(r"(?<!\w)\*+|\*+(?!\w)")


def curl_quotes(words: str) -> str:
    """Return words with typographic apostrophes and quotation marks, as pages have them."""
    if "'" in words:
        words = _APOSTROPHE.sub("’", words)
    return _QUOTED.sub(r"“\1”", words) if '"' in words else words


def hold_together(words: str) -> str:
    """Return words in which no line ends between a number and its unit, month or currency."""
    return _HELD.sub("\N{NO-BREAK SPACE}", words)


def normalise_words(words: str) -> str:
    """Return words in lower case with plain spaces, dashes and no emphasis marks."""
    text = _EMPHASIS.sub("", words.translate(_DASHES)).lower()
    return " ".join(text.split())
