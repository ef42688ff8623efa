"""Timelines: what happened when, downwards, each event as long as its date is wide."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from plainfact.charts.date_signs import (
    LANE,
    describe_date,
    find_lane,
    find_moments,
    make_date_layers,
)
from plainfact.charts.fonts import BOLD, wrap_text
from plainfact.charts.kinds.kind import ChartKind, Holds, Need
from plainfact.charts.layers import (
    Piece,
    finish,
    make_heading,
    make_line,
    make_words,
)
from plainfact.charts.marks import Mark, make_datum
from plainfact.charts.placing import spread_labels
from plainfact.charts.plot import Frame, Panel, Plot
from plainfact.charts.scales import to_end, to_moment
from plainfact.charts.theme import LINE_HEIGHT, SMALL_SIZE
from plainfact.periods import make_year

_AXIS = 44
"""The room for the years on the left, in pixels."""
_LANES = 4
"""The most lanes; what still overlaps then shares the last."""
_LEAD = 26
"""The room for the lines that lead from marks to their words."""
_GAP = 10
"""Between one event's words and the next."""
_SPACE = 1.12
"""How much longer the axis is than its words need, so that most stand where they belong."""
_SHORT = 10
"""A date that would be drawn shorter than this, in pixels, is drawn as a point."""
_WIDEST = 560
_LINES = 6


class _Event(Struct, frozen=True):
    """One event with its words, and where its mark lies."""

    mark: Mark
    lines: str
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """The height of the date and the words under it."""
        return (self.lines.count("\n") + 2) * LINE_HEIGHT + _GAP


def make_frame(plot: Plot) -> Frame:
    """Return the margins and the scale: as long as the words of all events need."""
    known = [mark for mark in plot.known if mark.period is not None]
    first = min(mark.period.first for mark in known if mark.period is not None)
    last = max(mark.period.last for mark in known if mark.period is not None)
    begin, end = to_moment(first), to_end(last)
    slack = max(end - begin, 86_400_000) // 40
    facets = dict.fromkeys(mark.facet for mark in plot.marks)
    tallest = max(
        sum(_count_lines(mark, plot) * LINE_HEIGHT + _GAP for mark in known if mark.facet == facet)
        for facet in facets
    )
    head = 30 if plot.has_headings else 10
    return Frame(left=_AXIS, right=0, top=head, bottom=8, begin=begin - slack, end=end + slack,
                 height=max(160, tallest * _SPACE))  # fmt: skip


def make_panel(plot: Plot, frame: Frame) -> Panel:
    """Draw the events of one panel."""
    width = frame.inner_width(plot)
    known = [mark for mark in plot.known if mark.period is not None]
    events = sorted((_make_event(mark, plot, frame) for mark in known), key=_middle)
    lanes = _find_lanes(events)
    data = plot.keep_shown([
        make_datum(event.mark) | describe_date(event.mark, lane, is_long=_is_bar(event))
        for event, lane in zip(events, lanes, strict=True)
    ])  # fmt: skip
    indent = (max(lanes, default=0) + 1) * LANE + _LEAD
    unknown = [mark for mark in plot.marks if not mark.is_known]
    foot = max(frame.height, _find_foot(events))
    height = foot + sum(_count_lines(mark, plot) * LINE_HEIGHT + _GAP for mark in unknown)
    layers = [
        *_year_layers(frame),
        *make_date_layers(data, frame),
        *_word_layers(events, lanes, plot, indent),
        *_unknown_layers(unknown, foot, plot, indent),
    ]
    if plot.heading:
        layers.append(make_heading(plot.heading, frame.left, frame.top))
    return finish(layers, data, width, height)


def _room(plot: Plot) -> float:
    return min(_WIDEST, plot.width - _AXIS - _LANES * LANE - _LEAD - 4)


def _count_lines(mark: Mark, plot: Plot) -> int:
    words = wrap_text(mark.label, _room(plot), weight=_weight(mark), most=_LINES)
    return words.count("\n") + 2


def _weight(mark: Mark) -> int:
    return BOLD if mark.is_accent else 400


def _y_of(moment: float, frame: Frame) -> float:
    return (moment - frame.begin) / (frame.end - frame.begin) * frame.height


def _make_event(mark: Mark, plot: Plot, frame: Frame) -> _Event:
    words = wrap_text(mark.label, _room(plot), weight=_weight(mark), most=_LINES)
    first, last = find_moments(mark)
    return _Event(mark, words, _y_of(first, frame), _y_of(last, frame))


