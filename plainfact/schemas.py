"""JSON Schemas of the content's files, made from the models, for editors that help while typing.

Editors know draft 7 best, and each schema is one whole without references. A schema is no stricter
than the build: it tells early what the shape of a file can tell, and `check` tells the rest.
"""

import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from msgspec import Struct

from plainfact.charts.catalogue import KINDS
from plainfact.config import SiteFields
from plainfact.correction_fields import CorrectionFields
from plainfact.dataset_fields import CellFields, DatasetFields, RowFields
from plainfact.figure_fields import FigureFields
from plainfact.page_fields import PageFields
from plainfact.setting_checks import CHECKS_THAT_MAY_BE_OFF
from plainfact.source_fields import UNUSED, SourceFields
from plainfact.term_fields import TermFields
from plainfact.validation import Fields

FOLDER = ".schemas"
"""The folder of a content folder that holds its schemas."""
Schema = dict[str, Any]

_WORDS = ["string", "number"]
"""What YAML may take an author's words for: 2024 is a number to an editor, and words to us."""
_ID = {"pattern": "^[a-z0-9][a-z0-9_-]*$", "maxLength": 80}
_DAY = r"^\d{4}-\d{2}-\d{2}$"


class Shape(Enum):
    """How the entries of a file stand in it."""

    ONE = "one"
    BY_ID = "by id"
    LIST = "a list"
    EITHER = "by id, or as a list"


class FileKind(Struct, frozen=True):
    """A kind of file that authors write."""

    name: str
    """The name of its schema."""
    path: str
    """Where it stands in the content folder."""
    says: str
    """What it holds."""
    model: type[Fields]
    """The model of it, or of each of its entries."""
    shape: Shape = Shape.ONE
    """How its entries stand in it."""


FILE_KINDS = (
    FileKind("site", "site.yaml", "The explainer as a whole.", SiteFields),
    FileKind("sources", "sources.yaml", "Every work that is cited, once.", SourceFields,
             Shape.EITHER),
    FileKind("glossary", "glossary.yaml", "Terms and what they mean.", TermFields, Shape.BY_ID),
    FileKind("corrections", "corrections.yaml", "What was changed after publication.",
             CorrectionFields, Shape.LIST),
    FileKind("page", "sections/*.md", "The front matter of a page.", PageFields),
    FileKind("dataset", "datasets/*.yaml", "A table of sourced figures.", DatasetFields),
    FileKind("chart", "charts/*.yaml", "A chart and its words.", FigureFields),
)  # fmt: skip
"""The kinds of files, in the order in which authors meet them."""


def make_schemas() -> dict[str, str]:
    """Return the schemas as JSON, by the names of their files."""
    return {
        f"{kind.name}.json": json.dumps(make_schema(kind), ensure_ascii=False, indent=1) + "\n"
        for kind in FILE_KINDS
    }


def make_schema(kind: FileKind) -> Schema:
    """Return the schema of a kind of file."""
    entry = schema_of(kind.model)
    _complete(entry, kind.model)
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": kind.path}
    return head | {"description": kind.says} | _arrange(entry, kind.shape)


def _complete(entry: Schema, model: type[Fields]) -> None:
    """Add to a schema what a model alone does not say."""
    fields = entry["properties"]
    if "allow" in fields:
        fields["allow"]["propertyNames"] = {"enum": sorted(CHECKS_THAT_MAY_BE_OFF)}
    if model is DatasetFields:
        fields["rows"] |= {"type": "object", **_by_id(_schema_of_row())}
    elif model is FigureFields:
        kinds = [{"enum": list(KINDS)}, {"type": "string", **_ID}]
        fields["kind"] = _without(fields["kind"], "type") | {"anyOf": kinds}
        fields["alt"] = _without(fields["alt"], "anyOf") | {"type": _WORDS, "minLength": 1}
        entry["required"].append("alt")
    elif model is SiteFields:
        fields["slug"] |= _ID
    elif model is SourceFields:
        entry["patternProperties"] = {f"^({'|'.join(sorted(UNUSED))})$": {}}


