"""The display of a build's progress: a bar on a terminal, and the time of each stage on request."""

import sys
import time
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

QUIET_SECONDS = 1.0
"""A build that is done by then shows no bar."""


class ProgressDisplay:
    """Shows a build's progress on the error stream, until it is left.

    The bar is for terminals, and only for builds that last; `timed` prints what each stage took.
    """

    def __init__(self, *, quiet: bool = False, timed: bool = False,
                 stream: TextIO | None = None) -> None:  # fmt: skip
        self._stream = stream or sys.stderr
        self._is_barred = self._stream.isatty() and not quiet
        self._timed = timed
        self._started = self._stage_started = time.perf_counter()
        self._name = ""
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._done = 0
        self._total = 0

    def stage(self, name: str, total: int = 0) -> None:
        """Begin a stage; the one before is over."""
        self._end_stage()
        if self._bar is not None and self._task is not None:
            self._bar.refresh()  # how far it came is seen once more
            self._bar.remove_task(self._task)
        self._name, self._done, self._total, self._task = name, 0, total, None
        self._show()

    def step(self, count: int = 1) -> None:
        """Move the bar on."""
        self._done += count
        self._show()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._end_stage()
        if self._bar is not None:
            self._bar.stop()
        if self._timed:
            self._print_time("In all", self._started)

    def _end_stage(self) -> None:
        if self._name and self._timed:
            self._print_time(self._name, self._stage_started)
        self._name, self._stage_started = "", time.perf_counter()

    def _print_time(self, name: str, since: float) -> None:
        self._stream.write(f"{time.perf_counter() - since:8.2f} s  {name}\n")

    def _show(self) -> None:
        """Show the bar as it stands, from the moment on at which a build counts as long."""
        if not self._is_barred or time.perf_counter() - self._started < QUIET_SECONDS:
            return
        if self._bar is None:
            self._bar = _make_bar(self._stream)
        total = self._total or None  # without one, the bar tells just that something goes on
        count = f"{self._done}/{total}" if total else ""
        if self._task is None:
            self._task = self._bar.add_task(self._name, total=total, count=count)
            self._bar.start()
        self._bar.update(self._task, completed=self._done, count=count)


def _make_bar(stream: TextIO) -> "Bar":
    # Rich takes a while to import, and most builds end before there is a bar to show.
    rich, console = import_module("rich.progress"), import_module("rich.console")
    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.TextColumn("{task.fields[count]}"),
    )
    bar: Bar = rich.Progress(*columns, console=console.Console(file=stream), transient=True)
    return bar
