"""Checking a site: words against cells, names against what there is, numbers against names.

Nothing is rendered before this has found nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from plainfact.claims import check_claim
from plainfact.content_links import check_link
from plainfact.derivations import check_comparison, find_cell
from plainfact.figures import Claim, Figure
from plainfact.fingerprints import digest_value
from plainfact.formulas import FormulaError, names_in
from plainfact.ids import check_ids
from plainfact.kept import Keeper, make_keeper
from plainfact.limits import find_limits
from plainfact.margin_notes import check_margin_notes
from plainfact.numerals import NumeralLint
from plainfact.owners import Owned, other_texts, page_texts
from plainfact.phrasing import format_quantity
from plainfact.problems import Place, Problem, format_suggestion
from plainfact.prose import BLOCKS, MARK, Binding, Scheme
from plainfact.redirects import check_redirects
from plainfact.site import Site
from plainfact.source_checks import check_loose_citations, check_source
from plainfact.urls import EXTERNAL, read_base_url
from plainfact.uses import Use
from plainfact.validation import find_place
from plainfact.watched_site import watch_site

CHECKS_THAT_MAY_BE_OFF = frozenset(
    {"number-has-a-source", "words-are-a-quantity", "fact-says-no-more-than-its-source",
     "fact-keeps-its-period", "claim-holds"}
)  # fmt: skip
"""The codes that `allow` may name; the others are about what can't be built."""

Uses = dict[str, list[Use]]
"""Uses by what is used: a cell's address, "source:id" or "term:id"."""


@dataclass(frozen=True, slots=True)
class _Checked:
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
    for page in site.pages:
        check = partial(_check_texts, page_texts(page, everywhere), watched, lint)
        found = keeper.get("check page", f"{page.digest} {basis}", check)
        problems += found.problems
        for key, use in found.uses:
            uses.setdefault(key, []).append(use)
    for _, group in groupby(other_texts(site), key=lambda owned: (owned.kind, owned.id)):
        texts = tuple(group)
        check = partial(_check_texts, texts, watched, lint)
        found = keeper.get("check texts", f"{digest_value(texts)} {basis}", check)
        problems += found.problems
        for key, use in found.uses:
            uses.setdefault(key, []).append(use)
    _check_rest(site, problems, uses)
    return uses


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


def _check_rest(site: Site, problems: list[Problem], uses: Uses) -> None:
    """Check what is no text."""
    for page in site.pages:
        if page.cover is not None:
            _check_chart(page.cover.target, page.cover.place, site, problems)
    for figure in site.figures.values():
        _check_figure(figure, site, problems)
    _check_cells(site, problems, uses)
    _check_corrections(site, problems)
    _check_base_url(site, problems)
    _check_addresses(site, problems)
    _check_slug(site, problems)
    check_redirects(site, problems)
    _check_collections(site, problems)
    _check_allow(site, problems)


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
            _check_chart(target, place, site, problems)
            return ()
        case Scheme.TABLE:
            check_dataset(target, place, site, problems)
            dataset = site.datasets.get(target)
            return tuple(cell.address for cell in dataset.cells()) if dataset else ()
        case Scheme.TERM:
            _check_term(target, place, site, problems)
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


def _advise(name: str, known: Iterable[str], place: str, ending: str = "") -> str:
    """Return a hint for a name that leads nowhere: the one meant, or where to add it."""
    names = sorted(known)
    where = f"{place}{name}{ending}" if ending else f"it to {place}"
    others = f", or name one of: {', '.join(names[:12])}" if names else ""
    return format_suggestion(name, names) or f"Add {where}{others}."


def check_dataset(name: str, place: Place, site: Site, problems: list[Problem]) -> None:
    """Add a problem where no dataset has this id."""
    if name not in site.datasets and f"dataset:{name}" not in site.broken:
        hint = _advise(name, site.datasets, f"{site.path}/datasets/", ".yaml")
        message = f'There is no dataset "{name}".'
        problems.append(Problem(place, "dataset-exists", message, hint))


def _is_broken(address: str, site: Site) -> bool:
    """Tell whether a fact can't be found because of a fault in its dataset that is told already."""
    parts = address.split(".")
    wholes = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return any(f"cell:{whole}" in site.broken for whole in wholes) or any(
        name.startswith(f"cell:{address}.") for name in site.broken
    )


