"""Facts: the ledger of every cell that the site uses, for readers and for machines."""

from datetime import date
from fractions import Fraction
from typing import Any

from plainfact.check import Uses
from plainfact.corrected import list_corrected
from plainfact.corrections import Correction
from plainfact.datasets import Cell
from plainfact.file_formats import render_json
from plainfact.intervals import Bound
from plainfact.prose_renderer import ProseRenderer
from plainfact.quantities import Qualifier, Quantity
from plainfact.site import Site

FACTS = "facts.json"
"""Where the facts lie, for programs."""
SCHEMA = "facts.schema.json"
"""Where the JSON Schema of facts.json lies, beside it."""


def used_cells(site: Site, uses: Uses) -> tuple[Cell, ...]:
    """Return the cells that the site uses, and those that they were worked out from, in order."""
    wanted = [address for address in uses if address in site.cells]
    found: set[str] = set()
    while wanted:
        address = wanted.pop()
        if address not in found:
            found.add(address)
            wanted += site.cells[address].inputs
    return tuple(cell for address, cell in site.cells.items() if address in found)


def render_facts_json(uses: Uses, renderer: ProseRenderer) -> str:
    """Return facts.json: every used cell with its value, bounds, provenance and uses."""
    site = renderer.site
    facts = [describe_fact(cell, uses, renderer) for cell in used_cells(site, uses)]
    whole = {
        "$schema": SCHEMA,
        "title": renderer.plain(site.title),
        "corrections": [describe_correction(entry, renderer) for entry in site.corrections],
        "facts": facts,
    }
    return render_json(whole)


def describe_correction(entry: Correction, renderer: ProseRenderer) -> dict[str, Any]:
    """Return a correction as facts.json has it."""
    return {
        "date": entry.date.isoformat(),
        "page": entry.page,
        "was": renderer.plain(entry.was),
        "is": renderer.plain(entry.is_now),
        "why": renderer.plain(entry.why),
        "cells": list(list_corrected(entry, renderer.site)),
    }


def describe_fact(cell: Cell, uses: Uses, renderer: ProseRenderer) -> dict[str, Any]:
    """Return a cell as facts.json has it."""
    origin = cell.origin
    return {
        "address": cell.address,
        "label": cell.label,
        "words": renderer.cell_words(cell),
        **(describe_quantity(cell.quantity) if cell.quantity else {}),
        "as_of": describe_period(origin.as_of),
        "said_by": origin.said_by,
        "status": origin.status,
        "basis": origin.basis,
        "note": renderer.plain(cell.note),
        "sources": list(origin.sources),
        "formula": cell.formula,
        "inputs": list(cell.inputs),
        "used": [
            {"page": use.page, "kind": use.kind, "by": use.owner}
            for use in dict.fromkeys(sorted(uses.get(cell.address, [])))
        ],
    }


def describe_quantity(quantity: Quantity) -> dict[str, Any]:
    """Return a quantity's value and bounds as JSON has them; dates as ISO days."""
    allowed = quantity.allowed()
    is_date = quantity.period is not None
    value: Any = None
    if quantity.period is not None:
        value = quantity.period.first.isoformat()
    elif quantity.number is not None and quantity.qualifier is not Qualifier.RANGE:
        value = to_json_number(quantity.number)
    return {
        "value": value,
        "low": _describe_bound(allowed.low, is_date=is_date),
        "high": _describe_bound(allowed.high, is_date=is_date),
        "low_open": allowed.low_open,
        "high_open": allowed.high_open,
        "qualifier": quantity.qualifier.value,
        "unit": quantity.unit.label,
    }


def describe_period(quantity: Quantity | None) -> list[str] | None:
    """Return the first and last day that a period may reach to, or None."""
    if quantity is None or quantity.period is None:
        return None
    return [quantity.period.first.isoformat(), quantity.period.last.isoformat()]


def to_json_number(number: Fraction) -> int | float:
    """Return a whole number as such, any other as the nearest float."""
    return int(number) if number.denominator == 1 else float(number)


def _describe_bound(bound: Bound, *, is_date: bool) -> int | float | str | None:
    if not isinstance(bound, Fraction):
        return None
    return date.fromordinal(int(bound)).isoformat() if is_date else to_json_number(bound)
