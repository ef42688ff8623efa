"""The check that sources are there, and that citations are written as such."""

import re

from plainfact.datasets import PLACEHOLDER
from plainfact.owners import Owned
from plainfact.problems import Place, Problem, format_suggestion
from plainfact.site import Site

_LOOSE = re.compile(r"\[\s*@?\s*([\w-]+)\s*\](?![(\[:])|\(@([\w-]+)\)|(?<![\w@.(\[])@([\w-]+)")
"""What may be a citation that is not written as one: [survey], [@ survey], (@survey), @survey."""


def check_source(name: str, place: Place, site: Site, problems: list[Problem]) -> None:
    """Add a problem where no source has this id."""
    if name == PLACEHOLDER:
        known = f", e.g. {next(iter(site.sources))}" if site.sources else ""
        hint = (f'Write the id of a work in place of the "?"{known}; if {site.path}/sources.yaml '
                "does not have it yet, add it there first.")  # fmt: skip
        message = '"source" is still to be filled in.'
        problems.append(Problem(place, "field-is-filled-in", message, hint))
        return
    if name not in site.sources and not {"sources", f"source:{name}"} & site.broken:
        hint = _advise(name, site)
        problems.append(Problem(place, "source-exists", f'There is no source "{name}".', hint))


def _advise(name: str, site: Site) -> str:
    """Return a hint for a source that there isn't: it may be told by its title, or be several."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) > 1 and all(part in site.sources for part in parts):
        return f"Write [{', '.join(parts)}]."
    for source in site.sources.values():
        if name in {source.title, source.url}:
            return f"Write its id: {source.id}"
    names = sorted(site.sources)
    others = f", or name one of: {', '.join(names[:12])}" if names else ""
    return format_suggestion(name, names) or f"Add it to {site.path}/sources.yaml{others}."


def check_loose_citations(owned: Owned, site: Site, problems: list[Problem]) -> None:
    """Refuse the id of a source that stands in brackets or after an @ and is no citation."""
    for run in owned.prose.runs:
        # One of these signs begins each, and few lines hold any.
        is_likely = "[" in run.words or "@" in run.words
        for match in _LOOSE.finditer(run.words) if is_likely else ():
            name = next(filter(None, match.groups()))
            before = run.words[: match.start()]
            # What stands in brackets with other words has been refused with them.
            if name in site.sources and before.count("[") == before.count("]"):
                message = f'"{match[0]}" is not written as a citation.'
                problem = Problem(run.place, "binding-is-well-formed", message,
                                  f"Write [@{name}].")  # fmt: skip
                problems.append(problem)
