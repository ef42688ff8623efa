"""Checking figures before anything is drawn: what they name is there, fits, and can be compared."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from plainfact.charts.fonts import find_missing_glyphs
from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.labels import row_period
from plainfact.charts.marks import Mark
from plainfact.charts.picks import ROW
from plainfact.datasets import Cell, Column, Dataset
from plainfact.figures import Figure
from plainfact.problems import Place, Problem, format_suggestion
from plainfact.units import Kind

_FIELDS = {"from": "from_"}
"""Fields whose name in Python is another."""


class Subject(Struct, frozen=True):
    """A figure that is checked, with its data."""

    figure: Figure
    """The figure."""
    dataset: Dataset
    """Its dataset."""
    cells: Mapping[str, Cell]
    """Every cell of the site by address."""
    problems: list[Problem]
    """Where problems are added."""

    def refuse(self, field: str, code: str, message: str, hint: str = "") -> None:
        """Add a problem with a field of the figure."""
        place = self.figure.place_of(field)
        self.problems.append(Problem(place, code, message, hint))


def named_columns(figure: Figure, field: str) -> tuple[str, ...]:
    """Return the columns that a field of a figure names."""
    value = getattr(figure, _FIELDS.get(field, field))
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def check_needs(subject: Subject, needs: Sequence[Need]) -> None:
    """Check that a figure names the columns that its kind needs, and that they hold the right."""
    for need in needs:
        names = named_columns(subject.figure, need.field)
        if not names and not need.is_optional:
            message = f'A chart of kind "{subject.figure.kind}" needs "{need.field}".'
            hint = f'Add "{need.field}:" with a column of {need.holds}.'
            subject.refuse("kind", "column-fits-the-chart", message, hint)
        if len(names) > 1 and not need.many:
            message = (f'A chart of kind "{subject.figure.kind}" takes one column for '
                       f'"{need.field}", not {len(names)}.')  # fmt: skip
            subject.refuse(need.field, "column-fits-the-chart", message, "Name one of them.")
        for name in names:
            _check_column(subject, need, name)
    _check_units(subject, needs)


def check_columns_exist(subject: Subject, fields: Sequence[str]) -> None:
    """Check that the columns that some fields name are there, whatever they hold."""
    for field in fields:
        for name in named_columns(subject.figure, field):
            if name != ROW and name not in subject.dataset.columns:
                _refuse_column(subject, field, name)


def check_rows(subject: Subject) -> None:
    """Check that the rows that a figure and its steps pick are there, each once."""
    known = subject.dataset.rows
    groups = [("rows", subject.figure.rows)]
    groups += [("steps", step.rows) for step in subject.figure.steps]
    for field, rows in groups:
        for row in dict.fromkeys(rows):
            if row not in known:
                message = f'There is no row "{row}" in the dataset "{subject.dataset.id}".'
                hint = format_suggestion(row, known) or f"It has: {', '.join(list(known)[:12])}."
                subject.refuse(field, "row-exists", message, hint)
            elif rows.count(row) > 1:
                message = f'The row "{row}" is named {rows.count(row)} times.'
                subject.refuse(field, "id-is-unique", message, "Name it once.")


def check_highlights(subject: Subject, marks: Sequence[Mark]) -> None:
    """Check that what a figure accents is drawn."""
    known: dict[str, None] = {}
    for mark in marks:
        column = mark.address.rpartition(".")[2]
        known |= dict.fromkeys((mark.row, column, mark.label, mark.series, mark.facet))
    folded = {name.casefold() for name in known if name}
    groups = [("highlight", subject.figure.highlight)]
    groups += [("steps", step.highlight) for step in subject.figure.steps]
    for field, names in groups:
        for name in names:
            if name.casefold() not in folded:
                message = f'Nothing that is drawn is called "{name}".'
                hint = format_suggestion(name, known) or "Name a row, a column or a series."
                subject.refuse(field, "highlight-is-drawn", message, hint)


def check_marks(subject: Subject, kind: ChartKind, marks: Sequence[Mark]) -> None:
    """Check what the marks themselves must be: some known, not too many, right for the kind."""
    if not marks:
        message = f'There is nothing to draw: "{subject.dataset.id}" has no figure in these cells.'
        subject.refuse("kind", "chart-has-marks", message, "Pick other rows or columns.")
        return
    if not any(mark.is_known for mark in marks):
        message = "There is nothing to draw: every value is unknown."
        subject.refuse("kind", "chart-has-marks", message, "Show the table instead.")
        return
    facets = {mark.facet for mark in marks}
    most = max(sum(mark.facet == facet for mark in marks) for facet in facets)
    if most > kind.most:
        message = f"The chart has {most} marks; readers can't take in more than {kind.most} here."
        hint = "Pick some with rows, or split them with facet."
        subject.refuse(
            "rows" if subject.figure.rows else "kind", "chart-is-readable", message, hint
        )
    fault = kind.check(tuple(marks)) if kind.check is not None else ""
    if fault:
        field = value_field(subject.figure)
        subject.refuse(field, "column-fits-the-chart", fault)


def check_may_live(subject: Subject) -> None:
    """Check that an interactive chart has figures that may be handed to every reader as data."""
    if subject.figure.interactive and not subject.dataset.redistribute:
        message = (f'The figures of "{subject.dataset.id}" may not be passed on, and an '
                   "interactive chart is a file of them.")  # fmt: skip
        hint = "Leave interactive out: the still chart has tooltips too."
        subject.refuse("interactive", "live-data-is-open", message, hint)


def value_field(figure: Figure) -> str:
    """Return the field that names the values, for the place of a problem."""
    return "y" if "y" in figure.lines and "x" not in figure.lines else "x"


def check_joins(subject: Subject, kind: ChartKind, marks: Sequence[Mark]) -> None:
    """Check that marks that are joined or summed count the same and come from one publisher."""
    groups: dict[tuple[str, str], list[Mark]] = {}
    several = len({mark.series for mark in marks}) > 1
    for mark in marks:
        # Lines join a series; piles sum a panel; shares sum a row where they have several.
        own = mark.series if not kind.piles else mark.spot if several and not kind.joins else ""
        groups.setdefault((mark.facet, own), []).append(mark)
    for group in groups.values():
        cells = [subject.cells[mark.address] for mark in group]
        fault = next(
            _find_differences(
                cells, "a line would join them" if kind.joins else "the chart would sum them"
            ),
            "",
        )
        if fault:
            subject.refuse("dataset", "marks-are-comparable", fault,
                           "Draw them apart: as dots, ranges or small multiples.")  # fmt: skip
    if kind.joins:
        _check_moments(subject, marks)


def _check_moments(subject: Subject, marks: Sequence[Mark]) -> None:
    """Check that a line has one value at each moment."""
    seen: dict[tuple[str, str, object], Mark] = {}
    for mark in marks:
        other = seen.setdefault((mark.facet, mark.series, mark.period), mark)
        if other is not mark and mark.period is not None:
            message = (f"The line would have two values for {mark.label}: "
                       f"{other.address} and {mark.address}.")  # fmt: skip
            subject.refuse("dataset", "marks-are-comparable", message,
                           "Pick one with rows, or tell them apart with series.")  # fmt: skip
            return


def check_glyphs(subject: Subject, marks: Sequence[Mark]) -> None:
    """Check that the charts' font can write everything that a figure writes."""
    written: dict[str, Place] = {}
    for mark in marks:
        cell = subject.cells[mark.address]
        for words in (mark.label, mark.series, mark.facet, mark.detail, mark.words):
            written.setdefault(words, cell.place)
        for words in mark.extra.values():
            written.setdefault(str(words), cell.place)
    written.setdefault(subject.figure.title.marked, subject.figure.title.text.place)
    for words, place in written.items():
        missing = find_missing_glyphs(_without_marks(words))
        if missing:
            message = f'The charts\' font has no glyph for "{missing}", in "{words[:60]}".'
            hint = "Write it in Latin letters; the table and the text may have the original."
            subject.problems.append(Problem(place, "glyph-is-shipped", message, hint))


