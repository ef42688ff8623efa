"""Weigh the charts of a built site, as readers fetch them: `python benchmarks/weigh.py [_site]`."""

import gzip
import re
import statistics
import sys
from pathlib import Path

DRAWING = re.compile(r'<svg [^>]*role="img".*?</svg>')


def weigh(text: str | bytes) -> int:
    """Return how many bytes a text has once packed."""
    return len(gzip.compress(text.encode() if isinstance(text, str) else text, 9))


def weigh_charts(site: Path) -> dict[str, int]:
    """Return the bytes of both widths of each chart, by id."""
    pages = sorted((site / "charts").glob("*/index.html"))
    return {
        page.parent.name: weigh("".join(DRAWING.findall(page.read_text(encoding="utf-8"))))
        for page in pages
    }


def main() -> None:
    """Print the weights of charts, scripts and cards."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "_site")
    charts = weigh_charts(site)
    for name, size in sorted(charts.items(), key=lambda item: item[1]):
        print(f"{size:7,} B  {name}")
    print(f"{statistics.median(charts.values()):7,.0f} B  in the median, both widths, gzipped\n")
    for script in sorted((site / "assets").glob("*.js")):
        print(f"{weigh(script.read_bytes()):7,} B  {script.name}")
    cards = [card.stat().st_size for card in (site / "cards").rglob("*.png")]
    print(f"{statistics.mean(cards):7,.0f} B  a social card, of {len(cards)}")


if __name__ == "__main__":
    main()
