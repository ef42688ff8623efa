"""What a published site tells search engines, feed readers, hosts and those who share it."""

import json
import shutil
import struct
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from plainfact.build import build_site
from plainfact.urls import read_base_url

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "broken" / "base" / "content"
GRAMMAR = ROOT / "tests" / "grammars" / "atom.rng"
BASE = "https://example.org/repo/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CORRECTIONS = """
- date: 2026-11-24
  page: panels
  was: China makes 75% of LCD panels.
  is: China makes [](fact:panels.lcd.share) of LCD panels.
  why: The survey says no more & no less.
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small content folder with all that a published site may have."""
    content = tmp_path_factory.mktemp("publication") / "content"
    shutil.copytree(SMALL, content)
    page = content / "sections" / "panels.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("---\n", "---\nformer: [old/makers, makers.html]\n", 1), "utf-8")
    (content / "corrections.yaml").write_text(CORRECTIONS, encoding="utf-8")
    (content / "static").mkdir()
    (content / "static" / "CNAME").write_text("panels.example\n", encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def site(content: Path) -> Path:
    """Return the small site, built for an address on the web with a path."""
    build_site(content, content.parent / "site", base_url=BASE.rstrip("/"), no_code=False)
    return content.parent / "site"


@pytest.fixture(scope="module")
def unplaced(content: Path) -> Path:
    """Return the small site, built for no address."""
    build_site(content, content.parent / "unplaced", base_url="", no_code=False)
    return content.parent / "unplaced"


def read_page(path: Path) -> html.HtmlElement:
    """Return a page's tree."""
    return html.fromstring(path.read_bytes())


def pages_of(site: Path) -> dict[str, html.HtmlElement]:
    """Return the pages of a site that have an address of their own, by that."""
    others = ("old/makers/", "embed/")
    return {
        url: read_page(path)
        for path in sorted(site.rglob("index.html"))
        if not (url := path.relative_to(site).as_posix().removesuffix("index.html")).startswith(
            others
        )
    }


def read_graph(page: html.HtmlElement) -> list[dict[str, Any]]:
    """Return the things that a page's JSON-LD tells of."""
    (block,) = page.xpath("//script[@type='application/ld+json']/text()")
    graph: list[dict[str, Any]] = json.loads(block)["@graph"]
    return graph


def find_meta(page: html.HtmlElement, name: str) -> list[str]:
    """Return what a page's head says under a name."""
    return [
        str(words) for words in page.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")
    ]


def test_every_page_says_where_it_stands(site: Path) -> None:
    """The canonical link and Open Graph's address are the page's own, whole, with the path."""
    for url, page in pages_of(site).items():
        assert page.xpath("//link[@rel='canonical']/@href") == [BASE + url]
        assert find_meta(page, "og:url") == [BASE + url]
        for name in ("og:title", "og:description", "og:type", "og:site_name", "twitter:card"):
            assert len(find_meta(page, name)) == 1


def test_a_shared_page_has_a_picture_with_its_size_and_words(site: Path, unplaced: Path) -> None:
    """The card that Open Graph names is there, of the size that it tells, with alternative text."""
    for url in ("", "panels/", "charts/panels/"):
        page = read_page(site / url / "index.html")
        (image,) = find_meta(page, "og:image")
        data = (site / image.removeprefix(BASE)).read_bytes()
        told = [int(find_meta(page, f"og:image:{side}")[0]) for side in ("width", "height")]
        assert list(struct.unpack(">II", data[16:24])) == told
        assert find_meta(page, "og:image:alt")[0]
        assert find_meta(page, "twitter:card") == ["summary_large_image"]
    assert not find_meta(read_page(unplaced / "index.html"), "og:image")


def test_json_ld_says_what_a_page_is(site: Path) -> None:
    """A section is an article with its date; the way to each page is told from the opening on."""
    graph = read_graph(read_page(site / "panels" / "index.html"))
    article, crumbs = graph[0], graph[1]
    assert article["@type"] == "Article"
    assert article["dateModified"] == "2026-11-23"
    assert article["url"] == f"{BASE}panels/"
    assert [step["item"] for step in crumbs["itemListElement"]] == [BASE, f"{BASE}panels/"]
    chart = read_graph(read_page(site / "charts" / "panels" / "index.html"))
    steps = [step["item"] for step in chart[1]["itemListElement"]]
    assert steps == [BASE, f"{BASE}charts/", f"{BASE}charts/panels/"]


def test_json_ld_cannot_end_its_block(content: Path, tmp_path: Path) -> None:
    """Words that look like the end of a script stay words."""
    shutil.copytree(content, tmp_path / "content")
    settings = tmp_path / "content" / "site.yaml"
    evil = "</script><script>alert()</script>&<!--"
    settings.write_text(settings.read_text("utf-8") + f'authors: [{{name: "{evil}"}}]\n', "utf-8")
    build_site(tmp_path / "content", tmp_path / "site", base_url=BASE, no_code=False)
    source = (tmp_path / "site" / "panels" / "index.html").read_text(encoding="utf-8")
    (block,) = [part.partition("</script>")[0] for part in source.split('ld+json">')[1:]]
    assert not {"<", ">", "&"} & set(block)
    assert json.loads(block)["@graph"][0]["author"] == [{"name": evil}]


