"""Facts that share all but their values: what they share is then said once."""

from dataclasses import dataclass

from plainfact.ledger_views import FactGroup, FactView, UseView
from plainfact.notes import Note


@dataclass(frozen=True, slots=True)
class Origin:
    """Facts of one dataset that one speaker gave, on one basis, in one source."""

    shared: Note
    """One of their notes, for what they share."""
    as_of: str
    """The period that they share, or empty."""
    notes: tuple[Note, ...]
    """Their notes."""


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """The facts of one dataset, in short."""

    group: FactGroup
    """The dataset, and its facts."""
    origins: tuple[Origin, ...]
    """The facts, by what they share."""
    uses: tuple[UseView, ...]
    """Where any of them is used."""


def make_dataset_facts(group: FactGroup) -> DatasetFacts:
    """Return facts by what they share, in the order in which that is met."""
    shared: dict[tuple[object, ...], list[FactView]] = {}
    for fact in group.facts:
        note = fact.note
        key = (note.said_by, note.status, note.basis, note.sources)
        shared.setdefault(key, []).append(fact)
    return DatasetFacts(
        group,
        tuple(_make_origin([fact.note for fact in facts]) for facts in shared.values()),
        tuple(dict.fromkeys(use for fact in group.facts for use in fact.uses)),
    )


def _make_origin(notes: list[Note]) -> Origin:
    periods = {note.as_of for note in notes}
    return Origin(notes[0], periods.pop() if len(periods) == 1 else "", tuple(notes))
