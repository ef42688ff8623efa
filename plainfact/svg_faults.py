"""What in an SVG would run, or load something, for whoever opens the picture by itself.

On a page, a picture neither runs nor loads anything; but it has an address of its own too, and
there a browser takes it for a document.
"""

import re
from xml.parsers import expat

from msgspec import Struct

_ACTIVE = {"script", "handler", "listener", "foreignobject", "iframe", "frame", "object", "embed",
           "applet", "base", "link", "meta"}  # fmt: skip
_HOMES = {"", "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml",
          "http://www.w3.org/1998/Math/MathML"}  # fmt: skip
"""The vocabularies that a browser knows; names of all others mean nothing to it."""
_XML = "http://www.w3.org/XML/1998/namespace"
_IS_LINK = re.compile(r"(?:https?:|mailto:)|(?![\w+.-]*:)", re.IGNORECASE)
_IS_INSIDE = re.compile(
    r"data:image/(?:png|jpe?g|gif|webp|avif)[;,]|(?![\w+.-]*:|[/\\]{2})", re.IGNORECASE
)
_BLANK = re.compile(r"[\s\0-\x1f]+")
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.IGNORECASE)
_HARMLESS = re.compile(r"/\*.*?\*/|@namespace[^;]*;|data:(?:image|font)/[^\"')]*", re.DOTALL)
_LOADS = re.compile(r"@import|https?:|[/\\]{2}", re.IGNORECASE)


class SvgFault(Struct, frozen=True):
    """Something in an SVG that is more than a picture."""

    line: int
    """The line that it stands on."""
    message: str
    """What is wrong, in one sentence."""


class _FoundError(Exception):
    """Ends the reading at the first fault."""

    def __init__(self, fault: SvgFault) -> None:
        super().__init__()
        self.fault = fault


def find_svg_fault(data: bytes) -> SvgFault | None:
    """Return the first thing in an SVG that runs, or loads something from elsewhere.

    >>> find_svg_fault(b'<svg onload="x()"/>').message
    'The picture has the attribute onload; pictures run nothing and load nothing.'
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    _Scanner(parser)
    try:
        parser.Parse(data, True)  # noqa: FBT003 - as expat has it
    except _FoundError as found:
        return found.fault
    except expat.ExpatError as error:
        # A browser shows, and runs, what stands before the slip.
        slip = expat.ErrorString(error.code)
        return SvgFault(error.lineno, f"The picture is no SVG that can be read ({slip}).")
    return None


class _Scanner:
    """Raises the first fault that a parser comes by."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.style: list[str] | None = None
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._read
        parser.EntityDeclHandler = self._refuse_entity
        parser.ProcessingInstructionHandler = self._process

    def _refuse(self, what: str) -> None:
        message = f"The picture {what}; pictures run nothing and load nothing."
        raise _FoundError(SvgFault(self.parser.CurrentLineNumber, message))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        home, _, name = tag.rpartition(" ")
        if home not in _HOMES:
            return
        if name.lower() in _ACTIVE:
            self._refuse(f"has a <{name}>")
        if name.lower() == "style":
            self.style = []
        for key, value in attributes.items():
            fault = _find_attribute_fault(name.lower(), key, value)
            if fault:
                self._refuse(fault)

    def _end(self, tag: str) -> None:
        if self.style is not None and tag.rpartition(" ")[2].lower() == "style":
            if _loads(" ".join(self.style)):
                self._refuse("has a style that loads something from elsewhere")
            self.style = None

    def _read(self, words: str) -> None:
        if self.style is not None:
            self.style.append(words)

    def _refuse_entity(self, name: str, *_: object) -> None:
        self._refuse(f"declares the entity {name}")

    def _process(self, target: str, _: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._refuse("has an <?xml-stylesheet?>")


def _find_attribute_fault(element: str, key: str, value: str) -> str:
    """Return what is wrong with an attribute, or nothing."""
    home, _, name = key.rpartition(" ")
    name, value = name.lower(), _BLANK.sub("", value)
    if name.startswith("on") and not home:
        return f"has the attribute {name}"
    if home == _XML and name == "base":
        return "has the attribute xml:base"
    if "script:" in value.lower():
        return f"has a script in the attribute {name}"
    if name in ("href", "src") and not (_IS_LINK if element == "a" else _IS_INSIDE).match(value):
        return f"loads something from elsewhere in the attribute {name}"
    if name == "attributename" and value.rpartition(":")[2].lower().startswith(("href", "on")):
        return f"changes the attribute {value}"
    if (name == "style" or "url(" in value.lower()) and _loads(value):
        return f"loads something from elsewhere in the attribute {name}"
    return ""


def _loads(style: str) -> bool:
    """Tell whether styles load something from elsewhere."""
    plain = _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), style)
    return _LOADS.search(_HARMLESS.sub("", plain)) is not None
