"""`schemas`: what editors need to help while typing."""

import click

from plainfact.commands.options import CONTENT
from plainfact.schemas import FOLDER, write_references, write_schemas


@click.command()
@click.option("--refer", is_flag=True, help="Name the schema in the first line of each YAML file.")
def schemas(*, refer: bool) -> None:
    """Write JSON Schemas into content/.schemas, so that editors help with the YAML files."""
    if not CONTENT.is_dir():
        raise click.UsageError("there is no content folder here")
    written = write_schemas(CONTENT)
    click.echo(f"Wrote {len(written)} schemas to {CONTENT / FOLDER}/")
    if refer:
        click.echo(f"Named the schema in {len(write_references(CONTENT))} files.")
