"""`reference`: every file and field."""

import click

from plainfact.reference import render_reference
from plainfact.schemas import FILE_KINDS


@click.command()
@click.argument("kind", required=False, type=click.Choice([kind.name for kind in FILE_KINDS]))
def reference(kind: str | None) -> None:
    """Say what every field of every file is for, or of one kind of file."""
    click.echo(render_reference(kind), nl=False)
