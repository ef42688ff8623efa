"""Rendering a site: records in, files out; nothing is read from or written to disk here."""

import math
from collections.abc import Mapping
from functools import partial

from markupsafe import Markup

from plainfact.assets import Assets
from plainfact.charts.drawing import Drawing
from plainfact.check import Uses
from plainfact.facts import render_facts_json, used_cells
from plainfact.figure_views import make_figure_view
from plainfact.notes import make_source_link
from plainfact.outputs import OutputFile
from plainfact.owners import Owned
from plainfact.pages import Page
from plainfact.periods import Period
from plainfact.phrasing import format_period
from plainfact.prose import MARK, Binding, Scheme
from plainfact.prose_renderer import NoteSink, ProseRenderer
from plainfact.site import Site
from plainfact.tables import make_table
from plainfact.templates import Templates
from plainfact.urls import output_path, relative_url
from plainfact.uses import Use
from plainfact.views import (
    FactGroup,
    FactView,
    NavLink,
    PageView,
    SectionView,
    SourceView,
    TermView,
    UseView,
)

_WORDS_A_MINUTE = 230
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


def render_site(
    site: Site,
    uses: Uses,
    drawings: Mapping[str, Drawing],
    templates: Templates,
    assets: Assets,
    base_url: str,
) -> list[OutputFile]:
    """Return every page and data file of a checked site."""
    return _SiteRenderer(site, uses, drawings, templates, assets, base_url).render()


