"""The pages that are read: the opening, the sections, and all of them on one page."""

import math
from functools import partial

from markupsafe import Markup

from plainfact.correction_pages import make_correction_notes
from plainfact.figure_views import make_figure_view
from plainfact.late_calls import call_late
from plainfact.link_views import NavLink
from plainfact.note_sink import NoteSink
from plainfact.note_views import make_note_views, make_term_notes
from plainfact.outputs import OutputFile
from plainfact.owners import Owned
from plainfact.page_views import PageView
from plainfact.pages import Page
from plainfact.periods import Period
from plainfact.phrasing import format_period
from plainfact.press import PageFile, Press
from plainfact.prose import MARK, Binding, Scheme
from plainfact.rewriting import squeeze
from plainfact.site import Site
from plainfact.tables import make_table
from plainfact.text_views import PartView, SectionView
from plainfact.typography import curl_quotes
from plainfact.urls import relative_url

WHOLE = "all/"
"""The address of the whole explainer, opening and sections, on one page."""

MOST_IN_ONE = 100
"""The most pages that are put together on one; more would be read on none."""

_WORDS_A_MINUTE = 230
_LISTED_LEVEL = 2


def render_section_pages(press: Press) -> list[OutputFile]:
    """Return the opening, a page for each section, and the whole explainer on one page."""
    own = list_own_pages(press)
    press.keeper.expect("section", [page.id for page, _ in own])
    pages: list[OutputFile] = [
        press.make("section", page.digest, partial(render_section, press, template, page), page.id)
        for page, template in own
    ]
    if press.one_file or not has_whole(press.site):
        return pages
    return [*pages, press.make("whole", "", partial(_render_all, press))]


def list_own_pages(press: Press) -> list[tuple[Page, str]]:
    """Return the pages that authors wrote and publish, each with its template."""
    own = [(page, "section.html") for page in (*press.shown, *press.site.appendix)]
    if press.site.index is not None:
        own.insert(0, (press.site.index, "index.html"))
    return [(page, template) for page, template in own if not page.draft]


def has_whole(site: Site) -> bool:
    """Tell whether the whole explainer is put on one page, too."""
    return len(site.heads) <= MOST_IN_ONE


def render_section(press: Press, template: str, page: Page) -> PageFile:
    """Return the page of a section or the opening."""
    section = _make_section(press, page, page.url, "")
    description = press.prose.plain(page.summary or press.site.summary)
    title = "" if page.id == "index" else press.prose.plain(page.title)
    view = press.frame(page.url, title, description, page)
    parts = (
        press.route.list_all(partial(relative_url, page.url)) if template == "index.html" else ()
    )
    return press.print(template, view, section=section, parts=parts)


def _render_all(press: Press) -> PageFile:
    opening = press.site.index
    pages = (*((opening,) if opening else ()), *press.site.sections)
    parts = tuple(
        press.keeper.get("part", page.digest, partial(_render_part, press, page))
        for page in pages
        if not page.draft
    )
    # What stands after the story is looked things up in, and would weigh as much as a third of it.
    apart = tuple(
        NavLink(press.prose.plain(page.title), relative_url(WHOLE, page.url))
        for page in press.site.appendix
        if not page.draft
    )
    return press.print("all.html", _frame_whole(press), parts=parts, apart=apart)


def _frame_whole(press: Press) -> PageView:
    description = press.prose.plain(press.site.summary)
    return press.frame(WHOLE, press.words["all_title"], description)


def _render_part(press: Press, page: Page) -> PartView:
    section = _make_section(press, page, WHOLE, f"{page.id}--")
    html = press.templates.render("part.html", page=_frame_whole(press), section=section)
    small = Markup(squeeze(html))  # noqa: S704 - a rendered page
    return PartView(section.id, section.title, section.summary, section.note_prefix, small)


def _make_section(press: Press, page: Page, url: str, prefix: str) -> SectionView:
    """Return a page's text as shown at an address; `prefix` keeps its ids apart from others'."""
    prose = press.prose
    owned = Owned(page.body, "page", page.id, page.url, may_hold_figures=True, allow={})
    sink = NoteSink(prose, url, prefix, gather=not press.one_file, leads_back=url != WHOLE)
    title, summary = prose.inline(page.title, url, sink), prose.inline(page.summary, url, sink)
    figures: dict[str, str] = {}
    block = partial(_render_block, press, url, sink, figures)
    cover = block(page.cover) if page.cover is not None else Markup()
    body = prose.body(owned, url, page.headings, sink, block)
    updated = ""
    if page.updated is not None:
        updated = format_period(Period(page.updated, page.updated), press.site.language)
    headings = tuple(
        NavLink(_heading_words(press, heading.marked, page), f"#{prefix}{heading.id}")
        for heading in page.headings
        if heading.level <= _LISTED_LEVEL
    )
    return SectionView(
        id=page.id,
        title=title,
        summary=summary,
        cover=cover,
        body=body,
        notes=make_note_views(press, sink, url, figures),
        terms=make_term_notes(press, sink, url),
        note_prefix=prefix,
        updated=updated,
        minutes=max(1, math.ceil(_count_words(page) / _WORDS_A_MINUTE)),
        url=relative_url(url, page.url),
        headings=headings,
        corrections=make_correction_notes(press, page, url),
    )


def _count_words(page: Page) -> int:
    """Return about how many words a page has to be read; a bound figure counts as one."""
    return sum(len(run.words.split()) for run in page.body.runs)


def _heading_words(press: Press, marked: str, page: Page) -> str:
    def fill(match_index: int) -> str:
        binding = page.body.bindings[match_index]
        if binding.scheme is Scheme.FACT:
            return press.prose.fact_words(binding, press.prose.fact(binding))
        return press.prose.words(binding.words)

    return curl_quotes(MARK.sub(lambda match: fill(int(match[1])), marked))


def _render_block(
    press: Press, url: str, sink: NoteSink, figures: dict[str, str], binding: Binding
) -> Markup:
    """Return the HTML of a chart, a table or a list of facts that stands in a page.

    A chart's fragment is added to `figures`, and the notes of its words to the sink. Where a chart
    stands already, in this page or in another of the same document, a link leads there.
    """
    if binding.scheme is Scheme.CHART:
        figure = press.site.figures[binding.target]
        there = f"#{figures[figure.id]}" if figure.id in figures else ""
        if press.homes.get(figure.id, url) != url:
            there = relative_url(url, f"charts/{figure.id}/")
        if there:
            link = NavLink(press.prose.plain(figure.title), there)
            return press.templates.render("figure_again.html", link=link)
        suffix = f"--{sink.prefix.rstrip('-')}" if sink.prefix else ""
        figures[figure.id] = f"figure--{figure.id}{suffix}"
        sink.meet(text for text in (figure.title, figure.subtitle, figure.note) if text)
        drawing = press.drawings[binding.target]
        view = make_figure_view(figure, drawing, url, press.prose, press.base_url, suffix)
        return press.templates.render(
            "figure.html",
            figure=view,
            suffix=suffix,
            one_file=press.one_file,
            is_whole=url == WHOLE,
        )
    if binding.scheme is Scheme.ALONE:
        facts = call_late("ledger_pages", "list_facts_on", press, binding.target, url)()
        return press.templates.render("alone.html", facts=facts)
    dataset = press.site.datasets[binding.target]
    table = make_table(dataset, press.prose.inline(dataset.title, url), url, press.prose)
    note = dataset.note
    sink.meet([note] if note else [])
    return press.templates.render("dataset.html", table=table, note=press.prose.inline(note, url))
