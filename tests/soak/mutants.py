"""Change the modules that decide truth in every small way, and see whether a test notices.

    python tests/soak/mutants.py [--sample N] [--seed S] [--survivors] [GROUP …]

mutmut says what may be changed. The tests are collected and run once, in which it is noted which
of them go through which lines; then each change is made in a fork of that process, which runs the
tests of the changed lines, the closest and fastest first, until one fails. `--sample` tries so many
changes of each module, drawn by lot; `--survivors` shows each change that no test noticed. When it
is interrupted, it tells of what has been tried so far.
"""

import argparse
import functools
import gc
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import coverage
import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "soak")]

from changes import Change, make_changes, path_of  # noqa: E402

LEFT_OUT = ("opened_by_itself", "exit_status", "first_build", "failed_build", "interface")
"""Words of the names of tests that open a browser or start builds in other processes."""
OPTIONS = ("-n", "0", "-p", "no:cacheprovider", "--timeout=0", "-s", "-qq", "--no-summary",
           "--tb=native", "-W", "ignore::pytest.PytestAssertRewriteWarning",
           "-k", " and ".join(f"not {word}" for word in LEFT_OUT))  # fmt: skip
"""What pytest is told."""
SPARE_SECONDS = 20
"""How much more processor time a changed run may take than ten times what it took before."""
UNTRIED = 77
"""What a process ends with that could not make its change."""
MOST_MEMORY = 8_000_000_000
EVERYWHERE = "every file"
"""Stands for all tests, where what they share goes through a line."""
DRAWING = "draw"
"""The module that draws charts; tests that do are left out, as a fork that draws hangs for ever."""
LEAST = 90
"""How many of a hundred changes must be noticed, in each module."""


@dataclass(frozen=True, slots=True)
class Group:
    """Modules that are tried together."""

    modules: tuple[str, ...]
    """The modules."""
    tests: tuple[str, ...]
    """The tests that should notice."""


GROUPS = {
    "quantities": Group(("quantities", "intervals"),
                        ("quantities", "claims", "wording", "formulas")),
    "claims": Group(("claims",), ("claims", "broken", "wording", "mistakes")),
    "derivations": Group(("derivations", "arithmetic"),
                         ("formulas", "claims", "quantities", "broken", "mistakes")),
    "datasets": Group(("datasets", "dataset_loader", "cell_values"),
                      ("datasets", "formulas", "claims", "broken", "mistakes", "chinese")),
}  # fmt: skip
"""Modules by what they are about."""


@dataclass(slots=True, eq=False)
class Trial:
    """Tries the changes of a group within a run of pytest."""

    group: Group
    """What is tried."""
    sample: int | None
    """How many changes of each module are tried; None for all."""
    seed: int
    """What the lot is drawn with."""
    seconds: int
    """How long the tests of a change may run; if none has failed by then, none has noticed it."""
    survivors: bool
    """Whether each change that no test notices is shown."""
    results: list[tuple[Change, bool]] = field(default_factory=list)
    """Each change, and whether a test noticed it."""
    took: dict[str, float] = field(default_factory=dict)
    """How long each test takes, by its name."""
    reached: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    """What goes through a line of a module: tests, and files of tests in what theirs share."""
    measured: coverage.Coverage | None = None
    """What notes that, while it does."""
    running: str = ""
    """What it notes that for."""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run everything once as it is, then the tests of each change."""
        chosen: list[Change] = []
        for module in self.group.modules:
            changes = list(make_changes(module))
            if self.sample is not None and self.sample < len(changes):
                changes = random.Random(self.seed).sample(changes, self.sample)  # noqa: S311
            chosen += changes
        self._measure(session)
        for change in chosen:
            is_noticed = self._is_noticed(change, session)
            self.results.append((change, is_noticed))
            if len(self.results) % 25 == 0:
                print(f"{len(self.results)} of {len(chosen)} tried", file=sys.stderr, flush=True)
            if self.survivors and not is_noticed:
                print(change.show(), file=sys.stderr, flush=True)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell what fails before anything is changed."""
        if report.failed and self.measured is not None:
            print(report.longreprtext)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
    ) -> Iterator[None]:
        """Note what is made once for many tests as gone through by all of them."""
        if self.measured is not None and fixturedef.scope != "function":
            before = self.running
            self._switch(request.node.nodeid or EVERYWHERE)
            try:
                return (yield)
            finally:
                self._switch(before)
        return (yield)

    def _switch(self, name: str) -> None:
        assert self.measured is not None
        self.running = name
        self.measured.switch_context(name)

    def _measure(self, session: pytest.Session) -> None:
        files = {module: path_of(module) for module in (*self.group.modules, DRAWING)}
        self.measured = measured = coverage.Coverage(data_file=None, include=list(files.values()))
        measured.start()
        for item, following in zip(session.items, [*session.items[1:], None], strict=True):
            self._switch(item.nodeid)
            begun = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self.took[item.nodeid] = time.process_time() - begun
            assert session.testsfailed == 0, f"{item.nodeid} fails although nothing was changed"
        measured.stop()
        self.measured = None
        for module, path in files.items():
            for line, names in measured.get_data().contexts_by_lineno(path).items():
                self.reached[module, line] = {name for name in names if name}

    def _is_noticed(self, change: Change, session: pytest.Session) -> bool:
        names = self._reaching(change, change.lines) or self._reaching(change, change.body)
        drawing = {name for (module, _), found in self.reached.items() if module == DRAWING
                   for name in found}  # fmt: skip
        items = [item for item in session.items
                 if names & _names_of(item) and not drawing & _names_of(item)]  # fmt: skip
        items.sort(key=lambda item: (self._rank(item), self.took[item.nodeid]))
        limit = SPARE_SECONDS + int(10 * sum(self.took[item.nodeid] for item in items))
        child = os.fork()
        if child == 0:
            _try_here(change, items, session, limit, self.seconds)
        came = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert came != UNTRIED, f"this change could not be made: {change.show()}"
        return came != 0

    def _rank(self, item: pytest.Item) -> int:
        """Return the place of a test's file among those of the group, the closest first."""
        return self.group.tests.index(item.path.stem.removeprefix("test_"))

    def _reaching(self, change: Change, lines: range) -> set[str]:
        return set().union(*(self.reached.get((change.module, line), ()) for line in lines))


