"""The preview follows every saved change, and outlives every state of the content."""

import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from http import HTTPStatus
from pathlib import Path
from threading import Event, Thread

import pytest
from patience import eventually, settle
from playwright.sync_api import Page, expect

from plainfact.build import make_site
from plainfact.outputs import OutputFile
from plainfact.preview.board import Board
from plainfact.preview.rebuilding import Rebuilder
from plainfact.preview.server import PreviewServer, open_server
from plainfact.preview.watching import watch_folders
from plainfact.starter import write_starter

LONG = "\n\n".join(f"## Part {name}\n\nWords.\n\n{'Filling. ' * 200}" for name in "abcdefgh")


class Preview:
    """A site being written, and its preview."""

    def __init__(self, content: Path, address: str, said: list[str]) -> None:
        self.content = content
        self.address = address
        self.said = said

    def save(self, name: str, text: str) -> None:
        """Save a file of the content."""
        path = self.content / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def save_section(self, text: str) -> None:
        """Save the words of the one section."""
        self.save("sections/first.md", f"---\ntitle: First\nsummary: One.\n---\n{text}\n")

    def hold_shown(self, path: str, words: str) -> None:
        """Hold that a page is there and says something."""
        status, text = self.fetch(path)
        assert status == HTTPStatus.OK
        assert words in text

    def fetch(self, path: str, host: str = "") -> tuple[int, str]:
        """Return the status and the words at an address."""
        request = urllib.request.Request(self.address + path)  # noqa: S310 - our own server
        if host:
            request.add_header("Host", host)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    """Return a small site with its preview running, as `plainfact serve` runs it."""
    write_starter(tmp_path, is_empty=True)
    monkeypatch.chdir(tmp_path)
    content = Path("content")
    said: list[str] = []
    board, stop = Board(), Event()
    server = open_server("127.0.0.1", 0, board)

    def make() -> Sequence[OutputFile]:
        return make_site(content, base_url="", no_code=False)

    rebuilder = Rebuilder(
        board, make, said.append, lambda found: said.extend(str(problem) for problem in found)
    )
    ready = Event()

    def follow() -> None:
        for names in watch_folders([content], stop):
            rebuilder.rebuild(names)
            ready.set()

    threads = [Thread(target=follow), Thread(target=server.serve_forever)]
    for thread in threads:
        thread.start()
    assert ready.wait(60)
    yield Preview(tmp_path / "content", f"http://127.0.0.1:{server.server_address[1]}/", said)
    stop.set()
    server.shutdown()
    server.server_close()
    for thread in threads:
        thread.join(10)


def mark(page: Page) -> None:
    """Leave a mark on a page that a reload would take away."""
    page.evaluate("window.isTheSame = true")


def is_marked(page: Page) -> bool:
    """Tell whether a page has not been loaded again since."""
    return page.evaluate("window.isTheSame === true") is True


def test_a_saved_change_shows_and_the_place_is_kept(
    preview: Preview, open_page: Callable[..., Page]
) -> None:
    """New words come without a touch; what the reader looks at stays where it is."""
    preview.save_section(LONG)
    eventually(preview.hold_shown, "first/", "part-e")
    page = open_page(preview.address + "first/")
    settle(page)
    top = "document.getElementById('part-e').getBoundingClientRect().top"
    page.evaluate("document.getElementById('part-e').scrollIntoView()")
    before = page.evaluate(top)
    mark(page)
    preview.save_section(f"{'More words above. ' * 300}\n\n{LONG}\n\nNew words at the end.")
    page.get_by_text("New words at the end.").wait_for(timeout=30_000)
    assert not is_marked(page)
    # A function, as a page's policy lets none be made of words again and again.
    is_kept = f"before => Math.abs({top} - before) < 3"
    page.wait_for_function(is_kept, arg=before, timeout=30_000)
    eventually(hold_said, preview, "sections/first.md", " in ")


def hold_said(preview: Preview, *words: str) -> None:
    """Hold that a line of the terminal says something, in all its parts."""
    assert any(all(word in line for word in words) for line in preview.said)


def test_styles_are_swapped_without_a_reload(
    preview: Preview, open_page: Callable[..., Page]
) -> None:
    """A saved stylesheet changes the page as it stands; a page that didn't change is left."""
    preview.save("static/own.css", "body { outline-color: rgb(1, 2, 3) }")
    page = open_page(preview.address + "first/")
    expect(page.locator("body")).to_have_css("outline-color", "rgb(1, 2, 3)")
    mark(page)
    preview.save("static/own.css", "body { outline-color: rgb(4, 5, 6) }")
    expect(page.locator("body")).to_have_css("outline-color", "rgb(4, 5, 6)", timeout=30_000)
    expect(page.locator("head link[rel=stylesheet]")).to_have_count(1)
    preview.save("index.md", "---\ntitle: My explainer\n---\nAnother opening.\n")
    eventually(preview.hold_shown, "", "Another opening.")
    # News comes in order: had the page been told to load again, it would know by now.
    preview.save("static/own.css", "body { outline-color: rgb(7, 8, 9) }")
    expect(page.locator("body")).to_have_css("outline-color", "rgb(7, 8, 9)", timeout=30_000)
    assert is_marked(page)


