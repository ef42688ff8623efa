"""Corrections as readers meet them: on a page of their own, and on each page concerned."""

from collections.abc import Iterable

from plainfact.corrections import Correction
from plainfact.pages import Page
from plainfact.periods import Period
from plainfact.phrasing import format_period
from plainfact.press import PageFile, Press
from plainfact.text_views import CorrectionView
from plainfact.urls import relative_url


def render_corrections(press: Press) -> PageFile:
    """Return the page of all corrections, newest first."""
    url, words = "corrections/", press.words
    corrections = _make_views(press, press.site.corrections, url)
    view = press.frame(url, words["corrections_name"], words["corrections_about"])
    return press.print("corrections.html", view, corrections=corrections)


def make_correction_notes(press: Press, page: Page, url: str) -> tuple[CorrectionView, ...]:
    """Return what an address that shows a page tells of corrections that concern it."""
    return _make_views(press, press.corrections.get(page.id, ()), url)


def _make_views(
    press: Press, corrections: Iterable[Correction], url: str
) -> tuple[CorrectionView, ...]:
    prose = press.prose
    pages = press.site.heads
    return tuple(
        CorrectionView(
            anchor=entry.anchor,
            entry=relative_url(url, f"corrections/#{entry.anchor}"),
            date=format_period(Period(entry.date, entry.date), press.site.language),
            page=prose.plain(pages[entry.page].title),
            url="" if pages[entry.page].draft else relative_url(url, pages[entry.page].url),
            was=prose.inline(entry.was, url),
            is_now=prose.inline(entry.is_now, url),
            why=prose.inline(entry.why, url),
        )
        for entry in corrections
    )
