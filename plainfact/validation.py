"""Checking the shape of authors' data against a model, with the line of every fault."""

import difflib
from types import SimpleNamespace
from typing import Annotated, Any, Literal, TypeVar, cast, get_args, get_origin

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from plainfact.field_advice import advise_on_field
from plainfact.problems import Place, Problem, format_suggestion
from plainfact.texts import Located, Text
from plainfact.yaml_reader import Mapping, Node, Sequence

Model = TypeVar("Model", bound=BaseModel)

_Steps = tuple[int | str, ...]
"""The path of names and positions that leads to a value, e.g. ("authors", 0, "name")."""

_EXPECTED = {
    "value_error": "words",
    "string_type": "words",
    "list_type": "a list",
    "dict_type": 'lines of "name: value"',
    "model_type": 'lines of "name: value"',
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "greater_than_equal": "a whole number from 0 to 9",
    "less_than_equal": "a whole number from 0 to 9",
    "date_from_datetime_parsing": "a day, such as 2024-12-31",
    "date_from_datetime_inexact": "a day, such as 2024-12-31",
    "date_parsing": "a day, such as 2024-12-31",
    "date_type": "a day, such as 2024-12-31",
}
"""What a field should be, by the kind of fault that pydantic finds in it."""


class Fields(BaseModel):
    """The base of every model of an author's file: no unknown fields, and never changed."""

    model_config = ConfigDict(
        defer_build=True, extra="forbid", frozen=True, arbitrary_types_allowed=True
    )


def _find_located(value: object) -> Located:
    if isinstance(value, Located):
        return value
    raise ValueError("should be text")


PlainField = Annotated[Located, PlainValidator(_find_located), WithJsonSchema({"type": "string"})]
"""A field of plain words or of a name, which knows its line."""


def _find_text(value: object) -> Text:
    return _find_located(value).text


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
        faults = _select(error.errors(include_url=False), node)
        misspelt = {_meant(steps, model) for steps, fault in faults.items() if _is_unknown(fault)}
        problems += [
            _describe(fault, steps, model, node, path)
            for steps, fault in faults.items()
            if fault["type"] != "missing" or steps not in misspelt
        ]
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


def strip_model(model: Model) -> Model:
    """Return what stands for a model, all its fields by the same names, and needs no library."""
    return cast("Model", _strip(model))


def _strip(value: object) -> object:
    if isinstance(value, BaseModel):
        return SimpleNamespace(**{name: _strip(field) for name, field in value.__dict__.items()})
    if isinstance(value, dict):
        return {key: _strip(item) for key, item in value.items()}
    return [_strip(item) for item in value] if isinstance(value, list) else value


def find_line(node: Node | None, location: _Steps) -> int:
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


def _select(faults: list[ErrorDetails], node: Node | None) -> dict[_Steps, ErrorDetails]:
    """Return the faults by place: where a field may have several shapes, of the one it comes to."""
    found: dict[_Steps, ErrorDetails] = {}
    for fault in faults:
        found.setdefault(_steps_of(fault, node), fault)
    outer = {steps[:length] for steps in found for length in range(len(steps))}
    return {steps: fault for steps, fault in found.items() if steps not in outer}


def _meant(steps: _Steps, model: type[BaseModel]) -> _Steps:
    """Return the path of the field that an unknown one is most likely meant to be."""
    near = difflib.get_close_matches(str(steps[-1]), list(_fields_at(model, steps[:-1])), n=1)
    return (*steps[:-1], *near)


def _is_unknown(fault: ErrorDetails) -> bool:
    return fault["type"] == "extra_forbidden"


