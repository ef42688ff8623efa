"""What a page loads, put into the page itself: styles, fonts, scripts and its icon."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from plainfact.content_policy import make_hash_policy
from plainfact.document import embed_file, is_script
from plainfact.rewriting import Attributes, Tag, format_tag, rewrite_tags

_FACE = re.compile(r"@font-face\s*\{[^{}]*\}\s*")
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_HEAD = re.compile(r"<head\b.*?</head>", re.DOTALL)
_FOR_LOADING = {"src", "defer"}
_HELD = "text/plain"
"""The type of scripts that are held until they are asked for."""
_POLICY = "Content-Security-Policy"


def list_scripts(page: str) -> list[str]:
    """Return the addresses of the scripts that a page runs once it is read, as it writes them."""
    found: list[str] = []

    def note(tag: Tag) -> str:
        source = tag.attributes.get("src")
        if tag.name == "script" and source and "defer" in tag.attributes:
            found.append(source)
        return tag.written

    rewrite_tags(page, note)
    return found


def list_spare_scripts(page: str) -> list[str]:
    """Return the addresses of the scripts that a page loads when a reader asks for them."""
    found: dict[str, None] = {}

    def note(tag: Tag) -> str:
        found.update((value, None) for name, value in tag.attributes.items()
                     if value is not None and is_script(name, value))  # fmt: skip
        return tag.written

    rewrite_tags(page, note)
    return list(found)


def inline_assets(page: str, files: Mapping[str, bytes], scripts: Iterable[str]) -> str:
    """Return a page of the site's root that loads nothing, under a policy of hashes.

    `scripts` are the paths of those that it runs at its end; those that run at once stay above, and
    those that are loaded only when a reader asks are held as text, under their addresses.
    """
    styles: list[str] = []
    early: list[str] = []

    def rewrite(tag: Tag) -> str:
        attributes = tag.attributes
        if tag.name == "link":
            return _inline_link(attributes.get("rel"), attributes.get("href"), files, styles)
        source = attributes.get("src")
        if tag.name == "script" and source:
            return "" if "defer" in attributes else _inline_script(source, attributes, files, early)
        return tag.written

    ready = _HEAD.sub(lambda match: rewrite_tags(match[0], rewrite), page, count=1)
    late: list[str] = []
    run = list(scripts)
    block = "".join(_inline_script(path, {}, files, late) for path in run)
    block += "".join(
        _inline_script(path, {"type": _HELD, "id": path}, files, late)
        for path in list_spare_scripts(page)
        if path not in run
    )
    ready = ready.replace("</body>", f"{block}</body>")
    policy = make_hash_policy(styles, [*early, *late])
    return rewrite_tags(ready, lambda tag: _set_policy(tag, policy))


def _inline_link(
    rel: str | None, href: str | None, files: Mapping[str, bytes], styles: list[str]
) -> str:
    """Return what stands in place of a link element; only styles and icons are kept."""
    if href is None or href not in files:
        return ""
    if rel == "stylesheet":
        styles.append(_embed_urls(files[href].decode(), href, files))
        return format_tag("style", {}, styles[-1])
    if rel == "icon":
        return f'<link rel="icon" href="{embed_file(href, files[href])}">'
    return ""


def _embed_urls(css: str, path: str, files: Mapping[str, bytes]) -> str:
    """Return a stylesheet that holds its files, a font of two names under its first alone."""
    folder = path.rpartition("/")[0]
    faces: set[str] = set()

    def hold_once(match: re.Match[str]) -> str:
        address = _URL.search(match[0])
        if address is None:
            return match[0]
        is_held = address[1] in faces
        faces.add(address[1])
        return "" if is_held else match[0]

    def embed(match: re.Match[str]) -> str:
        found = f"{folder}/{unquote(match[1])}".lstrip("/")
        return f'url("{embed_file(found, files[found])}")' if found in files else match[0]

    return _URL.sub(embed, _FACE.sub(hold_once, css))


def _inline_script(
    path: str, attributes: Attributes, files: Mapping[str, bytes], contents: list[str]
) -> str:
    """Return a script element that holds its code, with the data that it was given."""
    code = files[path].decode().replace("</script", r"<\/script").replace("<!--", r"<\!--")
    contents.append(code)
    kept = {name: value for name, value in attributes.items() if name not in _FOR_LOADING}
    return format_tag("script", kept, code)


def _set_policy(tag: Tag, policy: str) -> str:
    if tag.name == "meta" and tag.attributes.get("http-equiv") == _POLICY:
        return tag.format({"http-equiv": _POLICY, "content": policy})
    return tag.written
