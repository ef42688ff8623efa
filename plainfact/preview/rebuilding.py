"""Rebuilding: one edition after another, whatever state the content is in."""

import time
import traceback
from collections.abc import Callable, Iterable, Sequence

from plainfact.excerpts import read_excerpt
from plainfact.outputs import OutputFile
from plainfact.preview.board import Board, Fault
from plainfact.problem_guide import find_reason
from plainfact.problems import ContentError, Problem

_TRIES = 3
_PAUSE = 0.1
"""Between tries where a file went while it was read, in seconds."""

Make = Callable[[], Sequence[OutputFile]]


class Rebuilder:
    """Builds for a board, and says in the terminal what came of it."""

    def __init__(
        self, board: Board, make: Make, say: Callable[[str], None],
        say_problems: Callable[[Sequence[Problem]], None],
    ) -> None:  # fmt: skip
        self._board = board
        self._make = make
        self._say = say
        self._say_problems = say_problems
        self._said: Sequence[Problem] = ()

    def rebuild(self, reasons: Iterable[str] = ()) -> None:
        """Build once; nothing that goes wrong in it ends the preview."""
        self._board.begin()
        begun = time.perf_counter()
        try:
            changed = self._board.publish(self._try())
        except ContentError as error:
            self._board.refuse(_show(problem) for problem in error.problems)
            self._tell(error.problems)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the next change may mend it
            self._board.refuse([_show_failure(error)])
            self._say("".join(traceback.format_exception(error)))
        else:
            self._said = ()
            took = time.perf_counter() - begun
            self._say(f"{_count(changed)} in {took:.2f} s{_name(reasons)}")

    def _tell(self, problems: Sequence[Problem]) -> None:
        """Say what is to be mended; in few words where it is what was said last."""
        if problems == self._said:
            self._say("What is to be mended is as before.")
        else:
            self._say_problems(problems)
        self._said = problems

    def _try(self) -> Sequence[OutputFile]:
        """Make the site; once more where a file came or went between a look and a read."""
        for _ in range(_TRIES - 1):
            try:
                return self._make()
            except OSError:
                time.sleep(_PAUSE)
        return self._make()


def _show(problem: Problem) -> Fault:
    return Fault(
        place=str(problem.place),
        code=problem.code,
        message=problem.message,
        hint=problem.hint,
        why=find_reason(problem.code),
        line=_split_line(problem),
    )


def _split_line(problem: Problem) -> tuple[str, str, str]:
    excerpt = read_excerpt(problem)
    if excerpt is None:
        return ("", "", "")
    line, start, end = excerpt.line, excerpt.start, excerpt.end
    return (line[:start], line[start:end], line[end:]) if start != end else (line, "", "")


def _show_failure(error: BaseException) -> Fault:
    last = traceback.format_exception_only(error)[-1].strip()
    hint = "The terminal shows where. Undo the last change, or go on: the next one is tried again."
    return Fault(place="", code="", message=f"Plainfact could not build this: {last}", hint=hint)


def _count(changed: Sequence[str]) -> str:
    pages = sum(path.endswith(".html") for path in changed)
    others = len(changed) - pages
    if not changed:
        return "Built; nothing differs,"
    parts = [f"{pages} page{'s' if pages != 1 else ''}"] if pages else []
    parts += [f"{others} other file{'s' if others != 1 else ''}"] if others else []
    return f"Made {' and '.join(parts)}"


def _name(reasons: Iterable[str]) -> str:
    names = sorted(reasons)
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f" ({', '.join(names[:3])}{more})" if names else ""
