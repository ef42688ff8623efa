"""Quantities: what each allows, what implies what, and arithmetic that never leaves a value out."""

import math
import operator
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from quantity_strategies import UNITS, cells, dates, measures, periods

from plainfact.intervals import EVERYTHING, Interval, make_point, pick_least, pick_most
from plainfact.languages import LANGUAGES
from plainfact.periods import Period, make_day, make_span, make_year, widen_period
from plainfact.phrasing import format_quantity
from plainfact.quantities import (
    ABOUT_TOLERANCE,
    ROUNDING_LIMIT_ABOUT,
    Qualifier,
    Quantity,
    count_places,
    implies,
    make_from_interval,
    means_the_same,
    round_number,
    round_outward,
)
from plainfact.units import DATE, SHARE, multiply_units, parse_unit, singular
from plainfact.wording import read_quantity

quick = settings(max_examples=100)
ENGLISH = LANGUAGES["en"]
small = st.fractions(-20, 20, max_denominator=12)


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Interval, list[Fraction]]:
    """Draw an interval, open or closed or without an end, and numbers that lie in it."""
    low, width = draw(small), draw(st.fractions(0, 15, max_denominator=12))
    low_open, high_open = draw(st.booleans()) and width > 0, draw(st.booleans()) and width > 0
    high = low + width
    ends = draw(st.sampled_from(["both", "low", "high", "none"]))
    inside = [low + width * part for part in (Fraction(1, 2), Fraction(1, 97), Fraction(96, 97))]
    inside += ([] if low_open else [low]) + ([] if high_open else [high])
    if ends in ("high", "none"):
        low_open, inside = False, [*inside, low - 1000]
    if ends in ("low", "none"):
        high_open, inside = False, [*inside, high + 1000]
    return Interval(low if ends in ("both", "low") else -math.inf,
                    high if ends in ("both", "high") else math.inf,
                    low_open, high_open), inside  # fmt: skip


@quick
@given(intervals(), intervals())
def test_arithmetic_holds_the_result_of_every_pair_of_values(
    a: tuple[Interval, list[Fraction]], b: tuple[Interval, list[Fraction]]
) -> None:
    """Whatever two cells are, what is worked out from them is in the interval that is derived."""
    for x in a[1]:
        assert a[0].holds(x)
        assert (-a[0]).holds(-x)
        for y in b[1]:
            assert (a[0] + b[0]).holds(x + y)
            assert (a[0] - b[0]).holds(x - y)
            assert (a[0] * b[0]).holds(x * y)
            assert pick_least(a[0], b[0]).holds(min(x, y))
            assert pick_most(a[0], b[0]).holds(max(x, y))
    if Interval(b[0].low, b[0].high).holds(Fraction(0)):
        with pytest.raises(ZeroDivisionError):
            a[0] / b[0]
    else:
        assert all((a[0] / b[0]).holds(x / y) for x in a[1] for y in b[1])


@quick
@given(intervals(), intervals())
def test_arithmetic_adds_nothing_that_is_not_so(
    a: tuple[Interval, list[Fraction]], b: tuple[Interval, list[Fraction]]
) -> None:
    """Points stay points, and a sum taken apart again is no narrower than it was."""
    x, y = make_point(a[1][0]), make_point(b[1][0])
    assert (x + y).point == a[1][0] + b[1][0]
    assert (x * y).point == a[1][0] * b[1][0]
    assert ((a[0] + b[0]) - b[0]).contains(a[0])
    assert (a[0] * make_point(Fraction(1))) == a[0]


@quick
@given(intervals(), intervals(), intervals())
def test_containment_is_reflexive_and_transitive(
    a: tuple[Interval, list[Fraction]],
    b: tuple[Interval, list[Fraction]],
    c: tuple[Interval, list[Fraction]],
) -> None:
    """What allows all of a second thing allows all that the second allows."""
    assert a[0].contains(a[0])
    if a[0].contains(b[0]) and b[0].contains(c[0]):
        assert a[0].contains(c[0])


@st.composite
def near_quantities(draw: st.DrawFn) -> Quantity:
    """Draw shares that are close together, so that some imply others."""
    decimals = draw(st.integers(0, 1))
    number = Fraction(draw(st.integers(30, 45)), 10**decimals) + 30
    kinds = [kind for kind in Qualifier if kind is not Qualifier.UNKNOWN]
    qualifier = draw(st.sampled_from(kinds))
    upper = number + draw(st.integers(1, 9)) if qualifier is Qualifier.RANGE else None
    fraction = qualifier is Qualifier.EXACT and draw(st.booleans())
    return Quantity(qualifier, parse_unit("%"), number, upper, decimals=decimals,
                    tolerance=Fraction(1) if fraction else Fraction(0))  # fmt: skip


