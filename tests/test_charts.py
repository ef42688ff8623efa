"""Charts: what is drawn is what the cells say, can be read by everyone, and harms no page."""

import gzip
import itertools
import json
import math
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import pyvips as vips
from chart_cases import GALLERY, Case, draw_site, list_marks, load_gallery, make_case
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from playwright.sync_api import Browser

from plainfact.charts.catalogue import KINDS
from plainfact.charts.drawing import draw_figure, draw_steps, resolve_spec
from plainfact.charts.drawn import Drawing
from plainfact.charts.engine import UnsafeSpecError, render_svg
from plainfact.charts.fonts import FONT_FOLDER, find_missing_glyphs, measure_text, wrap_text
from plainfact.charts.grammar import alt, to_plain
from plainfact.charts.layers import number_scale, over, tone_of, where
from plainfact.charts.marks import Mark
from plainfact.charts.placing import spread_labels
from plainfact.charts.rasterizer import render_png
from plainfact.charts.scales import find_ticks
from plainfact.charts.theme import (
    COLOURS,
    FAMILY,
    FONT,
    MARK_COLOURS,
    NARROW,
    SERIES,
    TEXT_COLOURS,
    WIDE,
    find_contrast,
    render_tokens_css,
    resolve_colours,
)
from plainfact.languages.english import ENGLISH
from plainfact.load import load_site
from plainfact.problems import ContentError, Problem

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "charts"
ACTUAL = Path(__file__).parent / "actual" / "charts"
PAGE_FONT = ROOT / "static" / "fonts" / "plainfact-sans.woff2"
SVG = "{http://www.w3.org/2000/svg}"

VALUES = """
columns:
  name: {label: Name}
  value: {label: Value, unit: "%"}
rows:
  a: {name: First, value: 40}
  b: {name: Second, value: 20}
  c: {name: Third, value: about 10}
"""
BAR = "kind: bar\nx: value\ny: name\n"


@pytest.fixture(scope="session")
def gallery() -> dict[str, Drawing]:
    """Return every chart of the gallery, drawn."""
    return draw_site(load_gallery())


@pytest.fixture(scope="session")
def marks() -> dict[str, tuple[Mark, ...]]:
    """Return what every chart of the gallery draws."""
    return list_marks(load_gallery())


@pytest.fixture(scope="session")
def vega_lite() -> Draft7Validator:
    """Return what holds specifications against Vega-Lite's schema, as Altair ships it."""
    import altair as alt  # noqa: PLC0415 - half a second, wanted here alone

    return Draft7Validator(alt.load_schema())


def parse(svg: str) -> ET.Element:
    """Return an SVG as a tree."""
    return ET.fromstring(svg)  # noqa: S314 - our own


def both(drawing: Drawing) -> Iterator[str]:
    """Yield the two SVGs that stand in a page."""
    yield drawing.wide_svg
    yield drawing.narrow_svg


def names_of(svg: str) -> list[str]:
    """Return the names of the marks of an SVG."""
    return [node.attrib["data-tip"] for node in parse(svg).iter()
            if "data-tip" in node.attrib]  # fmt: skip


# -- The catalogue -------------------------------------------------------------------------------


def test_the_gallery_has_every_kind() -> None:
    """No kind is left out of what the tests draw."""
    kinds = {figure.kind for figure in load_gallery().figures.values()}
    assert set(KINDS) <= kinds


def write_spec(spec: Mapping[str, Any]) -> str:
    """Return a specification as text, a line a layer and a line a row of data."""
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    return (
        re.sub(r'(?<=[\[ ])(?=\{"(?:accent|about|address|encoding|data|x|height)")', "\n", text)
        + "\n"
    )


@pytest.mark.parametrize("name", sorted(path.stem for path in GALLERY.glob("charts/*.yaml")))
def test_golden_spec(name: str, gallery: dict[str, Drawing]) -> None:
    """Each chart of the gallery is specified as it was; UPDATE_GOLDEN=1 keeps a change."""
    drawing = gallery[name]
    text = write_spec(drawing.live_spec)
    golden = GOLDEN / f"{name}.vl.json"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    ACTUAL.mkdir(parents=True, exist_ok=True)
    (ACTUAL / golden.name).write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), f"see {ACTUAL / golden.name}"


@pytest.mark.parametrize("name", sorted(path.stem for path in GALLERY.glob("charts/*.yaml")))
def test_specs_are_vega_lite(
    name: str, gallery: dict[str, Drawing], vega_lite: Draft7Validator
) -> None:
    """Specifications pass Vega-Lite's schema, which drawing does not check again."""
    spec = json.loads(json.dumps(resolve_spec(gallery[name].live_spec)))
    spec.pop("datasets", None)
    faults = [f"{error.json_path}: {error.message[:200]}" for error in vega_lite.iter_errors(spec)]
    assert faults == []


def test_layers_become_the_plain_data_that_altair_makes_of_them() -> None:
    """Every way of telling a channel, and the order of what is told, is as Altair has it."""
    layer = where([{"sign": "open"}], sign="open").mark_text(align="left", dx=2.5).encode(  # type: ignore[union-attr]
        x=alt.X("end:Q", scale=number_scale(0, 5), axis=alt.Axis(labelExpr="a", grid=True)),
        x2=alt.X2("low:Q"), y=alt.YValue(3), y2=alt.Y2Datum(0), text=alt.Text("short:N"),
        color=tone_of([{"tone": "1"}, {"tone": "context"}]),
        order=alt.Order(field="at", type="ordinal"),
    )  # fmt: skip
    for made in (layer, over([{"x": 1, "words": None}]).mark_rule(strokeDash=[2, 2])):
        known = made.to_dict(
            validate=False, context={"top_level": False, "data": alt.NamedData("d")}
        )
        assert json.dumps(to_plain(made)) == json.dumps(known)