def _middle(event: _Event) -> float:
    return (event.top + event.bottom) / 2


def _is_bar(event: _Event) -> bool:
    return event.bottom - event.top >= _SHORT


def _find_lanes(events: Sequence[_Event]) -> list[int]:
    """Return the lane of each event: the first in which nothing is in its way."""
    ends: list[float] = []
    lanes = [0] * len(events)
    for index in sorted(range(len(events)), key=lambda index: events[index].top):
        event = events[index]
        top, bottom = event.top, max(event.bottom, event.top + _SHORT)
        lane = next((lane for lane, end in enumerate(ends) if end <= top - 2), len(ends))
        lane = min(lane, _LANES - 1)
        if lane == len(ends):
            ends.append(0)
        ends[lane] = bottom
        lanes[index] = lane
    return lanes


def _year_layers(frame: Frame) -> Iterator[Piece]:
    """Yield the line of time, and the years that begin on it, as many as there is room for."""
    yield make_line(0, 0, 0, frame.height)
    years = range(_year(frame.begin), _year(frame.end) + 2)
    for step in (1, 2, 5, 10, 20, 50, 100):
        named = [year for year in years if year % step == 0]
        gap = abs(_y_of(to_moment(make_year(years[0] + step).first), frame)
                  - _y_of(to_moment(make_year(years[0]).first), frame))  # fmt: skip
        if gap >= LINE_HEIGHT + 6:
            break
    for year in named:
        y = _y_of(to_moment(make_year(year).first), frame)
        if 0 <= y <= frame.height:
            yield make_line(-6, y, 0, y)
            yield make_words(str(year), -10, y + SMALL_SIZE * 0.36, size=SMALL_SIZE, colour="muted",
                             align="right")  # fmt: skip


def _year(moment: int) -> int:
    return 1970 + int(moment // 31_556_952_000)


def _place(events: Sequence[_Event]) -> list[float]:
    """Return the middle of each event's words; the last may reach beyond the line of time."""
    heights = [event.height for event in events]
    return spread_labels([_middle(event) for event in events], heights, 0, float("inf"))


def _find_foot(events: Sequence[_Event]) -> float:
    """Return how far down the words of events reach."""
    return max(
        (middle + event.height / 2 for event, middle in zip(events, _place(events), strict=True)),
        default=0.0,
    )


def _word_layers(
    events: Sequence[_Event], lanes: Sequence[int], plot: Plot, indent: float
) -> Iterator[Piece]:
    """Yield the date and the words of each event, with a line that leads there from its mark."""
    for event, lane, middle in zip(events, lanes, _place(events), strict=True):
        mark = event.mark
        if plot.shown is not None and mark.address not in plot.shown:
            continue
        top = middle - event.height / 2 + _GAP / 2
        foot = top + SMALL_SIZE
        # The leading lines turn beyond all lanes, and so never cross.
        turn = indent - _LEAD + 4
        yield make_line(find_lane(lane) + 7, _middle(event), turn, _middle(event), colour="axis")
        yield make_line(turn, _middle(event), indent - 5, top + LINE_HEIGHT / 2, colour="axis")
        yield _make_date(mark.words, indent, foot)
        yield make_words(event.lines, indent, foot + LINE_HEIGHT, weight=_weight(mark))


def _unknown_layers(
    marks: Sequence[Mark], foot: float, plot: Plot, indent: float
) -> Iterator[Piece]:
    """Yield the events whose date is not known, below the line of time."""
    y = foot + _GAP / 2
    for mark in marks:
        words = wrap_text(mark.label, _room(plot), weight=_weight(mark), most=_LINES)
        yield _make_date(plot.unknown, indent, y + SMALL_SIZE)
        yield make_words(words, indent, y + SMALL_SIZE + LINE_HEIGHT, weight=_weight(mark))
        y += _count_lines(mark, plot) * LINE_HEIGHT + _GAP


def _make_date(words: str, x: float, y: float) -> Piece:
    """Return the line that tells when: it stands by itself, and so begins as a sentence does."""
    return make_words(words[0].upper() + words[1:], x, y, size=SMALL_SIZE, colour="muted")


KIND = ChartKind(
    name="timeline",
    needs=(Need("x", Holds.DATES), Need("y", Holds.ANY, is_optional=True)),
    make_frame=make_frame,
    make_panel=make_panel,
    form="dates",
    most=40,
)
