"""Claims: words about cells, which may say less than the cell and never more."""

import re

from msgspec.structs import replace

from plainfact.addresses import AS_OF, Fact, find_fact
from plainfact.datasets import Dataset, Row
from plainfact.formulas import FormulaError, names_in, parse_formula
from plainfact.languages import Language
from plainfact.link_words import Phrase, join_words
from plainfact.phrasing import format_quantity
from plainfact.problems import Problem, format_suggestion
from plainfact.prose import Binding
from plainfact.quantities import Qualifier, Quantity, implies, means_the_same
from plainfact.site import Site
from plainfact.units import RATIO
from plainfact.wording import UnreadableError, read_quantity

_ASK_RATIO = (
    "it says how many times one figure is another; work that out under derived "
    "(formula: a.row / b.row, unit: times), and bind it"
)


def check_claim(binding: Binding, site: Site, problems: list[Problem]) -> Fact | None:
    """Check the words of a fact binding against its cell; return the fact where there is one."""
    fact = find_fact(binding.target, site.cells, site.datasets)
    if fact is None:
        _refuse_address(binding, site, problems)
        return None
    if fact.quantity is None:
        if fact.is_period:
            message = f"{fact.cell.address} does not say when it held."
            hint = f'Add "as_of:" at {fact.cell.place}.'
            problems.append(Problem(binding.place, "fact-exists", message, hint))
        return fact
    _check_words(binding, fact, fact.quantity, site.language, problems)
    return fact


def _check_words(
    binding: Binding, fact: Fact, known: Quantity, language: Language, problems: list[Problem]
) -> None:
    """Check what a link says, with the words before it that belong to it, against its fact."""
    printed = format_quantity(known, language)
    phrase = join_words(
        binding.before, binding.words or printed, binding.after, known.unit, language
    )
    if not phrase.fall or not _is_negative(known):
        phrase = replace(phrase, fall="")
    if not (phrase.taken or binding.words or phrase.fall or phrase.follows):
        return
    if phrase.fall:
        # "It fell [5%]" is so of -5%: the sentence has told the sign.
        printed = format_quantity(known.negated(), language)
    found = _find_fault(phrase, fact, known, printed, language)
    if found is not None:
        problems.append(Problem(binding.place, *found, _advise(phrase, printed)))


def _is_ratio(words: str, language: Language) -> bool:
    """Tell whether words say how many times one figure is another."""
    try:
        read_quantity(words, RATIO, language)
    except UnreadableError:
        return False
    return True


def _find_fault(
    phrase: Phrase, fact: Fact, known: Quantity, printed: str, language: Language
) -> tuple[str, str] | None:
    """Return the code and the message of what is wrong with a phrase, or None."""
    address = fact.cell.address
    try:
        said = read_quantity(phrase.words, known.unit, language)
    except UnreadableError as error:
        reason = _ASK_RATIO if _is_ratio(phrase.words, language) else f"{error}"
        message = f'"{phrase.words}" can\'t be read as one quantity: {reason}.'
        return "words-are-a-quantity", message
    if fact.is_period:
        message = f'"{phrase.words}" is not the period of {address}, which is "{printed}".'
        return None if means_the_same(known, said) else ("fact-keeps-its-period", message)
    if implies(known, said.negated() if phrase.fall else said):
        return None
    message = f'"{phrase.words}" claims more than {address}, which is "{printed}".'
    if known.qualifier is Qualifier.UNKNOWN:
        message = f"{address} is unknown, so no words can give it."
    return "fact-says-no-more-than-its-source", message


def _advise(phrase: Phrase, printed: str) -> str:
    taken = phrase.taken or phrase.follows
    if taken:
        return f'Take "{taken}" out of the sentence and write "{printed}" in the link.'
    if phrase.fall:
        return f'Write "{printed}": "{phrase.fall}" says already that it is a fall.'
    return f'Write "{printed}", or leave the link text empty to have it filled in.'


def _is_negative(known: Quantity) -> bool:
    return known.number is not None and known.allowed().high <= 0 and known.number != 0


def _lacks_input(dataset: Dataset, row: Row, column: str) -> bool:
    """Tell whether a derived cell was left out because its row lacks a figure that it needs."""
    try:
        names = list(names_in(parse_formula(dataset.columns[column].formula)))
    except FormulaError:
        return False
    return any(name in dataset.columns and name not in row.cells for name in names)


def _refuse_address(binding: Binding, site: Site, problems: list[Problem]) -> None:
    """Say which part of an address leads nowhere."""
    name, _, rest = binding.target.partition(".")
    dataset = site.datasets.get(name)
    if dataset is None:
        if f"dataset:{name}" not in site.broken:
            hint = format_suggestion(name, site.datasets) or f"Add it to {site.path}/datasets/."
            parted = re.sub(r"[,/:;\s]+", ".", binding.target)
            if parted.partition(".")[0] in site.datasets:
                hint = f"Write points between the names: {parted}."
            message = f'There is no dataset "{name}".'
            problems.append(Problem(binding.place, "dataset-exists", message, hint))
        return
    row_name, _, column = rest.partition(".")
    row = dataset.rows.get(row_name)
    if not row_name:
        message = f'"{name}" is a dataset, and does not say which row is meant.'
        rows = [*dataset.rows, *dataset.derived][:12]
        hint = f"Write one of: {', '.join(f'{name}.{key}' for key in rows)}."
        problems.append(Problem(binding.place, "row-exists", message, hint))
        return
    if row is None:
        known = [*dataset.rows, *dataset.derived]
        if row_name in dataset.derived:
            return  # Its formula has been refused already.
        message = f'There is no row "{row_name}" in the dataset "{name}".'
        hint = format_suggestion(row_name, known) or f"It has: {', '.join(known[:12])}."
        problems.append(Problem(binding.place, "row-exists", message, hint))
        return
    column = column.removesuffix(AS_OF)
    if not column or column == "as_of":
        message = f'"{binding.target}" does not say which column is meant.'
        hint = f"Write one of: {', '.join(f'{name}.{row_name}.{key}' for key in row.cells)}."
    elif column not in dataset.columns:
        message = f'There is no column "{column}" in the dataset "{name}".'
        hint = format_suggestion(column, dataset.columns)
        hint = hint or f"It has: {', '.join(dataset.columns)}."
    elif dataset.columns[column].formula and not _lacks_input(dataset, row, column):
        return  # Its formula has been refused already.
    else:
        message = f'The row "{row_name}" of "{name}" has no figure in "{column}".'
        hint = (f'Add "{column}" to the row, at {row.place}: the figure, or unknown; '
                "or take this out.")  # fmt: skip
    problems.append(Problem(binding.place, "column-exists", message, hint))
