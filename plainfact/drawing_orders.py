"""Drawings ordered: all that goes into one, so that it can be made anywhere and found again."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plainfact.charts.drawing import draw_figure, draw_steps
from plainfact.charts.drawn import Drawing
from plainfact.datasets import Cell, Dataset
from plainfact.figures import Figure
from plainfact.languages import find_language
from plainfact.languages.english import ENGLISH
from plainfact.problems import ContentError, Problem


class DrawingOrder(Struct, frozen=True, kw_only=True):
    """All that goes into one drawing, so that it can be made anywhere and found again."""

    figure: Figure
    """The figure."""
    dataset: Dataset
    """The dataset that it draws."""
    cells: Mapping[str, Cell]
    """Every cell that it looks at, by address."""
    language: str
    """The language of its numbers and dates."""
    title: str
    """Its title in plain words."""
    description: str
    """What a reader who can't see it must know."""
    subtitle: str
    """Its subtitle in plain words."""
    source: str
    """The line that names its sources."""
    step_texts: tuple[str, ...] = ()
    """What its steps say, in plain words."""
    extension: Path | None = None
    """The file of a kind of the site's own."""
    extension_shown: str = ""
    """That file as problems name it."""
    extension_code: bytes = b""
    """What stands in it."""


def draw(order: DrawingOrder) -> Drawing | tuple[Problem, ...]:
    """Return an order's drawing, or why it can't be drawn."""
    language = find_language(order.language) or ENGLISH
    data = (order.figure, order.dataset, order.cells, language)
    try:
        whole = draw_figure(
            *data,
            title=order.title,
            description=order.description,
            subtitle=order.subtitle,
            source=order.source,
            extension=order.extension,
            extension_shown=order.extension_shown,
        )
        steps = draw_steps(
            *data,
            title=order.title,
            texts=order.step_texts,
            extension=order.extension,
            extension_shown=order.extension_shown,
        )
    except ContentError as error:
        return tuple(error.problems)
    return replace(whole, steps=steps)
