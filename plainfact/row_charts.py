"""Row charts: a chart for each row of a collection, as one description gives them."""

from collections.abc import Container, Iterator, Mapping

from msgspec.structs import replace

from plainfact.config import Collection, RowChart, SiteFields
from plainfact.datasets import Cell, Dataset, Row
from plainfact.figures import Figure, name_row_chart
from plainfact.problems import Place, Problem, format_suggestion
from plainfact.prose import Prose
from plainfact.prose_parser import parse_prose
from plainfact.texts import Text, find_place


def make_row_charts(
    config: SiteFields, datasets: Mapping[str, Dataset], path: str, problems: list[Problem]
) -> dict[str, Figure]:
    """Return the charts of all collections that have a chart for each row, by id.

    A row of which nothing is drawn has none. `path` is the file of the settings, as problems
    name it.
    """
    found: dict[str, Figure] = {}
    for name, collection in config.collections.items():
        own, chart = datasets.get(collection.dataset), collection.chart
        if own is None or chart is None:
            continue
        drawn = datasets.get(chart.dataset or collection.dataset)
        place = find_place(chart.kind, Place(path))
        if drawn is None:
            message = f'There is no dataset "{chart.dataset}".'
            hint = format_suggestion(chart.dataset or "", datasets) or "Name one that there is."
            problems.append(Problem(place, "dataset-exists", message, hint))
        elif _has_match(chart, drawn, place, problems):
            pattern = _make_pattern(chart, drawn, place, problems)
            for row, rows in _match_rows(collection, chart, own, drawn):
                id_ = name_row_chart(name, row.id)
                found[id_] = _make_chart(id_, pattern, row.cells.get(collection.title), rows, drawn)
    return found


def _has_match(chart: RowChart, drawn: Dataset, place: Place, problems: list[Problem]) -> bool:
    """Tell whether the column is there by which rows are matched, where one is named."""
    if chart.match is None or chart.match in drawn.columns:
        return True
    hint = format_suggestion(chart.match, drawn.columns) or f"It has: {', '.join(drawn.columns)}."
    message = f'There is no column "{chart.match}" in the dataset "{drawn.id}".'
    problems.append(Problem(find_place(chart.match, place), "column-exists", message, hint))
    return False


def _make_pattern(chart: RowChart, drawn: Dataset, place: Place, problems: list[Problem]) -> Figure:
    """Return what all charts of a collection share."""
    title = parse_prose(chart.title, problems)
    return Figure(
        id="",
        title=title,
        subtitle=parse_prose(chart.subtitle, problems) if chart.subtitle else None,
        kind=chart.kind,
        dataset=drawn.id,
        x=_as_tuple(chart.x),
        y=_as_tuple(chart.y),
        series=chart.series or "",
        facet="",
        from_="",
        to="",
        label="",
        rows=(),
        highlight=(),
        sort="",
        alt=title,
        note=None,
        holds=(),
        steps=(),
        interactive=False,
        options={},
        place=place,
        lines={},
    )


def _match_rows(
    collection: Collection, chart: RowChart, own: Dataset, drawn: Dataset
) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Yield each row of the collection with the rows that its chart draws."""
    named: dict[str, list[str]] = {}
    for other in drawn.rows.values() if chart.match else ():
        cell = other.cells.get(chart.match or "")
        if cell is not None and cell.words is not None:
            named.setdefault(cell.words.text.value.casefold(), []).append(other.id)
    for row in own.rows.values():
        title = row.cells.get(collection.title)
        words = title.words.text.value.casefold() if title and title.words else ""
        rows = named.get(row.id, []) or named.get(words, []) if chart.match else [row.id]
        columns = {*_as_tuple(chart.x), *_as_tuple(chart.y)}
        if any(_is_number(drawn.rows[id_], name) for id_ in rows for name in columns
               if id_ in drawn.rows):  # fmt: skip
            yield row, tuple(rows)


def _is_number(row: Row, column: str) -> bool:
    cell = row.cells.get(column)
    return cell is not None and cell.quantity is not None


def _make_chart(
    id_: str, pattern: Figure, title: Cell | None, rows: tuple[str, ...], drawn: Dataset
) -> Figure:
    """Return the chart of one row: its words name the row, its description tells each value."""
    columns = {*pattern.x, *pattern.y}
    shared = pattern.title.text
    named = f"[](fact:{title.address}): {shared.value}" if title is not None else shared.value
    told = "; ".join(part for row in rows for part in _tell_row(drawn.rows[row], columns))
    alt = _parse(f"{named.rstrip('.')}. {told}.", shared)
    # Labels are names: the numbers in them are no figures.
    return replace(pattern, id=id_, rows=rows, title=_parse(named, shared),
                   alt=replace(alt, runs=()))  # fmt: skip


def _tell_row(row: Row, columns: Container[str]) -> Iterator[str]:
    """Yield the figures of a row that are drawn, each after its moment or its label."""
    cells = [cell for cell in row.cells.values() if cell.quantity and cell.column in columns]
    moments = [cell for cell in cells if cell.quantity and cell.quantity.period]
    for cell in cells:
        if cell not in moments:
            name = f"[](fact:{moments[0].address})" if moments else cell.label
            yield f"{name}, [](fact:{cell.address})"


def _parse(words: str, there: Text) -> Prose:
    """Return words that stand where others do, of which faults have been told."""
    return parse_prose(Text(words, there.path, there.line), [])


def _as_tuple(value: str | list[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())
