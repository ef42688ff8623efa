"""`import`: a dataset to complete, from a CSV or XLSX file."""

from pathlib import Path

import click

from plainfact.commands.options import CONTENT, name_of_command, stop_for_problems
from plainfact.dataset_skeletons import describe_columns, format_skeleton, make_skeleton
from plainfact.datasets import PLACEHOLDER
from plainfact.ground_reader import load_language
from plainfact.ids import is_id, suggest_id
from plainfact.problems import ContentError
from plainfact.spreadsheets import read_table


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "name", metavar="ID", help="The id of the dataset; else the file's name.")
@click.option("--sheet", help="The sheet of a workbook; else its first.")
def import_(file: Path, name: str | None, sheet: str | None) -> None:
    """Make a dataset to complete from a CSV or XLSX file."""
    if file.suffix.lower() not in {".csv", ".xlsx"}:
        raise click.UsageError(f'{file} is neither .csv nor .xlsx: save it as "CSV UTF-8"')
    name = name or suggest_id(file.stem).replace("-", "_") or "dataset"
    if not is_id(name):
        raise click.UsageError(
            f'"{name}" can\'t be an id. Try --id {suggest_id(name) or "figures"}'
        )
    target = CONTENT / "datasets" / f"{name}.yaml"
    if target.exists() or target.with_suffix(".csv").exists():
        message = f"{target} is there already, and is left as it is. Try --id {name}_2"
        raise click.UsageError(message)
    try:
        table = read_table(file, sheet)
    except ContentError as error:
        stop_for_problems(error.problems, "Nothing was written.")
    skeleton = make_skeleton(table, load_language(CONTENT))
    text = format_skeleton(skeleton)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Wrote {target}: {len(skeleton.rows)} rows.")
    click.echo("\n".join(describe_columns(skeleton)))
    for what in table.left_out:
        click.echo(f"Left out, as it is no row of the table: {what}")
    count = text.count(f'"{PLACEHOLDER}"')
    click.echo(f'{count} places are to be filled in, where it says "?". '
               f"Then: {name_of_command()} check")  # fmt: skip
