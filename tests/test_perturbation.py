"""The flagship, perturbed: a changed cell shows wherever `trace` says, and nowhere else."""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

from conftest import Made
from msgspec.structs import replace

from plainfact.addresses import find_fact
from plainfact.charts.marks import make_marks
from plainfact.check import Uses
from plainfact.claims import check_claim
from plainfact.datasets import Cell, Dataset
from plainfact.derivations import resolve_datasets
from plainfact.facts import used_cells
from plainfact.owners import all_texts
from plainfact.periods import Period, Precision, make_containing
from plainfact.phrasing import format_period, format_quantity
from plainfact.problems import Problem
from plainfact.prose import Binding, Scheme
from plainfact.quantities import Qualifier, Quantity
from plainfact.site import Site
from plainfact.wording import find_qualifier_before, read_quantity

ALL_ANEW = 30
"""For one in so many cells, all derived ones are worked out again, not only those that rest on it:
so a cell that moves without resting on the changed one would be seen too."""


def perturbed(quantity: Quantity) -> Quantity:
    """Return a quantity that no words about the first still fit."""
    if quantity.period is not None:
        far = timedelta(days=40 * 366)
        first = quantity.period.first - far
        return replace(quantity, period=Period(first, first), qualifier=Qualifier.EXACT)
    number = quantity.number or Fraction(0)
    return replace(quantity, qualifier=Qualifier.EXACT, number=abs(number) * 7 + 1009,
                   upper=None, open_above=False)  # fmt: skip


def with_cell(site: Site, cell: Cell, resting: set[str]) -> Site:
    """Return the site with another value in one authored cell, and some derived ones made again."""
    if not resting:
        return replace(site, cells={**site.cells, cell.address: cell})
    datasets: dict[str, Dataset] = {}
    for name, dataset in site.datasets.items():
        rows = {
            row.id: replace(row, cells={column: _reset(old, cell, resting)
                                        for column, old in row.cells.items()})
            for row in dataset.rows.values()
        }  # fmt: skip
        derived = {key: _reset(old, cell, resting) for key, old in dataset.derived.items()}
        datasets[name] = replace(dataset, rows=rows, derived=derived)
    resolved, cells = resolve_datasets(datasets, [])
    return replace(site, datasets=resolved, cells=cells)


def _reset(old: Cell, changed: Cell, resting: set[str]) -> Cell:
    if old.address == changed.address:
        return changed
    return replace(old, quantity=None) if old.address in resting else old


def find_resting(site: Site) -> dict[str, set[str]]:
    """Return the derived cells that rest on each cell, at any distance."""
    found: dict[str, set[str]] = {address: set() for address in site.cells}
    for cell in site.cells.values():
        waiting = list(cell.inputs)
        while waiting:
            address = waiting.pop()
            found[address].add(cell.address)
            waiting += site.cells[address].inputs
    return found


def fact_bindings(site: Site) -> Iterator[tuple[str, Binding]]:
    """Yield every fact binding with the address that it leads to."""
    for owned in all_texts(site):
        for binding in owned.prose.bindings:
            if binding.scheme is Scheme.FACT:
                fact = find_fact(binding.target, site.cells, site.datasets)
                if fact is not None and not fact.is_period:
                    yield fact.cell.address, binding


def figure_words(name: str, site: Site) -> dict[tuple[str, str], str]:
    """Return the words of each mark of a figure, by figure and address."""
    figure = site.figures[name]
    marks = make_marks(figure, site.datasets[figure.dataset], site.cells, site.language)
    return {(name, mark.address): mark.words for mark in marks}


def line_of(binding: Binding) -> tuple[str, int]:
    """Return the file and line of a binding."""
    return binding.place.path, binding.place.line


def places_of(address: str, uses: Uses, kinds: set[str]) -> set[tuple[str, int]]:
    """Return the file and line of each use of some kinds."""
    return {(use.place.path, use.place.line) for use in uses.get(address, []) if use.kind in kinds}


