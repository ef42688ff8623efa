"""The fields of glossary.yaml, and how it is read."""

from pydantic import Field

from plainfact.glossary import Term
from plainfact.ids import check_ids
from plainfact.problems import Place, Problem
from plainfact.prose_parser import parse_prose
from plainfact.validation import Fields, PlainField, TextField, validate
from plainfact.yaml_reader import Mapping, Node


class TermFields(Fields):
    """The fields of one term."""

    title: str = Field(description="The term as it is written.", examples=["cargo bike"])
    definition: TextField = Field(
        description="What it means, for a reader new to the field.",
        examples=["A bicycle built to carry loads."],
    )
    source: PlainField | None = Field(
        None,
        description="The source of the definition, where it needs one.",
        examples=["city-survey-2023"],
    )


def load_glossary(node: Node | None, path: str, problems: list[Problem]) -> dict[str, Term]:
    """Return the terms by id, in the order of their titles; faults are added to the problems."""
    terms: list[Term] = []
    if node is not None and not isinstance(node, Mapping):
        message = "The file does not hold terms by id."
        hint = 'Begin each with its id and a colon, e.g. "panel:".'
        problems.append(Problem(Place(path, node.line), "field-is-valid", message, hint))
    entries = node if isinstance(node, Mapping) else Mapping(1)
    for name, entry in entries.items.items():
        place = Place(path, entries.key_lines[name])
        check_ids([(name, place)], "term", problems)
        fields = validate(TermFields, entry, path, problems)
        if fields is not None:
            definition = parse_prose(fields.definition, problems)
            terms.append(Term(name, fields.title, definition, fields.source or "", place))
    return {term.id: term for term in sorted(terms, key=lambda term: term.title.casefold())}
