"""A site through which account is kept of what is read of it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from plainfact.fingerprints import digest_bytes, digest_value
from plainfact.pages import Page
from plainfact.reads import Read, Reads, Watched
from plainfact.site import Image, Site
from plainfact.store import Store, make_key

_ROOMS = ("sources", "terms", "datasets", "cells", "figures", "first_charts", "figure_days")
"""The parts of a site that are read by key, each on its own."""


_GROUND = frozenset({"sources", "terms", "datasets", "cells", "figures"})
"""The parts that hang on no page."""


def recall_digests(site: Site, reads: Reads, store: Store) -> None:
    """Take over the fingerprints of all that is no page, where it is as in an earlier build."""
    if site.ground:
        known: dict[Read, str] | None = store.get(make_key("digests", site.ground))
        reads.learn(known or {})


def keep_digests(site: Site, reads: Reads, store: Store) -> None:
    """Keep the fingerprints of all that is no page for the next build."""
    key = make_key("digests", site.ground)
    told = reads.tell(_GROUND)
    if site.ground and len(told) > len(store.get(key) or ()):
        store.put(key, told)


def watch_site(site: Site, reads: Reads) -> Site:
    """Return a site of which each part that is read is noted."""
    return cast("Site", _WatchedSite(site, reads))


class _WatchedSite:
    """Stands for a site: what is read of it is noted, by key in its mappings, else as a whole."""

    def __init__(self, site: Site, reads: Reads) -> None:
        self._site = site
        self._reads = reads
        self._rooms: dict[str, Mapping[str, Any]] = {
            room: Watched(room, getattr(site, room), reads) for room in _ROOMS
        }
        self._rooms["heads"] = Watched("heads", site.heads, reads, lambda head: head.head_digest)
        self._rooms["images"] = Watched("images", site.images, reads, _digest_image)
        self._rooms["extensions"] = Watched("extensions", site.extensions, reads, _digest_file)
        reads.open_room("site", self._digest)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the site has it
        if name in self._rooms:
            return self._rooms[name]
        self._reads.note(("site", name))
        return getattr(self._site, name)

    def _digest(self, name: str) -> str:
        value = getattr(self._site, name)
        special = _SPECIAL.get(name)
        return special(value) if special is not None else digest_value(value)


def _digest_pages(pages: tuple[Page, ...]) -> str:
    return digest_bytes(*(page.digest.encode() for page in pages))


def _digest_image(image: Image) -> str:
    return digest_bytes(image.path.encode(), image.data)


def _digest_file(path: Path) -> str:
    return digest_bytes(path.read_bytes())


_SPECIAL: Mapping[str, Callable[[Any], str]] = {
    "language": lambda language: language.code,
    "broken": lambda broken: digest_value(sorted(broken)),
    "static": lambda static: digest_value(sorted(static)),
    "filters": lambda path: _digest_file(path) if path is not None else "",
    "index": lambda page: page.digest if page is not None else "",
    "pages": _digest_pages,
    "sections": _digest_pages,
    "appendix": _digest_pages,
}
"""How the fingerprints of parts are found that would have none, or take long."""
