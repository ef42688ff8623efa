"""BibTeX as CSL-JSON: the same works, by the names of the fields that sources.yaml has."""

import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

_TYPES = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "collection": "book",
    "conference": "paper-conference", "dataset": "dataset", "electronic": "webpage",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "legislation": "legislation", "manual": "report", "mastersthesis": "thesis",
    "online": "webpage", "patent": "patent", "periodical": "periodical", "phdthesis": "thesis",
    "proceedings": "book", "report": "report", "software": "software", "techreport": "report",
    "thesis": "thesis", "unpublished": "manuscript", "video": "motion_picture", "www": "webpage",
}  # fmt: skip
"""The kinds of work of BibTeX and BibLaTeX in CSL's words."""
_PUBLISHERS = ("publisher", "institution", "organization", "school", "howpublished")
_CONTAINERS = ("journal", "journaltitle", "booktitle")
_COMMANDS = re.compile(r"\\(?:url|emph|textit|textbf|textsc|mathrm)(?![a-z])\s*")
"""TeX's commands that say how words look, which are left out before their letters are read."""
_ADDRESS = re.compile(r"https?://[^\s,;]*[^\s,;.]")
_ACCESSED = re.compile(r"(?i)(?:accessed|retrieved|visited)\D{0,12}(\d{4}-\d\d-\d\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


_UNSAID = "Look for a brace or a comma that is missing here, or export it again."


class BibtexFault(Exception):  # noqa: N818 - what is wrong with the file, not with us
    """What can't be read as BibTeX: its first words, the line that they stand on, and the fix."""

    def __init__(self, words: str, line: int, hint: str = _UNSAID) -> None:
        self.line = line
        self.hint = hint
        super().__init__(words)


def read_bibtex(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each work as CSL-JSON has it, with its line; raise BibtexFault for the first fault."""
    with warnings.catch_warnings():
        # The library speaks to its own authors of the parser that it stands on.
        warnings.simplefilter("ignore")
        import bibtexparser  # noqa: PLC0415 - slow to load, and seldom needed
        from bibtexparser.bibdatabase import UndefinedString  # noqa: PLC0415
        from bibtexparser.bparser import BibTexParser  # noqa: PLC0415
        from bibtexparser.customization import convert_to_unicode  # noqa: PLC0415

        parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
        try:
            found = bibtexparser.loads(text, parser)
        except UndefinedString as error:
            raise _explain_short_name(str(error.args[0]), text) from error
    for comment in found.comments:
        # The library takes for a comment what it can't read.
        if re.match(r"@\s*\w+\s*[{(]", comment):
            first = comment.partition("\n")[0].strip()
            raise BibtexFault(first[:60], text.count("\n", 0, max(text.find(first), 0)) + 1)
    for entry in found.entries:
        match = re.search(rf"@\s*\w+\s*[{{(]\s*{re.escape(entry['ID'])}\s*,", text)
        line = text.count("\n", 0, match.start()) + 1 if match else 1
        plain = {name: _COMMANDS.sub("", value) for name, value in entry.items()}
        yield line, _as_csl(convert_to_unicode(plain))


def _explain_short_name(name: str, text: str) -> BibtexFault:
    match = re.search(rf"=\s*{re.escape(name)}\b", text, re.IGNORECASE)
    line = text.count("\n", 0, match.start()) + 1 if match else 1
    hint = f'"{name}" is short for what the file does not tell. Write it out, in braces.'
    return BibtexFault(name, line, hint)


def _as_csl(entry: Mapping[str, str]) -> dict[str, Any]:
    def first(names: tuple[str, ...]) -> str:
        return next((_plain(entry[name]) for name in names if entry.get(name)), "")

    publisher, url = _split_address(first(_PUBLISHERS), _plain(entry.get("url", "")))
    _, url = _split_address(_plain(entry.get("note", "")), url)
    seen = _ACCESSED.search(entry.get("note", ""))
    return {
        "id": entry["ID"],
        "type": _TYPES.get(entry["ENTRYTYPE"].lower(), "webpage" if url else "document"),
        "title": _plain(entry.get("title", "")),
        "author": _join_authors(entry.get("author", "")),
        "publisher": publisher,
        "container-title": first(_CONTAINERS),
        "issued": _plain(entry.get("date", "")) or _format_month(entry),
        "accessed": _plain(entry.get("urldate", "")) or (seen[1] if seen else ""),
        "URL": url,
        "DOI": _plain(entry.get("doi", "")),
    }


def _split_address(words: str, url: str) -> tuple[str, str]:
    """Return words without an address in them, and the address, where none is known."""
    match = _ADDRESS.search(words)
    if match is None:
        return words, url
    return " ".join(words.replace(match[0], "").split()).strip(" ,;:"), url or match[0]


def _plain(words: str) -> str:
    """Return words without TeX's braces and dashes."""
    words = re.sub(r"\\([&%$#_])", r"\1", words).replace("---", "—").replace("--", "–")
    return " ".join(words.replace("{", "").replace("}", "").replace("~", " ").split())


def _join_authors(authors: str) -> str:
    """Return authors as they are read: "Meer, Jan and Roe, Ann" is Jan Meer, Ann Roe."""
    names = re.split(r"\s+and\s+", " ".join(authors.split())) if authors.strip() else []
    shown: list[str] = []
    for name in names:
        family, comma, given = name.partition(", ")
        is_whole = name.startswith("{") and name.endswith("}")
        shown.append(_plain(f"{given} {family}" if comma and not is_whole else name))
    if len(shown) > 1 and shown[-1] == "others":
        return f"{', '.join(shown[:-1])} and others"
    return ", ".join(shown)


def _format_month(entry: Mapping[str, str]) -> str:
    year, month = _plain(entry.get("year", "")), _plain(entry.get("month", "")).lower()
    if month.isdigit():
        return f"{year}-{int(month):02d}" if year else ""
    if year and month[:3] in _MONTHS:
        return f"{year}-{_MONTHS.index(month[:3]) + 1:02d}"
    return year
