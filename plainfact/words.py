"""The words of the interface: what pages print of their own accord, one file per language.

The files are JSON, since every build reads one. What stands in {braces} is filled in; where words
depend on a number, `count` chooses among the forms that the language has, by the rule that it
begins with, which is Unicode's.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.plural import PluralRule
from markupsafe import Markup, escape

FOLDER = Path(__file__).parent / "interface"
"""Where the files lie, each called by the first part of its language's tag."""
FALLBACK = "en"
"""The language of sites whose own language has no file."""

Forms = str | Mapping[str, str]
"""Words, or their forms by Unicode's plural categories."""


class Words:
    """The words of one language, by key.

    Words without gaps are `words["contents"]`, in templates `words.contents`; those with gaps are
    `words("by", names="…")`. What fills a gap is escaped where the words become HTML.
    """

    def __init__(self, tag: str, forms: Mapping[str, Forms], plural: Mapping[str, str]) -> None:
        self.tag = tag
        self.forms = forms
        self._find_category = PluralRule(plural)

    def __getitem__(self, key: str) -> str:
        """Return words that have no gap and no plural."""
        found = self.forms[key]
        if not isinstance(found, str):
            raise TypeError(f'"{key}" has forms: give a count')
        return found

    def __call__(self, key: str, **gaps: object) -> str:
        """Return words with their gaps filled; HTML where something that fills them is HTML."""
        found = self.forms[key]
        if not isinstance(found, str):
            count = gaps["count"]
            category = self._find_category(count) if isinstance(count, int) else "other"
            found = found.get(category) or found["other"]
        if any(isinstance(value, Markup) for value in gaps.values()):
            return escape(found).format(**gaps)
        return found.format(**gaps)


@cache
def find_words(tag: str) -> Words:
    """Return the words for a language tag such as "en-GB"."""
    name = tag.replace("_", "-").split("-")[0].lower()
    path = FOLDER / f"{name}.json"
    if not path.is_file():
        return find_words(FALLBACK)
    groups = json.loads(path.read_bytes())
    plural = groups.pop("plural")
    forms = {key: forms for group in groups.values() for key, forms in group.items()}
    return Words(name, forms, plural)


def render_words_css(words: Words) -> str:
    """Return the words that styles add for those who listen: what marks a link that leaves."""
    elsewhere = json.dumps(words["elsewhere"], ensure_ascii=False)
    return f":root{{--elsewhere:{elsewhere}}}\n"
