"""A language's words for quantities, read by `wording` and printed by `phrasing`."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from msgspec import Struct, field

from plainfact.quantities import Qualifier

Forms = tuple[str, str]
"""A word, or a pattern with a gap, for one and for any other number."""


class Language(Struct, frozen=True, kw_only=True):
    """The words of one language. Everything to be read is in lower case."""

    code: str
    """The language tag, e.g. "en-GB"; Babel's locale for numbers and dates."""
    group: str
    """What separates thousands, e.g. ","."""
    point: str
    """What separates decimals, e.g. "."."""
    prepare: Callable[[str], str] = str
    """Sets words apart before they are read, where the language is written without spaces."""

    qualifiers: Mapping[str, Qualifier]
    """Words and signs before a number, e.g. "over"."""
    strict: frozenset[str]
    """Those of the qualifiers that allow no rounding, e.g. "exactly"."""
    date_qualifiers: Mapping[str, Qualifier]
    """Words before a date that hedge it only inside a link, e.g. "before"."""
    suffixes: Mapping[str, Qualifier]
    """Words after a number, e.g. "or more"."""
    date_suffixes: Mapping[str, Qualifier]
    """Words after a date, e.g. "or later"."""
    intensifiers: frozenset[str]
    """Words that move a bound by nobody knows how much, e.g. "well" in "well over"."""
    fillers: frozenset[str]
    """Words that end like one of these but move nothing, e.g. "so far"."""
    shifters: frozenset[str]
    """Words that move any number, e.g. "barely" or "not"."""
    date_shifters: frozenset[str]
    """Words that make a date finer or another one, e.g. "summer of" or "fiscal"."""
    falls: frozenset[str]
    """Words before a number that say it is a fall, so that it is told without a minus."""
    measure: frozenset[str]
    """Words between such a word, further back, and the number, e.g. "by"."""
    unknown: frozenset[str]
    """Words that say a value is not known."""

    minus: tuple[str, ...]
    """Signs and words that make a number negative."""
    numbers: Mapping[str, int]
    """Number words that stand alone or in compounds, e.g. "twenty"; below a hundred."""
    alone: Mapping[str, int]
    """Number words that stand alone only, e.g. "both"."""
    multipliers: Mapping[str, int]
    """Words that multiply the number before them, e.g. "hundred" and "dozen"."""
    number_joint: str
    """The word between the parts of a number, e.g. "and" in "a hundred and forty"."""
    half_of: frozenset[str]
    """Words for a half before a unit and its article, e.g. "half" in "half a year"."""
    one_in: tuple[str, ...]
    """Words that make a share of two numbers, e.g. "in" in "one in ten"."""
    one: frozenset[str]
    """Articles that mean one before a scale, unit or fraction, e.g. "a"."""
    ordinals: Mapping[str, int]
    """Ordinal words, e.g. "fourth"."""
    ordinal_suffixes: tuple[str, ...]
    """What follows the digits of an ordinal, e.g. "th"."""
    fractions: Mapping[str, Fraction]
    """Fraction words, singular and plural, e.g. "thirds"."""
    multiples: Mapping[str, Fraction]
    """Words for ratios, e.g. "tripled"."""
    fold: tuple[str, ...]
    """What makes a multiple of a number, e.g. "fold"."""
    vague: Mapping[str, tuple[int, int]]
    """Words for an order of size, from the one up to but without the other, e.g. "hundreds"."""
    vague_joint: str
    """The word between such a word and its noun, e.g. "of"."""
    scales: Mapping[str, str]
    """Scale words and the scale they mean, e.g. "bn" and "billion"."""
    units: Mapping[str, str]
    """Unit words and the unit's label, e.g. "per cent" and "%"."""
    loose_units: frozenset[str]
    """Unit words that mean other things too, and are read as units inside a link alone."""
    per: tuple[str, ...]
    """Words between a measure and what it is a rate by, e.g. "a"; the first is printed."""
    singular: Callable[[str], str]
    """Returns the singular of a noun that is counted."""

    range_words: tuple[str, ...]
    """Words between the ends of a range, e.g. "to"."""
    range_frames: tuple[tuple[str, str], ...]
    """Pairs of words around a range, e.g. ("between", "and")."""
    articles: frozenset[str]
    """Words before a rank or a date that mean nothing by themselves, e.g. "the"."""
    rank_heads: tuple[str, ...]
    """Words before a rank's number, e.g. "no."."""
    rank_tails: frozenset[str]
    """Words after an ordinal that leave it a rank, e.g. "largest"."""
    rank_tops: tuple[str, ...]
    """Words before the size of a leading group, e.g. "top"."""
    rank_outsides: tuple[str, ...]
    """Words before the size of a leading group that something is not in."""

    months: Mapping[str, int]
    """Names of months, long and short."""
    quarter: frozenset[str]
    """Words for a quarter of a year."""
    half: frozenset[str]
    """Words for a half-year."""
    quarters_run: Mapping[str, int]
    """Words for a run of quarters from the year's start, e.g. "first three quarters"."""
    months_run: Mapping[str, int]
    """Words for a run of months from the year's start, e.g. "first nine months"."""
    year_parts: Mapping[str, str]
    """Words before a year, and the part of it they mean: "early", "mid" or "late"."""
    of: frozenset[str]
    """Words between a part of a year and the year."""

    free_numbers: frozenset[str]
    """Number words that prose may use unbound: those up to twelve."""
    loaded_words: frozenset[str]
    """Words and phrases in prose that claim a number as digits do, e.g. "doubled"."""

    say: Mapping[Qualifier, str]
    """How a hedged quantity is printed, with a gap for the number."""
    say_scale: Mapping[str, Forms]
    """How a scale is printed."""
    say_unit: Mapping[str, Forms]
    """How a unit other than a count is printed around its number, by name."""
    say_money: str
    """In which order money is printed: {minus}, {currency}, {gap}, {number} and {scale}."""
    say_date: Mapping[Qualifier, str]
    """How a hedged date is printed, with a gap for the date."""
    say_rank: Mapping[Qualifier, str]
    """How a rank is printed."""
    say_ordinal: Mapping[str, str]
    """What follows the digits of an ordinal, by Babel's plural category or last digits."""
    say_quarters: tuple[str, str, str, str]
    """How the quarters of a year are printed, with a gap for the year."""
    say_halves: tuple[str, str]
    """How the halves of a year are printed."""
    say_year_parts: Mapping[str, str]
    """How the parts of a year are printed, with a gap for the year."""
    say_span: str
    """How a span is printed, with gaps for both ends."""
    say_months: tuple[str, ...]
    """How the twelve months are printed."""
    say_day: str = "{day} {month} {year}"
    """How a day is printed."""
    say_month: str = "{month} {year}"
    """How a month is printed."""
    say_month_alone: str = "{month}"
    """How a month is printed whose year follows later."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Words that the reader's page needs for quantities, e.g. for a missing one."""