def _without_marks(words: str) -> str:
    """Leave out the private characters that stand for bindings in a text."""
    return "".join(char for char in words if not "\ue000" <= char <= "\uf8ff")


def _check_column(subject: Subject, need: Need, name: str) -> None:
    if name == ROW:
        if need.holds in {Holds.NUMBERS, Holds.DATES}:
            message = f'"row" is the id of a row; "{need.field}" needs {need.holds}.'
            subject.refuse(need.field, "column-fits-the-chart", message)
        elif need.holds is Holds.PERIODS:
            _check_row_periods(subject, need)
        return
    column = subject.dataset.columns.get(name)
    if column is None:
        _refuse_column(subject, need.field, name)
    elif not _fits(column, need.holds):
        has = "words" if column.unit is None else _holding(column)
        message = f'"{need.field}" needs {need.holds}; the column "{name}" holds {has}.'
        fitting = [
            other.id for other in subject.dataset.columns.values() if _fits(other, need.holds)
        ]
        hint = f"These columns would do: {', '.join(fitting)}." if fitting else ""
        if not hint and column.unit is None:
            hint = f'If they are numbers, say what they count: add "unit: …" at {column.place}.'
        subject.refuse(need.field, "column-fits-the-chart", message, hint)


def _check_row_periods(subject: Subject, need: Need) -> None:
    rows = subject.figure.rows or tuple(subject.dataset.rows)
    wrong = [row for row in rows if row in subject.dataset.rows and row_period(row) is None]
    if wrong:
        message = f'The id of the row "{wrong[0]}" is no period, so it has no place in time.'
        hint = "Give rows ids such as 2023 or 1q24, name a column of dates, or pick rows."
        subject.refuse(need.field, "column-fits-the-chart", message, hint)