@quick
@given(near_quantities(), near_quantities(), near_quantities())
def test_saying_less_of_what_says_less_says_less(a: Quantity, b: Quantity, c: Quantity) -> None:
    """On the sets that they allow, implication is reflexive and transitive."""
    assert implies(a, a)
    if b.allowed().contains(a.allowed()) and c.allowed().contains(b.allowed()):
        assert c.allowed().contains(a.allowed())


@quick
@given(near_quantities(), near_quantities())
def test_words_reach_no_further_than_rounding_from_what_they_allow(
    known: Quantity, said: Quantity
) -> None:
    """Words that pass allow all that the cell does, or miss it by no more than rounding."""
    if not implies(known, said):
        return
    allowed, reach = said.allowed(), known.allowed()
    if allowed.contains(reach):
        return
    assert said.qualifier not in (Qualifier.MORE_THAN, Qualifier.AT_LEAST,
                                  Qualifier.LESS_THAN, Qualifier.UP_TO)  # fmt: skip
    assert said.decimals <= known.decimals
    for mine, theirs in ((known.number, said.number), (known.upper, said.upper)):
        if mine is not None and theirs is not None and known.qualifier is said.qualifier:
            assert abs(mine - theirs) <= Fraction(1, 2 * 10**said.decimals)
            assert abs(mine - theirs) <= abs(theirs) * ROUNDING_LIMIT_ABOUT


@quick
@given(near_quantities(), near_quantities())
def test_a_hedge_is_never_dropped(known: Quantity, said: Quantity) -> None:
    """What is hedged in the source is never told as plain fact."""
    if known.qualifier is not Qualifier.EXACT and said.qualifier is Qualifier.EXACT:
        assert not implies(known, said) or said.tolerance > 0


@quick
@given(dates(), dates(), dates())
def test_dates_imply_by_the_days_that_they_allow(a: Quantity, b: Quantity, c: Quantity) -> None:
    """A day is in its month, a month in its year; never the other way round."""
    assert implies(a, a)
    assert means_the_same(a, a)
    assert implies(a, b) == b.allowed().contains(a.allowed())
    if implies(a, b) and implies(b, c):
        assert implies(a, c)
    if means_the_same(a, b):
        assert implies(a, b)
        assert implies(b, a)


@quick
@given(periods)
def test_about_a_period_reaches_past_both_ends(period: Period) -> None:
    """About a day is a day either way, about a year a year."""
    wide = widen_period(period)
    assert wide.first < period.first
    assert wide.last > period.last


def test_about_a_year_is_a_year_either_way() -> None:
    """About 2019 is 2018 to 2020; about 16 May 2019 the days beside it."""
    assert widen_period(make_year(2019)).first == make_year(2018).first
    assert widen_period(make_year(2019)).last == make_year(2020).last
    day = make_day(2019, 5, 16)
    assert widen_period(day).last - day.last == timedelta(days=1)


SETS = [
    ("70", 70, 70, False, False),
    ("more than 70", 70, math.inf, True, False),
    ("at least 2", 2, math.inf, False, False),
    ("less than 3", -math.inf, 3, False, True),
    ("up to 25", -math.inf, 25, False, False),
    ("about 50", Fraction(95, 2), Fraction(105, 2), False, False),
    ("nearly 60", 57, 60, False, True),
    ("8 to 11", 8, 11, False, False),
    ("about -50", Fraction(-105, 2), Fraction(-95, 2), False, False),
    ("nearly -60", -60, -57, True, False),
    ("unknown", -math.inf, math.inf, False, False),
]


@pytest.mark.parametrize(("words", "low", "high", "low_open", "high_open"), SETS)
def test_each_qualifier_allows_the_set_that_the_contract_names(
    words: str, low: float | Fraction, high: float | Fraction, *, low_open: bool, high_open: bool
) -> None:
    """More than 70 allows (70, ∞), about 50 allows 50 ± 5 %, and so on."""
    allowed = read_quantity(words, parse_unit("%"), ENGLISH).allowed()
    assert allowed == Interval(low, high, low_open, high_open)


