"""Cleaning the engine's SVG for pages: small, named, free of styles, ids unique on any page.

The engine's output is read as a tree, so that words which look like markup are never touched.
"""

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree as ET

from plainfact.charts.theme import FONT

_SVG = "{http://www.w3.org/2000/svg}"
_DROPPED = frozenset(
    {"role", "aria-roledescription", "aria-hidden", "class", "version", "pointer-events",
     "font-family", "style", "{http://www.w3.org/XML/1998/namespace}space"}
)  # fmt: skip
_DEFAULTS = {("opacity", "1"), ("text-anchor", "start"), ("stroke-miterlimit", "4"),
             ("font-weight", "normal"), ("font-weight", "400"), ("stroke-width", "1"),
             ("transform", "translate(0,0)"), ("fill-opacity", "1"), ("x2", "0"),
             ("y2", "0"), ("fr", "0")}  # fmt: skip
_PAINTS = frozenset({"fill", "stroke", "clip-path", "mask"})
_PAINTED = re.compile(r'(?<=\s)(fill|stroke)="url\(#([^)]+)\)"')
_HOISTED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight",
            "text-anchor", "fill-opacity", "stroke-opacity")  # fmt: skip
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_MEASURES = frozenset(
    {"d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "dx", "dy", "points"}
)
_UPRIGHT = re.compile(r"translate\(([-\d.e]+),([-\d.e]+)\)")
_MIXED = re.compile(r"rgba?\(\s*\d")
_CLEAR = re.compile(r"rgb\(from (.+) r g b / 0\)")


def wrap_svg(
    content: str, key: str, size: tuple[float, float], origin: tuple[float, float], *, title: str,
    description: str,
) -> str:  # fmt: skip
    """Return a drawing as an SVG that stands in a page, named and described.

    `key` is unique on the page. The drawing begins at `origin`, inside the margins.
    """
    width, height = (_round(length) for length in size)
    left, top = (_round(length) for length in origin)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{key}-t {key}-d" font-family="{escape(FONT)}">'
        f'<title id="{key}-t">{escape(title, quote=False)}</title>'
        f'<desc id="{key}-d">{escape(description, quote=False)}</desc>'
        f'<g transform="translate({left},{top})" fill="none">{content}</g></svg>'
    )


