"""`explain`: what the guide says of a problem."""

import click

from plainfact.problem_guide import find_guide, read_guide
from plainfact.problems import format_suggestion


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a problem means, why it matters and how to fix it, with an example."""
    guide = read_guide()
    if code is None:
        click.echo("\n".join(guide))
    elif code in guide:
        click.echo(guide[code])
    else:
        hint = format_suggestion(code, guide) or f"All are in {find_guide()}."
        raise click.UsageError(f'no problem is called "{code}". {hint}')