@quick
@given(st.sampled_from(sorted(UNITS)).flatmap(measures), st.data())
def test_units_convert_there_and_back_exactly(quantity: Quantity, data: st.DataObject) -> None:
    """No digit is lost between units of one dimension."""
    known = [unit for labels in UNITS.values() for unit in map(parse_unit, labels)]
    known += [parse_unit(label) for label in ("decades", "weeks", "hours", "mm", "RMB", "RMB m")]
    fitting = [unit for unit in known if quantity.unit.converts_to(unit)]
    other = quantity.in_unit(data.draw(st.sampled_from(fitting)))
    back = other.in_unit(quantity.unit)
    assert (back.number, back.upper) == (quantity.number, quantity.upper)
    assert other.qualifier is quantity.qualifier
    assert implies(other, other)


def test_units_of_different_things_do_not_convert() -> None:
    """Money, shares, points, lengths and counts keep apart, and rates from their counts."""
    labels = ["%", "points", "times", "rank", "date", "RMB bn", "USD", "nm", "years", "days",
              "wafers", "wafers a month", "people"]  # fmt: skip
    units = [parse_unit(label) for label in labels]
    for a in units:
        for b in units:
            assert a.converts_to(b) == (a is b)
    with pytest.raises(ValueError, match="does not convert"):
        Quantity(Qualifier.EXACT, units[0], Fraction(1)).in_unit(units[1])


@quick
@given(intervals(), st.integers(0, 3), st.sampled_from(["%", "people", "RMB bn"]))
def test_a_bound_is_never_rounded_inward_when_it_is_printed(
    case: tuple[Interval, list[Fraction]], decimals: int, label: str
) -> None:
    """However few decimals are printed, the words allow all that is so."""
    interval, unit = case[0], parse_unit(label)
    assume(interval.point is None or interval.point.denominator == 1)
    quantity = make_from_interval(interval, unit, decimals)
    said = read_quantity(format_quantity(quantity, ENGLISH), unit, ENGLISH)
    assert implies(quantity, said)
    assert quantity.allowed().contains(interval)
    assert said.in_unit(unit).allowed().contains(interval)


RANKS = [
    (1, 1, False, False, "1st"), (2, 4, False, False, "2nd to 4th"),
    (-math.inf, 10, False, False, "top 10"), (-math.inf, 11, False, True, "top 10"),
    (5, math.inf, True, False, "outside the top 5"),
    (6, math.inf, False, False, "outside the top 5"), (1, 10, False, False, "top 10"),
]  # fmt: skip


@pytest.mark.parametrize(("low", "high", "low_open", "high_open", "printed"), RANKS)
def test_ranks_are_whole(
    low: float, high: float, *, low_open: bool, high_open: bool, printed: str
) -> None:
    """From the sixth on is outside the top five, and before the eleventh in the top ten."""
    ends = [Fraction(end) if math.isfinite(end) else end for end in (low, high)]
    interval = Interval(ends[0], ends[1], low_open, high_open)
    quantity = make_from_interval(interval, parse_unit("rank"), 0)
    assert format_quantity(quantity, ENGLISH) == printed
    assert implies(quantity, read_quantity(printed, quantity.unit, ENGLISH))


@quick
@given(st.fractions(-(10**6), 10**6), st.integers(0, 6))
def test_what_is_worked_out_prints_so_that_it_may_be_said(number: Fraction, decimals: int) -> None:
    """A derived figure that is rounded when printed passes when an author copies it."""
    known = Quantity(Qualifier.EXACT, parse_unit("%"), number, decimals=decimals)
    assert implies(known, read_quantity(format_quantity(known, ENGLISH), known.unit, ENGLISH))


@quick
@given(cells())
def test_a_quantity_turned_twice_is_itself(case: tuple[Quantity, str]) -> None:
    """The mirror image of a bound is a bound on the other side."""
    quantity = case[0]
    assert quantity.negated().negated() == quantity
    if quantity.number is not None:
        turned, plain = quantity.negated().allowed(), quantity.allowed()
        assert (turned.low, turned.high) == (-plain.high, -plain.low)


@quick
@given(st.fractions(-1000, 1000), st.integers(0, 4))
def test_numbers_round_as_newsrooms_round(number: Fraction, decimals: int) -> None:
    """To the nearest, halves away from zero; bounds outwards."""
    unit = Fraction(1, 10**decimals)
    assert abs(round_number(number, decimals) - number) * 2 <= unit
    assert round_number(-number, decimals) == -round_number(number, decimals)
    assert round_outward(number, decimals, up=True) >= number
    assert round_outward(number, decimals, up=False) <= number
    assert round_number(Fraction(109, 2), 0) == 55