def _names_of(item: pytest.Item) -> set[str]:
    """Return the names under which lines are noted that a test goes through."""
    return {item.nodeid, item.nodeid.partition("::")[0], EVERYWHERE}


def _try_here(
    change: Change, items: list[pytest.Item], session: pytest.Session, limit: int, seconds: int
) -> None:
    """Make a change in this process, run tests until one fails, and end with what came of it."""
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        change.put_in()
    except BaseException:  # noqa: BLE001 - whatever it is, nothing has been tried
        os._exit(UNTRIED)
    try:
        for found in gc.get_objects():
            # What was worked out before the change must be worked out again.
            if isinstance(found, functools._lru_cache_wrapper):  # noqa: SLF001 - the type of caches
                found.cache_clear()
        for item, following in zip(items, [*items[1:], None], strict=False):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed or time.process_time() > seconds:
                break
    except BaseException:  # noqa: BLE001 - a change that ends the run is noticed, however it does
        os._exit(1)
    os._exit(int(session.testsfailed > 0))


def main() -> None:
    """Try the groups that are named, or all, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, help="so many changes of each module")
    parser.add_argument("--seed", type=int, default=1, help="what the lot is drawn with")
    parser.add_argument("--seconds", type=int, default=60, help="of the tests of each change")
    parser.add_argument("--survivors", action="store_true", help="show what no test noticed")
    parser.add_argument("groups", nargs="*", default=list(GROUPS))
    options = parser.parse_args()
    settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None,
        phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    settings.load_profile("mutants")
    print("| module | changes tried | noticed | not noticed |\n|---|--:|--:|--:|", flush=True)
    is_enough = True
    for name in options.groups:
        is_enough &= try_group(GROUPS[name], options)
    sys.exit(not is_enough)


def try_group(group: Group, options: argparse.Namespace) -> bool:
    """Try one group in a process of its own, and print its rows; tell whether it is enough."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    os.chdir(ROOT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["CI"] = "true"  # in which no test writes what the repository holds anew
    trial = Trial(group, options.sample, options.seed, options.seconds,
                  options.survivors)  # fmt: skip
    tests = [f"tests/test_{test}.py" for test in group.tests]
    pytest.main([*OPTIONS, *tests], plugins=[trial])
    is_enough = bool(trial.results)
    for module in group.modules:
        found = [noticed for change, noticed in trial.results if change.module == module]
        share = sum(found) / max(1, len(found))
        is_enough &= share * 100 >= LEAST
        print(f"| {module} | {len(found)} | {share:.1%} | {len(found) - sum(found)} |")
    sys.stdout.flush()
    os._exit(not is_enough)


if __name__ == "__main__":
    main()
