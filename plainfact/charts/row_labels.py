"""Row labels: the names of rows, beside their marks or above them where the page is narrow."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from plainfact.charts.fonts import BOLD, measure_text, wrap_text
from plainfact.charts.grammar import alt
from plainfact.charts.layers import Layer, Line, make_line, where
from plainfact.charts.marks import Mark
from plainfact.charts.plot import Plot
from plainfact.charts.theme import LINE_HEIGHT, name_colour

GAP = 10
"""Between a label and what it names, in pixels."""
_WIDEST = 0.36
"""The most of a panel's width that labels beside the marks may take."""
_LINES = 3


class RowLabels(Struct, frozen=True):
    """The names of a panel's rows, broken into lines."""

    words: tuple[str, ...]
    """The names, a line each line."""
    width: float
    """The margin that they take on the left, in pixels."""
    is_above: bool
    """Whether they stand above their marks."""
    lines: int
    """The most lines that any has."""

    def step(self, thickness: float) -> float:
        """Return the height of a row."""
        if self.is_above:
            return thickness + self.lines * LINE_HEIGHT + 18
        return max(thickness * 1.5, self.lines * LINE_HEIGHT + 8)

    def shift(self, step: float, thickness: float) -> float:
        """Return how far below the middle of its row a mark lies."""
        return (step - thickness) / 2 - 10 if self.is_above else 0


def make_row_labels(
    plot: Plot, *, width: float | None = None, marks: Sequence[Mark] = ()
) -> RowLabels:
    """Return the names of a plot's rows, to a given margin or to what they need."""
    marks = marks or plot.marks
    names = [f"{mark.label}, {mark.detail}" if mark.detail else mark.label for mark in marks]
    weights = [label_weight(mark) for mark in marks]
    longest = max((measure_text(name, weight=weight)
                   for name, weight in zip(names, weights, strict=True)), default=0)  # fmt: skip
    most = plot.width * _WIDEST
    is_above = plot.is_narrow and longest > most - GAP if width is None else width == 0
    if width is None:
        width = 0 if is_above else min(longest, most - GAP) + GAP
    room = plot.width if is_above else width - GAP + 1
    words = tuple(
        wrap_text(name, room, weight=weight, most=_LINES)
        for name, weight in zip(names, weights, strict=True)
    )
    lines = max((text.count("\n") + 1 for text in words), default=1)
    return RowLabels(words, width, is_above, lines)


def label_weight(mark: Mark) -> int:
    """Return the weight of a row's name: bold for what the author has stand out."""
    return BOLD if mark.is_row_accent else 400


def row_lines(
    x: float, labels: RowLabels, step: float, thickness: float, count: int, *, colour: str = "axis"
) -> list[Line]:
    """Return an upright line through all rows, which leaves out names that stand above marks."""
    if not labels.is_above:
        return [make_line(x, 0, x, step * count, colour=colour)]
    half, shift = thickness / 2 + 3, labels.shift(step, thickness)
    middles = [(index + 0.5) * step + shift for index in range(count)]
    return [make_line(x, middle - half, x, middle + half, colour=colour) for middle in middles]


def label_layers(
    data: Sequence[Mapping[str, Any]], labels: RowLabels, order: Sequence[str], step: float,
    field: str = "address",
) -> Iterator[Layer]:  # fmt: skip
    """Yield the layers that write the names of rows, which `field` tells apart."""
    scale = alt.Scale(type="band", domain=list(order), padding=0)
    looks = {(bool(row["accent"]), _count_lines(row)) for row in data}
    for is_accent, lines in sorted(looks):
        base: Layer = where(data, accent=is_accent)
        if labels.is_above:
            # A name of few lines stands as near to its mark as one of many.
            top = 2 - step / 2 + (labels.lines - lines) * LINE_HEIGHT
            shape = {"align": "left", "baseline": "line-top", "dx": 0, "yOffset": top}
        else:
            shape = {"align": "right", "baseline": "middle"}
            if lines > 1:
                # The engine would set the first of several lines in the middle.
                shape["dy"] = (1 - lines) * LINE_HEIGHT / 2
        if labels.lines > 1:
            base = base.transform_filter(f"length(split(datum.name, '\\n')) === {lines}")
        text = base.mark_text(
            **shape, lineBreak="\n", fontWeight=BOLD if is_accent else 400,
            fill=name_colour("text"), aria=False,
        )  # fmt: skip
        yield text.encode(
            y=alt.Y(f"{field}:N", scale=scale, axis=None),
            x=alt.XValue(0 if labels.is_above else -GAP),
            text=alt.Text("name:N"),
        )


def _count_lines(row: Mapping[str, Any]) -> int:
    return str(row["name"]).count("\n") + 1
