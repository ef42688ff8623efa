"""Adding works to sources.yaml: written after what is there, which stays as it is."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from plainfact.ids import suggest_id
from plainfact.references import Reference
from plainfact.sources import Source
from plainfact.yaml_faults import quote
from plainfact.yaml_reader import Sequence, parse_yaml

_EMPTY = re.compile(r"\{\s*\}|\[\s*\]")
_EMPTY_LINE = re.compile(rf"^({_EMPTY.pattern})[ \t]*\r?\n?", re.MULTILINE)
_PLAIN = re.compile(r"[^\W_][^\n:#]*(?:[:#][^\s:#][^\n:#]*)*(?<!\s)")


class Citing(Struct, frozen=True):
    """What became of the works of a bibliography."""

    added: Mapping[str, Reference]
    """The works that are new, by their ids."""
    known: tuple[tuple[str, str], ...]
    """The titles of those that are there already, each with its id."""


def choose_new(references: Iterable[Reference], sources: Mapping[str, Source]) -> Citing:
    """Return which works are new and under which ids.

    The same address is the same work; so is the same title of the same year, where there is none.
    """
    known_by = {
        mark: name
        for name, one in sources.items()
        for mark in (_plain_address(one.url),
                     _title_mark(one.title, str(one.issued.first.year) if one.issued else ""))
    }  # fmt: skip
    known_by.pop("", None)
    added: dict[str, Reference] = {}
    known: list[tuple[str, str]] = []
    for reference in references:
        marks = _marks_of(reference)
        there = next((known_by[mark] for mark in marks if mark in known_by), None)
        if there is not None:
            known.append((reference.fields["title"], there))
            continue
        name = _choose_id(reference, {*sources, *added})
        added[name] = reference
        known_by.update(dict.fromkeys(marks, name))
    return Citing(added, tuple(known))


def _marks_of(reference: Reference) -> list[str]:
    """Return what a work is known by: its addresses, else its title and year."""
    fields = reference.fields
    doi = f"doi.org/{reference.doi}" if reference.doi else ""
    addresses = [one for one in (_plain_address(fields.get("URL", "")), doi) if one]
    return addresses or [_title_mark(fields["title"], fields.get("issued", "")[:4])]


def _title_mark(title: str, year: str) -> str:
    return f"{year} {title.casefold()}"


def _plain_address(url: str) -> str:
    """Return an address without what differs from copy to copy."""
    plain = re.sub(r"^https?://(www\.|dx\.)?", "", url.strip(), flags=re.IGNORECASE)
    plain = re.sub(r"#.*$|(?<=[?&])utm_[^&]*&?", "", plain)
    host, slash, path = plain.partition("/")
    path = path.lower() if host.lower() == "doi.org" else path
    return f"{host.lower()}{slash}{path}".rstrip("/?&")


def _choose_id(reference: Reference, taken: set[str]) -> str:
    """Return the bibliography's own name for a work, or the author's and the year."""
    fields = reference.fields
    key = "" if "/" in reference.key or reference.key.isdigit() else suggest_id(reference.key)
    author = fields.get("author", "").partition(",")[0].split()[-1:]
    words = author or fields.get("publisher", fields["title"]).split()[:2]
    year = fields.get("issued", "")[:4]
    wanted = key or suggest_id(" ".join([*words, year])) or "work"
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def stands_in_brackets(text: str) -> bool:
    """Tell whether sources are written in brackets, as JSON is: nothing can be added after them."""
    lines = [
        line for line in text.removeprefix("\ufeff").split("\n") if not re.match(r"\s*#", line)
    ]
    first = next((line.strip() for line in lines if line.strip()), "")
    return first[:1] in {"{", "["} and not _EMPTY.fullmatch(first)


def append_sources(text: str, added: Mapping[str, Reference]) -> str:
    """Return the text of sources.yaml with works added at its end, in the form that it has."""
    is_list = isinstance(parse_yaml(text, "", []), Sequence)
    text = _EMPTY_LINE.sub("", text)
    is_bare = not text.strip()
    end = "\r\n" if "\r\n" in text else "\n"
    entries = [_format_entry(name, one, is_list=is_list) for name, one in added.items()]
    written = ("" if is_bare else text.rstrip() + "\n\n") + "\n".join(entries)
    return written.replace("\r\n", "\n").replace("\n", end)


def _format_entry(name: str, reference: Reference, *, is_list: bool) -> str:
    lines = [f"{field}: {format_words(value)}" for field, value in reference.fields.items()]
    if is_list:
        return f"- id: {name}\n" + "".join(f"  {line}\n" for line in lines)
    return f"{name}:\n" + "".join(f"  {line}\n" for line in lines)


def format_words(words: str) -> str:
    """Return words as YAML takes them on a line, in quotes where they need them."""
    is_plain = _PLAIN.fullmatch(words) and words.lower() not in {"null", "true", "false"}
    return words if is_plain else quote(words)
