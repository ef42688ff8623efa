"""Reading a table from a CSV or XLSX file: a heading and a text for each cell, with its line."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

from msgspec import Struct

from plainfact.files import read_text
from plainfact.limits import find_limits
from plainfact.problems import ContentError, Place, Problem

_CODE = "table-is-readable"
_AS_CSV = 'Open it in a spreadsheet and save it again, as "CSV UTF-8" or as XLSX.'
_DELIMITERS = ",;\t|"


class Table(Struct, frozen=True):
    """A table as a spreadsheet has it."""

    header: tuple[str, ...]
    """The headings."""
    rows: tuple[tuple[str, ...], ...]
    """The texts of the cells, as many in each row as there are headings; empty for none."""
    left_out: tuple[str, ...]
    """What was not taken for a row, in words."""
    decimal_sign: str
    """The sign for decimals, where the kind of file tells it; else empty."""


class _RefusedError(Exception):
    """The file can't be read; carries the line, what is wrong, and how to mend it."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        self.line, self.message, self.hint = line, message, hint
        super().__init__()


def read_table(path: Path, sheet: str | None) -> Table:
    """Return the table of a file; raise ContentError where it holds none.

    `sheet` names the sheet of a workbook; None is its first.
    """
    shown = path.as_posix()
    try:
        if path.suffix.lower() == ".csv":
            problems: list[Problem] = []
            text = read_text(path, shown, problems)
            if text is None:
                raise ContentError(problems)
            is_usual = _find_delimiter(text) == ","
            return _make_table(list(_read_csv(text)), "." if is_usual else "")
        return _make_table(list(_read_workbook(path, sheet)), ".")
    except _RefusedError as error:
        place = Place(shown, error.line)
        raise ContentError([Problem(place, _CODE, error.message, error.hint)]) from error


def _read_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter=_find_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [" ".join(cell.split()) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        message = "A quote that opens in this row is not closed, or closes too soon."
        hint = 'Put quotes round the whole cell, and write a quote inside it twice: "a ""b"" c".'
        raise _RefusedError(line, message, hint) from error


def _find_delimiter(text: str) -> str:
    first = next((line for line in text.split("\n") if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _read_workbook(path: Path, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    import openpyxl  # noqa: PLC0415 - loaded where it is needed: most runs read no workbook
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    most = find_limits().file_bytes
    if path.stat().st_size > most:
        message = f"The file has {path.stat().st_size:,} bytes; the most is {most:,}."
        raise _RefusedError(1, message, "Split it, or cut it down.")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError,
            ParseError) as error:  # fmt: skip
        raise _RefusedError(1, "This is no workbook that can be read.", _AS_CSV) from error
    name = sheet or book.sheetnames[0]
    if name not in book.sheetnames:
        message = f'There is no sheet "{name}".'
        raise _RefusedError(1, message, f"It has: {', '.join(book.sheetnames)}.")
    for number, cells in enumerate(book[name].iter_rows(), start=1):
        if number > find_limits().rows:
            message = f"The sheet has more than {find_limits().rows:,} rows."
            raise _RefusedError(number, message, "Split it, or cut it down.")
        yield number, [_format_value(cell.value, cell.number_format or "") for cell in cells]
    book.close()


def _format_value(value: object, number_format: str) -> str:
    """Return a cell of a workbook as its reader sees it, without what its numbers hide."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float):
        is_share = number_format.endswith("%")
        return f"{value * 100 if is_share else value:.12g}{'%' if is_share else ''}"
    return " ".join(str(value).split())


def _make_table(lines: Iterable[tuple[int, list[str]]], decimal_sign: str) -> Table:
    filled = [(number, cells) for number, cells in lines if any(cells)]
    found = next((n for n, (_, cells) in enumerate(filled) if sum(map(bool, cells)) > 1), None)
    if found is None or len(filled) < found + 2:
        message = "The file has no heading with rows under it."
        hint = "Begin it with a row that names the columns, at least two; rows follow under it."
        raise _RefusedError(1, message, hint)
    left_out = [f'line {number}: "{next(filter(None, cells))}"' for number, cells in filled[:found]]
    number, header = filled[found]
    while header and not header[-1]:
        header.pop()
    _check_header(number, header)
    rows: list[tuple[str, ...]] = []
    for line, cells in filled[found + 1 :]:
        if any(cells[len(header) :]):
            message = f"The row has {len(cells)} cells; the heading names {len(header)}."
            hint = "Put a cell that holds a comma in quotes, or name the last column."
            raise _RefusedError(line, message, hint)
        if sum(map(bool, cells)) < 2:
            left_out.append(f'line {line}: "{next(filter(None, cells))}"')
            continue
        rows.append(tuple((cells + [""] * len(header))[: len(header)]))
    return Table(tuple(header), tuple(rows), tuple(left_out), decimal_sign)


def _check_header(number: int, header: list[str]) -> None:
    for index, name in enumerate(header):
        if not name and index > 0:
            message = f"Column {index + 1} has no heading."
            raise _RefusedError(number, message, "Write what the column holds into its first cell.")
        if name in header[:index]:
            message = f'Two columns have the heading "{name}".'
            raise _RefusedError(number, message, "Give each column a heading of its own.")