@pytest.mark.parametrize("kind", ["bar", "column", "dot", "range"])
def test_every_mark_is_named_and_told_in_words(
    kind: str, gallery: dict[str, Drawing], marks: dict[str, tuple[Mark, ...]]
) -> None:
    """Rows have a tooltip and words for each mark, the unknown too."""
    drawing = gallery[f"{kind}_signs"]
    for svg in both(drawing):
        names = names_of(svg)
        texts = parse(svg).iter(f"{SVG}text")
        words = " ".join("".join(text.itertext()) for text in texts)
        squeezed = re.sub(r"\s", "", words)
        for mark in marks[f"{kind}_signs"]:
            assert names.count(mark.tip) <= 1
            if mark.is_known:
                assert mark.tip in names
            assert re.sub(r"\s", "", mark.short) in squeezed


@pytest.mark.parametrize("name", ["line_signs", "area_piled", "slope_signs", "share_one",
                                  "share_rows",
                                  "timeline_signs", "network_signs", "bar_panels"])  # fmt: skip
def test_every_known_mark_has_a_tooltip(
    name: str, gallery: dict[str, Drawing], marks: dict[str, tuple[Mark, ...]]
) -> None:
    """Whatever a kind draws answers to those who point at it."""
    for svg in both(gallery[name]):
        named = names_of(svg)
        assert {mark.tip for mark in marks[name] if mark.is_known} <= set(named)


def test_tooltips_keep_the_qualifier_and_how_firm_it_is(gallery: dict[str, Drawing]) -> None:
    """A tooltip says no more than its cell."""
    names = names_of(gallery["bar_signs"].wide_svg)
    assert "More than: more than 70%" in names
    assert "Forecast, about: about 40% (forecast)" in names


def test_the_key_explains_just_the_signs_in_use(gallery: dict[str, Drawing]) -> None:
    """No sign goes unexplained, and none is explained that is not there."""
    assert gallery["bar_one"].key == ()
    words = [entry.words for entry in gallery["bar_highlight"].key]
    assert len(words) == 3
    assert words[0].startswith("Soft end")
    all_words = " ".join(entry.words for entry in gallery["bar_signs"].key)
    for meaning in ("about", "nearly", "more than", "at least", "less than", "up to", "forecast",
                    "plan", "estimate", "between"):  # fmt: skip
        assert meaning in all_words


@pytest.mark.parametrize(
    ("kind", "sign"),
    [
        ("bar", "about"), ("bar", "nearly"), ("bar", "open"), ("bar", "stop"), ("bar", "range"),
        ("range", "about"), ("range", "open"), ("line", "about"), ("line", "stop"),
    ],
)  # fmt: skip
def test_each_qualifier_has_its_sign(kind: str, sign: str, gallery: dict[str, Drawing]) -> None:
    """What is not exact looks so."""
    rows = gallery[f"{kind}_signs"].live_spec["data"]["values"]
    wanted = {"about": {"about"}, "nearly": {"nearly"}, "open": {"more than", "at least"},
              "stop": {"less than", "up to"}, "range": {"range"}}[sign]  # fmt: skip
    found = {row["qualifier"] for row in rows if str(row["sign"]).startswith(sign)}
    assert found
    assert found <= wanted


def test_the_unknown_is_never_a_mark_of_zero() -> None:
    """An unknown value has words, and no bar."""
    data = VALUES.replace("value: 20", "value: unknown")
    drawing = make_case(data, BAR).draw()
    assert "Second: unknown" in names_of(drawing.wide_svg)
    bars = measure_bars(drawing.wide_svg)
    assert "Second: unknown" not in bars


def test_estimates_look_different_only_beside_what_is_firmer() -> None:
    """Where all is estimated, nothing is paler."""
    rows = VALUES.replace("value: 20", "value: 20, status: estimate")
    assert any("Paler" in entry.words for entry in make_case(rows, BAR).draw().key)
    alone = rows.replace("rows:", "status: estimate\nrows:")
    assert not any("Paler" in entry.words for entry in make_case(alone, BAR).draw().key)


# -- What is drawn equals its cell ---------------------------------------------------------------


def measure_bars(svg: str) -> dict[str, float]:
    """Return the length of each named bar that lies, in pixels."""
    found: dict[str, float] = {}
    for node in parse(svg).iter(f"{SVG}path"):
        match = re.match(r"M[-\d.]+,[-\d.]+h([-\d.]+)v", node.attrib.get("d", ""))
        if match and "data-tip" in node.attrib:
            found[node.attrib["data-tip"]] = float(match[1])
    return found


@pytest.mark.parametrize("width", ["wide_svg", "narrow_svg"])
def test_a_bar_is_as_long_as_its_cell_says(
    width: str, gallery: dict[str, Drawing], marks: dict[str, tuple[Mark, ...]]
) -> None:
    """The drawn length is the number, whatever its sign adds at the end."""
    drawing = gallery["bar_signs"]
    lengths = measure_bars(getattr(drawing, width))
    exact = next(mark for mark in marks["bar_signs"] if mark.row == "exact")
    unit = lengths[exact.tip] / 62
    for mark in marks["bar_signs"]:
        if mark.qualifier.value in {"more than", "at least", "less than", "up to", "exact"}:
            assert lengths[mark.tip] == pytest.approx((mark.number or 0) * unit, abs=0.05)
        if mark.row == "range":
            assert lengths[mark.tip] == pytest.approx(8 * unit, abs=0.05)
        if mark.row == "about":
            # The body of an "about" bar ends where its soft end begins.
            assert lengths[mark.tip] == pytest.approx(48 * unit - 9, abs=0.05)


@settings(max_examples=12)
@given(st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=8))
def test_bars_are_in_proportion(numbers: list[int]) -> None:
    """Twice the number is twice the length."""
    rows = "".join(f"  r{i}: {{name: N{i}, value: {n}}}\n" for i, n in enumerate(numbers))
    case = make_case(VALUES.partition("rows:")[0] + "rows:\n" + rows, BAR)
    drawing = case.draw()
    lengths = measure_bars(drawing.wide_svg)
    longest = max(numbers)
    for mark in case.marks():
        if longest:
            share = mark.number / longest if mark.number else 0
            full = max(lengths.values())
            assert lengths[mark.tip] == pytest.approx(share * full, abs=0.02)


