"""The languages that quantities are read and printed in, by language tag."""

from plainfact.languages.chinese import CHINESE
from plainfact.languages.english import ENGLISH
from plainfact.languages.german import GERMAN
from plainfact.languages.language import Language

__all__ = ["LANGUAGES", "Language", "find_language"]

LANGUAGES = {"en": ENGLISH, "de": GERMAN, "zh": CHINESE}
"""Each language by the first part of its tag."""


def find_language(tag: str) -> Language | None:
    """Return the language of a tag such as "en-GB", or None where there is no table for it."""
    return LANGUAGES.get(tag.replace("_", "-").split("-")[0].lower())