def test_problems_lie_over_the_last_good_page(
    preview: Preview, open_page: Callable[..., Page]
) -> None:
    """Each problem has its file, line and fix, as text alone; the page behind stays as it was."""
    preview.save_section("Good words.")
    page = open_page(preview.address + "first/")
    page.get_by_text("Good words.").wait_for()
    mark(page)
    preview.save_section("Bad words: [<img src=x>](fact:nosuch.cell) and 75 more.")
    panel = page.locator("#plainfact-preview .faults")
    panel.get_by_text("content/sections/first.md:5").first.wait_for(timeout=30_000)
    expect(panel.get_by_text("Bind it")).to_be_visible()
    expect(panel.locator("mark").first).to_be_visible()
    expect(panel.get_by_text("<img src=x>").first).to_be_visible()
    assert panel.locator("img").count() == 0
    expect(page.get_by_text("Good words.")).to_be_visible()
    assert is_marked(page)
    panel.locator("summary").click()
    expect(panel.get_by_text("Bind it")).to_be_hidden()
    preview.save_section("Mended words.")
    page.get_by_text("Mended words.").wait_for(timeout=30_000)
    panel.wait_for(state="hidden")


def test_the_preview_outlives_every_state(
    preview: Preview, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    """A content folder that goes and comes back, templates that break, code that fails."""
    page = open_page(preview.address + "first/")
    panel = page.locator("#plainfact-preview .faults")
    shutil.move(preview.content, tmp_path / "away")
    panel.get_by_text("There is no content folder here.").wait_for(timeout=30_000)
    shutil.move(tmp_path / "away", preview.content)
    panel.wait_for(state="hidden", timeout=30_000)
    preview.save("templates/section.html", "{% if %}")
    panel.get_by_text("content/templates/section.html:1").wait_for(timeout=30_000)
    preview.save("templates/section.html", '<link rel="icon" href="data:,"><p>No head at all.</p>')
    page.get_by_text("No head at all.").wait_for(timeout=30_000)
    (preview.content / "templates" / "section.html").unlink()
    page.get_by_text("Begin here.").wait_for(timeout=30_000)


def test_new_and_deleted_files_are_noticed(preview: Preview) -> None:
    """A section that is added has its page; one that is taken out has none any more."""

    def hold_gone(path: str) -> None:
        assert preview.fetch(path)[0] == HTTPStatus.NOT_FOUND

    site = preview.content / "site.yaml"
    before = site.read_text(encoding="utf-8")
    preview.save("sections/second.md", "---\ntitle: Second\nsummary: Two.\n---\nWords.\n")
    preview.save("site.yaml", before.replace("[first]", "[first, second]"))
    eventually(preview.hold_shown, "second/", "Words.")
    (preview.content / "sections" / "second.md").unlink()
    preview.save("site.yaml", before)
    eventually(hold_gone, "second/")
    hold_gone("nosuch/")


def test_a_folder_that_is_put_in_anothers_place_is_followed(
    preview: Preview, tmp_path: Path
) -> None:
    """As tools that synchronise do it, over and over; a save after that is still noticed."""
    shutil.copytree(preview.content, tmp_path / "kept")
    for turn in range(4):
        shutil.rmtree(preview.content)
        shutil.copytree(tmp_path / "kept", preview.content)
        Event().wait(0.15 * turn)
    preview.save_section("Words saved after that.")
    eventually(preview.hold_shown, "first/", "Words saved after that.")


def test_the_same_problems_are_told_once(preview: Preview) -> None:
    """A second save that mends nothing fills no terminal."""
    preview.save_section("There are 75 more.")
    eventually(hold_said, preview, "75")
    preview.save_section("There are 75 more.  ")
    eventually(hold_said, preview, "as before")
    assert sum("75" in line for line in preview.said) == 1


def test_only_this_machine_may_read_it(preview: Preview) -> None:
    """A page of another site that leads its own name to this machine is turned away."""
    assert preview.fetch("", host="evil.example")[0] == HTTPStatus.FORBIDDEN
    assert preview.fetch("", host="localhost:8000")[0] == HTTPStatus.OK


def test_the_next_port_is_taken_where_one_is_in_use() -> None:
    """Two previews may run side by side."""
    with open_server("127.0.0.1", 0, Board()) as first:
        taken = first.server_address[1]
        with open_server("127.0.0.1", taken, Board()) as second:
            assert isinstance(second, PreviewServer)
            assert second.server_address[1] > taken


def test_the_client_is_never_built(preview: Preview) -> None:
    """Nothing of the preview is in a built site, and all of it in what is served."""
    assert "-preview/client.js" in preview.fetch("")[1]
    for output in make_site(Path("content"), base_url="", no_code=False):
        assert b"-preview" not in output.data, output.path


def test_a_page_that_is_loading_gets_the_styles_that_it_asks_for() -> None:
    """Styles of the edition before are still there when the next one is put up meanwhile."""
    board = Board()
    old = OutputFile("assets/style.0000000a.css", b"old")
    board.publish([old])
    board.publish([OutputFile("assets/style.0000000b.css", b"new")])
    assert board.state.spare == {old.path: old}