def test_every_datum_is_a_cell(
    gallery: dict[str, Drawing], marks: dict[str, tuple[Mark, ...]]
) -> None:
    """The numbers in the specification are those of the cells."""
    for name, drawing in gallery.items():
        known = {mark.address: mark for mark in marks[name]}
        for part in drawing.live_spec.get("concat", [drawing.live_spec]):
            values = part["data"].get("values") or next(iter(part["datasets"].values()))
            for row in values:
                mark = known[row["address"]]
                assert row["words"] == mark.words
                for end in ("number", "low", "high"):
                    assert row.get(end) == getattr(mark, end)


def test_bars_are_sorted_by_value_unless_told_otherwise() -> None:
    """Sorting heeds the qualifier; the unknown come last."""
    data = VALUES + "  d: {name: Fourth, value: unknown}\n  e: {name: Fifth, value: more than 40}\n"

    def order(fields: str) -> list[str]:
        spec = make_case(data, BAR + fields).draw().live_spec
        tall = [layer["encoding"]["y"]["scale"]["domain"] for layer in spec["layer"]
                if "domain" in str(layer["encoding"].get("y", {}).get("scale"))]  # fmt: skip
        return [address.split(".")[1] for address in tall[0]]

    assert order("") == ["e", "a", "b", "c", "d"]
    assert order("sort: given\n") == ["a", "b", "c", "d", "e"]
    assert order("rows: [b, a]\nsort: given\n") == ["b", "a"]


def test_a_line_breaks_where_it_would_join_what_differs() -> None:
    """A part of a year and an unknown are joined to nothing; a forecast is dashed."""
    data = """
columns:
  v: {label: V, unit: "%"}
rows:
  2019: {v: 1}
  2020: {v: 2}
  1-3q21: {v: 9}
  2022: {v: unknown}
  2023: {v: 4}
  2024: {v: 5, status: forecast}
"""
    spec = make_case(data, "kind: line\nx: row\ny: v\n").draw().live_spec
    lines = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    joined = [
        (layer["mark"].get("strokeDash"), [row["address"].split(".")[1] for row in rows])
        for layer in lines
        for rows in [layer["data"].get("values") or spec["datasets"][layer["data"]["name"]]]
    ]
    assert joined == [(None, ["2019", "2020"]), ([2, 4], ["2023", "2024"])]


def test_small_multiples_share_one_scale(gallery: dict[str, Drawing]) -> None:
    """Panels can be compared."""
    panels = gallery["line_panels"].live_spec["concat"]
    domains = [re.findall(r"'domain': \[[^\]]*\]", str(panel)) for panel in panels]
    assert len(panels) == 4
    assert domains[0]
    assert all(domain == domains[0] for domain in domains)


def test_steps_keep_the_scale_of_the_whole() -> None:
    """Nothing moves from one state to the next."""
    site = load_gallery()
    figure = site.figures["line_steps"]
    drawings = draw_steps(
        figure, site.datasets[figure.dataset], site.cells, ENGLISH, title="T",
        texts=["First", "Then"],
    )  # fmt: skip
    assert [drawing.id for drawing in drawings] == ["line_steps-s1", "line_steps-s2"]
    assert len({drawing.size for drawing in drawings}) == 1
    assert "Then" in drawings[1].wide_svg
    assert len(names_of(drawings[1].wide_svg)) == 6
    assert len(names_of(drawings[0].wide_svg)) == 12


# -- Colour ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str) -> None:
    """Words and marks pass WCAG AA against the surface, in both schemes."""
    surface = getattr(COLOURS["surface"], scheme)
    for name in TEXT_COLOURS:
        assert find_contrast(getattr(COLOURS[name], scheme), surface) >= 4.5, name
    for name in MARK_COLOURS:
        assert find_contrast(getattr(COLOURS[name], scheme), surface) >= 3, name
    on_context = getattr(COLOURS["on-context"], scheme)
    assert find_contrast(on_context, getattr(COLOURS["context"], scheme)) >= 4.5


