"""What was published before: no figure changes, and none goes, without a correction that says so.

The facts.json of the last publication is the witness. A correction counts where that file does not
have it yet, so no old one can cover a new change, and no clock is asked.
"""

import json
from collections import Counter
from pathlib import Path

from pydantic import ValidationError

from plainfact.corrected import follows_from
from plainfact.datasets import Cell
from plainfact.fact_records import CorrectionRecord, FactRecord, FactsFile
from plainfact.facts import describe_correction, describe_fact
from plainfact.files import read_text
from plainfact.problems import Place, Problem
from plainfact.prose_renderer import ProseRenderer
from plainfact.site import Site

_CODE = "changed-value-has-a-correction"


def check_published(path: Path, site: Site, problems: list[Problem]) -> None:
    """Add a problem for each fact of a former facts.json that has changed without a correction."""
    published = _read_facts(path, problems)
    if published is None:
        return
    if published.facts and not any(fact.address in site.cells for fact in published.facts):
        message = f'None of the facts of "{published.title}" is one of this site.'
        hint = "Name the facts.json of this site's last publication."
        problems.append(Problem(Place(path.as_posix()), "published-facts-are-ours", message, hint))
        return
    prose = ProseRenderer(site)
    named = _list_newly_corrected(published, prose)
    now = {
        cell.address: FactRecord.model_validate(describe_fact(cell, {}, prose))
        for cell in site.cells.values()
    }
    known = {fact.address for fact in published.facts}
    added = {(fact.label, fact.says) for fact in now.values() if fact.address not in known}
    for fact in published.facts:
        cell = site.cells.get(fact.address)
        if cell is None:
            if fact.address not in named and (fact.label, fact.says) not in added:
                problems.append(_refuse_missing(fact, site))
        elif _is_changed(fact, now[fact.address]) and not _is_covered(fact, cell, named, site):
            problems.append(_refuse_changed(fact, now[fact.address], cell, site))


def _read_facts(path: Path, problems: list[Problem]) -> FactsFile | None:
    shown = path.as_posix()
    text = read_text(path, shown, problems)
    if text is None:
        return None
    hint = "Name a facts.json as Plainfact writes it: that of the site's last publication."
    try:
        return FactsFile.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        place, reason = Place(shown, error.lineno), f"It is no JSON: {error.msg}."
    except (ValidationError, RecursionError) as error:
        first = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ()
        where = ".".join(str(part) for part in first)
        place, reason = Place(shown), f'It is not facts.json: "{where}" is missing or wrong.'
    problems.append(Problem(place, "published-facts-are-ours", reason, hint))
    return None


def _list_newly_corrected(published: FactsFile, prose: ProseRenderer) -> set[str]:
    """Return the cells that corrections name which the published facts don't have yet."""
    records = [
        CorrectionRecord.model_validate(describe_correction(entry, prose))
        for entry in prose.site.corrections
    ]
    old = Counter(record.identity for record in published.corrections)
    new = Counter(record.identity for record in records) - old
    return {name for record in records if record.identity in new for name in record.cells}


def _is_changed(old: FactRecord, new: FactRecord) -> bool:
    """Tell whether a fact says something else; to say for the first time when it held is none."""
    return old.says != new.says or (old.as_of is not None and old.as_of != new.as_of)


def _is_covered(fact: FactRecord, cell: Cell, named: set[str], site: Site) -> bool:
    """Tell whether a correction names a cell, or, its formula unchanged, one it follows from."""
    is_same_formula = bool(cell.formula) and cell.formula == fact.formula
    return cell.address in named or (is_same_formula and follows_from(cell.address, named, site))


def _refuse_changed(old: FactRecord, new: FactRecord, cell: Cell, site: Site) -> Problem:
    said, says = (_say(record, with_period=old.words == new.words) for record in (old, new))
    message = f"{old.address} was published as {said} and is now {says}, without a correction."
    hint = (
        f"Enter what was wrong in {site.path}/corrections.yaml, "
        f'with [](fact:{old.address}) in its "is".\n'
        "A new figure for another time is no correction: give it a row of its own."
    )
    return Problem(cell.place, _CODE, message, hint)


def _refuse_missing(old: FactRecord, site: Site) -> Problem:
    dataset = site.datasets.get(old.address.partition(".")[0])
    place = dataset.place if dataset else Place(f"{site.path}/corrections.yaml")
    message = f"{old.address} was published as {_say(old)} and is gone, without a correction."
    hint = (
        f"Put it back, or enter in {site.path}/corrections.yaml why it was wrong, with "
        f'"cells: [{old.address}]".'
    )
    return Problem(place, _CODE, message, hint)


def _say(fact: FactRecord, *, with_period: bool = False) -> str:
    period = f" for {' to '.join(dict.fromkeys(fact.as_of))}" if with_period and fact.as_of else ""
    return f'"{fact.words}"{period}'