def _check_chart(name: str, place: Place, site: Site, problems: list[Problem]) -> None:
    if name not in site.figures and f"chart:{name}" not in site.broken:
        hint = _advise(name, site.figures, f"{site.path}/charts/", ".yaml")
        problems.append(Problem(place, "chart-exists", f'There is no chart "{name}".', hint))


def _check_term(name: str, place: Place, site: Site, problems: list[Problem]) -> None:
    if name not in site.terms and not {"terms", f"term:{name}"} & site.broken:
        hint = _advise(name, site.terms, f"{site.path}/glossary.yaml")
        problems.append(Problem(place, "term-exists", f'There is no term "{name}".', hint))


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


def _check_cells(site: Site, problems: list[Problem], uses: Uses) -> None:
    for cell in site.cells.values():
        for name in cell.origin.sources:
            check_source(name, find_place(name, cell.place), site, problems)
            use = Use("facts/", "cell", cell.address, cell.place)
            uses.setdefault(f"source:{name}", []).append(use)
    for term in site.terms.values():
        if term.source:
            check_source(term.source, find_place(term.source, term.place), site, problems)
            use = Use("glossary/", "definition", term.id, term.place)
            uses.setdefault(f"source:{term.source}", []).append(use)


def _check_corrections(site: Site, problems: list[Problem]) -> None:
    known = [page.id for page in site.pages]
    for correction in site.corrections:
        if correction.page not in known:
            message = f'There is no page "{correction.page}".'
            hint = format_suggestion(correction.page, known) or f"There are: {', '.join(known)}."
            place = find_place(correction.page, correction.place)
            problems.append(Problem(place, "page-exists", message, hint))


def _check_base_url(site: Site, problems: list[Problem]) -> None:
    words = site.config.base_url
    try:
        read_base_url(words or "")
    except ValueError as error:
        place = find_place(words or "", Place(f"{site.path}/site.yaml"))
        hint = "Write the whole address, e.g. https://example.org/repo/; or take the field out."
        problems.append(Problem(place, "base-url-is-an-address", f"{error}.", hint))


def _check_addresses(site: Site, problems: list[Problem]) -> None:
    """Check where the site's settings lead readers: nothing else may run on their machines."""
    given = (site.config.report_url, *(author.url for author in site.config.authors))
    for address in given:
        if address and not address.startswith(EXTERNAL):
            place = find_place(address, Place(f"{site.path}/site.yaml"))
            message = f'The address "{address}" is neither http, https nor mailto.'
            hint = "Write the whole address, from https:// or mailto: on."
            problems.append(Problem(place, "link-scheme-is-known", message, hint))


def _check_slug(site: Site, problems: list[Problem]) -> None:
    slug = site.config.slug
    if slug:
        place = find_place(slug, Place(f"{site.path}/site.yaml"))
        check_ids([(slug, place)], "bundle", problems)


def _check_collections(site: Site, problems: list[Problem]) -> None:
    for name, collection in site.config.collections.items():
        place = find_place(collection.dataset, Place(f"{site.path}/site.yaml"))
        check_ids([(name, place)], "collection", problems)
        check_dataset(collection.dataset, place, site, problems)
        dataset = site.datasets.get(collection.dataset)
        if dataset is not None and collection.title not in dataset.columns:
            hint = format_suggestion(collection.title, dataset.columns)
            hint = hint or f"It has: {', '.join(dataset.columns)}."
            message = f'There is no column "{collection.title}" in the dataset "{dataset.id}".'
            where = find_place(collection.title, place)
            problems.append(Problem(where, "column-exists", message, hint))


def _check_allow(site: Site, problems: list[Problem]) -> None:
    allows: list[Mapping[str, str]] = [site.config.allow, *(page.allow for page in site.pages)]
    for allow in allows:
        for code, reason in allow.items():
            # The code stands before its reason, on the same line.
            place = find_place(reason, Place(site.path))
            place = Place(place.path, place.line)
            if code not in CHECKS_THAT_MAY_BE_OFF:
                known = ", ".join(sorted(CHECKS_THAT_MAY_BE_OFF))
                hint = format_suggestion(code, CHECKS_THAT_MAY_BE_OFF)
                hint = hint or f"Take it out, and mend what it finds. These can be off: {known}."
                message = f'"{code}" is no check that can be off.'
                problems.append(Problem(place, "allow-is-known", message, hint))
            if not reason.strip():
                message = f'"{code}" is off without a reason.'
                hint = "Say why, in place of the empty quotes."
                problems.append(Problem(place, "allow-has-a-reason", message, hint))
