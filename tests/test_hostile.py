"""Whatever an author's text says, it comes out as text: in pages, pictures and files for others."""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from builds import BASE
from hostile_site import ATTACKS, FORMULA, LABEL, write_hostile_site
from lxml import etree
from lxml import html as lxml_html
from playwright.sync_api import Page, expect

from plainfact.build import make_site
from plainfact.bundle_zip import make_folder
from plainfact.file_formats import render_csv
from plainfact.problems import ContentError
from plainfact.svg_faults import find_svg_fault

Files = Mapping[str, bytes]
BASE_URL = "https://example.org/x/"
NOT_SHOWN = {"name", "reason", "source_container"}
"""Fields that no page shows; what a work appeared in gives way to who published it."""
NOT_BUNDLED = {"data_licence", "chart_alt_"}
"""Fields that the one file does not show: it has no files to pass on, and a chart in steps has the
words of each step."""
SETTING = {"fill", "font-size", "font-weight", "text-anchor", "x", "y"}
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def make(content: Path, turn: int | None) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files of a hostile site, those of its offline folder too, and what it says."""
    said = write_hostile_site(content, turn)
    outputs = make_site(content, base_url=BASE_URL, no_code=True, offline=True)
    files = {output.path: output.data for output in outputs if not output.path.endswith(".png")}
    [name] = [path for path in files if path.endswith(".zip")]
    with zipfile.ZipFile(io.BytesIO(files.pop(name))) as archive:
        files |= {f"zip/{path.partition('/')[2]}": archive.read(path) for path in archive.namelist()
                  if not path.endswith(".png")}  # fmt: skip
    [one] = [path for path in files if path.startswith("bundle/")]
    files["bundle/one.html"] = files.pop(one)
    return files, said


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Return the files of the same site with words that mean nothing."""
    return make(tmp_path_factory.mktemp("harmless") / "content", None)[0]


def pages_of(files: Files) -> Iterator[tuple[str, lxml_html.HtmlElement]]:
    """Yield each page, parsed."""
    for path, data in files.items():
        if path.endswith(".html"):
            yield path, lxml_html.document_fromstring(data.decode())


