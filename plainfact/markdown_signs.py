"""Markdown read sooner: each step and pattern is left out where a text has none of its signs.

The library tries each pattern on each stretch of a text. What it gives is the same.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import InlineProcessor, Treeprocessor, UnescapeTreeprocessor

_SIGNS = {"backtick": "`", "escape": "\\", "autolink": "<", "linebreak": "  \n", "entity": "&",
          "image_link": "![", "link": "[", "footnote": "[^"} | dict.fromkeys(
    ("reference", "image_reference", "short_reference", "short_image_ref"), "]:")  # fmt: skip
"""What must stand in a text for a pattern of the library's to find anything, by its name."""
_BLOCK_SIGNS = {"quote": ">", "deflist": ": ", "defindent": ": ", "hashheader": "#", "table": "|",
                "reference": "]:", "footnote": "[^"}  # fmt: skip
"""And for a kind of block."""
_ANY_SIGN = re.compile(r"[\[*_`<&!\\\"'\n]")
"""One of which any pattern begins with."""


class _Inline(InlineProcessor):
    """Passes over words in which no pattern can find anything: most of those inside another."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - the library's own step; by another name there, it is done as ever
        if _ANY_SIGN.search(data) is None:
            return data
        handled: str = super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc]
        return handled


class _Unescape(UnescapeTreeprocessor):
    """Puts back what was escaped, where anything was."""

    has_signs = True

    def run(self, root: Element) -> None:
        if self.has_signs:
            super().run(root)


class _Quotes(Treeprocessor):
    """Curls quotes, where there are any."""

    has_signs = True

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._step = md.treeprocessors["smarty"]

    def run(self, root: Element) -> None:
        if self.has_signs:
            self._step.run(root)


class SignsOnly:
    """Fits a converter to each text: what can find nothing in it is left out."""

    def __init__(self, converter: markdown.Markdown) -> None:
        self._processor = _Inline(converter)
        self._patterns = _list_named(self._processor.inlinePatterns)
        self._parser = converter.parser
        self._blocks = _list_named(self._parser.blockprocessors)
        converter.treeprocessors.register(self._processor, "inline", 20)
        self._quotes, self._unescape = _Quotes(converter), _Unescape(converter)
        converter.treeprocessors.register(self._quotes, "smarty", 6)
        converter.treeprocessors.register(self._unescape, "unescape", 0)

    def fit(self, text: str) -> None:
        """Look for the signs in a text that is about to be converted."""
        has_emphasis = "*" in text or "_" in text
        patterns: Any = [
            pattern
            for name, pattern in self._patterns
            if (has_emphasis or name != "em_strong") and _SIGNS.get(name, "") in text
        ]
        blocks: Any = [block for name, block in self._blocks if _BLOCK_SIGNS.get(name, "") in text]
        self._processor.inlinePatterns, self._parser.blockprocessors = patterns, blocks
        self._quotes.has_signs = '"' in text or "'" in text
        self._unescape.has_signs = "\\" in text


def _list_named(registry: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - of patterns, or of blocks
    registry[0]  # which sorts it
    return [(item.name, registry[item.name]) for item in registry._priority]  # noqa: SLF001 - it has no names else
