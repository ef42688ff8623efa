"""Make the text's serif from Newsreader (npm package @fontsource-variable/newsreader).

Run by hand, when the font or its glyphs change, with the packages of the group "fonts":

    npm install --ignore-scripts --prefix /tmp/serif @fontsource-variable/newsreader@5.3.0
    python static/fonts/make_serif.py /tmp/serif/node_modules/@fontsource-variable/newsreader

Newsreader declares no reserved font name. The subset has a name of its own all the same, so that a
copy of Newsreader on the reader's machine, cut for another size, can't take its place. The optical
size is fixed at that of text: the cuts for headlines would double the bytes. Same input, same
bytes.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Plainfact Serif"
FOLDER = Path(__file__).parent
OPTICAL_SIZE = 17
SIGNS = [
    (0x2013, 0x2014), (0x2018, 0x201A), (0x201C, 0x201E), (0x2022, 0x2022),
    (0x2026, 0x2026), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x20AC, 0x20AC),
    (0x2122, 0x2122), (0x2212, 0x2212),
]  # fmt: skip
ASCII = [(0x20, 0x7E), (0xA0, 0xA0)]
LATIN = [(0x20, 0x7E), (0xA0, 0xFF), (0x152, 0x153)]


def make_face(
    source: Path, target: Path, style: str, weights: tuple[int, int], ranges: list[tuple[int, int]]
) -> None:
    """Write one face of the family."""
    font = TTFont(source, recalcTimestamp=False)
    font["gvar"].variations.setdefault(".notdef", [])
    options = Options(layout_features=["kern", "liga", "ccmp", "pnum"],
                      notdef_outline=True, hinting=False, name_IDs=[0, 1, 2, 3, 4, 6, 13, 14],
                      drop_tables=["STAT", "MVAR"])  # fmt: skip
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in ranges for code in range(low, high + 1)])
    subsetter.subset(font)
    low, high = weights
    axes = {"opsz": OPTICAL_SIZE, "wght": low if low == high else (low, low, high)}
    font = instantiateVariableFont(font, axes)
    names = {1: FAMILY, 2: style, 3: f"{FAMILY} {style}", 4: f"{FAMILY} {style}",
             6: f"{FAMILY} {style}".replace(" ", "")}  # fmt: skip
    for record in list(font["name"].names):
        if record.nameID in names or record.nameID > 20:
            font["name"].removeNames(record.nameID)
    for number, words in names.items():
        font["name"].setName(words, number, 3, 1, 0x409)
    font.flavor = "woff2"
    font.save(target)


def main(package: Path) -> None:
    """Write the two faces and their licence."""
    files = package / "files"
    roman, italic = (
        files / f"newsreader-latin-opsz-{style}.woff2" for style in ("normal", "italic")
    )
    make_face(roman, FOLDER / "plainfact-serif.woff2", "Regular", (400, 650), LATIN + SIGNS)
    make_face(italic, FOLDER / "plainfact-serif-italic.woff2", "Italic", (400, 400), ASCII + SIGNS)
    licence = (package / "LICENSE").read_text(encoding="utf-8")
    head = f"{FAMILY} is a subset of Newsreader, with another name (see make_serif.py).\n\n"
    (FOLDER / "plainfact-serif-LICENSE.txt").write_text(head + licence, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
