"""The signs of dates on a line of time.

A date is drawn as long as it is wide: a year is a bar, a day a point. About: a halo. Before and
after: a point at the edge, with chevrons away from it. Plan or forecast: hollow.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plainfact.charts.grammar import alt
from plainfact.charts.layers import Layer, tone_of, where
from plainfact.charts.marks import Mark
from plainfact.charts.plot import UNFIRM, Frame
from plainfact.charts.scales import to_end, to_moment
from plainfact.charts.theme import clear_colour, name_colour
from plainfact.quantities import Qualifier

LANE = 11
"""From one lane of bars to the next, where dates overlap, in pixels."""
_HALO = 28
"""The diameter of the halo of a date that is told with "about"."""


def find_moments(mark: Mark) -> tuple[int, int]:
    """Return the moments between which a mark is drawn: one alone, at the edge of a bound."""
    period = mark.period
    if period is None:
        return 0, 0
    first, last = to_moment(period.first), to_end(period.last)
    bound = {
        Qualifier.MORE_THAN: last,
        Qualifier.AT_LEAST: first,
        Qualifier.LESS_THAN: first,
        Qualifier.UP_TO: last,
    }.get(mark.qualifier)
    if bound is not None:
        return bound, bound
    if period.first == period.last:
        # A day is a point, however long the axis makes it.
        return (first + last) // 2, (first + last) // 2
    return first, last


def describe_date(mark: Mark, lane: int, *, is_long: bool) -> dict[str, Any]:
    """Return what the data of a date say of its sign; `is_long` where a bar can be seen."""
    first, last = find_moments(mark)
    is_soft = mark.qualifier in {Qualifier.ABOUT, Qualifier.NEARLY}
    sign = "exact"
    if mark.qualifier in {Qualifier.MORE_THAN, Qualifier.AT_LEAST}:
        sign = "after"
    elif mark.qualifier in {Qualifier.LESS_THAN, Qualifier.UP_TO}:
        sign = "before"
    elif is_soft:
        sign = "about"
    shape = "bar" if is_long and not is_soft else "point"
    return {
        "shape": shape,
        "look": "hollow" if mark.status in UNFIRM else "solid",
        "lane": lane,
        "sign": sign,
        "from": first,
        "until": last,
        "at": (first + last) // 2,
    }


def _time(field: str, frame: Frame) -> Layer:
    # Moments are numbers of milliseconds: Vega-Lite's own times would be parsed once a layer.
    scale = alt.Scale(
        domain=[frame.begin, frame.end], range=[0, frame.height], nice=False, zero=False
    )
    return alt.Y(f"{field}:Q", scale=scale, axis=None)


def make_date_layers(data: Sequence[Mapping[str, Any]], frame: Frame) -> Iterator[Layer]:
    """Yield the layers that draw dates along a line of time that leads down."""
    if not data:
        return
    colour = tone_of(data)
    for lane in sorted({int(row["lane"]) for row in data}):
        x = alt.XValue(find_lane(lane))
        for look in ("solid", "hollow"):
            base = where(data, lane=lane, shape="bar", look=look)
            if base is not None:
                yield base.mark_bar(size=7, orient="vertical", fillOpacity=0.55 * (look == "solid"),
                                    cornerRadius=3).encode(
                    x=x, y=_time("from", frame), y2=alt.Y2("until:Q"), color=colour,
                    description=alt.Description("tip:N"),
                )  # fmt: skip
                yield base.mark_bar(size=7, orient="vertical", filled=False, strokeWidth=1.5,
                                    cornerRadius=3, aria=False).encode(
                    x=x, y=_time("from", frame), y2=alt.Y2("until:Q"), color=colour
                )  # fmt: skip
        yield from _point_layers(data, lane, frame, colour)
        yield from _sign_layers(data, lane, frame, colour)


def _point_layers(
    data: Sequence[Mapping[str, Any]], lane: int, frame: Frame, colour: Layer
) -> Iterator[Layer]:
    x = alt.XValue(find_lane(lane))
    for look in ("solid", "hollow"):
        base = where(data, lane=lane, shape="point", look=look)
        if base is None:
            continue
        style: dict[str, Any] = {"strokeWidth": 0} if look == "solid" else {
            "strokeWidth": 1.75, "fill": name_colour("surface")}  # fmt: skip
        yield base.mark_point(
            shape="circle", size=81, filled=look == "solid", opacity=1, **style
        ).encode(x=x, y=_time("at", frame), color=colour, description=alt.Description("tip:N"))


def _sign_layers(
    data: Sequence[Mapping[str, Any]], lane: int, frame: Frame, colour: Layer
) -> Iterator[Layer]:
    """Yield the halo of "about", and the chevrons of "after" and "before"."""
    x = alt.XValue(find_lane(lane))
    for tone in dict.fromkeys(str(row["tone"]) for row in data):
        base = where(data, lane=lane, sign="about", tone=tone)
        if base is not None:
            name = name_colour(tone)
            stops = [{"offset": 0.3, "color": name}, {"offset": 1, "color": clear_colour(name)}]
            yield base.mark_point(
                shape="circle", size=_HALO**2, fill={"gradient": "radial", "stops": stops},
                strokeWidth=0, opacity=0.75, aria=False,
            ).encode(x=x, y=_time("at", frame))  # fmt: skip
    for sign, way in (("after", 1), ("before", -1)):
        base = where(data, lane=lane, sign=sign)
        if base is not None:
            for step in (8, 13):
                yield base.mark_point(
                    shape=f"M-1,{-0.6 * way:g}L0,0L1,{-0.6 * way:g}", size=72, filled=False,
                    strokeWidth=2, opacity=1, yOffset=way * step, aria=False,
                ).encode(x=x, y=_time("at", frame), color=colour)  # fmt: skip


def find_lane(lane: int) -> float:
    """Return where a lane lies, in pixels from the line of time."""
    return lane * LANE
