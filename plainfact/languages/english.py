"""English, as British newsrooms write it."""

from fractions import Fraction

from plainfact.languages.language import Language
from plainfact.quantities import Qualifier
from plainfact.units import SCALES, singular

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
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
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

_FREE = frozenset(
    word for table in (_NUMBERS, _ORDINALS) for word, number in table.items() if number <= 12
)
_COUNTS = [word for word, number in _NUMBERS.items() if 1 <= number <= 12]
_LOADED = frozenset(
    """
    half halves halved halving thirds fifths sixths sevenths eighths ninths tenths doubled doubling
    twice tripled tripling trebled thrice quadrupled quadrupling twofold threefold fourfold fivefold
    tenfold hundredfold thousandfold dozen dozens tens hundred hundreds thousand thousands million
    millions billion billions trillion trillions
    """.split()  # noqa: SIM905 - so many words read better without their quotes
) | {
    *(word for word, number in _NUMBERS.items() if number > 12),
    *(f"{word} {unit}" for word in _COUNTS
      for unit in ("times", "percent", "per cent", "percentage point", "percentage points")
      if word != "one" or unit != "times"),
    *(f"{word} {joint} {whole}" for joint in ("in", "out of") for place, word in enumerate(_COUNTS)
      for whole in _COUNTS[place + 1 :] if word == "one" or whole == "ten" or joint == "out of"),
    *(f"{word}{gap}{part}" for gap in " -"
      for word, part in (("one", "third"), ("one", "quarter"), ("three", "quarters"),
                         ("one", "fifth"), ("one", "tenth"))),
    *(joint.format(part) for joint in ("a {} of", "by a {}", "a {} more", "a {} less", "a {} fewer")
      for part in ("third", "quarter", "fifth", "tenth")),
    *(f"{many} {of}" for many in ("double", "triple") for of in ("the", "its", "their", "that")),
}  # fmt: skip

