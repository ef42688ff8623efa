"""Search in a real browser: what it finds, in which order, and that it waits until it is asked."""

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from accessibility import find_faults
from patience import settle
from playwright.sync_api import Locator, Page, expect

from plainfact.headings import split_at_headings
from plainfact.late_prose import make_late_prose, pack_prose
from plainfact.outputs import OutputFile
from plainfact.problems import Problem
from plainfact.prose_parser import parse_prose
from plainfact.search_documents import Document
from plainfact.search_index import ENTRY, make_push, render_entry, render_part, split_owners
from plainfact.texts import Text
from plainfact.words import find_words

Open = Callable[..., Page]
Entry = tuple[int, str, str, str, str]

SECTION, CHART, TERM, _ROW, FACT, _SOURCE = range(6)


def search(page: Page, query: str) -> Locator:
    """Open the search by its key, look for words, and give the titles found."""
    if not page.locator(".search-input").is_visible():
        page.keyboard.press("/")
    page.locator(".search-input").fill(query)
    expect(page.locator(".search-status")).to_have_text(re.compile("[0-9]"))
    return page.locator(".search-title")


def find_among(page: Page, documents: list[tuple[int, str, str, str, str]], query: str) -> Locator:
    """Give the titles that a query finds in documents that the page itself holds."""
    words = {"search_help": "Ask.", "search_nothing": "None.", "search_found": {"other": "Some."}}
    chunk = {"language": "en", "words": words, "kinds": ["", "", "", "", "", ""]}
    page.evaluate("chunk => { self.plainfactSearch = [chunk]; }", {**chunk, "documents": documents})
    page.keyboard.press("/")
    return find_now(page, query)


def find_now(page: Page, query: str, *, told: str = "Some.") -> Locator:
    """Give the titles that a query finds, and none of those that another has found before."""
    field, status = page.locator(".search-input"), page.locator(".search-status")
    field.fill("")
    expect(status).to_have_text("Ask.")
    field.fill(query)
    expect(status).to_have_text(told)
    return page.locator(".search-title")


