"""Typography: plain words set as print sets them."""

import re

_APOSTROPHE = re.compile(r"(?<=\w)'")
_QUOTED = re.compile(r'"([^"]*)"')


def curl_quotes(words: str) -> str:
    """Return words with typographic apostrophes and quotation marks, as pages have them."""
    if "'" in words:
        words = _APOSTROPHE.sub("’", words)
    return _QUOTED.sub(r"“\1”", words) if '"' in words else words
