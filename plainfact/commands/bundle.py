"""`bundle`: check everything, then write the offline deliveries."""

from importlib import import_module
from pathlib import Path

import click

from plainfact.commands.options import (
    CACHE,
    CONTENT,
    stop_for_problems,
    take_loudness,
    take_no_code,
)
from plainfact.problems import ContentError
from plainfact.progress_display import ProgressDisplay


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("bundle"), show_default=True)
@take_no_code
@take_loudness
def bundle(out: Path, *, no_code: bool, quiet: bool, verbose: bool) -> None:
    """Write the explainer as one file, and as a folder to unzip, to be read offline."""
    # All else is imported only when there is something to do.
    build_bundle = import_module("plainfact.build").build_bundle
    try:
        with ProgressDisplay(quiet=quiet, timed=verbose) as progress:
            written = build_bundle(
                CONTENT, out, no_code=no_code, progress=progress, cache=CACHE, jobs=0
            )
    except ContentError as error:
        stop_for_problems(error.problems, "Nothing was written.")
    if not quiet:
        for output in written:
            click.echo(f"Wrote {out}/{output.path} ({len(output.data) / 1e6:.1f} MB)")