# How the three kinds of colour blindness see: Machado, Oliveira and Fernandes (2009), severity 1.
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
               (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
               (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
               (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def see(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """Return a colour as it is seen, in Oklab (Ottosson, 2020), where distances are as felt."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    r, g, b = (min(1.0, max(0.0, math.sumprod(row, linear) if hasattr(math, "sumprod")
                            else sum(x * y for x, y in zip(row, linear, strict=True))))
               for row in matrix)  # fmt: skip
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
            1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
            0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_series_are_told_apart_by_the_colour_blind(scheme: str, blindness: str) -> None:
    """No two colours of series are seen as one."""
    matrix = BLINDNESS[blindness]
    seen = {name: see(getattr(COLOURS[name], scheme), matrix) for name in SERIES}
    for (one, a), (other, b) in itertools.combinations(seen.items(), 2):
        assert math.dist(a, b) > 0.06, (one, other)


def test_tokens_are_told_for_every_way_of_seeing() -> None:
    """Light, dark, chosen dark, print and forced colours each set every token."""
    css = render_tokens_css()
    for name in COLOURS:
        assert css.count(f"--chart-{name}:") == 5
    for condition in ("prefers-color-scheme:dark", "@media print", "forced-colors:active"):
        assert condition in css


def test_charts_name_colours_and_files_have_their_own(gallery: dict[str, Drawing]) -> None:
    """A page gives the colours; a file has no page."""
    for drawing in gallery.values():
        for svg in both(drawing):
            assert not re.findall(r'(?:fill|stroke|stop-color)="(?!var\(--chart-|url\(#|none)', svg)
        assert "var(" not in resolve_colours(drawing.standalone_svg)
        assert "var(" not in json.dumps(resolve_spec(drawing.live_spec))


# -- Safe on any page ----------------------------------------------------------------------------


def test_every_chart_is_named_and_described(gallery: dict[str, Drawing]) -> None:
    """A chart is one picture with a name and a description."""
    for drawing in gallery.values():
        for svg in both(drawing):
            root = parse(svg)
            ids = root.attrib["aria-labelledby"].split()
            texts = {node.attrib["id"]: node.text for node in root if "id" in node.attrib}
            assert root.attrib["role"] == "img"
            assert all(texts[name] for name in ids)


@pytest.mark.parametrize("name", sorted(path.stem for path in GALLERY.glob("charts/*.yaml")))
def test_both_widths_are_exact_and_in_the_markup(name: str, gallery: dict[str, Drawing]) -> None:
    """A page knows the room for a chart before it is drawn."""
    for svg, width in zip(both(gallery[name]), (WIDE, NARROW), strict=True):
        root = parse(svg)
        assert float(root.attrib["width"]) == width
        assert root.attrib["viewBox"] == f"0 0 {width} {root.attrib['height']}"


def test_ids_are_unique_and_lead_somewhere(gallery: dict[str, Drawing]) -> None:
    """All charts can stand in one page."""
    page = "".join(svg for drawing in gallery.values() for svg in both(drawing))
    nodes = list(parse(f"<page>{page}</page>").iter())
    ids = [node.attrib["id"] for node in nodes if "id" in node.attrib]
    paints = " ".join(node.attrib.get(name, "") for node in nodes for name in ("fill", "stroke"))
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", paints)) <= set(ids)


def test_there_is_nothing_that_a_policy_would_block(gallery: dict[str, Drawing]) -> None:
    """No style, no script, no link, no other host."""
    for drawing in gallery.values():
        for svg in (*both(drawing), drawing.standalone_svg):
            assert " style=" not in svg
            assert "<script" not in svg
            assert "href" not in svg
            assert set(re.findall(r"https?://[^\"]*", svg)) == {"http://www.w3.org/2000/svg"}


def test_words_that_look_like_markup_are_words() -> None:
    """Words are never taken for tags or ids."""
    name = '\'id="x" url(#x) "> & < 5\''
    svg = make_case(VALUES.replace("First", name), BAR).draw().wide_svg
    tags = {node.tag.removeprefix(SVG) for node in parse(svg).iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "text", "tspan", "line", "defs",
                    "linearGradient", "stop"}  # fmt: skip
    assert "url(#x)" in "".join(parse(svg).itertext())


def test_bytes_are_few(gallery: dict[str, Drawing]) -> None:
    """Both widths together are small in the median."""
    sizes = [len(gzip.compress((drawing.wide_svg + drawing.narrow_svg).encode()))
             for drawing in gallery.values()]  # fmt: skip
    assert statistics.median(sizes) <= 3000


DRAW_ONE = """
import hashlib, sys
sys.path[:0] = sys.argv[1:3]
from chart_cases import draw_site, load_gallery
site = load_gallery()
for name in list(site.figures):
    if name not in ("share_one", "line_signs", "bar_signs"):
        del site.figures[name]
if sys.argv[3] == "backwards":
    for name in reversed(list(site.figures)):
        site.figures[name] = site.figures.pop(name)
for name, drawing in sorted(draw_site(site).items()):
    text = drawing.wide_svg + drawing.narrow_svg + drawing.standalone_svg
    print(name, hashlib.sha256(text.encode()).hexdigest())
"""


def test_bytes_are_the_same_everywhere() -> None:
    """Neither order, nor time zone, nor hash seed changes a byte."""
    outputs = set()
    for seed, zone, order in (("1", "UTC", "as given"), ("2", "Asia/Tokyo", "backwards")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "-c", DRAW_ONE, str(ROOT), str(Path(__file__).parent), order]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert outputs.pop().count("\n") == 3


def test_drawing_twice_gives_the_same(gallery: dict[str, Drawing]) -> None:
    """No counter of the engine leaks into the output."""
    again = draw_site(load_gallery())
    assert again.keys() == gallery.keys()
    for name, drawing in gallery.items():
        assert again[name].standalone_svg == drawing.standalone_svg, name


# -- The engine and the font ----------------------------------------------------------------------

SMALL: dict[str, Any] = {"data": {"values": [{"a": 1}]}, "mark": "point",
                         "encoding": {"x": {"field": "a", "type": "quantitative"}}}  # fmt: skip


@pytest.mark.parametrize(
    "harm",
    [
        {"data": {"url": "https://example.org/data.json"}},
        {"data": {"url": "cars.json"}},
        {"mark": "image"},
        {"mark": {"type": "image"}},
        {"encoding": {"href": {"value": "javascript:alert(1)"}}},
        {"encoding": {"href": {"value": "page.html"}}},
        {"encoding": {"href": {"field": "a"}}},
        {"encoding": {"url": {"value": "https://example.org/x.png"}}},
        {"usermeta": {"embedOptions": {"ast": False}}},
        {"config": {"font": "Arial"}},
        {"mark": {"type": "text", "font": "Comic Sans MS"}},
        {"config": {"axis": {"labelFont": "serif"}}},
        {"transform": [{"lookup": "a", "from": {"data": {"url": "x.csv"}, "key": "a"}}]},
    ],
)
def test_specs_that_reach_outside_are_refused(harm: dict[str, Any]) -> None:
    """Nothing is fetched, and nothing is drawn empty in silence."""
    with pytest.raises(UnsafeSpecError):
        render_svg(SMALL | harm)


def test_a_chart_that_fails_leaves_the_next_one_alone() -> None:
    """A failure does not poison the engine."""
    before = render_svg(SMALL)
    with pytest.raises(ValueError, match="Vega"):
        render_svg({"mark": "nonsense"})
    assert render_svg(SMALL) == before


@pytest.mark.parametrize("name", ["bar_highlight", "timeline_signs"])
def test_png_is_twice_as_large(name: str, gallery: dict[str, Drawing]) -> None:
    """A PNG has two dots a pixel, each of them opaque, whatever room a chart takes up."""
    drawing = gallery[name]
    data = render_png(resolve_colours(drawing.standalone_svg))
    width, height = (int.from_bytes(data[start : start + 4]) for start in (16, 20))
    root = parse(drawing.standalone_svg)
    assert data.startswith(b"\x89PNG")
    assert (width, height) == (2 * float(root.attrib["width"]), 2 * float(root.attrib["height"]))
    assert vips.Image.new_from_buffer(data, "").extract_band(3).min() == 255


def test_png_of_a_chart_without_colours_of_its_own_is_refused(gallery: dict[str, Drawing]) -> None:
    """The rasterizer would draw var() as black."""
    with pytest.raises(ValueError, match="colours"):
        render_png(gallery["bar_one"].wide_svg)


def test_a_character_that_the_font_lacks_leaves_the_others_in_it() -> None:
    """Where another font has to give a character, it gives that one alone."""
    plain, mixed = (
        vips.Image.new_from_buffer(render_png(_write_words(text), scale=1), "")
        for text in ("Lao", "Lao \N{LATIN CAPITAL LETTER D WITH DOT BELOW}")
    )
    same = (0, 0, 45, 40)
    assert len({*bytes(plain.crop(*same).write_to_memory())}) > 10
    assert not (plain.crop(*same) != mixed.crop(*same)).max()
    assert (plain != mixed).max()


def _write_words(text: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" viewBox="0 0 200 40" '
        f'font-family="{FONT}"><rect width="200" height="40" fill="#fff"/>'
        f'<text x="9" y="27" font-size="18">{text}</text></svg>'
    )


def test_drawing_a_picture_leaves_the_process_as_it_was() -> None:
    """The fonts are told to the library alone, and it has nothing to say about them."""
    code = f"""
import os
from plainfact.charts.rasterizer import render_png
before = dict(os.environ)
render_png({_write_words("Lao")!r})
assert dict(os.environ) == before
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout + done.stderr == ""


def test_the_font_is_small_and_has_its_licence() -> None:
    """The font may be passed on, and costs little."""
    assert PAGE_FONT.stat().st_size <= 45_000
    assert "SIL OPEN FONT LICENSE" in PAGE_FONT.with_name("plainfact-sans-LICENSE.txt").read_text()
    assert sorted(path.suffix for path in FONT_FOLDER.iterdir()) == [
        ".conf",
        ".json",
        ".ttf",
        ".ttf",
        ".txt",
    ]


def test_glyphs_that_charts_need_are_shipped() -> None:
    """What the font lacks is known beforehand."""
    assert find_missing_glyphs("Ünïcode – “quotes”, →, ≈ ≥ ≤ − × … € £ ¥ ½ CO₂ m² µm ‰ ✗") == "✗"
    assert find_missing_glyphs("华为 Huawei") == "华为"


def test_words_are_measured_as_a_browser_does(browser: Browser) -> None:
    """The table of widths is that of the font on the page."""
    words = [
        "more than 70%",
        "Huawei 31%",
        "Ericsson",
        "35,000 to 40,000",
        "AVATAR, Tokyo",
        "→ ½ €",
    ]
    page = browser.new_page()
    page.set_content(f"<style>{font_face()}</style><canvas></canvas>")
    page.evaluate("document.fonts.load('400 13px F').then(() => document.fonts.load('600 13px F'))")
    for weight in (400, 600):
        measured = page.evaluate(
            """([words, weight]) => { const c = document.querySelector('canvas').getContext('2d');
            c.font = `${weight} 13px F`; return words.map(w => c.measureText(w).width) }""",
            [words, weight],
        )
        for text, width in zip(words, measured, strict=True):
            # Never narrower than it is, and hardly wider.
            assert width <= measure_text(text, 13, weight) <= width * 1.09, text
    page.close()


def font_face(family: str = "F") -> str:
    """Return the rule that gives a page the charts' font."""
    import base64  # noqa: PLC0415 - used here alone

    data = base64.b64encode(PAGE_FONT.read_bytes()).decode()
    return (f'@font-face{{font-family:"{family}";font-weight:400 700;'
            f"src:url(data:font/woff2;base64,{data})}}")  # fmt: skip


@given(st.text(alphabet="ab -é,W", max_size=80), st.floats(min_value=20, max_value=200))
def test_wrapped_words_fit(text: str, width: float) -> None:
    """No line is wider than its room."""
    lines = wrap_text(text, width, most=4).split("\n")
    assert len(lines) <= 4
    assert all(measure_text(line) <= width + 0.01 for line in lines)


def test_nothing_is_lost_that_fits() -> None:
    """Words are kept, or visibly cut."""
    assert wrap_text("one two three", 40).replace("\n", " ") == "one two three"
    assert wrap_text("one two three four five", 30, most=1).endswith("…")


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(5, 30)), min_size=1, max_size=9),
)
def test_spread_labels_never_overlap(labels: list[tuple[float, float]]) -> None:
    """Labels keep their order, their distance and their limits."""
    wanted, sizes = [label[0] for label in labels], [label[1] for label in labels]
    placed = spread_labels(wanted, sizes, 0, 300)
    spans = sorted((middle - size / 2, middle + size / 2)
                   for middle, size in zip(placed, sizes, strict=True))  # fmt: skip
    for before, after in itertools.pairwise(spans):
        assert before[1] <= after[0] + 1e-6
    assert spans[0][0] >= -1e-6
    assert spans[-1][1] <= 300 + 1e-6
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    assert sorted(placed) == [placed[index] for index in order]


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6), st.integers(1, 8))
def test_ticks_are_round_and_reach_both_ends(low: float, spread: float, count: int) -> None:
    """An axis holds its numbers."""
    ticks = find_ticks(low, low + spread, count)
    assert ticks[0] <= low + spread * 1e-6
    assert ticks[-1] >= low + spread * (1 - 1e-6)
    assert len(ticks) <= 2 * count + 3


