"""JSON and CSV, as all our files have them."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

import msgspec

_BEGIN_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")


def render_json(whole: object) -> str:
    """Return JSON as our files have it: readable, in UTF-8, with a line end."""
    # Python sets JSON on lines of its own with a function for each value: ten times slower.
    compact = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return msgspec.json.format(compact, indent=1) + "\n"


def render_csv(columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> str:
    """Return rows as CSV; words that a spreadsheet would run as a formula are made plain."""
    names = list(columns)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_as_csv(row.get(name)) for name in names])
    return out.getvalue()


def _as_csv(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list():
            words = " ".join(str(part) for part in value)
        case _:
            words = str(value)
    return f"'{words}" if words.startswith(_BEGIN_FORMULAS) else words
