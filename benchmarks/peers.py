"""The generators that are measured: how each takes the corpus, and how it builds."""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import Page, write_body, write_plainfact

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Peer:
    """A generator."""

    name: str
    write: Callable[[Sequence[Page], Path], None]
    """Writes the corpus in a folder as it takes it."""
    command: tuple[str, ...]
    """Builds, in that folder."""
    page: str
    """The file of a page, by its id, to be edited."""
    out: str
    """Where it writes."""
    cache: tuple[str, ...] = ()
    """What a cold build has not got."""


def find_peers(python: Path, modules: Path) -> list[Peer]:
    """Return Plainfact and every peer that is installed there."""
    bin_ = python.parent
    ours = Peer("plainfact", lambda pages, folder: write_plainfact(tuple(pages), folder),
                (sys.executable, str(ROOT / "build.py"), "build"),
                "content/sections/{}.md", "_site",
                (".cache", "._site.spare"))  # fmt: skip
    alone = replace(ours, name="plainfact, one process", command=(*ours.command, "--jobs", "1"))
    node = modules / "node_modules" / ".bin"
    others = [
        Peer("pelican", _write_pelican,
             (str(bin_ / "pelican"), "content", "-s", "pelicanconf.py", "-q"),
             "content/{}.md", "output"),
        Peer("mkdocs", _write_mkdocs, (str(bin_ / "mkdocs"), "build", "-q"), "docs/{}.md", "site"),
        Peer("material", _write_material, (str(bin_ / "mkdocs"), "build", "-q"), "docs/{}.md",
             "site"),
        Peer("nikola", _write_nikola, (str(bin_ / "nikola"), "build"), "pages/{}.md", "output",
             ("cache", ".doit.db")),
        Peer("hugo", _write_hugo, (str(bin_ / "hugo"), "--quiet"), "content/{}.md", "public",
             ("resources",)),
        Peer("eleventy", _write_eleventy, (str(node / "eleventy"), "--quiet"), "{}.md", "_site"),
        Peer("framework", _write_framework, (str(node / "observable"), "build"), "src/{}.md",
             "dist", ("src/.observablehq",)),
    ]  # fmt: skip
    return [ours, alone, *(peer for peer in others if Path(peer.command[0]).exists())]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _yaml_front(page: Page) -> str:
    return f"---\ntitle: {page.title}\n---\n\n"


def _draw_in_browser(page: Page) -> str:
    """Return a chart as most peers have it: data for a script that the reader's browser runs."""
    rows = ",".join(f'{{"what":"{name}","share":{value}}}' for name, value in page.table)
    return f"<div class=\"vega\" data-rows='[{rows}]'></div>" if page.has_chart else ""


def _write_pelican(pages: Sequence[Page], folder: Path) -> None:
    _write(folder / "pelicanconf.py",
           'SITENAME = "Corpus"\nTIMEZONE = "UTC"\nDEFAULT_LANG = "en"\nFEED_ALL_ATOM = None\n'
           'PAGE_PATHS = ["."]\nARTICLE_PATHS = []\nDISPLAY_PAGES_ON_MENU = False\n'
           "CATEGORY_FEED_ATOM = None\nTRANSLATION_FEED_ATOM = None\n"
           'MARKDOWN = {"extensions": ["markdown.extensions.tables"]}\n')  # fmt: skip
    for page in pages:
        body = write_body(page, f"{{filename}}{page.link}.md", _draw_in_browser(page))
        _write(folder / "content" / f"{page.id}.md", f"Title: {page.title}\n\n{body}")


def _write_mkdocs(pages: Sequence[Page], folder: Path, theme: str = "mkdocs") -> None:
    _write(folder / "mkdocs.yml", f"site_name: Corpus\ntheme: {theme}\n")
    _write(folder / "docs" / "index.md", "# Corpus\n")
    for page in pages:
        body = write_body(page, f"{page.link}.md", _draw_in_browser(page))
        _write(folder / "docs" / f"{page.id}.md", _yaml_front(page) + body)


def _write_material(pages: Sequence[Page], folder: Path) -> None:
    _write_mkdocs(pages, folder, "material")


