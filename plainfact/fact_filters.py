"""The filters of the facts page: by topic, status, source and speaker."""

from collections import Counter
from collections.abc import Iterable

from plainfact.ledger_views import Choice, FactGroup, FactView, FilterView
from plainfact.words import Words


def make_fact_filters(groups: Iterable[FactGroup], words: Words) -> tuple[FilterView, ...]:
    """Return the filters of a page of facts, each with the choices that the facts give."""
    listed = list(groups)
    facts = [fact for group in listed for fact in group.facts]
    topics = [(group.id, group.title.striptags()) for group in listed for _ in group.facts]
    choices = {
        "topic": (words["topic"], _count(topics)),
        "status": (words["status"], _count((fact.status, fact.note.status) for fact in facts)),
        "source": (words("source", count=1), _sort(_count(_list_sources(facts)))),
        "by": (words["said_by"], _sort(_count(_list_speakers(facts)))),
    }
    return tuple(FilterView(name, *parts) for name, parts in choices.items())


def _list_sources(facts: Iterable[FactView]) -> list[tuple[str, str]]:
    return [(source.id, source.words) for fact in facts for source in fact.note.sources]


def _list_speakers(facts: Iterable[FactView]) -> list[tuple[str, str]]:
    return [(fact.note.said_by, fact.note.said_by) for fact in facts if fact.note.said_by]


def _count(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    counts = Counter(pairs)
    return tuple(Choice(value, words, count) for (value, words), count in counts.items())


def _sort(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: choice.words.casefold()))
