"""A good site is never lost: not to a kill, a full disk, two builds at once or a foreign folder."""

import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import BASE, edit_title, make_project, read_tree, run_build, start_build
from edits import EDITS, Edited
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from surroundings import SURROUNDINGS, UNLIKE, build_in

from plainfact.build import build_site
from plainfact.problems import ContentError
from plainfact.workers import Workers

TITLES = ("Panels", "Screens")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Return the files of the small site under each of two titles, built from nothing."""
    found: dict[str, dict[str, bytes]] = {}
    for title in TITLES:
        project = make_project(tmp_path_factory.mktemp(title))
        edit_title(project, title)
        build_site(project / "content", project / "_site", base_url="", no_code=False)
        found[title] = read_tree(project / "_site")
    assert found[TITLES[0]] != found[TITLES[1]]
    return found


def hold_after_a_kill(
    project: Path, sites: dict[str, dict[str, bytes]], moment: float, turn: int
) -> None:
    """Kill a build at a moment of its run, and hold that a whole site is there; then build."""
    edit_title(project, TITLES[turn % 2])
    process = start_build(project, "--base-url", "")
    time.sleep(moment)
    process.kill()
    process.communicate()
    if (project / "_site").exists():
        assert read_tree(project / "_site") in list(sites.values()), moment
    status, told = run_build(project, "--base-url", "")
    assert status == 0, told
    assert read_tree(project / "_site") == sites[TITLES[turn % 2]], moment


def test_a_killed_build_leaves_the_old_site_or_the_new(
    tmp_path: Path, sites: dict[str, dict[str, bytes]]
) -> None:
    """Whenever a build is killed, the folder is whole, and the next build succeeds."""
    project = make_project(tmp_path)
    edit_title(project, TITLES[1])
    begun = time.monotonic()
    assert run_build(project, "--base-url", "")[0] == 0
    took = time.monotonic() - begun
    moments = random.Random(20261126)  # noqa: S311 - any moments will do
    for turn in range(3):
        hold_after_a_kill(project, sites, took * moments.uniform(0.5, 1.0), turn)


def test_two_builds_at_once_leave_one_whole_site(
    tmp_path: Path, sites: dict[str, dict[str, bytes]]
) -> None:
    """Builds into one folder take turns; each succeeds, and the site is whole."""
    project = make_project(tmp_path)
    for title in TITLES:
        edit_title(project, title)
        both = [start_build(project, "--base-url", "") for _ in range(2)]
        told = [process.communicate(timeout=120) for process in both]
        assert [process.returncode for process in both] == [0, 0], told
        assert read_tree(project / "_site") == sites[title]


def test_a_full_disk_costs_nothing_but_the_build(
    tmp_path: Path, sites: dict[str, dict[str, bytes]]
) -> None:
    """What can't be written is told in a line, and the site stays as it was."""
    project = make_project(tmp_path)
    assert run_build(project, "--base-url", "")[0] == 0
    edit_title(project, TITLES[1])
    # No file may be larger than this, as none can be on a disk that is full.
    status, told = run_build(project, "--base-url", "", most_bytes=1000)
    assert status == 2, told
    assert "can't be written" in told
    assert "Traceback" not in told
    assert read_tree(project / "_site") == sites[TITLES[0]]
    assert run_build(project, "--base-url", "")[0] == 0
    assert read_tree(project / "_site") == sites[TITLES[1]]


def test_where_no_process_can_be_started_all_is_done_here() -> None:
    """A disk too full even for the locks of other processes takes nothing but their help."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        with Workers(2) as workers:
            assert list(workers.map(str, range(3))) == ["0", "1", "2"]
            assert workers.is_alone
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder that can't be made is wrong usage, told in a line."""
    project = make_project(tmp_path)
    (project / "taken").write_text("A file, where a folder would be.", encoding="utf-8")
    status, told = run_build(project, "--out", "taken/_site")
    assert status == 2
    assert "taken" in told
    assert "Traceback" not in told


def test_nothing_is_written_but_the_site_and_the_cache(tmp_path: Path) -> None:
    """A build touches its output, its cache and what lies between two builds of them; no more."""
    project = make_project(tmp_path)
    (project / "notes.txt").write_text("Mine.", encoding="utf-8")
    before = read_tree(project)
    assert run_build(project)[0] == 0
    after = read_tree(project)
    ours = ("_site/", "._site.", ".cache/")
    assert {path for path in after if not path.startswith(ours)} == set(before)
    assert all(after[path] == data for path, data in before.items())


@pytest.mark.parametrize("name", ["_site", "._site.spare", "._site.old"])
def test_a_folder_that_is_not_ours_is_never_touched(tmp_path: Path, name: str) -> None:
    """Neither the output folder nor those beside it are replaced where we did not make them."""
    project = make_project(tmp_path)
    (project / name).mkdir()
    (project / name / "thesis.txt").write_text("Years of work.", encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        build_site(project / "content", project / "_site", base_url="", no_code=False)
    assert [problem.code for problem in refused.value.problems] == ["output-is-ours"]
    assert read_tree(project / name) == {"thesis.txt": b"Years of work."}


def test_the_same_content_gives_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Path, user, locale, time zone, hash seed, order, workers and cache show in no byte.

    All differ at once here; `soak.py` builds the flagship in surroundings of several kinds.
    """
    assert build_in(tmp_path, UNLIKE, BASE) == build_in(tmp_path, SURROUNDINGS[0], BASE)


class CachedBuilds(RuleBasedStateMachine):
    """Edits of every kind in any order: what is kept between builds never shows in a byte."""

    def __init__(self) -> None:
        super().__init__()
        self.home = tempfile.TemporaryDirectory()
        self.edited = Edited(Path(self.home.name))

    @rule(edit=st.sampled_from(EDITS), chance=st.randoms(use_true_random=False))
    def edit(self, edit: Callable[[Edited, random.Random], None], chance: random.Random) -> None:
        """Edit, and build both ways."""
        edit(self.edited, chance)
        assert self.edited.build() == self.edited.build_clean()

    def teardown(self) -> None:
        """Delete what was built."""
        self.home.cleanup()


CachedBuilds.TestCase.settings = settings(max_examples=2, stateful_step_count=8, database=None)
test_a_cached_build_is_as_a_clean_one = CachedBuilds.TestCase
