"""The results of measuring, as a table in Markdown and as a chart."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

Times = Mapping[str, float | bool]
Results = Mapping[str, Mapping[str, Times]]

_BUILDS = {"cold": "cold", "nothing": "nothing to do", "words": "a paragraph changed",
           "title": "a title changed"}  # fmt: skip
_BAR, _LABEL, _WIDTH = 18, 170, 720


def write_report(results: Results, floor: float, folder: Path) -> None:
    """Write results.md and results.svg into a folder."""
    table = (
        "Median wall seconds, and in brackets the seconds that processors worked, which other work "
        "on the machine changes less (but for the processes that a build starts beside itself: see "
        f"the row of one process). Python itself starts in {floor:.2f} s.\n\n{make_table(results)}"
    )
    (folder / "results.md").write_text(table, encoding="utf-8")
    (folder / "results.svg").write_text(draw(results), encoding="utf-8")


def make_table(results: Results) -> str:
    """Return a table for each size of corpus, one row a generator."""
    parts: list[str] = []
    for size, generators in results.items():
        lines = [f"**{size}**\n", f"| | {' | '.join(_BUILDS.values())} |",
                 f"|---|{'--:|' * len(_BUILDS)}"]  # fmt: skip
        for name, times in generators.items():
            cells = [_say(times, key) for key in _BUILDS]
            lines.append(f"| {name} | {' | '.join(cells)} |")
        ours = generators.get("plainfact", {})
        if "equal" in ours:
            lines.append(f"\nOur files after the edits are {'' if ours['equal'] else 'NOT '}"
                         "those of a clean build, byte for byte.")  # fmt: skip
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _say(times: Times, build: str) -> str:
    if build not in times:
        return "–"
    work = f" ({times[f'{build} cpu']:.2f})" if f"{build} cpu" in times else ""
    return f"{times[build]:.2f}{work}"


def draw(results: Results) -> str:
    """Return the cold builds as bars, each size on a scale of its own."""
    parts: list[str] = []
    y = 10
    for size, generators in results.items():
        y += 24
        parts.append(f'<text x="10" y="{y}" font-weight="600">{escape(size)}, cold</text>')
        longest = max(float(times["cold"]) for times in generators.values())
        for name, times in sorted(generators.items(), key=lambda item: item[1]["cold"]):
            y += _BAR + 6
            cold = float(times["cold"])
            width = cold / longest * (_WIDTH - _LABEL - 80)
            fill = "#2166ac" if name.startswith("plainfact") else "#7e8591"
            parts.append(
                f'<text x="{_LABEL - 8}" y="{y}" text-anchor="end">{escape(name)}</text>'
                f'<rect x="{_LABEL}" y="{y - 14}" width="{width:.1f}" height="{_BAR}" '
                f'fill="{fill}"/>'
                f'<text x="{_LABEL + width + 6:.1f}" y="{y}">{cold:.2f} s</text>'
            )
        y += 12
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{y + 20}" '
        f'viewBox="0 0 {_WIDTH} {y + 20}" font-family="sans-serif" font-size="14" fill="#1b1f26">'
        f"<title>Seconds that cold builds take</title>"
        f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )
