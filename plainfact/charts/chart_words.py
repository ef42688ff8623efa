"""The words that charts print of their own accord, in one place."""

from plainfact.quantities import Qualifier

STATUS_WORDS = {
    "official": "official figure",
    "estimate": "estimate",
    "forecast": "forecast",
    "plan": "plan",
}
"""How a status is told beside a value; what is merely reported needs no word."""

VALUE_WORDS = {
    Qualifier.ABOUT: "about this value",
    Qualifier.NEARLY: "nearly this value",
    Qualifier.MORE_THAN: "more than this",
    Qualifier.AT_LEAST: "at least this",
    Qualifier.LESS_THAN: "less than this",
    Qualifier.UP_TO: "up to this",
    Qualifier.RANGE: "anywhere between its ends",
    Qualifier.UNKNOWN: "not known",
}
"""What each qualifier says of a value."""
DATE_WORDS = {
    Qualifier.ABOUT: "about then",
    Qualifier.NEARLY: "about then",
    Qualifier.MORE_THAN: "after that",
    Qualifier.AT_LEAST: "then or later",
    Qualifier.LESS_THAN: "before that",
    Qualifier.UP_TO: "then or earlier",
    Qualifier.UNKNOWN: "date not known",
}
"""What each qualifier says of a date."""
SIGN_WORDS = {
    "soft end": "Soft end, of no set length",
    "arrow": "Arrow",
    "stop": "Pale, with a stop",
    "paler end": "Paler end",
    "halo": "Halo",
    "tail": "Fading tail",
    "chevrons": "Chevrons",
    "chevrons back": "Chevrons back",
    "bar": "Bar",
    "gap": "Gap",
    "outline": "Outline",
    "hollow point": "Hollow point",
    "hollow arrow": "Hollow arrow",
    "paler": "Paler",
    "dashed": "Dashed outline",
}
"""What each sign is called in the key."""
EITHER = "{first} or {second}"
ENTRY = "{sign}: {meaning}"

UNKNOWN = "unknown"
REST = "Rest, not known"
QUARTER = "Q{number} {year}"
HALF = "H{number} {year}"
SPAN = "{first}–{last}"
