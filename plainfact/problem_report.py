"""Problems told to people: on a terminal with the line, the words meant, and why it matters.

In a pipe they are plain lines, `path:line: code: message`, which editors make clickable.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from plainfact.excerpts import Excerpt, read_excerpt
from plainfact.problem_formats import format_annotation
from plainfact.problem_guide import find_reason, link_to_guide
from plainfact.problems import Problem

_SIGNS = str.maketrans({"\t": "→", "\ufeff": "·", "\u200b": "·", "\u00a0": "·"})
"""What stands for characters that can't be seen."""
_BEFORE_WORDS = 24
"""How much of a long line is shown before the words that are meant."""


def print_problems(problems: Sequence[Problem], ending: str, command: str) -> None:
    """Print problems to the error stream, as it takes them; `command` is how this was called."""
    is_bare = bool(os.environ.get("NO_COLOR"))
    console = Console(stderr=True, highlight=False, color_system=None if is_bare else "auto")
    is_plain = not console.is_terminal or console.is_dumb_terminal
    if os.environ.get("GITHUB_ACTIONS"):
        # GitHub takes annotations from the log itself, wherever a line begins with two colons.
        print("\n".join(map(format_annotation, problems)))  # noqa: T201 - see above
    if is_plain:
        console.print(
            "\n".join(map(str, problems)), soft_wrap=True, markup=False, emoji=False, end="\n\n"
        )
        console.print(f"{format_count(problems)} {ending}".rstrip(), end=" ", soft_wrap=True)
        console.print(f"To read more: {command} explain {problems[0].code}", soft_wrap=True)
        return
    _print_grouped(problems, console)
    _print_summary(problems, ending, command, console)


def format_count(problems: Sequence[Problem]) -> str:
    """Return how many problems there are, in how many files."""
    files = len({problem.place.path for problem in problems})
    where = f" in {files} files" if files > 1 else ""
    return f"{len(problems)} problem{'s' if len(problems) != 1 else ''}{where}."


def _print_grouped(problems: Sequence[Problem], console: Console) -> None:
    """Print problems by file; why a problem matters is told the first time that it comes."""
    told: set[str] = set()
    for path, found in groupby(problems, lambda problem: problem.place.path):
        console.print(Rule(Text(path, style="bold"), style="dim", align="left"))
        for problem in found:
            for line in _describe(problem, console, is_new=problem.code not in told):
                console.print(line)
            told.add(problem.code)
            console.print()


def _describe(problem: Problem, console: Console, *, is_new: bool) -> Iterator[Text | Padding]:
    yield Text.assemble(("✗ ", "bold red"), (problem.message, "bold"))
    excerpt = read_excerpt(problem)
    if excerpt is not None:
        yield from _draw(excerpt, problem.place.line, console.width)
    if is_new:
        yield _labelled("Why", find_reason(problem.code), "dim")
    if problem.hint:
        yield _labelled("Fix", problem.hint, "green")
    link = f" link {link_to_guide(problem.code)}" if console.color_system else ""
    place = str(problem.place)
    if excerpt is not None and excerpt.end > excerpt.start:
        place += f":{excerpt.start + 1}"
    yield Padding(Text.assemble((f"{place}  ", "dim"), (problem.code, f"dim{link}")), (0, 0, 0, 2))


def _labelled(label: str, words: str, style: str) -> Padding:
    text = Text.assemble((f"{label}: ", "bold"), (words, style))
    return Padding(text, (0, 0, 0, 2))


def _draw(excerpt: Excerpt, number: int, width: int) -> Iterator[Text]:
    """Yield a line of source with the one above it, and signs under the words that are meant."""
    gutter = f"{number} │ "
    room = max(width - len(gutter) - 4, 20)
    has_words = excerpt.end > excerpt.start
    cut = max(0, excerpt.start - _BEFORE_WORDS) if excerpt.end > room else 0
    if excerpt.above.strip():
        above = _fit(excerpt.above, cut, room)
        yield Text.assemble("  ", (f"{number - 1:>{len(str(number))}} │ {above}", "dim"))
    line = _fit(excerpt.line, cut, room)
    yield Text.assemble("  ", (gutter, "dim"), line)
    if has_words:
        shown = slice(max(excerpt.start, cut), min(excerpt.end, cut + len(line)))
        before = cell_len(excerpt.line[cut : shown.start].translate(_SIGNS))
        length = max(cell_len(excerpt.line[shown].translate(_SIGNS)), 1)
        margin = " " * (len(str(number)) + 3)
        yield Text.assemble(margin, ("│ ", "dim"), " " * before, ("^" * length, "bold red"))


def _fit(line: str, cut: int, room: int) -> str:
    """Return a line from a column on, no longer than there is room for."""
    shown = line[cut:].translate(_SIGNS)
    if cut and shown:
        shown = "…" + shown[1:]
    return shown if len(shown) <= room else shown[: room - 1] + "…"


def _print_summary(
    problems: Sequence[Problem], ending: str, command: str, console: Console
) -> None:
    console.print(Rule(style="dim"))
    console.print(Text(f"{format_count(problems)} {ending}".rstrip(), style="bold"))
    counts = Counter(problem.code for problem in problems)
    if len(counts) > 1:
        for code, count in counts.most_common():
            console.print(Text(f"{count:>5}  {code}"))
    code = counts.most_common(1)[0][0]
    console.print(Text(f"To read more, with examples: {command} explain {code}", style="dim"))