def schema_of(model: type[Fields]) -> Schema:
    """Return the schema of a model without references, as editors take it."""
    whole = model.model_json_schema()
    found: Schema = _plain(whole, whole.get("$defs", {}))
    found.pop("$defs", None)
    return found


def _arrange(entry: Schema, shape: Shape) -> Schema:
    """Return the schema of a file from that of its entries; a file of entries may be empty."""
    by_id = {"type": ["object", "null"], **_by_id(entry)}
    listed = {"type": ["array", "null"], "items": entry}
    match shape:
        case Shape.ONE:
            return {name: value for name, value in entry.items() if name != "description"}
        case Shape.BY_ID:
            return by_id
        case Shape.LIST:
            return listed
    required = {**entry, "required": [*entry["required"], "id"]}
    return {"anyOf": [by_id, {**listed, "items": required}]}


def _by_id(entry: Schema) -> Schema:
    return {"propertyNames": dict(_ID), "additionalProperties": entry}


def _schema_of_row() -> Schema:
    """Return the schema of a row: its own fields, and a value or a cell in full for each column."""
    value = {"type": [*_WORDS, "boolean", "null"], "description": "The value, as people write it.",
             "examples": ["more than 70"]}  # fmt: skip
    cell = {"anyOf": [value, schema_of(CellFields)]}
    return {**schema_of(RowFields), "additionalProperties": cell}


def _plain(value: Any, defs: Schema, *, are_fields: bool = False) -> Any:  # noqa: ANN401 - JSON
    """Return a part of a schema with references filled in and what editors don't need left out."""
    if isinstance(value, list):
        return [_plain(item, defs) for item in value]
    if not isinstance(value, dict):
        return value
    if are_fields:
        return {name: _plain(field, defs) for name, field in value.items()}
    if "$ref" in value:
        return _plain(defs[value["$ref"].rpartition("/")[2]] | _without(value, "$ref"), defs)
    found = {
        name: item if name in {"examples", "enum"} else _plain(item, defs,
                                                               are_fields=name == "properties")
        for name, item in value.items() if name not in {"title", "default", "$defs"}
    }  # fmt: skip
    if found.get("type") == "string" and "enum" not in found:
        found |= {"pattern": _DAY} if found.get("format") == "date" else {"type": _WORDS}
    values = found.get("additionalProperties")
    if isinstance(values, dict) and "properties" in values:
        found["propertyNames"] = dict(_ID)
    return found


def _without(value: Schema, name: str) -> Schema:
    return {key: item for key, item in value.items() if key != name}


def find_reference(kind: FileKind) -> str:
    """Return the first line of a file of a kind, which leads editors to its schema."""
    up = "../" * kind.path.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind.name}.json"


def write_schemas(content: Path) -> list[Path]:
    """Write the schemas into a content folder; return their files."""
    folder = content / FOLDER
    folder.mkdir(exist_ok=True)
    written: list[Path] = []
    for name, text in make_schemas().items():
        written.append(folder / name)
        written[-1].write_text(text, encoding="utf-8", newline="\n")
    return written


def write_references(content: Path) -> list[Path]:
    """Write the line that leads editors to the schema into each YAML file without one."""
    written: list[Path] = []
    for path, kind in find_files(content):
        data = path.read_bytes()
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        if b"yaml-language-server:" not in data.partition(b"\n")[0]:
            end = b"\r\n" if b"\r\n" in data else b"\n"
            line = find_reference(kind).encode() + end
            path.write_bytes(mark + line + data.removeprefix(mark))
            written.append(path)
    return written


def find_files(content: Path) -> Iterator[tuple[Path, FileKind]]:
    """Yield the YAML files of a content folder, each with its kind."""
    for kind in FILE_KINDS:
        if kind.path.endswith(".yaml"):
            yield from ((path, kind) for path in sorted(content.glob(kind.path)))
