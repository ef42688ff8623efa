"""A figure, drawn: what pages and files are made of, without what draws."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class KeyEntry(Struct, frozen=True):
    """One sign, explained."""

    swatch: str
    """A small SVG of the sign; hidden from readers who can't see it, who have the words."""
    words: str
    """What it says."""


class Drawing(Struct, frozen=True, kw_only=True):
    """A figure, drawn."""

    id: str
    """The figure's id."""
    wide_svg: str
    """The chart for wide pages, to stand in a page."""
    narrow_svg: str
    """The chart for narrow pages, to stand in a page."""
    standalone_svg: str
    """The chart with its title and its key, for a file; `resolve_colours` makes it stand alone."""
    live_spec: Mapping[str, Any]
    """The wide chart's Vega-Lite specification; `resolve_spec` makes it stand alone."""
    narrow_live_spec: Mapping[str, Any]
    """The narrow chart's, for the runtime."""
    cells: tuple[str, ...]
    """The addresses of the cells that are drawn."""
    key: tuple[KeyEntry, ...]
    """The signs in use, explained."""
    size: tuple[float, float]
    """The wide chart's width and height, in pixels."""
    narrow_size: tuple[float, float]
    """The narrow chart's width and height."""
    steps: tuple["Drawing", ...] = ()
    """The states that the text walks through."""
