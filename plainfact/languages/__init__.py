"""The languages that quantities are read and printed in, by language tag.

Each is a module, imported for the sites that are written in it.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module

from plainfact.languages.language import Language

__all__ = ["LANGUAGES", "MODULES", "Language", "find_language"]

MODULES = {"en": "english", "de": "german", "zh": "chinese"}
"""The module of each language, by the first part of its tag: it has, say, an `ENGLISH`."""


class _Languages(Mapping[str, Language]):
    def __getitem__(self, first: str) -> Language:
        name = MODULES[first]
        language: Language = getattr(import_module(f"plainfact.languages.{name}"), name.upper())
        return language

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


LANGUAGES = _Languages()
"""Each language by the first part of its tag."""


def find_language(tag: str) -> Language | None:
    """Return the language of a tag such as "en-GB", or None where there is no table for it."""
    return LANGUAGES.get(tag.replace("_", "-").split("-")[0].lower())
