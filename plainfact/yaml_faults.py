"""Telling what is wrong with a YAML text, in words for people who do not program.

The parser's own words name what it was looking for, not what the author did. Each guess here knows
one common slip, told by the line and by what the parser stumbled over; the first that fits speaks.
"""

import re
from collections.abc import Callable

import yaml
from msgspec import Struct

from plainfact.problems import Place, Problem

_CODE = "yaml-is-valid"
_PAIR = re.compile(r"^(\s*(?:- +)?)([\w-]+):\s+(\S.*)$")
_ENTRY = re.compile(r"^(\s*- +)()(\S.*)$")
_SIGNED = re.compile(r"(?:[:,{\[]|^\s*-)\s+([>|%@`*&!?][^,}\]#]*|#\d[^,}\]]*)")


class _Fault(Struct, frozen=True):
    """Where and over what the parser stumbled."""

    lines: tuple[str, ...]
    """The lines of the text."""
    number: int
    """The line, counted from 0."""
    begun: int
    """The line on which the value or the list begins that the parser was in."""
    what: str
    """What the parser says of it."""
    column: int
    """The column that the parser stumbled in, counted from 1; 0 where it does not say."""

    @property
    def line(self) -> str:
        return self.lines[self.number]

    def value_at(self, number: int) -> str:
        """Return what stands after the name, or after the hyphen, on a line; or nothing."""
        match = _PAIR.match(self.lines[number]) or _ENTRY.match(self.lines[number])
        return match[3].strip() if match else ""


class _Guess(Struct, frozen=True):
    """What an author most likely did."""

    message: str
    """What is wrong."""
    hint: str
    """How to mend it."""
    number: int
    """The line to mend, counted from 0."""
    words: str = ""
    """The words of that line that are meant; empty for the place that the parser stumbled at."""


