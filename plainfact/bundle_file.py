"""The whole explainer in one file: each page a part, each thing once, nothing to load."""

import json
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from plainfact.document import Document, lead_links, make_part, part_id
from plainfact.inlining import inline_assets, list_scripts
from plainfact.outputs import OutputFile
from plainfact.press import Press
from plainfact.render import make_one_file_press, render_parts
from plainfact.rewriting import squeeze
from plainfact.search_index import describe_search
from plainfact.search_pages import URL as SEARCH
from plainfact.section_pages import WHOLE
from plainfact.urls import resolve_url


def render_one_file(press: Press, files: Mapping[str, bytes], path: str) -> OutputFile:
    """Return the explainer as one file at a path; `files` are those of the site, by path."""
    press = make_one_file_press(press)
    pages = render_parts(press)
    document = Document(frozenset(pages), _list_moved(press, pages), files, press.base_url)
    parts = [make_part(url, page, document) for url, page in pages.items()]
    title, summary = press.prose.plain(press.site.title), press.prose.plain(press.site.summary)
    told = json.dumps(describe_search(press.words), ensure_ascii=False).replace("<", "\\u003c")
    shell = press.print(
        "one_file.html",
        press.frame("", title, summary),
        parts=parts,
        search_words=Markup(told),  # noqa: S704 - JSON in which no tag can begin
    )
    whole = squeeze(lead_links(shell.data.decode(), document))
    scripts = _list_scripts({**pages, "": whole})
    return OutputFile(path, inline_assets(whole, files, scripts).encode())


def _list_moved(press: Press, pages: Iterable[str]) -> dict[str, str]:
    """Return where pages have gone that are no parts: charts are shown where they are told of."""
    moved = {
        f"charts/{name}/": f"{part_id(home)}figure--{name}" for name, home in press.homes.items()
    }
    moved |= {WHOLE: WHOLE, SEARCH: "main"}
    return moved if "" in pages else moved | {"": "main"}


def _list_scripts(pages: Mapping[str, str]) -> list[str]:
    """Return the paths of the scripts that any of some pages loads, each once."""
    return list(
        dict.fromkeys(
            resolve_url(url, source) for url, page in pages.items() for source in list_scripts(page)
        )
    )
