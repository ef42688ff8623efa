"""Making the skeleton of a dataset from a table: what the file says, and "?" for what it can't."""

import re
from collections.abc import Iterator

from msgspec import Struct

from plainfact.column_guesses import Holds, TableColumn, make_column, unique_id
from plainfact.datasets import PLACEHOLDER
from plainfact.ids import suggest_id
from plainfact.languages import Language
from plainfact.schemas import FILE_KINDS, find_reference
from plainfact.spreadsheets import Table
from plainfact.table_numbers import find_decimal_sign
from plainfact.yaml_faults import quote

_PLAIN_VALUE = re.compile(r"[^\W_][\w .%/&;’()+–-]*(?<! )")


class Skeleton(Struct, frozen=True):
    """A dataset that its author has to complete."""

    columns: tuple[TableColumn, ...]
    """Its columns."""
    rows: tuple[str, ...]
    """The ids of its rows."""


def make_skeleton(table: Table, language: Language) -> Skeleton:
    """Return the skeleton of a dataset from a table.

    The first column names the rows; one of periods does nothing else.
    """
    taken: set[str] = set()
    sign = table.decimal_sign or find_decimal_sign(cell for row in table.rows for cell in row)
    columns = [
        make_column(name, [row[index] for row in table.rows], sign, taken, language)
        for index, name in enumerate(table.header)
    ]
    first, *others = columns
    are_periods = first.holds is Holds.DATES and all(first.values)
    names = first.values if first.holds is not Holds.NUMBERS else ("",) * len(table.rows)
    rows = _make_row_ids([name.lower() if are_periods else name for name in names])
    return Skeleton(tuple(others if are_periods and others else columns), rows)


def _make_row_ids(names: list[str]) -> tuple[str, ...]:
    taken: set[str] = set()
    return tuple(
        unique_id(suggest_id(name) or f"row-{number}", taken)
        for number, name in enumerate(names, start=1)
    )


def format_skeleton(skeleton: Skeleton) -> str:
    """Return a skeleton as the file of a dataset."""
    kind = next(kind for kind in FILE_KINDS if kind.name == "dataset")
    lines = [
        find_reference(kind),
        f'title: "{PLACEHOLDER}"  # what the table holds, in a few words',
        f'source: "{PLACEHOLDER}"  # the id of the work in sources.yaml that the figures come from',
        "# said_by: who says so, e.g. the office that counted",
        "# as_of: when it held, e.g. 2024",
        "columns:",
        *(f"  {column.id}: {_format_column(column)}" for column in skeleton.columns),
        "rows:",
    ]
    for index, name in enumerate(skeleton.rows):
        cells = [
            f"{column.id}: {format_value(column.values[index])}"
            for column in skeleton.columns
            if column.values[index]
        ]
        lines.append(f"  {format_value(name)}: {{{', '.join(cells)}}}")
    return "\n".join(lines) + "\n"


def _format_column(column: TableColumn) -> str:
    fields = [f"label: {format_value(column.label)}"]
    if column.unit:
        fields.append(f"unit: {format_value(column.unit)}")
    ending = f"  # the heading says: {column.said}" if column.said else ""
    if column.unit == PLACEHOLDER and not column.said:
        ending = "  # what its numbers count"
    return f"{{{', '.join(fields)}}}{ending}"


def format_value(words: str) -> str:
    """Return words as YAML takes them between braces, in quotes where they need them."""
    is_plain = _PLAIN_VALUE.fullmatch(words) and words not in {"null", "Null", "NULL"}
    return words if is_plain or re.fullmatch(r"-?\d+(\.\d+)?", words) else quote(words)


def describe_columns(skeleton: Skeleton) -> Iterator[str]:
    """Yield what each column was taken for, a line each."""
    width = max(len(column.id) for column in skeleton.columns)
    for column in skeleton.columns:
        said = {
            Holds.WORDS: "words",
            Holds.DATES: "dates",
            Holds.NUMBERS: f"numbers in {column.unit}",
        }[column.holds]
        if column.unit == PLACEHOLDER:
            said = "numbers; what they count is to be filled in"
        if column.odd is not None:
            odd = column.odd
            said += f', since "{odd.value}" is not among the {odd.others.value}'
            said += f" ({odd.count} of {odd.all} are); mend it, and import again"
        yield f"  {column.id:<{width}}  {said}"
        if column.doubt is not None:
            written, read = column.doubt
            yield f'  {"":<{width}}  "{written}" was read as {read}: look whether that is meant'
