"""Drawing a site's figures: every chart once, its marks remembered as uses of their cells."""

from plainfact.charts.drawing import Drawing
from plainfact.check import Uses
from plainfact.problems import Problem
from plainfact.prose_renderer import ProseRenderer
from plainfact.site import Site
from plainfact.uses import Use


def draw_figures(
    site: Site, uses: Uses, problems: list[Problem], *, no_code: bool
) -> dict[str, Drawing]:
    """Return every figure drawn, by id; those that can't be drawn are problems."""
    prose = ProseRenderer(site)
    drawings: dict[str, Drawing] = {}
    for figure in site.figures.values():
        if figure.dataset not in site.datasets:
            continue
        drawing = _draw(figure, site, prose, problems, no_code=no_code)
        if drawing is not None:
            drawings[figure.id] = drawing
            for mark in drawing.marks:
                use = Use(f"charts/{figure.id}/", "chart", figure.id, figure.place)
                uses.setdefault(mark.address, []).append(use)
    return drawings
