"""Code in Markdown: finding its fences and spans, in which nothing is read."""

import re
from collections.abc import Iterator

_CODE_START = re.compile(r"`|^ {0,3}~{3}", re.MULTILINE)
_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})", re.MULTILINE)


def split_code(value: str) -> Iterator[tuple[int, int, bool]]:
    """Yield stretches of a text as (start, end, whether it is code), covering all of it."""
    position = words_start = 0
    while (start := _CODE_START.search(value, position)) is not None:
        position = start.start()
        line_start = value.rfind("\n", 0, position) + 1
        fence = _FENCE.match(value, line_start)
        end = None
        if fence is not None and fence.end() > position >= words_start:
            end = _end_of_fence(value, position, fence)
        elif value[position] == "`" and not _is_escaped(value, position):
            end = _end_of_span(value, position)
            if end is None:
                position += len(_run_of_ticks(value, position))
                continue
        if end is None:
            position = start.end()
            continue
        if words_start < position:
            yield words_start, position, False
        yield position, end, True
        position = words_start = end
    if words_start < len(value):
        yield words_start, len(value), False


def _is_escaped(value: str, position: int) -> bool:
    return position > 0 and value[position - 1] == "\\"


def _run_of_ticks(value: str, position: int) -> str:
    match = re.compile("`+").match(value, position)
    return match[0] if match else ""


def _end_of_span(value: str, position: int) -> int | None:
    ticks = _run_of_ticks(value, position)
    closing = re.compile(f"(?<!`){ticks}(?!`)").search(value, position + len(ticks))
    if closing is None or "\n\n" in value[position : closing.start()]:
        return None
    return closing.end()


def _end_of_fence(value: str, position: int, fence: re.Match[str]) -> int:
    sign, length = fence[2][0], len(fence[2])
    closing = re.compile(rf"^ {{0,3}}{re.escape(sign)}{{{length},}}[ \t]*$", re.MULTILINE)
    line_end = value.find("\n", position)
    found = closing.search(value, line_end + 1) if line_end != -1 else None
    return found.end() if found else len(value)
