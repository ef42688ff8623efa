"""Making datasets from their files: columns, rows, cells and what each inherits."""

import difflib
from collections.abc import Mapping as MappingType

from msgspec.structs import replace

from plainfact.cell_values import DatasetReader, read_cell, read_period_id
from plainfact.dataset_fields import (
    CellFields,
    ColumnFields,
    DatasetFields,
    DerivedFields,
    Provenance,
    RowFields,
)
from plainfact.datasets import PLACEHOLDER, Cell, Column, Dataset, Row
from plainfact.ids import check_ids
from plainfact.languages import Language
from plainfact.limits import find_limits
from plainfact.origins import merge_origin
from plainfact.phrasing import format_quantity
from plainfact.problems import Place, Problem, format_suggestion
from plainfact.prose import Prose
from plainfact.prose_parser import parse_prose
from plainfact.quantities import Quantity
from plainfact.row_faults import advise_on_column, find_joined
from plainfact.texts import Text
from plainfact.units import Unit, parse_unit
from plainfact.validation import validate
from plainfact.yaml_reader import Mapping, Node, Scalar

_ORIGIN_FIELDS = tuple(Provenance.model_fields)
_ROW_FIELDS = tuple(RowFields.model_fields)


def make_dataset(
    name: str,
    node: Node | None,
    path: str,
    rows_node: Mapping | None,
    language: Language,
    problems: list[Problem],
) -> Dataset | None:
    """Return a dataset from its YAML tree (and its rows from a CSV file, where it has one)."""
    fields = validate(DatasetFields, node, path, problems)
    if fields is None or not isinstance(node, Mapping):
        return None
    reader = DatasetReader(name, path, language, problems)
    if fields.title.value == PLACEHOLDER:
        hint = 'Write what the table holds in place of the "?", in a few words.'
        reader.refuse(fields.title.line, "field-is-filled-in", '"title" is still to be filled in.',
                      hint)  # fmt: skip
    columns = _make_columns(fields, node, reader)
    own_rows = node.items.get("rows")
    if rows_node is not None and own_rows is not None:
        line = node.key_lines["rows"]
        reader.refuse(line, "rows-are-in-one-place", "The rows are here and in a CSV file too.",
                      "Keep them in one of the two.")  # fmt: skip
    found_rows = rows_node or own_rows
    most = find_limits().rows
    if isinstance(found_rows, Mapping) and len(found_rows.items) > most:
        message = f"The dataset has more than {most:,} rows, the most that is read."
        reader.refuse(1, "dataset-is-bounded", message, "Split it, or cut it down.")
        return None
    rows = _make_rows(found_rows, fields, columns, reader) if found_rows else {}
    _check_sources(rows, reader)
    if not rows and not reader.broken and not fields.derived:
        line = node.key_lines.get("rows", 1)
        hint = f'Add "rows:", and under it e.g. "first: {{{next(iter(columns), "column")}: …}}".'
        reader.refuse(line, "dataset-has-rows", "The dataset has no rows.", hint)
    derived_node = node.items.get("derived")
    derived = _make_derived(fields, derived_node, rows, reader)
    return Dataset(
        id=name,
        title=parse_prose(fields.title, problems),
        description=_parse_optional(fields.description, problems),
        note=_parse_optional(fields.note, problems),
        licence=fields.licence,
        redistribute=fields.redistribute,
        columns=columns,
        rows=rows,
        derived=derived,
        broken=frozenset(reader.broken),
        place=Place(path),
    )


def _make_columns(fields: DatasetFields, node: Mapping, reader: DatasetReader) -> dict[str, Column]:
    columns_node = node.items["columns"]
    lines = columns_node.key_lines if isinstance(columns_node, Mapping) else {}
    places = [(name, Place(reader.path, lines.get(name, 1))) for name in fields.columns]
    check_ids(places, "column", reader.problems)
    columns: dict[str, Column] = {}
    for name, place in places:
        column = fields.columns[name]
        unit = _parse_unit(column.unit, _find(columns_node, name, "unit", place), reader)
        if unit is None and column.unit is not None:
            reader.broken.add(_whole_column(name, reader))
        if name in _ROW_FIELDS:
            hint = f'Call it e.g. "own_{name}": {", ".join(_ROW_FIELDS)} are fields of every row.'
            message = f'A column can\'t be called "{name}".'
            reader.refuse(place.line, "id-is-plain", message, hint)
        columns[name] = Column(
            id=name,
            label=column.label,
            unit=unit,
            formula=column.formula.value if column.formula else "",
            decimals=column.decimals,
            note=_parse_optional(column.note, reader.problems),
            place=place,
        )
        _check_formula_has_unit(name, column, place, reader)
    return columns


def _whole_column(name: str, reader: DatasetReader) -> str:
    """Return the address that stands for all cells of a column."""
    return f"{reader.dataset}.*.{name}"


