"""English, as British newsrooms write it."""

from fractions import Fraction

from plainfact.languages.language import Language
from plainfact.quantities import Qualifier

_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        start=1,
    )
}
_FRACTIONS = {
    word: Fraction(1, number)
    for number, words in {
        2: "half halves",
        3: "third thirds",
        4: "quarter quarters",
        5: "fifth fifths",
        6: "sixth sixths",
        7: "seventh sevenths",
        8: "eighth eighths",
        9: "ninth ninths",
        10: "tenth tenths",
    }.items()
    for word in words.split()
}
_MULTIPLES = {
    word: Fraction(number)
    for number, words in {
        2: "doubled double doubling twice",
        3: "tripled triple tripling trebled treble thrice",
        4: "quadrupled quadruple quadrupling",
    }.items()
    for word in words.split()
} | {word: Fraction(1, 2) for word in ("halved", "halving")}
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip

ENGLISH = Language(
    code="en-GB",
    group=",",
    point=".",
    qualifiers={
        "exactly": Qualifier.EXACT, "precisely": Qualifier.EXACT, "only": Qualifier.EXACT,
        "about": Qualifier.ABOUT, "around": Qualifier.ABOUT, "roughly": Qualifier.ABOUT,
        "approximately": Qualifier.ABOUT, "some": Qualifier.ABOUT, "circa": Qualifier.ABOUT,
        "c.": Qualifier.ABOUT, "~": Qualifier.ABOUT, "≈": Qualifier.ABOUT,
        "nearly": Qualifier.NEARLY, "almost": Qualifier.NEARLY,
        "more than": Qualifier.MORE_THAN, "over": Qualifier.MORE_THAN,
        "above": Qualifier.MORE_THAN, "greater than": Qualifier.MORE_THAN,
        "exceeding": Qualifier.MORE_THAN, "in excess of": Qualifier.MORE_THAN,
        ">": Qualifier.MORE_THAN,
        "at least": Qualifier.AT_LEAST, "no less than": Qualifier.AT_LEAST,
        "no fewer than": Qualifier.AT_LEAST, "as low as": Qualifier.AT_LEAST,
        "a minimum of": Qualifier.AT_LEAST, "≥": Qualifier.AT_LEAST, ">=": Qualifier.AT_LEAST,
        "less than": Qualifier.LESS_THAN, "fewer than": Qualifier.LESS_THAN,
        "under": Qualifier.LESS_THAN, "below": Qualifier.LESS_THAN, "<": Qualifier.LESS_THAN,
        "up to": Qualifier.UP_TO, "at most": Qualifier.UP_TO, "no more than": Qualifier.UP_TO,
        "as much as": Qualifier.UP_TO, "as many as": Qualifier.UP_TO,
        "as high as": Qualifier.UP_TO, "a maximum of": Qualifier.UP_TO,
        "≤": Qualifier.UP_TO, "<=": Qualifier.UP_TO,
    },
    date_qualifiers={
        "after": Qualifier.MORE_THAN, "before": Qualifier.LESS_THAN,
        "since at least": Qualifier.UP_TO, "no later than": Qualifier.UP_TO,
        "no earlier than": Qualifier.AT_LEAST,
    },
    suffixes={
        "or more": Qualifier.AT_LEAST, "or above": Qualifier.AT_LEAST, "+": Qualifier.AT_LEAST,
        "or less": Qualifier.UP_TO, "or fewer": Qualifier.UP_TO, "or so": Qualifier.ABOUT,
        "or later": Qualifier.AT_LEAST, "or earlier": Qualifier.UP_TO,
    },
    unknown=frozenset({"unknown", "not known", "an unknown number", "an unknown amount",
                       "an unknown share", "an unknown date", "?"}),
    numbers=_NUMBERS | {"both": 2, "dozen": 12},
    one=frozenset({"a", "an", "one"}),
    ordinals=_ORDINALS,
    ordinal_suffixes=("st", "nd", "rd", "th"),
    fractions=_FRACTIONS,
    multiples=_MULTIPLES,
    fold=("fold", "-fold", "x", "times"),
    vague={
        "tens": (20, 100), "dozens": (24, 100), "hundreds": (200, 1000),
        "thousands": (2000, 10**6), "tens of thousands": (20_000, 100_000),
        "hundreds of thousands": (200_000, 10**6), "millions": (2 * 10**6, 10**9),
        "billions": (2 * 10**9, 10**12),
    },
    vague_joint="of",
    scales={
        "thousand": "thousand", "k": "thousand", "million": "million", "mn": "million",
        "m": "million", "billion": "billion", "bn": "billion", "b": "billion",
        "trillion": "trillion", "tn": "trillion",
    },
    units={
        "%": "%", "percent": "%", "per cent": "%", "pc": "%",
        "point": "points", "points": "points", "pp": "points", "percentage point": "points",
        "percentage points": "points", "times": "times",
        "nm": "nm", "nanometre": "nm", "nanometres": "nm", "nanometer": "nm", "nanometers": "nm",
        "µm": "µm", "micrometre": "µm", "micrometres": "µm", "micron": "µm", "microns": "µm",
        "mm": "mm", "millimetre": "mm", "millimetres": "mm", "cm": "cm", "centimetre": "cm",
        "centimetres": "cm", "metre": "m", "metres": "m", "km": "km", "kilometre": "km",
        "kilometres": "km",
        "year": "years", "years": "years", "month": "months", "months": "months",
        "quarter": "quarters", "quarters": "quarters", "decade": "decades", "decades": "decades",
        "week": "weeks", "weeks": "weeks", "day": "days", "days": "days", "hour": "hours",
        "hours": "hours", "minute": "minutes", "minutes": "minutes", "second": "seconds",
        "seconds": "seconds",
        "rmb": "RMB", "cny": "CNY", "yuan": "RMB", "renminbi": "RMB", "usd": "USD", "us$": "USD",
        "$": "USD", "dollar": "USD", "dollars": "USD", "us dollars": "USD", "eur": "EUR",
        "€": "EUR", "euro": "EUR", "euros": "EUR", "gbp": "GBP", "£": "GBP", "jpy": "JPY",
        "yen": "JPY", "krw": "KRW", "won": "KRW", "twd": "TWD", "nt$": "TWD", "inr": "INR",
        "rupees": "INR", "chf": "CHF", "cad": "CAD", "aud": "AUD", "hkd": "HKD", "sgd": "SGD",
    },
    per=("per", "a", "an", "each", "/"),
    range_words=("to",),
    range_frames=(("between", "and"), ("from", "to")),
    articles=frozenset({"the", "in", "rank", "ranked"}),
    rank_heads=("no.", "no", "number", "#", "rank"),
    rank_tails=frozenset({"", "largest", "biggest", "place", "placed", "ranked", "rank", "highest"}),
    rank_tops=("top", "in the top", "among the top"),
    rank_outsides=("outside the top", "out of the top", "below the top", "not in the top"),
    months=_MONTHS,
    quarter=frozenset({"quarter"}),
    half=frozenset({"half"}),
    quarters_run={"first three quarters": 3, "first two quarters": 2},
    of=frozenset({"of", "in"}),
    free_numbers=frozenset(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
    ),
    loaded_words=frozenset(
        ["half", "halves", "halved", "halving", "thirds", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths", "doubled", "doubling", "twice", "tripled", "tripling", "trebled", "thrice", "quadrupled", "quadrupling", "twofold", "threefold", "fourfold", "fivefold", "tenfold", "dozens", "tens", "hundreds", "thousands", "millions", "billions", "trillions", "hundred", "thousand", "million", "billion", "trillion", "dozen", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "a quarter", "three quarters", "a third", "one third", "a fifth", "a tenth"]
    ),
    say={
        Qualifier.EXACT: "{}", Qualifier.ABOUT: "about {}", Qualifier.NEARLY: "nearly {}",
        Qualifier.MORE_THAN: "more than {}", Qualifier.AT_LEAST: "at least {}",
        Qualifier.LESS_THAN: "less than {}", Qualifier.UP_TO: "up to {}",
        Qualifier.RANGE: "{} to {}", Qualifier.UNKNOWN: "unknown",
    },
    say_scale={"thousand": "thousand", "million": "million", "billion": "billion",
               "trillion": "trillion"},
    say_unit={"%": "{}%", "points": "{} points", "times": "{} times"},
    say_rank={
        Qualifier.EXACT: "{}", Qualifier.UP_TO: "top {}", Qualifier.MORE_THAN: "outside the top {}",
    },
    say_ordinal={"1": "st", "2": "nd", "3": "rd", "other": "th"},
    say_quarters=("first quarter of {}", "second quarter of {}", "third quarter of {}",
                  "fourth quarter of {}"),
    say_halves=("first half of {}", "second half of {}"),
    say_span="{} to {}",
)  # fmt: skip
