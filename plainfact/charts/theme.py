"""The look of the charts: colours in both schemes, sizes and Vega-Lite's settings, each told once.

Charts name colours as CSS custom properties (`var(--chart-1)`), which the site's stylesheet sets,
so that one SVG follows light and dark. What stands alone has the light scheme's own values instead.
"""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Colour(Struct, frozen=True):
    """A colour of the look, in both schemes."""

    light: str
    """Its value on a light page, as six hex digits."""
    dark: str
    """Its value on a dark page."""
    forced: str
    """The system colour that takes its place where the reader forces colours."""


COLOURS: Mapping[str, Colour] = {
    "surface": Colour("#ffffff", "#15181d", "Canvas"),
    "text": Colour("#1b1f26", "#e9ebef", "CanvasText"),
    "muted": Colour("#5a616c", "#a5adb9", "CanvasText"),
    "grid": Colour("#e3e6ea", "#2c323b", "GrayText"),
    "axis": Colour("#878e99", "#7d8592", "CanvasText"),
    "context": Colour("#7e8591", "#838b98", "GrayText"),
    "on-context": Colour("#14171c", "#0d0f13", "Canvas"),
    "1": Colour("#2166ac", "#6cb0f5", "LinkText"),
    "2": Colour("#8c6800", "#fcd163", "CanvasText"),
    "3": Colour("#00644d", "#8fe6cf", "VisitedText"),
    "4": Colour("#b8306f", "#d0809c", "CanvasText"),
    "5": Colour("#3b2a63", "#8c80e8", "CanvasText"),
    "6": Colour("#7a2f08", "#e9966b", "CanvasText"),
}
"""Every colour by its name; "1" is the accent too. Numbered ones tell series apart."""

SERIES = ("1", "2", "3", "4", "5", "6")
"""The colours of series, in the order in which they are given out."""
TEXT_COLOURS = ("text", "muted", *SERIES)
"""Colours that words are set in: 4.5:1 against the surface at least."""
MARK_COLOURS = ("context", "axis", *SERIES)
"""Colours that marks are drawn in: 3:1 against the surface at least."""

FAMILY = "Plainfact Sans"
FONT = f"{FAMILY}, Inter, Helvetica, Arial, sans-serif"
"""The font of every word in a chart."""
TEXT_SIZE = 13
"""The size of labels and values, in pixels."""
SMALL_SIZE = 12
"""The size of ticks, units and second lines."""
LINE_HEIGHT = 16
"""From one line of a label to the next, in pixels."""
WIDE, NARROW = 720, 340
"""The two widths that every chart is drawn in, in pixels."""

CONFIG: Mapping[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "text": {"fontSize": TEXT_SIZE, "fill": "var(--chart-text)", "lineHeight": LINE_HEIGHT},
    "axis": {
        "labelFontSize": SMALL_SIZE, "labelColor": "var(--chart-muted)",
        "titleFontSize": SMALL_SIZE, "titleFontWeight": 400,
        "titleColor": "var(--chart-muted)", "domain": False, "ticks": False,
        "gridColor": "var(--chart-grid)", "domainColor": "var(--chart-axis)",
        "tickColor": "var(--chart-axis)",
    },
    "bar": {"color": "var(--chart-1)"}, "line": {"color": "var(--chart-1)", "strokeWidth": 2},
    "area": {"color": "var(--chart-1)"}, "point": {"color": "var(--chart-1)"},
    "rule": {"color": "var(--chart-axis)"}, "rect": {"color": "var(--chart-1)"},
    "legend": {"labelFontSize": SMALL_SIZE, "labelColor": "var(--chart-text)",
               "titleFontSize": SMALL_SIZE, "titleColor": "var(--chart-muted)"},
    "header": {"labelFontSize": TEXT_SIZE, "labelFontWeight": 600,
               "labelColor": "var(--chart-text)", "title": None},
    "title": {"fontSize": TEXT_SIZE, "fontWeight": 600, "color": "var(--chart-text)"},
    "range": {"category": [f"var(--chart-{name})" for name in SERIES]},
}  # fmt: skip
"""Vega-Lite's settings."""

_VARIABLE = re.compile(r"var\(--chart-([a-z0-9-]+)\)")


def name_colour(name: str) -> str:
    """Return a colour as charts name it; raise KeyError for one that there isn't."""
    if name not in COLOURS:
        raise KeyError(name)
    return f"var(--chart-{name})"


def clear_colour(colour: str) -> str:
    """Return a colour made wholly transparent, for the end of a gradient."""
    return f"rgb(from {colour} r g b / 0)"


def resolve_colours(
    text: str, colours: Mapping[str, Colour] = COLOURS, *, dark: bool = False
) -> str:
    """Put the concrete values of a scheme in place of the names of colours."""

    def replace(match: re.Match[str]) -> str:
        colour = colours[match[1]]
        return colour.dark if dark else colour.light

    return _VARIABLE.sub(replace, text)


def render_tokens_css(colours: Mapping[str, Colour] = COLOURS) -> str:
    """Return the stylesheet that sets the charts' colours, for light, dark, print and forced.

    A page may force a scheme with `data-theme="light"` or "dark" on its root.
    """
    light, dark, forced = (
        "".join(f"--chart-{name}:{getattr(colour, scheme)};" for name, colour in colours.items())
        for scheme in ("light", "dark", "forced")
    )
    return (
        f":root{{{light}--chart-font:{FONT}}}\n"
        f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{dark}}}}}\n'
        f':root[data-theme="dark"]{{{dark}}}\n'
        # On paper the light scheme saves ink, whatever the screen shows.
        f"@media print{{:root:root:root{{{light}}}}}\n"
        f"@media (forced-colors:active){{:root:root:root{{{forced}}}}}\n"
    )


def find_luminance(colour: str) -> float:
    """Return the relative luminance of a colour in hex, as WCAG 2 defines it."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    weighed = zip((0.2126, 0.7152, 0.0722), (red, green, blue), strict=True)
    return sum(weight * _linear(part) for weight, part in weighed)


def find_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours in hex, from 1 to 21."""
    low, high = sorted((find_luminance(one), find_luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
