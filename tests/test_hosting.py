"""The flagship behind a host like GitHub Pages: every link leads somewhere, at `/` and `/repo/`."""

import gzip
import http.client
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from lxml import html
from pages_server import serve_like_pages
from playwright.sync_api import Browser, Page, expect

from plainfact.build import build_site

SMALL = Path(__file__).parent / "broken" / "base" / "content"
PREFIXES = ("", "/repo")
PAGE_TYPES = ("", "memory/", "facts/", "sources/", "glossary/", "corrections/", "charts/", "data/",
              "charts/telecom_share/", "embed/telecom_share/", "players/", "players/smic/",
              "method/", "search/", "404.html")  # fmt: skip
LOADED = [*(("/repo", url) for url in PAGE_TYPES), ("", ""), ("", "memory/"), ("", "404.html")]
FIND_STORED = """
async () => [document.cookie, localStorage.length, sessionStorage.length,
             (await caches.keys()).length, (await indexedDB.databases()).length]
"""


def ask(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of one answer; redirects are not followed."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc)
    connection.request("GET", address.removeprefix(f"http://{parts.netloc}"), headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """Return the address of a small site, built and served for a path."""
    content = SMALL
    build_site(content, tmp_path / "site", base_url="https://example.org/repo", no_code=False)
    (tmp_path / "secret.txt").write_text("not yours", encoding="utf-8")
    with serve_like_pages(tmp_path / "site", "/repo") as address:
        yield address


def test_the_host_of_the_tests_does_as_pages_does(host: str) -> None:
    """Redirects, pages without ending, the 404, gzip, tags, and nothing beyond the folder."""
    status, headers, _ = ask(host)
    assert (status, headers["location"]) == (301, "/repo/")
    status, headers, _ = ask(f"{host}/panels?a=b")
    assert (status, headers["location"]) == (301, "/repo/panels/?a=b")
    status, headers, body = ask(f"{host}/panels/", **{"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"], headers["cache-control"]) == (
        200, "gzip", "max-age=600")  # fmt: skip
    assert gzip.decompress(body) == ask(f"{host}/panels/")[2]
    tag = headers["etag"]
    again, _, nothing = ask(f"{host}/panels/", **{"Accept-Encoding": "gzip", "If-None-Match": tag})
    assert (again, nothing) == (304, b"")
    assert ask(f"{host}/404")[0] == ask(f"{host}/404.html")[0] == 200
    for path in ("/404/", "/panels.html/", "/assets/", "/.plainfact", "/..%2fsecret.txt",
                 "/../secret.txt", "/%2e%2e/secret.txt"):  # fmt: skip
        status, _, body = ask(host + path)
        assert status == 404, path
        assert b"not yours" not in body


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_link_and_fragment_leads_somewhere(
    flagship: Path, serve: Callable[..., str], prefix: str
) -> None:
    """Followed from every page as a browser does: none ends in a 404 or beside its aim."""
    root = f"{serve(flagship, prefix)}/"
    todo, seen, ids = [root], {root}, {}
    aims: dict[str, set[str]] = {}
    while todo:
        address = todo.pop()
        status, headers, body = ask(address)
        assert status == 200, address
        if not headers["content-type"].startswith("text/html"):
            continue
        tree = html.fromstring(body)
        ids[address] = set(tree.xpath("//@id"))
        for link in set(tree.xpath("//a/@href | //link/@href | //script/@src | //img/@src")):
            target, fragment = urldefrag(urljoin(address, str(link)))
            if not target.startswith(root):
                assert not target.startswith("http://127.0.0.1"), f"{link} leaves {prefix}"
                continue
            if fragment:
                aims.setdefault(target, set()).add(fragment)
            if target not in seen:
                seen.add(target)
                todo.append(target)
    pages = {f"{root}{path.relative_to(flagship).as_posix()}" for path in flagship.rglob("*.html")}
    reached = {address.removesuffix("index.html") for address in seen}
    lone = {page.removesuffix("index.html") for page in pages} - reached
    assert {page for page in lone if "/embed/" not in page} <= {f"{root}404.html"}
    missing = {target: aims[target] - ids.get(target, set()) for target in aims}
    assert {target: names for target, names in missing.items() if names} == {}


@pytest.mark.parametrize(("prefix", "url"), LOADED)
def test_a_page_loads_without_a_fault(
    flagship: Path, serve: Callable[..., str], open_page: Callable[..., Page], prefix: str, url: str
) -> None:
    """No console error, violation of the policy, failed or foreign request; nothing is stored."""
    root = f"{serve(flagship, prefix)}/"
    page = open_page(root + url)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.styleSheets.length") >= 1
    assert page.evaluate(FIND_STORED) == ["", 0, 0, 0, 0]
    assert page.context.cookies() == []


def test_a_missing_page_is_whole_at_any_depth(host: str, browser: Browser) -> None:
    """The 404 is styled, and leads back, wherever the missing address lies."""
    page = browser.new_page()
    for path in ("/nothing", "/nothing/", "/nothing/at/all/here.html"):
        answer = page.goto(host + path)
        assert answer is not None
        assert answer.status == 404
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 10
        page.locator("main a").first.click()
        expect(page).to_have_url(f"{host}/")
    page.close()


def test_a_link_that_leaves_is_marked_and_safe(
    flagship: Path, serve: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    """It tells other sites nothing of the reader, shows a sign, and says so to those who listen."""
    left = 0
    for path in flagship.rglob("*.html"):
        tree = html.fromstring(path.read_bytes())
        assert tree.xpath("//meta[@name='referrer']/@content") == ["no-referrer"], path
        for link in tree.xpath("//a[starts-with(@href, 'http')]"):
            assert {"external", "noopener"} <= set(link.get("rel", "").split()), path
            left += 1
    assert left > 100
    page = open_page(f"{serve(flagship)}/sources/")
    link = page.locator("main a[rel~=external]").first
    assert link.evaluate("link => getComputedStyle(link).backgroundImage").startswith("url(")
    title = link.inner_text()
    page.get_by_role("link", name=f"{title} (on another site)").first.wait_for()
