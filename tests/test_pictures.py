"""Pictures are pictures: none of them runs or loads anything, even where it is opened by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from plainfact.svg_faults import find_svg_fault

HEAD = ('<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' viewBox="0 0 4 3">')  # fmt: skip
ACTIVE = {
    "script": "<script>pwned=1</script>",
    "script in capitals": '<x:SCRIPT xmlns:x="http://www.w3.org/1999/xhtml">pwned=1</x:SCRIPT>',
    "script of a page": '<script xmlns="http://www.w3.org/1999/xhtml">pwned=1</script>',
    "handler": '<g onclick="pwned=1"/>',
    "handler in capitals": '<rect ONLOAD="pwned=1"/>',
    "link that runs": '<a href="java&#10;script:pwned=1"/>',
    "old link that runs": '<a xlink:href=" JavaScript:pwned=1"/>',
    "link to data": '<a href="data:text/html,x"/>',
    "animation of a link": '<a><set attributeName="xlink:href" to="#a"/></a>',
    "animation that runs": '<animate attributeName="x" values="javascript:pwned=1"/>',
    "page inside": '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "formula that runs": '<math xmlns="http://www.w3.org/1998/Math/MathML" onclick="x()"/>',
    "picture from elsewhere": '<image href="https://example.org/a.png"/>',
    "picture from another host": '<image xlink:href="//example.org/a.png"/>',
    "slashes the other way": '<image href="\\\\example.org/a.png"/>',
    "part of data": '<use href="data:image/svg+xml,x#a"/>',
    "fill from elsewhere": '<rect fill="url(https://example.org/a.svg#a)"/>',
    "style from elsewhere": '<rect style="mask: url(//example.org/a)"/>',
    "style sheet from elsewhere": '<style>@import "a.css";</style>',
    "escaped style": "<style>a { fill: u\\72l(ht\\74ps://example.org) }</style>",
    "base": '<g xml:base="https://example.org/"/>',
    "cut off": "<g>",
}
"""What stands in a picture that is more than one."""
ALONE = {
    "style sheet": f'<?xml-stylesheet href="a.css"?>{HEAD}</svg>',
    "entity": f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}&a;</svg>',
    "bomb": '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + f"{HEAD}&b;</svg>",
    "attribute by default": f'<!DOCTYPE svg [<!ATTLIST g onload CDATA "x()">]>{HEAD}<g/></svg>',
    "nothing": "",
}
INERT = {
    "shapes": '<g id="a" fill="url(#b)"><path d="M0 0"/></g><use href="#a"/><use xlink:href="#a"/>',
    "picture inside": '<image href="data:image/png;base64,AA//BB"/>',
    "link": '<a href="https://example.org/?a=b">a</a><a href="../b/">b</a><a href="mailto:a@b.c"/>',
    "style": "<style>/* https://example.org */ a { fill: url(#b) }</style><g style='fill: red'/>",
    "font inside": "<style>@font-face { src: url(data:font/woff2;base64,A//A) }</style>",
    "notes of a drawing program": '<metadata><x xmlns="urn:x" only="1" href="https://a.b"/></metadata>'
    '<g xmlns:i="urn:i" i:onsave="C:\\\\a"/>',
    "animation": '<rect><animate attributeName="opacity" to="1"/></rect>',
}
"""What drawing programs save."""


@pytest.mark.parametrize("name", ACTIVE)
def test_what_a_browser_runs_or_loads_is_found(name: str) -> None:
    """Each is told at its line."""
    fault = find_svg_fault(f"{HEAD}\n<rect/>\n{ACTIVE[name]}</svg>".encode())
    assert fault is not None
    assert fault.line == 3


@pytest.mark.parametrize("name", ALONE)
def test_what_stands_before_the_picture_is_found(name: str) -> None:
    """A document that is more than its one element is refused too, before anything grows."""
    assert find_svg_fault(ALONE[name].encode()) is not None


@pytest.mark.parametrize("code", ["utf-8", "utf-16", "latin-1"])
def test_no_way_of_writing_hides_a_script(code: str) -> None:
    """A script is found however the file is saved."""
    head = f'<?xml version="1.0" encoding="{code}"?>' if code == "latin-1" else ""
    assert find_svg_fault(f"{head}{HEAD}é</svg>".encode(code)) is None
    assert find_svg_fault(f"{head}{HEAD}é<script/></svg>".encode(code)) is not None


@pytest.mark.parametrize("name", INERT)
def test_what_drawing_programs_save_is_no_fault(name: str) -> None:
    """Gradients, styles, links, notes and pictures inside a picture stay."""
    version = "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"
    doctype = f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "{version}">'
    assert (
        find_svg_fault(f'<?xml version="1.0"?>{doctype}{HEAD}{INERT[name]}</svg>'.encode()) is None
    )


def test_opened_by_itself_no_picture_that_is_let_through_runs(
    tmp_path: Path, serve: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    """Opened by itself, a refused picture does run; so what is let through must not."""
    for name, inner in {"active": ACTIVE["script"], **INERT}.items():
        (tmp_path / f"{name}.svg").write_text(f"{HEAD}{inner}</svg>", encoding="utf-8")
    (tmp_path / "favicon.ico").touch()
    root = serve(tmp_path)
    page = open_page(f"{root}/active.svg")
    assert page.evaluate("self.pwned") == 1
    for name in INERT:
        page.goto(f"{root}/{name}.svg")
        assert page.evaluate("self.pwned") is None
