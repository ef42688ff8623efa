"""The documentation is true: each block of it is put to use, in the order of its page.

A block's first words say what it is. `yaml content/site.yaml` is that file, what is marked
`yaml +content/site.yaml` is added to its end; `sh` is run; `text` is what is shown. A block that
can't be run says why: `sh not-run: it stays until it is stopped`.
"""

import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from plainfact.cli import main

ROOT = Path(__file__).parent.parent
TRIED_ELSEWHERE = {
    "problems.md": "test_problem_docs.py",
    "customising.md": "test_customising.py",
    "claims.md": "test_claims.py",
}
"""Pages whose blocks a test of their own tries."""
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
    if path.name not in TRIED_ELSEWHERE
)
STANDS_ALONE = "docs/authoring.md"
"""The page that makes a site from nothing; what other pages show is tried on that site."""
FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1[ ]*$", re.MULTILINE | re.DOTALL)
OURS = ("plainfact", "python build.py")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page."""

    page: str
    """The page."""
    line: int
    """The line that it begins on."""
    language: str
    """What it is written in."""
    told: str
    """What else its first line says."""
    text: str
    """What it holds."""

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def find_blocks(page: str) -> Iterator[Block]:
    """Yield the blocks of a page, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        language, _, told = match[2].strip().partition(" ")
        line = text.count("\n", 0, match.start()) + 1
        yield Block(page, line, language, told.strip(), match[3])


def put_to_use(block: Block, folder: Path) -> Path:
    """Write the file that a block is, or run it; return the folder that the next one works in."""
    if block.language == "text" or block.told.startswith("not-run:"):
        return folder
    if block.language == "sh":
        for line in filter(None, map(str.strip, block.text.splitlines())):
            folder = run_line(line, folder, block)
        return folder
    path = folder / block.told.removeprefix("+")
    assert block.told, f"{block} names no file"
    path.parent.mkdir(parents=True, exist_ok=True)
    before = ""
    if block.told.startswith("+"):
        before = path.read_text(encoding="utf-8")
    path.write_text(before + block.text, encoding="utf-8")
    return folder


def run_line(line: str, folder: Path, block: Block) -> Path:
    """Run one command of ours; return the folder that the next one works in."""
    words = shlex.split(line, comments=True)
    if words and words[0] == "cd":
        return folder / words[1]
    if words and words[0] == "rm":
        (folder / words[1]).unlink()
        return folder
    ours = next((ours for ours in OURS if line.startswith(ours)), None)
    assert ours, f'{block}: "{line}" is none of our commands'
    arguments = words[len(ours.split()) :]
    with chdir(folder):
        done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0, f"{block}: {line}\n{done.output}"
    return folder


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site that the guide makes, from nothing."""
    folder = tmp_path_factory.mktemp("guide")
    for block in find_blocks(STANDS_ALONE):
        folder = put_to_use(block, folder)
    return folder


def test_the_guide_leads_from_nothing_to_a_site(guide: Path) -> None:
    """Whoever does what the guide says has a site, checked and built, and its offline copy."""
    page = (guide / "_site" / "who-cycles" / "index.html").read_text(encoding="utf-8")
    assert "more than 30%" in page
    assert "<svg" in page
    assert list((guide / "bundle").iterdir())


@pytest.mark.parametrize("page", [page for page in PAGES if page != STANDS_ALONE])
def test_every_block_is_true(page: str, guide: Path, tmp_path: Path) -> None:
    """What a page shows works on the site of the guide, and leaves nothing to mend there."""
    blocks = list(find_blocks(page))
    if all(block.language == "text" or block.told.startswith("not-run:") for block in blocks):
        return
    folder = tmp_path / "site"
    copy_content(guide, folder)
    for block in blocks:
        folder = put_to_use(block, folder)
    run_line("plainfact check", folder, blocks[-1])


def copy_content(source: Path, target: Path) -> None:
    """Copy the content of a site to another folder."""
    for path in (source / "content").rglob("*"):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())


@pytest.mark.parametrize("page", PAGES)
def test_every_block_says_what_it_is(page: str) -> None:
    """No block is passed over: each has a language, and one that is not run has a reason."""
    for block in find_blocks(page):
        assert block.language, f"{block} does not say what it is"
        if block.told.startswith("not-run:"):
            assert len(block.told.split()) > 3, f"{block} does not say why it is not run"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """A link of the documentation leads to a file, and to a heading in it."""
    text = re.sub(FENCE, "", (ROOT / page).read_text(encoding="utf-8"))
    text = re.sub(r"`[^`\n]*`", "", text)
    for href in re.findall(r"\]\((?!https?:|mailto:|#)([^)\s]+)\)", text):
        path, _, fragment = href.partition("#")
        target = (ROOT / page).parent / path
        assert target.exists(), f"{page}: {href}"
        if fragment:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
            assert fragment in slugs, f"{page}: {href}"
