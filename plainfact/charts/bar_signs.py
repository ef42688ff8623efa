"""The signs of inexact values on bars and columns.

A bar is as long as its number. What is known less well shows at its end: a soft end for "about",
an arrow for "more than", a pale dashed bar with a stop for "up to", a band for a range. The soft
end and the arrow have the same length in pixels everywhere, so that they don't look like data.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plainfact.charts.bar_place import BarPlace
from plainfact.charts.grammar import alt
from plainfact.charts.layers import Layer, number_scale, tone_of, where
from plainfact.charts.marks import Mark, make_datum
from plainfact.charts.plot import Plot
from plainfact.charts.theme import clear_colour, name_colour
from plainfact.quantities import Qualifier

SOFT = 9
"""How far a soft end reaches to either side of an "about" value, in pixels."""
HEAD = 7.0
"""The length of an arrow's head, in pixels."""
CHEVRON = 8
"""The room that a chevron takes beyond the head, in pixels."""
EDGE = 1.5
"""The thickness of the outline of what is not filled, in pixels."""

_OPENS = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST})
_STOPS = frozenset({Qualifier.LESS_THAN, Qualifier.UP_TO})
_FILL = {"solid": 1.0, "tinted": 0.45, "hollow": 0.0}


def find_sign(mark: Mark) -> str:
    """Return the sign by which a bar shows what is known of its value."""
    if mark.qualifier in _OPENS:
        return "open"
    return "stop" if mark.qualifier in _STOPS else mark.qualifier.value


def find_reach(mark: Mark) -> float:
    """Return how far a bar's sign reaches beyond its value, in pixels."""
    reaches = {"about": SOFT, "open": HEAD + CHEVRON, "stop": 2.0}
    return reaches.get(find_sign(mark), 0.0)


def make_bar_data(plot: Plot, place: BarPlace) -> list[dict[str, Any]]:
    """Return the data of bars: each mark, with the sign that it is drawn by."""
    return [make_datum(mark) | _describe(mark, plot, place) for mark in plot.marks]


def _describe(mark: Mark, plot: Plot, place: BarPlace) -> dict[str, Any]:
    sign = find_sign(mark)
    way = -1 if mark.place < 0 else 1
    length = abs(mark.place) * place.pixels_per_unit
    soft = SOFT if sign == "about" else 2 * SOFT
    if sign in {"about", "nearly"} and length < soft:
        sign += " short"
    if mark.bounds and min(mark.bounds) < 0 < max(mark.bounds):
        sign = "range across"
    return {"sign": sign, "look": plot.find_look(mark), "way": way}


def make_bar_layers(data: Sequence[Mapping[str, Any]], place: BarPlace) -> list[Layer]:
    """Return the layers that draw bars with their signs, those underneath first."""
    drawer = _Drawer(data, place)
    return list(drawer.draw())


