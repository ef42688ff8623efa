"""Numerals: every number in prose is bound to a cell, or is part of a name."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from plainfact.languages import Language
from plainfact.problems import Place, Problem
from plainfact.prose import MARK, Prose, Run
from plainfact.texts import Text

_FREE = re.compile(r"\[\^[^\]]*\]|\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\w+")
_FREE_SIGNS = re.compile(r"\[\^|http|www|@")
"""One of which stands in all that is free; few lines hold any."""
_MARKER = re.compile(r"[\s>]*(\d{1,2})[.)](?=\s)")
_DIGITS = re.compile(r"[^\s\d(\[\"'“‘]*[\d¼-¾⅐-⅞][\w.,:/%×-]*(?<![.,:;])%?")

_ANY_DIGIT = re.compile(r"[\d¼-¾⅐-⅞⁰¹²³⁴-⁹₀-₉①-⓿❶-➓]")
_DIGIT = re.compile(r"[\d¼-¾⅐-⅞]")
_SMALL_OR_RINGED = re.compile(r"(?<!\w)[⁰¹²³⁴-⁹₀-₉①-⓿❶-➓]+")
"""Digits that are none to `\\d`; after a letter, as in m² or CO₂, they are a part of its sign."""
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


class NumeralLint:
    """Finds numbers that stand unbound in a language's prose."""

    def __init__(self, names: Iterable[str], language: Language) -> None:
        ordered = sorted(set(names), key=len, reverse=True)
        self._prepare = language.prepare
        self._names = re.compile(_any_of(ordered)) if ordered else None
        loaded = sorted(language.loaded_words, key=len, reverse=True)
        counts = sorted({*language.numbers, *language.one})
        firsts = [_WORD.match(word.casefold()) for word in (*loaded, *counts)]
        self._first_words = {match[0] for match in firsts if match is not None}
        self._has_signs = None in firsts
        before = rf"(?:(?<!\w)(?:{'|'.join(map(re.escape, counts))})[\s-]+)?"
        self._loaded_words = before + _any_of(loaded)

    @cached_property
    def _loaded(self) -> re.Pattern[str]:
        # It is long, and only texts that hold one of its words need it.
        return re.compile(self._loaded_words, re.IGNORECASE)

    def check(self, prose: Prose, problems: list[Problem], *, in_dataset: bool = False) -> None:
        """Add a problem for each number of a text that is neither bound nor part of a name."""
        if not self._may_say_numbers(prose):
            return
        for words, place in _without_markers(prose.runs):
            plain = MARK.sub(" ", words)
            if _FREE_SIGNS.search(plain):
                plain = _FREE.sub(" ", plain)
            if self._names is not None:
                plain = self._names.sub(" ", plain)
            plain = self._prepare(plain)
            for found in self._find(plain):
                message = f'"{found}" is a number without a source.'
                period = ".as_of" if _YEAR.fullmatch(found) else ""
                hint = (
                    f"Bind it, e.g. [{found}](fact:dataset.row.column{period}); if it is part of a "
                    "name, add the name to names in site.yaml."
                )
                if in_dataset:
                    hint += '\nIf its column holds figures, add "unit: …" to the column.'
                where = _pinpoint(found, prose.text) or place
                problems.append(Problem(where, "number-has-a-source", message, hint))

    def _may_say_numbers(self, prose: Prose) -> bool:
        """Tell whether a text holds what a number begins with: far sooner told than found."""
        words = MARK.sub(" ", "\n".join(run.words for run in prose.runs))
        is_without = not self._has_signs and self._first_words.isdisjoint(
            map(str.casefold, _WORD.findall(words))
        )
        return not is_without or _ANY_DIGIT.search(words) is not None

    def _find(self, words: str) -> list[str]:
        # Most texts hold no digits, and to find that out takes far less time.
        digits = _DIGITS.finditer(words) if _DIGIT.search(words) is not None else ()
        finds = (digits, self._find_loaded(words), _SMALL_OR_RINGED.finditer(words))
        found = [(match.start(), match[0]) for matches in finds for match in matches]
        return [told for _, told in sorted(found)]

    def _find_loaded(self, words: str) -> Iterator[re.Match[str]]:
        """Yield words that say a number, tried only where a word stands that one begins with."""
        if self._has_signs:
            yield from self._loaded.finditer(words)
            return
        end = 0
        for word in _WORD.finditer(words):
            if word.start() >= end and word[0].casefold() in self._first_words:
                match = self._loaded.match(words, word.start())
                if match is not None:
                    end = match.end()
                    yield match


def _pinpoint(words: str, text: Text) -> Place | None:
    """Return where words stand in a text whose lines were folded into one, if just once."""
    if not text.word_starts or text.value.count(words) != 1:
        return None
    return text.place_at(text.value.index(words), len(words))


def _without_markers(runs: Iterable[Run]) -> Iterator[tuple[str, Place]]:
    """Yield each run without the number by which it is the entry of a list.

    A list is counted from one on, so that nothing is said by a line that begins with a number.
    """
    last_line, following = -1, 0
    for run in runs:
        begins = run.place.line > last_line + 1
        match = _MARKER.match(run.words) if run.opens_line else None
        number = int(match[1]) if match else -1
        is_marker = number == following > 1 or (begins and number in (0, 1))
        if is_marker:
            following = number + 1
        last_line = max(last_line, run.place.line)
        yield (run.words[match.end() :] if match and is_marker else run.words), run.place


def _any_of(words: Iterable[str]) -> str:
    return r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)"
