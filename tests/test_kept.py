"""A build that goes back to what is kept gives the bytes of one that does not, whatever changed."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from plainfact.build import make_site
from plainfact.fingerprints import digest_bytes
from plainfact.kept import Keeper
from plainfact.outputs import LateFile
from plainfact.store import Store

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "broken" / "base" / "content"

MORE = {
    "sections/other.md": "---\ntitle: Others\nsummary: The rest.\n---\n"
    "Of [OLED](term:lcd) panels it is [](fact:panels.oled.share); see [kinds]"
    "(panels.md#other-kinds).\n\n![](table:panels)\n",
    "sections/third.md": "---\ntitle: A third\nupdated: 2026-11-20\n---\nThe third page.\n",
    "site.yaml": "title: Panels\nsummary: Who makes the panels.\nsections: [panels, other, third]\n"
    "names: [8K]\ncollections:\n  kinds: {dataset: panels, title: panel, label: Kinds}\n",
    "corrections.yaml": "- {date: 2026-11-24, page: other, was: much, "
    "is: 'it was [](fact:panels.oled.share)', why: We misread it.}\n",
}
EDITS = (
    ("sections/third.md", "The third page.", "The third page, longer."),
    ("sections/third.md", "title: A third", "title: The third"),
    ("sections/panels.md", "## Other kinds", "More.\n\n## Other kinds"),
    ("sections/panels.md", "summary: China", "summary: Today China"),
    ("datasets/panels.yaml", "about 50", "about 48"),
    ("datasets/panels.yaml", "panel: LCD,", "panel: Any LCD,"),
    ("datasets/panels.yaml", "label: Chinese share", "label: Share of China"),
    ("sources.yaml", "Example House", "Another House"),
    ("glossary.yaml", "title: LCD", "title: Liquid crystal"),
    ("charts/panels.yaml", "China leads", "China is ahead"),
    ("charts/panels.yaml", "y: panel", "y: panel\nsort: given"),
    ("site.yaml", "[panels, other, third]", "[third, panels, other]"),
    ("site.yaml", "title: Panels", "title: All panels"),
    ("corrections.yaml", "misread", "misunderstood"),
    ("sections/third.md", "updated:", "draft: true\nupdated:"),
    ("templates/moved.html", "", "{% extends 'theme/moved.html' %}"),
    ("templates/row.html", "", "{% extends 'theme/row.html' %}{% block title %}x{% endblock %}"),
    ("static/more.css", "", "p { color: #222222 }\n"),
)


def edit(content: Path, name: str, was: str, becomes: str) -> None:
    """Change words of a file, or make it, or undo that where it was done before."""
    path = content / name
    if not was:
        if path.exists():
            path.unlink()
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(becomes, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    was, becomes = (becomes, was) if becomes in text else (was, becomes)
    assert was in text
    path.write_text(text.replace(was, becomes), encoding="utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a small site's content, with some of everything that pages are made of."""
    shutil.copytree(SMALL, tmp_path / "content")
    for name, text in MORE.items():
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    return tmp_path / "content"


def make(content: Path, store: Store | None) -> dict[str, str]:
    """Return what the bytes of each file of a site are known by."""
    outputs = make_site(content, base_url="https://example.org/", no_code=False, store=store)
    known = {output.path: output.key for output in outputs}
    late = {output.path for output in outputs if isinstance(output, LateFile)}
    told = {output.path: digest_bytes(output.data) for output in outputs if output.path not in late}
    assert told == {path: key for path, key in known.items() if path not in late}
    return known


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store that nothing is kept in yet."""
    with closing(Store(tmp_path / "cache")) as opened:
        yield opened


def test_whatever_is_edited_the_files_are_those_of_a_clean_build(
    content: Path, store: Store
) -> None:
    """Edits of every kind follow one another, and some are undone; after each two all is right."""
    chance = random.Random(1)  # noqa: S311 - no secret hangs on it
    edits = chance.sample(EDITS, len(EDITS)) + chance.choices(EDITS, k=2)
    make(content, store)
    for turn, (name, was, becomes) in enumerate(edits):
        edit(content, name, was, becomes)
        made = make(content, store)
        if turn % 2:
            assert made == make(content, None), f"after {name}: {becomes}"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the tasks that are done rather than found, as they are done."""
    names: list[str] = []
    real = Keeper.get

    def get(
        keeper: Keeper, task: str, given: str, make: Callable[[], object], page: str | None = None
    ) -> object:
        def noted() -> object:
            names.append(task)
            return make()

        return real(keeper, task, given, noted, page)

    monkeypatch.setattr(Keeper, "get", get)
    return names


def test_an_edit_costs_what_it_touches(content: Path, store: Store, made: list[str]) -> None:
    """A paragraph: its page and what gathers pages. A cell: what shows it, and no more."""
    make(content, store)
    made.clear()
    make(content, store)
    assert made == []
    edit(content, "sections/third.md", "The third page.", "The third page, longer.")
    make(content, store)
    assert set(made) <= {
        "check page",
        "section",
        "part",
        "whole",
        "search",
        "search part",
        "search page",
    }
    assert made.count("section") == 1
    made.clear()
    edit(content, "datasets/panels.yaml", "about 50", "about 48")
    make(content, store)
    # The opening and the third section show no cell.
    assert made.count("section") == 2
    assert not {"glossary", "404"} & set(made)
    made.clear()
    edit(content, "datasets/panels.yaml", "about 48", "about 50")
    make(content, store)
    assert not {"section", "check page"} & set(made)