# -- Read in a real browser -----------------------------------------------------------------------

FIND_FAULTS = """
() => [...document.querySelectorAll('svg[role=img]')].flatMap(svg => {
  const frame = svg.getBoundingClientRect(), faults = [], boxes = [];
  const name = svg.getAttribute('aria-labelledby').split(' ')[0];
  for (const text of svg.querySelectorAll('text')) {
    const style = getComputedStyle(text);
    if (parseFloat(style.fontSize) < 11) faults.push(`${name} small: ${text.textContent}`);
    if (!style.fontFamily.includes('Plainfact Sans')) faults.push(`${name} font`);
    const lines = text.querySelectorAll('tspan');
    for (const line of lines.length ? lines : [text]) {
      if (!line.textContent.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(line);
      const box = range.getBoundingClientRect();
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 2
          || box.bottom > frame.bottom + 2)
        faults.push(`${name} cut: ${line.textContent}`);
      boxes.push([text, line.textContent, box]);
    }
  }
  for (const path of svg.querySelectorAll('path, line')) {
    const box = path.getBoundingClientRect();
    if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2
        || box.bottom > frame.bottom + 2)
      faults.push(`${name} outside: ${path.getAttribute('d') || 'line'}`);
  }
  boxes.forEach(([text, one, a], i) => boxes.slice(0, i).forEach(([other, two, b]) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    // A line's box is taller than its letters.
    if (text !== other && across > 1 && down > 4) faults.push(`${name} overlap: ${one} | ${two}`);
  }));
  return faults;
})
"""


