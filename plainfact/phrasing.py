"""From quantities to words: prints what `wording` reads, in the site's language."""

from datetime import date
from fractions import Fraction
from functools import lru_cache

from msgspec.structs import replace

from plainfact.languages import Language
from plainfact.periods import Period, Precision
from plainfact.quantities import (
    Qualifier,
    Quantity,
    is_shortened,
    round_number,
    round_outward,
)
from plainfact.units import SCALES, Kind, Unit

_BOUNDED_BELOW = {Qualifier.MORE_THAN, Qualifier.AT_LEAST}
_BOUNDED_ABOVE = {Qualifier.LESS_THAN, Qualifier.UP_TO}


def format_quantity(quantity: Quantity, language: Language, *, bare: bool = False) -> str:
    """Return a quantity in words, e.g. "more than 70%"; bare leaves out units that are nouns.

    Bounds are rounded outwards, so that the words never claim more than the quantity.
    """
    if quantity.qualifier is Qualifier.UNKNOWN:
        return language.say[Qualifier.UNKNOWN]
    if quantity.tolerance and quantity.qualifier is Qualifier.EXACT:
        # "Two thirds" is a round way of speaking, so it is not printed as just 67%.
        quantity = replace(quantity, qualifier=Qualifier.ABOUT)
    if quantity.period is not None:
        words = format_period(quantity.period, language)
        if quantity.part:
            words = language.say_year_parts[quantity.part].format(quantity.period.first.year)
        return _say_date(quantity.qualifier, words, language)
    if quantity.unit.kind is Kind.RANK:
        return _format_rank(quantity, language)
    vague = _find_vague(quantity, language)
    if vague is not None:
        parts = (vague, language.vague_joint, _noun(quantity.unit, language))
        return vague if bare else " ".join(part for part in parts if part)
    ends = _ends(quantity)
    numbers = [
        format_number(end, places, language)
        for end, places in zip(ends, _places(ends, quantity.decimals), strict=True)
    ]
    words = language.say[quantity.qualifier].format(*numbers)
    unit = quantity.unit
    if bare and unit.kind is Kind.MEASURE:
        return words
    # The unit stands round the number, inside the qualifier: "about RMB 2 billion".
    if quantity.qualifier is Qualifier.RANGE:
        if not is_shortened(*ends):
            return _with_unit(words, unit, language, is_one=False)
        numbers = [_with_unit(number, unit, language, is_one=False) for number in numbers]
        return language.say[quantity.qualifier].format(*numbers)
    is_one = quantity.decimals == 0 and abs(ends[0]) == 1
    with_unit = _with_unit(numbers[0], unit, language, is_one=is_one)
    return language.say[quantity.qualifier].format(with_unit)


def format_number(number: Fraction, decimals: int, language: Language) -> str:
    """Return a number with the language's separators, to so many decimals."""
    return _format_number(number, decimals, language.group, language.point, language.minus[0])


@lru_cache(maxsize=10_000)
def _format_number(number: Fraction, decimals: int, group: str, point: str, minus: str) -> str:
    scaled = int(round_number(number, decimals) * 10**decimals)
    whole, rest = divmod(abs(scaled), 10**decimals)
    words = f"{whole:,}".replace(",", group)
    if decimals:
        words += f"{point}{rest:0{decimals}}"
    return f"{minus}{words}" if scaled < 0 else words


def format_period(period: Period, language: Language) -> str:
    """Return a period in words, e.g. "first half of 2024"."""
    match period.precision:
        case Precision.DAY:
            return _format_day(period.first, language.say_day, language)
        case Precision.MONTH:
            return _format_day(period.first, language.say_month, language)
        case Precision.QUARTER:
            return language.say_quarters[period.number - 1].format(period.first.year)
        case Precision.HALF:
            return language.say_halves[period.number - 1].format(period.first.year)
        case Precision.YEAR:
            return str(period.first.year)
        case _:
            return _format_span(period, language)


def _format_span(period: Period, language: Language) -> str:
    first, last = period.ends
    begins = format_period(first, language)
    if first.precision is last.precision is Precision.MONTH and first.first.year == last.last.year:
        # "February to May 2021": the year is said once.
        begins = _format_day(first.first, language.say_month_alone, language)
    return language.say_span.format(begins, format_period(last, language))


