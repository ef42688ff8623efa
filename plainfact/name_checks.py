"""The check that what is named is there: datasets, charts and terms."""

from collections.abc import Iterable

from plainfact.problems import Place, Problem, format_suggestion
from plainfact.site import Site


def check_dataset(name: str, place: Place, site: Site, problems: list[Problem]) -> None:
    """Add a problem where no dataset has this id."""
    if name not in site.datasets and f"dataset:{name}" not in site.broken:
        hint = _advise(name, site.datasets, f"{site.path}/datasets/", ".yaml")
        message = f'There is no dataset "{name}".'
        problems.append(Problem(place, "dataset-exists", message, hint))


def check_chart(name: str, place: Place, site: Site, problems: list[Problem]) -> None:
    """Add a problem where no chart has this id."""
    if name not in site.figures and f"chart:{name}" not in site.broken:
        hint = _advise(name, site.figures, f"{site.path}/charts/", ".yaml")
        problems.append(Problem(place, "chart-exists", f'There is no chart "{name}".', hint))


def check_term(name: str, place: Place, site: Site, problems: list[Problem]) -> None:
    """Add a problem where no term has this id."""
    if name not in site.terms and not {"terms", f"term:{name}"} & site.broken:
        hint = _advise(name, site.terms, f"{site.path}/glossary.yaml")
        problems.append(Problem(place, "term-exists", f'There is no term "{name}".', hint))


def _advise(name: str, known: Iterable[str], place: str, ending: str = "") -> str:
    """Return a hint for a name that leads nowhere: the one meant, or where to add it."""
    names = sorted(known)
    where = f"{place}{name}{ending}" if ending else f"it to {place}"
    others = f", or name one of: {', '.join(names[:12])}" if names else ""
    return format_suggestion(name, names) or f"Add {where}{others}."
