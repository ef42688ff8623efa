"""The command line: `plainfact` or `python build.py`, which builds where no command is named."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from plainfact.build import build_site, check_content
from plainfact.problems import ContentError, Problem, format_problems_json
from plainfact.trace import list_unused, trace_cell, trace_source

CONTENT = Path("content")


class _BuildByDefault(click.Group):
    """A group of commands that builds where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put "build" before the options where no command is named."""
        if not args or (args[0].startswith("-") and args[0] not in {"--help", "--version"}):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_BuildByDefault)
@click.version_option(package_name="plainfact", message="plainfact %(version)s")
def main() -> None:
    """Build an explainer whose words, charts and sources cannot disagree."""


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("_site"), show_default=True)
@click.option("--base-url", default=None, help="Where the site will stand.")
@click.option("--no-code", is_flag=True, help="Refuse charts and templates that are code.")
def build(out: Path, base_url: str | None, *, no_code: bool) -> None:
    """Check everything, then write the site."""
    try:
        written = build_site(CONTENT, out, base_url=base_url, no_code=no_code)
    except ContentError as error:
        _fail(error.problems, "Nothing was written.")
    click.echo(f"Wrote {written} files to {out}/")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON, for editors.")
@click.option("--no-code", is_flag=True, help="Refuse charts and templates that are code.")
def check(*, as_json: bool, no_code: bool) -> None:
    """Check everything, write nothing."""
    problems: Sequence[Problem] = ()
    try:
        check_content(CONTENT, no_code=no_code)
    except ContentError as error:
        problems = error.problems
    if as_json:
        click.echo(format_problems_json(problems))
        sys.exit(1 if problems else 0)
    if problems:
        _fail(problems)
    click.echo("No problems.")


@main.command()
@click.argument("address", required=False)
@click.option("--source", metavar="ID", help="Trace a source instead of a cell.")
@click.option("--unused", is_flag=True, help="List what no page uses.")
def trace(address: str | None, source: str | None, *, unused: bool) -> None:
    """Say where a cell comes from, and every place that uses it."""
    if (address is not None) + (source is not None) + unused != 1:
        raise click.UsageError("name one of: an address, --source ID, --unused")
    try:
        checked = check_content(CONTENT)
        if unused:
            lines = list_unused(checked.site, checked.uses)
        elif source is not None:
            lines = trace_source(source, checked.site, checked.uses)
        else:
            lines = trace_cell(address or "", checked.site, checked.uses)
    except ContentError as error:
        _fail(error.problems)
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from error
    click.echo(lines or "Everything is used.")


def _fail(problems: Sequence[Problem], ending: str = "") -> NoReturn:
    for problem in problems:
        click.echo(str(problem), err=True)
    count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}."
    click.echo(f"\n{count} {ending}".rstrip() + " See docs/problems.md.", err=True)
    sys.exit(1)
