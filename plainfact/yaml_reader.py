"""Reading YAML as plain data: every value a text that knows its line, nothing executed or guessed.

Values are not turned into numbers, dates or booleans here, so YAML's own readings of `1_000`,
`12:30` or `no` never get in the way. The file is read as a stream of events, so that depth and
size can be bounded before anything is built.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from plainfact.problems import Place, Problem
from plainfact.texts import Text

MOST_DEPTH = 40
"""The deepest nesting that is read."""
MOST_NODES = 2_000_000
"""The most values that one file may hold, aliases counted each time they are used."""

_NULLS = {"", "~", "null", "Null", "NULL"}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value."""

    text: Text
    """The value as written."""
    is_null: bool
    """Whether nothing was written."""

    @property
    def line(self) -> int:
        """The line that the value begins on."""
        return self.text.line


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    line: int
    """The line that the list begins on."""
    items: list["Node"] = field(default_factory=list)
    """Its values."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Values by name."""

    line: int
    """The line that the mapping begins on."""
    items: dict[str, "Node"] = field(default_factory=dict)
    """Its values, in the order written."""
    key_lines: dict[str, int] = field(default_factory=dict)
    """The line of each name."""


Node = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    """Reading can't go on; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__()


def parse_yaml(
    text: str, path: str, problems: list[Problem], *, first_line: int = 1
) -> Node | None:
    """Return the tree of a YAML text, or None where it is empty or can't be read.

    `first_line` is the line of the file that the text begins on. Problems are added to the list.
    """
    reader = _Reader(text, path, first_line, problems)
    try:
        return reader.read()
    except _RefusedError as refused:
        problems.append(refused.problem)
    except yaml.YAMLError as error:
        problems.append(_describe_error(error, text, path, first_line))
    return None


@dataclass(frozen=True, slots=True)
class _Span:
    """Where an event's text stands, counted from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


def _span(event: yaml.Event) -> _Span:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        raise TypeError("the parser gave an event without marks")
    return _Span(start.line, start.column, end.line, end.column)


