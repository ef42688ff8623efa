"""The formula language: sums, differences, products and quotients of cells, and comparisons.

A formula names cells by address and knows + - * / ( ) sum() min() max() and numbers, which may be
per cent, as in 100% + growth; a minus has spaces around it, as ids may hold hyphens. Nothing else
can be said in it, and nothing is executed.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

_TOKEN = re.compile(
    r"\s*(?:(?P<ref>[a-z0-9_][a-z0-9_-]*(?:\.[a-z0-9_][a-z0-9_-]*)+|(?=[a-z0-9_-]*[a-z_])[a-z0-9_][a-z0-9_-]*)"
    r"|(?P<number>\d+(?:\.\d+)?%?)|(?P<op>>=|<=|[-+*/(),><=]))",
    re.ASCII,
)
_DECIMAL = re.compile(r"\s*(\d+\.\d+)(?![a-z0-9_.-])(%?)", re.ASCII)
MOST_DEPTH = 30
"""The deepest nesting of brackets that a formula may have."""
MOST_CHARACTERS = 500
"""The longest formula that is read."""


class FormulaError(ValueError):
    """A formula that can't be read or worked out; the message says why, the hint how to mend it."""

    def __init__(self, reason: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(reason)


class Number(Struct, frozen=True):
    """A number written in a formula."""

    value: Fraction
    """The number, without its sign."""
    is_percent: bool = False
    """Whether it is written with the sign of per cent."""


class Reference(Struct, frozen=True):
    """A cell, column or row that a formula names."""

    name: str


class Call(Struct, frozen=True):
    """A function and what it is given."""

    function: str
    arguments: tuple["Expression", ...]


class Operation(Struct, frozen=True):
    """Two expressions joined by + - * or /."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression = Number | Reference | Call | Operation


class Comparison(Struct, frozen=True, tag=True):
    """Two expressions and how they are claimed to compare: > >= < <= or =."""

    sign: str
    left: Expression
    right: Expression


FUNCTIONS = ("sum", "min", "max")


def parse_formula(text: str) -> Expression:
    """Return the tree of a formula; raise FormulaError where it can't be read."""
    parser = _Parser(text)
    tree = parser.parse_sum(0)
    parser.expect_end()
    return tree


def parse_comparison(text: str) -> Comparison:
    """Return the tree of a comparison such as "a.b > c.d"; raise FormulaError otherwise."""
    parser = _Parser(text)
    left = parser.parse_sum(0)
    sign = parser.take(">", ">=", "<", "<=", "=")
    if not sign:
        raise FormulaError("it compares nothing")
    right = parser.parse_sum(0)
    parser.expect_end()
    return Comparison(sign, left, right)


def names_in(tree: Expression | Comparison) -> Iterator[str]:
    """Yield the name of each cell, column or row in a formula or a comparison, in order."""
    match tree:
        case Reference(name):
            yield name
        case Call(_, arguments):
            for argument in arguments:
                yield from names_in(argument)
        case Operation(_, left, right) | Comparison(_, left, right):
            yield from names_in(left)
            yield from names_in(right)


class _Parser:
    """Reads tokens from left to right, by recursive descent."""

    def __init__(self, text: str) -> None:
        if len(text) > MOST_CHARACTERS:
            raise FormulaError(f"it is longer than {MOST_CHARACTERS} characters",
                               "Work part of it out in a derived value of its own.")  # fmt: skip
        self.tokens = _split_tokens(text)
        self.position = 0

    def peek(self) -> tuple[str, str]:
        if self.position < len(self.tokens):
            return self.tokens[self.position]
        return "end", ""

    def take(self, *signs: str) -> str:
        kind, token = self.peek()
        if kind == "op" and token in signs:
            self.position += 1
            return token
        return ""

    def expect_end(self) -> None:
        kind, token = self.peek()
        if kind != "end":
            raise FormulaError(f'"{token}" is not expected')

    def parse_sum(self, depth: int) -> Expression:
        tree = self.parse_product(depth)
        while sign := self.take("+", "-"):
            tree = Operation(sign, tree, self.parse_product(depth))
        return tree

    def parse_product(self, depth: int) -> Expression:
        tree = self.parse_factor(depth)
        while sign := self.take("*", "/"):
            tree = Operation(sign, tree, self.parse_factor(depth))
        return tree

    def parse_factor(self, depth: int) -> Expression:
        if depth > MOST_DEPTH:
            raise FormulaError("its brackets are nested too deeply",
                               "Work part of it out in a derived value of its own.")  # fmt: skip
        if self.take("("):
            tree = self.parse_sum(depth + 1)
            self._close()
            return tree
        if self.take("-"):
            return Operation("-", Number(Fraction(0)), self.parse_factor(depth + 1))
        kind, token = self.peek()
        self.position += 1
        if kind == "number":
            return Number(Fraction(token.removesuffix("%")), is_percent=token.endswith("%"))
        if kind == "ref":
            return self._parse_name(token, depth)
        raise FormulaError("it ends too soon" if kind == "end" else f'"{token}" is not expected')

    def _parse_name(self, name: str, depth: int) -> Expression:
        if not self.take("("):
            return Reference(name)
        if name not in FUNCTIONS:
            raise FormulaError(f'there is no function "{name}"',
                               f"Use one of these: {', '.join(FUNCTIONS)}.")  # fmt: skip
        arguments = [self.parse_sum(depth + 1)]
        while self.take(","):
            arguments.append(self.parse_sum(depth + 1))
        self._close()
        return Call(name, tuple(arguments))

    def _close(self) -> None:
        if not self.take(")"):
            raise FormulaError("a bracket is not closed", 'Close it with ")".')


def _split_tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    position = 0
    text = text.strip()
    while position < len(text):
        decimal = _DECIMAL.match(text, position)
        if decimal is not None:
            tokens.append(("number", decimal[1] + decimal[2]))
            position = decimal.end()
            continue
        match = _TOKEN.match(text, position)
        if match is None:
            raise FormulaError(f'"{text[position : position + 10]}" can\'t be read')
        kind = match.lastgroup or "op"
        tokens.append((kind, match[kind]))
        position = match.end()
    return tokens
