"""`check`: the checks alone."""

import sys
from collections.abc import Sequence

import click

from plainfact.build import check_content
from plainfact.commands.options import CONTENT, stop_for_problems, take_loudness, take_no_code
from plainfact.problem_formats import format_problems_json
from plainfact.problems import ContentError, Problem
from plainfact.progress_display import ProgressDisplay


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON, for editors.")
@take_no_code
@take_loudness
def check(*, as_json: bool, no_code: bool, quiet: bool, verbose: bool) -> None:
    """Check everything, write nothing."""
    problems: Sequence[Problem] = ()
    try:
        with ProgressDisplay(quiet=quiet, timed=verbose) as progress:
            check_content(CONTENT, no_code=no_code, progress=progress)
    except ContentError as error:
        problems = error.problems
    if as_json:
        click.echo(format_problems_json(problems))
        sys.exit(1 if problems else 0)
    if problems:
        stop_for_problems(problems)
    if not quiet:
        click.echo("No problems.")
