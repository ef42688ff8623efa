"""JSON and CSV, as all our files have them."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

_BEGIN_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")


def render_json(whole: object) -> str:
    """Return JSON as our files have it: readable, in UTF-8, with a line end."""
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


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
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(str(part) for part in value)
    words = str(value)
    is_formula = isinstance(value, str) and words.startswith(_BEGIN_FORMULAS)
    return f"'{words}" if is_formula else words
