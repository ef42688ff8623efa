"""Reading the rows of a dataset from CSV, as a YAML tree would have them."""

import csv
import io
import re

from plainfact.limits import find_limits
from plainfact.problems import Place, Problem
from plainfact.texts import Text
from plainfact.yaml_reader import Mapping, Scalar


def parse_csv_rows(text: str, path: str, problems: list[Problem]) -> Mapping:
    """Return the rows of a CSV text as a YAML tree would have them; the first column is the id."""
    root = Mapping(1)
    reader = csv.reader(io.StringIO(text), strict=True)
    header: list[str] = []
    line = 1
    most = find_limits().rows
    try:
        for cells in reader:
            if not header:
                header = [cell.strip() for cell in cells]
                if not _check_csv_header(header, path, problems):
                    return root
            elif len(root.items) > most:
                break  # the loader of the dataset refuses it, and so much is enough to know
            elif any(cell.strip() for cell in cells):
                _add_csv_row(root, header, cells, line, path, problems)
            line = reader.line_num + 1
    except csv.Error:
        message = "Not valid CSV: a quote that opens in this row is not closed, or closes too soon."
        hint = 'Put quotes round the whole cell, and write a quote inside it twice: "a ""b"" c".'
        problems.append(Problem(Place(path, line), "csv-is-valid", message, hint))
    return root


def _check_csv_header(header: list[str], path: str, problems: list[Problem]) -> bool:
    """Refuse a first line that does not name the columns; tell whether rows can be read by it."""
    place = Place(path)
    if len(header) == 1 and (match := re.search(r"[;\t|]", header[0])):
        sign = "a tab" if match[0] == "\t" else f'"{match[0]}"'
        message = f"Not valid CSV: the cells are separated by {sign}, not by commas."
        hint = "Save it as CSV with commas between the cells."
        problems.append(Problem(place, "csv-is-valid", message, hint))
        return False
    for index, name in enumerate(header[1:], start=1):
        if not name or name in header[1:index]:
            message = f'The first line names the column "{name}" twice.'
            message = message if name else f"Column {index + 1} has no name in the first line."
            hint = "Name each column once, by its id."
            problems.append(Problem(place, "csv-is-valid", message, hint))
            return False
    return True


def _add_csv_row(
    root: Mapping, header: list[str], cells: list[str], line: int, path: str,
    problems: list[Problem],
) -> None:  # fmt: skip
    if len(cells) != len(header):
        message = f"The row has {len(cells)} cells; the first line names {len(header)}."
        hint = "Put a cell that holds a comma in quotes; leave an empty cell between two commas."
        problems.append(Problem(Place(path, line), "csv-is-valid", message, hint))
        return
    row = Mapping(line)
    for column, words in zip(header[1:], cells[1:], strict=True):
        if words.strip():
            row.items[column] = Scalar(Text(words.strip(), path, line), is_null=False)
            row.key_lines[column] = line
    name = cells[0].strip()
    if name in root.items:
        message = (
            f'The row "{name}" is given twice; it was first given on line {root.key_lines[name]}.'
        )
        hint = "Take one of the two out, or give it another id."
        problems.append(Problem(Place(path, line), "id-is-unique", message, hint))
        return
    root.items[name] = row
    root.key_lines[name] = line
