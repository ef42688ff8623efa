"""The fields of sources.yaml, and how it is read."""

from typing import Any, Literal

from pydantic import AliasChoices, Field

from plainfact.day_guesses import advise_on_day
from plainfact.ids import check_ids
from plainfact.languages import Language
from plainfact.period_wording import read_period
from plainfact.periods import Period
from plainfact.problems import Place, Problem
from plainfact.sources import Name, Source
from plainfact.validation import Fields, find_line, validate
from plainfact.wording_errors import UnreadableError
from plainfact.yaml_reader import Mapping, Node, Scalar, Sequence

SourceType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post",
    "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech",
    "standard", "thesis", "treaty", "webpage",
]  # fmt: skip
"""The kinds of work of CSL 1.0.2."""


UNUSED = frozenset(
    """
    abstract annote archive_collection archive_location archive-place authority available-date
    call-number categories chair chapter-number citation-key citation-label citation-number
    collection-editor collection-number collection-title compiler composer container-author
    container-title-short contributor curator custom dimensions director division DOI edition editor
    editor-translator editorial-director event event-date event-place event-title
    executive-producer first-reference-note-number genre guest host illustrator interviewer ISBN
    ISSN issue journalAbbreviation jurisdiction keyword language locator medium narrator number
    number-of-pages number-of-volumes organizer original-author original-date original-publisher
    original-publisher-place original-title page page-first part-number part-title performer PMCID
    PMID printing-number producer publisher-place recipient references reviewed-author
    reviewed-genre reviewed-title scale script-writer section series-creator shortTitle source
    status submitted supplement-number system_id title-short translator version volume volume-title
    volume-title-short year-suffix
""".split()  # noqa: SIM905 - so many words read better without their quotes
)
"""Fields of CSL-JSON that an export from a reference manager may bring, and that are not shown."""


class NameFields(Fields):
    """A person's name, as CSL-JSON gives it."""

    family: str = Field("", description="The family name.", examples=["Meer"])
    given: str = Field("", description="The given name.", examples=["Jan"])
    literal: str = Field(
        "", description="The whole name, for an organisation.", examples=["City statistics office"]
    )
    particle: str = Field(
        "",
        alias="non-dropping-particle",
        description='What stands before it, e.g. "van".',
        examples=["van der"],
    )
    dropping: str = Field(
        "", alias="dropping-particle", description='The same, e.g. "de".', examples=["de"]
    )
    suffix: str = Field("", description='What stands after it, e.g. "Jr".', examples=["Jr"])


class DateParts(Fields):
    """A date as CSL-JSON gives it: year, month and day, as many as are known."""

    date_parts: list[list[int]] = Field(
        alias="date-parts",
        description="The date, e.g. [[2024, 10, 21]].",
        examples=[[[2024, 10, 21]]],
    )


class SourceFields(Fields):
    """The fields of one source."""

    type: SourceType = Field(
        description="What kind of work it is, in CSL-JSON's words.",
        examples=["report", "webpage", "article-newspaper", "article-journal", "book", "dataset"],
    )
    title: str = Field(description="The work's title.", examples=["Travel survey of the city"])
    author: str | list[NameFields | str] = Field(
        "",
        description="Who wrote it, or whose figures it gives.",
        examples=["City statistics office"],
    )
    publisher: str = Field("", description="Who published it.", examples=["City statistics office"])
    container_title: str = Field(
        "",
        validation_alias=AliasChoices("container-title"),
        description="What it appeared in.",
        examples=["Journal of Transport"],
    )
    issued: str | DateParts | None = Field(
        None, description="When it came out, as far as known.", examples=["2023-11"]
    )
    accessed: str | DateParts | None = Field(
        None, description="When it was read.", examples=["2024-02-28"]
    )
    URL: str = Field(
        "",
        description="Its address: http or https.",
        examples=["https://example.org/travel-survey"],
    )
    archive: str = Field(
        "",
        description="The address of an archived copy.",
        examples=["https://archive.example.org/travel-survey"],
    )
    note: str = Field(
        "",
        description="What a reader should know about this copy of it.",
        examples=["The summary alone; the full report was not seen."],
    )
    id: str = Field(
        "",
        description="Its id, where the sources are written as a list.",
        examples=["city-survey-2023"],
    )