def test_about_is_a_twentieth_either_way() -> None:
    """The contract's number, in one place."""
    assert Fraction(1, 20) == ABOUT_TOLERANCE


def test_large_numbers_print_whole() -> None:
    """No digit is lost beyond what a float or a decimal context would keep."""
    unit = parse_unit("people")
    number = Fraction("123456789012345678901234567890123456789.5")
    printed = format_quantity(Quantity(Qualifier.EXACT, unit, number, decimals=1), ENGLISH)
    assert printed == "123,456,789,012,345,678,901,234,567,890,123,456,789.5 people"


UNREADABLE_UNITS = ["", " ", "km2", "RMB milion", "% of revenue", "percent of sales", "bn yuan",
                    "$bn", "million", "/month", "wafers/", "wafers a month a day"]  # fmt: skip


@pytest.mark.parametrize("label", UNREADABLE_UNITS)
def test_a_unit_that_looks_like_money_or_a_share_must_be_one(label: str) -> None:
    """A misspelt unit is never taken for the count of some noun."""
    with pytest.raises(ValueError, match=r"."):
        parse_unit(label)


ALIKE = [("Percent", "%"), ("percentage points", "points"), ("Years", "years"),
         ("usd bn", "USD bn"), ("bn USD", "USD bn"), ("Mrd. RMB", "RMB bn"),
         ("wafers per month", "wafers a month"),
         ("Rank", "rank"), ("nanometres", "nm"), ("CNY m", "RMB m")]  # fmt: skip


@pytest.mark.parametrize(("label", "other"), ALIKE)
def test_units_may_be_spelt_in_more_than_one_way(label: str, other: str) -> None:
    """Spellings of a unit convert into each other, one to one."""
    a, b = parse_unit(label), parse_unit(other)
    assert a.converts_to(b)
    assert a.factor == b.factor


SINGULARS = {"people": "person", "entities": "entity", "wafers": "wafer", "businesses": "business",
             "boxes": "box", "cases": "case", "dies": "die", "staff": "staff", "sizes": "size",
             "cases of wine": "case of wine", "status": "status", "gas": "gas"}  # fmt: skip


@pytest.mark.parametrize(("plural", "one"), SINGULARS.items())
def test_nouns_are_counted_in_the_right_number(plural: str, one: str) -> None:
    """One of a thing is printed in the singular."""
    assert singular(plural) == one


def test_units_multiply_and_divide_by_their_dimensions() -> None:
    """A rate times a time is a count again, and ranks have no products."""
    rate, months = parse_unit("wafers a month"), parse_unit("months")
    product = multiply_units(rate, months, 1)
    assert product.dimensions == parse_unit("wafers").dimensions
    with pytest.raises(ValueError, match="ranks"):
        multiply_units(parse_unit("rank"), months, 1)


def test_what_is_unknown_supports_nothing_and_nothing_supports_it() -> None:
    """Of the unknown only that may be said; and nothing that is known is called so."""
    unit = parse_unit("%")
    unknown, known = Quantity(Qualifier.UNKNOWN, unit), Quantity(Qualifier.EXACT, unit, Fraction(5))
    assert implies(unknown, unknown)
    assert not implies(unknown, known)
    assert not implies(known, unknown)
    assert unknown.negated() == unknown


@pytest.mark.parametrize("unit", ["%", "date", "rank"])
def test_an_interval_without_ends_is_the_unknown(unit: str) -> None:
    """What may be anything at all has no figure."""
    assert make_from_interval(EVERYTHING, parse_unit(unit), 0).qualifier is Qualifier.UNKNOWN


def test_a_quantity_has_a_number_or_a_period() -> None:
    """A quantity with neither is a fault of the program, and never passes for a set of values."""
    bare = Quantity(Qualifier.EXACT, parse_unit("%"))
    with pytest.raises(ValueError, match="a number or a period"):
        bare.allowed()
    with pytest.raises(ValueError, match="no number"):
        format_quantity(bare, ENGLISH)


def test_a_span_does_not_end_before_it_begins() -> None:
    """Two periods the wrong way round are no span."""
    with pytest.raises(ValueError, match="before it begins"):
        make_span(make_year(2020), make_year(2019))
    assert make_span(make_year(2019), make_year(2019)) == make_year(2019)


