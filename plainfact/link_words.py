"""What stands just before a link and belongs to what the link says: hedges, signs, parts of dates.

"Well over [70%](…)" claims what "[well over 70%](…)" does. So the words that bear on a number are
joined to it and read together, and what can't be read is refused as it is inside a link.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

from plainfact.hedge_wording import find_qualifier_before, take_qualifier
from plainfact.languages import Language
from plainfact.period_wording import find_part_before
from plainfact.quantities import Qualifier
from plainfact.typography import normalise_words
from plainfact.units import CURRENCIES, Kind, Unit, parse_unit

_OPENING = re.compile(r"[*_\"'“‘(\[]+$")
_GLUED = re.compile(
    r"(?:^|(?<=[\s(\[\"'“‘*_]))((?:[-−–+±~≈<>≤≥]|[^\W\d_]+[-‑]|(?:[A-Z]{1,3})?[$€£¥])+)$"
)
_BOUNDS = (Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.LESS_THAN, Qualifier.UP_TO)


class Phrase(Struct, frozen=True):
    """All that a sentence says by a link."""

    words: str
    """The words of the link and what before it belongs to them."""
    taken: str
    """What of them stands before the link; empty where nothing does."""
    fall: str
    """The word before them that makes the number a fall, e.g. "fell by"; empty for none."""
    follows: str = ""
    """A unit after the link that is not the cell's; empty where there is none."""


def join_words(before: str, words: str, after: str, unit: Unit, language: Language) -> Phrase:
    """Return what a link says together with the words round it that belong to it."""
    text = _OPENING.sub("", language.prepare(before))
    glued = _GLUED.search(text)
    taken = glued[1] if glued else ""
    phrase = f"{taken}{words}"
    text = text[: glued.start(1)] if glued else text
    while more := _find_more(text, phrase, unit, language):
        text = _cut(text, more)
        phrase, taken = f"{more} {phrase}", f"{more} {taken}".strip()
    follows = _find_unit_after(phrase, after, unit, language)
    tail = normalise_words(text)
    return Phrase(
        f"{phrase} {follows}" if follows else phrase, taken, _find_fall(tail, language), follows
    )


def _find_more(text: str, phrase: str, unit: Unit, language: Language) -> str:
    """Return the words at the end of a text that belong to the phrase after it, or nothing."""
    tail = normalise_words(text[-100:])
    if not tail or (text.rstrip()[-1] in ".,;:!?)]" and not tail.endswith(("c.", "no."))):
        return ""
    if _find_end(tail, language.fillers):
        return ""
    last = tail.split()[-1]
    if last.upper() in CURRENCIES and text.rstrip().endswith(last.upper()):
        return last.upper()
    table = {**language.qualifiers, **language.date_qualifiers}
    own, _ = take_qualifier(normalise_words(phrase), table)
    if own in _BOUNDS and (found := _find_end(tail, language.intensifiers)):
        return found
    if unit.kind is Kind.DATE:
        return _find_before_date(tail, phrase, language)
    return (
        _find_end(tail, {sign.strip() for sign in language.minus if sign[-1] == " "})
        or _find_before_rank(tail, phrase, unit, language)
        or _find_hedge(tail, language)
    )


def _find_unit_after(phrase: str, after: str, unit: Unit, language: Language) -> str:
    """Return a unit that follows a bare number and is not the cell's: "[2](…) yuan" of dollars.

    In a cell of billions, a currency alone after a link means single ones.
    """
    last = phrase.rsplit(maxsplit=1)[-1].lower() if phrase.split() else ""
    is_bare = last[-1:].isdigit() or last in language.numbers
    if not is_bare or unit.kind in (Kind.DATE, Kind.RANK) or not re.match(r"\s\S", after):
        return ""
    following = normalise_words(re.split(r"[.,;:!?()\[\]]", after, maxsplit=1)[0]).split()
    for count in (2, 1):
        words = " ".join(following[:count])
        if words in language.units and words not in language.loose_units:
            named = parse_unit(language.units[words])
            return "" if named.name == unit.name and not unit.scale else words
    return ""


def _find_fall(tail: str, language: Language) -> str:
    """Return the word that makes a fall of the number after it: "fell by", or "fell … by"."""
    found = _find_end(tail, language.falls)
    clause = re.split("[.;:!?()]", tail)[-1].split()
    if found or not clause or clause[-1] not in language.measure:
        return found
    return next((word for word in reversed(clause) if word in language.falls), "")


def _find_hedge(tail: str, language: Language) -> str:
    hedge = find_qualifier_before(tail, language)
    shifter = _find_end(tail, language.shifters)
    if len(shifter) > len(hedge):
        return shifter
    is_idle = language.qualifiers.get(hedge) is Qualifier.EXACT and hedge not in language.strict
    return "" if is_idle else hedge


def _find_before_date(tail: str, phrase: str, language: Language) -> str:
    """Return what makes a date finer or hedges it; "over" and "before" are prepositions there."""
    words = normalise_words(phrase)
    hedge = find_qualifier_before(tail, language)
    if language.qualifiers.get(hedge) is Qualifier.ABOUT:
        return hedge
    finer = {*language.year_parts, *language.date_shifters}
    return _find_end(tail, finer) or find_part_before(tail, words, language)


def _find_before_rank(tail: str, phrase: str, unit: Unit, language: Language) -> str:
    """Return the beginning of "top ten" or "out of the top ten" that stands before the link."""
    if unit.kind is not Kind.RANK:
        return ""
    after, before = normalise_words(phrase), tail.split()
    for count in range(min(4, len(before)), 0, -1):
        more = " ".join(before[-count:])
        for head in (*language.rank_outsides, *language.rank_tops):
            joined = f"{more} {after}"
            if (joined.startswith(f"{head} ") and head.startswith(f"{more} ")) or more == head:
                return more
    return ""


def _find_end(tail: str, phrases: Iterable[str]) -> str:
    """Return the longest of some phrases that a text ends in as whole words, or nothing."""
    fitting = [phrase for phrase in phrases if f" {tail}".endswith((f" {phrase}", f"({phrase}"))]
    return max(fitting, key=len, default="")


def _cut(text: str, ending: str) -> str:
    """Take an ending, given in plain words, off a text."""
    gaps = r"[\s*_]+".join(re.escape(word) for word in ending.split())
    pattern = gaps.replace("'", "['’]").replace(r"\-", "[-–‑−]")
    match = re.search(rf"{pattern}[\s*_]*$", text, re.IGNORECASE)
    return text[: match.start()] if match else ""
