"""The key: the signs that a chart uses, each with its words."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from plainfact.charts.chart_words import describe_sign, find_meaning, find_status_words
from plainfact.charts.drawn import KeyEntry
from plainfact.charts.marks import Mark
from plainfact.languages import Language
from plainfact.quantities import Qualifier


class _Sign(Struct, frozen=True):
    """A sign, and the qualifiers that it stands for."""

    name: str
    qualifiers: tuple[Qualifier, ...]
    body: str


_C = "var(--chart-1)"
_LINE = f'fill="none" stroke="{_C}" stroke-width='
_FADE = "".join(
    f'<path d="M{16 + 2 * step},2h2v12h-2z" opacity="{0.9 - step * 0.1:.1f}"/>' for step in range(9)
)
_HALO = "".join(
    f'<circle cx="20" cy="8" r="{radius}" opacity=".{18 + 3 * radius}"/>' for radius in (8, 6)
)
_DOT = '<circle cx="20" cy="8" r="4"/>'
_RING = (
    '<circle cx="20" cy="8" r="3.2" fill="var(--chart-surface)" '
    f'stroke="{_C}" stroke-width="1.75"/>'
)
_RIGHT = f'<path d="M26,3.5l4,4.5l-4,4.5M31,3.5l4,4.5l-4,4.5" {_LINE}"2"/>'
_LEFT = f'<path d="M14,3.5l-4,4.5l4,4.5M9,3.5l-4,4.5l4,4.5" {_LINE}"2"/>'
_UP = f'<path d="M15.5,5.5l4.5,-3l4.5,3" {_LINE}"2"/>'
_DOWN = f'<path d="M15.5,10.5l4.5,3l4.5,-3" {_LINE}"2"/>'
_MORE = (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
_LESS = (Qualifier.LESS_THAN, Qualifier.UP_TO)

_BARS = (
    _Sign("soft end", (Qualifier.ABOUT, Qualifier.NEARLY), f'<path d="M2,2h14v12h-14z"/>{_FADE}'),
    _Sign("arrow", _MORE, '<path d="M2,2h22l5,6l-5,6h-22z"/>'
          f'<path d="M32,3.5l4,4.5l-4,4.5" {_LINE}"2"/>'),
    _Sign("stop", _LESS, '<path d="M2,2h32v12h-32z" fill-opacity=".14"/>'
          f'<path d="M2.75,2.75h31v10.5h-31z" {_LINE}"1.5" stroke-dasharray="3 3"/>'
          '<path d="M33,0h4v16h-4z"/>'),
    _Sign("paler end", (Qualifier.RANGE,), '<path d="M2,2h14v12h-14z"/>'
          '<path d="M16,2h20v12h-20z" fill-opacity=".28"/>'
          f'<path d="M16.75,2.75h18.5v10.5h-18.5z" {_LINE}"1.5"/>'),
)  # fmt: skip
_POINTS = (
    _Sign("halo", (Qualifier.ABOUT,), _HALO + _DOT),
    _Sign("bar", (Qualifier.RANGE,), '<path d="M6,4h28v8h-28z"/>'),
)
_ACROSS = (
    *_POINTS,
    _Sign("tail", (Qualifier.NEARLY,), _DOT + '<path d="M6,4h14v8h-14z" opacity=".3"/>'),
    _Sign("chevrons", _MORE, _DOT + _RIGHT),
    _Sign("chevrons back", _LESS, _DOT + _LEFT),
)
_IN_TIME = (
    *_POINTS,
    _Sign("tail", (Qualifier.NEARLY,),
          '<circle cx="20" cy="5" r="4"/><path d="M16,5h8v11h-8z" opacity=".3"/>'),
    _Sign("chevrons", _MORE, '<circle cx="20" cy="11" r="4"/>' + _UP),
    _Sign("chevrons back", _LESS, '<circle cx="20" cy="5" r="4"/>' + _DOWN),
    _Sign("gap", (Qualifier.UNKNOWN,), f'<path d="M2,8h12M26,8h12" {_LINE}"2.25"/>'),
)  # fmt: skip
_DATES = (
    _Sign("halo", (Qualifier.ABOUT, Qualifier.NEARLY), _HALO + _DOT),
    _Sign("chevrons", _MORE, '<circle cx="20" cy="5" r="4"/>' + _DOWN),
    _Sign("chevrons back", _LESS, '<circle cx="20" cy="11" r="4"/>' + _UP),
)
_SIGNS: Mapping[str, tuple[_Sign, ...]] = {
    "bars": _BARS, "points": _ACROSS, "lines": _IN_TIME, "dates": _DATES,
    "links": (),
}  # fmt: skip
_OUTLINE = f'<path d="M2.75,2.75h33v10.5h-33z" {_LINE}"1.5"/>'
_ARROW = (
    f'<path d="M2,8h24" {_LINE}"2"/><path d="M26,3.5l9,4.5l-9,4.5z" '
    f'fill="var(--chart-surface)" stroke="{_C}" stroke-width="1.5"/>'
)
_HOLLOW = {
    "bars": ("outline", _OUTLINE),
    "points": ("hollow point", _RING),
    "lines": ("hollow point", f'<path d="M2,8h36" {_LINE}"2.25" stroke-dasharray="2 4"/>{_RING}'),
    "dates": ("hollow point", _RING),
    "links": ("hollow arrow", _ARROW),
}
_TINTED = {
    "bars": '<path d="M2,2h34v12h-34z" fill-opacity=".45"/>' + _OUTLINE,
    "points": _RING + '<circle cx="20" cy="8" r="3.2" fill-opacity=".45"/>',
}


def make_key(marks: Sequence[Mark], form: str, language: Language) -> tuple[KeyEntry, ...]:
    """Return the signs that marks of a form use, and no others.

    The form is what the kind of chart draws: "bars", "points", "lines", "dates" or nothing.
    """
    return tuple(_find_entries(marks, form, language)) if form in _SIGNS else ()


def tells_estimates(marks: Sequence[Mark]) -> bool:
    """Tell whether estimates look different: only where something firmer stands beside them."""
    statuses = {mark.status for mark in marks}
    return "estimate" in statuses and bool(statuses & {"reported", "official"})


def _find_entries(marks: Sequence[Mark], form: str, language: Language) -> Iterator[KeyEntry]:
    used = {mark.qualifier for mark in marks}
    for sign in _SIGNS[form]:
        meanings = dict.fromkeys(
            find_meaning(qualifier, language, is_date=form == "dates")
            for qualifier in sign.qualifiers
            if qualifier in used
        )
        if meanings:
            yield _make_entry(sign.name, sign.body, tuple(meanings), language)
    statuses = {mark.status for mark in marks}
    unfirm = tuple(
        find_status_words(status, language) for status in ("forecast", "plan") if status in statuses
    )
    if unfirm:
        yield _make_entry(*_HOLLOW[form], unfirm, language)
    if tells_estimates(marks) and form not in {"dates", "links"}:
        body = _TINTED.get(form, _TINTED["points"])
        yield _make_entry("paler", body, (find_status_words("estimate", language),), language)


def _make_entry(sign: str, body: str, meanings: tuple[str, ...], language: Language) -> KeyEntry:
    swatch = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="16" viewBox="0 0 40 16" '
        f'aria-hidden="true" fill="{_C}">{body}</svg>'
    )
    return KeyEntry(swatch, describe_sign(sign, meanings, language))
