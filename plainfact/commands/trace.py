"""`trace`: where a cell comes from, and every place that uses it."""

import click

from plainfact.build import check_content
from plainfact.commands.options import CONTENT, stop_for_problems
from plainfact.problems import ContentError
from plainfact.trace import list_unused, trace_cell, trace_source


@click.command()
@click.argument("address", required=False)
@click.option("--source", metavar="ID", help="Trace a source instead of a cell.")
@click.option("--unused", is_flag=True, help="List what no page uses.")
def trace(address: str | None, source: str | None, *, unused: bool) -> None:
    """Say where a cell comes from, and every place that uses it."""
    if (address is not None) + (source is not None) + unused != 1:
        raise click.UsageError("name one of: an address, --source ID, --unused")
    try:
        checked = check_content(CONTENT)
        if unused:
            lines = list_unused(checked.site, checked.uses)
        elif source is not None:
            lines = trace_source(source, checked.site, checked.uses)
        else:
            lines = trace_cell(address or "", checked.site, checked.uses)
    except ContentError as error:
        stop_for_problems(error.problems)
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from error
    click.echo(lines or "Everything is used.")