def _write_nikola(pages: Sequence[Page], folder: Path) -> None:
    _write(folder / "conf.py",
           'BLOG_AUTHOR = BLOG_TITLE = "Corpus"\nSITE_URL = "https://example.org/"\n'
           'BLOG_EMAIL = BLOG_DESCRIPTION = ""\nDEFAULT_LANG = "en"\nTHEME = "base"\n'
           'COMPILERS = {"markdown": [".md"]}\nPOSTS = ()\nTIMEZONE = "UTC"\n'
           'PAGES = (("pages/*.md", "pages", "page.tmpl"),)\nNAVIGATION_LINKS = {"en": ()}\n'
           'MARKDOWN_EXTENSIONS = ["markdown.extensions.tables", "markdown.extensions.meta"]\n'
           )  # fmt: skip
    (folder / "files").mkdir(exist_ok=True)
    for page in pages:
        chart = _draw_with_pygal(page)
        front = f".. title: {page.title}\n.. slug: {page.id}\n.. date: 2026-01-01\n\n"
        body = write_body(page, f"/pages/{page.link}/", chart)
        _write(folder / "pages" / f"{page.id}.md", front + body)


def _draw_with_pygal(page: Page) -> str:
    """Return a chart as Nikola draws it when it builds."""
    if not page.has_chart:
        return ""
    rows = "\n".join(f"'{name}', [{value}]" for name, value in page.table)
    return f'{{{{% chart HorizontalBar title="{page.title}" %}}}}\n{rows}\n{{{{% /chart %}}}}'


def _write_hugo(pages: Sequence[Page], folder: Path) -> None:
    _write(folder / "hugo.toml",
           'baseURL = "https://example.org/"\ntitle = "Corpus"\n'
           'disableKinds = ["taxonomy", "term", "RSS"]\n'
           "[markup.goldmark.renderer]\nunsafe = true\n")  # fmt: skip
    frame = "<!doctype html><html><head><title>{{ .Title }}</title></head><body>%s</body></html>"
    _write(folder / "layouts" / "_default" / "single.html",
           frame % "<h1>{{ .Title }}</h1>{{ .Content }}{{ with .PrevInSection }}"
           '<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}')  # fmt: skip
    _write(folder / "layouts" / "index.html",
           frame % '{{ range .Site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>'
           "{{ end }}")  # fmt: skip
    for page in pages:
        body = write_body(page, f"../{page.link}/", _draw_in_browser(page))
        _write(folder / "content" / f"{page.id}.md", _yaml_front(page) + body)


def _write_eleventy(pages: Sequence[Page], folder: Path) -> None:
    _write(folder / "_includes" / "frame.njk",
           "<!doctype html><html><head><title>{{ title }}</title></head><body><h1>{{ title }}"
           "</h1>{{ content | safe }}</body></html>")  # fmt: skip
    for page in pages:
        front = f"---\ntitle: {page.title}\nlayout: frame.njk\n---\n\n"
        body = write_body(page, f"../{page.link}/", _draw_in_browser(page))
        _write(folder / f"{page.id}.md", front + body)


def _write_framework(pages: Sequence[Page], folder: Path) -> None:
    _write(
        folder / "observablehq.config.js",
        'export default {root: "src", title: "Corpus", search: false, pages: []};\n',
    )
    _write(folder / "src" / "index.md", "# Corpus\n")
    for page in pages:
        rows = ",".join(f'{{what:"{name}",share:{value}}}' for name, value in page.table)
        chart = f"```js\nPlot.barX([{rows}], {{x: 'share', y: 'what'}}).plot()\n```"
        body = write_body(page, f"./{page.link}", chart if page.has_chart else "")
        _write(folder / "src" / f"{page.id}.md", _yaml_front(page) + body)


def clear(peer: Peer, folder: Path) -> Path:
    """Take away what a cold build has not got, and return where it is.

    It is moved, not deleted: for a minute after, ext4 would take six times as long to make a file.
    """
    gone = Path(tempfile.mkdtemp(prefix="gone-", dir=folder.parent))
    for name in (peer.out, *peer.cache):
        if (folder / name).exists():
            (folder / name).rename(gone / name)
    return gone


ENVIRONMENT = {**os.environ, "NO_COLOR": "1", "OBSERVABLE_TELEMETRY_DISABLE": "true",
               "PYTHONWARNINGS": "ignore", "PYTHONDONTWRITEBYTECODE": ""}  # fmt: skip
"""What every generator is run with; ours is compiled once, as those installed by pip are."""
