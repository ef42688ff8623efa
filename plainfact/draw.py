"""Drawing a site's figures: every chart once, its marks remembered as uses of their cells."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from plainfact.addresses import find_fact
from plainfact.cards import find_card_uses
from plainfact.charts.drawn import Drawing
from plainfact.check import Uses
from plainfact.datasets import Cell, Dataset
from plainfact.figures import Figure
from plainfact.fingerprints import digest_value
from plainfact.kept import Keeper, make_keeper
from plainfact.notes import make_source_link
from plainfact.plain_renderer import PlainRenderer
from plainfact.problems import ContentError, Place, Problem
from plainfact.progress import SILENT, Progress
from plainfact.reads import ALL, Read
from plainfact.site import Site
from plainfact.store import Store, make_key
from plainfact.uses import Use
from plainfact.watched_site import watch_site
from plainfact.words import find_words
from plainfact.workers import FEW_DRAWINGS, Workers

if TYPE_CHECKING:
    from plainfact.drawing_orders import DrawingOrder


class Drawn(Struct, frozen=True):
    """What is known of a drawing without looking at it."""

    key: str
    """What it is kept under."""
    cells: tuple[str, ...]
    """The addresses of the cells that it draws."""
    place: Place
    """Where its figure is described."""


class Drawings(Mapping[str, Drawing]):
    """The figures of a site, drawn, by id; each is fetched when it is looked at."""

    def __init__(
        self, drawn: Mapping[str, Drawn], fresh: Mapping[str, Drawing], store: Store,
        redraw: Callable[[str], Drawing],
    ) -> None:  # fmt: skip
        self._drawn = drawn
        self._fetched = dict(fresh)
        self._store = store
        self._redraw = redraw

    def __getitem__(self, name: str) -> Drawing:
        if name not in self._fetched:
            kept: Drawing | None = self._store.get(self._drawn[name].key)
            self._fetched[name] = kept if kept is not None else self._redraw(name)
        return self._fetched[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._drawn)

    def __len__(self) -> int:
        return len(self._drawn)

    def digest(self, name: str) -> str:
        """Return what a drawing is known by, or all of them by "*"."""
        if name == ALL:
            return digest_value([(name, drawn.key) for name, drawn in self._drawn.items()])
        return self._drawn[name].key if name in self._drawn else ""


def draw_figures(
    site: Site,
    uses: Uses,
    problems: list[Problem],
    *,
    no_code: bool,
    keeper: Keeper | None = None,
    workers: Workers | None = None,
    progress: Progress = SILENT,
) -> Drawings:
    """Return every figure drawn, by id; those that can't be drawn are problems.

    All are checked first, and none is drawn where anything on the site is to be mended: a figure's
    words may then lead nowhere. `no_code` refuses kinds of chart that are Python of the site's own.
    What was drawn before is not drawn again, nor even looked at unless a page shows it anew.
    """
    keeper = keeper or make_keeper()
    watched = watch_site(site, keeper.reads)
    if no_code and site.extensions:
        _refuse_code(site, problems)
    problems += keeper.get("check charts", "", partial(_check_all, watched, keeper))
    drawn: dict[str, Drawn] = {}
    fresh: dict[str, Drawing] = {}
    if not problems:
        drawn, fresh = _draw_all(watched, keeper, workers or Workers(1), problems, progress)
    for name, drawing in drawn.items():
        use = Use(f"charts/{name}/", "chart", name, drawing.place)
        for address in drawing.cells:
            uses.setdefault(address, []).append(use)
    if not problems:
        cells = {name: drawing.cells for name, drawing in drawn.items()}
        find = partial(find_card_uses, watched, cells)
        for address, use in keeper.get("uses of cards", digest_value(cells), find):
            uses.setdefault(address, []).append(use)
    return Drawings(drawn, fresh, keeper.store, partial(_redraw, site))


def _draw(order: "DrawingOrder") -> Drawing | tuple[Problem, ...]:
    made: Drawing | tuple[Problem, ...] = import_module("plainfact.drawing_orders").draw(order)
    return made


def _kinds() -> Collection[str]:
    kinds: Collection[str] = import_module("plainfact.charts.catalogue").KINDS
    return kinds


def _draw_all(
    site: Site, keeper: Keeper, workers: Workers, problems: list[Problem], progress: Progress
) -> tuple[dict[str, Drawn], dict[str, Drawing]]:
    """Return what is known of each drawing, and those that were made now."""
    drawn: dict[str, Drawn | None] = {
        name: next(keeper.find("drawing", name), None) for name in site.figures
    }
    missing = [name for name, found in drawn.items() if found is None]
    progress.step(len(drawn) - len(missing))
    prose = PlainRenderer(site)
    fresh: dict[str, Drawing] = {}
    orders: list[DrawingOrder] = []
    seen: list[dict[Read, None]] = []
    for name in missing:
        with keeper.reads.watch() as reads:
            orders.append(_make_order(site.figures[name], site, prose))
        seen.append(reads)
    made = _draw_orders(orders, keeper.store, workers, progress)
    for name, reads, (key, drawing) in zip(missing, seen, made, strict=True):
        if not isinstance(drawing, Drawing):
            problems += drawing
            continue
        found = Drawn(key, drawing.cells, site.figures[name].place)
        keeper.keep("drawing", name, reads, found)
        drawn[name] = found
        fresh[name] = drawing
    return {name: found for name, found in drawn.items() if found is not None}, fresh


def _draw_orders(
    orders: Sequence["DrawingOrder"], store: Store, workers: Workers, progress: Progress
) -> Iterator[tuple[str, Drawing | tuple[Problem, ...]]]:
    """Yield what is made of each order; what was once drawn alike comes from the store."""
    keys = [make_key("drawing", digest_value(order)) for order in orders]
    kept: dict[str, Drawing] = dict(store.get_many(keys))
    missing = [order for order, key in zip(orders, keys, strict=True) if key not in kept]
    progress.step(len(orders) - len(missing))
    workers.prepare(drawings=len(missing))
    made = workers.map(_draw, missing, least=FEW_DRAWINGS, progress=progress)
    for key in keys:
        drawing = kept.get(key) or next(made)
        if key not in kept and isinstance(drawing, Drawing):
            store.put(key, drawing)
        yield key, drawing


def _redraw(site: Site, name: str) -> Drawing:
    """Draw a figure again of which the drawing is not kept."""
    drawing = _draw(_make_order(site.figures[name], site, PlainRenderer(site)))
    if not isinstance(drawing, Drawing):
        raise ContentError(list(drawing))
    return drawing


def _make_order(figure: Figure, site: Site, prose: PlainRenderer) -> "DrawingOrder":
    dataset = _narrow(site.datasets[figure.dataset], figure)
    path = None if figure.kind in _kinds() else site.extensions[figure.kind]
    order: DrawingOrder = import_module("plainfact.drawing_orders").DrawingOrder(
        figure=figure,
        dataset=dataset,
        cells=_find_cells(dataset, site),
        language=site.language.code,
        title=prose.plain(figure.title),
        description=prose.plain(figure.alt),
        subtitle=prose.plain(figure.subtitle),
        source=_name_sources(figure, dataset, site),
        step_texts=tuple(prose.plain(step.text) for step in figure.steps),
        extension=path,
        extension_shown=f"{site.path}/extensions/{figure.kind}.py",
        extension_code=path.read_bytes() if path is not None else b"",
    )
    return order


def _narrow(dataset: Dataset, figure: Figure) -> Dataset:
    """Return a dataset with the rows that a figure names: what else is in it, it does not look at.

    A chart for each row of a long table would else be known by the whole table, each of them.
    """
    if not figure.rows or figure.kind == "slope":  # whose ends may be rows, too
        return dataset
    wanted = frozenset(figure.rows)
    rows = {name: row for name, row in dataset.rows.items() if name in wanted}
    return replace(dataset, rows=rows)


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


def _check_all(site: Site, keeper: Keeper) -> list[Problem]:
    """Return why figures can't be drawn as they are described."""
    return [
        problem
        for name in site.figures
        for problem in keeper.get("check chart", name, partial(_check, name, site))
    ]


