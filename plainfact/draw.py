"""Drawing a site's figures: every chart once, its marks remembered as uses of their cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plainfact.cards import note_cards
from plainfact.charts.catalogue import KINDS, check_figure
from plainfact.charts.drawing import Drawing, draw_figure, draw_steps
from plainfact.check import Uses
from plainfact.claims import find_fact
from plainfact.datasets import Cell, Dataset
from plainfact.figures import Figure
from plainfact.fingerprints import digest_value
from plainfact.languages import find_language
from plainfact.languages.english import ENGLISH
from plainfact.notes import make_source_link
from plainfact.problems import ContentError, Problem
from plainfact.progress import SILENT, Progress
from plainfact.prose_renderer import ProseRenderer
from plainfact.site import Site
from plainfact.store import Store, make_key
from plainfact.uses import Use
from plainfact.words import find_words
from plainfact.workers import Workers

_FEW = 12
"""So many drawings are made sooner than another process has started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingOrder:
    """All that goes into one drawing, so that it can be made anywhere and found again."""

    figure: Figure
    """The figure."""
    dataset: Dataset
    """The dataset that it draws."""
    cells: Mapping[str, Cell]
    """Every cell that it looks at, by address."""
    language: str
    """The language of its numbers and dates."""
    title: str
    """Its title in plain words."""
    description: str
    """What a reader who can't see it must know."""
    subtitle: str
    """Its subtitle in plain words."""
    source: str
    """The line that names its sources."""
    step_texts: tuple[str, ...] = ()
    """What its steps say, in plain words."""
    extension: Path | None = None
    """The file of a kind of the site's own."""
    extension_shown: str = ""
    """That file as problems name it."""
    extension_code: bytes = b""
    """What stands in it."""


def draw_figures(
    site: Site,
    uses: Uses,
    problems: list[Problem],
    *,
    no_code: bool,
    store: Store | None = None,
    workers: Workers | None = None,
    progress: Progress = SILENT,
) -> dict[str, Drawing]:
    """Return every figure drawn, by id; those that can't be drawn are problems.

    All are checked first, and none is drawn where anything on the site is to be mended: a figure's
    words may then lead nowhere. `no_code` refuses kinds of chart that are Python of the site's own.
    What is in the store is not drawn again.
    """
    for figure in site.figures.values():
        if not (no_code and _refuse_code(figure, site, problems)):
            _check(figure, site, problems)
    if problems:
        return {}
    prose = ProseRenderer(site)
    orders = [_make_order(figure, site, prose) for figure in site.figures.values()]
    drawings: dict[str, Drawing] = {}
    for drawing in _draw_all(orders, store or Store(None), workers or Workers(1), progress):
        if not isinstance(drawing, Drawing):
            problems += drawing
            continue
        drawings[drawing.id] = drawing
        for mark in drawing.marks:
            place = site.figures[drawing.id].place
            use = Use(f"charts/{drawing.id}/", "chart", drawing.id, place)
            uses.setdefault(mark.address, []).append(use)
    drawn = {name: [mark.address for mark in found.marks] for name, found in drawings.items()}
    note_cards(site, drawn, uses)
    return drawings


def draw(order: DrawingOrder) -> Drawing | tuple[Problem, ...]:
    """Return an order's drawing, or why it can't be drawn."""
    language = find_language(order.language) or ENGLISH
    data = (order.figure, order.dataset, order.cells, language)
    try:
        whole = draw_figure(
            *data,
            title=order.title,
            description=order.description,
            subtitle=order.subtitle,
            source=order.source,
            extension=order.extension,
            extension_shown=order.extension_shown,
        )
        steps = draw_steps(
            *data,
            title=order.title,
            texts=order.step_texts,
            extension=order.extension,
            extension_shown=order.extension_shown,
        )
    except ContentError as error:
        return tuple(error.problems)
    return replace(whole, steps=steps)


def _draw_all(
    orders: Sequence[DrawingOrder], store: Store, workers: Workers, progress: Progress
) -> Iterator[Drawing | tuple[Problem, ...]]:
    """Yield what is made of each order; what was drawn before comes from the store."""
    keys = [make_key("drawing", digest_value(order)) for order in orders]
    kept: dict[str, Drawing] = dict(store.get_many(keys))
    missing = [order for order, key in zip(orders, keys, strict=True) if key not in kept]
    progress.step(len(orders) - len(missing))
    made = workers.map(draw, missing, least=_FEW, progress=progress)
    for key in keys:
        drawing = kept.get(key) or next(made)
        if key not in kept and isinstance(drawing, Drawing):
            store.put(key, drawing)
        yield drawing


def _make_order(figure: Figure, site: Site, prose: ProseRenderer) -> DrawingOrder:
    dataset = site.datasets[figure.dataset]
    path = None if figure.kind in KINDS else site.extensions[figure.kind]
    return DrawingOrder(
        figure=figure,
        dataset=dataset,
        cells=_find_cells(dataset, site),
        language=site.language.code,
        title=prose.plain(figure.title),
        description=prose.plain(figure.alt),
        subtitle=prose.plain(figure.subtitle),
        source=_name_sources(figure, site),
        step_texts=tuple(prose.plain(step.text) for step in figure.steps),
        extension=path,
        extension_shown=f"{site.path}/extensions/{figure.kind}.py",
        extension_code=path.read_bytes() if path is not None else b"",
    )


def _find_cells(dataset: Dataset, site: Site) -> dict[str, Cell]:
    """Return the cells of a dataset, and those that its words name."""
    cells: dict[str, Cell] = {}
    waiting = list(dataset.cells())
    while waiting:
        cell = waiting.pop()
        if cell.address not in cells:
            cells[cell.address] = cell
            bindings = cell.words.bindings if cell.words is not None else ()
            facts = (find_fact(binding.target, site.cells, site.datasets) for binding in bindings)
            waiting += [fact.cell for fact in facts if fact is not None]
    return cells


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
