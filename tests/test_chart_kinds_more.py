"""Networks, timelines and shares: what is drawn is what the cells say, and words can be read."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree as ET

import pytest
from chart_cases import list_marks as list_site_marks
from playwright.sync_api import Browser

from plainfact.charts.catalogue import check_figure
from plainfact.charts.drawing import draw_figure
from plainfact.charts.drawn import Drawing
from plainfact.charts.fonts import measure_text
from plainfact.charts.marks import Mark, make_marks
from plainfact.charts.row_values import place_values
from plainfact.charts.theme import SMALL_SIZE, render_tokens_css
from plainfact.dataset_loader import make_dataset
from plainfact.derivations import resolve_datasets
from plainfact.figure_fields import make_figure
from plainfact.figures import Figure
from plainfact.languages.english import ENGLISH
from plainfact.load import load_site
from plainfact.problems import Problem
from plainfact.site import Site
from plainfact.yaml_reader import parse_yaml

ROOT = Path(__file__).parent.parent
KINDS = ("network", "timeline", "share")
WIDTHS = {"wide": 720, "narrow": 340}
SCHEMES = ("light", "dark")

# What a reader would stumble over: words cut by the edge or by other words, or too small.
FIND_FAULTS = """
() => [...document.querySelectorAll('svg[role=img]')].flatMap(svg => {
  const frame = svg.getBoundingClientRect(), faults = [], boxes = [];
  for (const text of svg.querySelectorAll('text')) {
    if (parseFloat(getComputedStyle(text).fontSize) < 11) faults.push(`small: ${text.textContent}`);
    const lines = text.querySelectorAll('tspan');
    for (const line of lines.length ? lines : [text]) {
      if (!line.textContent.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(line);
      const box = range.getBoundingClientRect();
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1
          || box.bottom > frame.bottom + 1) faults.push(`cut: ${line.textContent}`);
      boxes.push([text, line.textContent, box]);
    }
  }
  boxes.forEach(([text, one, a], i) => boxes.slice(0, i).forEach(([other, two, b]) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    // A line's box is taller than its letters.
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (text !== other && across > 1 && down > 4) faults.push(`overlap: ${one} | ${two}`);
  }));
  return faults;
})
"""

# Where each named mark lies in its picture: left, top, width, height, without strokes.
MEASURE = """
() => Object.fromEntries([...document.querySelectorAll('[data-tip]')].map(mark => {
  const box = mark.getBBox(), {e, f} = mark.getCTM();
  return [mark.getAttribute('data-tip'), [box.x + e, box.y + f, box.width, box.height]];
}))
"""

LINKS = """
columns:
  from: {label: From}
  to: {label: To}
  passes: {label: What passes}
  kind: {label: Kind}
  part: {label: Part, unit: "%"}
rows:
  a: {from: TSMC, to: Huawei, passes: packages its chips, kind: supply, part: 3}
  b: {from: Qualcomm, to: Huawei, passes: sold it modems, kind: supply}
  c: {from: Huawei, to: iFlytek, passes: sells Ascend chips, kind: custom}
  d: {from: Huawei, to: SenseTime, passes: sells Ascend chips, kind: custom}
"""
EVENTS = """
columns:
  event: {label: Event}
  when: {label: When, unit: date}
  part: {label: Part, unit: "%"}
rows:
  later: {event: Rules tightened, when: 17 October 2023, part: 3}
  first: {event: Huawei put on the list, when: 16 May 2019}
  month: {event: SJ put on the list, when: December 2020}
  about: {event: Work begins, when: about 2021}
  plan: {event: Two nanometres, when: 2025, status: plan}
"""
PARTS = """
columns:
  part: {label: Part}
  year: {label: Year}
  share: {label: Share, unit: "%"}
  left: {label: Left over, unit: "%"}
  name: {label: Name}
rows:
  big: {part: Networks, year: "early", share: 50, left: -3}
  middle: {part: Phones, year: "early", share: about 20}
  small: {part: Cloud, year: "early", share: 15, left: 20}