def _find(node: Node | None, name: str, field_name: str, otherwise: Place) -> Place:
    """Return the place of a field of an entry, or another where the entry has none."""
    entry = node.items.get(name) if isinstance(node, Mapping) else None
    if isinstance(entry, Mapping) and field_name in entry.items:
        return Place(otherwise.path, entry.key_lines[field_name])
    return otherwise


def _check_formula_has_unit(
    name: str, column: ColumnFields, place: Place, reader: DatasetReader
) -> None:
    if column.formula is not None and column.unit is None:
        reader.broken.add(_whole_column(name, reader))
        reader.refuse(place.line, "field-is-given", "A derived column has no unit.",
                      'Add "unit: …": what its numbers count, e.g. "%".')  # fmt: skip


def _parse_unit(label: str | None, place: Place, reader: DatasetReader) -> Unit | None:
    if label is None:
        return None
    if label == PLACEHOLDER:
        hint = ('Write what the numbers count in place of the "?", e.g. "%", "EUR m", people, km '
                'or "million units"; take "unit" out if these are words.')  # fmt: skip
        reader.refuse(place.line, "field-is-filled-in", '"unit" is still to be filled in.', hint)
        return None
    try:
        return parse_unit(label)
    except ValueError as error:
        hint = 'Write e.g. "%", "RMB bn", "million units", years or a plural noun.'
        reader.refuse(place.line, "unit-is-readable", f'"{label}" is no unit: {error}.', hint)
        return None


def _make_rows(
    node: Node, fields: DatasetFields, columns: MappingType[str, Column], reader: DatasetReader
) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    if not isinstance(node, Mapping):
        return rows
    path = next(
        (value.text.path for row in node.items.values() if isinstance(row, Mapping)
         for value in row.items.values() if isinstance(value, Scalar)), reader.path,
    )  # fmt: skip
    reader = replace(reader, path=path)
    places = [(name, Place(path, node.key_lines[name])) for name in node.items]
    check_ids(places, "row", reader.problems)
    for name, place in places:
        entry = node.items[name]
        if isinstance(entry, Mapping):
            rows[name] = _make_row(name, entry, place, fields, columns, reader)
        else:
            reader.broken.add(f"{reader.dataset}.{name}")
            hint = f'Write "{name}: {{{next(iter(columns), "column")}: …}}".'
            reader.refuse(place.line, "field-is-valid", f'The row "{name}" names no columns.', hint)
    return rows


def _check_sources(rows: MappingType[str, Row], reader: DatasetReader) -> None:
    """Refuse figures without a source, all at once where none has one.

    Words such as a firm's name need a source only where prose rests on them (`check`).
    """
    cells = [cell for row in rows.values() for cell in row.cells.values()
             if cell.unit is not None and not cell.formula]  # fmt: skip
    without = [cell for cell in cells if not cell.origin.sources]
    if len(without) == len(cells) > 1:
        hint = 'Add "source: …" under the title: the id of a source.'
        reader.refuse(1, "cell-has-a-source", "None of the figures has a source.", hint)
        return
    for cell in without:
        hint = 'Add "source: …" to its row: the id of a source.'
        message = f"{cell.address} has no source."
        reader.problems.append(Problem(cell.place, "cell-has-a-source", message, hint))


def _make_row(
    name: str, entry: Mapping, place: Place, fields: DatasetFields,
    columns: MappingType[str, Column], reader: DatasetReader,
) -> Row:  # fmt: skip
    own = Mapping(entry.line)
    for key in entry.items:
        if key in _ORIGIN_FIELDS:
            own.items[key] = entry.items[key]
            own.key_lines[key] = entry.key_lines[key]
    row_origin = validate(Provenance, own, reader.path, reader.problems) or Provenance()
    note_node = entry.items.get("note")
    row_note = (
        parse_prose(note_node.text, reader.problems) if isinstance(note_node, Scalar) else None
    )
    row_label = _find_row_label(name, entry, columns, reader)
    cells: dict[str, Cell] = {}
    for key, value in entry.items.items():
        line = entry.key_lines[key]
        is_empty = isinstance(value, Scalar) and value.is_null
        if key in _ROW_FIELDS or (is_empty and key in columns):
            continue
        if key not in columns:
            _refuse_column(name, key, line, columns, reader, is_empty=is_empty)
            continue
        if _whole_column(key, reader) in reader.broken:
            reader.broken.add(f"{reader.dataset}.{name}.{key}")
            continue
        cell = _make_cell(name, row_label, columns[key], value, line,
                          (fields, fields.columns[key], row_origin), row_note, reader)  # fmt: skip
        if cell is None:
            reader.broken.add(f"{reader.dataset}.{name}.{key}")
        else:
            cells[key] = cell
    for column in columns.values():
        is_broken = _whole_column(column.id, reader) in reader.broken
        if column.formula and column.id not in cells and not is_broken:
            levels = (fields, fields.columns[column.id], row_origin)
            cells[column.id] = _make_cell_record(
                name, row_label, column, None, None, levels, row_note, place, reader)  # fmt: skip
    return Row(id=name, cells=cells, place=place)