def _check(name: str, site: Site) -> list[Problem]:
    """Return why a figure can't be drawn as it is described."""
    problems: list[Problem] = []
    figure = site.figures[name]
    dataset = site.datasets.get(figure.dataset)
    if dataset is not None and not dataset.broken:
        # The catalogue takes a while to import, and unchanged charts need none of it.
        import_module("plainfact.charts.catalogue").check_figure(
            figure,
            dataset,
            site.cells,
            problems,
            language=site.language,
            extensions=site.extensions,
        )
    return problems


def _refuse_code(site: Site, problems: list[Problem]) -> None:
    hint = "Build without --no-code if you trust this content, or use a kind of the catalogue."
    for figure in site.figures.values():
        if figure.kind not in _kinds() and figure.kind in site.extensions:
            message = f'The kind "{figure.kind}" is Python of this site, and code is refused.'
            problems.append(Problem(figure.place_of("kind"), "code-is-allowed", message, hint))


def _name_sources(figure: Figure, dataset: Dataset, site: Site) -> str:
    """Return the sources of a dataset's cells in words, for the chart that stands alone."""
    rows = [dataset.rows[name] for name in dataset.rows if name in (figure.rows or dataset.rows)]
    cells = (cell for row in rows for cell in row.cells.values())
    names = dict.fromkeys(name for cell in cells for name in cell.origin.sources)
    sources = [make_source_link(site.sources[name], site).words for name in names
               if name in site.sources]  # fmt: skip
    words = find_words(site.language.code)
    line = words("source_line", count=len(sources))
    return f"{line} {words['list_semicolon'].join(sources)}" if sources else ""
