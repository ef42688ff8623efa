"""The reference of every file and field, made from the schemas, so that it is never out of date."""

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from plainfact.schemas import FILE_KINDS, FileKind, Schema, make_schema

_HEAD = """\
# Every file and field

Made from the code by `plainfact reference`; a test holds it to that. How the files work
together is told in [authoring.md](authoring.md). A field whose name is set in **bold** must be
there. `<id>` stands for a name of yours: lower-case letters, digits, hyphens and underscores.
"""


def render_reference(name: str | None = None) -> str:
    """Return the reference as Markdown, or the part about one kind of file."""
    parts = [_render_kind(kind) for kind in FILE_KINDS if name in (None, kind.name)]
    return "\n".join(([_HEAD] if name is None else []) + parts)


def _render_kind(kind: FileKind) -> str:
    rows = [f"| {name} | {says} | {example} |" for name, says, example in _find_rows(kind)]
    ending = {
        "by id": " Each entry stands under an id of its own.",
        "a list": " Each entry begins with a hyphen.",
        "by id, or as a list": " Each entry stands under an id of its own, or has one as `id`.",
    }.get(kind.shape.value, "")
    head = ["| field | what it is | for example |", "|---|---|---|"]
    title = f"`{kind.path.replace('*', '<id>')}`"
    return "\n".join([f"## {title}", "", f"{kind.says}{ending}", "", *head, *rows, ""])


def _find_rows(kind: FileKind) -> Iterator[tuple[str, str, str]]:
    schema = make_schema(kind)
    schema = schema.get("anyOf", [schema])[0]
    if kind.shape.value != "one":
        schema = schema.get("additionalProperties") or schema["items"]
    yield from _walk(schema, "")


def _walk(schema: Schema, before: str) -> Iterator[tuple[str, str, str]]:
    """Yield a row for each field, those inside it after it."""
    required = schema.get("required", ())
    fields = schema.get("properties", {})
    for name, field in sorted(fields.items(), key=lambda item: item[0] not in required):
        shown = f"`{before}{name}`"
        yield (f"**{shown}**" if name in required else shown), _say(field), _show_example(field)
        for inner, step in _find_inner(field):
            yield from _walk(inner, f"{before}{name}.{step}")
    cell = schema.get("additionalProperties")
    if isinstance(cell, dict) and "anyOf" in cell:
        value, whole = cell["anyOf"]
        yield f"`{before}<column>`", _say(value), _show_example(value)
        yield from _walk(whole, f"{before}<column>.")


def _find_inner(field: Schema) -> Iterator[tuple[Schema, str]]:
    """Yield what has fields of its own in a field, and the step that leads to it."""
    for one in (field, *field.get("anyOf", ())):
        if "properties" in one:
            yield one, ""
        items, values = one.get("items"), one.get("additionalProperties")
        for kind in (items or {}, *(items or {}).get("anyOf", ())):
            if "properties" in kind:
                yield kind, ""
        if isinstance(values, dict) and "properties" in values:
            yield values, "<id>."


def _say(field: Schema) -> str:
    choices = next((one["enum"] for one in (field, *field.get("anyOf", ())) if "enum" in one), ())
    said = f" One of: {', '.join(f'`{choice}`' for choice in choices)}." if choices else ""
    return _in_table(field["description"]) + (said if len(choices) <= 12 else "")


def _show_example(field: Schema) -> str:
    return ", ".join(f"`{_in_table(_as_yaml(example))}`" for example in field["examples"][:2])


def _as_yaml(value: Any) -> str:  # noqa: ANN401 - any data
    """Return an example as it is written in YAML, on a line."""
    if isinstance(value, str):
        is_plain = value[:1] not in "%@`[{&*!|>'\"#" and not re.search(r": | #", value)
        return value if is_plain else json.dumps(value, ensure_ascii=False)
    dumped = yaml.safe_dump(value, default_flow_style=True, width=10**6, allow_unicode=True,
                            sort_keys=False)  # fmt: skip
    return dumped.removesuffix("...\n").strip()


def _in_table(words: str) -> str:
    return words.replace("|", "\\|")
