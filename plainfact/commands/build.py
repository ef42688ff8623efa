"""`build`: check everything, then write the site."""

import atexit
import gc
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from plainfact.commands.options import (
    CACHE,
    CONTENT,
    stop_for_problems,
    take_base_url,
    take_loudness,
    take_no_code,
)
from plainfact.problems import ContentError
from plainfact.progress_display import ProgressDisplay
from plainfact.stamp import digest_options, is_unchanged, read_stamp
from plainfact.workers import Workers


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("_site"), show_default=True)
@take_base_url
@click.option("--jobs", type=click.IntRange(min=0), default=0,
              help="How many processes share the work; else one a core.")  # fmt: skip
@click.option("--cache", type=click.Path(path_type=Path), default=CACHE, show_default=True,
              help="Where what was made is kept for the next build.")  # fmt: skip
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The facts.json of the last publication: a figure that changed needs a correction.",
)
@click.option("--scheduler", metavar="ADDRESS",
              help="A Dask cluster that shares the work, e.g. tcp://10.0.0.5:8786.")  # fmt: skip
@click.option("--offline", is_flag=True, help="Offer the explainer for reading offline too.")
@take_no_code
@take_loudness
def build(
    out: Path,
    base_url: str | None,
    against: Path | None,
    jobs: int,
    cache: Path,
    scheduler: str | None,
    *,
    no_code: bool,
    offline: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check everything, then write the site."""
    last = read_stamp(cache, out)
    options = digest_options(
        CONTENT, out, against, base_url=base_url, no_code=no_code, offline=offline
    )
    if last is not None and is_unchanged(last, options, CONTENT, out):
        if not quiet:
            click.echo(f"Nothing has changed: {len(last.outputs) - 1} files are in {out}/")
        return
    # Nearly all that a build makes stays until it ends: looking for what doesn't costs a tenth.
    gc.set_threshold(250_000, 20, 100)
    # Nor need all of it be looked through once more when the process ends.
    atexit.register(gc.freeze)
    if last is None and scheduler is None:
        _start_early(jobs)
    # All else is imported only now that there is something to do.
    build_site = import_module("plainfact.build").build_site
    cluster = _join(scheduler) if scheduler else None
    try:
        with ProgressDisplay(quiet=quiet, timed=verbose) as progress:
            written = build_site(
                CONTENT,
                out,
                base_url=base_url,
                no_code=no_code,
                offline=offline,
                against=against,
                progress=progress,
                cache=cache,
                jobs=cluster.jobs if cluster is not None else jobs,
                executor=cluster,
            )
    except ContentError as error:
        stop_for_problems(error.problems, "Nothing was written.")
    if not quiet:
        click.echo(f"Wrote {written} files to {out}/")


def _start_early(jobs: int) -> None:
    """Begin to start processes that a first build will want: they import while we do."""
    pages, charts = (CONTENT / "sections").glob("*.md"), (CONTENT / "charts").glob("*.yaml")
    Workers(jobs).prepare(pages=sum(1 for _ in pages), drawings=sum(1 for _ in charts))


def _join(address: str) -> Any:  # noqa: ANN401 - a Cluster, imported where there is one
    cluster = import_module("plainfact.cluster")
    try:
        return cluster.Cluster(address)
    except cluster.ClusterError as error:
        raise click.UsageError(f"{error}.") from error
