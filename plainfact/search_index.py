"""The search index: documents as classic scripts, which load from a host and from a disk alike.

`search/index.js` stays at its address and names the parts of the index, which are named by their
content. Each part pushes what it holds to `plainfactSearch`; a page that holds everything itself
may push the same before the searcher loads (docs/architecture.md says how).
"""

import json
import zlib
from collections.abc import Iterable, Mapping

from plainfact.outputs import OutputFile, make_asset
from plainfact.search_documents import KINDS, Document
from plainfact.words import Forms, Words

ENTRY = "search/index.js"
"""The file that names the parts of the index."""

_OWNERS_A_PART = 100
_WORDS = ("search_help", "search_found", "search_nothing", "search_fails")


def render_search_index(documents: Iterable[Document], words: Words) -> list[OutputFile]:
    """Return the files of the index: its entry, and parts each of which holds whole owners."""
    parts = [
        make_asset("search-index.js", make_push({"documents": group}).encode())
        for group in split_documents(documents)
    ]
    entry = make_push({**describe_search(words), "parts": [part.path for part in parts]})
    return [OutputFile(ENTRY, entry.encode()), *parts]


def describe_search(words: Words) -> dict[str, object]:
    """Return what the searcher needs besides documents: its words, and the names of kinds."""
    spoken: Mapping[str, Forms] = {name: words.forms[name] for name in _WORDS}
    kinds = [words[f"kind_{kind}"] for kind in KINDS]
    return {"language": words.tag, "words": spoken, "kinds": kinds}


def split_documents(documents: Iterable[Document]) -> list[list[list[object]]]:
    """Return documents as the searcher reads them, in parts.

    Which part an owner's documents are in hangs on its name alone, and how many parts there are
    doubles only as the site does: so an edit of one page makes one part anew.
    """
    listed = list(documents)
    owners = len({document.owner for document in listed})
    count = 1
    while owners > count * _OWNERS_A_PART:
        count *= 2
    parts: list[list[list[object]]] = [[] for _ in range(count)]
    for document in listed:
        place = zlib.crc32(document.owner.encode()) % count
        parts[place].append(
            [KINDS.index(document.kind), document.title, document.url, document.context,
             document.body]
        )  # fmt: skip
    return [part for part in parts if part]


def make_push(chunk: object) -> str:
    """Return a script that gives the searcher a chunk; safe inside a page's script element too."""
    data = json.dumps(chunk, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"(self.plainfactSearch ||= []).push({data});\n"