def shape_of(root: lxml_html.HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page with the names of their attributes, how words are set aside."""
    return [(str(node.tag), tuple(sorted({*node.attrib} - SETTING))) for node in root.iter()
            if node.tag != "tspan"]  # fmt: skip


def plain(words: str) -> str:
    """Return words without what typography makes of them."""
    return re.sub(r"\s+", "", words.translate(QUOTES))


@pytest.fixture(scope="module", params=range(0, len(ATTACKS), 3))
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Files, dict[str, str]]:
    """Return the files of a hostile site, and what each of its texts says."""
    return make(tmp_path_factory.mktemp("hostile") / "content", request.param)


def test_no_text_is_markup(hostile: tuple[Files, dict[str, str]], harmless: Files) -> None:
    """Hostile texts give pages the elements and attributes that harmless ones give them."""
    shapes = {path: shape_of(page) for path, page in pages_of(hostile[0])}
    assert len(shapes) > 30
    assert shapes == {path: shape_of(page) for path, page in pages_of(harmless)}


@pytest.mark.parametrize("delivery", ["", "zip/", "bundle/"])
def test_all_that_is_written_is_shown(hostile: tuple[Files, dict[str, str]], delivery: str) -> None:
    """Every text comes out whole, as it was meant, in each delivery of the site."""
    files, said = hostile
    shown = plain("".join(
        words
        for path, page in pages_of(files)
        if path.startswith(delivery)
        for words in (*page.itertext(), *(value for node in page.iter() for value in node.values()))
    ))  # fmt: skip
    missing = {name for name, words in said.items() if plain(words) not in shown}
    assert missing == (NOT_SHOWN | NOT_BUNDLED if delivery == "bundle/" else NOT_SHOWN)


def test_no_address_runs(hostile: tuple[Files, dict[str, str]]) -> None:
    """Links, pictures and forms lead to files and pages, and to nothing that runs."""
    for path, page in pages_of(hostile[0]):
        for node in page.iter():
            for name in {"href", "src", "action", "formaction", "xlink:href"} & {*node.attrib}:
                scheme = re.match(r"[\s\0-\x1f]*([a-z][\w+.-]*):", node.attrib[name], re.IGNORECASE)
                is_known = scheme is None or scheme[1] in {"https", "mailto"}
                is_held = node.attrib[name].startswith(("data:image/", "data:font/"))
                assert is_known or is_held, (path, node.attrib[name])


def test_files_for_programs_hold_texts_as_texts(hostile: tuple[Files, dict[str, str]]) -> None:
    """Feed, sitemap, pictures, JSON and JSON-LD are read by strict readers, and run nothing."""
    files, said = hostile
    for path, data in files.items():
        if path.endswith((".xml", ".svg")):
            etree.fromstring(data, etree.XMLParser(resolve_entities=False))
        if path.endswith(".svg"):
            assert find_svg_fault(data) is None, path
        if path.endswith(".json"):
            json.loads(data)
    feed = etree.fromstring(files["feed.xml"])
    assert plain(said["site_title_"]) in map(plain, feed.itertext())
    assert plain(json.loads(files["data/datapackage.json"])["title"]) == plain(said["site_title_"])
    for path, page in pages_of(files):
        told = page.xpath("//script[@type='application/ld+json']/text()")
        assert all(json.loads(block)["@graph"] for block in told), path


def test_no_cell_is_a_formula(hostile: tuple[Files, dict[str, str]]) -> None:
    """A spreadsheet that opens our files runs nothing that an author wrote into a cell."""
    tables = {path: data.decode() for path, data in hostile[0].items() if path.endswith(".csv")}
    assert len(tables) == 6
    for path, text in tables.items():
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))], path
    assert f"'{FORMULA}" in tables["data/panels.csv"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_whatever_begins_a_formula_is_made_plain(sign: str) -> None:
    """Words that begin as a formula may, full-width signs and blanks too, are held as words."""
    words = f"{sign}cmd|'/c calc'!A1"
    table = render_csv(["a", "b", "c"], [{"a": words, "b": [words, "x"], "c": -1.5}])
    [_, row] = csv.reader(io.StringIO(table, newline=""))
    assert row == [f"'{words}", f"'{words} x", "-1.5"]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Return the files of one hostile site, for the browser."""
    files, _ = make(tmp_path_factory.mktemp("attacked") / "content", 1)
    return {path: data for path, data in files.items() if not path.startswith("zip/")}


def save(files: Files, folder: Path, *, has_policy: bool) -> Path:
    """Write the files of a site, without the policies that stop scripts, if so asked."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if has_policy else POLICY.sub(b"", data))
    # A browser asks for this of its own accord.
    (folder / "favicon.ico").touch()
    return folder


def visit(page: Page, address: str) -> None:
    """Open a page, and hold that nothing of an author's has run."""
    page.goto(address)
    assert page.evaluate("self.pwned") is None, address


def test_nothing_runs_even_without_the_policy(
    attacked: Files, tmp_path: Path, serve: Callable[..., str],
    open_page: Callable[..., Page],
) -> None:  # fmt: skip
    """In a browser that knows no policy, escaping alone keeps every page from running anything."""
    root = serve(save(attacked, tmp_path, has_policy=False))
    page = open_page(f"{root}/")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for path in attacked:
        # Pictures are opened by themselves too: so their scripts would run, if they had any.
        if path.endswith((".html", ".svg")) and path not in ("404.html", "bundle/one.html"):
            visit(page, f"{root}/{path}")


@pytest.mark.parametrize("has_policy", [True, False])
def test_scripts_show_texts_as_texts(
    attacked: Files, tmp_path: Path, serve: Callable[..., str],
    open_page: Callable[..., Page], *, has_policy: bool,
) -> None:  # fmt: skip
    """Cards, tooltips, the search and charts that come to life put in words, never markup."""
    root = serve(save(attacked, tmp_path, has_policy=has_policy))
    page = open_page(f"{root}/panels/")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for kind in ("fact", "term"):
        page.locator(f".noted p > .{kind}").first.click()
        assert page.locator(".card:popover-open").inner_text()
        page.keyboard.press("Escape")
    visit(page, f"{root}/charts/panels/")
    marks = page.locator(".figure-wide [data-tip*='onerror']")
    marks.first.dispatch_event("pointerover")
    expect(page.locator(".tip")).to_contain_text(LABEL)
    page.locator(".figure-explore").click()
    page.locator(".figure-live svg path").first.wait_for()
    assert page.evaluate("self.pwned") is None
    visit(page, f"{root}/sources/")
    search_for_all(page)
    visit(page, f"{root}/bundle/one.html")
    search_for_all(page)


def search_for_all(page: Page) -> None:
    """Search for what every text holds, and hold that nothing but words is found."""
    page.keyboard.press("/")
    for words in ("title", "img", "onerror", "remark"):
        page.locator(".search-input").fill(words)
        page.locator(".search-found mark", has_text=words).first.wait_for()
    allowed = {"OL", "LI", "A", "SPAN", "MARK"}
    found = page.evaluate("[...document.querySelectorAll('.search *')].map(e => e.tagName)")
    assert set(found) <= allowed | {"INPUT", "P"}
    assert page.evaluate("self.pwned") is None
    page.keyboard.press("Escape")


def tell(content: Path, *, no_code: bool = False) -> list[tuple[str, str]]:
    """Return the places and codes of what an author is told of some content."""
    with pytest.raises(ContentError) as caught:
        make_site(content, base_url="", no_code=no_code)
    return [(str(problem.place).rpartition("content/")[2], problem.code)
            for problem in caught.value.problems]  # fmt: skip


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the content of a small site that may be changed."""
    return Path(shutil.copytree(BASE, tmp_path / "content"))


def replace(path: Path, old: str, new: str) -> None:
    """Put some words of a file in place of others."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("escape", ["\\0", "\\e", "\\u202e", "\\u200b", "\\x9f"])
def test_an_escape_brings_in_nothing_unseen(content: Path, escape: str) -> None:
    """What no file may hold no YAML escape may stand for, in a value or in a name."""
    replace(content / "sources.yaml", "A survey of panel makers", f'"A {escape}survey"')
    replace(content / "glossary.yaml", "LCD", f'"LCD{escape}"')
    assert tell(content) == [
        ("glossary.yaml:2", "file-is-text"),
        ("sources.yaml:3", "file-is-text"),
    ]


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\u202e", "\u202d"])
def test_signs_that_turn_words_round_are_refused(content: Path, sign: str) -> None:
    """A control, or a sign after which 07 reads as 70, is told at its line."""
    replace(content / "sections/panels.md", "Premium panels", f"{sign}Premium panels")
    assert tell(content) == [("sections/panels.md:12", "file-is-text")]


@pytest.mark.parametrize(
    "number", ["&#xe000;75&#xe001;", "&#57344;0&#57345;", "&#8238;", "&#0;&#1;"]
)
def test_no_entity_is_a_mark(content: Path, number: str) -> None:
    """A number can't hide from the check behind characters that the program keeps for itself."""
    replace(content / "sections/panels.md", "Premium panels", f"Premium {number}")
    replace(content / "sections/panels.md", "The makers", f"The {number} makers")
    told = {place for place, code in tell(content) if code == "prose-is-readable"}
    assert told == {"sections/panels.md:2", "sections/panels.md:12"}


def test_settings_lead_nowhere_that_runs(content: Path) -> None:
    """The addresses of a site's settings are addresses of the web or of a mailbox."""
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write('report_url: "JavaScript:alert()"\n')
        file.write('authors: [{name: A, url: "data:text/html,x"}]\n')
    assert tell(content) == [(f"site.yaml:{line}", "link-scheme-is-known") for line in (5, 6)]


@pytest.mark.parametrize("name", ["static/a.txt", "static/a.css", "templates/index.html",
                                  "images/a.png"])  # fmt: skip
def test_no_link_on_the_disk_leads_out(content: Path, name: str) -> None:
    """A file outside the content folder is neither published nor used, whatever links to it."""
    (content.parent / "secret").write_text("Mine.", encoding="utf-8")
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).symlink_to(content.parent / "secret")
    assert tell(content) == [(f"{name}:1", "file-is-inside")]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("templates/index.html", "{{ 7 }}"),
        ("static/own.js", "pwned = 1"),
        ("static/own.mjs", "pwned = 1"),
        ("static/page.html", "<script>pwned = 1</script>"),
        ("static/page.xml", "<a/>"),
        ("static/a.SVG", "<svg><script>pwned=1</script>"),
    ],
)
def test_code_is_refused_where_none_is_asked_for(content: Path, name: str, words: str) -> None:
    """Without code, no template, no script and no picture that runs one gets into a site."""
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_text(words, encoding="utf-8")
    assert tell(content, no_code=True) == [(f"{name}:1", "code-is-allowed")]


def test_plain_files_are_no_code(content: Path) -> None:
    """Styles, pictures and words of a site's own are published without code too."""
    (content / "static").mkdir()
    for name in ("own.css", "notes.txt"):
        (content / "static" / name).write_text("p { color: red }", encoding="utf-8")
    files = {output.path for output in make_site(content, base_url="", no_code=True)}
    assert {"notes.txt", "images/fab.svg"} <= files


def test_offline_pages_keep_what_speaks_of_being_online() -> None:
    """What an author writes is never taken for the sign of what is said online only."""
    page = b'<ul><li title="x data-online y">kept</li></ul><p class="a" data-online>gone</p>'
    [folder] = make_folder({"index.html": page})
    assert folder.data == b'<ul><li title="x data-online y">kept</li></ul>'