class _Reader:
    """Builds a tree from the events of one YAML text."""

    def __init__(self, text: str, path: str, first_line: int, problems: list[Problem]) -> None:
        self.lines = text.split("\n")
        self.path = path
        self.first_line = first_line
        self.problems = problems
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0

    def read(self) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(event, "yaml-is-one-document", "A second document begins.",
                                       'Take the "---" line out, or make two files.')  # fmt: skip
            elif isinstance(event, yaml.NodeEvent):
                root = self._build(event, 0)
        return None if isinstance(root, Scalar) and root.is_null else root

    def _build(self, event: yaml.Event, depth: int) -> Node:
        self.count += 1
        if depth > MOST_DEPTH or self.count > MOST_NODES:
            hint = f"At most {MOST_DEPTH} levels and {MOST_NODES:,} values are read."
            raise self._refuse(event, "yaml-is-bounded", "The YAML is nested or repeated too much.",
                               hint)  # fmt: skip
        if isinstance(event, yaml.AliasEvent):
            return self._find_anchor(event)
        before = self.count
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise self._refuse(event, "yaml-is-plain-data", f'The tag "{tag}" is not data.',
                               "Take the tag out; every value is read as text.")  # fmt: skip
        if isinstance(event, yaml.SequenceStartEvent):
            node: Node = self._build_sequence(event, depth)
        elif isinstance(event, yaml.MappingStartEvent):
            node = self._build_mapping(event, depth)
        elif isinstance(event, yaml.ScalarEvent):
            node = self._build_scalar(event)
        else:
            raise TypeError(f"no node begins with {event!r}")
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self.anchors[anchor] = (node, self.count - before + 1)
        return node

    def _build_sequence(self, start: yaml.Event, depth: int) -> Sequence:
        node = Sequence(self._line(start))
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            node.items.append(self._build(event, depth + 1))
        return node

    def _build_mapping(self, start: yaml.Event, depth: int) -> Mapping:
        node = Mapping(self._line(start))
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = self._line(event)
            key_node = self._build(event, depth + 1)
            value = self._build(next(self.events), depth + 1)
            if not isinstance(key_node, Scalar):
                hint = "Names are plain words; quote a name that holds signs."
                raise self._refuse(event, "yaml-is-valid", "A list or mapping stands as a name.",
                                   hint)  # fmt: skip
            key = key_node.text.value
            self._check_key(key, value, line, node, is_flow=self._is_flow(start))
            if key not in node.items:
                node.items[key] = value
                node.key_lines[key] = line
        return node

    def _is_flow(self, start: yaml.Event) -> bool:
        span = _span(start)
        return self.lines[span.line][span.column : span.column + 1] == "{"

    def _check_key(self, key: str, value: Node, line: int, node: Mapping, *, is_flow: bool) -> None:
        place = Place(self.path, line)
        is_null = isinstance(value, Scalar) and value.is_null
        if is_flow and is_null and re.fullmatch(r"\d{3}(\.\d+)?", key):
            message = f'The comma splits a number: "{key}" is read as a name of its own.'
            hint = 'Put the number in quotes ("207,000") or leave the comma out (207000).'
            self.problems.append(Problem(place, "yaml-keeps-numbers-whole", message, hint))
        elif key in node.items:
            message = f'"{key}" is given twice; it was first given on line {node.key_lines[key]}.'
            hint = "Take one of the two out, or give it another name."
            self.problems.append(Problem(place, "yaml-key-is-unique", message, hint))

    def _build_scalar(self, event: yaml.ScalarEvent) -> Scalar:
        span = _span(event)
        first, last = span.line, span.end_line
        style = event.style
        line = self._line(event)
        words: tuple[int, ...] = ()
        if style in ("|", ">"):
            line += 1
            first += 1
        if style != "|" and last > first:
            words = tuple(
                self.first_line + number
                for number in range(first, min(last + 1, len(self.lines)))
                for _ in self._words_of(number, span)
            )
        is_null = style not in ("|", ">", "'", '"') and event.value in _NULLS
        return Scalar(Text(event.value, self.path, line, words), is_null)

    def _words_of(self, number: int, span: "_Span") -> list[str]:
        line = self.lines[number]
        if number == span.end_line:
            line = line[: span.end_column]
        if number == span.line:
            line = line[span.column :]
        return line.split()

    def _find_anchor(self, event: yaml.AliasEvent) -> Node:
        known = self.anchors.get(event.anchor or "")
        if known is None:
            raise self._refuse(event, "yaml-is-valid", f'The alias "*{event.anchor}" is not known.',
                               "Quote a value that begins with an asterisk.")  # fmt: skip
        node, size = known
        self.count += size
        return node

    def _line(self, event: yaml.Event) -> int:
        return _span(event).line + self.first_line

    def _refuse(self, event: yaml.Event, code: str, message: str, hint: str) -> _RefusedError:
        return _RefusedError(Problem(Place(self.path, self._line(event)), code, message, hint))


def _describe_error(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    number = mark.line if mark is not None else 0
    lines = text.split("\n")
    number = min(number, len(lines) - 1)
    line = lines[number]
    hint = "Look at the line and the one above: indentation, colons, quotes."
    if "\t" in line[: len(line) - len(line.lstrip())]:
        hint = "Indent with spaces: YAML does not take tabs."
    elif re.search(r":\s*[>|]\s*\d", line) or (
        number > 0 and re.search(r":\s*[>|]\s*\d", lines[number - 1])
    ):
        hint = 'Quote a value that begins with a sign, e.g. ">70".'
    elif re.search(r":\s.*:\s", line):
        hint = "Put a value that holds a colon in quotes."
    elif re.search(r":\s*[%@`]", line):
        hint = "Put a value that begins with %, @ or ` in quotes."
    elif re.search("[“”‘’]", line):
        hint = "Use straight quotes."
    what = getattr(error, "problem", None) or "it can't be read"
    return Problem(Place(path, number + first_line), "yaml-is-valid", f"Not valid YAML: {what}.",
                   hint)  # fmt: skip