"""

Look = Callable[..., Any]
Box = tuple[float, float, float, float]


def load(rows: str, fields: str) -> tuple[Figure, dict[str, Any], list[Problem]]:
    """Return a figure over a dataset, what drawing it needs, and the problems found with it."""
    problems: list[Problem] = []
    text = f"title: Data\nsource: s\n{rows}"
    node = parse_yaml(text, "data.yaml", problems)
    dataset = make_dataset("data", node, "data.yaml", None, ENGLISH, problems)
    assert dataset is not None
    datasets, cells = resolve_datasets({"data": dataset}, problems)
    lines = f"title: A finding\nalt: A picture\ndataset: data\n{fields}"
    figure = make_figure("figure", parse_yaml(lines, "f.yaml", problems), "f.yaml", problems)
    assert figure is not None
    assert problems == []
    check_figure(figure, datasets["data"], cells, problems)
    return figure, {"dataset": datasets["data"], "cells": cells}, problems


def draw(rows: str, fields: str) -> Drawing:
    """Return a figure drawn, which must have no problems."""
    figure, data, problems = load(rows, fields)
    assert problems == []
    return draw_figure(
        figure, data["dataset"], data["cells"], ENGLISH, title="A finding", description="A picture"
    )


def list_marks(rows: str, fields: str) -> tuple[Mark, ...]:
    """Return what a figure draws."""
    figure, data, _ = load(rows, fields)
    return make_marks(figure, data["dataset"], data["cells"], ENGLISH)


def refuse(rows: str, fields: str) -> Problem:
    """Return the one problem of a figure."""
    _, _, problems = load(rows, fields)
    assert len(problems) == 1, problems
    return problems[0]


def draw_flagship(site: Site, figure: Figure) -> Drawing:
    """Return a figure of the flagship drawn."""
    dataset = site.datasets[figure.dataset]
    problems: list[Problem] = []
    check_figure(figure, dataset, site.cells, problems, language=site.language)
    assert problems == []
    return draw_figure(
        figure, dataset, site.cells, site.language, title="A finding", description="A picture"
    )


def svgs(drawing: Drawing) -> dict[str, str]:
    """Return both of a drawing's pictures."""
    return {"wide": drawing.wide_svg, "narrow": drawing.narrow_svg}


def named_marks(svg: str) -> list[str]:
    """Return the names of the marks in a picture."""
    return [node.attrib["data-tip"] for node in ET.fromstring(svg).iter()  # noqa: S314 - our own
            if "data-tip" in node.attrib]  # fmt: skip


def words_in(svg: str) -> str:
    """Return all words of a picture, lines joined."""
    texts = [node for node in ET.fromstring(svg).iter() if node.tag.endswith("}text")]  # noqa: S314
    lines = [" ".join(part.strip() for part in node.itertext()) for node in texts]
    return "\n".join(re.sub(r"\s+", " ", line.replace("\u00a0", " ")) for line in lines)


@pytest.fixture(scope="module")
def flagship_drawings() -> dict[str, Drawing]:
    """Return the flagship's figures of these kinds, drawn."""
    problems: list[Problem] = []
    site = load_site(ROOT / "content", "content", problems)
    return {
        figure.id: draw_flagship(site, figure)
        for figure in site.figures.values()
        if figure.kind in KINDS
    }


@pytest.fixture
def look(browser: Browser, tmp_path: Path) -> Look:
    """Return a function that shows pictures in a browser, and gives what a script finds there."""
    font = (ROOT / "static" / "fonts" / "plainfact-sans.woff2").as_uri()
    face = f'@font-face{{font-family:"Plainfact Sans";src:url({font});font-weight:400 700}}'
    style = f"{render_tokens_css()}{face}svg{{display:block}}"

    def look(pictures: str, script: str, scheme: Literal["light", "dark"] = "light") -> Any:  # noqa: ANN401 - as JSON
        page_file = tmp_path / "page.html"
        page_file.write_text(f"<meta charset=utf-8><style>{style}</style>{pictures}", "utf-8")
        with browser.new_context(color_scheme=scheme) as context:
            page = context.new_page()
            page.goto(page_file.as_uri())
            page.evaluate("() => document.fonts.ready")
            # Widths are those of the charts' own font, or nothing that is measured here holds.
            assert page.evaluate("() => [...document.fonts].some(font => font.status === 'loaded')")
            return page.evaluate(script)

    return look


def test_the_flagship_uses_these_kinds(flagship_drawings: dict[str, Drawing]) -> None:
    """What the tests below look at is there."""
    assert len(flagship_drawings) >= 3