def _steps_of(fault: ErrorDetails, node: Node | None) -> _Steps:
    """Return the path to a fault in the author's own names, without the model's."""
    steps: list[int | str] = []
    for step in fault["loc"]:
        if isinstance(node, Mapping) and step in node.items:
            node = node.items[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            continue
        steps.append(step)
    if fault["type"] == "missing":
        steps.append(fault["loc"][-1])
    return tuple(steps)


def _describe(
    fault: ErrorDetails,
    steps: _Steps,
    model: type[BaseModel],
    node: Node | None,
    path: str,
) -> Problem:
    place = Place(path, find_line(node, steps))
    shown = _show(steps)
    if not steps:
        message = "The file does not hold names and values."
        hint = f'Begin it with "{next(iter(_fields_at(model, ())))}: ", on a line of its own.'
        return Problem(place, "field-is-valid", message, hint)
    name = str(steps[-1])
    fields = _fields_at(model, steps[:-1])
    if _is_unknown(fault):
        hint = format_suggestion(name, fields) or f"Known here: {', '.join(sorted(fields))}."
        return Problem(place, "field-is-known", f'There is no field "{shown}".', hint)
    if fault["type"] == "missing":
        hint = f'Add "{name}: …"{_explain(fields.get(name))}'
        return Problem(place, "field-is-given", f'"{shown}" is missing.', hint)
    choices = _choices_of(fields.get(name))
    expected = _say_choices(fields.get(name)) or _EXPECTED.get(fault["type"], "something else")
    if fault["input"] is None:
        hint = f"Write {expected} after it."
        return Problem(place, "field-is-valid", f'"{shown}" is empty.', hint)
    first = next(iter(_fields_at(model, steps)), "")
    hint = advise_on_field(fault["type"], fault["input"], choices, first)
    if isinstance(fault["input"], Located):
        place = fault["input"].text.place
    message = f'"{shown}" should be {expected}.'
    return Problem(place, "field-is-valid", message, hint)


def _show(steps: _Steps) -> str:
    """Return a path as authors read it, e.g. "authors (entry 1).name"."""
    shown = ""
    for step in steps:
        if isinstance(step, int):
            shown += f" (entry {step + 1})" if shown else f"entry {step + 1}"
        else:
            shown += f".{step}" if shown else step
    return shown


def _explain(field: FieldInfo | None) -> str:
    """Return what a field is for, to stand after its name."""
    if field is None or not field.description:
        return "."
    choices = _say_choices(field)
    one_of = f" Write {choices}." if choices else ""
    return f": {field.description[:1].lower()}{field.description[1:]}{one_of}"


def _choices_of(field: FieldInfo | None) -> tuple[str, ...]:
    """Return the words that a field may hold, where it may hold only some."""
    if field is None:
        return ()
    for kind in (field.annotation, *get_args(field.annotation)):
        if get_origin(kind) is Literal:
            return tuple(str(choice) for choice in get_args(kind))
    return ()


def _say_choices(field: FieldInfo | None) -> str:
    """Return the words that a field may hold as a list to choose from; of many, some."""
    choices = _choices_of(field)
    if not choices or field is None:
        return ""
    shown = [str(example) for example in field.examples or ()] or list(choices)
    few = "e.g. " if len(shown) < len(choices) else ""
    return f"{few}{', '.join(shown[:-1])} or {shown[-1]}"


def _fields_at(model: type[BaseModel], steps: _Steps) -> dict[str, FieldInfo]:
    """Return the fields that the model has at a place, by the names that authors write."""
    kind: object = model
    for step in steps:
        kind = _step_into(kind, step)
    return _fields_of(kind)


def _step_into(kind: object, step: int | str) -> object:
    """Return the type that a model, list or mapping has at a step, or None."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = _fields_of(kind).get(str(step))
        return field.annotation if field else None
    inner = get_args(kind)
    if get_origin(kind) is dict:
        return inner[1]
    if get_origin(kind) is list:
        return inner[0] if isinstance(step, int) else None
    return next((found for found in (_step_into(one, step) for one in inner) if found), None)


def _fields_of(kind: object) -> dict[str, FieldInfo]:
    """Return the fields of a model, or of the first model that a type may be."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {_written_name(name, field): field for name, field in kind.model_fields.items()}
    return next((found for found in map(_fields_of, get_args(kind)) if found), {})


def _written_name(name: str, field: FieldInfo) -> str:
    if isinstance(field.validation_alias, AliasChoices):
        return str(field.validation_alias.choices[0])
    return field.alias or name
