"""What to tell an author whose field holds something of another kind: how it is written."""

import re

from plainfact.day_guesses import advise_on_day
from plainfact.problems import format_suggestion


def advise_on_field(kind: str, written: object, choices: tuple[str, ...], first: str) -> str:
    """Return how to write a field, by the kind of fault that pydantic finds in it.

    `choices` are the words that it may hold, if only some; `first` is the first field inside it.
    """
    if choices and isinstance(written, str):
        return format_suggestion(written, choices) or "Write one of these words."
    match kind:
        case "list_type":
            return _advise_on_list(written)
        case "model_type":
            return f'Begin it with "{first or "name"}: ".'
        case "string_type" | "value_error":
            return "Put words that begin with a bracket in quotes."
        case "bool_parsing" | "bool_type":
            return "Write true or false, without quotes."
        case _ if kind.startswith("date"):
            usual = "Write year, month and day in figures, with hyphens between."
            return (advise_on_day(written) if isinstance(written, str) else "") or usual
        case _ if kind.startswith(("int", "greater", "less")):
            return "Write it in figures, e.g. 1."
        case "dict_type":
            return 'Write them under it, each on a line of its own, indented: "name: value".'
        case _:
            return ""


def _advise_on_list(written: object) -> str:
    if not isinstance(written, str):
        return 'Begin each entry of it with "- ", or write [one, two].'
    if re.match(r"-\S", written):
        entries = re.sub(r"(?:^|(?<=\s))-(?=\S)", "- ", written)
        return f"Put a space after each hyphen: {entries}"
    return f"Write [{written}]."
