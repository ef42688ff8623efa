"""`cite`: works of a bibliography become sources."""

from collections.abc import Mapping
from pathlib import Path

import click

from plainfact.citing import append_sources, choose_new, stands_in_brackets
from plainfact.commands.options import CONTENT, stop_for_problems
from plainfact.files import read_text
from plainfact.ground_reader import load_language
from plainfact.problems import ContentError, Problem
from plainfact.references import Reference, read_references
from plainfact.source_fields import load_sources
from plainfact.yaml_reader import parse_yaml


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def cite(file: Path) -> None:
    """Add the works of a CSL-JSON or BibTeX file to content/sources.yaml."""
    if file.suffix.lower() not in {".json", ".bib"}:
        raise click.UsageError(f'{file} is neither .json nor .bib: export "CSL JSON" or "BibTeX"')
    target = CONTENT / "sources.yaml"
    problems: list[Problem] = []
    text = read_text(target, target.as_posix(), problems) if target.is_file() else ""
    node = parse_yaml(text or "", target.as_posix(), problems)
    sources = load_sources(node, target.as_posix(), load_language(CONTENT), problems)
    try:
        references = read_references(file)
    except ContentError as error:
        problems += error.problems
    if problems or text is None:
        stop_for_problems(ContentError(problems).problems, "Nothing was written.")
    found = choose_new(references, sources)
    if found.added:
        _write(target, found.added)
    for title, name in found.known:
        click.echo(f'There already, as {name}: "{title}"')
    for name, reference in found.added.items():
        click.echo(f'Added {name}: "{reference.fields["title"]}". Cite it as [@{name}].')
        if reference.unread:
            click.echo(f"  Not understood, look at it: {', '.join(reference.unread)}")
    click.echo(f"{len(found.added)} added to {target}, {len(found.known)} there already.")


def _write(target: Path, added: Mapping[str, Reference]) -> None:
    raw = target.read_bytes().decode("utf-8") if target.is_file() else ""
    if stands_in_brackets(raw):
        message = f"{target} is written in brackets, after which nothing can be added"
        raise click.UsageError(f"{message}: write each source on lines of its own")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(append_sources(raw, added), encoding="utf-8", newline="")