def between(low: float | str, high: float | str, ends: str = "[]") -> Interval:
    """Return an interval of numbers or, for days, of their ordinals; round brackets are open."""
    bounds = [
        Fraction(date.fromisoformat(end).toordinal()) if isinstance(end, str)
        else Fraction(end) if math.isfinite(end) else end for end in (low, high)
    ]  # fmt: skip
    return Interval(bounds[0], bounds[1], ends[0] == "(", ends[1] == ")")


MAY, JUNE = make_day(2019, 5, 16), make_day(2019, 6, 1)
INF = math.inf
RANK = parse_unit("rank")
SAID = [
    ("%", between(5, 5), Quantity(Qualifier.EXACT, SHARE, Fraction(5), decimals=1)),
    ("%", between(5, 8), Quantity(Qualifier.RANGE, SHARE, Fraction(5), Fraction(8), decimals=1)),
    ("%", between(5, 8, "[)"), Quantity(
        Qualifier.RANGE, SHARE, Fraction(5), Fraction(8), decimals=1, open_above=True)),
    ("%", between(5, INF), Quantity(Qualifier.AT_LEAST, SHARE, Fraction(5), decimals=1)),
    ("%", between(5, INF, "(]"), Quantity(Qualifier.MORE_THAN, SHARE, Fraction(5), decimals=1)),
    ("%", between(-INF, 5), Quantity(Qualifier.UP_TO, SHARE, Fraction(5), decimals=1)),
    ("%", between(-INF, 5, "[)"), Quantity(Qualifier.LESS_THAN, SHARE, Fraction(5), decimals=1)),
    ("%", EVERYTHING, Quantity(Qualifier.UNKNOWN, SHARE)),
    ("rank", between(3, 3), Quantity(Qualifier.EXACT, RANK, Fraction(3))),
    ("rank", between(3, 5), Quantity(Qualifier.RANGE, RANK, Fraction(3), Fraction(5))),
    ("rank", between(3, 5, "()"), Quantity(Qualifier.EXACT, RANK, Fraction(4))),
    ("rank", between(1, 1), Quantity(Qualifier.EXACT, RANK, Fraction(1))),
    ("rank", between(1, 2), Quantity(Qualifier.UP_TO, RANK, Fraction(2))),
    ("rank", between(2, 2), Quantity(Qualifier.EXACT, RANK, Fraction(2))),
    ("rank", between(-INF, 4, "[)"), Quantity(Qualifier.UP_TO, RANK, Fraction(3))),
    ("rank", between(2, INF), Quantity(Qualifier.MORE_THAN, RANK, Fraction(1))),
    ("rank", between(2, INF, "(]"), Quantity(Qualifier.MORE_THAN, RANK, Fraction(2))),
    ("rank", between(1, INF), Quantity(Qualifier.UNKNOWN, RANK)),
    ("date", between("2019-05-16", "2019-06-01"), Quantity(
        Qualifier.EXACT, DATE, period=make_span(MAY, JUNE))),
    ("date", between("2019-05-16", INF), Quantity(Qualifier.AT_LEAST, DATE, period=MAY)),
    ("date", between("2019-05-16", INF, "(]"), Quantity(Qualifier.MORE_THAN, DATE, period=MAY)),
    ("date", between(-INF, "2019-06-01"), Quantity(Qualifier.UP_TO, DATE, period=JUNE)),
    ("date", between(-INF, "2019-06-01", "[)"), Quantity(
        Qualifier.LESS_THAN, DATE, period=JUNE)),
    ("date", EVERYTHING, Quantity(Qualifier.UNKNOWN, DATE)),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "interval", "said"), SAID)
def test_a_set_of_values_is_said_as_the_quantity_that_allows_it(
    unit: str, interval: Interval, said: Quantity
) -> None:
    """Ends that are in the set and ends that are not have words of their own."""
    assert make_from_interval(interval, parse_unit(unit), 1) == said


INVERTED = [
    (between(2, INF), between(0, 0.5, "(]")), (between(2, INF, "(]"), between(0, 0.5, "()")),
    (between(2, 4), between(0.25, 0.5)), (between(2, 4, "()"), between(0.25, 0.5, "()")),
    (between(-INF, -2), between(-0.5, 0, "[)")), (between(-4, -2), between(-0.5, -0.25)),
]  # fmt: skip