def _ends(quantity: Quantity) -> list[Fraction]:
    """Return the numbers to print, bounds rounded so that what is printed stays true."""
    number, upper, decimals = quantity.number, quantity.upper, quantity.decimals
    if number is None:
        raise ValueError("a date has no number to print")
    if quantity.qualifier is Qualifier.RANGE and upper is not None:
        return [
            round_outward(number, decimals, up=False),
            round_outward(upper, decimals, up=True),
        ]
    if quantity.qualifier in _BOUNDED_BELOW:
        return [round_outward(number, decimals, up=False)]
    if quantity.qualifier in _BOUNDED_ABOVE:
        return [round_outward(number, decimals, up=True)]
    return [round_number(number, decimals)]


def _places(ends: list[Fraction], decimals: int) -> list[int]:
    """Return the decimals of each end: "2.5 to 5" is not said as finely as "2.5 to 5.0"."""
    if len(ends) == 1 or all(end.denominator == 1 for end in ends):
        return [decimals] * len(ends)
    return [next(d for d in range(decimals + 1) if round_number(end, d) == end) for end in ends]


def _with_unit(number: str, unit: Unit, language: Language, *, is_one: bool) -> str:
    forms = language.say_unit.get(unit.name)
    if unit.is_money:
        words = _say_money(number, unit, language, is_one=is_one)
    elif forms is not None and not unit.scale:
        words = forms[0 if is_one else 1].format(number)
    else:
        noun = language.singular(unit.name) if is_one and not unit.scale else unit.name
        scale = _say_scale(unit, language, is_one=is_one)
        words = " ".join(part for part in (number, scale, noun) if part)
    return f"{words} {_rate(unit, language)}" if unit.per else words


def _say_money(number: str, unit: Unit, language: Language, *, is_one: bool) -> str:
    plain = number.removeprefix(language.minus[0])
    return language.say_money.format(
        minus=language.minus[0] if plain != number else "",
        currency=unit.name,
        gap=" " if unit.name[-1].isalnum() else "",
        number=plain,
        scale=_say_scale(unit, language, is_one=is_one),
    ).strip()


def _say_scale(unit: Unit, language: Language, *, is_one: bool) -> str:
    return language.say_scale[unit.scale][0 if is_one else 1] if unit.scale else ""


def _rate(unit: Unit, language: Language) -> str:
    """Return the author's own words for a rate, e.g. "a month" of "wafers a month"."""
    own = unit.label[: -len(unit.per)].rstrip()
    word = own.split()[-1] if own[-1] != "/" else ""
    return f"{word or language.per[0]} {unit.per}"


def _noun(unit: Unit, language: Language) -> str:
    return f"{unit.name} {_rate(unit, language)}" if unit.per else unit.name


def _say_date(qualifier: Qualifier, words: str, language: Language) -> str:
    return language.say_date.get(qualifier, language.say[qualifier]).format(words)


def _format_rank(quantity: Quantity, language: Language) -> str:
    qualifier, ends = quantity.qualifier, _ends(quantity)
    words = [format_number(end, 0, language) for end in ends]
    if qualifier not in (Qualifier.UP_TO, Qualifier.MORE_THAN):
        words = [word + _ordinal_ending(int(end), language)
                 for word, end in zip(words, ends, strict=True)]  # fmt: skip
    return language.say_rank.get(qualifier, language.say[qualifier]).format(*words)


def _ordinal_ending(number: int, language: Language) -> str:
    is_teen = number % 100 // 10 == 1
    return language.say_ordinal.get(
        "other" if is_teen else str(number % 10), language.say_ordinal["other"]
    )


def _find_vague(quantity: Quantity, language: Language) -> str | None:
    if not quantity.open_above or quantity.unit.kind is not Kind.MEASURE:
        return None
    if quantity.number is None or quantity.upper is None:
        return None
    ones = SCALES[quantity.unit.scale]
    low, high = quantity.number * ones, quantity.upper * ones
    return next(
        (word for word, reach in language.vague.items() if low == reach[0] and high == reach[1]),
        None,
    )


def _format_day(day: date, pattern: str, language: Language) -> str:
    month = language.say_months[day.month - 1]
    return pattern.format(day=day.day, month=month, year=day.year)
