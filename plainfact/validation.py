"""Checking the shape of authors' data against a model, with the line of every fault."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails

from plainfact.problems import Place, Problem, format_suggestion
from plainfact.texts import Text
from plainfact.yaml_reader import Mapping, Node, Sequence

Model = TypeVar("Model", bound=BaseModel)


class Fields(BaseModel):
    """The base of every model of an author's file: no unknown fields, and never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Located(str):
    """A value of a YAML file that brings its `Text` along."""

    __slots__ = ("text",)
    text: Text


def _find_text(value: object) -> Text:
    if isinstance(value, Located):
        return value.text
    raise ValueError("should be text")


TextField = Annotated[Text, PlainValidator(_find_text), WithJsonSchema({"type": "string"})]
"""A field of words that may hold bindings."""


def validate(
    model: type[Model], node: Node | None, path: str, problems: list[Problem]
) -> Model | None:
    """Return a file's data as a model, or None and a problem for each fault."""
    data = make_data(node) if node is not None else {}
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # A field that may have several shapes has a fault for each; the first says enough.
        seen: set[tuple[int | str, ...]] = set()
        for fault in error.errors(include_url=False):
            place = tuple(step for step in fault["loc"] if not _is_internal(step))
            if place not in seen:
                seen.add(place)
                problems.append(_describe(fault, model, node, path))
    return None


def make_data(node: Node) -> Any:  # noqa: ANN401 - data of any shape, on its way to a model
    """Return plain lists, dicts and located texts; null for what was left empty."""
    if isinstance(node, Mapping):
        return {key: make_data(value) for key, value in node.items.items()}
    if isinstance(node, Sequence):
        return [make_data(item) for item in node.items]
    if node.is_null:
        return None
    located = Located(node.text.value)
    located.text = node.text
    return located


def find_line(node: Node | None, location: tuple[int | str, ...]) -> int:
    """Return the line of what a path of names leads to, as far as it can be followed."""
    line = node.line if node is not None else 1
    for step in location:
        if isinstance(node, Mapping) and str(step) in node.items:
            line = node.key_lines[str(step)]
            node = node.items[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line = node.line
    return line


def _describe(fault: ErrorDetails, model: type[BaseModel], node: Node | None, path: str) -> Problem:
    location = fault["loc"]
    names = [str(step) for step in location if not _is_internal(step)]
    shown = ".".join(names)
    place = Place(path, find_line(node, location))
    if fault["type"] == "extra_forbidden":
        known = _known_fields(model, location[:-1])
        message = f'There is no field "{shown}".'
        hint = format_suggestion(names[-1], known) or f"Known here: {', '.join(sorted(known))}."
        return Problem(place, "field-is-known", message, hint)
    if fault["type"] == "missing":
        return Problem(place, "field-is-given", f'"{shown}" is missing.', f'Add "{names[-1]}:".')
    reason = fault["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return Problem(place, "field-is-valid", f'"{shown}" {_lower_first(reason)}.', _advise(fault))


def _advise(fault: ErrorDetails) -> str:
    kinds = {
        "bool_parsing": "Write true or false.",
        "bool_type": "Write true or false.",
        "date_from_datetime_parsing": "Write a date as 2024-12-31.",
        "string_type": "Write words here; quote what looks like a number.",
        "list_type": 'Write a list: a line that begins with "- " for each entry, or [a, b].',
        "dict_type": 'Write names and values: "name: value" lines, indented.',
        "model_type": 'Write names and values: "name: value" lines, indented.',
        "none_required": "Leave it empty.",
    }
    return kinds.get(fault["type"], "")


def _known_fields(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    current: Any = model
    for step in location:
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = current.model_fields
            current = fields[str(step)].annotation if str(step) in fields else current
        current = _inner_model(current) or current
    return _names_of(current)


def _names_of(model: Any) -> list[str]:  # noqa: ANN401 - an annotation
    if isinstance(model, type) and issubclass(model, BaseModel):
        return [field.alias or name for name, field in model.model_fields.items()]
    return []


def _inner_model(annotation: Any) -> Any:  # noqa: ANN401 - an annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _inner_model(inner)
        if found is not None:
            return found
    return None


def _is_internal(step: int | str) -> bool:
    return isinstance(step, str) and ("[" in step or step in {"str", "function-plain"})


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
