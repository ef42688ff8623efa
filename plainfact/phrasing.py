"""From quantities to words: prints what `wording` reads, in the site's language."""

from decimal import Decimal
from fractions import Fraction
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from plainfact.languages import Language
from plainfact.periods import Period, Precision
from plainfact.quantities import Qualifier, Quantity, round_number, round_outward
from plainfact.units import Kind, Unit, singular

_BOUNDED_BELOW = {Qualifier.MORE_THAN, Qualifier.AT_LEAST}
_BOUNDED_ABOVE = {Qualifier.LESS_THAN, Qualifier.UP_TO}


def format_quantity(quantity: Quantity, language: Language, *, bare: bool = False) -> str:
    """Return a quantity in words, e.g. "more than 70%"; bare leaves out units that are nouns.

    Bounds are rounded outwards, so that the words never claim more than the quantity.
    """
    if quantity.qualifier is Qualifier.UNKNOWN:
        return language.say[Qualifier.UNKNOWN]
    if quantity.period is not None:
        words = format_period(quantity.period, language)
        return _say_date(quantity.qualifier, words, language)
    if quantity.unit.kind is Kind.RANK:
        return _format_rank(quantity, language)
    vague = _find_vague(quantity, language)
    if vague is not None:
        noun = "" if bare else f" {language.vague_joint} {quantity.unit.label}"
        return vague + (noun if quantity.unit.kind is Kind.MEASURE else "")
    numbers = [format_number(number, quantity.decimals, language) for number in _ends(quantity)]
    words = language.say[quantity.qualifier].format(*numbers)
    unit = quantity.unit
    if bare and unit.kind is Kind.MEASURE:
        return words
    # The unit stands round the number, inside the qualifier: "about RMB 2 billion".
    if quantity.qualifier is Qualifier.RANGE:
        return _with_unit(words, unit, language, is_one=False)
    is_one = abs(_ends(quantity)[0]) == 1
    with_unit = _with_unit(numbers[0], unit, language, is_one=is_one)
    return language.say[quantity.qualifier].format(with_unit)


def format_number(number: Fraction, decimals: int, language: Language) -> str:
    """Return a number with the language's separators, to so many decimals."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    scaled = round(number * 10**decimals)
    exact = Decimal(scaled).scaleb(-decimals)
    return str(format_decimal(exact, format=pattern, locale=_locale(language.code)))


def format_period(period: Period, language: Language) -> str:
    """Return a period in words, e.g. "first half of 2024"."""
    locale = _locale(language.code)
    match period.precision:
        case Precision.DAY:
            return format_date(period.first, language.say_day, locale=locale)
        case Precision.MONTH:
            return format_date(period.first, language.say_month, locale=locale)
        case Precision.QUARTER:
            return language.say_quarters[period.number - 1].format(period.first.year)
        case Precision.HALF:
            return language.say_halves[period.number - 1].format(period.first.year)
        case Precision.YEAR:
            return str(period.first.year)
        case _:
            first, last = period.ends
            return language.say_span.format(
                format_period(first, language), format_period(last, language)
            )


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


def _with_unit(number: str, unit: Unit, language: Language, *, is_one: bool) -> str:
    pattern = language.say_unit.get(unit.label)
    if pattern is not None:
        return pattern.format(number)
    scale = language.say_scale.get(unit.scale, "")
    if unit.is_money:
        gap = " " if unit.name[-1].isalnum() else ""
        parts = [f"{unit.name}{gap}{number}", scale]
    else:
        parts = [number, scale, singular(unit.name) if is_one and not scale else unit.name]
    if unit.per:
        parts.append(f"{language.per[0]} {unit.per}" if unit.is_money else _rate(unit))
    return " ".join(part for part in parts if part)


def _rate(unit: Unit) -> str:
    """Return the author's own words for the rate, e.g. "a month" of "wafers a month"."""
    return unit.label[unit.label.rindex(unit.name) + len(unit.name) :].strip()


def _say_date(qualifier: Qualifier, words: str, language: Language) -> str:
    for phrase, meant in language.date_qualifiers.items():
        if meant is qualifier:
            return f"{phrase} {words}"
    return language.say[qualifier].format(words)


def _format_rank(quantity: Quantity, language: Language) -> str:
    number = _ends(quantity)[0]
    plain = format_number(number, 0, language)
    pattern = language.say_rank.get(quantity.qualifier)
    if quantity.qualifier is Qualifier.EXACT or pattern is None:
        plain += _ordinal_ending(int(number), language)
    return (pattern or language.say[quantity.qualifier]).format(plain, plain)


def _ordinal_ending(number: int, language: Language) -> str:
    is_teen = number % 100 // 10 == 1
    return language.say_ordinal.get(
        "other" if is_teen else str(number % 10), language.say_ordinal["other"]
    )


def _find_vague(quantity: Quantity, language: Language) -> str | None:
    if not quantity.open_above:
        return None
    for word, (low, high) in language.vague.items():
        if quantity.number == low and quantity.upper == high:
            return word
    return None


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code, sep="-")
