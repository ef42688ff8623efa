"""`build`: check everything, then write the site."""

from pathlib import Path

import click

from plainfact.build import build_site
from plainfact.commands.options import (
    CONTENT,
    stop_for_problems,
    take_base_url,
    take_loudness,
    take_no_code,
)
from plainfact.problems import ContentError
from plainfact.progress_display import ProgressDisplay


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("_site"), show_default=True)
@take_base_url
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The facts.json of the last publication: a figure that changed needs a correction.",
)
@take_no_code
@take_loudness
def build(
    out: Path,
    base_url: str | None,
    against: Path | None,
    *,
    no_code: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check everything, then write the site."""
    try:
        with ProgressDisplay(quiet=quiet, timed=verbose) as progress:
            written = build_site(
                CONTENT,
                out,
                base_url=base_url,
                no_code=no_code,
                against=against,
                progress=progress,
            )
    except ContentError as error:
        stop_for_problems(error.problems, "Nothing was written.")
    if not quiet:
        click.echo(f"Wrote {written} files to {out}/")
