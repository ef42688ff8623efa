"""Checking a site: words against cells, names against what there is, numbers against names.

Nothing is rendered before this has found nothing. What an edit of plain words has no need of is
imported where it is used.
"""

import re
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from itertools import groupby

from msgspec import Struct

from plainfact.addresses import Fact, is_broken
from plainfact.content_links import check_link
from plainfact.fingerprints import digest_value
from plainfact.kept import Keeper, make_keeper
from plainfact.limits import find_limits
from plainfact.margin_notes import check_margin_notes
from plainfact.name_checks import check_chart, check_dataset, check_term
from plainfact.numerals import NumeralLint
from plainfact.owners import Owned, other_texts, page_texts
from plainfact.problems import Problem
from plainfact.prose import BLOCKS, MARK, Binding, Scheme
from plainfact.site import Site
from plainfact.source_checks import check_loose_citations, check_source
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
    import_module("plainfact.ground_checks").check_ground(site, problems, uses)
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
    if is_broken(binding.target, site.broken):
        return ()
    fact: Fact | None = import_module("plainfact.claims").check_claim(binding, site, problems)
    if fact is None:
        return ()
    # A number without a source has been told at its cell.
    if not fact.cell.origin.sources and fact.cell.unit is None:
        message = f"{fact.cell.address} has no source."
        hint = f'Add "source: …" to its row, at {fact.cell.place}: the id of a source.'
        problems.append(Problem(binding.place, "cell-has-a-source", message, hint))
    return (fact.cell.address,)


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
