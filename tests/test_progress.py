"""A long build tells how far it is, a short one stays quiet."""

import io
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from plainfact import progress_display
from plainfact.cli import main
from plainfact.progress_display import ProgressDisplay
from plainfact.starter import write_starter


class _Terminal(io.StringIO):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def show_stages(stream: io.StringIO, **options: bool) -> str:
    """Return what is shown of a build of three stages."""
    with ProgressDisplay(stream=stream, **options) as progress:
        progress.stage("Reading the content")
        progress.stage("Drawing charts", 3)
        progress.step(2)
        progress.stage("Making pages")
    return stream.getvalue()


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let terminals be told from pipes by the stream alone."""
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert Console(file=_Terminal()).is_terminal


def test_a_short_build_stays_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done before a build counts as long shows no bar."""
    monkeypatch.setattr(progress_display, "QUIET_SECONDS", 600.0)  # a machine may be slow
    assert show_stages(_Terminal()) == ""


def test_a_long_build_shows_what_it_is_doing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stage and its steps, on a terminal; never in a pipe, and not where quiet is asked for."""
    monkeypatch.setattr(progress_display, "QUIET_SECONDS", 0.0)
    shown = show_stages(_Terminal())
    assert "Drawing charts" in shown
    assert "2/3" in shown
    assert "/3" not in shown.rpartition("Making pages")[2]
    assert show_stages(io.StringIO()) == ""
    assert show_stages(_Terminal(), quiet=True) == ""


def test_quiet_and_verbose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-q` says nothing where all is well; `-v` says how long each stage took, and all of it."""
    write_starter(tmp_path, is_empty=True)
    monkeypatch.chdir(tmp_path)
    quiet = CliRunner().invoke(main, ["build", "-q"])
    assert (quiet.exit_code, quiet.output) == (0, "")
    (tmp_path / "content" / "index.md").write_text("---\ntitle: Mine\n---\nWords.\n", "utf-8")
    begun = time.perf_counter()
    verbose = CliRunner().invoke(main, ["build", "-v"])
    took = time.perf_counter() - begun
    lines = [line.split(" s  ") for line in verbose.stderr.splitlines()]
    assert [name for _, name in lines] == [
        "Reading the content", "Checking words against cells", "Drawing charts", "Making pages",
        "Writing files", "In all",
    ]  # fmt: skip
    spent = [float(seconds) for seconds, _ in lines]
    # Between two stages a busy machine may do something else; each time is told to 0.01 s.
    assert 0 < sum(spent[:-1]) <= spent[-1] + 0.03
    assert spent[-1] <= took + 0.01
