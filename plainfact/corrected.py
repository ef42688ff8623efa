"""Which facts a correction is about, and on which pages readers are told of it."""

from plainfact.check import Uses
from plainfact.claims import find_fact
from plainfact.corrections import Correction
from plainfact.pages import Page
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


def list_corrections_of(page: Page, site: Site, uses: Uses) -> tuple[Correction, ...]:
    """Return the corrections that a page tells of, newest first.

    They are its own, and those of any fact that it shows: who read a wrong figure here must find
    the correction here, wherever else it is entered.
    """
    shown = _cells_on(page, site, uses)
    return tuple(
        correction
        for correction in site.corrections
        if correction.page == page.id
        or any(follows_from(name, set(list_corrected(correction, site)), site) for name in shown)
    )


def _cells_on(page: Page, site: Site, uses: Uses) -> set[str]:
    """Return the addresses of the cells that a page shows, in its words, tables and charts."""
    charts = {item.target for item in page.body.bindings if item.scheme is Scheme.CHART}
    return {
        address
        for address, places in uses.items()
        if address in site.cells
        for use in places
        if (use.kind == "prose" and use.owner == page.id)
        or (use.kind == "chart" and use.owner in charts)
    }
