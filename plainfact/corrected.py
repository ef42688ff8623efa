"""Which facts a correction is about, and on which pages readers are told of it."""

from plainfact.addresses import find_fact
from plainfact.check import Uses
from plainfact.corrections import Correction
from plainfact.prose import Scheme
from plainfact.site import Site


def list_corrected(correction: Correction, site: Site) -> tuple[str, ...]:
    """Return the addresses of the cells that a correction names: bound in `is`, or in `cells`."""
    found = dict.fromkeys(correction.cells)
    for binding in correction.is_now.bindings:
        fact = find_fact(binding.target, site.cells, site.datasets)
        if binding.scheme is Scheme.FACT and fact is not None:
            found[fact.cell.address] = None
    return tuple(found)


def follows_from(address: str, causes: set[str], site: Site) -> bool:
    """Tell whether a cell is one of some others, or is worked out from one of them."""
    cell = site.cells.get(address)
    inputs = cell.inputs if cell is not None else ()
    return address in causes or any(follows_from(name, causes, site) for name in inputs)


def map_corrections(site: Site, uses: Uses) -> dict[str, tuple[Correction, ...]]:
    """Return the corrections that each page tells of, newest first, by the page's id.

    They are its own, and those of any fact that it shows: who read a wrong figure here must find
    the correction here, wherever else it is entered.
    """
    if not site.corrections:
        return {}
    shown_by = _map_cells(site, uses)
    found: dict[str, list[Correction]] = {}
    for correction in site.corrections:
        corrected = set(list_corrected(correction, site))
        pages = {correction.page}
        for address, names in shown_by.items():
            if not names <= pages and follows_from(address, corrected, site):
                pages |= names
        for name in pages:
            found.setdefault(name, []).append(correction)
    return {name: tuple(corrections) for name, corrections in found.items()}


def _map_cells(site: Site, uses: Uses) -> dict[str, set[str]]:
    """Return the pages that show each cell in their words, tables and charts, by its address."""
    showing: dict[str, set[str]] = {}
    for page in site.pages:
        for binding in page.body.bindings:
            if binding.scheme is Scheme.CHART:
                showing.setdefault(binding.target, set()).add(page.id)
    found: dict[str, set[str]] = {}
    for address, places in uses.items():
        for use in places if address in site.cells else ():
            names = {use.owner} if use.kind == "prose" else showing.get(use.owner, set())
            if use.kind in ("prose", "chart"):
                found.setdefault(address, set()).update(names)
    return found