def _refuse_column(subject: Subject, field: str, name: str) -> None:
    message = f'There is no column "{name}" in the dataset "{subject.dataset.id}".'
    known = subject.dataset.columns
    hint = format_suggestion(name, known) or f"It has: {', '.join(known)}."
    subject.refuse(field, "column-exists", message, hint)


def _fits(column: Column, holds: Holds) -> bool:
    is_date = column.unit is not None and column.unit.kind is Kind.DATE
    match holds:
        case Holds.NUMBERS:
            return column.unit is not None and not is_date
        case Holds.DATES | Holds.PERIODS:
            return is_date
        case Holds.WORDS:
            return column.unit is None
        case _:
            return column.unit is None or is_date


def _holding(column: Column) -> str:
    return "dates" if column.unit is not None and column.unit.kind is Kind.DATE else "numbers"


def _check_units(subject: Subject, needs: Sequence[Need]) -> None:
    """Check that columns drawn on one axis measure the same thing."""
    for need in needs:
        if need.holds is not Holds.NUMBERS or not need.many:
            continue
        names = named_columns(subject.figure, need.field)
        columns = [
            subject.dataset.columns[name] for name in names if name in subject.dataset.columns
        ]
        units = [(column, column.unit) for column in columns if column.unit is not None]
        for column, unit in units[1:]:
            first, first_unit = units[0]
            if not unit.converts_to(first_unit):
                message = (f'One axis can\'t have both "{first.id}", in {first_unit.label}, and '
                           f'"{column.id}", in {unit.label}.')  # fmt: skip
                subject.refuse(need.field, "column-fits-the-chart", message, "Draw two charts.")
                break


def _find_differences(cells: Sequence[Cell], what: str) -> Iterator[str]:
    first = cells[0]
    for cell in cells[1:]:
        if cell.origin.basis != first.origin.basis:
            yield (f'{first.address} counts "{first.origin.basis}", {cell.address} counts '
                   f'"{cell.origin.basis}"; {what}.')  # fmt: skip
        if cell.origin.said_by != first.origin.said_by:
            yield (f'{first.address} is by "{first.origin.said_by}", {cell.address} by '
                   f'"{cell.origin.said_by}"; {what}.')  # fmt: skip
