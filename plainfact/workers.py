"""Workers: the same functions on the same data, spread over the cores where that pays.

Processes are started from a server that has drawn nothing: a fork of one in which the chart engine
has been used hangs for ever.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from plainfact.progress import SILENT, Progress

if TYPE_CHECKING:  # importing it takes a while, and most builds are done in one process
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

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

    @property
    def is_alone(self) -> bool:
        """Whether all is done in this process."""
        return not self._is_elsewhere and self.jobs == 1

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item], *, least: int = 2,
        preload: str = "", progress: Progress = SILENT,
    ) -> Iterator[Result]:  # fmt: skip
        """Yield the results in order; fewer items than `least` are not worth other processes.

        `preload` is a module that processes had better import once for all of them.
        """
        is_here = not self._is_elsewhere and (self.jobs == 1 or len(items) < least)
        executor = None if is_here else self._start(preload)
        if executor is None:
            for item in items:
                yield function(item)
                progress.step()
            return
        yield from self._spread(executor, function, items, progress)

    def _spread(
        self, executor: "Executor", function: Callable[[Item], Result], items: Iterable[Item],
        progress: Progress,
    ) -> Iterator[Result]:  # fmt: skip
        waiting: list[Future[Result]] = []
        for item in items:
            waiting.append(executor.submit(function, item))
            if len(waiting) >= self.jobs * _IN_FLIGHT:
                yield waiting.pop(0).result()
                progress.step()
        for future in waiting:
            yield future.result()
            progress.step()

    def _start(self, preload: str) -> "Executor | None":
        """Return what runs functions elsewhere; None where a full disk has no room for it."""
        if self._executor is None:
            try:
                self._executor = self._make_processes(preload)
            except OSError:
                self.jobs = 1
        return self._executor

    def _make_processes(self, preload: str) -> "Executor":
        multiprocessing = import_module("multiprocessing")
        futures = import_module("concurrent.futures")
        can_serve = "forkserver" in multiprocessing.get_all_start_methods()
        method = "forkserver" if can_serve else "spawn"
        context: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload([preload] if preload else [])
        executor: Executor = futures.ProcessPoolExecutor(
            self.jobs, mp_context=context, initializer=_end_with_parent
        )
        return executor

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


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
