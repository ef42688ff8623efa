"""Listings: what tells machines of the site's pages, their news, and where they stood before."""

from collections.abc import Collection, Iterable

from plainfact.feeds import Entry, Feed, render_feed
from plainfact.metadata import FEED
from plainfact.outputs import OutputFile
from plainfact.press import Press
from plainfact.redirects import list_redirects
from plainfact.site import Site
from plainfact.sitemaps import ROBOTS, SITEMAP, render_robots, render_sitemap
from plainfact.urls import MISSING, output_path, relative_url

_INDEX = "index.html"
_UNLISTED = ("embed/",)
"""Folders of pages that stand in other sites' pages."""


def has_news(site: Site) -> bool:
    """Tell whether anything on the site has a date that a feed could tell."""
    return bool(site.corrections) or any(page.updated for page in site.pages if not page.draft)


def render_listings(
    press: Press, pages: Iterable[OutputFile], own: Collection[str]
) -> list[OutputFile]:
    """Return robots.txt, the pages of former addresses, and, on the web, sitemap and feed.

    `own` are the paths of files that the site brings itself: its own robots.txt stands.
    """
    base_url = press.base_url
    files = _render_redirects(press)
    if ROBOTS not in own:
        files.append(OutputFile(ROBOTS, render_robots(base_url)))
    if base_url:
        files.append(OutputFile(SITEMAP, _render_sitemap(press, pages)))
    if press.publication.has_feed:
        files.append(OutputFile(FEED, _render_feed(press)))
    return files


def _render_sitemap(press: Press, pages: Iterable[OutputFile]) -> bytes:
    days = {page.url: page.updated for page in press.site.pages}
    urls = [page.path.removesuffix(_INDEX) for page in pages if page.path.endswith(_INDEX)]
    listed = {url: days.get(url) for url in urls if not url.startswith(_UNLISTED)}
    listed.pop(MISSING, None)
    return render_sitemap(listed, press.base_url)


def _render_redirects(press: Press) -> list[OutputFile]:
    """Return a page for each former address, which sends its reader on."""
    return [
        OutputFile(
            output_path(former),
            press.templates.render(
                "moved.html",
                language=press.site.config.language,
                title=press.prose.plain(page.title),
                url=relative_url(former, page.url),
                canonical=f"{press.base_url}{page.url}" if press.base_url else "",
            ).encode(),
        )
        for former, page in list_redirects(press.site)
    ]


def _render_feed(press: Press) -> bytes:
    site = press.site
    title = press.prose.plain(site.title)
    return render_feed(
        Feed(
            base_url=press.base_url,
            title=title,
            subtitle=press.prose.plain(site.summary),
            language=site.config.language,
            authors=tuple(author.name for author in site.config.authors) or (title,),
            rights=site.config.licence,
            entries=(*_list_sections(press), *_list_corrections(press)),
        )
    )


def _list_sections(press: Press) -> Iterable[Entry]:
    say = press.prose.plain
    for page in press.site.pages:
        if page.updated and not page.draft:
            summary = say(page.summary or press.site.summary)
            yield Entry(url=page.url, title=say(page.title), summary=summary, updated=page.updated)


def _list_corrections(press: Press) -> Iterable[Entry]:
    say, words = press.prose.plain, press.words
    heads = press.site.heads
    for correction in press.site.corrections:
        yield Entry(
            url=f"corrections/#{correction.anchor}",
            title=words("feed_correction", title=say(heads[correction.page].title)),
            summary=" ".join(
                (
                    words("correction_was", words=say(correction.was)),
                    words("correction_is", words=say(correction.is_now)),
                    say(correction.why),
                )
            ),
            updated=correction.date,
        )
