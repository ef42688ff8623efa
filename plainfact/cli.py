"""The command line: `plainfact` or `python build.py`, which builds where no command is named.

A command is imported when it is called, so that a build with nothing to do starts at once.
"""

from importlib import import_module
from keyword import iskeyword

import click

from plainfact.limits import LimitsError, find_limits
from plainfact.problems import UnwritableError

_COMMANDS = (
    "build",
    "bundle",
    "check",
    "cite",
    "explain",
    "import",
    "new",
    "reference",
    "schemas",
    "serve",
    "trace",
)
"""The commands, each a function in the module of its name."""


class _Commands(click.Group):
    """The commands by name; where none is named, `build` is meant."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put "build" before the options where no command is named."""
        if not args or (args[0].startswith("-") and args[0] not in {"--help", "--version"}):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a disk that refuses is told in a line."""
        try:
            return super().invoke(ctx)
        except UnwritableError as error:
            raise click.UsageError(str(error)) from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the library's own
        """Return the names of all commands."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the library's own
        """Return a command, imported now."""
        if cmd_name not in _COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found: click.Command = getattr(import_module(f"plainfact.commands.{name}"), name)
        return found


@click.group(cls=_Commands)
@click.version_option(package_name="plainfact", message="plainfact %(version)s")
def main() -> None:
    """Build an explainer whose words, charts and sources cannot disagree."""
    try:
        find_limits()
    except LimitsError as error:
        raise click.UsageError(str(error)) from error
