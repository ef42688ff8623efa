"""Notes as pages show them, at the end of a text: what its facts rest on, what its terms mean."""

from collections.abc import Mapping

from plainfact.glossary import Term
from plainfact.link_views import NavLink
from plainfact.note_sink import NoteSink
from plainfact.notes import make_source_link
from plainfact.press import Press
from plainfact.text_views import NoteView, TermNote, TermView
from plainfact.urls import relative_url


def make_note_views(
    press: Press, sink: NoteSink, url: str, figures: Mapping[str, str]
) -> tuple[NoteView, ...]:
    """Return the notes that a sink met; `figures` are the fragments of its page's charts."""
    return tuple(
        NoteView(press.prose.note(cell, url), _list_charts(press, cell.address, url, figures), at)
        for cell, at in sink.cells
    )


def make_term_notes(press: Press, sink: NoteSink, url: str) -> tuple[TermNote, ...]:
    """Return the notes of the terms that a sink met, in the order of the glossary."""
    order = list(press.site.terms)
    met = sorted(sink.terms, key=lambda pair: order.index(pair[0].id))
    return tuple(TermNote(make_term_view(press, term, url), places) for term, places in met)


def make_term_view(press: Press, term: Term, url: str) -> TermView:
    """Return a term as a page shows it."""
    site = press.site
    return TermView(
        id=term.id,
        title=term.title,
        definition=press.prose.inline(term.definition, url),
        source=make_source_link(site.sources[term.source], site) if term.source else None,
    )


def _list_charts(
    press: Press, address: str, url: str, figures: Mapping[str, str]
) -> tuple[NavLink, ...]:
    """Return links to the charts that draw a cell: on the same page where they stand on it."""
    uses = press.uses.get(address, [])
    names = dict.fromkeys(use.owner for use in uses if use.kind == "chart")
    return tuple(
        NavLink(
            press.prose.plain(press.site.figures[name].title),
            f"#{figures[name]}" if name in figures else relative_url(url, f"charts/{name}/"),
        )
        for name in names
    )
