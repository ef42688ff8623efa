"""From words to ranks: ordinals, "top ten", "outside the top five"."""

import re
from fractions import Fraction

from plainfact.hedge_wording import longest_first, take_qualifier
from plainfact.languages import Language
from plainfact.number_wording import read_number, split_range
from plainfact.period_wording import strip_articles
from plainfact.quantities import Qualifier, Quantity, make_from_interval
from plainfact.units import Unit
from plainfact.wording_errors import UnreadableError


def read_rank(text: str, unit: Unit, language: Language) -> Quantity:
    """Read a rank, in plain words; raise UnreadableError where the text is none."""
    text = strip_articles(text, language)
    for heads, meaning in (
        (language.rank_outsides, Qualifier.MORE_THAN),
        (language.rank_tops, Qualifier.UP_TO),
    ):
        for head in longest_first(heads):
            rest = text.removeprefix(f"{head} ")
            if rest != text:
                return Quantity(meaning, unit, _read_group(rest, language))
    qualifier, rest = take_qualifier(text, language.qualifiers)
    if qualifier not in (None, Qualifier.EXACT):
        return _read_hedged_rank(qualifier, text, rest, unit, language)
    parts = split_range(rest, language)
    if parts is None:
        return Quantity(Qualifier.EXACT, unit, _read_place(rest, language))
    best, worst = (_read_place(strip_articles(part, language), language) for part in parts)
    if best >= worst:
        raise UnreadableError("the range does not go from a lower to a higher number")
    return Quantity(Qualifier.RANGE, unit, best, worst)


def _read_hedged_rank(
    qualifier: Qualifier | None, text: str, rest: str, unit: Unit, language: Language
) -> Quantity:
    """Read "up to 10" or ">5"; whether "at least fourth" is third or fifth, readers don't agree."""
    plain = language.say.get(qualifier or Qualifier.EXACT, "").replace("{}", "").strip()
    head = text.removesuffix(rest).strip()
    is_bound = qualifier not in (Qualifier.ABOUT, Qualifier.NEARLY)
    if not is_bound or (head[-1].isalpha() and head != plain) or not re.fullmatch("[0-9]+", rest):
        raise UnreadableError('a rank is hedged as in "top ten" or "outside the top five"')
    rank, _ = read_number(rest, language)
    bound = Quantity(qualifier or Qualifier.EXACT, unit, _check_rank(rank))
    if bound.qualifier is Qualifier.LESS_THAN and bound.number == 1:
        raise UnreadableError("nothing ranks before the first")
    return make_from_interval(bound.allowed(), unit, 0)


def _read_group(text: str, language: Language) -> Fraction:
    """Read the size of a leading group: "ten", "10" or "ten largest"."""
    for tail in longest_first(language.rank_tails):
        text = text.removesuffix(f" {tail}" if tail else "")
    return _check_rank(read_number(text, language)[0])


def _read_place(text: str, language: Language) -> Fraction:
    rank = _read_ordinal(text, language)
    if rank is None:
        for head in longest_first(language.rank_heads):
            rest = text.removeprefix(head)
            if rest != text and (not head[-1].isalpha() or rest.startswith(" ")):
                text = rest.strip()
                break
        rank, _ = read_number(text, language)
    return _check_rank(rank)


def _check_rank(rank: Fraction) -> Fraction:
    if rank.denominator != 1 or rank < 1:
        raise UnreadableError("a rank is a whole number from one")
    return rank


def _read_ordinal(text: str, language: Language) -> Fraction | None:
    head, _, tail = text.replace("-", " ").partition(" ")
    if text in language.rank_tails and text:
        return Fraction(1)
    if tail not in language.rank_tails:
        return None
    if head in language.ordinals:
        return Fraction(language.ordinals[head])
    for suffix in longest_first(language.ordinal_suffixes):
        digits = head.removesuffix(suffix)
        if digits != head and digits[-1:].isdecimal():
            return read_number(digits, language)[0]
    return None