def find_faults(browser: Browser, drawings: Mapping[str, Drawing], scheme: str) -> list[str]:
    """Return what a reader would stumble over: words cut, too small, or on each other."""
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    svgs = "".join(f"<div>{svg}</div>" for drawing in drawings.values() for svg in both(drawing))
    page.set_content(f"<style>{render_tokens_css()}{font_face(FAMILY)}</style>{svgs}")
    page.evaluate("document.fonts.ready")
    faults: list[str] = page.evaluate(FIND_FAULTS)
    page.close()
    return faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_of_the_gallery_can_be_read(
    scheme: str, browser: Browser, gallery: dict[str, Drawing]
) -> None:
    """At both widths nothing is cut, on top of something else, or too small."""
    assert find_faults(browser, gallery, scheme) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_of_the_flagship_can_be_read(scheme: str, browser: Browser) -> None:
    """The same holds for every chart of the flagship."""
    problems: list[Problem] = []
    site = load_site(ROOT / "content", "content", problems)
    assert find_faults(browser, draw_site(site), scheme) == []


def test_one_svg_follows_light_and_dark(browser: Browser, gallery: dict[str, Drawing]) -> None:
    """The same markup is seen in the colours of the scheme."""
    seen = []
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.set_content(f"<style>{render_tokens_css()}</style>{gallery['bar_one'].wide_svg}")
        fill = "getComputedStyle(document.querySelector('[data-tip]')).fill"
        seen.append(page.evaluate(fill))
        page.close()
    assert seen == ["rgb(33, 102, 172)", "rgb(108, 176, 245)"]


def test_interactive_charts_answer_to_the_pointer(gallery: dict[str, Drawing]) -> None:
    """Interaction is in the specification, and changes nothing on paper."""
    still, live = gallery["bar_signs"], gallery["bar_interactive"]
    assert "params" not in still.live_spec
    assert live.live_spec["params"][0]["name"] == "pick"
    # On paper they look the same.
    assert names_of(live.wide_svg) == names_of(still.wide_svg)


# -- What is refused ------------------------------------------------------------------------------

TIMES = """
columns:
  name: {label: Name}
  when: {label: When, unit: date}
  v: {label: V, unit: "%"}
  w: {label: W, unit: RMB bn}
rows:
  2020: {name: A, when: 2020, v: 1, w: 1}
  2021: {name: B, when: 2021, v: 2, w: 2}
  2022: {name: C, when: 2022, v: 3, w: 3}
"""


@pytest.mark.parametrize(
    ("fields", "code", "line"),
    [
        ("kind: bra\nx: v\n", "chart-kind-exists", 4),
        ("kind: bar\nx: nothing\n", "column-exists", 5),
        ("kind: bar\nx: name\n", "column-fits-the-chart", 5),
        ("kind: bar\nx: v\ny: w\n", "column-fits-the-chart", 6),
        ("kind: bar\ny: name\n", "column-fits-the-chart", 4),
        ("kind: bar\nx: [v, w]\n", "column-fits-the-chart", 5),
        ("kind: dot\nx: [v, w]\n", "column-fits-the-chart", 5),
        ("kind: line\nx: name\ny: v\n", "column-fits-the-chart", 5),
        ("kind: timeline\nx: v\n", "column-fits-the-chart", 5),
        ("kind: network\nfrom: name\nto: gone\n", "column-exists", 6),
        ("kind: bar\nx: v\nfacet: gone\n", "column-exists", 6),
        ("kind: bar\nx: v\nrows: ['2020', '2099']\n", "row-exists", 6),
        ("kind: bar\nx: v\nhighlight: [nobody]\n", "highlight-is-drawn", 6),
        ("kind: slope\nx: row\ny: v\n", "column-fits-the-chart", 5),
        ("kind: share\nx: w\n", "column-fits-the-chart", 5),
    ],
)
def test_a_figure_that_does_not_fit_its_data_is_refused(fields: str, code: str, line: int) -> None:
    """Each fault is told at its line."""
    problems = make_case(TIMES, fields).check()
    assert [(problem.code, problem.place.path, problem.place.line) for problem in problems] == [
        (code, "chart.yaml", line)
    ]


@pytest.mark.parametrize("kind", ["line", "area"])
@pytest.mark.parametrize("field", ["basis", "said_by"])
def test_lines_join_nothing_across_a_basis_or_a_publisher(kind: str, field: str) -> None:
    """What is counted differently, or by others, is not one line."""
    data = TIMES.replace("v: 2,", f"v: {{value: 2, {field}: other}},")
    problems = make_case(data, f"kind: {kind}\nx: row\ny: v\n").check()
    assert [problem.code for problem in problems] == ["marks-are-comparable"]
    assert "other" in problems[0].message


def test_two_values_at_one_moment_are_refused() -> None:
    """A line has one value at a time."""
    data = TIMES.replace("when: 2021", "when: 2020")
    problems = make_case(data, "kind: line\nx: when\ny: v\n").check()
    assert [problem.code for problem in problems] == ["marks-are-comparable"]


def test_side_by_side_publishers_may_differ() -> None:
    """Publishers may disagree next to each other."""
    data = TIMES.replace("v: 2,", "v: {value: 2, said_by: other},")
    for kind in ("bar", "range", "dot"):
        assert make_case(data, f"kind: {kind}\nx: v\ny: name\n").check() == []


@pytest.mark.parametrize("value", ["unknown", "~"])
def test_nothing_to_draw_is_refused(value: str) -> None:
    """An empty picture is a problem."""
    data = re.sub(r"value: [\w ]+}", f"value: {value}}}", VALUES)
    problems = make_case(data, BAR).check()
    assert [problem.code for problem in problems] == ["chart-has-marks"]


