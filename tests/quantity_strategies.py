"""What hypothesis draws quantities from: every kind of cell that an author may write."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from plainfact.languages import LANGUAGES
from plainfact.periods import (
    YEAR_PARTS,
    Period,
    make_half,
    make_month,
    make_quarter,
    make_span,
    make_year,
    make_year_part,
)
from plainfact.quantities import Qualifier, Quantity, round_number
from plainfact.units import DATE, Kind, parse_unit

UNITS = {
    "en": ["%", "points", "times", "RMB bn", "USD", "US$ m", "EUR k", "£ bn", "nm", "km", "years",
           "months", "quarters", "days", "minutes", "people", "entities", "million phones",
           "billion gigabits", "wafers a month", "wafers/month", "RMB bn a year", "price points",
           "equivalent chips", "cases of wine"],
    "de": ["%", "points", "times", "Mrd. RMB", "USD", "EUR k", "nm", "years", "months", "days",
           "Menschen", "Mio. Handys", "Wafer pro Monat", "RMB bn pro Jahr", "Werke"],
    "zh": ["%", "points", "times", "RMB 亿", "USD", "EUR 万", "nm", "years", "months", "days", "人",
           "万 片", "亿 台"],
}  # fmt: skip
"""Units by language, as authors write them in a column."""

languages = st.sampled_from(sorted(LANGUAGES))
single = st.sampled_from(
    [q for q in Qualifier if q not in (Qualifier.RANGE, Qualifier.UNKNOWN)]
)  # fmt: skip
years = st.integers(1900, 2100)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
periods = st.one_of(
    days.map(lambda day: Period(day, day)),
    st.builds(make_month, years, st.integers(1, 12)),
    st.builds(make_quarter, years, st.integers(1, 4)),
    st.builds(make_half, years, st.integers(1, 2)),
    st.builds(make_year, years),
    st.builds(
        lambda year, month, more: make_span(
            make_month(year, month), make_month(year + more // 12, more % 12 + 1)
        ),
        years, st.integers(1, 12), st.integers(12, 60),
    ),
    st.builds(lambda year, more: make_span(make_year(year), make_year(year + more)), years,
              st.integers(1, 9)),
    st.builds(lambda day, more: Period(day, day + timedelta(days=more)), days,
              st.integers(0, 800)),
)  # fmt: skip
"""Days, months, quarters, half-years, years and spans of each."""


def numbers(
    decimals: int, *, low: int = -(10**9), high: int = 10**12
) -> st.SearchStrategy[Fraction]:
    """Draw numbers that are told to so many decimals."""
    return st.integers(low, high).map(lambda number: Fraction(number, 10**decimals))


@st.composite
def measures(draw: st.DrawFn, tag: str) -> Quantity:
    """Draw a quantity in one of a language's units, hedged in any way or a range."""
    unit = parse_unit(draw(st.sampled_from(UNITS[tag])))
    decimals = draw(st.integers(0, 4))
    number = draw(numbers(decimals))
    if draw(st.booleans()):
        upper = number + Fraction(draw(st.integers(1, 10**6)), 10**decimals)
        ends = (number, upper)
        if any(end.denominator > 1 for end in ends):
            # Each end is told as finely as it is, and the range as finely as the finer one.
            decimals = next(d for d in range(5) if all(round_number(e, d) == e for e in ends))
        return Quantity(Qualifier.RANGE, unit, number, upper, decimals=decimals)
    qualifier = draw(single)
    if qualifier is Qualifier.NEARLY and number == 0:
        number = Fraction(1)
    return Quantity(qualifier, unit, number, decimals=decimals)


@st.composite
def dates(draw: st.DrawFn) -> Quantity:
    """Draw a date of any precision, hedged or not."""
    if draw(st.integers(0, 4)) == 0:
        part = draw(st.sampled_from(sorted(YEAR_PARTS)))
        period = make_year_part(draw(years), part)
        return Quantity(Qualifier.EXACT, DATE, period=period, part=part)
    qualifier = draw(single.filter(lambda found: found is not Qualifier.NEARLY))
    return Quantity(qualifier, DATE, period=draw(periods))


@st.composite
def ranks(draw: st.DrawFn) -> Quantity:
    """Draw a rank, a leading group, its outside, or a range of ranks."""
    unit, number = parse_unit("rank"), Fraction(draw(st.integers(1, 2000)))
    kinds = [Qualifier.EXACT, Qualifier.UP_TO, Qualifier.MORE_THAN, Qualifier.RANGE]
    qualifier = draw(st.sampled_from(kinds))
    upper = number + draw(st.integers(1, 50)) if qualifier is Qualifier.RANGE else None
    return Quantity(qualifier, unit, number, upper)


@st.composite
def vague(draw: st.DrawFn, tag: str) -> Quantity:
    """Draw a quantity of a size that is told by a word, such as hundreds."""
    counted = [unit for unit in map(parse_unit, UNITS[tag]) if unit.kind is Kind.MEASURE]
    unit = draw(st.sampled_from(counted))
    low, high = draw(st.sampled_from(sorted(LANGUAGES[tag].vague.values())))
    ones = Quantity(Qualifier.RANGE, unit.rescaled(""), Fraction(low), Fraction(high),
                    open_above=True)  # fmt: skip
    return ones.in_unit(unit)


@st.composite
def cells(draw: st.DrawFn) -> tuple[Quantity, str]:
    """Draw a quantity as a cell may hold it, and the tag of the language it is written in."""
    tag = draw(languages)
    unknown = st.builds(Quantity, st.just(Qualifier.UNKNOWN), st.just(parse_unit("%")))
    kinds = st.one_of(measures(tag), measures(tag), dates(), ranks(), vague(tag), unknown)
    return draw(kinds), tag