def describe_yaml_error(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """Return the problem that an error of the YAML parser stands for."""
    fault = _find_fault(error, text)
    for guess in _GUESSES:
        found = guess(fault)
        if found is not None:
            place = _find_place(found, fault, path, first_line)
            return Problem(place, _CODE, f"Not valid YAML: {found.message}.", found.hint)
    hint = "Look at the line and the one above: indentation, colons, quotes."
    message = f"Not valid YAML: {fault.what}."
    return Problem(Place(path, fault.number + first_line, fault.column), _CODE, message, hint)


def _find_place(guess: _Guess, fault: _Fault, path: str, first_line: int) -> Place:
    line = guess.number + first_line
    start = fault.lines[guess.number].find(guess.words) + 1 if guess.words else 0
    if start:
        return Place(path, line, start, start + len(guess.words))
    return Place(path, line, fault.column if guess.number == fault.number else 0)


def quote(words: str) -> str:
    """Return words in the quotes that YAML takes them in unchanged."""
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'


def _find_fault(error: yaml.YAMLError, text: str) -> _Fault:
    lines = tuple(text.split("\n"))
    what, number, begun, column = "it can't be read", 0, 0, 0
    if isinstance(error, yaml.MarkedYAMLError):
        what = error.problem or what
        number = error.problem_mark.line if error.problem_mark else 0
        begun = error.context_mark.line if error.context_mark else number
        column = error.problem_mark.column + 1 if error.problem_mark else 0
    number = min(number, len(lines) - 1)
    return _Fault(lines, number, min(begun, number), what, column)


def _guess_tab(fault: _Fault) -> _Guess | None:
    indent = fault.line[: len(fault.line) - len(fault.line.lstrip())]
    if "\t" not in indent:
        return None
    return _Guess("the line begins with a tab", "Indent with spaces.", fault.number, "\t")


def _guess_smart_quotes(fault: _Fault) -> _Guess | None:
    for number in (fault.number, fault.begun):
        value = fault.value_at(number)
        if value[:1] in "“”„‟‘’" and value:
            plain = quote(re.sub("[“”„‟]", '"', value).strip("\"‘’' "))
            message = "curly quotes do not quote"
            return _Guess(message, f"Use straight quotes: {plain}.", number, value)
    return None


def _guess_open_quote(fault: _Fault) -> _Guess | None:
    if "end of stream" in fault.what:
        message = "a quote opens here and is not closed"
        words = fault.value_at(fault.begun)
        return _Guess(message, "Put the same quote at the end of the value.", fault.begun, words)
    for number in (fault.number, fault.number - 1):
        value = fault.value_at(number) if number >= 0 else ""
        if value.startswith('"') and len(re.findall(r'(?<!\\)"', value)) == 1:
            message = "a quote opens here and is not closed"
            return _Guess(message, f'Close it: {value}".', number, value)
    return None


def _guess_quote_inside(fault: _Fault) -> _Guess | None:
    value = fault.value_at(fault.number)
    if value[:1] not in "\"'" or not value:
        return None
    if value.startswith("'") and value.endswith("'") and "'" in value[1:-1]:
        message = "an apostrophe ends the quoted value"
        return _Guess(message, f"Use double quotes: {quote(value[1:-1])}.", fault.number, value)
    if value.startswith('"') and value.endswith('"') and '"' in value[1:-1]:
        message = "a quote inside the value ends it"
        hint = f"Use single quotes around it: {quote(value[1:-1])}."
        return _Guess(message, hint, fault.number, value)
    if "escape" in fault.what:
        message = "a backslash in double quotes has a meaning of its own"
        return _Guess(message, f"Use single quotes: '{value[1:-1]}'.", fault.number, value)
    if "expected" in fault.what and value[-1] != value[0]:
        message = "words follow a quoted value"
        return _Guess(message, f"Quote all of it: {quote(value)}.", fault.number, value)
    return None


def _guess_sign(fault: _Fault) -> _Guess | None:
    match = _SIGNED.search(fault.line)
    if match is None:
        return None
    value = match[1].strip()
    message = f'a value can\'t begin with "{value[0]}" unless it is quoted'
    return _Guess(message, f"Put it in quotes: {quote(value)}.", fault.number, value)


def _guess_brackets(fault: _Fault) -> _Guess | None:
    for number in (fault.number, fault.begun):
        value = fault.value_at(number)
        if re.match(r"\[[^\[\]]*\]\s*\S|\{[^{}]*\}\s*[^\s}]", value):
            message = f'a value that begins with "{value[0]}" is taken for a list or for columns'
            return _Guess(message, f"Put it in quotes: {quote(value)}.", number, value)
    return None


def _guess_braces(fault: _Fault) -> _Guess | None:
    for number in dict.fromkeys((fault.begun, fault.number)):
        line = fault.lines[number]
        for opening, closing in ("{}", "[]"):
            if line.count(opening) > line.count(closing):
                message = f'a "{opening}" is not closed'
                return _Guess(message, f'End the line with "{closing}".', number)
            if line.count(opening) < line.count(closing):
                message = f'a "{closing}" closes nothing'
                hint = f'Take it out, or put a "{opening}" where the values begin.'
                return _Guess(message, hint, number)
    if "',' or '" in fault.what and (mended := _part_values(fault.line)):
        message = "the values in braces are not parted by commas"
        return _Guess(message, f"Write {mended}.", fault.number)
    if "',' or '" in fault.what:
        message = "two values stand side by side without a comma, or a value holds a colon"
        hint = "Put a comma between the two; put a value that holds a colon in quotes."
        return _Guess(message, hint, fault.number)
    return None


def _part_values(line: str) -> str:
    """Return what stands in the braces of a line with the commas that its values lack."""
    match = re.search(r"\{[^{}]*\}", line)
    if match is None or '"' in match[0]:
        return ""
    parted = re.sub(r";(?=\s*[\w-]+:)", ",", match[0])
    parted = re.sub(r"(:\s+[^,:{}]*[^\s,:{}])\s+(?=[\w-]+:\s)", r"\1, ", parted)
    return parted if parted != match[0] else ""


def _guess_missing_colon(fault: _Fault) -> _Guess | None:
    """Guess that the line above lacks the colon after its name, or has another sign for it."""
    above = fault.lines[fault.number - 1] if fault.number else ""
    match = re.match(r"(\s*(?:- +)?)([\w-]+)\s*(=|\s)\s*([^:=]*)$", above)
    own = re.match(r"\s*", fault.line)
    if "mapping values" not in fault.what or match is None or not match[4].strip():
        return None
    if own is None or len(match[1]) != len(own[0]):
        return None
    message = f'no colon follows the name "{match[2]}"'
    hint = f"Write {match[2]}: {match[4].strip()}"
    return _Guess(message, hint, fault.number - 1, above.strip())


def _guess_second_colon(fault: _Fault) -> _Guess | None:
    value = fault.value_at(fault.number)
    if "mapping values" not in fault.what or not re.search(r":(\s|$)", value):
        return None
    hint = f"Put it in quotes: {quote(value)}."
    return _Guess("the value holds a colon", hint, fault.number, value)


def _guess_colon_without_space(fault: _Fault) -> _Guess | None:
    for number in (fault.number, fault.begun, fault.number - 1):
        line = fault.lines[number] if number >= 0 else ""
        match = re.match(r"\s*([\w-]+):(?!//)([^\s:].*)$", line)
        if match:
            hint = f"Write {match[1]}: {match[2]}"
            return _Guess("no space follows the colon", hint, number, match[0].strip())
    return None


def _guess_list_after_colon(fault: _Fault) -> _Guess | None:
    if "sequence entries" not in fault.what:
        return None
    message = "a list can't begin on the line of its name"
    return _Guess(message, 'Begin a new line before the "-".', fault.number)


def _guess_loose_words(fault: _Fault) -> _Guess | None:
    if "could not find expected ':'" not in fault.what:
        return None
    words = fault.lines[fault.begun].strip()
    before = fault.lines[fault.begun - 1].strip() if fault.begun else ""
    message = f'"{words}" is neither a name with a value nor the entry of a list'
    hint = "Write it as name: value, or indent it further if the line above goes on in it."
    if before.startswith("- "):
        hint = f"Write - {words} in the column of the entry above."
    return _Guess(message, hint, fault.begun, words)


def _guess_indentation(fault: _Fault) -> _Guess | None:
    is_misplaced = "mapping values" in fault.what or "did not find expected" in fault.what
    if not is_misplaced or not fault.line.strip():
        return None
    message = "the line does not begin in the column of its neighbours"
    hint = "Indent it with as many spaces as the other lines of its group."
    return _Guess(message, hint, fault.number)


_GUESSES: tuple[Callable[[_Fault], _Guess | None], ...] = (
    _guess_tab,
    _guess_smart_quotes,
    _guess_open_quote,
    _guess_quote_inside,
    _guess_sign,
    _guess_brackets,
    _guess_braces,
    _guess_second_colon,
    _guess_colon_without_space,
    _guess_list_after_colon,
    _guess_loose_words,
    _guess_missing_colon,
    _guess_indentation,
)
"""The guesses, the surest first."""
