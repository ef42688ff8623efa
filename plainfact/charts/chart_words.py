"""The words that charts print of their own accord, found for what they say."""

from plainfact.languages import Language
from plainfact.quantities import Qualifier
from plainfact.words import find_words

_TOLD = {"official", "estimate", "forecast", "plan"}


def find_status_words(status: str, language: Language) -> str:
    """Return how a status is told beside a value; what is merely reported needs no word."""
    return find_words(language.code)[f"status_{status}"] if status in _TOLD else ""


def find_meaning(qualifier: Qualifier, language: Language, *, is_date: bool) -> str:
    """Return what a qualifier says of a value or of a date."""
    kind = "date" if is_date else "value"
    return find_words(language.code)[f"{kind}_{qualifier.value.replace(' ', '_')}"]


def describe_sign(sign: str, meanings: tuple[str, ...], language: Language) -> str:
    """Return a sign of the key with what it means, e.g. "Arrow: more than this"."""
    words = find_words(language.code)
    meaning = meanings[0]
    for other in meanings[1:]:
        meaning = words("key_either", first=meaning, second=other)
    return words("key_entry", sign=words[f"sign_{sign.replace(' ', '_')}"], meaning=meaning)
