"""German, as newsrooms in Germany write it."""

from fractions import Fraction

from plainfact.languages.language import Language
from plainfact.quantities import Qualifier

_ONES = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
_TEENS = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
          "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
          "neunzehn"]  # fmt: skip
_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_NUMBERS = (
    {word: number for number, word in enumerate(_TEENS)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    | {
        f"{one}und{ten}": 10 * tens + ones
        for ones, one in enumerate(_ONES, start=1)
        for tens, ten in enumerate(_TENS, start=2)
    }
)
_HUNDREDS = {"hundert": 100} | {
    f"{one}hundert": 100 * ones for ones, one in enumerate(_ONES, start=1)
}
_ORDINAL_STEMS = ["erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt",
                  "zehnt", "elft", "zwölft"]  # fmt: skip
_LARGEST = ("größte", "größter", "größtes", "größten", "größtem")
_ORDINALS = {
    f"{stem}{ending}": number
    for number, stem in enumerate(_ORDINAL_STEMS, start=1)
    for ending in ("e", "er", "es", "en", "em", *_LARGEST)
}
_FRACTIONS = {
    word: Fraction(1, number)
    for number, words in {
        2: "hälfte", 3: "drittel", 4: "viertel", 5: "fünftel", 6: "sechstel", 7: "siebtel",
        8: "achtel", 9: "neuntel", 10: "zehntel",
    }.items()
    for word in words.split()
}  # fmt: skip
_MULTIPLES = {
    word: Fraction(number)
    for number, words in {
        2: "verdoppelt verdoppelte doppelt zweifach zweimal",
        3: "verdreifacht verdreifachte dreifach dreimal",
        4: "vervierfacht vervierfachte vierfach viermal",
    }.items()
    for word in words.split()
} | {word: Fraction(1, 2) for word in ("halbiert", "halbierte")}  # fmt: skip
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "januar jänner jan", "februar feber feb", "märz mär mrz", "april apr", "mai", "juni jun",
            "juli jul", "august aug", "september sept sep", "oktober okt", "november nov",
            "dezember dez",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_SCALES = {
    "thousand": ("Tausend", "Tausend"), "ten thousand": ("Zehntausend", "Zehntausend"),
    "hundred million": ("Hundert Millionen", "Hundert Millionen"),
    "million": ("Million", "Millionen"),
    "billion": ("Milliarde", "Milliarden"), "trillion": ("Billion", "Billionen"),
}  # fmt: skip
_FALLS = ("gefallen", "gesunken", "geschrumpft", "zurückgegangen", "eingebrochen", "fiel", "sank",
          "schrumpfte", "verlor", "fällt", "sinkt", "schrumpft", "verliert")  # fmt: skip


def _singular(noun: str) -> str:
    """Return the noun itself: German plurals are too many for a rule, and most counts are plural."""
    return noun


GERMAN = Language(
    code="de-DE",
    group=".",
    point=",",
    qualifiers={
        "genau": Qualifier.EXACT, "exakt": Qualifier.EXACT, "nur": Qualifier.EXACT,
        "lediglich": Qualifier.EXACT, "bloß": Qualifier.EXACT,
        "rund": Qualifier.ABOUT, "etwa": Qualifier.ABOUT, "ungefähr": Qualifier.ABOUT,
        "circa": Qualifier.ABOUT, "zirka": Qualifier.ABOUT, "ca.": Qualifier.ABOUT,
        "an die": Qualifier.ABOUT, "um die": Qualifier.ABOUT, "~": Qualifier.ABOUT,
        "≈": Qualifier.ABOUT,
        "fast": Qualifier.NEARLY, "nahezu": Qualifier.NEARLY, "beinahe": Qualifier.NEARLY,
        "annähernd": Qualifier.NEARLY,
        "mehr als": Qualifier.MORE_THAN, "über": Qualifier.MORE_THAN,
        "größer als": Qualifier.MORE_THAN, "höher als": Qualifier.MORE_THAN,
        "länger als": Qualifier.MORE_THAN, ">": Qualifier.MORE_THAN,
        "mindestens": Qualifier.AT_LEAST, "wenigstens": Qualifier.AT_LEAST,
        "nicht weniger als": Qualifier.AT_LEAST, "≥": Qualifier.AT_LEAST, ">=": Qualifier.AT_LEAST,
        "weniger als": Qualifier.LESS_THAN, "unter": Qualifier.LESS_THAN,
        "kleiner als": Qualifier.LESS_THAN, "niedriger als": Qualifier.LESS_THAN,
        "<": Qualifier.LESS_THAN,
        "bis zu": Qualifier.UP_TO, "höchstens": Qualifier.UP_TO, "maximal": Qualifier.UP_TO,
        "nicht mehr als": Qualifier.UP_TO, "≤": Qualifier.UP_TO, "<=": Qualifier.UP_TO,
    },
    strict=frozenset({"genau", "exakt"}),
    date_qualifiers={
        "nach": Qualifier.MORE_THAN, "vor": Qualifier.LESS_THAN,
        "spätestens": Qualifier.UP_TO, "frühestens": Qualifier.AT_LEAST,
    },
    suffixes={
        "oder mehr": Qualifier.AT_LEAST, "+": Qualifier.AT_LEAST, "oder weniger": Qualifier.UP_TO,
    },
    date_suffixes={"oder später": Qualifier.AT_LEAST, "oder früher": Qualifier.UP_TO},
    # "Gut 70" is just over 70 and "knapp 70" just under it: nearer than "mehr als" and "fast" say,
    # so they are no qualifiers, and can be read as nothing.
    intensifiers=frozenset({
        "deutlich", "erheblich", "etwas", "gut", "kaum", "klar", "knapp", "leicht", "nicht viel",
        "viel", "weit", "wesentlich", "wenig",
    }),
    fillers=frozenset({"summieren sich auf bis zu"}),
    shifters=frozenset({
        "doppelt", "gut", "kaum", "keine", "keinen", "knapp", "längst nicht", "nicht", "nicht ganz",
        "nie", "noch nicht", "sehr",
    }),
    date_shifters=frozenset({
        "frühjahr", "frühling", "sommer", "herbst", "winter", "geschäftsjahr", "fiskaljahr",
        "vorabend des",
    }),
    falls=frozenset(f"{word}{by}" for word in _FALLS for by in ("", " um")) | frozenset({
        "ein minus von", "einen rückgang von", "ein rückgang von", "rückgang um", "rückgang von",
        "einem verlust von", "einen verlust von", "ein verlust von", "verlust von", "einbußen von",
    }),
    measure=frozenset({"um"}),
    unknown=frozenset({"unbekannt", "nicht bekannt", "?"}),
    minus=("−", "-", "minus "),
    numbers=_NUMBERS,
    alone={"beide": 2, "beiden": 2, "beider": 2} | _HUNDREDS,
    multipliers={"hundert": 100, "dutzend": 12},
    number_joint="und",
    half_of=frozenset({"halb", "halbe", "halbes", "halber", "halben"}),
    one_in=("von",),
    one=frozenset({"ein", "eine", "einer", "einen", "einem", "eines"}),
    ordinals=_ORDINALS,
    ordinal_suffixes=(".",),
    fractions=_FRACTIONS,
    multiples=_MULTIPLES,
    fold=("-fach", "fach", "-fache", "fache", "-mal", "mal"),
    vague={
        "dutzende": (24, 100), "hunderte": (200, 1000), "tausende": (2000, 10**6),
        "zehntausende": (20_000, 100_000), "hunderttausende": (200_000, 10**6),
        "millionen": (2 * 10**6, 10**9), "milliarden": (2 * 10**9, 10**12),
    },
    vague_joint="von",
    scales={
        "tausend": "thousand", "tsd.": "thousand", "tsd": "thousand", "million": "million",
        "millionen": "million", "mio.": "million", "mio": "million", "milliarde": "billion",
        "milliarden": "billion", "mrd.": "billion", "mrd": "billion", "billion": "trillion",
        "billionen": "trillion", "bio.": "trillion", "bio": "trillion",
    },
    loose_units=frozenset({"won", "punkt"}),
    units={
        "%": "%", "prozent": "%", "prozentpunkt": "points", "prozentpunkte": "points",
        "prozentpunkten": "points", "punkt": "points", "punkte": "points", "punkten": "points",
        "mal": "times", "nm": "nm", "nanometer": "nm", "nanometern": "nm", "µm": "µm",
        "mikrometer": "µm", "mm": "mm", "millimeter": "mm", "cm": "cm", "zentimeter": "cm",
        "meter": "m", "km": "km", "kilometer": "km",
        "jahr": "years", "jahre": "years", "jahren": "years", "monat": "months",
        "monate": "months", "monaten": "months", "quartal": "quarters", "quartale": "quarters",
        "quartalen": "quarters", "jahrzehnt": "decades", "jahrzehnte": "decades",
        "jahrzehnten": "decades", "woche": "weeks", "wochen": "weeks", "tag": "days",
        "tage": "days", "tagen": "days", "stunde": "hours", "stunden": "hours",
        "minute": "minutes", "minuten": "minutes", "sekunde": "seconds", "sekunden": "seconds",
        "rmb": "RMB", "cny": "CNY", "yuan": "RMB", "renminbi": "RMB", "usd": "USD", "us$": "USD",
        "$": "USD", "dollar": "USD", "us-dollar": "USD", "eur": "EUR", "€": "EUR", "euro": "EUR",
        "gbp": "GBP", "£": "GBP", "pfund": "GBP", "jpy": "JPY", "yen": "JPY", "krw": "KRW",
        "won": "KRW", "twd": "TWD", "nt$": "TWD", "inr": "INR", "chf": "CHF", "franken": "CHF",
        "cad": "CAD", "aud": "AUD", "hkd": "HKD", "sgd": "SGD",
    },
    per=("pro", "je", "im", "am"),
    singular=_singular,
    range_words=("bis",),
    range_frames=(("zwischen", "und"), ("von", "bis")),
    articles=frozenset({"der", "die", "das", "den", "dem", "des", "im", "in", "am"}),
    rank_heads=("platz", "rang", "nr.", "nr", "nummer", "#"),
    rank_tails=frozenset({"", "platz", "rang", "stelle", *_LARGEST}),
    rank_tops=("top", "unter den top", "unter den ersten"),
    rank_outsides=("außerhalb der top", "nicht unter den top", "nicht in den top",
                   "nicht mehr unter den top"),
    months=_MONTHS,
    quarter=frozenset({"quartal", "quartals"}),
    half=frozenset({"halbjahr", "halbjahres", "halbjahrs", "hälfte"}),
    quarters_run={"ersten drei quartale": 3, "ersten drei quartalen": 3, "ersten zwei quartale": 2},
    months_run={"ersten drei monate": 3, "ersten drei monaten": 3, "ersten sechs monate": 6,
                "ersten sechs monaten": 6, "ersten neun monate": 9, "ersten neun monaten": 9},
    year_parts={"anfang": "early", "mitte": "mid", "ende": "late"},
    of=frozenset({"des", "von", "jahres", "im", "jahr"}),
    free_numbers=frozenset({*_TEENS[:13], "eine", "einen", "einer"}),
    loaded_words=frozenset({
        *_TEENS[13:], *_TENS, *_FRACTIONS, *_MULTIPLES, *_HUNDREDS, "hunderte", "tausend",
        *(f"{word}{part}" for word in _TEENS[2:13] for part in ("mal", "fach", "fache")),
        "tausende", "zehntausende", "million", "millionen", "milliarde", "milliarden", "billion",
        "billionen", "dutzend", "dutzende",
    }),
    say={
        Qualifier.EXACT: "{}", Qualifier.ABOUT: "rund {}", Qualifier.NEARLY: "fast {}",
        Qualifier.MORE_THAN: "mehr als {}", Qualifier.AT_LEAST: "mindestens {}",
        Qualifier.LESS_THAN: "weniger als {}", Qualifier.UP_TO: "bis zu {}",
        Qualifier.RANGE: "{} bis {}", Qualifier.UNKNOWN: "unbekannt",
    },
    say_scale=_SCALES,
    say_unit={
        "%": ("{}\u00a0%", "{}\u00a0%"), "points": ("{} Prozentpunkt", "{} Prozentpunkte"),
        "times": ("{}-mal", "{}-mal"), "years": ("{} Jahr", "{} Jahre"),
        "months": ("{} Monat", "{} Monate"), "quarters": ("{} Quartal", "{} Quartale"),
        "decades": ("{} Jahrzehnt", "{} Jahrzehnte"), "weeks": ("{} Woche", "{} Wochen"),
        "days": ("{} Tag", "{} Tage"), "hours": ("{} Stunde", "{} Stunden"),
        "minutes": ("{} Minute", "{} Minuten"), "seconds": ("{} Sekunde", "{} Sekunden"),
    },
    say_money="{minus}{number} {scale} {currency}",
    say_date={
        Qualifier.MORE_THAN: "nach {}", Qualifier.LESS_THAN: "vor {}",
        Qualifier.AT_LEAST: "frühestens {}", Qualifier.UP_TO: "spätestens {}",
    },
    say_rank={
        Qualifier.EXACT: "Platz {}", Qualifier.UP_TO: "Top {}",
        Qualifier.MORE_THAN: "außerhalb der Top {}", Qualifier.RANGE: "Platz {} bis {}",
    },
    say_ordinal={"other": ""},
    say_quarters=("erstes Quartal {}", "zweites Quartal {}", "drittes Quartal {}",
                  "viertes Quartal {}"),
    say_months=("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
                "September", "Oktober", "November", "Dezember"),
    say_halves=("erstes Halbjahr {}", "zweites Halbjahr {}"),
    say_year_parts={"early": "Anfang {}", "mid": "Mitte {}", "late": "Ende {}"},
    say_span="{} bis {}",
    say_day="{day}. {month} {year}",
)  # fmt: skip
