"""Drawing a site's figures: every chart once, its marks remembered as uses of their cells."""

from plainfact.cards import note_cards
from plainfact.charts.catalogue import KINDS, check_figure
from plainfact.charts.drawing import Drawing, draw_figure
from plainfact.check import Uses
from plainfact.figures import Figure
from plainfact.notes import make_source_link
from plainfact.problems import ContentError, Problem
from plainfact.progress import SILENT, Progress
from plainfact.prose_renderer import ProseRenderer
from plainfact.site import Site
from plainfact.uses import Use
from plainfact.words import find_words


def draw_figures(
    site: Site,
    uses: Uses,
    problems: list[Problem],
    *,
    no_code: bool,
    progress: Progress = SILENT,
) -> dict[str, Drawing]:
    """Return every figure drawn, by id; those that can't be drawn are problems.

    All are checked first, and none is drawn where anything on the site is to be mended: a figure's
    words may then lead nowhere. `no_code` refuses kinds of chart that are Python of the site's own.
    """
    for figure in site.figures.values():
        if not (no_code and _refuse_code(figure, site, problems)):
            _check(figure, site, problems)
    if problems:
        return {}
    prose = ProseRenderer(site)
    drawings: dict[str, Drawing] = {}
    for figure in site.figures.values():
        drawing = _draw(figure, site, prose, problems)
        progress.step()
        if drawing is None:
            continue
        drawings[figure.id] = drawing
        for mark in drawing.marks:
            use = Use(f"charts/{figure.id}/", "chart", figure.id, figure.place)
            uses.setdefault(mark.address, []).append(use)
    drawn = {name: [mark.address for mark in found.marks] for name, found in drawings.items()}
    note_cards(site, drawn, uses)
    return drawings


def _check(figure: Figure, site: Site, problems: list[Problem]) -> None:
    dataset = site.datasets.get(figure.dataset)
    if dataset is not None and not dataset.broken:
        check_figure(
            figure,
            dataset,
            site.cells,
            problems,
            language=site.language,
            extensions=site.extensions,
        )


def _draw(
    figure: Figure, site: Site, prose: ProseRenderer, problems: list[Problem]
) -> Drawing | None:
    dataset = site.datasets[figure.dataset]
    try:
        return draw_figure(
            figure,
            dataset,
            site.cells,
            site.language,
            title=prose.plain(figure.title),
            description=prose.plain(figure.alt),
            subtitle=prose.plain(figure.subtitle),
            source=_name_sources(figure, site),
            extension=None if figure.kind in KINDS else site.extensions[figure.kind],
            extension_shown=f"{site.path}/extensions/{figure.kind}.py",
        )
    except ContentError as error:
        problems += error.problems
        return None


def _refuse_code(figure: Figure, site: Site, problems: list[Problem]) -> bool:
    if figure.kind in KINDS or figure.kind not in site.extensions:
        return False
    message = f'The kind "{figure.kind}" is Python of this site, and code is refused.'
    hint = "Build without --no-code if you trust this content, or use a kind of the catalogue."
    problems.append(Problem(figure.place_of("kind"), "code-is-allowed", message, hint))
    return True


def _name_sources(figure: Figure, site: Site) -> str:
    """Return the sources of a dataset's cells in words, for the chart that stands alone."""
    cells = site.datasets[figure.dataset].cells()
    rows = figure.rows or tuple(site.datasets[figure.dataset].rows)
    names = dict.fromkeys(
        name for cell in cells if cell.row in rows for name in cell.origin.sources
    )
    sources = [make_source_link(site.sources[name], site).words for name in names
               if name in site.sources]  # fmt: skip
    words = find_words(site.language.code)
    line = words("source_line", count=len(sources))
    return f"{line} {words['list_semicolon'].join(sources)}" if sources else ""
