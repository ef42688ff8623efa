"""Facts that share all but their values: what they share is then said once."""

from collections.abc import Iterable

from msgspec.structs import replace

from plainfact.ledger_views import FactView, Origin


def share_origins(facts: Iterable[FactView]) -> tuple[Origin, ...]:
    """Return facts by what they share, in the order in which that is met."""
    shared: dict[tuple[object, ...], list[FactView]] = {}
    for fact in facts:
        note = fact.note
        key = (note.said_by, note.status, note.basis, note.sources)
        shared.setdefault(key, []).append(fact)
    return tuple(map(_make_origin, shared.values()))


def _make_origin(facts: list[FactView]) -> Origin:
    first = facts[0]
    is_of_one_time = len({fact.note.as_of for fact in facts}) == 1
    uses = tuple(use for use in first.uses if all(use in fact.uses for fact in facts))
    own = [tuple(use for use in fact.uses if use not in uses) for fact in facts]
    return Origin(
        shared=first.note,
        status=first.status,
        as_of=first.note.as_of if is_of_one_time else "",
        day=first.day if is_of_one_time else "",
        uses=uses,
        facts=tuple(replace(fact, uses=left) for fact, left in zip(facts, own, strict=True)),
    )