def test_a_changed_cell_shows_wherever_trace_says_and_nowhere_else(made_flagship: Made) -> None:
    """Each cell in use is changed: every listed place prints otherwise or is refused, no other."""
    site, uses = made_flagship.checked.site, made_flagship.checked.uses
    resting = find_resting(site)
    derived = {address for address, cell in site.cells.items() if cell.formula}
    bindings = list(fact_bindings(site))
    figures = set(site.figures)
    marks = {key: words for name in figures for key, words in figure_words(name, site).items()}
    in_prose = {"prose", "site", "chart", "dataset", "term"}
    for turn, cell in enumerate(used_cells(site, uses)):
        if cell.quantity is None or cell.formula:
            continue
        anew = derived if turn % ALL_ANEW == 0 else resting[cell.address]
        other = with_cell(site, replace(cell, quantity=perturbed(cell.quantity)), anew)
        moved = {
            address
            for address, known in site.cells.items()
            if (found := other.cells.get(address)) is not known
            and (found is None or found.quantity != known.quantity)
        }
        assert cell.address in moved
        assert moved <= {cell.address, *resting[cell.address]}
        listed = set().union(*(places_of(address, uses, in_prose) for address in moved))
        bound = {line_of(binding) for address, binding in bindings if address in moved}
        # What is bound to a cell that did not move can't show a change: its quantity is the same.
        changed = {
            line_of(binding)
            for address, binding in bindings
            if address in moved and _shows_change(binding, site, other)
        }
        assert bound <= listed
        assert changed <= listed
        own = {line_of(binding) for address, binding in bindings if address == cell.address}
        assert own <= changed
        drawn = {key for key in marks if key[1] in moved}
        assert drawn == {
            (use.owner, address)
            for address in moved
            for use in uses.get(address, [])
            if use.kind == "chart" and use.page == f"charts/{use.owner}/" and use.owner in figures
            and (use.owner, address) in marks
        }  # fmt: skip
        for name in {name for name, _ in drawn}:
            redrawn = figure_words(name, other)
            assert {key for key in redrawn if redrawn[key] != marks[key]} == {
                key for key in drawn if key[0] == name
            }


def _shows_change(binding: Binding, site: Site, other: Site) -> bool:
    before = find_fact(binding.target, site.cells, site.datasets)
    after = find_fact(binding.target, other.cells, other.datasets)
    if before is None or before.is_period or before.quantity is None:
        return False
    if after is None or after.quantity is None:
        return True
    problems: list[Problem] = []
    check_claim(binding, other, problems)
    if problems:
        return True
    language = site.language
    return format_quantity(before.quantity, language) != format_quantity(after.quantity, language)


def test_every_checked_phrase_is_held_to_its_cell(made_flagship: Made) -> None:
    """A number raised, a qualifier dropped, a date narrowed: each is refused, at its line."""
    site = made_flagship.checked.site
    tried = {"raised": 0, "dropped": 0, "narrowed": 0}
    for address, binding in fact_bindings(site):
        known = site.cells[address].quantity
        if known is None or not binding.words:
            continue
        before = find_qualifier_before(binding.before, site.language)
        said = read_quantity(f"{before} {binding.words}".strip(), known.unit, site.language)
        for what, words in _overclaims(known, said, site):
            problems: list[Problem] = []
            check_claim(replace(binding, words=words, before=""), site, problems)
            assert [problem.place for problem in problems] == [binding.place], (address, words)
            tried[what] += 1
    assert all(tried.values()), tried


def _overclaims(known: Quantity, said: Quantity, site: Site) -> Iterator[tuple[str, str]]:
    """Yield phrases that claim more than a cell says, and how they were made."""
    language = site.language
    if said.period is not None and known.period is not None:
        finer = make_containing(known.period.first, Precision.DAY)
        if known.period.precision is not Precision.DAY:
            yield "narrowed", format_period(finer, language)
        return
    if said.number is None or known.number is None:
        return
    downwards = said.qualifier in (Qualifier.LESS_THAN, Qualifier.UP_TO)
    factor = Fraction(1, 7) if downwards and said.number > 0 else Fraction(7)
    if downwards == (known.qualifier in (Qualifier.LESS_THAN, Qualifier.UP_TO)) or not downwards:
        moved = replace(said, number=abs(said.number) * factor + (0 if downwards else 1000),
                        upper=None if said.upper is None else said.upper * 7 + 2000,
                        open_above=False, tolerance=Fraction(0))  # fmt: skip
        yield "raised", format_quantity(moved, language)
    if known.is_inexact and said.is_inexact and said.qualifier is not Qualifier.RANGE:
        plain = replace(said, qualifier=Qualifier.EXACT, tolerance=Fraction(0))
        yield "dropped", format_quantity(plain, language)
