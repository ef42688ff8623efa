"""Assets: the theme's styles, scripts and fonts, named by their content."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from plainfact.outputs import OutputFile, make_asset

_FIRST = ("tokens.css", "base.css")
_MADE_INTO_ASSETS = (".css", ".js", ".woff2")
"""What becomes an asset; all else at the top of static/ is copied to the site's root as it is."""
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


@dataclass(frozen=True, slots=True)
class Assets:
    """The files that every page uses."""

    files: tuple[OutputFile, ...]
    """The files themselves."""
    stylesheets: tuple[str, ...]
    """The stylesheets' addresses from the site's root, in the order in which they apply."""
    scripts: Mapping[str, str]
    """The scripts' addresses from the site's root, by name: a template names those it needs."""
    own_scripts: tuple[str, ...]
    """The names of the scripts that the site adds to the theme's; every page loads them."""


def make_assets(
    static: Mapping[str, bytes], generated_css: str, own_scripts: tuple[str, ...]
) -> Assets:
    """Return the assets of a site from its static files; all styles become one sheet."""
    fonts = {
        name: make_asset(name.rpartition("/")[2], data)
        for name, data in static.items()
        if name.endswith(".woff2")
    }
    styles = sorted(
        (name for name in static if name.endswith(".css")),
        key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name),
    )
    sheet = "\n".join([generated_css, *(static[name].decode() for name in styles)])
    for name, font in fonts.items():
        sheet = _URL.sub(partial(_point_at, name=name, font=font), sheet)
    style = make_asset("style.css", _squeeze(sheet).encode())
    scripts = {
        name: make_asset(name, data) for name, data in static.items() if name.endswith(".js")
    }
    used = [font for font in fonts.values() if font.path.rpartition("/")[2] in sheet]
    others = [OutputFile(name, data) for name, data in static.items()
              if "/" not in name and not name.endswith(_MADE_INTO_ASSETS)]  # fmt: skip
    return Assets(
        files=(style, *scripts.values(), *used, *others),
        stylesheets=(style.path,),
        scripts={name: script.path for name, script in scripts.items()},
        own_scripts=own_scripts,
    )


def _point_at(match: re.Match[str], *, name: str, font: OutputFile) -> str:
    """Return a CSS address led to the fingerprinted font, where it named that font."""
    if match[1].removeprefix("./") != name:
        return match[0]
    return f'url("{font.path.rpartition("/")[2]}")'


def _squeeze(css: str) -> str:
    """Take out comments and indentation, which readers need not fetch."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in css.split("\n") if line.strip()) + "\n"
