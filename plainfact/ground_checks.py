"""The check of what is no text: charts and what their titles claim, cells, corrections."""

from plainfact.addresses import find_cell, is_broken
from plainfact.derivations import check_comparison
from plainfact.figures import Claim, Figure
from plainfact.formulas import FormulaError, names_in
from plainfact.name_checks import check_chart, check_dataset
from plainfact.phrasing import format_quantity
from plainfact.problems import Problem, format_suggestion
from plainfact.redirects import check_redirects
from plainfact.setting_checks import check_settings
from plainfact.site import Site
from plainfact.source_checks import check_source
from plainfact.texts import find_place
from plainfact.uses import Use


def check_ground(site: Site, problems: list[Problem], uses: list[tuple[str, Use]]) -> None:
    """Add the problems of what is no text, and where its sources are used."""
    for page in site.heads.values():
        if page.cover is not None:
            check_chart(page.cover.target, page.cover.place, site, problems)
    for figure in site.figures.values():
        _check_figure(figure, site, problems)
    _check_cells(site, problems, uses)
    _check_corrections(site, problems)
    check_settings(site, problems)
    check_redirects(site, problems)


def _check_figure(figure: Figure, site: Site, problems: list[Problem]) -> None:
    check_dataset(figure.dataset, figure.place_of("dataset"), site, problems)
    if figure.dataset in site.datasets and "claim-holds" not in site.config.allow:
        for claim in figure.holds:
            names = list(names_in(claim.comparison))
            names += [f"{figure.dataset}.{name}" for name in names]
            if not any(is_broken(name, site.broken) for name in names):
                _check_claim_holds(claim, figure, site, problems)


def _check_claim_holds(claim: Claim, figure: Figure, site: Site, problems: list[Problem]) -> None:
    try:
        is_certain = check_comparison(claim.comparison, site.cells, site.datasets,
                                      figure.dataset)  # fmt: skip
    except FormulaError as error:
        message = f'"{claim.words}" can\'t be worked out: {error}.'
        hint = (
            "Compare cells that have values and measure the same, e.g. a.row.share > b.row.share."
        )
        problems.append(Problem(claim.place, "formula-works", message, error.hint or hint))
        return
    if not is_certain:
        known = _say_cells(claim, figure, site)
        message = f'"{claim.words}" is not certain: {known}.'
        hint = (
            "Look whether rows were swapped. If the cells are right, take this out, and say less."
        )
        problems.append(Problem(claim.place, "claim-holds", message, hint))


def _say_cells(claim: Claim, figure: Figure, site: Site) -> str:
    """Return the values of the cells that a comparison names, in words."""
    said: list[str] = []
    for name in dict.fromkeys(names_in(claim.comparison)):
        cell = find_cell(f"{figure.dataset}.{name}", site.cells, site.datasets) or find_cell(
            name, site.cells, site.datasets
        )
        if cell is not None and cell.quantity is not None:
            said.append(f'{name} is "{format_quantity(cell.quantity, site.language)}"')
    return ", ".join(said) or "the cells leave it open"


def _check_cells(site: Site, problems: list[Problem], uses: list[tuple[str, Use]]) -> None:
    for cell in site.cells.values():
        for name in cell.origin.sources:
            check_source(name, find_place(name, cell.place), site, problems)
            use = Use("facts/", "cell", cell.address, cell.place)
            uses.append((f"source:{name}", use))
    for term in site.terms.values():
        if term.source:
            check_source(term.source, find_place(term.source, term.place), site, problems)
            use = Use("glossary/", "definition", term.id, term.place)
            uses.append((f"source:{term.source}", use))


def _check_corrections(site: Site, problems: list[Problem]) -> None:
    known = list(site.heads)
    for correction in site.corrections:
        if correction.page not in known:
            message = f'There is no page "{correction.page}".'
            hint = format_suggestion(correction.page, known) or f"There are: {', '.join(known)}."
            place = find_place(correction.page, correction.place)
            problems.append(Problem(place, "page-exists", message, hint))
