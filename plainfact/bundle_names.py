"""What the offline deliveries are called, and where a site that offers them has them."""

from plainfact.ids import suggest_id

FOLDER = "bundle/"
"""Where a site has its own offline deliveries, from its root."""

_DEFAULT = "explainer"
_LONGEST = 40


def name_bundle(slug: str, title: str) -> str:
    """Return the name of the deliveries: the site's own slug, or the title's first words.

    >>> name_bundle("", "Panels: who makes them")
    'panels'
    """
    if slug:
        return slug
    name = suggest_id(title.partition(":")[0])
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rpartition("-")[0]
    return name or _DEFAULT
