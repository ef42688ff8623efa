"""Reading YAML as plain data: every value a text that knows its line, nothing executed or guessed.

Values are not turned into numbers, dates or booleans here, so YAML's own readings of `1_000`,
`12:30` or `no` never get in the way. The file is read as a stream of events, so that depth and
size can be bounded before anything is built.
"""

import re
from collections.abc import Iterator

import yaml
from msgspec import Struct, field
from msgspec.structs import replace

from plainfact.files import UNSEEN
from plainfact.limits import find_limits
from plainfact.problems import Place, Problem
from plainfact.texts import Text
from plainfact.yaml_bounds import LOADER, find_excess
from plainfact.yaml_faults import describe_yaml_error, quote
from plainfact.yaml_spans import Span, find_column, find_span, find_words

_YAML_TAG = "tag:yaml.org,2002:"
_NULLS = {"", "~", "null", "Null", "NULL"}


class Scalar(Struct, frozen=True):
    """A single value."""

    text: Text
    """The value as written."""
    is_null: bool
    """Whether nothing was written."""

    @property
    def line(self) -> int:
        """The line that the value begins on."""
        return self.text.line


class Sequence(Struct, frozen=True):
    """A list of values."""

    line: int
    """The line that the list begins on."""
    items: list["Node"] = field(default_factory=list)
    """Its values."""


class Mapping(Struct, frozen=True):
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
        return reader.read(text)
    except _RefusedError as refused:
        problems.append(refused.problem)
    except yaml.YAMLError as error:
        problems.append(describe_yaml_error(error, text, path, first_line))
    return None


