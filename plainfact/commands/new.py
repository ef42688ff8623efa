"""`new`: a small working explainer to start from."""

from pathlib import Path

import click

from plainfact.starter import FolderInUse, write_starter


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--empty", "is_empty", is_flag=True, help="The bare bones, without the examples.")
def new(folder: Path, *, is_empty: bool) -> None:
    """Make a new explainer in a folder: one that builds, and can be published as it is."""
    try:
        write_starter(folder, is_empty=is_empty)
    except FolderInUse as error:
        message = f"{folder} already holds {error}: name a new folder, or an empty one"
        raise click.UsageError(message) from error
    what = "the bare bones" if is_empty else "two sections, two datasets and three charts"
    click.echo(f"Made {folder}/, with {what}. Go on with:")
    if folder.resolve() != Path.cwd():
        click.echo(f"    cd {folder}")
    click.echo("    plainfact serve")
