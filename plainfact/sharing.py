"""What a reader takes along of a chart: a citation, and the lines that embed it elsewhere."""

import math
from html import escape

from plainfact.chart_views import ShareView
from plainfact.charts.drawn import Drawing
from plainfact.charts.fonts import BOLD, wrap_text
from plainfact.charts.theme import TEXT_SIZE
from plainfact.figures import Figure
from plainfact.notes import SourceLink
from plainfact.periods import Period
from plainfact.phrasing import format_period
from plainfact.prose_renderer import ProseRenderer
from plainfact.urls import relative_url
from plainfact.words import find_words

_TITLE_SIZE = 19
_TITLE_LINE = 25
_LINE = 20
_EDGES = 24
_SWATCH = 54
_WIDE = 684
"""From this width on a frame shows the wide drawing, which is less high: figure.css says when."""
_ROUND_WIDE = 150
_ROUND_NARROW = 190
"""What stands round a drawing in a frame besides its title, subtitle, key and sources."""


def make_share(
    figure: Figure,
    drawing: Drawing,
    page: str,
    sources: tuple[SourceLink, ...],
    renderer: ProseRenderer,
    base_url: str,
) -> ShareView:
    """Return how a chart is cited and embedded, as a page shows it.

    Addresses are whole where the site's is known; elsewhere a script completes them from where the
    page is read, and without scripts a sentence says what is to be done.
    """
    base = f"{base_url.rstrip('/')}/" if base_url else ""
    title = renderer.plain(figure.title)
    wide, narrow = find_frame_heights(
        drawing, title, renderer.plain(figure.subtitle), "; ".join(link.words for link in sources)
    )
    return ShareView(
        citation=_format_citation(figure, title, sources, renderer),
        snippet=(
            f'<div style="container-type: inline-size">'
            f'<iframe src="{escape(base)}embed/{figure.id}/" title="{escape(title)}" width="100%" '
            f'height="{max(wide, narrow)}" loading="lazy" style="border: 0; '
            f'height: clamp({wide}px, ({_WIDE}px - 100cqi) * 999, {max(wide, narrow)}px)">'
            f"</iframe></div>"
        ),
        address=f"{base}charts/{figure.id}/" if base else "",
        frame_url=relative_url(page, f"embed/{figure.id}/"),
    )


def find_frame_heights(
    drawing: Drawing, title: str, subtitle: str, sources: str
) -> tuple[int, int]:
    """Return the heights in which a chart shows whole in a frame: a wide one, and a narrow one."""
    heights: list[int] = []
    for size, around in ((drawing.size, _ROUND_WIDE), (drawing.narrow_size, _ROUND_NARROW)):
        width = min(size[0], _WIDE) - _EDGES
        lines = _count_lines(subtitle, width, TEXT_SIZE + 1) if subtitle else 0
        lines += _count_lines(f"Sources: {sources}", width, TEXT_SIZE)
        lines += sum(_count_lines(entry.words, width - _SWATCH, TEXT_SIZE) for entry in drawing.key)
        titles = _count_lines(title, width, _TITLE_SIZE, BOLD)
        height = size[1] + titles * _TITLE_LINE + lines * _LINE + around
        heights.append(math.ceil(height / 10) * 10)
    return heights[0], heights[1]


def _count_lines(words: str, width: float, size: int, weight: int = 400) -> int:
    return wrap_text(words, width, size, weight, most=99).count("\n") + 1


def _format_citation(
    figure: Figure, title: str, sources: tuple[SourceLink, ...], renderer: ProseRenderer
) -> str:
    site = renderer.site
    authors = ", ".join(author.name for author in site.config.authors)
    words = find_words(site.language.code)
    parts = [authors, words("citation_chart", title=title), _name_edition(figure, renderer)]
    if sources:
        told = words["list_semicolon"].join(link.words for link in sources)
        parts.append(words("citation_data", sources=told))
    stop = words["full_stop"]
    return " ".join(f"{part.rstrip(stop)}{stop}" for part in parts if part)


def _name_edition(figure: Figure, renderer: ProseRenderer) -> str:
    """Return the site's title and the day on which a page with the chart was last changed."""
    site = renderer.site
    last = site.figure_days.get(figure.id)
    day = f", {format_period(Period(last, last), site.language)}" if last is not None else ""
    return f"{renderer.plain(site.title)}{day}"
