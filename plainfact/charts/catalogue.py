"""The catalogue: every kind of chart, and the checks that a figure passes before it is drawn."""

from collections.abc import Mapping
from pathlib import Path

from plainfact.charts.checks import (
    Subject,
    check_columns_exist,
    check_glyphs,
    check_highlights,
    check_joins,
    check_marks,
    check_may_live,
    check_needs,
    check_rows,
)
from plainfact.charts.kinds import (
    area,
    bar,
    column,
    dot,
    line,
    network,
    range,  # noqa: A004 - the kind's name
    share,
    slope,
    timeline,
)
from plainfact.charts.kinds.kind import ChartKind
from plainfact.charts.marks import make_marks
from plainfact.datasets import Cell, Dataset
from plainfact.figures import Figure
from plainfact.languages import Language
from plainfact.languages.english import ENGLISH
from plainfact.problems import Problem, format_suggestion

KINDS: dict[str, ChartKind] = {
    kind.name: kind
    for kind in (
        bar.KIND,
        column.KIND,
        line.KIND,
        area.KIND,
        dot.KIND,
        range.KIND,
        slope.KIND,
        share.KIND,
        timeline.KIND,
        network.KIND,
    )
}
"""The kinds by name, in the order in which the documentation tells of them."""


def check_figure(
    figure: Figure, dataset: Dataset, cells: Mapping[str, Cell], problems: list[Problem], *,
    language: Language = ENGLISH, extensions: Mapping[str, Path] | None = None,
) -> None:  # fmt: skip
    """Check that a figure can be drawn, and says no more than its cells; faults are added.

    `extensions` are the site's own kinds; what they draw is checked once it is drawn.
    """
    found: list[Problem] = []
    subject = Subject(figure, dataset, cells, found)
    kind = KINDS.get(figure.kind)
    known = [*KINDS, *(extensions or {})]
    if figure.kind not in known:
        message = f'There is no kind of chart "{figure.kind}".'
        hint = format_suggestion(figure.kind, known) or f"Known are: {', '.join(known)}."
        subject.refuse("kind", "chart-kind-exists", message, hint)
    elif kind is None:
        check_columns_exist(subject, ("x", "y"))
    else:
        check_needs(subject, kind.needs)
    check_columns_exist(subject, ("series", "facet", "label", "from", "to"))
    check_rows(subject)
    check_may_live(subject)
    if not found:
        marks = make_marks(figure, dataset, cells, language)
        check_highlights(subject, marks)
        if kind is not None:
            check_marks(subject, kind, marks)
            if kind.joins or kind.piles:
                check_joins(subject, kind, marks)
        check_glyphs(subject, marks)
    problems += dict.fromkeys(found)
