"""The ledger: every fact that the site uses, and every source with what rests on it."""

from collections.abc import Iterable
from importlib import import_module

from plainfact.cell_rows import render_facts_csv
from plainfact.check import Uses
from plainfact.datasets import Cell
from plainfact.fact_filters import make_fact_filters
from plainfact.facts import FACTS, SCHEMA, describe_period, render_facts_json, used_cells
from plainfact.file_formats import render_json
from plainfact.ledger_views import FactGroup, FactView, SourceView, UseView
from plainfact.link_views import Download
from plainfact.notes import make_source_link
from plainfact.outputs import OutputFile
from plainfact.press import PageFile, Press
from plainfact.shared_origins import share_origins
from plainfact.sources import Source
from plainfact.typography import curl_quotes, hold_together
from plainfact.urls import relative_url
from plainfact.uses import Use

_TABLE = "facts.csv"


def render_facts_files(press: Press) -> list[OutputFile]:
    """Return the facts as files."""
    facts = render_facts_json(press.uses, press.prose)
    table = render_facts_csv(press.uses, press.prose)
    return [OutputFile(FACTS, facts.encode()), OutputFile(_TABLE, table.encode())]


def render_facts_schema() -> list[OutputFile]:
    """Return the schema of the facts as JSON."""
    schema = import_module("plainfact.fact_records").make_facts_schema()
    return [OutputFile(SCHEMA, render_json(schema).encode())]


def group_facts(press: Press, cells: Iterable[Cell], url: str) -> tuple[FactGroup, ...]:
    """Return facts by dataset, as a page shows them."""
    by_dataset: dict[str, list[FactView]] = {}
    for cell in cells:
        period = describe_period(cell.origin.as_of)
        view = FactView(
            note=press.prose.note(cell, url),
            status=cell.origin.status,
            day=period[1] if period else "",
            uses=_list_uses(press, cell.address, url),
        )
        by_dataset.setdefault(cell.dataset, []).append(view)
    datasets, prose = press.site.datasets, press.prose
    return tuple(
        FactGroup(
            id=name,
            title=prose.inline(datasets[name].title, url),
            description=prose.inline(datasets[name].description, url),
            note=prose.inline(datasets[name].note, url),
            origins=share_origins(facts),
        )
        for name, facts in by_dataset.items()
    )


def list_facts_on(press: Press, source: str, url: str) -> tuple[UseView, ...]:
    """Return the facts in use that rest on one source alone, as a list that leads to them."""
    cells = used_cells(press.site, press.uses)
    return tuple(
        UseView(f"{curl_quotes(cell.label)}: {press.prose.cell_words(cell)}",
                relative_url(url, f"facts/#{cell.anchor}"))
        for cell in cells
        if cell.origin.sources == (source,) and not cell.formula
    )  # fmt: skip


def render_facts(press: Press) -> PageFile:
    """Return the page of all facts in use."""
    url = "facts/"
    groups = group_facts(press, used_cells(press.site, press.uses), url)
    view = press.frame(url, press.words["facts_name"], press.words["facts_about"])
    return press.print(
        "facts.html",
        view,
        groups=groups,
        filters=make_fact_filters(groups, press.words),
        found=press.words.forms["filter_found"],
        separator=press.site.language.group,
        files=(
            Download("CSV", relative_url(url, _TABLE)),
            Download("JSON", relative_url(url, FACTS)),
        ),
    )


def render_sources(press: Press) -> PageFile:
    """Return the page of all sources, with what rests on each."""
    url = "sources/"
    used = {cell.address for cell in used_cells(press.site, press.uses)}
    sources = tuple(
        _make_source(press, source, used, url) for source in press.site.sources.values()
    )
    view = press.frame(url, press.words["sources_name"], press.words["sources_about"])
    return press.print("sources.html", view, sources=sources)


def _make_source(press: Press, source: Source, used: set[str], url: str) -> SourceView:
    uses = press.uses.get(f"source:{source.id}", [])
    rests = [use for use in uses if use.kind != "cell" or use.owner in used]
    describe = _describe_dataset if press.one_file else _describe_use
    return SourceView(
        id=source.id,
        title=curl_quotes(source.title),
        by=hold_together(make_source_link(source, press.site).words),
        url=source.url,
        note=curl_quotes(source.note),
        facts=tuple(dict.fromkeys(describe(press, use, url) for use in rests)),
    )


def _list_uses(press: Press, address: str, url: str) -> tuple[UseView, ...]:
    uses: Uses = press.uses
    shown = [use for use in uses.get(address, []) if use.kind in ("prose", "chart", "site")]
    return tuple(dict.fromkeys(_describe_use(press, use, url) for use in shown))


def _describe_dataset(press: Press, use: Use, url: str) -> UseView:
    """Return a use as a document tells of it that lists each fact once: cells by their dataset."""
    if use.kind != "cell":
        return _describe_use(press, use, url)
    dataset = press.site.datasets[press.site.cells[use.owner].dataset]
    return UseView(press.prose.plain(dataset.title), relative_url(url, f"facts/#{dataset.id}"))


def _describe_use(press: Press, use: Use, url: str) -> UseView:
    """Return a use as readers are told of it: the title of what uses it, and where that is."""
    site = press.site
    link = relative_url(url, use.page)
    if use.kind == "cell":
        cell = site.cells[use.owner]
        return UseView(curl_quotes(cell.label), relative_url(url, f"facts/#{cell.anchor}"))
    if use.kind == "prose" and use.owner in site.heads:
        return UseView(press.prose.plain(site.heads[use.owner].title), link)
    if use.kind == "chart" and use.owner in site.figures:
        return UseView(press.prose.plain(site.figures[use.owner].title), link)
    if use.kind == "definition" and use.owner in site.terms:
        return UseView(site.terms[use.owner].title, f"{link}#{use.owner}")
    return UseView(press.prose.plain(site.title), link)
