"""The package can be read from top to bottom, and what is made from it is as it is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from plainfact.reference import render_reference
from plainfact.schemas import FILE_KINDS, FOLDER, FileKind, make_schema, make_schemas

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plainfact"
LISTED = re.compile(r"^\| `([a-z_./]+)` \|", re.MULTILINE)


def reading_order() -> list[str]:
    """Return the rooms in the order of docs/architecture.md: modules, and folders as one room."""
    return LISTED.findall((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))


def rooms() -> dict[str, list[Path]]:
    """Return the files of each room: a module's own, or all of a folder's."""
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        room = f"{parts[0]}/" if len(parts) > 1 else parts[0]
        found.setdefault(room, []).append(path)
    found.pop("__init__")
    return found


def imported_rooms(path: Path, known: set[str]) -> set[str]:
    """Return the rooms that a file imports from."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("plainfact"):
            parts = (node.module or "").split(".")[1:]
            names = parts[:1] or [alias.name for alias in node.names]
            found |= {name if name in known else f"{name}/" for name in names}
    return found & known


def test_every_module_is_in_the_reading_order() -> None:
    """Docs and package name the same rooms, each once."""
    order = reading_order()
    assert sorted(order) == sorted(rooms())
    assert len(order) == len(set(order))


def test_imports_point_up_the_reading_order() -> None:
    """A reader who reads the list from the top never meets a name that stands further down."""
    order = reading_order()
    files = rooms()
    wrong = [
        f"{room} imports {needed}"
        for index, room in enumerate(order)
        for path in files[room]
        for needed in imported_rooms(path, set(files)) - {room}
        if order.index(needed) > index
    ]
    assert wrong == []


def test_schemas_are_those_of_the_models() -> None:
    """Editors of the flagship know the fields that there are; `python build.py schemas` does it."""
    files = {path.name: path.read_text("utf-8") for path in (ROOT / "content" / FOLDER).iterdir()}
    wanted = make_schemas()
    stale = [name for name in {*files, *wanted} if files.get(name) != wanted.get(name)]
    assert stale == [], "run: python build.py schemas"


def find_fields(schema: object, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every field of a schema by its path."""
    if isinstance(schema, list):
        for item in schema:
            yield from find_fields(item, path)
    if not isinstance(schema, dict):
        return
    for name, field in schema.get("properties", {}).items():
        yield f"{path}.{name}", field
        yield from find_fields(field, f"{path}.{name}")
    for name in ("items", "additionalProperties", "anyOf"):
        yield from find_fields(schema.get(name), path)


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.name)
def test_every_field_is_described_with_examples_that_are_right(kind: FileKind) -> None:
    """Hovering over any field says what it is for and shows one, and the build would take it."""
    fields = dict(find_fields(make_schema(kind), kind.name))
    assert len(fields) > 2
    for path, field in fields.items():
        assert field.get("description", "")[-1:] == ".", f"{path} needs a description"
        assert field.get("examples"), f"{path} needs examples=[...]"
        for example in field["examples"]:
            assert not list(Draft7Validator(field).iter_errors(example)), path


def test_the_reference_is_made_from_the_models() -> None:
    """docs/reference.md is what the command prints."""
    written = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert written == render_reference(), "run: python build.py reference > docs/reference.md"
