"""What is kept between builds: it saves work, and never changes what is written."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from plainfact.build import build_site
from plainfact.fingerprints import digest_code, tell_code
from plainfact.stamp import digest_options, is_unchanged, read_stamp
from plainfact.store import Store

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "broken" / "base" / "content"
HEAVY = (
    "altair", "vl_convert", "pyvips", "markdown", "jinja2", "pydantic", "yaml", "babel", "rich",
)  # fmt: skip
TELL = "import sys, atexit\natexit.register(lambda: print('MODULES', *sys.modules))\n"


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small site's content, and what a build of it left."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(SMALL, folder / "content")
    for path in (folder / "content").rglob("*"):
        # As authors' files have been, they were written a while ago.
        os.utime(path, ns=(0, time.time_ns() - 10**9))
    run_build(folder)
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder, to be changed."""
    shutil.copytree(built, tmp_path / "project")
    return tmp_path / "project"


def run_build(project: Path) -> tuple[str, set[str]]:
    """Build in a process of its own; return what it said and the modules that it imported."""
    code = f"{TELL}sys.argv[1:] = ['build']\nfrom plainfact.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    said, _, modules = done.stdout.partition("MODULES")
    return said, set(modules.split())


def build(project: Path, out: str = "_site", cache: str | None = ".cache") -> dict[str, bytes]:
    """Build a site in this process; return its files."""
    kept = project / cache if cache is not None else None
    build_site(project / "content", project / out, base_url=None, no_code=False, cache=kept)
    return files_in(project / out)


def test_a_build_with_nothing_to_do_imports_nothing_heavy(built: Path) -> None:
    """It says so, and leaves Markdown, templates, validation and the chart engine alone."""
    before = files_in(built / "_site")
    said, modules = run_build(built)
    assert said.startswith("Nothing has changed")
    assert modules.isdisjoint(HEAVY)
    assert files_in(built / "_site") == before


def test_an_edit_leaves_the_chart_engine_alone(project: Path) -> None:
    """After a paragraph has changed, charts are neither drawn nor is what draws them imported."""
    page = project / "content" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    _, modules = run_build(project)
    assert modules.isdisjoint({"altair", "vl_convert", "pyvips", "rich"})
    assert b"One more line." in (project / "_site" / "index.html").read_bytes()
    assert files_in(project / "_site") == build(project, "clean", None)


def test_an_edit_of_plain_words_imports_what_pages_are_made_with_alone(project: Path) -> None:
    """What reads figures, checks claims or draws, and other languages, is of no use to it."""
    page = project / "content" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    _, modules = run_build(project)
    needless = {"ground_reader", "charts.marks", "ledger_pages", "data_pages",
                "languages.german", "languages.chinese"}  # fmt: skip
    assert "plainfact.markdown" in modules
    assert modules & {"yaml", "pydantic", *(f"plainfact.{name}" for name in needless)} == set()


def test_a_site_that_was_tampered_with_is_made_whole(project: Path) -> None:
    """What was changed, deleted or added by hand in the output is noticed, and put right."""
    before = build(project)
    content, site = project / "content", project / "_site"
    options = digest_options(content, site, base_url=None, no_code=False, offline=False)
    stamp = read_stamp(project / ".cache", site)
    assert stamp is not None
    assert is_unchanged(stamp, options, content, site)
    page = site / "index.html"
    for harm in (
        lambda: page.write_bytes(page.read_bytes().replace(b"e", b"a")),
        page.unlink,
        lambda: page.with_name("more.html").write_bytes(b"more"),
    ):
        harm()
        assert not is_unchanged(stamp, options, content, site)
        assert build(project) == before