def _refuse_column(
    row: str, key: str, line: int, columns: MappingType[str, Column], reader: DatasetReader, *,
    is_empty: bool,
) -> None:  # fmt: skip
    """Refuse what a row gives for a column that there isn't; what is meant counts as told."""
    hint = advise_on_column(key, is_empty=is_empty)
    hint = hint or format_suggestion(key, [*columns, *_ROW_FIELDS])
    hint = hint or f'Add it to the columns: "{key}: {{label: …}}".'
    # In a CSV file the first line names the columns, once for all rows.
    line = 1 if reader.path.endswith(".csv") else line
    reader.refuse(line, "column-exists", f'There is no column "{key}".', hint)
    joined = find_joined(key, columns)
    meant = [joined[0]] if joined else difflib.get_close_matches(key, list(columns), n=1)
    reader.broken.update(f"{reader.dataset}.{row}.{column}" for column in meant)


def _make_cell(
    row: str, row_label: str, column: Column, node: Node, line: int,
    levels: tuple[Provenance, ...], row_note: Prose | None, reader: DatasetReader,
) -> Cell | None:  # fmt: skip
    if column.formula:
        reader.refuse(line, "derived-is-derived", f'"{column.id}" is derived; a row can\'t set it.',
                      "Take the value out, or the column's formula.")  # fmt: skip
        return None
    note = row_note
    if isinstance(node, Scalar):
        text, words = node.text, node.text.value
    else:
        fields = validate(CellFields, node, reader.path, reader.problems)
        if fields is None:
            return None
        text = fields.value
        words = f"{fields.qualifier} {text.value}" if fields.qualifier else text.value
        levels = (*levels, fields)
        note = _parse_optional(fields.note, reader.problems) or row_note
    place = Place(text.path, line)
    if column.unit is None:
        prose = parse_prose(text, reader.problems)
        return _make_cell_record(row, row_label, column, None, prose, levels, note, place, reader)
    quantity = read_cell(words, column.unit, text, reader)
    if quantity is None:
        return None
    return _make_cell_record(row, row_label, column, quantity, None, levels, note, place, reader)


def _make_cell_record(
    row: str, row_label: str, column: Column, quantity: Quantity | None, words: Prose | None,
    levels: tuple[Provenance, ...], note: Prose | None, place: Place, reader: DatasetReader,
) -> Cell:  # fmt: skip
    address = f"{reader.dataset}.{row}.{column.id}"
    origin = merge_origin(levels, reader, row_period=read_period_id(row, reader))
    return Cell(
        address=address,
        dataset=reader.dataset,
        row=row,
        column=column.id,
        label=f"{row_label}: {column.label}",
        quantity=quantity,
        words=words,
        origin=origin,
        note=note or column.note,
        formula=column.formula,
        decimals=column.decimals,
        unit=column.unit,
        place=place,
    )


def _make_derived(
    fields: DatasetFields, node: Node | None, rows: MappingType[str, Row], reader: DatasetReader
) -> dict[str, Cell]:
    lines = node.key_lines if isinstance(node, Mapping) else {}
    places = {name: Place(reader.path, lines.get(name, 1)) for name in fields.derived}
    check_ids(places.items(), "derived value", reader.problems)
    cells: dict[str, Cell] = {}
    for name, entry in fields.derived.items():
        unit = _parse_unit(entry.unit, _find(node, name, "unit", places[name]), reader)
        if unit is None:
            reader.broken.add(f"{reader.dataset}.{name}")
        else:
            cells[name] = _make_derived_cell(name, entry, unit, places[name], rows, reader)
    return cells


def _make_derived_cell(
    name: str, entry: DerivedFields, unit: Unit, place: Place, rows: MappingType[str, Row],
    reader: DatasetReader,
) -> Cell:  # fmt: skip
    if name in rows:
        reader.refuse(place.line, "id-is-unique", f'"{name}" is a row and a derived value.',
                      "Give the derived value another id.")  # fmt: skip
    origin = merge_origin((entry,), reader, row_period=None)
    return Cell(
        address=f"{reader.dataset}.{name}", dataset=reader.dataset, row="", column=name,
        label=entry.label, quantity=None, words=None, origin=origin,
        note=_parse_optional(entry.note, reader.problems), formula=entry.formula.value,
        decimals=entry.decimals, unit=unit, place=place,
    )  # fmt: skip


def _find_row_label(
    name: str, entry: Mapping, columns: MappingType[str, Column], reader: DatasetReader
) -> str:
    """Return the words of a row's first text column, the period that its id names, or its id.

    A label begins as a sentence does: "Second quarter of 2021: exports".
    """
    for column in columns.values():
        value = entry.items.get(column.id)
        if column.unit is None and isinstance(value, Scalar) and not value.is_null:
            return value.text.value
    period = read_period_id(name, reader)
    if period is None:
        return name
    words = format_quantity(period, reader.language)
    return words[0].upper() + words[1:]


def _parse_optional(text: Text | None, problems: list[Problem]) -> Prose | None:
    return None if text is None else parse_prose(text, problems)
