"""The look that a site asks for: its colours, held to what can be read, and its fonts."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from plainfact.charts.theme import COLOURS, SERIES, Colour, find_contrast, render_tokens_css
from plainfact.problems import Place, Problem
from plainfact.site import Site
from plainfact.texts import find_place

if TYPE_CHECKING:
    from plainfact.config import ColourPair, ThemeFields

PAGE_COLOURS: Mapping[str, tuple[str, str]] = {
    "paper": ("#ffffff", "#15181d"),
    "raised": ("#f4f6f4", "#1d2227"),
    "ink": ("#1b1f26", "#e6e8ec"),
    "quiet": ("#596069", "#a5adb9"),
    "line": ("#d8dcdd", "#343b44"),
    "accent": ("#0a5c49", "#86d3ba"),
    "mark": ("#fff3bf", "#463c12"),
}
"""The theme's colours of pages by name: on a light page, and on a dark one."""

_IN_CHARTS = {"paper": "surface", "ink": "text", "quiet": "muted"}
"""Colours of pages that charts take over, and what charts call them."""
_NEEDS = (
    *((front, back, 4.5) for front in ("ink", "quiet", "accent") for back in ("paper", "raised")),
    ("ink", "mark", 4.5),
    *((f"chart-{name}", "paper", 4.5) for name in SERIES),
    ("chart-context", "paper", 3.0),
    ("chart-axis", "paper", 3.0),
)
"""What stands on what, and the contrast that it needs: WCAG AA for words and for marks."""
_FONT_VARIABLES = {"text": ("--serif", "serif"), "labels": ("--sans", "sans-serif")}
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_STACK = re.compile(r"[\w\s,\"'-]+")

Given = Mapping[str, "ColourPair"]
"""The colours that a site gives, by name: a page's, or "chart-1" to "chart-6"."""


class _Short(Struct, frozen=True):
    """A contrast that is too small."""

    front: str
    back: str
    least: float
    ratio: float

    def other(self, name: str) -> str:
        """Return the one that is not named."""
        return self.back if name == self.front else self.front


def check_look(site: Site, problems: list[Problem]) -> None:
    """Add a problem for each colour that can't be read, and each font that isn't at hand."""
    given = _list_given(site.config.theme)
    found = [problem for pair in given.values() for problem in _check_hex(pair, site)]
    problems += found or [
        problem for scheme in ("light", "dark") for problem in _check_contrast(given, scheme, site)
    ]
    for value in _list_fonts(site.config.theme).values():
        _check_font(value, site, problems)


def render_look_css(theme: "ThemeFields") -> str:
    """Return the stylesheet of a site's colours and fonts, the theme's where it gives none."""
    given = _list_given(theme)
    names = "".join(
        f"--{name}:light-dark({_value(name, 'light', given)},{_value(name, 'dark', given)});"
        for name in PAGE_COLOURS
    )
    return f"{render_tokens_css(make_palette(theme))}:root{{{names}}}\n{_render_fonts(theme)}"


def make_palette(theme: "ThemeFields") -> dict[str, Colour]:
    """Return the charts' colours, with those that a site gives."""
    given = _list_given(theme)
    palette = dict(COLOURS)
    for name, pair in given.items():
        own = _IN_CHARTS.get(name, name.removeprefix("chart-"))
        if own in palette:
            palette[own] = replace(palette[own], light=str(pair.light), dark=str(pair.dark))
    return palette


def _list_given(theme: "ThemeFields") -> dict[str, "ColourPair"]:
    named = {name: getattr(theme.colours, name) for name in PAGE_COLOURS}
    series = {f"chart-{name}": pair for name, pair in zip(SERIES, theme.colours.series,
                                                          strict=False)}  # fmt: skip
    return {name: pair for name, pair in named.items() if pair is not None} | series


def _list_fonts(theme: "ThemeFields") -> dict[str, str]:
    named = {name: getattr(theme.fonts, name) for name in _FONT_VARIABLES}
    return {name: value for name, value in named.items() if value is not None}