def test_flagship_marks_are_its_cells(flagship_drawings: dict[str, Drawing]) -> None:
    """Each picture has each mark once, by the words of its cell."""
    marks = list_site_marks(load_site(ROOT / "content", "content", []))
    for name, drawing in flagship_drawings.items():
        for width, svg in svgs(drawing).items():
            assert sorted(named_marks(svg)) == sorted(mark.tip for mark in marks[name]), name
            assert f'width="{WIDTHS[width]}"' in svg


@pytest.mark.parametrize("scheme", SCHEMES)
def test_flagship_words_can_be_read(
    flagship_drawings: dict[str, Drawing], look: Look, scheme: Literal["light", "dark"]
) -> None:
    """No word is cut, stands on another or is too small, at both widths."""
    pictures = "".join(
        svg for drawing in flagship_drawings.values() for svg in svgs(drawing).values()
    )
    assert look(pictures, FIND_FAULTS, scheme) == []


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        (LINKS, "kind: network\nfrom: from\nto: to\nlabel: passes\nseries: kind\n"),
        (LINKS, "kind: network\nfrom: from\nto: to\n"),
        (LINKS, "kind: network\nfrom: from\nto: to\nrows: [a]\n"),
        (EVENTS, "kind: timeline\nx: when\ny: event\n"),
        (EVENTS, "kind: timeline\nx: when\ny: event\nrows: [about]\n"),
        (PARTS, "kind: share\nx: share\ny: part\n"),
        (PARTS, "kind: share\nx: share\ny: part\nhighlight: [small]\n"),
        (PARTS, "kind: share\nx: share\ny: year\nseries: part\n"),
        (PARTS, "kind: share\nx: share\ny: part\nrows: [small]\n"),
    ],
)
def test_each_form_draws_its_marks_and_words(rows: str, fields: str, look: Look) -> None:
    """Marks equal cells, words are whole, and the same input gives the same bytes."""
    drawing = draw(rows, fields)
    for svg in svgs(drawing).values():
        assert sorted(named_marks(svg)) == sorted(mark.tip for mark in list_marks(rows, fields))
    assert look("".join(svgs(drawing).values()), FIND_FAULTS) == []
    again = draw(rows, fields)
    assert svgs(again) == svgs(drawing)
    assert again.standalone_svg == drawing.standalone_svg


def test_a_network_says_who_gives_whom() -> None:
    """Every name is written at both widths, and each link is named by both its ends in order."""
    drawing = draw(LINKS, "kind: network\nfrom: from\nto: to\nlabel: passes\nseries: kind\n")
    for svg in svgs(drawing).values():
        words = words_in(svg)
        for name in ("TSMC", "Qualcomm", "Huawei", "iFlytek", "SenseTime"):
            assert name in words
        for kind in ("supply", "custom"):
            assert kind in words
    tips = [
        mark.tip
        for mark in list_marks(
            LINKS, "kind: network\nfrom: from\nto: to\nlabel: passes\nseries: kind\n"
        )
    ]
    assert tips[0].index("TSMC") < tips[0].index("Huawei")
    assert "packages its chips" in tips[0]
    assert "packages its chips" in words_in(drawing.wide_svg)


def test_links_run_from_giver_to_taker(look: Look) -> None:
    """Links go rightwards, so that givers stand left of those that they give to."""
    drawing = draw(LINKS, "kind: network\nfrom: from\nto: to\n")
    marks = list_marks(LINKS, "kind: network\nfrom: from\nto: to\n")
    for svg in svgs(drawing).values():
        boxes: dict[str, Box] = look(svg, MEASURE)
        assert all(boxes[mark.tip][2] > 40 for mark in marks)


def test_kinds_of_link_differ_by_more_than_colour() -> None:
    """A second kind of link has a stroke of its own."""
    drawing = draw(LINKS, "kind: network\nfrom: from\nto: to\nseries: kind\n")
    for svg in svgs(drawing).values():
        assert "stroke-dasharray" in svg
    assert "stroke-dasharray" not in draw(LINKS, "kind: network\nfrom: from\nto: to\n").wide_svg


