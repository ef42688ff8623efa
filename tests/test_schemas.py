"""Editors are told what the build is: schemas accept what it accepts, and refuse what they can."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from test_broken import BASE, CASES, lay_over

from plainfact.schemas import (
    FILE_KINDS,
    find_files,
    find_reference,
    make_schema,
)

ROOT = Path(__file__).parent.parent
FLAGSHIP = ROOT / "content"
SCHEMAS = {kind.name: make_schema(kind) for kind in FILE_KINDS}
SHAPE = {"field-is-known", "field-is-given", "field-is-valid", "id-is-plain", "allow-is-known",
         "chart-has-alt"}  # fmt: skip
"""The codes of faults of shape."""
UNTOLD = {
    "field-is-given.derived-unit": "a column needs a unit only if it has a formula",
    "field-is-given.empty-file": "editors don't look into an empty file",
    "field-is-valid.source-date": "periods are written in many ways",
    "field-is-valid.no-such-day": "a schema knows the form of a day, not the calendar",
    "id-is-plain": "the name of a file",
    "id-is-plain.note": "the name of a note in a text",
    "id-is-plain.taken-section": "the name of a file",
    "id-is-plain.taken-column": "the name is plain, and taken",
    "id-is-plain.taken-collection": "the name is plain, and one of the site's own pages",
}
"""Faults of shape that a schema can't tell, and why."""
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


class _EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do: by version 1.2, where a date is words and a name is text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - the library's
        """Return a mapping whose names are texts."""
        return {str(key): value for key, value in super().construct_mapping(node, deep).items()}


_EditorLoader.yaml_implicit_resolvers = {
    first: [
        (tag, re.compile("true|false") if tag.endswith(":bool") else pattern)
        for tag, pattern in found
        if not tag.endswith((":timestamp", ":merge"))
    ]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_as_editors_do(text: str) -> Any:  # noqa: ANN401 - data of any shape
    """Return what an editor's schema checker is given."""
    return yaml.load(text, _EditorLoader)  # noqa: S506 - a safe loader


def find_faults(content: Path) -> dict[str, list[str]]:
    """Return what the schemas say of a content folder, by file; syntax is not their matter."""
    found: dict[str, list[str]] = {}
    texts = [(path, kind.name, path.read_text("utf-8-sig")) for path, kind in find_files(content)]
    for path in (content / "index.md", *sorted(content.glob("sections/*.md"))):
        parts = _FENCE.split(path.read_text("utf-8-sig"), maxsplit=2)
        if len(parts) == 3:
            texts.append((path, "page", parts[1]))
    for path, name, text in texts:
        try:
            data = read_as_editors_do(text)
        except yaml.YAMLError:
            continue
        if data is None and name not in {"site", "page"}:
            continue
        faults = [error.message[:200] for error in Draft7Validator(SCHEMAS[name]).iter_errors(data)]
        if faults:
            found[path.relative_to(content).as_posix()] = faults
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_of_draft_7(name: str) -> None:
    """That is what editors take; what stands beside a reference it ignores, so there is none."""
    Draft7Validator.check_schema(SCHEMAS[name])
    assert "$ref" not in json.dumps(SCHEMAS[name])


@pytest.mark.parametrize(
    "content", [FLAGSHIP, BASE, ROOT / "docs/gallery"], ids=["flagship", "base", "gallery"]
)
def test_what_builds_is_accepted(content: Path) -> None:
    """Nothing in a site that builds is underlined in red."""
    assert find_faults(content) == {}


@pytest.mark.parametrize("step", range(4))
def test_what_was_mended_is_accepted(step: int, tmp_path: Path) -> None:
    """A schema is no stricter than the build: with its hint applied, each broken site passes."""
    for case in CASES[step::4]:
        content = tmp_path / case.name
        for folder in (BASE, case / "content", case / "mended"):
            lay_over(folder, content)
        assert find_faults(content) == {}, case.name


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.name.partition(".")[0] in SHAPE],
    ids=lambda case: case.name,
)
def test_faults_of_shape_are_told_while_typing(case: Path, tmp_path: Path) -> None:
    """What is wrong with the shape of a file is underlined, unless a schema can't know it."""
    lay_over(BASE, tmp_path / "content")
    lay_over(case / "content", tmp_path / "content")
    assert bool(find_faults(tmp_path / "content")) != (case.name in UNTOLD)


def test_the_flagship_leads_editors_to_its_schemas() -> None:
    """The first line of each YAML file names its schema; `python build.py schemas --refer` does."""
    for path, kind in find_files(FLAGSHIP):
        first = path.read_text("utf-8").partition("\n")[0]
        assert first == find_reference(kind), path.name
        target = first.partition("$schema=")[2]
        assert (path.parent / target).is_file()


def test_the_command_writes_schemas_and_names_them_once(tmp_path: Path) -> None:
    """A second run changes nothing, and line ends and byte order marks are kept."""
    lay_over(BASE, tmp_path / "content")
    site = tmp_path / "content" / "site.yaml"
    site.write_bytes(b"\xef\xbb\xbf" + site.read_bytes().replace(b"\n", b"\r\n"))
    shown: list[bytes] = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), "schemas", "--refer"],
            cwd=tmp_path, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert "Wrote 7 schemas" in done.stdout
        shown.append(site.read_bytes())
    assert shown[0] == shown[1]
    assert shown[0].startswith(
        b"\xef\xbb\xbf# yaml-language-server: $schema=.schemas/site.json\r\n"
    )
    assert b"\n" not in shown[0].replace(b"\r\n", b"")