ENGLISH = Language(
    code="en-GB",
    group=",",
    point=".",
    qualifiers={
        "exactly": Qualifier.EXACT, "precisely": Qualifier.EXACT, "only": Qualifier.EXACT,
        "exact": Qualifier.EXACT, "just": Qualifier.EXACT,
        "about": Qualifier.ABOUT, "around": Qualifier.ABOUT, "roughly": Qualifier.ABOUT,
        "approximately": Qualifier.ABOUT, "some": Qualifier.ABOUT, "circa": Qualifier.ABOUT,
        "close to": Qualifier.ABOUT, "in the region of": Qualifier.ABOUT,
        "in the order of": Qualifier.ABOUT, "of the order of": Qualifier.ABOUT,
        "c.": Qualifier.ABOUT, "~": Qualifier.ABOUT, "≈": Qualifier.ABOUT,
        "nearly": Qualifier.NEARLY, "almost": Qualifier.NEARLY, "approaching": Qualifier.NEARLY,
        "more than": Qualifier.MORE_THAN, "over": Qualifier.MORE_THAN,
        "above": Qualifier.MORE_THAN, "greater than": Qualifier.MORE_THAN,
        "exceeding": Qualifier.MORE_THAN, "in excess of": Qualifier.MORE_THAN,
        "higher than": Qualifier.MORE_THAN, "larger than": Qualifier.MORE_THAN,
        "bigger than": Qualifier.MORE_THAN, "longer than": Qualifier.MORE_THAN,
        "beyond": Qualifier.MORE_THAN, "exceed": Qualifier.MORE_THAN,
        "exceeds": Qualifier.MORE_THAN, "exceeded": Qualifier.MORE_THAN,
        "topped": Qualifier.MORE_THAN, "topping": Qualifier.MORE_THAN,
        "surpassed": Qualifier.MORE_THAN, "surpassing": Qualifier.MORE_THAN,
        ">": Qualifier.MORE_THAN,
        "at least": Qualifier.AT_LEAST, "no less than": Qualifier.AT_LEAST,
        "no fewer than": Qualifier.AT_LEAST, "not less than": Qualifier.AT_LEAST,
        "not fewer than": Qualifier.AT_LEAST, "as low as": Qualifier.AT_LEAST,
        "as little as": Qualifier.AT_LEAST, "as few as": Qualifier.AT_LEAST,
        "no lower than": Qualifier.AT_LEAST,
        "a minimum of": Qualifier.AT_LEAST, "≥": Qualifier.AT_LEAST, ">=": Qualifier.AT_LEAST,
        "less than": Qualifier.LESS_THAN, "fewer than": Qualifier.LESS_THAN,
        "lower than": Qualifier.LESS_THAN, "smaller than": Qualifier.LESS_THAN,
        "shorter than": Qualifier.LESS_THAN,
        "under": Qualifier.LESS_THAN, "below": Qualifier.LESS_THAN, "<": Qualifier.LESS_THAN,
        "up to": Qualifier.UP_TO, "at most": Qualifier.UP_TO, "no more than": Qualifier.UP_TO,
        "not more than": Qualifier.UP_TO, "not over": Qualifier.UP_TO,
        "no higher than": Qualifier.UP_TO,
        "as much as": Qualifier.UP_TO, "as many as": Qualifier.UP_TO,
        "as high as": Qualifier.UP_TO, "a maximum of": Qualifier.UP_TO,
        "≤": Qualifier.UP_TO, "<=": Qualifier.UP_TO,
    },
    strict=frozenset({"exact", "exactly", "precisely"}),
    date_qualifiers={
        "after": Qualifier.MORE_THAN, "before": Qualifier.LESS_THAN,
        "since at least": Qualifier.UP_TO, "no later than": Qualifier.UP_TO,
        "not before": Qualifier.AT_LEAST, "no earlier than": Qualifier.AT_LEAST,
    },
    suffixes={
        "or more": Qualifier.AT_LEAST, "or above": Qualifier.AT_LEAST, "+": Qualifier.AT_LEAST,
        "or less": Qualifier.UP_TO, "or fewer": Qualifier.UP_TO, "or so": Qualifier.ABOUT,
    },
    date_suffixes={
        "or later": Qualifier.AT_LEAST, "or earlier": Qualifier.UP_TO, "or so": Qualifier.ABOUT,
    },
    intensifiers=frozenset({
        "a bit", "a little", "a touch", "barely", "comfortably", "considerably", "easily", "far",
        "fractionally", "hardly", "just", "little", "marginally", "much", "narrowly",
        "no longer", "not much", "rather", "significantly", "slightly", "somewhat",
        "substantially", "way", "well",
    }),
    fillers=frozenset({
        "so far", "thus far", "as well", "add up to", "adds up to", "added up to", "adding up to",
        "take over", "takes over", "took over", "taken over", "taking over", "hand over",
        "handed over", "turn over", "turns over", "turned over",
    }),
    shifters=frozenset({
        "a few", "all but", "anything but", "barely", "double", "far from", "few", "many", "hardly", "just short of", "just shy of",
        "negative", "never", "north of", "not", "not even", "not quite", "nowhere near",
        "scarcely", "several", "short of", "shy of", "south of", "the best part of", "the better part of",
        "thrice", "treble", "triple", "twice", "upward of", "upwards of", "very",
    }),
    date_shifters=frozenset({
        "spring", "spring of", "summer", "summer of", "autumn", "autumn of", "winter", "winter of",
        "fiscal", "fiscal year", "financial year", "eve of", "day before", "day after",
        "first days of", "last days of", "first weeks of", "last weeks of", "first months of",
        "last months of", "last quarter of",
    }),
    falls=frozenset(
        f"{word}{by}"
        for by in ("", " by")
        for word in (
            "contracted", "contracts", "contracting", "cut", "declined", "declines", "declining",
            "decreased", "decreases", "decreasing", "down", "dropped", "drops", "dropping", "fell",
            "fall", "fallen", "falls", "falling", "lost", "loses", "losing", "plunged", "sank",
            "shrank", "shrink", "shrinks", "shrinking", "shrunk", "slid", "slipped", "slumped",
            "tumbled",
        )
    ) | frozenset(
        f"{word} of"
        for word in (
            "contraction", "cut", "decline", "declines", "decrease", "deficit", "drop", "fall",
            "falls", "loss", "losses", "plunge", "reduction", "slump",
        )
    ),
    measure=frozenset({"by"}),
    unknown=frozenset({"unknown", "not known", "an unknown number", "an unknown amount",
                       "an unknown share", "an unknown date", "?"}),
    minus=("−", "-", "minus "),
    numbers=_NUMBERS,
    alone={"both": 2},
    multipliers={"hundred": 100, "dozen": 12},
    number_joint="and",
    half_of=frozenset({"half"}),
    one_in=("in", "out of"),
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
        "tens of millions": (20 * 10**6, 10**8), "hundreds of millions": (200 * 10**6, 10**9),
        "billions": (2 * 10**9, 10**12), "tens of billions": (20 * 10**9, 10**11),
        "hundreds of billions": (200 * 10**9, 10**12),
    },
    vague_joint="of",
    scales={
        "thousand": "thousand", "k": "thousand", "million": "million", "mn": "million",
        "m": "million", "billion": "billion", "bn": "billion", "b": "billion",
        "trillion": "trillion", "tn": "trillion",
    },
    loose_units=frozenset({"won", "second", "seconds", "minute", "point", "quarter", "quarters"}),
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
    per=("per", "a", "an", "each", "every"),
    singular=singular,
    range_words=("to",),
    range_frames=(("between", "and"), ("from", "to")),
    articles=frozenset({"the", "in", "ranked", "world", "world's"}),
    rank_heads=("no.", "no", "number", "#", "rank"),
    rank_tails=frozenset({"", "largest", "biggest", "place", "placed", "ranked", "rank", "highest"}),
    rank_tops=("top", "among the top", "among the", "one of the top", "one of the"),
    rank_outsides=("outside the top", "outside of the top", "out of the top", "below the top",
                   "not in the top", "not among the top"),
    months=_MONTHS,
    quarter=frozenset({"quarter"}),
    half=frozenset({"half"}),
    quarters_run={"first three quarters": 3, "first two quarters": 2},
    months_run={"first two months": 2, "first three months": 3, "first four months": 4,
                "first five months": 5, "first six months": 6, "first seven months": 7,
                "first eight months": 8, "first nine months": 9, "first ten months": 10,
                "first eleven months": 11},
    year_parts={"early": "early", "early in": "early", "start of": "early",
                "beginning of": "early", "mid": "mid", "middle of": "mid", "late": "late",
                "late in": "late", "end of": "late"},
    of=frozenset({"of", "in"}),
    free_numbers=_FREE,
    loaded_words=_LOADED,
    say={
        Qualifier.EXACT: "{}", Qualifier.ABOUT: "about {}", Qualifier.NEARLY: "nearly {}",
        Qualifier.MORE_THAN: "more than {}", Qualifier.AT_LEAST: "at least {}",
        Qualifier.LESS_THAN: "less than {}", Qualifier.UP_TO: "up to {}",
        Qualifier.RANGE: "{} to {}", Qualifier.UNKNOWN: "unknown",
    },
    say_scale={scale: (scale, scale) for scale in SCALES if scale},
    say_unit={"%": ("{}%", "{}%"), "points": ("{} point", "{} points"),
              "times": ("{} times", "{} times")},
    say_money="{minus}{currency}{gap}{number} {scale}",
    say_date={
        Qualifier.MORE_THAN: "after {}", Qualifier.LESS_THAN: "before {}",
        Qualifier.AT_LEAST: "no earlier than {}", Qualifier.UP_TO: "no later than {}",
    },
    say_rank={
        Qualifier.EXACT: "{}", Qualifier.UP_TO: "top {}", Qualifier.MORE_THAN: "outside the top {}",
        Qualifier.RANGE: "{} to {}",
    },
    say_ordinal={"1": "st", "2": "nd", "3": "rd", "other": "th"},
    say_quarters=("first quarter of {}", "second quarter of {}", "third quarter of {}",
                  "fourth quarter of {}"),
    say_months=("January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December"),
    say_halves=("first half of {}", "second half of {}"),
    say_year_parts={"early": "early {}", "mid": "mid-{}", "late": "late {}"},
    say_span="{} to {}",
)  # fmt: skip
