"""Works as reference managers export them, in CSL-JSON or BibTeX, as the fields of sources.yaml."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct

from plainfact.bibtex import BibtexFault, read_bibtex
from plainfact.files import read_text
from plainfact.problems import ContentError, Place, Problem
from plainfact.source_fields import SourceType

_CODE = "bibliography-is-readable"
_TYPES = frozenset(get_args(SourceType))
_EXPORT = 'Export it again from your reference manager, as "CSL JSON" or "BibTeX".'
_DOI_BEFORE = re.compile(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_TEX = re.compile(r"\\[A-Za-z]+|\$[^$]+\$")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class Reference(Struct, frozen=True):
    """A work of a bibliography."""

    key: str
    """What the bibliography calls it; empty for nothing."""
    fields: dict[str, str]
    """Its fields, by the names of sources.yaml."""
    doi: str
    """Its DOI, or empty."""
    unread: tuple[str, ...] = ()
    """What of it could not be read, as the bibliography has it: dates, signs of TeX."""


def read_references(path: Path) -> list[Reference]:
    """Return the works of a bibliography; raise ContentError with all that can't be read."""
    shown, problems = path.as_posix(), list[Problem]()
    text = read_text(path, shown, problems)
    if text is None:
        raise ContentError(problems)
    found: list[Reference] = []
    for line, item in _read_items(text, shown, problems, is_json=path.suffix.lower() == ".json"):
        if _words(item.get("title")):
            found.append(_make_reference(item))
        else:
            message = f'The work "{item.get("id", "")}" has no title.'
            hint = "Fill it in in your reference manager, and export again."
            problems.append(Problem(Place(shown, line), _CODE, message, hint))
    if not found and not problems:
        problems.append(Problem(Place(shown), _CODE, "The file holds no works.", _EXPORT))
    if problems:
        raise ContentError(problems)
    return found


def _read_items(
    text: str, shown: str, problems: list[Problem], *, is_json: bool
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each work as CSL-JSON has it, with its line; faults are added to the problems."""
    try:
        yield from _read_json(text) if is_json else read_bibtex(text)
    except json.JSONDecodeError as error:
        message = f"Not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}."
        problems.append(Problem(Place(shown, error.lineno, error.colno), _CODE, message, _EXPORT))
    except BibtexFault as fault:
        message = f'This can\'t be read as BibTeX: "{fault}".'
        problems.append(Problem(Place(shown, fault.line), _CODE, message, fault.hint))


def _read_json(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the items of a list, or of the `items` of a mapping, each with its line."""
    whole = json.loads(text)
    items = whole.get("items", [whole]) if isinstance(whole, dict) else whole
    position = text.find("[") if isinstance(whole, list) or "items" in whole else 0
    for item in items if isinstance(items, list) else []:
        start = position = text.find("{", position)
        if isinstance(item, dict) and start >= 0:
            yield text.count("\n", 0, start) + 1, item
            _, position = json.JSONDecoder().raw_decode(text, start)


def _make_reference(item: Mapping[str, Any]) -> Reference:
    doi = _DOI_BEFORE.sub("", _words(item.get("DOI")))
    kind = _words(item.get("type"))
    url = _words(item.get("URL")) or (f"https://doi.org/{doi}" if doi else "")
    fields = {
        "type": kind if kind in _TYPES else "document",
        "title": _words(item.get("title")),
        "author": _join_names(item.get("author")),
        "publisher": _words(item.get("publisher")),
        "container-title": _words(item.get("container-title")),
        "issued": _format_date(item.get("issued")),
        "accessed": _format_date(item.get("accessed")),
        "URL": url if url.startswith(("http://", "https://")) else "",
    }
    key = _words(item.get("citation-key")) or _words(item.get("id"))
    unread = [match[0] for value in fields.values() for match in _TEX.finditer(value)]
    unread += [_words(item.get(name)) for name in ("issued", "accessed") if not fields[name]]
    return Reference(
        key,
        {name: value for name, value in fields.items() if value},
        doi.lower(),
        tuple(words for words in unread if words),
    )


def _words(value: object) -> str:
    """Return a value as plain words: of a list the first, without markup."""
    if isinstance(value, list):
        value = value[0] if value else ""
    words = str(value) if isinstance(value, str | int) else ""
    return " ".join(re.sub(r"</?\w+[^<>]*>", "", words).split())


def _join_names(names: object) -> str:
    if not isinstance(names, list):
        return _words(names)
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
    return ", ".join(
        " ".join(_words(name[part]) for part in parts if name.get(part))
        for name in names
        if isinstance(name, dict)
    )


def _format_date(value: object) -> str:
    """Return a date of CSL-JSON as sources.yaml has it, the year if no more can be read, or ""."""
    words = _words(value)
    if isinstance(value, dict):
        parts = value.get("date-parts")
        first = parts[0] if isinstance(parts, list) and parts else []
        numbers = [int(part) for part in first if str(part).isdigit()]
        words = "-".join(f"{number:02d}" for number in numbers)
        words = words or _words(value.get("raw")) or _words(value.get("literal"))
    if _DAY.fullmatch(words):
        return words
    year = re.search(r"\b(1[4-9]|20)\d\d\b", words)
    return year[0] if year else ""