def test_a_network_refuses_what_it_cannot_draw() -> None:
    """Wrong columns and too many links are problems with their line."""
    missing = refuse(LINKS, "kind: network\nfrom: from\n")
    assert (missing.code, missing.place.line) == ("column-fits-the-chart", 4)
    numbers = refuse(LINKS, "kind: network\nfrom: from\nto: part\n")
    assert (numbers.code, numbers.place.line) == ("column-fits-the-chart", 6)
    head = "columns:\n  from: {label: From}\n  to: {label: To}\nrows:\n"
    many = "".join(f"  r{index}: {{from: Giver {index}, to: Taker}}\n" for index in range(80))
    assert refuse(head + many, "kind: network\nfrom: from\nto: to\n").code == "chart-is-readable"


def test_a_timeline_stands_in_time() -> None:
    """Events follow each other down by date, whatever the order of the rows, each with its date."""
    drawing = draw(EVENTS, "kind: timeline\nx: when\ny: event\n")
    marks = list_marks(EVENTS, "kind: timeline\nx: when\ny: event\n")
    ordered = ["16 May 2019", "December 2020", "About 2021", "17 October 2023", "2025"]
    for svg in svgs(drawing).values():
        lines = [line for line in words_in(svg).split("\n") if line in ordered]
        # The axis names years too; the date of an event is the last that is written.
        assert [line for line in lines if line != "2025"] == ordered[:-1]
        for mark in marks:
            assert mark.label in words_in(svg).replace("\n", " ")
            assert mark.words[0].upper() + mark.words[1:] in words_in(svg)


def test_dates_are_drawn_to_one_scale(look: Look) -> None:
    """As much room lies between marks as time lies between their dates."""
    drawing = draw(EVENTS, "kind: timeline\nx: when\ny: event\nrows: [first, month, later]\n")
    for svg in svgs(drawing).values():
        boxes: dict[str, Box] = look(svg, MEASURE)
        first, month, later = (
            boxes[mark.tip][1] + boxes[mark.tip][3] / 2
            for mark in list_marks(
                EVENTS, "kind: timeline\nx: when\ny: event\nrows: [first, month, later]\n"
            )
        )
        # 16 May 2019 to mid-December 2020 are 579 days, to 17 October 2023 are 1,615.
        assert (month - first) / (later - first) == pytest.approx(579 / 1615, abs=0.01)


def test_a_year_is_drawn_as_long_as_a_year(look: Look) -> None:
    """A date that is only known as a year takes up that year."""
    drawing = draw(EVENTS, "kind: timeline\nx: when\ny: event\nrows: [first, later, plan]\n")
    for svg in svgs(drawing).values():
        boxes: dict[str, Box] = look(svg, MEASURE)
        first, later, plan = (
            boxes[mark.tip]
            for mark in list_marks(
                EVENTS, "kind: timeline\nx: when\ny: event\nrows: [first, later, plan]\n"
            )
        )
        per_day = (later[1] + later[3] / 2 - first[1] - first[3] / 2) / 1615
        assert plan[3] == pytest.approx(365 * per_day, rel=0.05)


def test_a_timeline_tells_about_and_plan() -> None:
    """What is inexact or not yet so looks different, and the key says why."""
    drawing = draw(EVENTS, "kind: timeline\nx: when\ny: event\n")
    key = " ".join(entry.words for entry in drawing.key)
    assert "about then" in key
    assert "plan" in key
    firm = draw(EVENTS, "kind: timeline\nx: when\ny: event\nrows: [first, later]\n")
    assert firm.key == ()


def test_a_timeline_refuses_what_has_no_date() -> None:
    """A column of numbers or of words is no time."""
    for column in ("part", "event"):
        problem = refuse(EVENTS, f"kind: timeline\nx: {column}\ny: event\n")
        assert (problem.code, problem.place.line) == ("column-fits-the-chart", 5)


def test_parts_are_as_large_as_their_cells(look: Look) -> None:
    """The room that exact parts take is in the proportion of their values."""
    drawing = draw(PARTS, "kind: share\nx: share\ny: part\nrows: [big, small]\n")
    marks = list_marks(PARTS, "kind: share\nx: share\ny: part\nrows: [big, small]\n")
    for svg in svgs(drawing).values():
        boxes: dict[str, Box] = look(svg, MEASURE)
        big, small = (boxes[mark.tip] for mark in marks)
        # A whole lies as a bar or stands as a column; its thickness is the same for all parts.
        along = 2 if big[3] == pytest.approx(small[3]) else 3
        assert big[along] / small[along] == pytest.approx(50 / 15, rel=0.02)


