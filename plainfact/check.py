"""Checking a site: words against cells, names against what there is, numbers against names.

Nothing is rendered before this has found nothing.
"""

import re
from collections.abc import Iterable
from functools import partial
from itertools import groupby

from msgspec import Struct

from plainfact.claims import check_claim
from plainfact.content_links import check_link
from plainfact.derivations import check_comparison, find_cell
from plainfact.figures import Claim, Figure
from plainfact.fingerprints import digest_value
from plainfact.formulas import FormulaError, names_in
from plainfact.kept import Keeper, make_keeper
from plainfact.limits import find_limits
from plainfact.margin_notes import check_margin_notes
from plainfact.name_checks import check_chart, check_dataset, check_term
from plainfact.numerals import NumeralLint
from plainfact.owners import Owned, other_texts, page_texts
from plainfact.phrasing import format_quantity
from plainfact.problems import Problem, format_suggestion
from plainfact.prose import BLOCKS, MARK, Binding, Scheme
from plainfact.redirects import check_redirects
from plainfact.setting_checks import check_settings
from plainfact.site import Site
from plainfact.source_checks import check_loose_citations, check_source
from plainfact.texts import find_place
from plainfact.uses import Use
from plainfact.watched_site import watch_site

Uses = dict[str, list[Use]]
"""Uses by what is used: a cell's address, "source:id" or "term:id"."""


class _Checked(Struct, frozen=True):
    """What the check of some texts gave."""

    problems: tuple[Problem, ...]
    uses: tuple[tuple[str, Use], ...]


def check_site(site: Site, problems: list[Problem], keeper: Keeper | None = None) -> Uses:
    """Check everything that can be checked without rendering; return where everything is used.

    The keeper finds pages that were checked before, where all that they rest on is the same.
    """
    keeper = keeper or make_keeper()
    watched = watch_site(site, keeper.reads)
    lint = NumeralLint(site.config.names, site.language)
    everywhere = site.config.allow
    basis = digest_value((site.config.names, site.language.code, everywhere, repr(find_limits())))
    uses: Uses = {}
    keeper.expect("check page", [page.id for page in site.pages])
    for page in site.pages:
        check = partial(_check_texts, page_texts(page, everywhere), watched, lint)
        found = keeper.get("check page", f"{page.digest} {basis}", check, page.id)
        _add(found, problems, uses)
    others = partial(_check_others, watched, lint, keeper, basis)
    _add(keeper.get("check others", basis, others), problems, uses)
    _add(keeper.get("check rest", basis, partial(_check_rest, watched)), problems, uses)
    return uses


def _add(found: _Checked, problems: list[Problem], uses: Uses) -> None:
    problems += found.problems
    for key, use in found.uses:
        uses.setdefault(key, []).append(use)


def _check_others(site: Site, lint: NumeralLint, keeper: Keeper, basis: str) -> _Checked:
    """Check the texts that are no pages."""
    problems: list[Problem] = []
    uses: list[tuple[str, Use]] = []
    for _, group in groupby(other_texts(site), key=lambda owned: (owned.kind, owned.id)):
        texts = tuple(group)
        check = partial(_check_texts, texts, site, lint)
        found: _Checked = keeper.get("check texts", f"{digest_value(texts)} {basis}", check)
        problems += found.problems
        uses += found.uses
    return _Checked(tuple(problems), tuple(uses))


def _check_texts(texts: Iterable[Owned], site: Site, lint: NumeralLint) -> _Checked:
    problems: list[Problem] = []
    uses: list[tuple[str, Use]] = []
    for owned in texts:
        found: list[Problem] = []
        lint.check(owned.prose, found, in_dataset=owned.kind == "dataset")
        for index, binding in enumerate(owned.prose.bindings):
            _check_binding(binding, index, owned, site, found, uses)
        check_loose_citations(owned, site, found)
        if owned.kind == "page":
            check_margin_notes(owned.prose, found)
        for link in owned.prose.links:
            check_link(link, owned, site, found)
        problems += [problem for problem in found if problem.code not in owned.allow]
    return _Checked(tuple(problems), tuple(uses))


