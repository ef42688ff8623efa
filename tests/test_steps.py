"""Charts in steps: all states are there before any script; with it the chart stands still."""

import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from patience import eventually, settle
from playwright.sync_api import Page

from plainfact.build import build_site

SMALL = Path(__file__).parent / "broken" / "base" / "content"
Open = Callable[..., Page]
STEPS = """steps:
  - {text: "LCD first: [](fact:panels.lcd.share).", rows: [lcd]}
  - {text: "Then OLED: [](fact:panels.oled.share).", highlight: [oled]}
  - {text: Both together.}
"""
SHOWN = """
() => [...document.querySelectorAll('.figure-steps .figure-drawing')].map(drawing => {
  const box = drawing.getBoundingClientRect();
  return [Number(getComputedStyle(drawing).opacity), box.top, box.bottom];
})
"""


@pytest.fixture(scope="module")
def stepped(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Return the address of a page with a chart in steps, and text round it."""
    folder = tmp_path_factory.mktemp("steps")
    content = folder / "content"
    shutil.copytree(SMALL, content)
    chart = content / "charts" / "panels.yaml"
    chart.write_text(chart.read_text() + STEPS)
    section = content / "sections" / "panels.md"
    section.write_text(f"{section.read_text()}\n\n" + "Words after the chart.\n\n" * 60)
    build_site(content, folder / "_site", base_url="", no_code=False)
    return f"{serve(folder / '_site')}/panels/"


def assert_stacked(page: Page, states: int = 3) -> None:
    """Assert that all states are seen, one below the other, each under its words."""
    shown = page.evaluate(SHOWN)
    assert [opacity for opacity, _, _ in shown] == [1] * states
    for (_, _, bottom), (_, top, _) in pairwise(shown):
        assert top >= bottom
    assert page.locator(".figure-steps svg[role=img]:visible").count() == states


def test_all_states_stand_without_scripts(stepped: str, open_page: Open) -> None:
    """Words and states can be read in order, bound words filled in."""
    page = open_page(stepped, java_script_enabled=False)
    eventually(assert_stacked, page)
    words = page.locator(".figure-step-text").all_inner_texts()
    assert words == ["LCD first: more than 70%.", "Then OLED: about 50%.", "Both together."]
    first = page.locator(".figure-steps li").first
    marks = first.locator("svg:visible [data-tip]").count()
    assert (
        0 < marks < page.locator(".figure-steps li").last.locator("svg:visible [data-tip]").count()
    )
    assert first.locator("svg:visible desc").text_content() == words[0]


def test_no_motion_where_none_is_wanted_and_none_on_paper(stepped: str, open_page: Open) -> None:
    """Readers who want no motion, and paper, get the states one below the other."""
    page = open_page(stepped, reduced_motion="reduce")
    settle(page)
    eventually(assert_stacked, page)
    page = open_page(stepped)
    page.locator(".figure-steps.is-walked").wait_for()
    page.emulate_media(media="print")
    eventually(assert_stacked, page)


def find_top_of_shown(page: Page, state: int) -> float:
    """Return where a state stands, once it is seen and no other is."""
    shown = page.evaluate(SHOWN)
    assert [opacity for opacity, _, _ in shown] == [at == state for at in range(3)]
    return float(shown[state][1])


@pytest.mark.parametrize("width", [390, 1200])
def test_the_chart_stands_still_while_words_go_by(
    stepped: str, open_page: Open, width: int
) -> None:
    """One state is seen at a time, each in turn, at the same place of the window."""
    page = open_page(stepped, viewport={"width": width, "height": 900})
    page.locator(".figure-steps.is-walked").wait_for()
    settle(page)
    tops = []
    for state, text in enumerate(page.locator(".figure-step-text span").all()):
        text.evaluate("text => scrollTo(0, text.getBoundingClientRect().top + scrollY - 600)")
        tops.append(eventually(find_top_of_shown, page, state))
        assert text.evaluate(
            "text => document.elementFromPoint(text.getBoundingClientRect().left + 2,"
            " text.getBoundingClientRect().top + 4).closest('.figure-step-text') !== null"
        )
    assert len(tops) == 3
    assert 0 <= tops[1] == tops[2] < tops[0] < 600
