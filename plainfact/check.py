"""Checking a site: words against cells, names against what there is, numbers against names.

Nothing is rendered before this has found nothing.
"""

import posixpath
from collections.abc import Iterable

from plainfact.claims import check_claim
from plainfact.derivations import check_comparison
from plainfact.figures import Claim, Figure
from plainfact.formulas import FormulaError
from plainfact.numerals import NumeralLint
from plainfact.owners import Owned, all_texts
from plainfact.problems import Place, Problem, format_suggestion
from plainfact.prose import MARK, Binding, Link, Scheme
from plainfact.site import Site
from plainfact.urls import EXTERNAL
from plainfact.uses import Use

CHECKS_THAT_MAY_BE_OFF = frozenset(
    {"number-has-a-source", "words-are-a-quantity", "fact-says-no-more-than-its-source",
     "fact-keeps-its-period", "claim-holds"}
)  # fmt: skip
"""The codes that `allow` may name; the others are about what can't be built."""

Uses = dict[str, list[Use]]
"""Uses by what is used: a cell's address, "source:id" or "term:id"."""


def check_site(site: Site, problems: list[Problem]) -> Uses:
    """Check everything that can be checked without rendering; return where everything is used."""
    uses: Uses = {}
    lint = NumeralLint(site.config.names, site.language)
    for owned in all_texts(site):
        found: list[Problem] = []
        lint.check(owned.prose, found)
        for index, binding in enumerate(owned.prose.bindings):
            _check_binding(binding, index, owned, site, found, uses)
        for link in owned.prose.links:
            _check_link(link, owned, site, found)
        problems += [problem for problem in found if problem.code not in owned.allow]
    for figure in site.figures.values():
        _check_figure(figure, site, problems)
    _check_cells(site, problems, uses)
    _check_allow(site, problems)
    return uses


def _check_binding(
    binding: Binding, index: int, owned: Owned, site: Site, problems: list[Problem], uses: Uses
) -> None:
    kind = "prose" if owned.kind == "page" else owned.kind
    use = Use(owned.page, kind, owned.id, binding.place)
    match binding.scheme:
        case Scheme.FACT:
            fact = check_claim(binding, site, problems)
            if fact is not None:
                if not fact.cell.origin.sources and not fact.cell.formula:
                    message = f"{fact.cell.address} has no source."
                    hint = f'Add "source:" at {fact.cell.place}.'
                    problems.append(Problem(binding.place, "cell-has-a-source", message, hint))
                uses.setdefault(fact.cell.address, []).append(use)
        case Scheme.CHART:
            _check_name(binding, "chart", site.figures, "charts/", site, problems)
            _check_stands_alone(binding, index, owned, problems)
        case Scheme.TABLE:
            _check_name(binding, "dataset", site.datasets, "datasets/", site, problems)
            _check_stands_alone(binding, index, owned, problems)
            dataset = site.datasets.get(binding.target)
            for cell in dataset.cells() if dataset else ():
                uses.setdefault(cell.address, []).append(use)
        case Scheme.TERM:
            _check_name(binding, "term", site.terms, "glossary.yaml", site, problems)
            uses.setdefault(f"term:{binding.target}", []).append(use)
        case Scheme.CITE:
            check_source(binding.target, binding.place, site, problems)
            uses.setdefault(f"source:{binding.target}", []).append(use)


def _check_name(
    binding: Binding,
    what: str,
    known: Iterable[str],
    where: str,
    site: Site,
    problems: list[Problem],
) -> None:
    names = list(known)
    if binding.target in names or f"{what}:{binding.target}" in site.broken:
        return
    hint = format_suggestion(binding.target, names) or f"Add it to {where}."
    message = f'There is no {what} "{binding.target}".'
    problems.append(Problem(binding.place, f"{what}-exists", message, hint))


def check_source(name: str, place: Place, site: Site, problems: list[Problem]) -> None:
    """Add a problem where no source has this id."""
    if name not in site.sources:
        hint = format_suggestion(name, site.sources) or "Add it to sources.yaml."
        problem = Problem(place, "source-exists", f'There is no source "{name}".', hint)
        problems.append(problem)


def _check_stands_alone(
    binding: Binding, index: int, owned: Owned, problems: list[Problem]
) -> None:
    marks = [line.strip() for line in owned.prose.marked.split("\n")]
    alone = any((match := MARK.fullmatch(line)) and int(match[1]) == index for line in marks)
    sign = f"![{binding.words}]({binding.scheme}:{binding.target})"
    if not owned.may_hold_figures:
        problems.append(Problem(binding.place, "figure-stands-alone",
                                f"{sign} stands in a text that can't hold a figure.",
                                "Put it into a section, on a line of its own."))  # fmt: skip
    elif not alone:
        hint = "Put it on a line of its own, with empty lines around it."
        message = f"{sign} stands within a line."
        problems.append(Problem(binding.place, "figure-stands-alone", message, hint))


