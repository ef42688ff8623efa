"""What to tell an author whose cell can't be read: why, and how it is written."""

import re

from plainfact.day_guesses import advise_on_day
from plainfact.languages import Language
from plainfact.units import DATE, Kind, Unit
from plainfact.wording_errors import UnreadableError
from plainfact.yaml_faults import quote

_CURLY = re.compile("[“”„‘’]")
_NOTHING = {"-", "–", "—", "n/a", "na", "n.a.", "none", "..", "...", "…", "#n/a"}
"""What people write where there is no figure."""
_ABOUT = re.compile(r"(?:ca|circa|approx|approximately|c|est)\.?\s+(\d\S*)", re.IGNORECASE)


def explain_cell(words: str, error: UnreadableError) -> str:
    """Return why a cell can't be read, in words that an author knows."""
    if _CURLY.search(words):
        return "curly quotes do not quote"
    sign = re.search(r"\d([_:])\d", words)
    return f'a number has no "{sign[1]}" in it' if sign else str(error)


def advise_on_cell(words: str, unit: Unit, language: Language) -> str:
    """Return how to write a cell that can't be read."""
    if words.lower() in _NOTHING:
        return "Take it out: a cell without a figure is left empty. Or write unknown."
    if "_" in words:
        return f'Write {words.replace("_", "")}, or "{words.replace("_", ",")}" in quotes.'
    if unit.kind is Kind.RANK:
        return "Write e.g. 4, fourth, top ten or outside the top five."
    if unit is DATE:
        usual = "Write e.g. 2019, May 2019, 16 May 2019, 1H24, 3Q24 or Feb 2021 to Oct 2022."
        return advise_on_day(words) or usual
    if match := re.fullmatch(r"(\d+):([0-5]\d)", words):
        return f"Write one number with a point, e.g. {int(match[1]) + int(match[2]) / 60:.4g}."
    if _CURLY.search(words):
        return f"Take the curly quotes out: {quote(_CURLY.sub('', words))}."
    match = re.search(r"(?<![\d,])(\d+),(\d+)(?![\d,])", words)
    if match and language.point == ".":
        return f"Write it with a point: {words.replace(match[0], f'{match[1]}.{match[2]}')}"
    if match := _ABOUT.fullmatch(words):
        return f"Write about {match[1]}"
    return "Write e.g. 70, more than 70, about 50, 8 to 11 or unknown."
