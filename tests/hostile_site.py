"""A small site whose every text attacks: what is put in, and where."""

import json
from html import escape
from pathlib import Path

ATTACKS = (
    "</script><script>pwned=1</script>",
    '<img src=x onerror="pwned=1">',
    "\"'><svg onload=pwned=1>",
    "</title></textarea></style></body><b>",
    "javascript:pwned=1 javascript&colon;pwned=1",
    "]]> <!-- --> <![CDATA[ <?php ?>",
    "{{ 7*7 }} {% raw %} {# x #} ${x} $&",
    "%3Cscript%3E &lt;b&gt; &#x3c;b> url(#a) x data-online y .js",
    "\u2067turned\u2069 \\u003cscript>",
)
"""Strings that mean something to one of the languages that pages, pictures and files are in."""
LABEL = "<img src=x onerror=pwned=1>\"'{{7*7}}.js"
"""One that is short enough for a chart."""
MEEK = "some words that are as long as those above"
"""A harmless one of about the same length."""
FORMULA = "=1+1"
ADDRESS = "https://example.org/\"'><script>pwned=1</script>"

_SITE = """
title: {site_title_}
summary: {site_summary_}
authors: [{{name: {author_name}, url: {address}}}]
licence: {site_licence}
report_url: {address}
names: [{name}]
allow: {{number-has-a-source: {reason}}}
collections: {{kinds: {{dataset: panels, title: panel, label: {collection_label}}}}}
sections: [panels]
"""
_SOURCES = """
survey:
  type: report
  title: {source_title}
  author: [{{family: {author_family}, given: {author_given}}}, {{literal: {author_literal}}}]
  publisher: {source_publisher}
  container-title: {source_container}
  note: {source_note}
  issued: 2024-09
  URL: {address}
  archive: {address}
nameless: {{type: report, title: {nameless_title}}}
"""
_GLOSSARY = """
lcd: {{title: {term_title}, definition: {term_definition_}, source: nameless}}
"""
_DATASET = """
title: {data_title_}
description: {data_description_}
note: {data_note_}
licence: {data_licence}
source: survey
basis: {data_basis}
said_by: {data_said_by}
as_of: 2024
columns:
  panel: {{label: {panel_label}}}
  remark: {{label: {remark_label}, note: {remark_note_}}}
  share: {{label: {share_label}, unit: "%"}}
"""
_CHART = """
title: {chart_title_}
subtitle: {chart_subtitle_}
kind: bar
dataset: panels
x: share
y: panel
alt: {chart_alt_}
note: {chart_note_}
interactive: true
steps: [{{text: {step_text_}, highlight: [lcd]}}]
"""
_CORRECTIONS = """
- {{date: 2026-11-01, page: panels, was: {was_}, is: {is_}, why: {why_}}}
"""
_INDEX = """---
title: {index_title_}
summary: {index_summary_}
---
{index_prose}

![{alone_alt}](images/fab.svg)
"""
_SECTION = """---
title: {section_title_}
summary: {section_summary_}
updated: 2026-11-02
cover: panels
---
{section_prose}. [](fact:panels.lcd.share) [](fact:panels.lcd.remark) [](term:lcd)
[{term_words}](term:lcd) [@survey; @nameless].[^note]

[^note]: {margin_note}

## {heading}

- {item}

| {head} | b |
|---|---|
| {cell} | c |

> {quotation}

`{code}`

```
{fence}
```

[{link_words}](../index.md) ![{image_alt}](../images/fab.svg "title")

![](chart:panels)

![](table:panels)
"""
_FILES = {
    "site.yaml": _SITE, "sources.yaml": _SOURCES, "glossary.yaml": _GLOSSARY,
    "datasets/panels.yaml": _DATASET, "charts/panels.yaml": _CHART,
    "corrections.yaml": _CORRECTIONS, "index.md": _INDEX, "sections/panels.md": _SECTION,
}  # fmt: skip


class _Texts(dict[str, str]):
    """Gives each field its words: its name, and one attack after another."""

    def __init__(self, turn: int | None, *, is_yaml: bool) -> None:
        super().__init__(address=json.dumps(ADDRESS))
        self.turn = turn
        self.is_yaml = is_yaml
        self.said: dict[str, str] = {}

    def __missing__(self, name: str) -> str:
        attacks = ("words",) if self.turn is None else ATTACKS
        attack = attacks[(len(self.said) + (self.turn or 0)) % len(attacks)]
        is_prose = name.endswith("_") or not self.is_yaml
        if name.startswith(("chart_", "step_")) and "\u2067" in attack:
            attack = attacks[0]  # no font of ours has these signs: a problem, and so no case here
        self.said[name] = said = f"{name.strip('_')} {attack}"
        if name in ("code", "fence"):
            return said
        written = write_as_prose(said) if is_prose else said
        return json.dumps(written) if name.endswith("_") or self.is_yaml else written


def write_as_prose(words: str) -> str:
    """Return words as an author of Markdown writes them, so that they come out as they are."""
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), ("[", "\\["), ("]", "\\]")):
        words = words.replace(sign, written)
    return words


def write_hostile_site(content: Path, turn: int | None) -> dict[str, str]:
    """Write a hostile site; return what each of its texts says, by field.

    Each turn gives each field another attack; no turn gives harmless words.
    """
    said: dict[str, str] = {}
    for index, (name, form) in enumerate(_FILES.items()):
        start = None if turn is None else turn + index
        texts = _Texts(start, is_yaml=name.endswith(".yaml"))
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(form.strip("\n").format_map(texts) + "\n", encoding="utf-8")
        said |= texts.said
    label = MEEK if turn is None else write_as_prose(LABEL).replace('"', '""')
    rows = ["id,panel,remark,share", f'lcd,"{label}",{FORMULA},more than 70',
            f"oled,{FORMULA},remark @SUM(A),about 50"]  # fmt: skip
    (content / "datasets/panels.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (content / "images").mkdir(exist_ok=True)
    picture = f'<svg xmlns="http://www.w3.org/2000/svg"><text>{escape(LABEL)}</text></svg>'
    (content / "images/fab.svg").write_text(picture, encoding="utf-8")
    return said
