"""Links between files of the content: whether they lead somewhere, and to which address."""

import difflib
import posixpath

from plainfact.owners import Owned
from plainfact.pages import Page
from plainfact.problems import Problem, format_suggestion
from plainfact.prose import Link
from plainfact.site import Site
from plainfact.urls import EXTERNAL


def check_link(link: Link, owned: Owned, site: Site, problems: list[Problem]) -> None:
    """Check a link or picture of a text; addresses on the web are left to their owners."""
    if link.href.startswith(EXTERNAL):
        return
    if link.is_image:
        _check_image(link, owned, site, problems)
    elif resolve_link(link.href, owned, site) is None and not _is_broken(link.href, owned, site):
        reason, hint = _find_fault(link.href, owned, site)
        message = f'The link "{link.href}" leads nowhere: {reason}.'
        problems.append(Problem(link.place, "link-resolves", message, hint))


def page_path(page: str) -> str:
    """Return the path of a page's file in the content folder."""
    return "index.md" if page == "index" else f"sections/{page}.md"


def _page_at(path: str) -> str:
    """Return the id of the page whose file lies at a path of the content folder, or nothing."""
    if path == page_path("index"):
        return "index"
    name = path.removeprefix("sections/").removesuffix(".md")
    return name if path == page_path(name) else ""


def resolve_link(href: str, owned: Owned, site: Site) -> str | None:
    """Return the address, from the site's root, that a link to a content file leads to."""
    target = _find_page(href, owned, site)
    _, _, fragment = href.partition("#")
    if target is None or (target.draft and not _is_draft(owned, site)):
        return None
    if not fragment:
        return target.url
    known = {heading.id for heading in target.headings}
    return f"{target.url}#{fragment}" if fragment in known else None


def _find_page(href: str, owned: Owned, site: Site) -> Page | None:
    """Return the page whose file a link names, or that the link stands in; drafts included."""
    path, _, _ = href.partition("#")
    return site.heads.get(_page_at(_path_from(owned, path)) if path else owned.id)


def _is_draft(owned: Owned, site: Site) -> bool:
    head = site.heads.get(owned.id) if owned.kind == "page" else None
    return head is not None and head.draft


def _is_broken(href: str, owned: Owned, site: Site) -> bool:
    """Tell whether a link leads to a page that could not be read: a fault told already."""
    path = _path_from(owned, href.partition("#")[0])
    name = path.removeprefix("sections/").removesuffix(".md")
    return f"section:{name}" in site.broken and path == page_path(name)


def _find_fault(href: str, owned: Owned, site: Site) -> tuple[str, str]:
    """Return why a link leads nowhere, and how to mend it."""
    target = _find_page(href, owned, site)
    path, _, fragment = href.partition("#")
    if target is None:
        return f'there is no file "{path or href}"', _suggest_page(path, owned, site)
    if target.draft and not _is_draft(owned, site):
        return "that page is a draft", f'Take "draft: true" out of {target.place.path}.'
    known = [heading.id for heading in target.headings]
    hint = format_suggestion(fragment, known)
    if not hint:
        hint = (
            f"There are: {', '.join(known)}." if known else f"Link to {path or 'the page'} alone."
        )
    return f'the page has no heading "{fragment}"', hint


def _suggest_page(path: str, owned: Owned, site: Site) -> str:
    """Return a hint that names the file meant, or all there are, as a link here would."""
    written = {page.id: _path_to(owned, page_path(page.id)) for page in site.pages}
    meant = posixpath.basename(path.rstrip("/")).partition(".")[0]
    if meant in written:
        return f'Did you mean "{written[meant]}"?'
    near = format_suggestion(path, written.values())
    return near or f"Write one of: {', '.join(written.values())}."


def _check_image(link: Link, owned: Owned, site: Site, problems: list[Problem]) -> None:
    if _path_from(owned, link.href) not in site.images:
        names = {posixpath.basename(path): path for path in site.images}
        written = [_path_to(owned, path) for path in site.images]
        exact = names.get(posixpath.basename(link.href))
        near = f'Did you mean "{_path_to(owned, exact)}"?' if exact else ""
        if not near and difflib.get_close_matches(posixpath.basename(link.href), names, n=1):
            near = format_suggestion(link.href, written)
        folder = f"{site.path}/images"
        name = posixpath.basename(link.href)
        hint = (
            near
            or f'Put the picture into {folder}/ and write "{_path_to(owned, f"images/{name}")}".'
        )
        message = f'There is no picture "{link.href}".'
        problems.append(Problem(link.place, "image-exists", message, hint))
    if not link.alt.strip():
        hint = f"Say what it shows, between the brackets: ![what it shows]({link.href})."
        message = "The picture has no alternative text."
        problems.append(Problem(link.place, "image-has-alt", message, hint))


def _folder_of(owned: Owned) -> str:
    return "sections" if owned.kind == "page" and owned.id != "index" else ""


def _path_from(owned: Owned, href: str) -> str:
    """Return the path in the content folder that a relative link means."""
    return posixpath.normpath(posixpath.join(_folder_of(owned), href))


def _path_to(owned: Owned, path: str) -> str:
    """Return how a text links to a file of the content folder."""
    return posixpath.relpath(path, _folder_of(owned) or ".")
