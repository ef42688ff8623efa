"""Random edits of a small site, each followed by a cached build and a clean one to compare."""

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from builds import BASE, read_tree

from plainfact.build import build_site
from plainfact.problems import ContentError, Problem

Built = dict[str, bytes] | tuple[Problem, ...]
"""The files of a site, or the problems that kept it from being built."""

CLEAN: dict[str, Built] = {}
"""What clean builds gave, by the content."""


class Edited:
    """A site that is edited again and again, and keeps its cache from build to build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        shutil.copytree(BASE, self.content)

    def build(self) -> Built:
        """Build with what was kept from earlier builds."""
        return self._build(self.folder / "_site", self.folder / ".cache")

    def build_clean(self) -> Built:
        """Build from nothing; content that was built so before gives what it gave."""
        content = str(read_tree(self.content))
        if content not in CLEAN:
            with tempfile.TemporaryDirectory() as name:
                CLEAN[content] = self._build(Path(name) / "_site", None)
        return CLEAN[content]

    def is_as_clean(self) -> bool:
        """Tell whether a cached build gives what a clean one does, problems included."""
        return self.build() == self.build_clean()

    def _build(self, out: Path, cache: Path | None) -> Built:
        try:
            build_site(self.content, out, base_url="", no_code=False, cache=cache)
        except ContentError as error:
            return error.problems
        return read_tree(out)

    def replace(self, name: str, old: str, new: str) -> None:
        """Put some words of a file in place of others."""
        path = self.content / name
        if path.is_file():
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def append(self, name: str, words: str) -> None:
        """Add words at the end of a file."""
        path = self.content / name
        if path.is_file():
            path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")

    def restore(self, name: str) -> None:
        """Put a file back as it was at first."""
        target = self.content / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(BASE / name, target)


FILES = ("site.yaml", "sources.yaml", "glossary.yaml", "index.md", "sections/panels.md",
         "datasets/panels.yaml", "charts/panels.yaml", "images/fab.svg")  # fmt: skip
PAIRS = (("site.yaml", "title: Panels", "title: Screens"),
         ("site.yaml", "Who makes", "Who builds"),
         ("sections/panels.md", "Premium panels", "The best panels"),
         ("sections/panels.md", "title: The makers", "title: The builders"),
         ("sections/panels.md", "## Other kinds", "## More kinds"),
         ("datasets/panels.yaml", "about 50", "about 40"),
         ("datasets/panels.yaml", "more than 70", "more than 60"),
         ("datasets/panels.yaml", "panel: OLED", "panel: Premium OLED"),
         ("charts/panels.yaml", "China leads", "China is ahead"),
         ("charts/panels.yaml", "kind: bar", "kind: dot"),
         ("glossary.yaml", "lit from behind", "lit from the back"),
         ("index.md", "Begin with", "Start with"))  # fmt: skip
TEMPLATE = '{% extends "base.html" %}{% block main %}<h1>Own</h1>{{ section.body }}{% endblock %}'


def swap_words(edited: Edited, chance: random.Random) -> None:
    """Change some words, or change them back."""
    name, one, other = chance.choice(PAIRS)
    if chance.random() < 0.5:
        one, other = other, one
    edited.replace(name, one, other)


def add_a_paragraph(edited: Edited, chance: random.Random) -> None:
    """Write one more paragraph."""
    words = chance.choice(
        ["Once more.", "It has [](fact:panels.oled.share).", "See ![](table:panels)"]
    )
    edited.append(chance.choice(["sections/panels.md", "index.md"]), f"\n\n{words}\n")


def break_a_file(edited: Edited, chance: random.Random) -> None:
    """Write what no reader of the file understands."""
    broken = chance.choice(["\n{", "\n\t- x: [", "\n[](fact:no.such)\n", "\n75% of it\n", "\x00"])
    edited.append(chance.choice(FILES), broken)


def restore_a_file(edited: Edited, chance: random.Random) -> None:
    """Put a file back."""
    edited.restore(chance.choice(FILES))


def restore_all(edited: Edited, chance: random.Random) -> None:  # noqa: ARG001 - as all edits
    """Put everything back, and take away what was added."""
    shutil.rmtree(edited.content)
    shutil.copytree(BASE, edited.content)


def delete_a_file(edited: Edited, chance: random.Random) -> None:
    """Delete a file."""
    (edited.content / chance.choice(FILES)).unlink(missing_ok=True)


def rename_the_section(edited: Edited, chance: random.Random) -> None:  # noqa: ARG001 - as all edits
    """Give the section another id, in its list too."""
    path = edited.content / "sections" / "panels.md"
    if path.is_file():
        path.rename(path.with_name("makers.md"))
        edited.replace("site.yaml", "[panels]", "[makers]")
        edited.replace("index.md", "panels.md", "makers.md")


def add_a_template(edited: Edited, chance: random.Random) -> None:
    """Put a template of the site's own in place of the theme's, or take it away."""
    path = edited.content / "templates" / "section.html"
    if chance.random() < 0.5:
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEMPLATE, encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def add_a_style(edited: Edited, chance: random.Random) -> None:
    """Add a stylesheet of the site's own, or change it."""
    path = edited.content / "static" / "own.css"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"p {{ margin: {chance.randint(0, 3)}px; }}\n", encoding="utf-8")


def touch_a_file(edited: Edited, chance: random.Random) -> None:
    """Save a file as it is."""
    path = edited.content / chance.choice(FILES)
    if path.is_file():
        path.write_bytes(path.read_bytes())


EDITS: tuple[Callable[[Edited, random.Random], None], ...] = (
    swap_words, swap_words, swap_words, add_a_paragraph, break_a_file, restore_a_file, restore_all,
    delete_a_file, rename_the_section, add_a_template, add_a_style, touch_a_file,
)  # fmt: skip
"""Every kind of edit."""
