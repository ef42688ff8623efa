"""Point labels: values in words beside points, where they hide neither lines nor each other."""

from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from plainfact.charts.end_labels import text_colour, text_weight
from plainfact.charts.fonts import measure_text
from plainfact.charts.layers import Piece, make_line, make_words
from plainfact.charts.marks import Mark
from plainfact.charts.point_signs import HALO, POINT, find_reach_down, find_reach_up
from plainfact.charts.theme import LINE_HEIGHT, SMALL_SIZE
from plainfact.quantities import Qualifier

_ASCENT = 0.76
"""How far a line's letters reach above its foot, as a part of the line's height."""
_HIGHEST = 5
"""How far from its point a name may stand, in lines."""

_Straight = tuple[float, float, float, float]


class Box(Struct, frozen=True):
    """A rectangle inside a panel, in pixels."""

    left: float
    """Its left edge."""
    top: float
    """Its upper edge."""
    right: float
    """Its right edge."""
    bottom: float
    """Its lower edge."""

    def meets(self, other: "Box") -> bool:
        """Tell whether two rectangles overlap."""
        return (self.left < other.right and other.left < self.right
                and self.top < other.bottom and other.top < self.bottom)  # fmt: skip

    def is_crossed(self, line: tuple[float, float, float, float]) -> bool:
        """Tell whether a straight line runs through this rectangle."""
        x, y, x2, y2 = line
        begin, end = 0.0, 1.0
        # Clip the line to the rectangle, one edge after the other (Liang and Barsky, 1984).
        for step, room in ((x - x2, x - self.left), (x2 - x, self.right - x),
                           (y - y2, y - self.top), (y2 - y, self.bottom - y)):  # fmt: skip
            if step == 0:
                if room < 0:
                    return False
            elif step < 0:
                begin = max(begin, room / step)
            else:
                end = min(end, room / step)
        return begin <= end


def place_point_labels(
    marks: Sequence[Mark], points: Sequence[tuple[float, float]],
    lines: Sequence[tuple[float, float, float, float]], taken: Sequence[Box], inside: Box,
    ends: Container[str] = (),
) -> Iterator[Piece]:  # fmt: skip
    """Yield the pieces that write the values of marks at points, where there is room.

    `ends` are the addresses of marks at which a line ends: these are best written beside it.
    """
    used = list(taken)
    for mark, (x, y) in zip(marks, points, strict=True):
        for choice in _choices(mark, x, y, is_end=mark.address in ends):
            box = choice.box
            is_inside = (box.left >= inside.left and box.right <= inside.right
                         and box.top >= inside.top and box.bottom <= inside.bottom)  # fmt: skip
            if is_inside and all(_is_free(room, used, lines) for room in choice.rooms):
                used.append(box)
                yield make_words(mark.short, choice.x, choice.foot, size=SMALL_SIZE,
                                 colour=text_colour(mark), weight=text_weight(mark),
                                 align=choice.align)  # fmt: skip
                if choice.stem is not None:
                    used.append(choice.stem)
                    yield make_line(x, choice.stem.top, x, choice.stem.bottom)
                break


def point_box(mark: Mark, x: float, y: float, foot: float) -> Box:
    """Return the room that a point and its sign take, from its value at `y` down to `foot`."""
    is_soft = mark.qualifier is Qualifier.ABOUT
    side = HALO / 2 - 3 if is_soft else POINT / 2
    return Box(x - side, y - find_reach_up(mark), x + side, foot + find_reach_down(mark))


class _Choice(Struct, frozen=True):
    """A place where a value might be written."""

    box: Box
    x: float
    foot: float
    align: str
    stem: Box | None = None
    """Where a thin line leads to it, if it stands away from its point."""

    @property
    def rooms(self) -> tuple[Box, ...]:
        """All the room that it takes."""
        return (self.box,) if self.stem is None else (self.box, self.stem)


def _is_free(room: Box, used: Sequence[Box], lines: Sequence[_Straight]) -> bool:
    return not any(map(room.meets, used)) and not any(map(room.is_crossed, lines))


def _choices(mark: Mark, x: float, y: float, *, is_end: bool) -> Iterator[_Choice]:
    """Yield the places for a value, the best first: above, below, then to either side of those."""
    width = measure_text(mark.short, SMALL_SIZE, text_weight(mark)) + 2
    if is_end:
        begin, foot = x + POINT, y + SMALL_SIZE * 0.36
        box = Box(begin, foot - LINE_HEIGHT * _ASCENT, begin + width, foot + 3)
        yield _Choice(box, begin, foot, "left")
    feet = (y - find_reach_up(mark) - 4, y + find_reach_down(mark) + LINE_HEIGHT - 3)
    for align, begin in (("center", x - width / 2), ("left", x - 4), ("right", x + 4 - width)):
        for foot in feet:
            box = Box(begin, foot - LINE_HEIGHT * _ASCENT, begin + width, foot + 3)
            yield _Choice(box, {"left": x - 4, "right": x + 4}.get(align, x), foot, align)
    # A name is needed, and so are words that say how well a value is known.
    if is_end or mark.qualifier is not Qualifier.EXACT:
        yield from _raise(x, feet[0], width)


def _raise(x: float, foot: float, width: float) -> Iterator[_Choice]:
    """Yield places higher up, in the open, with a thin line down to the point."""
    for rise in range(1, _HIGHEST):
        raised = foot - rise * LINE_HEIGHT
        stem = Box(x - 1, raised + 3, x + 1, foot + 2)
        for begin, at, align in ((x - width / 2, x, "center"), (x - 4, x - 4, "left"),
                                 (x + 4 - width, x + 4, "right")):  # fmt: skip
            box = Box(begin, raised - LINE_HEIGHT * _ASCENT, begin + width, raised + 3)
            yield _Choice(box, at, raised, align, stem)