@pytest.mark.parametrize(("divisor", "quotient"), INVERTED)
def test_what_is_divided_by_the_boundless_comes_near_to_nothing(
    divisor: Interval, quotient: Interval
) -> None:
    """One by at least two is up to a half, and more than nothing."""
    assert make_point(Fraction(1)) / divisor == quotient


COMBINED = [
    ("+", between(1, 2, "[)"), between(1, 2), between(2, 4, "[)")),
    ("+", between(1, 2, "(]"), between(1, INF), between(2, INF, "(]")),
    ("+", between(-INF, 2), between(1, INF), EVERYTHING),
    ("-", between(1, 2, "[)"), between(1, 2), between(-1, 1, "[)")),
    ("*", between(1, 2, "()"), between(3, 4), between(3, 8, "()")),
    ("*", between(1, 2), between(3, 4, "(]"), between(3, 8, "(]")),
    ("*", between(-1, 2, "()"), between(3, 4), between(-4, 8, "()")),
    ("*", between(0, 1, "(]"), between(2, INF), between(0, INF, "(]")),
    ("*", between(0, 1), between(2, INF), between(0, INF)),
    ("*", between(0, 0), between(2, INF), between(0, 0)),
    ("*", between(0, 0), EVERYTHING, between(0, 0)),
    ("*", between(0, 1, "(]"), between(0, 1, "[)"), between(0, 1, "[)")),
    ("*", between(0, 1, "()"), between(-INF, -2), between(-INF, 0, "[)")),
    ("*", between(-1, 1), between(2, INF), EVERYTHING),
    ("*", between(-INF, -1), between(-INF, -2, "[)"), between(2, INF, "(]")),
    ("least", between(1, 3, "[)"), between(1, 3, "(]"), between(1, 3, "[)")),
    ("least", between(2, INF), between(1, 4, "()"), between(1, 4, "()")),
    ("most", between(1, 3, "[)"), between(1, 3, "(]"), between(1, 3, "(]")),
    ("most", between(2, INF), between(1, 4, "()"), between(2, INF)),
]  # fmt: skip
COMBINE = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "least": pick_least, "most": pick_most,
}  # fmt: skip


@pytest.mark.parametrize(("sign", "a", "b", "result"), COMBINED)
def test_ends_are_kept_and_left_out_as_they_should(
    sign: str, a: Interval, b: Interval, result: Interval
) -> None:
    """No value is added at an end that no pair of values reaches, and none is lost."""
    assert COMBINE[sign](a, b) == result
    if sign in "+*":
        assert COMBINE[sign](b, a) == result


CONVERTED = [
    ("18", 0, "months", "years", 1), ("3", 0, "months", "years", 2),
    ("20", 0, "months", "years", 2), ("24", 0, "months", "years", 0),
    ("1.5", 1, "years", "months", 0),
    ("0.000012", 6, "months", "years", 6), ("0.0000012", 7, "months", "years", 9),
    ("1.5", 1, "RMB bn", "RMB m", 0), ("1.25", 2, "cm", "mm", 1),
    ("15", 0, "mm", "cm", 1), ("1.2345", 4, "m", "mm", 1), ("15", 0, "RMB m", "RMB bn", 3),
    ("1500", 0, "RMB m", "RMB bn", 3),
]  # fmt: skip


@pytest.mark.parametrize(("number", "decimals", "unit", "other", "wanted"), CONVERTED)
def test_decimals_move_along_with_the_unit(
    number: str, decimals: int, unit: str, other: str, wanted: int
) -> None:
    """Where a number ends in the other unit, its decimals are all told; else as many as before."""
    known = Quantity(Qualifier.EXACT, parse_unit(unit), Fraction(number), decimals=decimals)
    assert known.in_unit(parse_unit(other)).decimals == wanted
    upper = Quantity(Qualifier.RANGE, known.unit, Fraction(0), known.number, decimals=decimals)
    assert upper.in_unit(parse_unit(other)).decimals == wanted


PLACES = [("1000", -3), ("12", -1), ("10", -1), ("9", 0), ("1", 0), ("1/2", 1), ("1/10", 1),
          ("1/12", 2), ("1/1000", 3)]  # fmt: skip


@pytest.mark.parametrize(("factor", "places"), PLACES)
def test_the_last_digit_moves_by_the_size_of_the_factor(factor: str, places: int) -> None:
    """A thousand times as much has three decimals fewer, a tenth one more."""
    assert count_places(Fraction(factor)) == places