class _SiteRenderer:
    """Renders the pages of one site."""

    def __init__(
        self,
        site: Site,
        uses: Uses,
        drawings: Mapping[str, Drawing],
        templates: Templates,
        assets: Assets,
        base_url: str,
    ) -> None:
        self.site = site
        self.uses = uses
        self.drawings = drawings
        self.templates = templates
        self.assets = assets
        self.base_url = base_url
        self.prose = ProseRenderer(site)
        self.shown = [page for page in site.sections if not page.draft]

    def render(self) -> list[OutputFile]:
        """Return every page and data file."""
        pages: list[OutputFile] = []
        if self.site.index is not None:
            pages.append(self._section_page("index.html", self.site.index))
        pages += [self._section_page("section.html", page) for page in self.shown]
        pages += [self._all_page()]
        pages += [self._chart_page(name) for name in self.drawings]
        pages += [self._facts_page(), self._sources_page(), self._glossary_page()]
        pages += [self._missing_page()]
        facts = render_facts_json(self.uses, self.prose)
        images = [OutputFile(image.path, image.data) for image in self.site.images.values()]
        plain = [
            OutputFile("facts.json", facts.encode()),
            OutputFile(".nojekyll", b""),
            *images,
        ]
        return pages + plain

    def _section_page(self, template: str, page: Page) -> OutputFile:
        section = self._section_view(page, page.url, "")
        description = self.prose.plain(page.summary or self.site.summary)
        title = "" if page.id == "index" else self.prose.plain(page.title)
        view = self._page_view(page.url, title, description, page)
        return self._write(template, view, section=section)

    def _all_page(self) -> OutputFile:
        url = "all/"
        pages = [page for page in self.site.pages if not page.draft]
        parts = tuple(self._section_view(page, url, f"{page.id}--") for page in pages)
        title = "The whole explainer"
        view = self._page_view(url, title, self.prose.plain(self.site.summary))
        return self._write("all.html", view, parts=parts)

    def _chart_page(self, name: str) -> OutputFile:
        url = f"charts/{name}/"
        figure = self.site.figures[name]
        view = self._page_view(url, self.prose.plain(figure.title), self.prose.plain(figure.alt))
        figure_view = make_figure_view(figure, self.drawings[name], url, self.prose)
        return self._write("chart.html", view, figure=figure_view)

    def _facts_page(self) -> OutputFile:
        url = "facts/"
        by_dataset: dict[str, list[FactView]] = {}
        for cell in used_cells(self.site, self.uses):
            places = dict.fromkeys(self.uses.get(cell.address, []))
            fact = FactView(self.prose.note(cell, url), self._use_views(places, url))
            by_dataset.setdefault(cell.dataset, []).append(fact)
        groups = tuple(
            FactGroup(
                name,
                self.prose.inline(self.site.datasets[name].title, url),
                self.prose.inline(self.site.datasets[name].description, url),
                tuple(facts),
            )
            for name, facts in by_dataset.items()
        )
        view = self._page_view(url, "Facts", "Every figure of the explainer, with its source.")
        return self._write("facts.html", view, groups=groups)

    def _sources_page(self) -> OutputFile:
        url = "sources/"
        used = {cell.address for cell in used_cells(self.site, self.uses)}
        sources: list[SourceView] = []
        for source in self.site.sources.values():
            uses = self.uses.get(f"source:{source.id}", [])
            rests = [use for use in uses if use.kind != "cell" or use.owner in used]
            sources.append(
                SourceView(
                    id=source.id,
                    title=source.title,
                    by=make_source_link(source, self.site).words,
                    url=source.url,
                    note=source.note,
                    facts=tuple(dict.fromkeys(self._source_use(use, url) for use in rests)),
                )
            )
        view = self._page_view(url, "Sources", "Every work that the explainer rests on.")
        return self._write("sources.html", view, sources=tuple(sources))

    def _glossary_page(self) -> OutputFile:
        url = "glossary/"
        terms = tuple(
            TermView(
                term.id,
                term.title,
                self.prose.inline(term.definition, url),
                make_source_link(self.site.sources[term.source], self.site)
                if term.source
                else None,
            )
            for term in self.site.terms.values()
        )
        view = self._page_view(url, "Glossary", "The terms of the field, in plain language.")
        return self._write("glossary.html", view, terms=terms)

    def _missing_page(self) -> OutputFile:
        view = self._page_view("404.html", "Page not found", "There is no page at this address.")
        return self._write("404.html", view)

    def _section_view(self, page: Page, url: str, prefix: str) -> SectionView:
        prose = self.prose
        owned = Owned(page.body, "page", page.id, page.url, may_hold_figures=True, allow={})
        sink = NoteSink(prose, url, prefix, gather=True)
        block = partial(self._render_block, url=url)
        body = prose.body(owned, url, page.headings, sink, block)
        updated = ""
        if page.updated is not None:
            updated = format_period(Period(page.updated, page.updated), self.site.language)
        headings = tuple(
            NavLink(self._heading_words(heading.marked, page), f"#{prefix}{heading.id}")
            for heading in page.headings
            if heading.level <= 2
        )
        return SectionView(
            id=page.id,
            title=prose.inline(page.title, url),
            summary=prose.inline(page.summary, url),
            body=body,
            notes=sink.notes(),
            note_prefix=prefix,
            updated=updated,
            minutes=max(1, math.ceil(len(prose.plain(page.body).split()) / _WORDS_A_MINUTE)),
            url=relative_url(url, page.url),
            headings=headings,
        )

    def _heading_words(self, marked: str, page: Page) -> str:
        def fill(index: int) -> str:
            binding = page.body.bindings[index]
            if binding.scheme is Scheme.FACT:
                return self.prose.fact_words(binding, self.prose.fact(binding))
            return self.prose.words(binding.words)

        return MARK.sub(lambda match: fill(int(match[1])), marked)

    def _render_block(self, binding: Binding, url: str) -> Markup:
        if binding.scheme is Scheme.CHART:
            figure = self.site.figures[binding.target]
            drawing = self.drawings[binding.target]
            view = make_figure_view(figure, drawing, url, self.prose)
            return self.templates.render("figure.html", figure=view, suffix="")
        dataset = self.site.datasets[binding.target]
        table = make_table(dataset, self.prose.inline(dataset.title, url), url, self.prose)
        return self.templates.render("table.html", table=table)

    def _page_view(
        self, url: str, title: str, description: str, page: Page | None = None
    ) -> PageView:
        link = partial(relative_url, url)
        sections = tuple(
            NavLink(
                self.prose.plain(section.title),
                link(section.url),
                is_current=section is page,
                summary=self.prose.plain(section.summary),
            )
            for section in self.shown
        )
        reference = [("all/", "All on one page"), ("facts/", "Facts"), ("sources/", "Sources")]
        if self.site.terms:
            reference.insert(1, ("glossary/", "Glossary"))
        place = self.shown.index(page) if page in self.shown else None
        language = self.site.config.language
        return PageView(
            url=url,
            language=language,
            direction="rtl" if language.split("-")[0] in _RIGHT_TO_LEFT else "ltr",
            site_title=self.prose.plain(self.site.title),
            title=title,
            description=description,
            home=link(""),
            root=link(""),
            sections=sections,
            reference=tuple(
                NavLink(words, link(target), is_current=target == url)
                for target, words in reference
            ),
            previous=sections[place - 1] if place else None,
            next=sections[place + 1]
            if place is not None and place + 1 < len(sections)
            else (sections[0] if page is self.site.index and sections else None),
            stylesheets=tuple(link(sheet) for sheet in self.assets.stylesheets),
            scripts=tuple(link(script) for script in self.assets.scripts),
            canonical=f"{self.base_url.rstrip('/')}/{url}" if self.base_url else "",
            authors=tuple(author.name for author in self.site.config.authors),
            licence=self.site.config.licence,
        )

    def _use_views(self, uses: dict[Use, None], url: str) -> tuple[UseView, ...]:
        titles: dict[UseView, None] = {}
        for use in uses:
            if use.kind == "prose":
                page = next(page for page in self.site.pages if page.id == use.owner)
                title = self.prose.plain(page.title)
            elif use.owner in self.site.figures and use.kind in ("chart", "drawing"):
                title = self.prose.plain(self.site.figures[use.owner].title)
            else:
                continue
            titles[UseView(title, relative_url(url, use.page))] = None
        return tuple(titles)

    def _source_use(self, use: Use, url: str) -> UseView:
        if use.kind == "cell":
            cell = self.site.cells[use.owner]
            return UseView(cell.label, relative_url(url, f"facts/#{cell.anchor}"))
        return UseView(use.owner, relative_url(url, use.page))

    def _write(self, template: str, view: PageView, **views: object) -> OutputFile:
        page = self.templates.render(template, page=view, **views)
        return OutputFile(output_path(view.url), page.encode())
