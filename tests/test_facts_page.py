"""The facts page in a real browser: filters, sorting, and an address that keeps what was chosen."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from patience import settle
from playwright.sync_api import Page, expect

Open = Callable[..., Page]

FILLED = """() => document.querySelector('.filter-works')
    && [...document.querySelectorAll('[data-choices]')].every(field => field.length > 1)"""
"""Whether the filters are whole: they are filled one after the other."""
FACT = ".ledger li:visible"
"""A fact that can be seen."""


@pytest.fixture
def page(flagship: Path, open_page: Open) -> Page:
    """Return the facts page of the flagship, from a disk."""
    return open_page((flagship / "facts" / "index.html").as_uri())


def test_each_filter_leaves_what_fits_and_says_how_much(flagship: Path, page: Page) -> None:
    """Topic, status, source and speaker each leave the facts that facts.json has of them."""
    facts = json.loads((flagship / "facts.json").read_text(encoding="utf-8"))["facts"]
    source = next(fact["sources"][0] for fact in facts if fact["sources"])
    said = page.get_by_role("status").first
    expect(said).to_have_text(f"{len(facts):,} of {len(facts):,} facts")
    for name, value, wanted in (
        ("topic", "dram_share", [fact["address"].startswith("dram_share.") for fact in facts]),
        ("status", "forecast", [fact["status"] == "forecast" for fact in facts]),
        ("source", source, [source in fact["sources"] for fact in facts]),
        ("by", "TrendForce", [fact["said_by"] == "TrendForce" for fact in facts]),
    ):
        page.locator(f"select[name={name}]").select_option(value)
        expect(said).to_have_text(f"{sum(wanted):,} of {len(facts):,} facts")
        assert 0 < sum(wanted) < len(facts), name
        expect(page.locator(FACT)).to_have_count(sum(wanted))
        page.get_by_role("button", name="Show all").click()
        expect(said).to_have_text(f"{len(facts):,} of {len(facts):,} facts")


def test_filters_stand_in_the_address(page: Page) -> None:
    """An address that was copied shows the same facts in the same order again."""
    page.locator(".filter").get_by_label("Status").select_option("estimate")
    page.locator(".filter").get_by_label("Sort").select_option("new")
    page.locator(".filter").get_by_label("With the words").fill("huawei")
    page.wait_for_url("**?*q=huawei*")
    address, count = page.url, page.get_by_role("status").first.inner_text()
    assert "status=estimate" in address
    expect(page.locator(FACT)).to_have_count(int(count.split()[0]))
    names = page.locator(FACT).all_inner_texts()
    days = page.locator(FACT).evaluate_all(
        "all => all.map(e => e.dataset.day || e.closest('div').dataset.day || '')"
    )
    assert len(names) > 1
    assert days == sorted(days, reverse=True)
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(FACT)).to_have_count(len(names))
    expect(page.locator(FACT)).to_have_text(names, use_inner_text=True)


def test_a_fact_that_is_led_to_is_shown(page: Page) -> None:
    """A deep link shows its fact, whatever filter stands in its way."""
    target = page.locator(".ledger [data-status=reported] li").first.get_attribute("id")
    page.goto(f"{page.url}?status=forecast#{target}")
    expect(page.locator(f"[id='{target}']")).to_be_visible()
    expect(page).not_to_have_url(re.compile("status"))


def test_without_scripts_all_facts_are_there(small_site: str, open_page: Open) -> None:
    """The page is a whole list without scripts, and offers no filter that would do nothing."""
    page = open_page(f"{small_site}facts/", java_script_enabled=False)
    expect(page.locator(FACT)).to_have_count(2)
    expect(page.locator(".filter")).to_be_hidden()
    expect(page.locator(".ledger-files a")).to_have_count(2)


def test_nothing_moves_when_the_filters_come(small_site: str, open_page: Open) -> None:
    """The page keeps a place for the filters, so that what is read stays where it is."""
    page = open_page(f"{small_site}facts/")
    page.wait_for_function(FILLED)
    settle(page)
    shift = page.evaluate("""() => {
      const observer = new PerformanceObserver(() => {});
      observer.observe({ type: "layout-shift", buffered: true });
      return observer.takeRecords().reduce((sum, entry) => sum + entry.value, 0);
    }""")
    assert shift < 0.001


def test_the_files_hold_the_facts(flagship: Path) -> None:
    """facts.csv has a row for each fact that may be handed on, as facts.json says it."""
    facts = json.loads((flagship / "facts.json").read_text(encoding="utf-8"))["facts"]
    by_address = {fact["address"]: fact for fact in facts}
    rows = list(csv.DictReader(io.StringIO((flagship / "facts.csv").read_text(encoding="utf-8"))))
    assert 0 < len(rows) < len(facts)
    for row in rows:
        fact = by_address[row["address"]]
        assert row["sources"].split() == fact["sources"]
        assert row["status"] == fact["status"]
        assert row["words"].removeprefix("'") == fact["words"]
    assert not any(row["address"].startswith("dram_share.") for row in rows)
