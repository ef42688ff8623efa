"""Tracing: where a cell comes from, and every place of the site that uses it."""

from collections.abc import Iterator

from plainfact.addresses import AS_OF, find_fact
from plainfact.check import Uses
from plainfact.datasets import Cell
from plainfact.facts import used_cells
from plainfact.notes import make_source_link
from plainfact.phrasing import format_quantity
from plainfact.problems import format_suggestion
from plainfact.prose_renderer import ProseRenderer
from plainfact.site import Site
from plainfact.words import find_words


def trace_cell(address: str, site: Site, uses: Uses) -> str:
    """Return all that is known of a cell, a line each; raise LookupError where there is none."""
    fact = find_fact(address.removesuffix(AS_OF), site.cells, site.datasets)
    if fact is None:
        hint = format_suggestion(address, site.cells)
        raise LookupError(f'There is no cell "{address}". {hint}'.strip())
    prose = ProseRenderer(site)
    cell = fact.cell
    lines = [f"{cell.address}: {prose.cell_words(cell)}", f"  {cell.label}", f"  at {cell.place}"]
    lines += [f"  {line}" for line in _describe_origin(cell, site)]
    if cell.formula:
        lines += ["  worked out:", *_draw_formula(cell, site, prose, "    ")]
    lines += ["  used by:", *_list_uses(cell.address, uses)]
    needing = [other for other in site.cells.values() if cell.address in other.inputs]
    lines += [f"    {other.address} (formula) at {other.place}" for other in needing]
    return "\n".join(lines)


def trace_source(name: str, site: Site, uses: Uses) -> str:
    """Return where a source is used, a line each; raise LookupError where there is none."""
    source = site.sources.get(name)
    if source is None:
        hint = format_suggestion(name, site.sources)
        raise LookupError(f'There is no source "{name}". {hint}'.strip())
    lines = [f"{source.id}: {source.title}", f"  {make_source_link(source, site).words}"]
    lines += [f"  {source.url}"] if source.url else []
    lines += [f"  at {source.place}", "  used by:", *_list_uses(f"source:{name}", uses)]
    return "\n".join(lines)


def list_unused(site: Site, uses: Uses) -> str:
    """Return the cells, sources, terms and charts that no page uses, a line each."""
    used = {cell.address for cell in used_cells(site, uses)}
    lines = [f"{cell.place}: cell {cell.address}" for cell in site.cells.values()
             if cell.address not in used and cell.quantity is not None]  # fmt: skip
    rested_on = {name for cell in site.cells.values() for name in cell.origin.sources
                 if cell.address in used}  # fmt: skip
    cited = {key.removeprefix("source:") for key, found in uses.items()
             if key.startswith("source:") and any(use.kind != "cell" for use in found)}  # fmt: skip
    lines += [f"{source.place}: source {source.id}" for source in site.sources.values()
              if source.id not in rested_on | cited]  # fmt: skip
    lines += [f"{term.place}: term {term.id}" for term in site.terms.values()
              if f"term:{term.id}" not in uses]  # fmt: skip
    return "\n".join(lines)


def _describe_origin(cell: Cell, site: Site) -> Iterator[str]:
    origin = cell.origin
    if origin.said_by:
        yield f"said by {origin.said_by}"
    if origin.as_of is not None:
        yield f"as of {format_quantity(origin.as_of, site.language)}"
    yield find_words(site.language.code)[f"status_{origin.status}"]
    if origin.basis:
        yield f"basis: {origin.basis}"
    for name in origin.sources:
        yield f"source {name}: {make_source_link(site.sources[name], site).words}"


def _draw_formula(cell: Cell, site: Site, prose: ProseRenderer, indent: str) -> Iterator[str]:
    """Yield the tree of a derived cell's inputs, down to authored cells."""
    yield f"{indent}{cell.address} = {cell.formula} = {prose.cell_words(cell)}"
    for address in cell.inputs:
        source = site.cells[address]
        if source.formula:
            yield from _draw_formula(source, site, prose, indent + "  ")
        else:
            yield f"{indent}  {address} = {prose.cell_words(source)} at {source.place}"


def _list_uses(key: str, uses: Uses) -> Iterator[str]:
    for use in dict.fromkeys(sorted(uses.get(key, []))):
        yield f"    {use.kind} {use.owner} at {use.place}, shown on /{use.page}"
