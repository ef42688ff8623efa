"""A legend in one or two lines above a chart, where names can't stand at the marks themselves."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from plainfact.charts.fonts import measure_text
from plainfact.charts.grammar import alt
from plainfact.charts.layers import Piece, make_line, make_words, over
from plainfact.charts.plot import Plot
from plainfact.charts.theme import SMALL_SIZE, name_colour

_DOT = 9
_DASH = 26
_LINE = 20
_GAP = 12


class Legend(Struct, frozen=True):
    """Names with their colours, laid out in lines."""

    entries: tuple[tuple[str, str, float, float], ...]
    """Each name with its colour, and where its dot is, in pixels from the legend's corner."""
    height: float
    """The height of all lines, in pixels."""

    def layers(
        self, left: float, top: float, shape: str = "circle",
        dashes: Sequence[Sequence[float]] = (),
    ) -> Iterator[Piece]:  # fmt: skip
        """Yield the layers that draw the legend at a place inside the panel.

        With `dashes`, each name has a short line of its own stroke in place of a dot.
        """
        for index, (name, tone, x, y) in enumerate(self.entries):
            words_x = left + x + _sample_width(dashes) + 5
            yield make_words(name, words_x, top + y + 13.5, size=SMALL_SIZE)
            if dashes:
                yield make_line(left + x, top + y + 9, left + x + _DASH, top + y + 9, colour=tone,
                                width=2, dash=dashes[index % len(dashes)])  # fmt: skip
                continue
            yield (
                over([{"about": "legend"}])
                .mark_point(shape=shape, size=_DOT**2, filled=True, opacity=1, strokeWidth=0,
                            color=name_colour(tone), aria=False)
                .encode(x=alt.XValue(left + x + _DOT / 2), y=alt.YValue(top + y + 9))
            )  # fmt: skip


def _sample_width(dashes: Sequence[Sequence[float]]) -> float:
    return _DASH if dashes else _DOT


def make_legend(plot: Plot, width: float) -> Legend:
    """Return the legend of a plot's series; empty where there is one series only."""
    if len(plot.series) < 2:
        return Legend((), 0)
    tones = {mark.series: mark.tone for mark in plot.marks}
    entries: list[tuple[str, str, float, float]] = []
    x = y = 0.0
    for name in plot.series:
        wide = _DASH + 5 + measure_text(name, SMALL_SIZE)
        if x and x + wide > width:
            x, y = 0, y + _LINE
        entries.append((name, tones[name], x, y))
        x += wide + _GAP
    return Legend(tuple(entries), y + _LINE)
