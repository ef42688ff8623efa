"""Drawing a figure: from its cells to SVG for both widths, and what pages show beside it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plainfact.charts.catalogue import KINDS
from plainfact.charts.compose import Composed, compose
from plainfact.charts.drawn import Drawing
from plainfact.charts.engine import UnsafeSpecError, render_svg
from plainfact.charts.extensions import draw_extension
from plainfact.charts.fonts import find_missing_glyphs
from plainfact.charts.key import make_key, tells_estimates
from plainfact.charts.marks import Mark, make_marks
from plainfact.charts.plot import Plot
from plainfact.charts.standalone import render_standalone
from plainfact.charts.svg import clean_marks, find_mixed_colour, find_words, read_size, wrap_svg
from plainfact.charts.theme import COLOURS, NARROW, WIDE, Colour, resolve_colours
from plainfact.datasets import Cell, Dataset
from plainfact.figures import Figure
from plainfact.languages import Language
from plainfact.problems import ContentError, Place, Problem


class _Picture(Struct, frozen=True):
    """What the engine made of one width."""

    content: str
    size: tuple[float, float]
    origin: tuple[float, float]


def draw_figure(
    figure: Figure, dataset: Dataset, cells: Mapping[str, Cell], language: Language, *,
    title: str, description: str, subtitle: str = "", source: str = "",
    extension: Path | None = None, extension_shown: str = "",
) -> Drawing:  # fmt: skip
    """Draw a figure that `check_figure` has found nothing wrong with.

    `subtitle` and `source` are written on the chart that stands alone. `extension` is the file of a
    kind of the site's own, and `extension_shown` that file as problems name it. Raises ContentError
    where an extension fails or draws what is no cell.
    """
    state = _State(figure, make_marks(figure, dataset, cells, language), language)
    words = _Words(title, description, subtitle, source)
    return _draw_state(state, figure.id, words, extension, extension_shown)


def draw_steps(
    figure: Figure, dataset: Dataset, cells: Mapping[str, Cell], language: Language, *,
    title: str, texts: Sequence[str], extension: Path | None = None, extension_shown: str = "",
) -> tuple[Drawing, ...]:  # fmt: skip
    """Draw the states of a figure, one for each of its steps, all on the scale of the whole.

    `texts` are the words of the steps, which describe each state to readers who can't see it. What
    a step doesn't show keeps its place, so that nothing moves from one state to the next.
    """
    drawings: list[Drawing] = []
    for index, (step, text) in enumerate(zip(figure.steps, texts, strict=True), start=1):
        highlight = step.highlight or figure.highlight
        stepped = replace(figure, highlight=highlight)
        marks = make_marks(stepped, dataset, cells, language)
        shown = frozenset(mark.address for mark in marks if mark.row in step.rows)
        state = _State(stepped, marks, language, shown if step.rows else None)
        words = _Words(title, text)
        name = f"{figure.id}-s{index}"
        drawings.append(_draw_state(state, name, words, extension, extension_shown))
    return tuple(drawings)


class _State(Struct, frozen=True):
    """What is drawn: a figure's marks, all of them or some."""

    figure: Figure
    marks: tuple[Mark, ...]
    language: Language
    shown: frozenset[str] | None = None


class _Words(Struct, frozen=True):
    """The words that go with a drawing."""

    title: str
    description: str
    subtitle: str = ""
    source: str = ""


def _draw_state(
    state: _State, name: str, words: _Words, extension: Path | None, extension_shown: str
) -> Drawing:
    charts: list[Composed] = []
    pictures: list[_Picture] = []
    for width, end in ((WIDE, "w"), (NARROW, "n")):
        if extension is None:
            chart = _compose(state, width)
            picture = _draw(chart, f"{name}-{end}")
        else:
            shown = extension_shown or extension.as_posix()
            chart = _compose_extension(state, width, extension, shown)
            picture = _draw_extension(chart, f"{name}-{end}", shown)
        charts.append(chart)
        pictures.append(picture)
    wide, narrow = pictures
    # What the signs of an extension mean, its author says in the chart itself or in the note.
    form = KINDS[state.figure.kind].form if extension is None else ""
    key = make_key(state.marks, form, state.language) if extension is None else ()
    names = {"title": words.title, "description": words.description}
    return Drawing(
        id=name,
        wide_svg=wrap_svg(wide.content, f"{name}-w", wide.size, wide.origin, **names),
        narrow_svg=wrap_svg(narrow.content, f"{name}-n", narrow.size, narrow.origin, **names),
        standalone_svg=render_standalone(
            wide.content, wide.size, wide.origin, subtitle=words.subtitle, source=words.source,
            key=key, **names,
        ),
        live_spec=charts[0].spec,
        narrow_live_spec=charts[1].spec,
        cells=tuple(dict.fromkeys(mark.address for mark in state.marks)),
        key=key,
        size=wide.size,
        narrow_size=narrow.size,
    )  # fmt: skip


def resolve_spec(
    spec: Mapping[str, Any], colours: Mapping[str, Colour] = COLOURS
) -> dict[str, Any]:
    """Return a specification with colours and a background of its own, for use anywhere."""
    resolved: dict[str, Any] = json.loads(resolve_colours(json.dumps(spec), colours))
    resolved["background"] = resolve_colours("var(--chart-surface)", colours)
    return resolved


def _compose(state: _State, width: int) -> Composed:
    figure = state.figure
    plot = Plot(
        marks=state.marks, width=width, language=state.language, sort=figure.sort,
        from_zero=str(figure.options.get("zero", "")).lower() != "false", shown=state.shown,
        is_interactive=figure.interactive, tells_estimates=tells_estimates(state.marks),
    )  # fmt: skip
    return compose(KINDS[figure.kind], plot)


def _draw(chart: Composed, key: str) -> _Picture:
    content = clean_marks(render_svg(chart.spec), key)
    return _Picture(content, (chart.width, chart.height), (chart.left, chart.top))


def _compose_extension(state: _State, width: int, path: Path, shown: str) -> Composed:
    marks = [mark for mark in state.marks if state.shown is None or mark.address in state.shown]
    spec = draw_extension(path, shown, marks, width, state.figure.options)
    return Composed(spec, width, 0, 0, 0)


def _draw_extension(chart: Composed, key: str, shown: str) -> _Picture:
    def refuse(code: str, message: str, hint: str = "") -> ContentError:
        return ContentError([Problem(Place(shown), code, message, hint)])

    try:
        raw = render_svg(chart.spec)
    except UnsafeSpecError as error:
        raise refuse("chart-is-self-contained", f"{error}.", "Draw data.values alone.") from error
    except ValueError as error:
        first = str(error).strip().splitlines()
        words = first[1] if len(first) > 1 else first[0]
        raise refuse("extension-works", f"Vega-Lite can't draw it: {words}") from error
    missing = find_missing_glyphs(find_words(raw))
    if missing:
        raise refuse("glyph-is-shipped", f'The charts\' font has no glyph for "{missing}".',
                     "Write it in Latin letters.")  # fmt: skip
    mixed = find_mixed_colour(raw)
    if mixed:
        raise refuse(
            "extension-works",
            f"Its scale works out colours of its own ({mixed}), which can't follow light and dark.",
            'Give the scale type="threshold" or "quantize" and a range of data.colours.',
        )
    size, origin = read_size(raw)
    if size[0] > chart.width + 1:
        raise refuse("chart-fits-its-width",
                     f"It is {size[0]:.0f} pixels wide, and has {chart.width:.0f}.",
                     "Give it width=data.width less the room for its labels.")  # fmt: skip
    return _Picture(clean_marks(raw, key), (chart.width, size[1]), origin)
