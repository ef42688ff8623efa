"""Licences: from the names that authors write to what machines know them by."""

import re

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-(?:SA|ND))?)-(\d\.\d)", re.IGNORECASE)
_CC0 = re.compile(r"CC0-(\d\.\d)", re.IGNORECASE)


def licence_url(name: str) -> str:
    """Return the address of a licence that is known by its name, or nothing.

    >>> licence_url("CC-BY-4.0")
    'https://creativecommons.org/licenses/by/4.0/'
    """
    match = _CREATIVE_COMMONS.fullmatch(name)
    if match:
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    match = _CC0.fullmatch(name)
    return f"https://creativecommons.org/publicdomain/zero/{match[1]}/" if match else ""
