"""Many pages: several processes read and make them, and nobody can tell by what comes out."""

from base64 import b64encode
from functools import partial
from pathlib import Path

import pytest
from builds import make_project, read_tree, run_build

from plainfact.kept import make_keeper
from plainfact.outputs import LateFile, begin_late, make_late
from plainfact.reads import Watched
from plainfact.store import Store
from plainfact.workers import Workers

PAGES = 64
FRONT = "---\ntitle: Page {0}\nsummary: Of many.\n---\n"
BODY = "\n## Part\n\nSee [the next](page-{1:02}.md), and [](fact:panels.lcd.share).\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with the content of a small site that has many more pages."""
    project = make_project(tmp_path)
    names = [f"page-{number:02}" for number in range(PAGES)]
    for number, name in enumerate(names):
        path = project / "content" / "sections" / f"{name}.md"
        words = "x" * number
        text = (FRONT + BODY).format(words, (number + 1) % PAGES)
        path.write_text(text, encoding="utf-8")
    settings = project / "content" / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    listed = text.replace("sections: [panels]", f"sections: [panels, {', '.join(names)}]")
    assert listed != text
    settings.write_text(listed, encoding="utf-8")
    return project


def build(project: Path, jobs: int, name: str) -> tuple[int, str]:
    """Build into a folder of a name, with a cache of its own."""
    arguments = ("--jobs", str(jobs), "--out", "_site", "--cache", name)
    return run_build(project, "--base-url", "", *arguments)


def test_several_processes_make_what_one_makes(project: Path) -> None:
    """What they made stands, after an edit too: the bytes are those of one process."""
    assert build(project, 2, "shared")[0] == 0
    page = project / "content" / "sections" / "page-07.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Part", "Piece"), encoding="utf-8")
    trees = []
    for cache in ("shared", "new"):
        status, told = build(project, 1, cache)
        assert status == 0, told
        trees.append(read_tree(project / "_site"))
    assert trees[0] == trees[1]
    assert "page-63/index.html" in trees[0]


def test_results_that_are_kept_together_are_told_apart(tmp_path: Path) -> None:
    """Of 300 pages, one that is new costs itself alone, as one does that reads what has changed."""
    names = [f"page-{number}" for number in range(300)]
    store, shown = Store(tmp_path), dict.fromkeys(names, "as it was")
    made: list[str] = []
    turns: list[int] = []

    def make(name: str, watched: Watched[str]) -> str:
        made.append(name)
        return f"{name} {watched[name]}"

    def make_all() -> list[str]:
        made.clear()
        keeper = make_keeper(store)
        watched = Watched("shown", shown, keeper.reads)
        keeper.expect("page", names)
        found = [keeper.get("page", "", partial(make, name, watched), name) for name in names]
        assert found == [f"{name} {shown[name]}" for name in names]
        return made

    def make_of(given: str) -> str:
        """Return what is made of a page's text, in a build in which another page is new."""
        keeper = make_keeper(store)
        watched = Watched("shown", shown, keeper.reads)
        keeper.expect("text", ["page-5", "page-6"])
        made = keeper.get("text", given, partial(make, "page-5", watched), "page-5")
        keeper.get("text", f"new {len(turns)}", lambda: turns.append(0), "page-6")
        return made

    assert make_all() == names
    names.insert(200, "page-new")
    shown["page-new"] = "new"
    assert make_all() == ["page-new"]
    shown["page-77"] = "changed"
    assert make_all() == ["page-77"]
    shown["page-77"] = "as it was"
    assert make_all() == []
    # A text that is as it was, when what is read for it has changed along with another text.
    make_of("one")
    shown["page-5"] = "changed"
    make_of("two")
    assert make_of("one") == "page-5 changed"
    # Found as it was made before the last, in a build that puts down what stands of all pages.
    for words, given in (("as it was", "three"), ("changed", "four"), ("as it was", "three")):
        shown["page-5"] = words
        assert make_of(given) == f"page-5 {words}"
    assert make_of("four") == "page-5 as it was"


def test_several_processes_find_what_one_finds(project: Path) -> None:
    """Problems in front matter, in words and in what they lead to come all at once."""
    sections = project / "content" / "sections"
    (sections / "page-03.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    (sections / "page-33.md").write_text(FRONT.format("A") + "\nA <b>tag</b>.\n", encoding="utf-8")
    (sections / "page-63.md").write_text(FRONT.format("B") + "\n42 of them.\n", encoding="utf-8")
    found = [build(project, jobs, f"cache-{jobs}") for jobs in (1, 2)]
    assert found[0] == found[1]
    assert found[0][0] == 1
    for place in ("page-03.md:2", "page-33.md:6", "page-63.md:6"):
        assert place in found[0][1]


def test_what_was_begun_is_made_once(tmp_path: Path) -> None:
    """Files begun ahead and files that were not come out alike, each with its own bytes."""
    store = Store(tmp_path)
    files = [LateFile(f"{number}", b64encode, b"%d" % number) for number in range(24)]
    store.put(files[3].key, b"kept")
    with Workers(2) as workers:
        begin_late(files[:16], store, workers)
        made = {file.path: data for file, data in make_late(files, store, workers)}
    store.close()
    expected = {file.path: b64encode(file.path.encode()) for file in files}
    assert made == expected | {"3": b"kept"}
