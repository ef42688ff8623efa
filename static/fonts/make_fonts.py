"""Make the charts' sans font, and the table of its widths, from Inter (npm package inter-ui).

Run by hand, when the font or its glyphs change, with the packages of the group "fonts":

    npm install --ignore-scripts --prefix /tmp/inter inter-ui@4.1.1
    python static/fonts/make_fonts.py /tmp/inter/node_modules/inter-ui

Inter declares no reserved font name. The subset has a name of its own all the same, so that a copy
of Inter on the machine that builds can't take its place. Same input, same bytes.
"""

import json
import sys
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Plainfact Sans"
PAGE_FONTS = Path(__file__).parent
ENGINE_FONTS = PAGE_FONTS.parents[1] / "plainfact" / "charts" / "font_files"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
RANGES = [
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x17F),  # Latin-1 and Latin Extended-A
    (0x192, 0x192), (0x218, 0x21B), (0x2BC, 0x2BC), (0x2C6, 0x2C7), (0x2D8, 0x2DD),
    (0x3A9, 0x3A9), (0x3BC, 0x3BC), (0x3C0, 0x3C0), (0x1E9E, 0x1E9E),
    (0x2009, 0x200A), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026),
    (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044),
    (0x2070, 0x2070), (0x2074, 0x208E), (0x20A9, 0x20A9), (0x20AC, 0x20AC), (0x20B9, 0x20B9),
    (0x2113, 0x2113), (0x2116, 0x2116), (0x2122, 0x2122), (0x2150, 0x215E),
    (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
    (0x221E, 0x221E), (0x2202, 0x2202), (0x2206, 0x2206), (0x2211, 0x2211), (0x221A, 0x221A),
]  # fmt: skip


def open_subset(source: Path, features: list[str]) -> TTFont:
    """Return the font with the glyphs of RANGES alone."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=features, notdef_outline=True, hinting=False,
                      name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
                      drop_tables=["STAT", "MVAR"])  # fmt: skip
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    return font


def rename(font: TTFont, style: str) -> None:
    """Give the font the family's own name."""
    names = {1: FAMILY, 2: "Regular", 3: f"{FAMILY} {style}", 4: f"{FAMILY} {style}",
             6: f"{FAMILY} {style}".replace(" ", ""), 16: FAMILY, 17: style}  # fmt: skip
    for record in list(font["name"].names):
        if record.nameID in names or record.nameID > 20:
            font["name"].removeNames(record.nameID)
    for number, words in names.items():
        font["name"].setName(words, number, 3, 1, 0x409)


def measure(font: TTFont) -> dict[str, int]:
    """Return the advance width of each character, in units of 1/1000 of the size."""
    em = font["head"].unitsPerEm
    return {chr(code): round(1000 * font["hmtx"][glyph][0] / em)
            for code, glyph in sorted(font.getBestCmap().items())}  # fmt: skip


def group_by_width(widths: dict[str, int]) -> dict[str, str]:
    """Return the characters of each width: a short way to write a long table."""
    grouped: dict[str, str] = {}
    for char, width in widths.items():
        grouped[str(width)] = grouped.get(str(width), "") + char
    return grouped


def main(package: Path) -> None:
    """Write the fonts and the table of widths."""
    ENGINE_FONTS.mkdir(exist_ok=True)
    page_font = open_subset(package / "variable" / "InterVariable.woff2",
                            ["kern", "ccmp", "locl", "mark", "tnum"])  # fmt: skip
    page_font = instantiateVariableFont(page_font, {"opsz": 14, "wght": (400, 400, 700)})
    rename(page_font, "Regular")
    page_font.flavor = "woff2"
    page_font.save(PAGE_FONTS / "plainfact-sans.woff2")
    tables: dict[str, Any] = {}
    for weight, style in WEIGHTS.items():
        font = open_subset(package / "variable" / "InterVariable.woff2", ["kern", "ccmp"])
        font = instantiateVariableFont(font, {"opsz": 14, "wght": weight})
        font["OS/2"].usWeightClass = weight
        rename(font, style)
        font.flavor = None
        font.save(ENGINE_FONTS / f"plainfact-sans-{weight}.ttf")
        tables[str(weight)] = group_by_width(measure(font))
    text = json.dumps(tables, ensure_ascii=False, indent=0, sort_keys=True)
    (ENGINE_FONTS / "widths.json").write_text(text + "\n", encoding="utf-8")
    licence = (package / "LICENSE.txt").read_text(encoding="utf-8")
    head = f"{FAMILY} is a subset of Inter 4.1, with another name (see make_fonts.py).\n\n"
    for folder in (PAGE_FONTS, ENGINE_FONTS):
        (folder / "plainfact-sans-LICENSE.txt").write_text(head + licence, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