def test_the_sitemap_lists_each_page_once(site: Path) -> None:
    """Every page but the 404 and former addresses is listed, with its day where that is known."""
    tree = etree.parse(site / "sitemap.xml")
    listed = [str(loc.text) for loc in tree.iter(f"{SITEMAP}loc")]
    assert sorted(listed) == sorted(BASE + url for url in pages_of(site))
    days = [str(day.text) for day in tree.iter(f"{SITEMAP}lastmod")]
    assert days == ["2026-11-23"]
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {BASE}sitemap.xml" in robots.splitlines()


def test_the_feed_is_atom(site: Path) -> None:
    """The feed keeps RFC 4287's grammar: ids of its own for each, an author, links, dates."""
    feed = etree.parse(site / "feed.xml")
    grammar = etree.RelaxNG(etree.parse(GRAMMAR))
    grammar.assertValid(feed)
    ids = [str(element.text) for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 3
    assert feed.find(f"{ATOM}author") is not None
    for entry in feed.iter(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}link").get("href").startswith(BASE)
    faulty = etree.fromstring(etree.tostring(feed))
    faulty.remove(faulty.find(f"{ATOM}updated"))
    assert not grammar.validate(faulty)


def test_the_feed_tells_of_sections_and_corrections(site: Path) -> None:
    """Newest first; a correction says what was and is, and leads to its entry."""
    feed = etree.parse(site / "feed.xml")
    correction, section = feed.iter(f"{ATOM}entry")
    assert section.findtext(f"{ATOM}title") == "The makers"
    summary = correction.findtext(f"{ATOM}summary")
    assert "It said: China makes 75% of LCD panels." in summary
    assert "It says: China makes more than 70% of LCD panels." in summary
    assert "no more & no less" in summary
    url, _, fragment = correction.find(f"{ATOM}link").get("href").partition("#")
    page = read_page(site / "corrections" / "index.html")
    assert url == f"{BASE}corrections/"
    assert page.xpath(f"//li[@id='{fragment}']")
    link = read_page(site / "panels" / "index.html").xpath("//link[@type='application/atom+xml']")
    assert [element.get("href") for element in link] == ["../feed.xml"]


def test_the_404_works_at_any_depth(site: Path, unplaced: Path) -> None:
    """Its links are whole paths where the site's address is known, and relative where it isn't."""
    page = read_page(site / "404.html")
    links = [str(link) for link in page.xpath("//@href | //@src") if not link.startswith("#")]
    assert links
    assert [link for link in links if not link.startswith("/repo/")] == []
    assert find_meta(page, "robots") == ["noindex"]
    assert not page.xpath("//link[@rel='canonical']")
    relative = [str(link) for link in read_page(unplaced / "404.html").xpath("//@href | //@src")]
    assert [link for link in relative if link.startswith("/")] == []


@pytest.mark.parametrize("former", ["old/makers/index.html", "makers.html"])
def test_former_addresses_lead_on(site: Path, unplaced: Path, former: str) -> None:
    """A page that has moved leaves one behind that leads to it, by refresh and by a link."""
    for built in (site, unplaced):
        page = read_page(built / former)
        (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
        target = refresh.partition("url=")[2]
        assert (
            (built / former).parent / target / "index.html"
        ).resolve() == built / "panels/index.html"
        assert page.xpath("//a/@href") == [target]
    canonical = read_page(site / former).xpath("//link[@rel='canonical']/@href")
    assert canonical == [f"{BASE}panels/"]


def test_what_needs_an_address_is_left_out_without_one(unplaced: Path) -> None:
    """No feed, no sitemap, no whole address of ours; all else is there."""
    names = {path.name for path in unplaced.iterdir()}
    assert not {"feed.xml", "sitemap.xml"} & names
    assert {"404.html", "robots.txt", ".nojekyll", "CNAME", "favicon.svg"} <= names
    assert "Sitemap" not in (unplaced / "robots.txt").read_text(encoding="utf-8")
    page = read_page(unplaced / "panels" / "index.html")
    assert not page.xpath("//link[@rel='canonical' or @rel='alternate']")
    assert not find_meta(page, "og:url")
    assert find_meta(page, "og:title") == ["The makers"]
    assert [thing["@type"] for thing in read_graph(page)] == ["Article"]


def test_the_host_finds_its_files_at_the_root(site: Path) -> None:
    """The name of a site's own domain, and the sign that nothing is to be made of the files."""
    assert (site / "CNAME").read_text(encoding="utf-8") == "panels.example\n"
    assert (site / ".nojekyll").is_file()


@pytest.mark.parametrize("words", ["example.org", "ftp://example.org/", "https://", "https://a/?b",
                                   "https://a/#b", "https://me@a/", "https://a/ b"])  # fmt: skip
def test_what_is_no_address_of_a_site(words: str) -> None:
    """Half addresses, and such as no page could stand under, are refused."""
    with pytest.raises(ValueError, match="is not the address of a site"):
        read_base_url(words)