def read_size(raw: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the size of what the engine drew, and where the drawing begins in it."""
    root = ET.fromstring(raw)  # noqa: S314 - made by our own engine a moment ago
    size = float(root.attrib["width"]), float(root.attrib["height"])
    for child in root:
        match = _UPRIGHT.fullmatch(child.attrib.get("transform", ""))
        if match:
            return size, (float(match[1]), float(match[2]))
    return size, (0.0, 0.0)


def find_words(raw: str) -> str:
    """Return everything that is written in what the engine drew."""
    root = ET.fromstring(raw)  # noqa: S314 - made by our own engine a moment ago
    return "".join(text for node in root.iter(f"{_SVG}text") for text in node.itertext())


def find_mixed_colour(raw: str) -> str:
    """Return a colour that the engine mixed of others, or nothing; of named ones it makes black."""
    root = ET.fromstring(raw)  # noqa: S314 - made by our own engine a moment ago
    painted = (node.attrib.get(name, "") for node in root.iter() for name in ("fill", "stroke"))
    return next((colour for colour in painted if _MIXED.match(colour)), "")


def clean_marks(raw: str, key: str) -> str:
    """Return what the engine drew, without its root: names of marks kept, all clutter gone."""
    root = ET.fromstring(raw)  # noqa: S314 - made by our own engine a moment ago
    names = _rename_ids(root, key)
    parts: list[str] = []
    for child in root:
        tag = child.tag.removeprefix(_SVG)
        if tag == "g":
            child.attrib.clear()
            parts += [_render(node) for node in _simplify(child)]
        elif tag == "defs":
            parts.append(_render_defs(child, names))
    return _merge_gradients("".join(parts), key)


def _rename_ids(root: ET.Element, key: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for node in root.iter():
        if "id" in node.attrib:
            names.setdefault(node.attrib["id"], f"{key}-{len(names)}")
            node.attrib["id"] = names[node.attrib["id"]]
    for node in root.iter():
        for name, value in node.attrib.items():
            if name in _PAINTS and value.startswith("url(#"):
                node.attrib[name] = f"url(#{names[value[5:-1]]})"
    return names


def _simplify(node: ET.Element) -> Iterator[ET.Element]:
    """Yield a node cleaned, or in place of a group that says nothing, what is in it."""
    tag = node.tag.removeprefix(_SVG)
    kind = node.attrib.get("class", "")
    if kind in {"background", "foreground"} and not _is_painted(node):
        return
    _strip(node, is_group=tag == "g")
    children = [clean for child in node for clean in _simplify(child)]
    node[:] = children
    if tag != "g":
        yield node
        return
    if not children:
        return
    if not node.attrib:
        _hoist(node)
    if len(children) == 1 and not set(node.attrib) & set(children[0].attrib):
        only = children[0]
        only.attrib = node.attrib | only.attrib
        yield only
    elif node.attrib:
        yield node
    else:
        yield from children


def _strip(node: ET.Element, *, is_group: bool) -> None:
    """Take from a node what a page has no use for."""
    for name, value in list(node.attrib.items()):
        if name == "aria-label":
            # The drawing has one name for all; a mark's own is for those who point at it. Axes and
            # groups have names too, which are for nobody.
            del node.attrib[name]
            if not is_group:
                node.attrib["data-tip"] = value
        elif name in _DROPPED or (name, value) in _DEFAULTS:
            del node.attrib[name]
        elif name == "font-size":
            node.attrib[name] = value.removesuffix("px")


def _is_painted(node: ET.Element) -> bool:
    return node.attrib.get("fill", "none") != "none" or "stroke" in node.attrib


def _hoist(group: ET.Element) -> None:
    """Move what all children of a group say alike to the group itself."""
    children = list(group)
    if len(children) < 2:
        return
    for name in _HOISTED:
        values = {child.attrib.get(name) for child in children}
        value = values.pop()
        if not values and value is not None and not value.startswith("url("):
            group.attrib[name] = value
            for child in children:
                del child.attrib[name]


def _render(node: ET.Element) -> str:
    tag = node.tag.removeprefix(_SVG)
    if tag == "text" and _is_upright(node):
        return _render_upright(node)
    words = escape(node.text or "", quote=False) if node.text and node.text.strip() else ""
    inside = words + "".join(_render(child) for child in node)
    head = f"<{tag}{_render_attributes(node)}"
    return f"{head}>{inside}</{tag}>" if inside else f"{head}/>"


def _is_upright(node: ET.Element) -> bool:
    return _UPRIGHT.fullmatch(node.attrib.get("transform", "")) is not None


def _render_upright(node: ET.Element) -> str:
    """Write a text that is only moved with x and y, which its lines then share."""
    match = _UPRIGHT.fullmatch(node.attrib.pop("transform"))
    x, y = (match[1], match[2]) if match else ("0", "0")
    node.attrib = {"x": x, "y": y} | node.attrib
    lines = list(node)
    for line in lines:
        line.attrib = {"x": x} | {key: value for key, value in line.attrib.items() if key != "x"}
    inside = escape(node.text or "", quote=False) + "".join(_render(line) for line in lines)
    return f"<text{_render_attributes(node)}>{inside}</text>"


def _render_attributes(node: ET.Element) -> str:
    return "".join(
        f' {name.removeprefix(_SVG)}="{escape(_tidy(name, value))}"'
        for name, value in node.attrib.items()
        if not name.startswith("{http://www.w3.org/1999/xlink}")
    )


def _render_defs(node: ET.Element, names: dict[str, str]) -> str:
    """Write gradients; an end made clear of its colour becomes a colour with no opacity."""
    for stop in node.iter(f"{_SVG}stop"):
        match = _CLEAR.fullmatch(stop.attrib.get("stop-color", ""))
        if match:
            stop.attrib["stop-color"] = match[1]
            stop.attrib["stop-opacity"] = "0"
    for gradient in node.iter(f"{_SVG}radialGradient"):
        for name in ("fr", "fx", "fy"):
            # They are at the middle, as they are where nothing is said.
            gradient.attrib.pop(name, None)
    return _render(node) if names else ""


_GRADIENT = re.compile(r'<(linear|radial)Gradient id="([^"]+)"([^>]*>.*?)</\1Gradient>')


def _merge_gradients(content: str, key: str) -> str:
    """Keep one of gradients that are alike, and number those that are left."""
    kept: dict[str, str] = {}
    renamed: dict[str, str] = {}

    def keep(match: re.Match[str]) -> str:
        body = f"{match[1]}{match[3]}"
        is_new = body not in kept
        name = kept.setdefault(body, f"{key}-g{len(kept)}")
        renamed[match[2]] = name
        return f'<{match[1]}Gradient id="{name}"{match[3]}</{match[1]}Gradient>' if is_new else ""

    content = _GRADIENT.sub(keep, content)
    return _PAINTED.sub(
        lambda match: f'{match[1]}="url(#{renamed.get(match[2], match[2])})"', content
    )


def _tidy(name: str, value: str) -> str:
    """Round the numbers of a measure to two decimals, which moves no pixel."""
    if name in _MEASURES:
        return _NUMBER.sub(lambda match: _round(float(match[0])), value)
    return value


def _round(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(number) < 0.005 else (
        f"{number:.2f}".rstrip("0").rstrip(".")
    )  # fmt: skip
