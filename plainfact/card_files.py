"""The social cards of a site: one for every page that is shared, made from its first chart."""

from collections.abc import Mapping

from plainfact.cards import card_path, find_first_chart
from plainfact.charts.card import CARD_ROOM, SOURCE_SIZE, CardFace, keep_drawable, render_card
from plainfact.charts.drawn import Drawing
from plainfact.charts.fonts import measure_text
from plainfact.charts.rasterizer import render_png
from plainfact.charts.theme import Colour
from plainfact.figure_views import drawn_cells
from plainfact.look import make_palette
from plainfact.notes import make_source_link
from plainfact.outputs import LateFile, OutputFile
from plainfact.page_views import PageView
from plainfact.prose_renderer import ProseRenderer
from plainfact.words import find_words


def make_card(
    view: PageView, drawings: Mapping[str, Drawing], renderer: ProseRenderer
) -> OutputFile:
    """Return the card of a page, drawn when it is wanted."""
    colours = make_palette(renderer.site.config.theme)
    face = make_card_face(view, drawings, renderer)
    return LateFile(card_path(view.url), draw_card, face, colours)


def draw_card(face: CardFace, colours: Mapping[str, Colour]) -> bytes:
    """Return the card of a page as a picture."""
    return render_png(render_card(face, colours), scale=1)


def make_card_face(
    view: PageView, drawings: Mapping[str, Drawing], renderer: ProseRenderer
) -> CardFace:
    """Return what the card of a page shows: its first chart, or else what the page is about."""
    site = renderer.site
    name = find_first_chart(site, view.url)
    title = keep_drawable(view.title or view.site_title) or keep_drawable(view.site_title)
    if name not in drawings:
        return CardFace(
            title=title, words=keep_drawable(view.description), site=keep_drawable(view.site_title)
        )
    figure, drawing = site.figures[name], drawings[name]
    shown = renderer.plain(figure.title)
    return CardFace(
        kicker=title if keep_drawable(view.title) not in ("", shown) else "",
        title=shown,
        words=keep_drawable(renderer.plain(figure.subtitle)),
        site=keep_drawable(view.site_title),
        source=keep_drawable(_name_sources(drawing, renderer)),
        drawings=((drawing.wide_svg, *drawing.size), (drawing.narrow_svg, *drawing.narrow_size)),
    )


def _name_sources(drawing: Drawing, renderer: ProseRenderer) -> str:
    """Return the sources of what is drawn; those that there is no room for are counted."""
    site = renderer.site
    words = find_words(site.language.code)
    names = dict.fromkeys(
        source for cell in drawn_cells(drawing, renderer) for source in cell.origin.sources
    )
    told = list(dict.fromkeys(make_source_link(site.sources[name], site).words for name in names))
    for count in range(len(told), 0, -1):
        rest = f" + {len(told) - count}" if count < len(told) else ""
        named = words["list_semicolon"].join(told[:count])
        line = f"{words('source_line', count=len(told))} {named}{rest}"
        if measure_text(line, SOURCE_SIZE) <= CARD_ROOM or count == 1:
            return line
    return ""