def _value(name: str, scheme: str, given: Given) -> str:
    """Return a colour of the site, or else the theme's."""
    if name in given:
        return str(getattr(given[name], scheme)).lower()
    if name in PAGE_COLOURS:
        return PAGE_COLOURS[name][scheme == "dark"]
    return str(getattr(COLOURS[name.removeprefix("chart-")], scheme))


def _check_hex(pair: "ColourPair", site: Site) -> Iterator[Problem]:
    for value in (pair.light, pair.dark):
        if not _HEX.fullmatch(value):
            message = f'"{value}" is no colour that can be measured.'
            hint = 'Write six hex digits in quotes, e.g. "#0a5c49".'
            yield Problem(_place(value, site), "colour-is-hex", message, hint)


def _check_contrast(given: Given, scheme: str, site: Site) -> Iterator[Problem]:
    """Yield a problem for each of the site's colours that is too near to another."""
    blamed: dict[str, list[_Short]] = {}
    for short in _find_short(given, scheme):
        blamed.setdefault(short.front if short.front in given else short.back, []).append(short)
    for name, shorts in blamed.items():
        value = getattr(given[name], scheme)
        worst = min(shorts, key=lambda short: short.ratio)
        other = worst.other(name)
        message = (
            f'"{value}" has a contrast of {_floor(worst.ratio)}:1 with {_say(other)}, which is '
            f'"{_value(other, scheme, given)}" on a {scheme} page; it needs {worst.least:g}:1.'
        )
        against = [(_value(short.other(name), scheme, given), short.least) for short in shorts]
        nearest = find_nearest(value, against)
        hint = (
            f'Write "{nearest}", the nearest that has it.'
            if nearest
            else f"Change {_say(other)} too."
        )
        yield Problem(_place(value, site), "colour-is-readable", message, hint)


def _say(name: str) -> str:
    """Return the name of a colour as authors know it."""
    part = name.removeprefix("chart-")
    if part == name:
        return name
    return f"colour {part} of series" if part in SERIES else f"the {part} of charts"


def _find_short(given: Given, scheme: str) -> Iterator[_Short]:
    for front, back, least in _NEEDS:
        if front in given or back in given:
            ratio = find_contrast(_value(front, scheme, given), _value(back, scheme, given))
            if ratio < least:
                yield _Short(front, back, least, ratio)


def find_nearest(colour: str, against: list[tuple[str, float]]) -> str | None:
    """Return the colour least lightened or darkened that has each contrast asked for."""
    for step in range(1, 101):
        for end in (0, 255):
            mixed = _mix(colour, end, step / 100)
            if all(find_contrast(mixed, other) >= least for other, least in against):
                return mixed
    return None


def _mix(colour: str, end: int, share: float) -> str:
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(part + (end - part) * share):02x}" for part in parts)


def _floor(ratio: float) -> str:
    """Return a ratio that never looks better than it is."""
    return f"{int(ratio * 10) / 10:g}"


def _check_font(value: str, site: Site, problems: list[Problem]) -> None:
    place = _place(value, site)
    if value.endswith(".woff2") and value not in site.static:
        message = f'There is no font "{value}" in {site.path}/static/.'
        hint = f"Put the file at {site.path}/static/{value}; nothing is loaded from elsewhere."
        problems.append(Problem(place, "font-is-at-hand", message, hint))
    elif not value.endswith(".woff2") and not _STACK.fullmatch(value):
        message = f'"{value}" is no list of fonts.'
        hint = 'Name fonts that readers have, e.g. "Georgia, serif", or a .woff2 file in static/.'
        problems.append(Problem(place, "font-is-at-hand", message, hint))


def _render_fonts(theme: "ThemeFields") -> str:
    css = ""
    for name, value in _list_fonts(theme).items():
        variable, generic = _FONT_VARIABLES[name]
        stack = str(value)
        if stack.endswith(".woff2"):
            css += (f'@font-face{{font-family:"Own {name}";src:url("{stack}") format("woff2");'
                    f"font-weight:100 900;font-display:swap}}\n")  # fmt: skip
            stack = f'"Own {name}",{generic}'
        css += f":root:root{{{variable}:{stack}}}\n"
    return css


def _place(value: str, site: Site) -> Place:
    return find_place(value, Place(f"{site.path}/site.yaml"))
