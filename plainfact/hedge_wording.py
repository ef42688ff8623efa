"""From words to qualifiers: the hedges before and after a number."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from plainfact.languages import Language
from plainfact.quantities import Qualifier
from plainfact.typography import normalise_words
from plainfact.units import Kind, Unit
from plainfact.wording_errors import UnreadableError


def find_qualifier_before(text: str, language: Language) -> str:
    """Return the qualifier that ends a text, e.g. "more than" in "it has more than", or ""."""
    tail = normalise_words(text[-60:])
    for phrase in longest_first(language.qualifiers):
        if tail.endswith(phrase) and not re.search(r"\w$", tail[: -len(phrase)]):
            return phrase
    return ""


def split_qualifier(text: str, unit: Unit, language: Language) -> tuple[Qualifier | None, str]:
    """Take the qualifier off a text, before or after its number; return it, or None, and the rest.

    Raises UnreadableError where there are two.
    """
    is_date = unit.kind is Kind.DATE
    table = {**language.qualifiers, **(language.date_qualifiers if is_date else {})}
    found, text = take_qualifier(text, table)
    suffixes = language.date_suffixes if is_date else language.suffixes
    suffix, text = _take_suffix(text, suffixes)
    if found is not None and suffix is not None:
        raise UnreadableError("it has two qualifiers")
    return found or suffix, text


def _take_suffix(text: str, table: Mapping[str, Qualifier]) -> tuple[Qualifier | None, str]:
    """Take a qualifier off the end of a text, or from between its number and its noun."""
    for phrase in longest_first(table):
        before = text.removesuffix(phrase)
        if before not in ("", text) and (not phrase[0].isalpha() or before.endswith(" ")):
            return table[phrase], before.strip()
        if text.count(f" {phrase} ") == 1:
            return table[phrase], text.replace(f" {phrase} ", " ")
    return None, text


def take_qualifier(text: str, table: Mapping[str, Qualifier]) -> tuple[Qualifier | None, str]:
    """Take a leading qualifier off a text; return its meaning, or None, and what is left."""
    for phrase in longest_first(table):
        rest = text.removeprefix(phrase)
        if rest != text and (not phrase[-1].isalpha() or rest.startswith((" ", "-"))):
            return table[phrase], rest.strip(" ")
    return None, text


def refuse_shifted(text: str, language: Language) -> None:
    """Refuse "just over 70" by the word that makes it more than can be checked."""
    for word in longest_first({*language.intensifiers, *language.shifters}):
        if text.startswith(f"{word} "):
            raise UnreadableError(f'how far "{word}" moves it nobody can check')


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Return words with the longest first, always in the same order."""
    return _put_in_order(tuple(words))


@lru_cache(maxsize=256)
def _put_in_order(words: tuple[str, ...]) -> tuple[str, ...]:
    # The same few tables are asked for at each number.
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
