"""The command line: `plainfact` or `python build.py`, which builds where no command is named."""

import click

from plainfact.commands.build import build
from plainfact.commands.check import check
from plainfact.commands.explain import explain
from plainfact.commands.new import new
from plainfact.commands.schemas import schemas
from plainfact.commands.serve import serve
from plainfact.commands.trace import trace
from plainfact.limits import LimitsError, find_limits


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
    try:
        find_limits()
    except LimitsError as error:
        raise click.UsageError(str(error)) from error


COMMANDS = (
    build,
    check,
    explain,
    new,
    schemas,
    serve,
    trace,
)
for command in COMMANDS:
    main.add_command(command)
