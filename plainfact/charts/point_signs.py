"""The signs of inexact values on points: on lines, slopes and dots.

Exact: a filled circle. About: a halo without an edge. Nearly: a tail that fades downwards. More
than: a chevron beyond the point; less than: a stop with a chevron back. Range: a bar between its
ends. Forecast or plan: a hollow circle.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from plainfact.charts.bar_signs import find_sign
from plainfact.charts.grammar import alt
from plainfact.charts.layers import Layer, tone_of, where
from plainfact.charts.marks import Mark
from plainfact.charts.plot import Plot
from plainfact.charts.theme import clear_colour, name_colour

POINT = 8
"""The diameter of a point, in pixels."""
SMALL_POINT = 6
"""The diameter of a point that is context."""
HALO = 22
"""The diameter of an "about" value's halo."""
BAND = 8
"""The thickness of the bar of a range."""
_EDGE = 1.75
_INSIDE = {"solid": 1.0, "tinted": 0.45}


def find_reach_up(mark: Mark) -> float:
    """Return how far a point's sign reaches beyond its value, in pixels."""
    return {"about": HALO / 2, "open": POINT / 2 + 10}.get(find_sign(mark), POINT / 2)


def find_reach_down(mark: Mark) -> float:
    """Return how far a point's sign reaches back from its value, in pixels."""
    reaches = {"about": HALO / 2, "stop": POINT / 2 + 10, "nearly": POINT * 2}
    return reaches.get(find_sign(mark), POINT / 2)


def describe_point(mark: Mark, plot: Plot) -> dict[str, Any]:
    """Return what the data of a point say of its sign."""
    dot = SMALL_POINT if mark.tone == "context" else POINT
    return {"sign": find_sign(mark), "look": plot.find_look(mark), "dot": dot}


def make_point_layers(
    data: Sequence[Mapping[str, Any]], across: Mapping[str, Layer], axis: str,
    value: Callable[[str], Layer], *, shift: float = 0,
) -> Iterator[Layer]:  # fmt: skip
    """Yield the layers that draw points.

    `across` is the encoding of the other axis. Values lie along `axis`, "x" or "y", as `value`
    encodes a field; `shift` moves points from the middle of their rows, in pixels.
    """
    if data:
        yield from _Points(data, across, axis, value, shift).draw()


