"""Assets: the theme's styles, scripts and fonts, named by their content."""

import posixpath
import re
from collections.abc import Mapping

from msgspec import Struct

from plainfact.outputs import OutputFile, make_asset

_FIRST = ("tokens.css", "base.css")
_APART = ("notes.css", "reference.css", "search.css", "one_file.css")
"""Styles that some pages need alone: each is a sheet of its own, which those pages load."""
_READING = ("search-open.js", "tips.js", "copy.js", "way.js")
"""Scripts that pages that are read load as one, which takes a request instead of four."""
_MADE_INTO_ASSETS = (".css", ".js", ".woff2")
"""What becomes an asset."""
_WORDS = r"(?P<words>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
"""What stands in quotes, which stays as it is."""
_COMMENT = re.compile(rf"{_WORDS}|/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(
    rf"{_WORDS}|\s*;?\s*(?P<end>}})\s*|\s*(?P<sign>[{{;,])\s*"
    r"|(?P<colon>(?<=[\w-]):)\s+(?=[^{}]*[;}])|\s+"
)
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


class Assets(Struct, frozen=True):
    """The files that every page uses."""

    files: tuple[OutputFile, ...]
    """The files themselves."""
    stylesheets: tuple[str, ...]
    """The addresses, from the site's root, of the stylesheets that every page loads, in order."""
    sheets: Mapping[str, str]
    """The addresses of the other stylesheets, by name: a template names those it needs."""
    fonts: Mapping[str, str]
    """The fonts' addresses from the site's root, by path, e.g. "fonts/sans.woff2"."""
    scripts: Mapping[str, str]
    """The scripts' addresses from the site's root, by name: a template names those it needs."""
    own_scripts: tuple[str, ...]
    """The names of the scripts that the site adds to the theme's; every page loads them."""


def make_assets(static: Mapping[str, bytes], generated_css: str, added: frozenset[str]) -> Assets:
    """Return the assets of a site from its static files; most styles become one sheet.

    `added` are the paths of files that the site adds to the theme's: its styles come last, its
    scripts are loaded by every page, and all else but fonts is copied as it is, at its path.
    """
    fonts = {
        name: make_asset(name.rpartition("/")[2], data)
        for name, data in static.items()
        if name.endswith(".woff2")
    }
    copied = {
        name: OutputFile(name, data)
        for name, data in static.items()
        if (name in added or "/" not in name) and not name.endswith(_MADE_INTO_ASSETS)
    }
    styles = sorted(
        (name for name in static if name.endswith(".css")),
        key=lambda name: (
            name in added,
            _FIRST.index(name) if name in _FIRST else len(_FIRST),
            name,
        ),
    )
    led = {name: f"../{name}" for name in copied}
    led |= {name: font.path.rpartition("/")[2] for name, font in fonts.items()}
    led_css = {name: _lead_addresses(static[name].decode(), name, led) for name in styles}
    shared = [css for name, css in led_css.items() if name not in _APART]
    sheet = "\n".join([_lead_addresses(generated_css, "", led), *shared])
    style = make_asset("style.css", _squeeze(sheet).encode())
    apart = {name: make_asset(name, _squeeze(css).encode()) for name, css in led_css.items()
             if name in _APART}  # fmt: skip
    scripts = {
        name: make_asset(name.rpartition("/")[2], data if name in added else _squeeze_script(data))
        for name, data in static.items()
        if name.endswith(".js")
    }
    read = [scripts[name].data for name in _READING if name in scripts]
    scripts["reading.js"] = make_asset("reading.js", b"".join(read))
    used = [font for font in fonts.values() if font.path.rpartition("/")[2] in sheet]
    return Assets(
        files=(style, *apart.values(), *scripts.values(), *used, *copied.values()),
        stylesheets=(style.path,),
        sheets={name: file.path for name, file in apart.items()},
        fonts={name: font.path for name, font in fonts.items() if font in used},
        scripts={name: script.path for name, script in scripts.items()},
        own_scripts=tuple(sorted(name for name in added if name.endswith(".js"))),
    )


def _lead_addresses(css: str, name: str, led: Mapping[str, str]) -> str:
    """Return a stylesheet whose addresses hold from where the one sheet lies."""

    def lead(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[1]))
        return f'url("{led[target]}")' if target in led else match[0]

    return _URL.sub(lead, css)


def _squeeze(css: str) -> str:
    """Take out comments, and space that says nothing, which readers need not fetch."""
    css = _COMMENT.sub(lambda match: match["words"] or "", css)
    return _SPACE.sub(lambda match: match[match.lastgroup] if match.lastgroup else " ", css).strip()


def _squeeze_script(script: bytes) -> bytes:
    """Take out the comments and the indentation of a script whose lines each stand by themselves.

    One in which a string or a comment runs over several lines stays as it is.
    """
    lines = script.decode(errors="surrogateescape").splitlines()
    runs_on = any(line.count("`") % 2 or line.endswith("\\") or "/*" in line for line in lines)
    kept = [line.strip() for line in lines if not line.strip().startswith("//")]
    short = "\n".join(line for line in kept if line) + "\n"
    return script if runs_on else short.encode(errors="surrogateescape")
