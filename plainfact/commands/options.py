"""What commands have in common: the content folder, shared options, and how they stop."""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from plainfact.problems import Problem
from plainfact.urls import read_base_url

CONTENT = Path("content")
CACHE = Path(".cache")
"""Where what was made is kept for the next build."""

Command = Callable[..., None]


def take_no_code(command: Command) -> Command:
    """Give a command the option --no-code."""
    say = "Refuse charts, filters, templates and scripts, which are code."
    return click.option("--no-code", is_flag=True, help=say)(command)


def take_base_url(command: Command) -> Command:
    """Give a command the option --base-url: an address that a site can stand at."""
    say = "Where the site will stand, e.g. https://example.org/repo/."
    return click.option("--base-url", callback=_read_address, help=say)(command)


def _read_address(_: click.Context, _option: click.Parameter, words: str | None) -> str | None:
    try:
        return None if words is None else read_base_url(words)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error


def take_loudness(command: Command) -> Command:
    """Give a command the options -q and -v, as `quiet` and `verbose`."""
    command = click.option("-v", "--verbose", is_flag=True, help="Say how long each stage took.")(
        command
    )
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")(command)


def stop_for_problems(problems: Sequence[Problem], ending: str = "") -> NoReturn:
    """Print problems and leave with status 1."""
    # Rich takes a while to import, and is wanted only now.
    report = import_module("plainfact.problem_report")
    report.print_problems(problems, ending, name_of_command())
    sys.exit(1)


def name_of_command() -> str:
    """Return how this was called: `plainfact`, or `python build.py`."""
    name = click.get_current_context().find_root().info_name or "plainfact"
    return f"python {name}" if name.endswith(".py") else name