class _Points:
    """Draws the points of one panel."""

    def __init__(
        self, data: Sequence[Mapping[str, Any]], across: Mapping[str, Layer], axis: str,
        value: Callable[[str], Layer], shift: float,
    ) -> None:  # fmt: skip
        self.data = data
        self.across = dict(across)
        self.axis = axis
        self.value = value
        self.shift = shift
        self.colour = tone_of(data)
        self.tones = tuple(dict.fromkeys(str(row["tone"]) for row in data))

    def draw(self) -> Iterator[Layer]:
        yield from self.halos()
        yield from self.ranges()
        for sign, shape in (("open", self.wing(1)), ("stop", self.wing(-1))):
            yield from self.chevrons(sign, shape)
        hidden = where(self.data, sign="hidden")
        if hidden is not None:
            # Not seen, but found by whoever points at the line there.
            yield hidden.mark_point(size=POINT**2, filled=True, opacity=0, **self.move(0)).encode(
                **self.at("number"), color=self.colour, description=alt.Description("tip:N")
            )
        for look in ("solid", "tinted", "hollow"):
            for sign in ("exact", "about", "nearly", "open", "stop"):
                for dot in (SMALL_POINT, POINT):
                    yield from self.circles(sign, look, dot)

    def at(self, field: str) -> dict[str, Layer]:
        """Return the encodings of what stands at a value."""
        return self.across | {self.axis: self.value(field)}

    def wing(self, way: int) -> str:
        if self.axis == "y":
            return f"M-1,0L0,{-0.6 * way:g}L1,0"
        return f"M0,-1L{0.6 * way:g},0L0,1"

    def move(self, pixels: float) -> dict[str, float]:
        if self.axis == "y":
            return {"yOffset": -pixels} if pixels else {}
        moves = {"xOffset": pixels, "yOffset": self.shift}
        return {name: value for name, value in moves.items() if value}

    def halos(self) -> Iterator[Layer]:
        for tone in self.tones:
            base = where(self.data, sign="about", tone=tone)
            colour = name_colour(tone)
            if base is not None:
                stops = [
                    {"offset": 0.3, "color": colour},
                    {"offset": 1, "color": clear_colour(colour)},
                ]
                fill = {"gradient": "radial", "stops": stops}
                yield base.mark_point(
                    shape="circle",
                    size=HALO**2,
                    fill=fill,
                    strokeWidth=0,
                    opacity=0.75,
                    aria=False,
                    **self.move(0),
                ).encode(**self.at("number"))
            base = where(self.data, sign="nearly", tone=tone)
            if base is not None:
                yield base.mark_point(
                    shape=self.tail(), size=POINT**2, fill=self.fade(colour), strokeWidth=0,
                    opacity=0.8, aria=False, **self.move(0),
                ).encode(**self.at("number"))  # fmt: skip

    def tail(self) -> str:
        return "M-1,0h2v4h-2Z" if self.axis == "y" else "M-4,-1h4v2h-4Z"

    def fade(self, colour: str) -> dict[str, Any]:
        stops = [{"offset": 0, "color": colour}, {"offset": 1, "color": clear_colour(colour)}]
        if self.axis == "y":
            return {"gradient": "linear", "x1": 0, "x2": 0, "y1": 0, "y2": 1, "stops": stops}
        return {"gradient": "linear", "x1": 1, "x2": 0, "y1": 0, "y2": 0, "stops": stops}

    def ranges(self) -> Iterator[Layer]:
        for look in ("solid", "tinted", "hollow"):
            base = where(self.data, sign="range", look=look)
            if base is None:
                continue
            ends = self.at("low") | {
                f"{self.axis}2": (alt.Y2 if self.axis == "y" else alt.X2)("high:Q")
            }
            orient = "vertical" if self.axis == "y" else "horizontal"
            opacity = {"solid": 1.0, "tinted": 0.45, "hollow": 0.0}[look]
            yield base.mark_bar(
                size=BAND, orient=orient, fillOpacity=opacity, **self.move(0)
            ).encode(**ends, color=self.colour, description=alt.Description("tip:N"))
            if look != "solid":
                yield base.mark_bar(
                    size=BAND,
                    orient=orient,
                    filled=False,
                    strokeWidth=_EDGE,
                    aria=False,
                    **self.move(0),
                ).encode(**ends, color=self.colour)

    def chevrons(self, sign: str, shape: str) -> Iterator[Layer]:
        base = where(self.data, sign=sign)
        if base is None:
            return
        way = 1 if sign == "open" else -1
        for step in (POINT / 2 + 2, POINT / 2 + 6.5):
            yield base.mark_point(
                shape=shape, size=72, filled=False, strokeWidth=2, opacity=1, aria=False,
                **self.move(way * step),
            ).encode(**self.at("number"), color=self.colour)  # fmt: skip

    def circles(self, sign: str, look: str, dot: int) -> Iterator[Layer]:
        base = where(self.data, sign=sign, look=look, dot=dot)
        if base is None:
            return
        at = self.at("number")
        if look == "solid":
            yield base.mark_point(
                shape="circle", size=dot**2, filled=True, opacity=1, strokeWidth=0, **self.move(0)
            ).encode(**at, color=self.colour, description=alt.Description("tip:N"))
            return
        # A hollow point hides the line behind it.
        size = (dot - _EDGE) ** 2
        yield base.mark_point(
            shape="circle", size=size, filled=False, strokeWidth=_EDGE, opacity=1,
            fill=name_colour("surface"), **self.move(0),
        ).encode(**at, color=self.colour, description=alt.Description("tip:N"))  # fmt: skip
        if look == "tinted":
            yield base.mark_point(
                shape="circle", size=size, filled=True, opacity=0.45, strokeWidth=0, aria=False,
                **self.move(0),
            ).encode(**at, color=self.colour)  # fmt: skip
