"""The search index: documents as classic scripts, which load from a host and from a disk alike.

`search/index.js` stays at its address and names the parts of the index, which are named by their
content. Each part pushes what it holds to `plainfactSearch`; a page that holds everything itself
may push the same before the searcher loads (docs/architecture.md says how).
"""

import json
import zlib
from collections.abc import Collection, Iterable, Mapping

from plainfact.outputs import OutputFile, make_asset
from plainfact.search_documents import KINDS, Document
from plainfact.words import Forms, Words

ENTRY = "search/index.js"
"""The file that names the parts of the index."""

_OWNERS_A_PART = 100
_WORDS = ("search_help", "search_found", "search_nothing", "search_fails")


def render_entry(parts: Iterable[OutputFile], words: Words) -> OutputFile:
    """Return the file that stays at its address and names the parts."""
    entry = {**describe_search(words), "parts": [part.path for part in parts]}
    return OutputFile(ENTRY, make_push(entry).encode())


def render_part(documents: Iterable[Document]) -> OutputFile:
    """Return a part of the index, with documents as the searcher reads them."""
    listed = [
        [KINDS.index(document.kind), document.title, document.url, document.context, document.body]
        for document in documents
    ]
    return make_asset("search-index.js", make_push({"documents": listed}).encode())


def describe_search(words: Words) -> dict[str, object]:
    """Return what the searcher needs besides documents: its words, and the names of kinds."""
    spoken: Mapping[str, Forms] = {name: words.forms[name] for name in _WORDS}
    kinds = [words[f"kind_{kind}"] for kind in KINDS]
    return {"language": words.tag, "words": spoken, "kinds": kinds}


def split_owners(owners: Collection[str]) -> list[list[str]]:
    """Return the owners of documents by the part of the index that these are in.

    Which part that is hangs on an owner's name alone, and how many parts there are doubles only as
    the site does: so an edit of one page makes one part anew.
    """
    count = 1
    while len(owners) > count * _OWNERS_A_PART:
        count *= 2
    parts: list[list[str]] = [[] for _ in range(count)]
    for owner in owners:
        parts[zlib.crc32(owner.encode()) % count].append(owner)
    return [part for part in parts if part]


def make_push(chunk: object) -> str:
    """Return a script that gives the searcher a chunk; safe inside a page's script element too."""
    data = json.dumps(chunk, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"(self.plainfactSearch ||= []).push({data});\n"