def _check_link(link: Link, owned: Owned, site: Site, problems: list[Problem]) -> None:
    """Check a relative link or picture; addresses on the web are left to their owners."""
    if link.href.startswith(EXTERNAL):
        return
    if link.is_image:
        _check_image(link, owned, site, problems)
    elif resolve_link(link.href, owned, site) is None:
        message = f'The link "{link.href}" leads nowhere.'
        known = [page_path(page.id) for page in site.pages]
        hint = format_suggestion(link.href, [*known, *(name.split("/")[-1] for name in known)])
        hint = hint or "Link to a file of the content, e.g. memory.md or ../index.md#heading."
        problems.append(Problem(link.place, "link-resolves", message, hint))


def _check_image(link: Link, owned: Owned, site: Site, problems: list[Problem]) -> None:
    path = _path_from(owned, link.href)
    if path not in site.images:
        hint = format_suggestion(path, site.images) or "Put the picture into images/."
        message = f'There is no picture "{link.href}".'
        problems.append(Problem(link.place, "image-exists", message, hint))
    if not link.alt.strip():
        problems.append(Problem(link.place, "image-has-alt", "The picture has no alternative text.",
                                "Write it between the brackets: ![what it shows](…)."))  # fmt: skip


def page_path(page: str) -> str:
    """Return the path of a page's file in the content folder."""
    return "index.md" if page == "index" else f"sections/{page}.md"


def resolve_link(href: str, owned: Owned, site: Site) -> str | None:
    """Return the address, from the site's root, that a link to a content file leads to."""
    path, _, fragment = href.partition("#")
    pages = {page_path(page.id): page for page in site.pages}
    target = pages.get(_path_from(owned, path)) if path else pages.get(page_path(owned.id))
    if target is None:
        return None
    if not fragment:
        return target.url
    known = {heading.id for heading in target.headings}
    return f"{target.url}#{fragment}" if fragment in known else None


def _path_from(owned: Owned, href: str) -> str:
    folder = "sections" if owned.kind == "page" and owned.id != "index" else ""
    return posixpath.normpath(posixpath.join(folder, href))


def _check_figure(figure: Figure, site: Site, problems: list[Problem]) -> None:
    if figure.dataset not in site.datasets:
        if f"dataset:{figure.dataset}" not in site.broken:
            hint = format_suggestion(figure.dataset, site.datasets) or "Add it to datasets/."
            message = f'There is no dataset "{figure.dataset}".'
            problems.append(Problem(figure.place_of("dataset"), "dataset-exists", message, hint))
        return
    if "claim-holds" not in site.config.allow:
        for claim in figure.holds:
            _check_claim_holds(claim, figure, site, problems)


def _check_claim_holds(claim: Claim, figure: Figure, site: Site, problems: list[Problem]) -> None:
    try:
        is_certain = check_comparison(claim.comparison, dict(site.cells), site.datasets,
                                      figure.dataset)  # fmt: skip
    except FormulaError as error:
        message = f'"{claim.words}" can\'t be worked out: {error}.'
        problems.append(Problem(claim.place, "formula-works", message, ""))
        return
    if not is_certain:
        message = f'"{claim.words}" is not certain from the cells.'
        hint = "Say less in the title, or mend the cells."
        problems.append(Problem(claim.place, "claim-holds", message, hint))


def _check_cells(site: Site, problems: list[Problem], uses: Uses) -> None:
    for cell in site.cells.values():
        for name in cell.origin.sources:
            if not cell.formula:
                check_source(name, cell.place, site, problems)
            use = Use("facts/", "cell", cell.address, cell.place)
            uses.setdefault(f"source:{name}", []).append(use)
    for term in site.terms.values():
        if term.source:
            check_source(term.source, term.place, site, problems)
            use = Use("glossary/", "definition", term.id, term.place)
            uses.setdefault(f"source:{term.source}", []).append(use)


def _check_allow(site: Site, problems: list[Problem]) -> None:
    owners = [(site.config.allow, Place(f"{site.path}/site.yaml"))]
    owners += [(page.allow, page.place) for page in site.pages]
    for allow, place in owners:
        for code, reason in allow.items():
            if code not in CHECKS_THAT_MAY_BE_OFF:
                hint = format_suggestion(code, CHECKS_THAT_MAY_BE_OFF)
                known = ", ".join(sorted(CHECKS_THAT_MAY_BE_OFF))
                message = f'"{code}" is no check that can be off.'
                problems.append(
                    Problem(place, "allow-is-known", message, hint or f"These can: {known}.")
                )
            if not reason.strip():
                message = f'"{code}" is off without a reason.'
                problems.append(Problem(place, "allow-has-a-reason", message, "Say why."))
