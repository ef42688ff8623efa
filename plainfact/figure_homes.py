"""Where charts stand in a document that shows each of them once."""

from plainfact.prose import Scheme
from plainfact.site import Site


def find_figure_homes(site: Site) -> dict[str, str]:
    """Return the address of the first page, in reading order, that shows each chart, by its id.

    A chart that no page shows has none.
    """
    homes: dict[str, str] = {}
    for page in (page for page in site.pages if not page.draft):
        covers = (page.cover,) if page.cover is not None else ()
        for binding in (*covers, *page.body.bindings):
            if binding.scheme is Scheme.CHART:
                homes.setdefault(binding.target, page.url)
    return homes