class _Drawer:
    """Draws the bars of one panel."""

    def __init__(self, data: Sequence[Mapping[str, Any]], place: BarPlace) -> None:
        self.data = data
        self.place = place
        self.tones = tuple(dict.fromkeys(str(row["tone"]) for row in data))
        self.colour = tone_of(data) if data else None

    def draw(self) -> Iterator[Layer]:
        there = {(row["look"], row["way"]) for row in self.data}
        for look in ("solid", "tinted", "hollow"):
            for way in (1, -1):
                if (look, way) in there:
                    yield from self.draw_group(look, way)

    def draw_group(self, look: str, way: int) -> Iterator[Layer]:
        """Yield the layers of the bars of one look that point one way."""
        near, far = ("low", "high") if way > 0 else ("high", "low")
        fill = _FILL[look]
        yield from self.fill("exact", look, way, "number", fill)
        yield from self.fill("about", look, way, "number", fill, inset=SOFT)
        yield from self.fill("nearly", look, way, "number", fill, inset=2 * SOFT)
        yield from self.fill("open", look, way, "number", fill)
        yield from self.fill("stop", look, way, "number", 0.14)
        yield from self.fill("range", look, way, near, fill)
        for sign in ("range", "range across"):
            yield from self.band(sign, look, way, near, far)
        yield from self.outline("stop", look, way, dash=(3, 3))
        yield from self.soft_ends(look, way, fill)
        if look != "solid":
            yield from self.outline("exact", look, way)
            yield from self.outline("range", look, way, field=near)
            for side in (-1, 1):
                yield from self.edges(look, way, side)
        yield from self.heads(look, way)
        yield from self.stops(look, way)

    def fill(
        self, sign: str, look: str, way: int, field: str, opacity: float, inset: float = 0
    ) -> Iterator[Layer]:
        """Yield the bodies of bars, from zero to their value or a little short of it."""
        base = where(self.data, sign=sign, look=look, way=way)
        if base is not None:
            style = {} if opacity == 1 else {"fillOpacity": opacity}
            bar = base.mark_bar(**self.bar(-inset * way), **style)
            yield bar.encode(
                **self.span(field), color=self.colour, description=alt.Description("tip:N")
            )

    def band(self, sign: str, look: str, way: int, near: str, far: str) -> Iterator[Layer]:
        base = where(self.data, sign=sign, look=look, way=way)
        if base is None:
            return
        shape = self.bar() | {"aria": sign == "range across"}
        ends = self.span(far, near)
        named = {"description": alt.Description("tip:N")} if shape["aria"] else {}
        yield base.mark_bar(**shape, fillOpacity=0.28).encode(
            **ends,
            color=self.colour,
            **named,
        )
        yield base.mark_bar(**self.bar(), filled=False, strokeWidth=EDGE, aria=False).encode(
            **ends, color=self.colour
        )

    def outline(
        self, sign: str, look: str, way: int, *, field: str = "number", dash: Sequence[int] = ()
    ) -> Iterator[Layer]:
        base = where(self.data, sign=sign, look=look, way=way)
        if base is not None:
            style: dict[str, Any] = {"strokeDash": list(dash)} if dash else {}
            bar = base.mark_bar(
                **self.bar(thinner=EDGE), filled=False, strokeWidth=EDGE, aria=False, **style
            )
            yield bar.encode(**self.span(field), color=self.colour)

    def soft_ends(self, look: str, way: int, opacity: float) -> Iterator[Layer]:
        """Yield the fading ends: one layer a colour, since a gradient can't be encoded."""
        for tone in self.tones:
            for sign in ("about", "nearly", "about short", "nearly short"):
                base = where(self.data, sign=sign, look=look, way=way, tone=tone)
                if base is None:
                    continue
                shapes = [(self.place.thickness, 0.0, opacity)] if opacity else []
                if look != "solid":
                    edge = (self.place.thickness - EDGE) / 2
                    shapes += [(EDGE, -edge, 1.0), (EDGE, edge, 1.0)]
                for index, (thickness, shift, strength) in enumerate(shapes):
                    yield self.soft_end(base, sign, tone, way, thickness, shift, strength,
                                        is_named=sign.endswith("short") and not index)  # fmt: skip

    def soft_end(
        self, base: Layer, sign: str, tone: str, way: int, thickness: float, shift: float,
        strength: float, *, is_named: bool,
    ) -> Layer:  # fmt: skip
        # A pixel of overlap hides the seam between a solid body and its soft end.
        lap = 1 if strength == 1 else 0
        begin, end = (-SOFT - lap, SOFT) if sign.startswith("about") else (-2 * SOFT - lap, 0)
        shape = self.bar(end * way, begin * way, thickness, shift)
        ends = self.span("number", "number")
        if sign.endswith("short"):
            shape, ends = self.bar(end * way, 0, thickness, shift), self.span("number")
        bar = base.mark_bar(
            **shape, fill=self.gradient(tone, way), fillOpacity=strength, aria=is_named
        )
        return bar.encode(**ends, **({"description": alt.Description("tip:N")} if is_named else {}))

    def gradient(self, tone: str, way: int) -> dict[str, Any]:
        colour = name_colour(tone)
        stops = [{"offset": 0, "color": colour}, {"offset": 1, "color": clear_colour(colour)}]
        if self.place.is_across:
            ends = (0, 1) if way > 0 else (1, 0)
            return {"gradient": "linear", "x1": ends[0], "x2": ends[1], "y1": 0, "y2": 0,
                    "stops": stops}  # fmt: skip
        ends = (1, 0) if way > 0 else (0, 1)
        return {"gradient": "linear", "x1": 0, "x2": 0, "y1": ends[0], "y2": ends[1],
                "stops": stops}  # fmt: skip

    def edges(self, look: str, way: int, side: int) -> Iterator[Layer]:
        """Yield one long side of the outline of bars whose ends are no straight line."""
        shift = side * (self.place.thickness - EDGE) / 2
        for sign, inset in (("about", SOFT), ("nearly", 2 * SOFT), ("open", 0)):
            base = where(self.data, sign=sign, look=look, way=way)
            if base is not None:
                bar = base.mark_bar(**self.bar(-inset * way, 0, EDGE, shift), aria=False)
                yield bar.encode(**self.span("number"), color=self.colour)

    def heads(self, look: str, way: int) -> Iterator[Layer]:
        """Yield the arrows' heads, and a chevron beyond each."""
        base = where(self.data, sign="open", look=look, way=way)
        if base is None:
            return
        thick = self.place.thickness
        wing = self.path((0, -1), (HEAD * 2 / thick, 0), (0, 1), way)
        size = thick**2
        if look == "solid":
            head = base.mark_point(shape=f"{wing}Z", size=size, filled=True, strokeWidth=0,
                                   **self.move(0), opacity=1, aria=False)  # fmt: skip
        else:
            size = (thick - EDGE) ** 2
            head = base.mark_point(shape=wing, size=size, filled=False, strokeWidth=EDGE,
                                   **self.move(0), opacity=1, aria=False)  # fmt: skip
        yield head.encode(**self.point("number"), color=self.colour)
        beyond = (HEAD + 3) * way
        chevron = base.mark_point(
            shape=self.path((0, -1), (0.55, 0), (0, 1), way), size=min(14.0, thick * 0.64) ** 2,
            filled=False, strokeWidth=2, **self.move(beyond), opacity=1, aria=False,
        )  # fmt: skip
        yield chevron.encode(**self.point("number"), color=self.colour)

    def stops(self, look: str, way: int) -> Iterator[Layer]:
        base = where(self.data, sign="stop", look=look, way=way)
        if base is not None:
            size = 4.0
            inset = -size / 2 * way
            shape = self.bar(inset + size / 2 * way, inset - size / 2 * way,
                             self.place.thickness + 4)  # fmt: skip
            bar = base.mark_bar(**shape, aria=False)
            yield bar.encode(**self.span("number", "number"), color=self.colour)

    def bar(
        self, end: float = 0, begin: float = 0, thickness: float = 0, shift: float = 0,
        thinner: float = 0,
    ) -> dict[str, Any]:  # fmt: skip
        """Return the shape of a bar: its thickness, and pixels that its ends are moved by."""
        size = (thickness or self.place.thickness) - thinner
        across = self.place.shift + shift
        names = ("xOffset", "x2Offset", "yOffset") if self.place.is_across else (
            "yOffset", "y2Offset", "xOffset")  # fmt: skip
        turn = 1 if self.place.is_across else -1
        moves = dict(zip(names, (end * turn, begin * turn, across), strict=True))
        orient = "horizontal" if self.place.is_across else "vertical"
        return {"size": size, "orient": orient} | {
            name: value for name, value in moves.items() if value
        }

    def move(self, along: float) -> dict[str, Any]:
        """Return how far a point is moved along its bar and to the bar's middle."""
        if self.place.is_across:
            return {"xOffset": along, "yOffset": self.place.shift}
        return {"yOffset": -along, "xOffset": self.place.shift}

    def path(
        self, a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], way: int
    ) -> str:
        """Return the path of a wing through three points, told for a bar that grows rightwards."""
        points = [(x * way, y) for x, y in (a, b, c)]
        if not self.place.is_across:
            points = [(y, -x) for x, y in points]
        return "M" + "L".join(f"{x:g},{y:g}" for x, y in points)

    def band_channel(self) -> dict[str, Layer]:
        scale = alt.Scale(type="band", domain=list(self.place.order), padding=0)
        if self.place.is_across:
            return {"y": alt.Y(f"{self.place.band}:N", scale=scale, axis=None)}
        return {"x": alt.X(f"{self.place.band}:N", scale=scale, axis=None)}

    def point(self, field: str) -> dict[str, Layer]:
        """Return the encodings of what stands at a value."""
        scale = number_scale(self.place.frame.low, self.place.frame.high)
        name = f"{self.place.fields.get(field, field)}:Q"
        if self.place.is_across:
            return self.band_channel() | {"x": alt.X(name, scale=scale, axis=self.place.axis)}
        return self.band_channel() | {"y": alt.Y(name, scale=scale, axis=self.place.axis)}

    def span(self, field: str, other: str = "") -> dict[str, Layer]:
        """Return the encodings of what reaches from one value to another, or to zero."""
        is_across, names = self.place.is_across, self.place.fields
        other = names.get(other or "zero", other)
        # Channels by their classes: to find the class of one costs a look through all of them.
        if other:
            end = (alt.X2 if is_across else alt.Y2)(f"{other}:Q")
        else:
            end = (alt.X2Datum if is_across else alt.Y2Datum)(0)
        return self.point(field) | {"x2" if is_across else "y2": end}