def test_more_than_readers_take_in_is_refused() -> None:
    """Five hundred bars are no chart."""
    rows = "".join(f"  r{i}: {{name: N, value: {i % 90}}}\n" for i in range(500))
    problems = make_case(VALUES.partition("rows:")[0] + "rows:\n" + rows, BAR).check()
    assert [problem.code for problem in problems] == ["chart-is-readable"]


@pytest.mark.parametrize("name", ["华为", "עברית", "हिन्दी"])
def test_letters_that_the_font_lacks_are_refused(name: str) -> None:
    """No letter is drawn in whatever font the machine has."""
    problems = make_case(VALUES.replace("First", name), BAR).check()
    assert [problem.code for problem in problems] == ["glyph-is-shipped"]
    assert problems[0].place.path == "d.yaml"


@pytest.mark.parametrize(
    ("numbers", "says"),
    [(("60", "60"), "sum to"), (("-5", "60"), "negative"), (("60", "40"), "")],
)
def test_parts_have_to_fit_in_a_whole(numbers: tuple[str, str], says: str) -> None:
    """More than a hundred per cent is not a whole."""
    data = VALUES.replace("value: 40", f"value: {numbers[0]}").replace(
        "value: 20", f"value: {numbers[1]}"
    )
    problems = make_case(data, "kind: share\nx: value\ny: name\nrows: [a, b]\n").check()
    assert len(problems) == bool(says)
    assert all(says in problem.message for problem in problems)


HARD = {
    "one row": VALUES.partition("  b:")[0],
    "all zero": re.sub(r"value: [\w ]+}", "value: 0}", VALUES),
    "all negative": re.sub(r"value: (?:about )?(\d+)}", r"value: -\1}", VALUES),
    "huge": VALUES.replace("value: 40", "value: 123456789012345.678"),
    "tiny": VALUES.replace("value: 40", "value: 0.0000001"),
    "no names": VALUES.replace("name: First, ", ""),
    "a name of 200 letters": VALUES.replace("First", "Wordy " * 33 + "ab"),
    "a word of 200 letters": VALUES.replace("First", "W" * 200),
    "same names": re.sub(r"name: \w+", "name: Same", VALUES),
}


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("kind", ["bar", "column", "dot", "range"])
def test_hard_data_is_drawn(name: str, kind: str, browser: Browser) -> None:
    """One row, zeros, extremes and lost names give a picture that can be read."""
    fields = "x: name\ny: value\n" if kind == "column" else "x: value\ny: name\n"
    case = make_case(HARD[name], f"kind: {kind}\n{fields}")
    assert case.check() == []
    drawing = case.draw()
    assert "NaN" not in drawing.wide_svg + drawing.narrow_svg
    assert find_faults(browser, {"x": drawing}, "light") == []


def test_the_unknown_hides_no_mark_of_its_row(browser: Browser) -> None:
    """Beside a known mark it says which one is unknown, where nothing else stands."""
    data = """
columns:
  name: {label: Name}
  plan: {label: Planned, unit: years}
  life: {label: Served, unit: years}
rows:
  a: {name: First, plan: 5 to 10, life: unknown}
  b: {name: Second, plan: 15, life: more than 30}
"""
    drawing = make_case(data, "kind: dot\nx: [plan, life]\ny: name\n").draw()
    page = browser.new_page()
    for svg in both(drawing):
        assert "Served: unknown" in svg
        page.set_content(f"<style>{render_tokens_css()}{font_face(FAMILY)}</style>{svg}")
        page.evaluate("document.fonts.ready")
        met = page.evaluate("""() => [...document.querySelectorAll('text')].filter(text =>
            [...document.querySelectorAll('[data-tip]')].some(mark => {
              const [a, b] = [text, mark].map(part => part.getBoundingClientRect());
              return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
            })).map(text => text.textContent)""")
        assert met == []
    page.close()


@pytest.mark.parametrize(
    "rows",
    ["['2020']", "['2020', '2022']"],
)
@pytest.mark.parametrize("kind", ["line", "area", "column"])
def test_few_moments_are_drawn(rows: str, kind: str, browser: Browser) -> None:
    """One moment, or two, are enough."""
    case = make_case(TIMES, f"kind: {kind}\nx: row\ny: v\nrows: {rows}\n")
    assert case.check() == []
    drawing = case.draw()
    assert "NaN" not in drawing.wide_svg
    assert find_faults(browser, {"x": drawing}, "light") == []


# -- Charts in Python -----------------------------------------------------------------------------

Extend = Callable[[str], Drawing]


@pytest.fixture
def extend(tmp_path: Path) -> Extend:
    """Return a function that draws three values with an extension of these lines."""

    def draw(code: str) -> Drawing:
        path = tmp_path / "own.py"
        path.write_text("import altair as alt\n" + code, encoding="utf-8")
        case = make_case(VALUES, "kind: own\nx: value\ny: name\n")
        assert case.check(extensions={"own": path}) == []
        return case.draw(extension=path, extension_shown="content/extensions/own.py")

    return draw


PLAIN = """
def chart(data):
    MIXED = data.colours["1"], data.colours["2"]
    base = alt.Chart(alt.Data(values=data.values))
    return base.mark_bar().encode(x="number:Q", y="label:N", description="tip:N")
"""


