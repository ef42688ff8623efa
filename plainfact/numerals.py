"""Numerals: every number in prose is bound to a cell, or is part of a name."""

import re
from collections.abc import Iterable

from plainfact.languages import Language
from plainfact.problems import Problem
from plainfact.prose import MARK, Prose

_FREE = re.compile(r"^\s*\d+[.)](?=\s)|\[\^[^\]]*\]", re.MULTILINE)
_DIGITS = re.compile(r"[^\s\d(\[\"'“‘]*\d[\w.,:/%×-]*(?<![.,:;])%?")


class NumeralLint:
    """Finds numbers that stand unbound in a language's prose."""

    def __init__(self, names: Iterable[str], language: Language) -> None:
        ordered = sorted(set(names), key=len, reverse=True)
        self._names = _any_of(ordered) if ordered else None
        loaded = sorted(language.loaded_words, key=len, reverse=True)
        self._loaded = re.compile(_any_of(loaded).pattern, re.IGNORECASE)

    def check(self, prose: Prose, problems: list[Problem]) -> None:
        """Add a problem for each number of a text that is neither bound nor part of a name."""
        for run in prose.runs:
            words = MARK.sub(" ", run.words)
            words = _FREE.sub(" ", words)
            if self._names is not None:
                words = self._names.sub(" ", words)
            for found in self._find(words):
                message = f'"{found}" is a number without a source.'
                hint = (
                    f"Bind it, e.g. [{found}](fact:dataset.row.column); if it is part of a name, "
                    "add the name to names in site.yaml."
                )
                problems.append(Problem(run.place, "number-has-a-source", message, hint))

    def _find(self, words: str) -> list[str]:
        digits = [(match.start(), match[0]) for match in _DIGITS.finditer(words)]
        loaded = [(match.start(), match[0]) for match in self._loaded.finditer(words)]
        return [found for _, found in sorted(digits + loaded)]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)")
