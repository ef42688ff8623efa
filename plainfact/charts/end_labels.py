"""End labels: the name and last value of each line, beside its end instead of in a legend."""

from collections.abc import Sequence

from msgspec import Struct

from plainfact.charts.fonts import BOLD, measure_text, wrap_text
from plainfact.charts.layers import Piece, make_line, make_words
from plainfact.charts.marks import Mark
from plainfact.charts.placing import spread_labels
from plainfact.charts.plot import Plot
from plainfact.charts.theme import LINE_HEIGHT

GAP = 10
"""Between a line's end and its label, in pixels."""
_WIDEST = {True: 118, False: 190}
_LINES = 3


class EndLabel(Struct, frozen=True):
    """The words at the end of one line."""

    mark: Mark
    """The line's last mark."""
    words: str
    """Its name and value, broken into lines."""
    width: float
    """The width of the widest line, in pixels."""

    @property
    def height(self) -> float:
        """The height of all its lines."""
        return (self.words.count("\n") + 1) * LINE_HEIGHT


def make_end_labels(plot: Plot, ends: Sequence[Mark], *, widest: float = 0) -> list[EndLabel]:
    """Return the labels of the last marks of lines."""
    room = widest or min(_WIDEST[plot.is_narrow], plot.width * 0.36)
    return [_make_label(mark, room) for mark in ends]


def _make_label(mark: Mark, room: float) -> EndLabel:
    weight = text_weight(mark)
    value = mark.short.replace(" ", "\u00a0") if measure_text(mark.short) < room else mark.short
    name = f"{mark.series} {value}".strip()
    words = wrap_text(name, room, weight=weight, most=_LINES)
    return EndLabel(mark, words, measure_text(words, weight=weight))


def text_colour(mark: Mark) -> str:
    """Return the colour of a mark's words: its own, or muted where it is context."""
    return "muted" if mark.tone == "context" else mark.tone


def text_weight(mark: Mark) -> int:
    """Return the weight of a mark's words."""
    return BOLD if mark.is_accent else 400


def place_end_labels(
    labels: Sequence[EndLabel], points: Sequence[tuple[float, float]], x: float, height: float, *,
    align: str = "left",
) -> list[Piece]:  # fmt: skip
    """Return the pieces that write labels from `x` on, near their lines' ends.

    A label that had to move, or whose line ends early, is led to by a thin line.
    """
    way = 1 if align == "left" else -1
    middles = spread_labels(
        [y for _, y in points], [label.height for label in labels], -LINE_HEIGHT / 2,
        height + LINE_HEIGHT / 2,
    )  # fmt: skip
    layers: list[Piece] = []
    for label, (end_x, end_y), middle in zip(labels, points, middles, strict=True):
        is_far = abs(x - end_x) > GAP * 3
        if abs(middle - end_y) > LINE_HEIGHT * 0.6 or is_far:
            start = end_x + 6 * way
            layers.append(
                make_line(start, end_y, x - 3 * way, middle, dash=(1, 3) if is_far else ())
            )
        top = middle - label.height / 2 + LINE_HEIGHT * 0.76
        layers.append(make_words(label.words, x, top, colour=text_colour(label.mark),
                                 weight=text_weight(label.mark), align=align))  # fmt: skip
    return layers