def test_the_code_is_read_anew_unless_it_is_as_it_was(project: Path) -> None:
    """Its fingerprint is taken from the stamp where no file of the code has another mark."""
    build(project)
    content, site = project / "content", project / "_site"
    options = digest_options(content, site, base_url=None, no_code=False, offline=False)
    stamp = read_stamp(project / ".cache", site)
    assert stamp is not None
    known = digest_code()
    assert stamp.code == known
    name, (size, written) = next(iter(stamp.inputs["code"].items()))
    changed = {**stamp.inputs["code"], name: (size, written + 1)}
    other = stamp._replace(code="other")
    try:
        for unlike in (
            other._replace(inputs={**stamp.inputs, "code": changed}),
            other._replace(begun=0),
            other._replace(options="others"),
        ):
            assert not is_unchanged(unlike, options, content, site)
            assert digest_code() == known
        assert is_unchanged(other, options, content, site)
        assert digest_code() == "other"
    finally:
        tell_code(known)


def test_a_page_that_looks_as_it_did_is_read_anew(project: Path) -> None:
    """A page that was changed is noticed where neither its size nor its time tells of it."""
    page = project / "content" / "sections" / "panels.md"
    time.sleep(0.06)  # what was written just now is not yet known by its marks
    before, status = build(project), page.stat()
    page.write_text(page.read_text(encoding="utf-8").replace("the", "The"), encoding="utf-8")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert page.stat().st_size == status.st_size
    after = build(project)
    assert after == build(project, "clean", None) != before


def test_a_broken_cache_counts_as_none(project: Path) -> None:
    """A cache that is cut off and overwritten changes nothing."""
    before = build(project)
    chance = random.Random(9)  # noqa: S311 - no secret hangs on it
    for path in list((project / ".cache").iterdir()):
        data = bytearray(path.read_bytes())
        for _ in range(len(data) // 500):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: len(data) * 2 // 3])
    shutil.rmtree(project / "_site")
    assert build(project) == before


def test_what_was_let_go_is_made_anew(project: Path) -> None:
    """Whichever of the results are gone, what hangs on them is made anew, the same."""
    build(project)
    theme = project / "content" / "templates"
    theme.mkdir()
    for part in range(3):
        with closing(sqlite3.connect(project / ".cache" / "results.sqlite")) as base, base:
            base.execute("DELETE FROM results WHERE rowid % 3 = ?", (part,))
        (theme / "section.html").write_text("{% extends 'theme/section.html' %}" + " " * part)
        shutil.rmtree(project / "_site")
        assert build(project) == build(project, "clean", None)


def test_what_is_kept_comes_back_until_it_is_too_much(tmp_path: Path) -> None:
    """The oldest goes when there is more than may be kept; what is left is whole."""
    store = Store(tmp_path, most_bytes=100_000)
    for number in range(100):
        store.put(f"key {number}", bytes([number]) * 5000)
    store.close()
    again = Store(tmp_path, most_bytes=100_000)
    kept = dict(again.get_many(f"key {number}" for number in range(100)))
    again.close()
    assert 10 < len(kept) <= 20
    assert kept["key 99"] == bytes([99]) * 5000


def test_threads_share_a_store(tmp_path: Path) -> None:
    """What one thread keeps another reads, over and over, and nothing of it is lost."""
    store = Store(tmp_path)

    def use(thread: int) -> list[object]:
        for number in range(50):
            store.put(f"{thread}.{number}", number)
            if number % 10 == 0:
                store.flush()
            assert store.get(f"{thread}.{number}") == number
        return [store.get(f"{(thread + 1) % 4}.0") for _ in range(20)]

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(use, range(4)))
    store.close()
    again = Store(tmp_path)
    assert [again.get(f"{thread}.49") for thread in range(4)] == [49] * 4
    again.close()


def test_two_stores_write_at_once(tmp_path: Path) -> None:
    """What one build keeps the other finds, while both are at work."""
    one, two = Store(tmp_path), Store(tmp_path)
    one.put("a", 1)
    two.put("b", 2)
    one.flush()
    two.flush()
    assert (one.get("b"), two.get("a"), one.get("c")) == (2, 1, None)
    one.close()
    two.close()