def load_sources(
    node: Node | None, path: str, language: Language, problems: list[Problem]
) -> dict[str, Source]:
    """Return the sources by id; faults are added to the problems."""
    sources: dict[str, Source] = {}
    for name, entry, place in _entries(node, path, problems):
        fields = validate(SourceFields, _without_unused(entry), path, problems)
        check_ids([(name, place)], "source", problems)
        if fields is not None:
            sources[name] = _make_source(name, fields, entry, place, language, problems)
    return sources


def _entries(
    node: Node | None, path: str, problems: list[Problem]
) -> list[tuple[str, Node, Place]]:
    """Return (id, entry, place) whether the sources are a mapping by id or a list."""
    if isinstance(node, Scalar):
        message = "The file does not hold sources by id."
        hint = 'Begin each with its id and a colon, e.g. "report-2024:".'
        problems.append(Problem(Place(path, node.line), "field-is-valid", message, hint))
    if isinstance(node, Mapping):
        return [(name, entry, Place(path, node.key_lines[name])) for name, entry in
                node.items.items()]  # fmt: skip
    entries: list[tuple[str, Node, Place]] = []
    seen: set[str] = set()
    for item in node.items if isinstance(node, Sequence) else []:
        id_node = item.items.get("id") if isinstance(item, Mapping) else None
        name = id_node.text.value if isinstance(id_node, Scalar) else ""
        place = Place(path, item.line)
        if not name:
            hint = 'Add "id: …": the short name by which you cite it, e.g. report-2024.'
            problems.append(Problem(place, "field-is-given", '"id" is missing.', hint))
        elif name in seen:
            message = f'The source "{name}" is given twice.'
            hint = "Take one of the two out, or give it another id."
            problems.append(Problem(place, "id-is-unique", message, hint))
        else:
            seen.add(name)
            entries.append((name, item, place))
    return entries


def _without_unused(entry: Node) -> Node:
    """Return an entry without what CSL-JSON knows and no page shows."""
    if not isinstance(entry, Mapping):
        return entry
    kept = {name: value for name, value in entry.items.items() if name not in UNUSED}
    return Mapping(entry.line, kept, entry.key_lines)


def _make_source(
    name: str,
    fields: SourceFields,
    entry: Node,
    place: Place,
    language: Language,
    problems: list[Problem],
) -> Source:
    for field in ("URL", "archive"):
        url = getattr(fields, field)
        if url and not url.startswith(("https://", "http://")):
            where = Place(place.path, find_line(entry, (field,)))
            message = f'The address "{url}" is neither http nor https.'
            problems.append(Problem(where, "link-scheme-is-known", message,
                                    "Write the whole address, from https:// on."))  # fmt: skip
    dates: dict[str, Period | None] = {}
    for field in ("issued", "accessed"):
        where = Place(place.path, find_line(entry, (field,)))
        dates[field] = _read_date(getattr(fields, field), field, where, language, problems)
    names = _list_names(fields.author)
    return Source(
        id=name, type=fields.type, title=fields.title, author=", ".join(map(str, names)),
        names=names, container_title=fields.container_title,
        publisher=fields.publisher or fields.container_title, issued=dates["issued"],
        accessed=dates["accessed"], url=fields.URL, archive=fields.archive, note=fields.note,
        place=place,
    )  # fmt: skip


def _read_date(
    value: str | DateParts | None,
    field: str,
    place: Place,
    language: Language,
    problems: list[Problem],
) -> Period | None:
    if value is None:
        return None
    words = value if isinstance(value, str) else _join_parts(value)
    try:
        return read_period(words.strip().lower(), language)
    except UnreadableError as error:
        message = f'In "{field}", {error}.'
        hint = advise_on_day(words) or "Write 2024, 2024-05 or 2024-05-16."
        problems.append(Problem(place, "field-is-valid", message, hint))
        return None


def _join_parts(value: DateParts) -> str:
    parts: list[Any] = value.date_parts[0] if value.date_parts else []
    return "-".join(f"{part:02d}" for part in parts)


def _list_names(author: str | list[NameFields | str]) -> tuple[Name | str, ...]:
    authors = author if isinstance(author, list) else [author] if author else []
    return tuple(name if isinstance(name, str) else Name(**name.model_dump()) for name in authors)