def test_the_rest_is_shown_as_not_known() -> None:
    """Parts that don't make up the whole leave a rest, in words; parts that do leave none."""
    partial = draw(PARTS, "kind: share\nx: share\ny: part\n")
    whole = draw(PARTS.replace("share: 15", "share: 30"), "kind: share\nx: share\ny: part\n")
    for width in WIDTHS:
        assert "not known" in words_in(svgs(partial)[width])
        assert "not known" not in words_in(svgs(whole)[width])


def test_inexact_parts_say_so_in_words() -> None:
    """A hedge stands beside its part at both widths."""
    for svg in svgs(draw(PARTS, "kind: share\nx: share\ny: part\n")).values():
        assert "about 20%" in words_in(svg)


def test_parts_of_one_whole_fit_into_it() -> None:
    """Parts that certainly exceed the whole are refused; rounding may bring them a little over."""
    problem = refuse(PARTS.replace("share: 15", "share: 60"), "kind: share\nx: share\ny: part\n")
    assert (problem.code, problem.place.line) == ("column-fits-the-chart", 5)
    thirds = PARTS.replace("share: 50", "share: 33.4").replace("share: 15", "share: 33.3")
    draw(thirds.replace("about 20", "33.4"), "kind: share\nx: share\ny: part\n")
    # Each whole has its own hundred per cent.
    years = PARTS.replace(
        'part: Cloud, year: "early", share: 15', 'part: Phones, year: "late", share: 60'
    )
    draw(years, "kind: share\nx: share\ny: year\nseries: part\n")


def test_a_share_refuses_what_is_no_part() -> None:
    """Negative parts, words and missing columns are problems."""
    assert refuse(PARTS, "kind: share\nx: left\ny: part\n").code == "column-fits-the-chart"
    assert refuse(PARTS, "kind: share\nx: part\ny: part\n").code == "column-fits-the-chart"
    assert refuse(PARTS, "kind: share\ny: part\n").code == "column-fits-the-chart"


def test_an_unknown_date_moves_no_other(look: Look) -> None:
    """Marks keep to the years of the axis where an event without a date stands below it."""
    fields = "kind: timeline\nx: when\ny: event\n"
    pairs = zip(
        svgs(draw(f"{EVENTS}  never: {{event: Nobody knows, when: unknown}}\n", fields)).values(),
        svgs(draw(EVENTS, fields)).values(),
        strict=True,
    )
    for with_unknown, without in pairs:
        boxes: dict[str, Box] = look(without, MEASURE)
        moved: dict[str, Box] = look(with_unknown, MEASURE)
        for name, box in boxes.items():
            assert moved[name] == pytest.approx(box, abs=0.5)


def test_a_rest_beyond_rounding_is_shown() -> None:
    """Parts told to a decimal that leave two per cent over leave a rest."""
    rows = PARTS.replace("share: 50", "share: 59.9").replace("about 20", "22.9")
    for svg in svgs(draw(rows, "kind: share\nx: share\ny: part\n")).values():
        assert "not known" in words_in(svg)


def test_a_long_name_never_cuts_its_value() -> None:
    """Whatever has to give way for want of room, the value stays."""
    rows = PARTS.replace("Cloud", "A name that goes on " + "and on and on " * 20)
    for svg in svgs(draw(rows, "kind: share\nx: share\ny: part\n")).values():
        assert "15%" in words_in(svg)


DOTS = """
columns:
  name: {label: Name}
  low: {label: Low, unit: "%"}
  high: {label: High, unit: "%"}
rows:
  one: {name: One, low: about 4, high: 12}
"""


def test_words_above_a_mark_keep_clear_of_the_line_at_zero() -> None:
    """A value with room neither on the left nor on the right of its mark is not struck through."""
    marks = list_marks(DOTS, "kind: dot\nx: [low, high]\ny: name\n")
    low, high = place_values(marks, lambda number: number * 2, 0)
    assert low.is_above
    assert not high.is_above
    assert low.x - measure_text(low.mark.short, SMALL_SIZE) / 2 > 0
