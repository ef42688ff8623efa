"""A corpus for all generators alike: seeded pages of about 600 words, and tables that charts draw.

The words are made up of syllables: no one is quoted, and no generator has seen them before.
"""

import random
from dataclasses import dataclass
from pathlib import Path

SEED = 20261126
_SYLLABLES = ("ba", "den", "fi", "gor", "hal", "ir", "ku", "lem", "mo", "nar", "pel", "ri", "sol",
              "ta", "ven", "wil")  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page of the corpus."""

    id: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    heads: tuple[str, ...]
    link: str
    """The page that it links to."""
    table: tuple[tuple[str, int], ...]
    """The rows of its table."""
    has_chart: bool


def make_corpus(pages: int, charts: int) -> tuple[Page, ...]:
    """Return pages, of which so many have a chart, spread evenly."""
    chance = random.Random(SEED)  # noqa: S311 - no secret hangs on it
    ids = [f"page-{number:05d}" for number in range(pages)]
    with_chart = {number * pages // charts for number in range(charts)} if charts else set()
    return tuple(
        Page(
            id=name,
            title=_say(chance, 4),
            summary=f"{_say(chance, 12)}.",
            paragraphs=tuple(_make_paragraph(chance) for _ in range(8)),
            heads=tuple(_say(chance, 3) for _ in range(4)),
            link=ids[chance.randrange(pages)],
            table=tuple((_say(chance, 1), chance.randint(5, 95)) for _ in range(6)),
            has_chart=number in with_chart,
        )
        for number, name in enumerate(ids)
    )


def _make_paragraph(chance: random.Random) -> str:
    sentences = [_say(chance, chance.randint(9, 16)) + "." for _ in range(6)]
    sentences[2] = f"*{sentences[2]}*"
    sentences[4] = f"See [{_say(chance, 3)}](https://example.org/{chance.randrange(1000)})."
    return " ".join(sentences)


def _say(chance: random.Random, words: int) -> str:
    said = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(words)]
    return " ".join(said).capitalize()


def write_body(page: Page, link: str, chart: str = "", *, with_table: bool = True) -> str:
    """Return a page's Markdown; `link` leads to the page it links to, `chart` shows its chart."""
    parts: list[str] = []
    for number, paragraph in enumerate(page.paragraphs):
        if number % 2 == 0:
            parts.append(f"## {page.heads[number // 2]}")
        parts.append(paragraph)
    parts.append(f"Go on with [the next]({link}).")
    if with_table:
        rows = "\n".join(f"| {name} | {_spell(value)} |" for name, value in page.table)
        parts.append(f"| What | Grade |\n| --- | --- |\n{rows}")
    if chart:
        parts.append(chart)
    return "\n\n".join(parts) + "\n"


def _spell(value: int) -> str:
    """Return a grade in letters: a number would want a source in our own pages."""
    return "abcdefghijklmnopqrstuvwxyz"[value // 4]


def write_plainfact(pages: tuple[Page, ...], folder: Path) -> None:
    """Write the corpus as an explainer."""
    content = folder / "content"
    for name in ("sections", "datasets", "charts"):
        (content / name).mkdir(parents=True, exist_ok=True)
    listed = "\n".join(f"  - {page.id}" for page in pages)
    _write(content / "site.yaml",
           f"title: A corpus\nsummary: Pages to measure by.\nlicence: CC0-1.0\n"
           f"sections:\n{listed}\n")  # fmt: skip
    _write(content / "index.md", "---\ntitle: A corpus\n---\nPages to measure by.\n")
    _write(content / "sources.yaml", "made-up:\n  type: dataset\n  title: Made up for measuring\n")
    for page in pages:
        chart = f"![](chart:{_name(page)})" if page.has_chart else ""
        front = f"---\ntitle: {page.title}\nsummary: {page.summary}\n---\n"
        _write(content / "sections" / f"{page.id}.md",
               front + write_body(page, f"{page.link}.md", chart))  # fmt: skip
        if page.has_chart:
            rows = "\n".join(f"  r{number}: {{what: {name.capitalize()}, share: {value}}}"
                             for number, (name, value) in enumerate(page.table))  # fmt: skip
            _write(content / "datasets" / f"{_name(page)}.yaml",
                   f"title: {page.title}\nsource: made-up\nas_of: 2024\ncolumns:\n"
                   '  what: {label: What}\n  share: {label: Share, unit: "%"}\n'
                   f"rows:\n{rows}\n")  # fmt: skip
            _write(content / "charts" / f"{_name(page)}.yaml",
                   f"title: {page.title}\nkind: bar\ndataset: {_name(page)}\nx: share\ny: what\n"
                   f"alt: Bars of shares, made up for measuring.\n")  # fmt: skip


def _name(page: Page) -> str:
    return page.id.replace("-", "_")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
