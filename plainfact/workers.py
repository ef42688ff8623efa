"""Workers: the same functions on the same data, spread over the cores where that pays.

Processes are started from a server that has drawn nothing: a fork of one in which the chart engine
has been used hangs for ever.
"""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import repeat
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from plainfact.progress import SILENT, Progress

if TYPE_CHECKING:  # importing it takes a while, and most builds are done in one process
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW_PAGES = 60
"""So many pages are read and made sooner than other processes have started."""
MOST_PAGES = 200
"""The most pages of a batch: what is sent and what comes back has to be held."""
FEW_DRAWINGS = 12
"""So many drawings are made sooner than that."""

_FOR_PAGES = ("plainfact.page_workers", "plainfact.page_fields")
"""What is imported by processes that read and make pages."""
_FOR_DRAWINGS = ("plainfact.charts.preload",)
"""What is imported by processes that draw."""
_SERVED = "forkserver"
"""How processes are started where that can be: from a server that has done nothing else."""
_BATCHES = 4
"""How many batches each process is given, so that all end at about the same time."""
_IN_FLIGHT = 4
"""How many calls wait for each worker, so that none is idle and few results pile up."""


class Workers:
    """Runs functions over data, in this process or in others; leaving it stops the others.

    The others are processes of this machine, or those of an executor that is given.
    """

    def __init__(self, jobs: int = 0, executor: "Executor | None" = None) -> None:
        self.jobs = jobs or count_cores()
        self._executor = executor
        self._is_elsewhere = executor is not None
        self._begun: dict[str, Future[Any]] = {}

    @property
    def is_alone(self) -> bool:
        """Whether all is done in this process."""
        return not self._is_elsewhere and self.jobs == 1

    @property
    def is_near(self) -> bool:
        """Whether work may be done by other processes of this machine."""
        return not self._is_elsewhere and self.jobs > 1

    def prepare(self, *, pages: int = 0, drawings: int = 0) -> None:
        """Begin to start processes, where there will be so much to do that they are worth it.

        What they need is imported once for all of them, while this process goes on. What they are
        started from is there once; only the first call says what it imports.
        """
        wanted = [name for few, modules, count in ((FEW_PAGES, _FOR_PAGES, pages),
                                                   (FEW_DRAWINGS, _FOR_DRAWINGS, drawings))
                  if count >= few for name in modules]  # fmt: skip
        if not wanted or not self.is_near or self._executor is not None:
            return
        context = _find_context()
        if context.get_start_method() != _SERVED:
            return
        context.set_forkserver_preload(wanted)
        with suppress(OSError), _find_ourselves():  # of the former `_start` will hear, too
            import_module("multiprocessing.forkserver").ensure_running()

    def cut(self, items: Sequence[Item], most: int) -> list[Sequence[Item]]:
        """Return items in batches that processes do one after the other, none of more than `most`.

        A call for each item would take as long as the work.
        """
        size = max(1, min(most, -(-len(items) // (self.jobs * _BATCHES))))
        return [items[at : at + size] for at in range(0, len(items), size)]

    def begin(self, function: Callable[[Item], object], items: Mapping[str, Item]) -> None:
        """Have a function called meanwhile on items that `map` will be given, with their keys."""
        executor = self._start() if not self.is_alone else None
        if executor is not None:
            for key, item in items.items():
                self._begun[key] = executor.submit(function, item)

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item], *, least: int = 2,
        keys: Sequence[str] = (), progress: Progress = SILENT,
    ) -> Iterator[Result]:  # fmt: skip
        """Yield the results in order; fewer items than `least` are not worth other processes.

        `keys` are those of items that may have been begun.
        """
        is_few = self.jobs == 1 or len(items) < least
        is_here = is_few and not self._is_elsewhere and self._begun.keys().isdisjoint(keys)
        executor = None if is_here else self._start()
        if executor is None:
            for item in items:
                yield function(item)
                progress.step()
            return
        named = zip(items, keys or repeat(""), strict=False)
        yield from self._spread(executor, function, named, progress)

    def _spread(
        self, executor: "Executor", function: Callable[[Item], Result],
        named: Iterable[tuple[Item, str]], progress: Progress,
    ) -> Iterator[Result]:  # fmt: skip
        waiting: list[Future[Result]] = []
        for item, key in named:
            begun = self._begun.pop(key, None)
            waiting.append(begun or executor.submit(function, item))
            if len(waiting) >= self.jobs * _IN_FLIGHT:
                yield waiting.pop(0).result()
                progress.step()
        for future in waiting:
            yield future.result()
            progress.step()

    def _start(self) -> "Executor | None":
        """Return what runs functions elsewhere; None where a full disk has no room for it."""
        if self._executor is None:
            try:
                context = _find_context()
                if context.get_start_method() == _SERVED:
                    # Where nothing was prepared, it shall not run the script that runs us.
                    context.set_forkserver_preload([])
                futures = import_module("concurrent.futures")
                self._executor = futures.ProcessPoolExecutor(
                    self.jobs, mp_context=context, initializer=_begin
                )
            except OSError:
                self.jobs = 1
        return self._executor

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


def _find_context() -> Any:  # noqa: ANN401 - the library has no one class for them
    multiprocessing = import_module("multiprocessing")
    can_serve = _SERVED in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context(_SERVED if can_serve else "spawn")


@contextmanager
def _find_ourselves() -> Iterator[None]:
    """Have a new interpreter find this package where ours found it: beside the script it runs."""
    root = str(Path(__file__).parent.parent)
    before = os.environ.get("PYTHONPATH")
    if sys.path[0] == root:
        os.environ["PYTHONPATH"] = f"{root}{os.pathsep}{before}" if before else root
    try:
        yield
    finally:
        if before is not None:
            os.environ["PYTHONPATH"] = before
        else:
            os.environ.pop("PYTHONPATH", None)


def _begin() -> None:
    """Set up another process."""
    _end_with_parent()
    # Nearly all that is made stays for as long as what it is a part of: looking for more is lost.
    gc.set_threshold(250_000, 20, 100)


def _end_with_parent() -> None:
    """Have this process end when the one that started it is killed: else it would wait for ever."""
    parent = import_module("multiprocessing").parent_process()
    if parent is None:
        return

    def wait_and_end() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait_and_end, daemon=True).start()


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
