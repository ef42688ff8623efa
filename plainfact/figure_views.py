"""Figures as pages show them: the drawing with its words, table, sources and files."""

import re
from importlib import import_module

from markupsafe import Markup

from plainfact.chart_views import FigureView, KeyView, LiveView, StepView, TableView
from plainfact.charts.drawn import Drawing
from plainfact.datasets import Cell
from plainfact.figures import Figure
from plainfact.link_views import Download
from plainfact.notes import SourceLink, make_source_link
from plainfact.prose_renderer import ProseRenderer
from plainfact.sharing import make_share
from plainfact.tables import make_table
from plainfact.urls import relative_url
from plainfact.words import find_words

_FILES = (("CSV", "csv"), ("JSON", "json"), ("SVG", "svg"), ("PNG", "png"),
          ("Vega-Lite", "vl.json"))  # fmt: skip
_TAG = re.compile("<[^>]*>")
_DATA_FILES = {"csv", "json", "vl.json"}


def make_figure_view(
    figure: Figure,
    drawing: Drawing,
    page: str,
    renderer: ProseRenderer,
    base_url: str,
    suffix: str = "",
) -> FigureView:
    """Return a figure for a page, its links told from there; `suffix` keeps its ids apart."""
    cells = drawn_cells(drawing, renderer)
    wide, narrow = _name_apart(drawing, suffix)
    base = f"charts/{figure.id}"
    sources = _source_links(cells, renderer)
    return FigureView(
        id=figure.id,
        title=renderer.inline(figure.title, page),
        subtitle=renderer.inline(figure.subtitle, page),
        alt=renderer.plain(figure.alt),
        note=renderer.inline(figure.note, page),
        wide=wide,
        narrow=narrow,
        key=tuple(KeyView(Markup(entry.swatch), entry.words) for entry in drawing.key),  # noqa: S704
        table=make_figure_table(figure, drawing, page, renderer),
        sources=sources,
        as_of=_common_period(cells, renderer),
        url=relative_url(page, f"{base}/"),
        downloads=list_downloads(figure, page, renderer),
        withheld=_explain_withheld(renderer, figure),
        share=make_share(figure, drawing, page, sources, renderer, base_url),
        steps=tuple(
            StepView(renderer.inline(step.text, page), *_name_apart(state, suffix))
            for step, state in zip(figure.steps, drawing.steps, strict=True)
        ),
        live=_make_live_view(figure, drawing, page) if figure.interactive else None,
    )  # fmt: skip


def list_downloads(figure: Figure, page: str, renderer: ProseRenderer) -> tuple[Download, ...]:
    """Return the files of a figure that may be offered, from a page that offers them."""
    may_pass_on = renderer.site.datasets[figure.dataset].redistribute
    return tuple(
        Download(label, relative_url(page, f"charts/{figure.id}.{ending}"))
        for label, ending in _FILES
        if may_pass_on or ending not in _DATA_FILES
    )


def _make_live_view(figure: Figure, drawing: Drawing, page: str) -> LiveView:
    # Few charts are interactive, and what makes them so takes a while to import.
    view: LiveView = import_module("plainfact.live_charts").make_live_view(figure, drawing, page)
    return view


def _name_apart(drawing: Drawing, suffix: str) -> tuple[Markup, Markup]:
    """Return both widths of a drawing, with other ids for a page that shows it twice."""
    pairs = ((drawing.wide_svg, f"{drawing.id}-w"), (drawing.narrow_svg, f"{drawing.id}-n"))
    wide, narrow = (_suffix_ids(svg, key, suffix) if suffix else svg for svg, key in pairs)
    return Markup(wide), Markup(narrow)  # noqa: S704 - made and cleaned by `charts`


def _suffix_ids(svg: str, key: str, suffix: str) -> str:
    """Put a suffix after the key that a drawing's ids begin with, and into no word of it."""
    own = re.escape(key)
    before = rf' id="|="url\(#| aria-labelledby="|(?<= aria-labelledby="{own}-t) '
    named = re.compile(rf"({before}){own}(?=-)")
    # In a tag no word holds a quotation mark, for there they are escaped.
    return _TAG.sub(lambda tag: named.sub(rf"\1{key}{suffix}", tag[0]), svg)


def make_figure_table(
    figure: Figure, drawing: Drawing, page: str, renderer: ProseRenderer
) -> TableView:
    """Return the table of what a figure draws: its rows, and the columns that it uses."""
    dataset = renderer.site.datasets[figure.dataset]
    drawn = drawn_cells(drawing, renderer)
    rows = dict.fromkeys(cell.row for cell in drawn)
    texts = [name for name, column in dataset.columns.items() if column.unit is None]
    wanted = {cell.column for cell in drawn} | set(texts)
    columns = [name for name in dataset.columns if name in wanted]
    ordered = [name for name in dataset.rows if name in rows]
    caption = renderer.inline(figure.subtitle or dataset.title, page)
    return make_table(dataset, caption, page, renderer, columns, ordered)


def drawn_cells(drawing: Drawing, renderer: ProseRenderer) -> tuple[Cell, ...]:
    """Return the cells that a figure draws."""
    return tuple(renderer.site.cells[address] for address in drawing.cells)


def _source_links(cells: tuple[Cell, ...], renderer: ProseRenderer) -> tuple[SourceLink, ...]:
    names = dict.fromkeys(name for cell in cells for name in cell.origin.sources)
    site = renderer.site
    return tuple(make_source_link(site.sources[name], site) for name in names)


def _common_period(cells: tuple[Cell, ...], renderer: ProseRenderer) -> str:
    periods = {cell.origin.as_of for cell in cells}
    period = periods.pop() if len(periods) == 1 else None
    return renderer.format(period) if period is not None else ""


def _explain_withheld(renderer: ProseRenderer, figure: Figure) -> str:
    if renderer.site.datasets[figure.dataset].redistribute:
        return ""
    return find_words(renderer.site.language.code)["withheld"]