def test_an_extension_draws_its_cells(extend: Extend) -> None:
    """Python of the site's own gets the cells, the font and the widths."""
    drawing = extend(PLAIN)
    assert "First: 40%" in names_of(drawing.wide_svg)
    assert 'width="340"' in drawing.narrow_svg
    assert FAMILY in drawing.wide_svg


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("values=data.values", 'values=[{"address": "d.zz.value", "number": 3}]', "mark-is-a-cell"),
        ("values=data.values", 'values=[{"number": 3}]', "mark-is-a-cell"),
        ("values=data.values", "values=[row | {'number': 99} for row in data.values]",
         "mark-is-a-cell"),
        ("values=data.values", "values=[row | {'words': '99%'} for row in data.values]",
         "mark-is-a-cell"),
        ("return base", "return base.properties(title='Up 300%')", "mark-is-a-cell"),
        ("return base.mark_bar().encode(", "return base.mark_rule().encode(x2=alt.datum(77), ",
         "mark-is-a-cell"),
        ("return base", "raise KeyError('x')\n    return base", "extension-works"),
        ("return base", "return 5 or base", "extension-works"),
        ("def chart", "def other", "extension-works"),
        ("def chart(data):", "def chart(data)", "extension-works"),
        ("alt.Data(values=data.values)", "'https://example.org/x.json'", "chart-is-self-contained"),
        ("return base", "return base.configure(font='Arial').mark_bar() or base",
         "chart-is-self-contained"),
        ('description="tip:N"', 'color=alt.Color("number:Q", scale=alt.Scale(range=[*MIXED]))',
         "extension-works"),
        ('description="tip:N"', 'color="number:Q"', "extension-works"),
        ("return base", "return base.properties(width=2000).mark_bar().encode(x='number:Q') | base",
         "chart-fits-its-width"),
    ],
)  # fmt: skip
def test_an_extension_that_does_otherwise_is_refused(
    old: str, new: str, code: str, extend: Extend
) -> None:
    """What an extension draws is looked up again."""
    assert old in PLAIN
    with pytest.raises(ContentError) as caught:
        extend(PLAIN.replace(old, new, 1))
    problem = caught.value.problems[0]
    assert problem.code == code
    assert problem.place.path == "content/extensions/own.py"


def test_an_error_in_an_extension_is_told_with_its_line(extend: Extend) -> None:
    """The line is that of the author's own file."""
    with pytest.raises(ContentError) as caught:
        extend("def helper():\n    return 1 / 0\n\ndef chart(data):\n    return helper()\n")
    assert caught.value.problems[0].place.line == 3
    assert "ZeroDivisionError" in caught.value.problems[0].message


def test_a_case_is_what_it_says() -> None:
    """The helper of these tests draws what it was given."""
    case = make_case(VALUES, BAR)
    assert isinstance(case, Case)
    drawing = draw_figure(
        case.figure, case.dataset, case.cells, ENGLISH, title="T", description="D"
    )
    assert drawing.size[0] == WIDE


def test_a_line_that_ends_early_gives_no_value_to_a_later_moment() -> None:
    """Its name stands at its own end, or without its value beside the others'."""
    data = """
columns:
  long: {label: Long, unit: "%"}
  short: {label: Short, unit: "%"}
rows:
  2019: {long: 10, short: 31}
  2020: {long: 20, short: 33}
  2023: {long: 25}
  2024: {long: 40}
"""
    drawing = make_case(data, "kind: line\nx: row\ny: [long, short]\n").draw()
    for svg in both(drawing):
        words = {"".join(node.itertext()): float(node.attrib.get("x", 0))
                 for node in parse(svg).iter(f"{SVG}text")}  # fmt: skip
        end = next(x for text, x in words.items() if text == "Long 40%")
        own = [(text, x) for text, x in words.items() if text.startswith("Short")]
        assert [text for text, _ in own] in (["Short 33%"], ["Short"])
        assert all(x < end or text == "Short" for text, x in own)


def test_names_of_lines_that_end_early_stand_in_the_open() -> None:
    """Where other lines leave no room beside its end, a name stands higher up, on a stem."""
    data = """
columns:
  one: {label: One, unit: "%"}
  two: {label: Two, unit: "%"}
rows:
  2018: {one: 9}
  2019: {one: 5}
  2020: {two: 6}
  2021: {two: 4}
  2022: {two: 90}
  2023: {two: 4}
  2024: {two: 2}
"""
    drawing = make_case(data, "kind: line\nx: row\ny: [one, two]\n").draw()
    words = ["".join(node.itertext()) for node in parse(drawing.narrow_svg).iter(f"{SVG}text")]
    assert "One 5%" in words
    assert 'stroke-dasharray="1,3"' not in drawing.narrow_svg


def test_words_of_what_is_not_exact_find_room_on_a_phone(gallery: dict[str, Drawing]) -> None:
    """Where a chart is crowded, words of a value that is hedged stand higher up, on a stem."""
    words = ["".join(node.itertext())
             for node in parse(gallery["line_signs"].narrow_svg).iter(f"{SVG}text")]  # fmt: skip
    assert {"about 48", "more than 70", "up to 55", "at least 60"} <= set(words)


@pytest.mark.parametrize(("first", "last", "signs"), [("2022", "2025", 0), ("1q22", "4q25", 3)])
def test_one_sees_where_years_begin(first: str, last: str, signs: int) -> None:
    """Where marks are of less than a year and the axis names years, each beginning has a sign."""
    quarters = [f"{quarter}q{year}" for year in range(22, 26) for quarter in range(1, 5)]
    rows = quarters if "q" in first else [str(year) for year in range(2022, 2026)]
    assert (rows[0], rows[-1]) == (first, last)
    data = 'columns:\n  one: {label: One, unit: "%"}\nrows:\n' + "".join(
        f"  {row}: {{one: {place}}}\n" for place, row in enumerate(rows, 1)
    )
    drawing = make_case(data, "kind: line\nx: row\ny: one\n").draw()
    for svg in both(drawing):
        lines = [line for line in parse(svg).iter(f"{SVG}line") if line.get("y2") == "5"]
        assert len(lines) == signs


def test_a_year_that_is_seen_in_part_is_named_too() -> None:
    """An axis that ends in spring names the year, as far as it is seen, between its signs."""
    rows = ["2q22", "4q22", "2q23", "3q23", "1q24", "3q24", "4q24", "2q25"]
    data = 'columns:\n  one: {label: One, unit: "%"}\nrows:\n' + "".join(
        f"  {row}: {{one: {place}}}\n" for place, row in enumerate(rows, 1)
    )
    drawing = make_case(data, "kind: line\nx: row\ny: one\n").draw()
    root = parse(drawing.wide_svg)
    years = {node.text: float(node.get("x", "0")) for node in root.iter(f"{SVG}text")
             if node.text in {"2022", "2023", "2024", "2025"}}  # fmt: skip
    signs = [float(re.findall(r"[\d.]+", line.get("transform", ""))[0])
             for line in root.iter(f"{SVG}line") if line.get("y2") == "5"]  # fmt: skip
    assert len(signs) == 3
    in_order = [years["2022"], signs[0], years["2023"], signs[1], years["2024"], signs[2],
                years["2025"]]  # fmt: skip
    assert in_order == sorted(in_order)