def test_nothing_is_fetched_before_the_first_use(small_site: str, open_page: Open) -> None:
    """A reader who does not search loads neither searcher nor index."""
    page = open_page(f"{small_site}panels/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.evaluate("() => new Promise(done => requestIdleCallback(done))")
    assert not [url for url in asked if "search-index" in url or "search/" in url]
    assert not [url for url in asked if "/search." in url]
    search(page, "lcd")
    assert [url for url in asked if "search-index" in url]


def test_a_page_that_holds_its_index_asks_for_none(small_site: str, open_page: Open) -> None:
    """What a page pushed is searched, its links are the page's own, and nothing is fetched."""
    page = open_page(f"{small_site}panels/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("() => { self.plainfactLink = address => `#${address}`; }")
    found = find_among(page, [(SECTION, "Held here", "here/", "", "")], "held")
    expect(found).to_have_text(["Held here"])
    expect(page.locator(".search-found a")).to_have_attribute("href", "#here/")
    assert not [url for url in asked if "search/index" in url]


def test_a_host_and_a_disk_give_the_same(
    small_site: str, small_folder: Path, open_page: Open
) -> None:
    """Over http and from file:// the same is found, and it leads to pages that are there."""
    for address in (f"{small_site}panels/", (small_folder / "panels" / "index.html").as_uri()):
        page = open_page(address)
        expect(search(page, "screen")).to_have_text(["LCD"])
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/glossary/**#lcd")
        expect(page.locator("[id=lcd]")).to_be_visible()


def test_all_kinds_are_found_and_named(small_site: str, open_page: Open) -> None:
    """Prose by its headings, charts, facts, terms and sources are found, each with its kind."""
    page = open_page(small_site)
    page.get_by_role("link", name="Search").click()
    for query, kind, title in (
        ("premium lag", "Text", "Other kinds"),
        ("china leads", "Chart", "China leads in LCD"),
        ("chinese share lcd", "Fact", "LCD: Chinese share"),
        ("lit behind", "Term", "LCD"),
        ("example house", "Source", None),
    ):
        page.locator(".search-input").fill(query)
        first = page.locator(".search-found a").filter(has_text=kind).first
        expect(first).to_be_visible()
        if title is not None:
            expect(first).to_contain_text(title)
    page.locator(".search-input").fill("premium lag")
    expect(page.locator(".search-found mark")).to_have_text(["Premium", "lag"])


def test_the_keyboard_alone_will_do(small_site: str, open_page: Open) -> None:
    """Ctrl K opens, Escape closes and leads back to where one was."""
    page = open_page(f"{small_site}panels/")
    fact = page.locator(".prose > p a.fact").first
    fact.focus()
    page.keyboard.press("Control+k")
    field = page.locator(".search-input")
    expect(field).to_be_focused()
    page.keyboard.type("a/b lcd")
    expect(field).to_have_value("a/b lcd")
    found = page.locator(".search-found a").first
    expect(found).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(found).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(fact).to_be_focused()


def test_what_is_found_keeps_still_under_a_reader(small_site: str, open_page: Open) -> None:
    """Parts of the index that arrive late leave alone the list that a reader is going through."""
    page = open_page(f"{small_site}panels/")
    search(page, "lcd")
    page.keyboard.press("ArrowDown")
    focused = page.locator(".search-found a").first
    expect(focused).to_be_focused()
    late = [[TERM, "LCD, late", "late/", "", ""]]
    page.evaluate("documents => plainfactSearch.push({ documents })", late)
    page.wait_for_function("() => plainfactSearch.find('late').length")
    # Whatever waits until nothing else is done has its turn before this.
    page.evaluate("() => new Promise(done => setTimeout(done, 50))")
    expect(focused).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".search-input")).to_be_focused()
    expect(page.locator(".search-title", has_text="LCD, late")).to_be_visible()


def test_titles_come_before_contexts_and_texts(small_site: str, open_page: Open) -> None:
    """Whole words in titles come first, then beginnings, then where it is only in the text."""
    documents = [
        (SECTION, "In the text", "a/", "", "All about a panel."),
        (SECTION, "Under it", "b/", "A panel", ""),
        (SECTION, "Panels at large", "c/", "", ""),
        (SECTION, "The panel", "d/", "", ""),
        (FACT, "Panel", "e/", "", ""),
        (TERM, "Panel", "f/", "", ""),
        (SECTION, "Nothing of it", "g/", "", "subpanel"),
    ]
    titles = find_among(open_page(small_site), documents, "panel")
    expect(titles).to_have_count(len(documents) - 1)
    found = titles.all_inner_texts()
    assert found[0] == "Panel"
    assert found[-2:] == ["Under it", "In the text"]
    assert found.index("The panel") < found.index("Panels at large") < found.index("Under it")


def test_all_words_are_wanted_before_some(small_site: str, open_page: Open) -> None:
    """What has every word is shown alone; only where nothing has, what has most of them."""
    documents = [
        (SECTION, "Memory of phones", "a/", "", ""),
        (SECTION, "Memory", "b/", "", "made in plants"),
        (CHART, "Phones", "c/", "", ""),
    ]
    page = open_page(small_site)
    expect(find_among(page, documents, "memory phones")).to_have_text(["Memory of phones"])
    expect(find_now(page, "memory plants zebra")).to_have_text(["Memory"])
    expect(find_now(page, "zebra", told="None.")).to_have_count(0)


def test_scripts_without_spaces_and_accents_are_read(small_site: str, open_page: Open) -> None:
    """Chinese is found inside a run; accents and case do not count; 2.5D is a word."""
    documents = [
        (SECTION, "台积电的先进封装", "a/", "", "产能增长了九倍。"),
        (SECTION, "Zürich", "b/", "", "Straße"),
        (SECTION, "2.5D", "c/", "", "207,000 staff"),
        (SECTION, "5 D", "d/", "", ""),
    ]
    page = open_page(small_site)
    expect(find_among(page, documents, "先进封装")).to_have_text(["台积电的先进封装"])
    assert "".join(page.locator(".search-found mark").all_inner_texts()) == "先进封装"
    for query, title in (("产能", "台积电的先进封装"), ("ZURICH", "Zürich"), ("strasse", "Zürich"),
                         ("2.5d", "2.5D"), ("207,0", "2.5D")):  # fmt: skip
        expect(find_now(page, query)).to_have_text([title])


def test_hostile_words_stay_words(small_site: str, open_page: Open) -> None:
    """Markup in a title or a text is shown as it is written, and runs nowhere."""
    hostile = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    page = open_page(small_site)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    found = find_among(
        page, [(SECTION, f"evil {hostile}", "x/", hostile, f"evil {hostile}")], "evil"
    )
    expect(found).to_have_text([f"evil {hostile}"])
    assert page.locator(".search img, .search script").count() == 0
    assert "<" not in make_push({"title": hostile})
    assert json.loads(make_push([hostile]).partition("push(")[2].rstrip(");\n")) == [hostile]


def test_without_scripts_the_page_lists_everything(small_site: str, open_page: Open) -> None:
    """The search page says what to do, and leads to every section, chart and term."""
    page = open_page(small_site, java_script_enabled=False)
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_text("Searching needs scripts")).to_be_visible()
    for name in ("The makers", "China leads in LCD", "LCD"):
        link = page.locator("main").get_by_role("link", name=name, exact=True).first
        expect(link).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_search(small_site: str, open_page: Open, scheme: str) -> None:
    """The open dialog with what it found has no fault that a machine can find."""
    page = open_page(f"{small_site}glossary/", color_scheme=scheme)
    expect(search(page, "panels").first).to_be_visible()
    settle(page)
    assert find_faults(page) == []


def make_site(first: int = 0, edited: int = -1) -> list[OutputFile]:
    """Return the index of a site of many pages, one of them edited, some before the others."""
    documents = [
        Document(kind="section", title=f"Page {number}", url=f"p{number}/", context="",
                 body="edited" if number == edited else "text " * 50, owner=f"page p{number}")
        for number in range(first, 3000)
    ]  # fmt: skip
    parts = [
        render_part(document for document in documents if document.owner in owners)
        for owners in map(set, split_owners([document.owner for document in documents]))
    ]
    return [render_entry(parts, find_words("en")), *parts]


def test_an_edit_makes_one_part_of_the_index_anew() -> None:
    """A large index is in parts of bounded size; an edit of a page, or a new one, touches one."""
    before = {file.path: file.data for file in make_site()}
    sizes = sorted(len(data) for data in before.values())
    assert len(before) > 8
    assert sizes[-1] < 4 * sum(sizes) / len(sizes)
    for after in (make_site(edited=77), make_site(first=-1)):
        new = [file.path for file in after if file.path not in before and file.path != ENTRY]
        assert len(new) == 1


def test_a_text_that_is_kept_packed_can_be_searched_in_parts() -> None:
    """What comes back from the cache is taken apart at its headings as a fresh text is."""
    problems: list[Problem] = []
    lines = "Under [](fact:a.b.c).\n\n## More\n\nOf it.\n"
    prose = parse_prose(Text(lines, "a.md"), problems)
    packed = make_late_prose(partial(pack_prose, prose))
    parts = [part for _, part in split_at_headings(prose)]
    assert [packed.with_marked(part).marked for part in parts] == parts
    assert packed.with_marked(parts[0]).bindings == prose.bindings
