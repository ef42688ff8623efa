"""Code in Markdown: finding its fences and spans, in which nothing is read.

What is taken for code here must be code to the Markdown library too, or words would pass unread.
So fences are found by its rule, and a span must end on its line, as lines may begin blocks.
"""

import re
from collections.abc import Iterator

_FENCED = re.compile(
    r"""(?P<fence>^(?:~{3,}|`{3,}))[ \t]*
    (?:\{[^\n]*\}|\.?[\w#.+-]*[ \t]*(?:hl_lines=(?:"[^\n]*?"|'[^\n]*?')[ \t]*)?)\n
    (?:.*?)(?<=\n)(?P=fence)[ \t]*$""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_TICKS = re.compile("`+")


def split_code(value: str) -> Iterator[tuple[int, int, bool]]:
    """Yield stretches of a text as (start, end, whether it is code), covering all of it."""
    position = 0
    for fenced in _find_fenced(value):
        yield from _split_spans(value, position, fenced.start())
        yield fenced.start(), fenced.end(), True
        position = fenced.end()
    yield from _split_spans(value, position, len(value))


def find_fences(value: str) -> Iterator[tuple[int, int]]:
    """Yield where the fences of a text begin and end."""
    return (fenced.span() for fenced in _find_fenced(value))


def may_have_fences(value: str) -> bool:
    """Tell whether a text holds the signs of fences: far sooner told than found, and few do."""
    return "```" in value or "~~~" in value


def _find_fenced(value: str) -> Iterator[re.Match[str]]:
    return _FENCED.finditer(value) if may_have_fences(value) else iter(())


def _split_spans(value: str, start: int, stop: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches of a part without fences; spans of code are between equal backticks."""
    position = words_start = start
    while (ticks := _TICKS.search(value, position, stop)) is not None:
        is_escaped = value[ticks.start() - 1 : ticks.start()] == "\\"
        end = None if is_escaped else _end_of_span(value, ticks, stop)
        if end is None:
            position = ticks.start() + 1 if is_escaped else ticks.end()
            continue
        if words_start < ticks.start():
            yield words_start, ticks.start(), False
        yield ticks.start(), end, True
        position = words_start = end
    if words_start < stop:
        yield words_start, stop, False


def _end_of_span(value: str, ticks: re.Match[str], stop: int) -> int | None:
    line_end = value.find("\n", ticks.end(), stop)
    closing = re.compile(f"(?<!`){ticks[0]}(?!`)").search(
        value, ticks.end(), stop if line_end == -1 else line_end
    )
    return closing.end() if closing else None