class _Reader:
    """Builds a tree from the events of one YAML text."""

    def __init__(self, text: str, path: str, first_line: int, problems: list[Problem]) -> None:
        self.lines = text.split("\n")
        self.path = path
        self.first_line = first_line
        self.problems = problems
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=LOADER)
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.limits = find_limits()
        self.count = 0

    def read(self, text: str) -> Node | None:
        if excess := find_excess(text, self.limits.yaml_values):
            raise self._too_many(excess)
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(event, "yaml-is-one-document", "A second document begins.",
                                       'Take the line "---" out; one file holds one.')  # fmt: skip
            elif isinstance(event, yaml.NodeEvent):
                root = self._build(event, 0)
        return None if isinstance(root, Scalar) and root.is_null else root

    def _build(self, event: yaml.Event, depth: int) -> Node:
        self.count += 1
        self._check_bounds(event, depth)
        if isinstance(event, yaml.AliasEvent):
            return self._find_anchor(event)
        self._check_tag(event)
        before = self.count
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

    def _too_many(self, event: yaml.Event) -> _RefusedError:
        message = f"The file comes to more than {self.limits.yaml_values:,} values."
        hint = "Write out what is repeated with * and &, or split the file."
        return self._refuse(event, "yaml-is-bounded", message, hint)

    def _check_bounds(self, event: yaml.Event, depth: int) -> None:
        if depth > self.limits.yaml_depth:
            hint = f"Keep to {self.limits.yaml_depth} levels, one inside the other."
            raise self._refuse(event, "yaml-is-bounded", "The YAML is nested too deeply.", hint)
        if self.count > self.limits.yaml_values:
            raise self._too_many(event)

    def _check_tag(self, event: yaml.Event) -> None:
        tag = getattr(event, "tag", None)
        if tag in (None, "!"):
            return
        written = str(tag).replace(_YAML_TAG, "!!")
        is_own = written.startswith("!!")
        hint = f"Take {written} out; every value is read as words." if is_own else (
            "Put a value that begins with ! in quotes.")  # fmt: skip
        message = f'"{written}" is a YAML tag, which is no data.'
        raise self._refuse(event, "yaml-is-plain-data", message, hint)

    def _build_sequence(self, start: yaml.Event, depth: int) -> Sequence:
        node = Sequence(self._line(start))
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            node.items.append(self._build(event, depth + 1))
        return node

    def _build_mapping(self, start: yaml.Event, depth: int) -> Mapping:
        node = Mapping(self._line(start))
        splits: dict[str, Scalar] = {}
        last = ""
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            span = find_span(event)
            key = self._build_key(event, depth)
            value = self._build(next(self.events), depth + 1)
            whole = node.items.get(last)
            if isinstance(whole, Scalar) and self._is_cut_off(key, value, whole, start):
                text = Text(f"{whole.text.value},{key}", self.path, whole.line)
                splits[last] = node.items[last] = Scalar(text, is_null=False)
                continue
            place = Place(self.path, self._line(event), span.column + 1, span.end_column + 1)
            self._check_key(key, place, node)
            if key not in node.items:
                node.items[key] = value
                node.key_lines[key] = place.line
            last = key
        for name, whole in splits.items():
            node.items[name] = self._refuse_split(whole)
        return node

    def _build_key(self, event: yaml.Event, depth: int) -> str:
        node = self._build(event, depth + 1)
        if not isinstance(node, Scalar):
            raise self._refuse(event, "yaml-is-valid", "A list or mapping stands as a name.",
                               "Put a name that begins with a bracket in quotes.")  # fmt: skip
        key = node.text.value
        if key != key.strip():
            message = f'"{key.strip()}" is indented with spaces of another kind.'
            raise self._refuse(event, "yaml-is-valid", message,
                               "Delete the space before the name and type it again.")  # fmt: skip
        return key

    def _is_cut_off(self, key: str, value: Node, before: Scalar, start: yaml.Event) -> bool:
        """Tell whether a name in {braces} is what a comma cut off the number before it."""
        span = find_span(start)
        is_flow = self.lines[span.line][span.column : span.column + 1] == "{"
        is_null = isinstance(value, Scalar) and value.is_null
        has_digits = key[:1].isdigit() and before.text.value[-1:].isdigit()
        return is_flow and is_null and bool(has_digits)

    def _refuse_split(self, whole: Scalar) -> Scalar:
        """Refuse a number that a comma splits; return it as it is most likely meant."""
        words = whole.text.value
        hint = f'Put it in quotes: "{words}".'
        if not re.search(r",\d{3}(?!\d)", words):
            pointed = words.replace(",", ".")
            hint = f'Write it with a point: {pointed}\nIn German, put it in quotes: "{words}"'
            whole = replace(whole, text=replace(whole.text, value=pointed))
        message = f'The comma splits "{words}" into several values.'
        self.problems.append(Problem(whole.text.place, "yaml-keeps-numbers-whole", message, hint))
        return whole

    def _check_key(self, key: str, place: Place, node: Mapping) -> None:
        if key in node.items:
            message = f'"{key}" is given twice; it was first given on line {node.key_lines[key]}.'
            hint = "Take one of the two out, or give it another name."
            self.problems.append(Problem(place, "yaml-key-is-unique", message, hint))

    def _build_scalar(self, event: yaml.ScalarEvent) -> Scalar:
        span = find_span(event)
        first, last = span.line, span.end_line
        style = event.style
        line = self._line(event)
        words: tuple[tuple[int, int], ...] = ()
        if style in ("|", ">"):
            line += 1
            first += 1
        if style != "|" and last > first:
            words = tuple(
                (self.first_line + number, column)
                for number in range(first, min(last + 1, len(self.lines)))
                for column in find_words(self.lines[number], number, span)
            )
        is_plain = style not in ("|", ">", "'", '"')
        is_null = is_plain and event.value in _NULLS
        if is_plain:
            self._check_ending(event, span)
        column = 0 if words else find_column(event.value, self.lines, first, span, style)
        text = Text(event.value, self.path, line, words, column)
        return Scalar(self._without_unseen(text), is_null)

    def _without_unseen(self, text: Text) -> Text:
        """Refuse what can't be seen, which only an escape brings into a value."""
        match = UNSEEN.search(text.value)
        if match is None:
            return text
        message = f"The value holds a character that can't be seen ({ord(match[0]):04X})."
        hint = "Take the escape out that stands for it: the backslash and what follows."
        place = Place(self.path, text.place_at(match.start()).line)
        self.problems.append(Problem(place, "file-is-text", message, hint))
        return replace(text, value=UNSEEN.sub("", text.value))

    def _check_ending(self, event: yaml.ScalarEvent, span: Span) -> None:
        """Refuse a value that YAML cuts short: "#1" begins a comment, "&c." an anchor."""
        rest = (
            self.lines[span.end_line][span.end_column :] if span.end_line < len(self.lines) else ""
        )
        match = re.match(r"\s*(?<!\S)(#\d[^,}\]]*)", rest)
        if match:
            message = f'"{match[1].strip()}" is not read: a # begins a comment.'
            hint = f"Put the value in quotes: {quote(f'{event.value} {match[1]}'.strip())}."
            self.problems.append(
                Problem(
                    Place(self.path, self._line(event)), "yaml-keeps-numbers-whole", message, hint
                )
            )
        if event.anchor is not None and not event.value:
            message = 'A value can\'t begin with "&" unless it is quoted.'
            hint = f"Put it in quotes: {quote(f'&{event.anchor}')}."
            raise self._refuse(event, "yaml-is-valid", message, hint)

    def _find_anchor(self, event: yaml.AliasEvent) -> Node:
        known = self.anchors.get(event.anchor or "")
        if known is None:
            message = 'A value can\'t begin with "*" unless it is quoted.'
            hint = f"Put it in quotes: {quote(f'*{event.anchor}')}."
            raise self._refuse(event, "yaml-is-valid", message, hint)
        node, size = known
        self.count += size
        return node

    def _line(self, event: yaml.Event) -> int:
        return find_span(event).line + self.first_line

    def _refuse(self, event: yaml.Event, code: str, message: str, hint: str) -> _RefusedError:
        return _RefusedError(Problem(Place(self.path, self._line(event)), code, message, hint))