def _check_rest(site: Site) -> _Checked:
    """Check what is no text."""
    problems: list[Problem] = []
    uses: list[tuple[str, Use]] = []
    for page in site.heads.values():
        if page.cover is not None:
            check_chart(page.cover.target, page.cover.place, site, problems)
    for figure in site.figures.values():
        _check_figure(figure, site, problems)
    _check_cells(site, problems, uses)
    _check_corrections(site, problems)
    check_settings(site, problems)
    check_redirects(site, problems)
    return _Checked(tuple(problems), tuple(uses))


def _check_binding(
    binding: Binding, index: int, owned: Owned, site: Site, problems: list[Problem],
    uses: list[tuple[str, Use]],
) -> None:  # fmt: skip
    kind = "prose" if owned.kind == "page" else owned.kind
    use = Use(owned.page, kind, owned.id, binding.place)
    if binding.scheme in BLOCKS:
        _check_stands_alone(binding, index, owned, problems)
    uses += [(key, use) for key in _find_used(binding, site, problems)]


def _find_used(binding: Binding, site: Site, problems: list[Problem]) -> tuple[str, ...]:
    """Check what a binding names; return the keys of what it uses."""
    target, place = binding.target, binding.place
    match binding.scheme:
        case Scheme.FACT:
            return _find_used_cell(binding, site, problems)
        case Scheme.CHART:
            check_chart(target, place, site, problems)
            return ()
        case Scheme.TABLE:
            check_dataset(target, place, site, problems)
            dataset = site.datasets.get(target)
            return tuple(cell.address for cell in dataset.cells()) if dataset else ()
        case Scheme.TERM:
            check_term(target, place, site, problems)
            return (f"term:{target}",)
        case _:
            check_source(target, place, site, problems)
            return (f"source:{target}",) if binding.scheme is Scheme.CITE else ()


def _find_used_cell(binding: Binding, site: Site, problems: list[Problem]) -> tuple[str, ...]:
    fact = None if _is_broken(binding.target, site) else check_claim(binding, site, problems)
    if fact is None:
        return ()
    # A number without a source has been told at its cell.
    if not fact.cell.origin.sources and fact.cell.unit is None:
        message = f"{fact.cell.address} has no source."
        hint = f'Add "source: …" to its row, at {fact.cell.place}: the id of a source.'
        problems.append(Problem(binding.place, "cell-has-a-source", message, hint))
    return (fact.cell.address,)


def _is_broken(address: str, site: Site) -> bool:
    """Tell whether a fact can't be found because of a fault in its dataset that is told already."""
    parts = address.split(".")
    wholes = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return any(f"cell:{whole}" in site.broken for whole in wholes) or any(
        name.startswith(f"cell:{address}.") for name in site.broken
    )


def _check_stands_alone(
    binding: Binding, index: int, owned: Owned, problems: list[Problem]
) -> None:
    sign = f"![{binding.words}]({binding.scheme}:{binding.target})"
    if not owned.may_hold_figures:
        problems.append(Problem(binding.place, "figure-stands-alone",
                                f"{sign} stands in a text that can't hold a figure.",
                                "Put it into a section, on a line of its own."))  # fmt: skip
    elif not _is_paragraph(index, owned.prose.marked):
        hint = "Put it on a line of its own, with an empty line above it and one below."
        message = f"{sign} stands among other words."
        problems.append(Problem(binding.place, "figure-stands-alone", message, hint))


def _is_paragraph(index: int, marked: str) -> bool:
    """Tell whether the mark of a binding is all that its paragraph holds."""
    paragraphs = (part.strip() for part in re.split(r"\n[ \t]*\n", marked))
    return any(
        (match := MARK.fullmatch(paragraph)) and int(match[1]) == index for paragraph in paragraphs
    )


def _check_figure(figure: Figure, site: Site, problems: list[Problem]) -> None:
    check_dataset(figure.dataset, figure.place_of("dataset"), site, problems)
    if figure.dataset in site.datasets and "claim-holds" not in site.config.allow:
        for claim in figure.holds:
            names = list(names_in(claim.comparison))
            names += [f"{figure.dataset}.{name}" for name in names]
            if not any(_is_broken(name, site) for name in names):
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
