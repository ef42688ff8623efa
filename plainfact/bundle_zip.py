"""The whole site as a folder to unzip and open: links name the files that a disk needs."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from plainfact.outputs import OutputFile
from plainfact.rewriting import Tag, rewrite_tags
from plainfact.urls import EXTERNAL

_FOR_HOSTS = {".nojekyll", "404.html", "CNAME", "robots.txt", "sitemap.xml"}
_FOR_SHARING = "cards/"
_ONLINE = re.compile(
    r"[ \t]*<(\w+)(?:\s+[\w-]+(?:=\"[^\"]*\")?)*?\s+data-online(?=[\s>])[^>]*>.*?</\1>\n?",
    re.DOTALL,
)
"""What a site on the web says that a reader offline has no use for."""
_LINKS = ("href", "src")
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
_IS_FILE = 0o100644 << 16
_UNIX = 3


def make_folder(files: Mapping[str, bytes]) -> list[OutputFile]:
    """Return the files of a site as a disk needs them, without those that only hosts read."""
    return [
        OutputFile(path, _write_out_page(data) if path.endswith(".html") else data)
        for path, data in files.items()
        if path not in _FOR_HOSTS and not path.startswith(_FOR_SHARING)
    ]


def write_out_link(href: str) -> str:
    """Return a link that names the file it leads to, where it ends in a folder.

    >>> write_out_link("../memory/#yardstick")
    '../memory/index.html#yardstick'
    """
    if href.startswith((*EXTERNAL, "data:", "#")):
        return href
    path, sign, fragment = href.partition("#")
    is_folder = path.endswith(("/", "/..")) or path in {"", ".", ".."}
    if not is_folder:
        return href
    return f"{path.rstrip('/')}/index.html{sign}{fragment}"


def make_zip(name: str, outputs: Iterable[OutputFile], made: datetime) -> bytes:
    """Return files as a ZIP of one folder: the same bytes for the same files and date."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for output in sorted(outputs, key=lambda output: output.path):
            entry = zipfile.ZipInfo(f"{name}/{output.path}", max(made, _EARLIEST).timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _IS_FILE
            archive.writestr(entry, output.data)
    return held.getvalue()


def make_readme(title: str, words: str) -> OutputFile:
    """Return the note that stands beside the pages, with the line ends that every editor knows."""
    lines = [title, "", *words.split("\n"), ""]
    return OutputFile("README.txt", "\r\n".join(lines).encode())


def _write_out_page(page: bytes) -> bytes:
    return rewrite_tags(_ONLINE.sub("", page.decode()), _write_out).encode()


def _write_out(tag: Tag) -> str:
    changed = {
        name: write_out_link(value) if name in _LINKS and value is not None else value
        for name, value in tag.attributes.items()
    }
    refresh = changed.get("content")
    if tag.name == "meta" and tag.attributes.get("http-equiv") == "refresh" and refresh:
        delay, sign, target = refresh.partition("url=")
        changed["content"] = f"{delay}{sign}{write_out_link(target)}"
    return tag.format(changed)
