"""Loading a site: the one place where content is read from disk."""

import difflib
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from plainfact.content_files import ContentFiles, check_names
from plainfact.figures import name_row_chart
from plainfact.files import read_bytes
from plainfact.ground import Ground, shelve
from plainfact.languages import LANGUAGES, find_language
from plainfact.limits import find_limits
from plainfact.page_index import index_pages
from plainfact.page_reader import PageReader
from plainfact.pages import Page
from plainfact.problems import ContentError, Place, Problem, format_suggestion
from plainfact.site import Image, Site
from plainfact.store import Store, make_key
from plainfact.texts import find_place
from plainfact.workers import Workers

if TYPE_CHECKING:
    from plainfact.config import SiteFields

_FILTERS = "filters"
"""The one file of extensions/ that is no kind of chart."""
_PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".svg", ".gif"}


def load_site(
    content: Path,
    shown: str,
    problems: list[Problem],
    store: Store | None = None,
    workers: Workers | None = None,
) -> Site:
    """Read everything in a content folder; faults are added to the problems.

    `shown` is the folder as problems name it; `store` keeps what files say, by their texts;
    `workers` share many pages. Raises ContentError where there is nothing to go on: no folder, or
    no readable site.yaml.
    """
    files = ContentFiles(content, shown, problems, store or Store(None))
    if not content.is_dir():
        message = "There is no content folder here."
        hint = 'Make a new explainer with "plainfact new my-explainer", or go to its folder.'
        if (content.absolute().parent / "site.yaml").is_file():
            hint = "This is a content folder: go to the one that it lies in, with cd .."
        raise ContentError([Problem(Place(shown), "content-exists", message, hint)])
    check_names(files)
    reader = PageReader(files, workers or Workers(1))
    key, ground = _load_ground(files)
    reader.read_ahead()
    pages: dict[str, Page] = files.load_all("sections", "section", ".md", reader.read)
    index = reader.read_index()
    config = ground.config
    if config is None or ground.title is None or ground.summary is None:
        raise ContentError(problems)
    for names in (config.sections, config.appendix):
        _check_listed(names, pages, files)
    _check_unlisted(config, pages, files)
    extensions = files.find("extensions", ".py")
    sections = tuple(pages[name] for name in config.sections if name in pages)
    appendix = tuple(pages[name] for name in config.appendix if name in pages)
    known = index_pages((*((index,) if index else ()), *sections, *appendix))
    return Site(
        config=config,
        title=ground.title,
        summary=ground.summary,
        language=find_language(ground.language) or LANGUAGES["en"],
        sources=ground.sources,
        terms=ground.terms,
        datasets=ground.datasets,
        cells=ground.cells,
        figures=ground.figures,
        index=index,
        sections=sections,
        appendix=appendix,
        corrections=ground.corrections,
        images=dict(_load_images(files)),
        static=frozenset(_list_static(files)),
        extensions={path.stem: path for path in extensions if path.stem != _FILTERS},
        filters=next((path for path in extensions if path.stem == _FILTERS), None),
        broken=frozenset(files.broken),
        path=shown,
        ground=key,
        heads=known.heads,
        first_charts=known.first_charts | _list_row_charts(ground),
        figure_days=known.figure_days,
    )


def _list_row_charts(ground: Ground) -> dict[str, str]:
    """Return the charts that stand on the pages of rows, by those pages' addresses."""
    collections = ground.config.collections if ground.config is not None else {}
    return {
        f"{name}/{row}/": chart
        for name, collection in collections.items()
        if collection.chart is not None and collection.dataset in ground.datasets
        for row in ground.datasets[collection.dataset].rows
        if (chart := name_row_chart(name, row)) in ground.figures
    }


def _load_ground(files: ContentFiles) -> tuple[str, Ground]:
    """Return all that is no page, with its fingerprint: as it was kept, where it is whole."""
    digest = files.digest_ground() if not files.problems else None
    key = make_key("ground", files.shown, repr(find_limits()), digest) if digest else ""
    kept: Ground | None = files.store.get(key) if key else None
    if kept is not None:
        return key, kept
    # What reads YAML takes a while to import, and most builds follow the edit of a page.
    ground: Ground = import_module("plainfact.ground_reader").read_ground(files)
    if files.problems:
        return "", ground
    if key and not files.store.is_idle:
        files.store.put(key, shelve(ground))
    return key, ground


def _list_static(files: ContentFiles) -> Iterator[str]:
    """Yield the paths of the site's own static files."""
    root = files.content / "static"
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield path.relative_to(root).as_posix()


def _load_images(files: ContentFiles) -> Iterator[tuple[str, Image]]:
    """Yield the pictures of the content by path."""
    root = files.content / "images"
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix.lower() in _PICTURES:
            name = path.relative_to(files.content).as_posix()
            data = read_bytes(path, files.show(name), files.content, files.problems)
            if data is not None:
                _check_picture(name, data, files)
                yield name, Image(name, data)


def _check_picture(name: str, data: bytes, files: ContentFiles) -> None:
    """Refuse a picture that is more than one."""
    fault = None
    if name.lower().endswith(".svg"):
        fault = import_module("plainfact.svg_faults").find_svg_fault(data)
    if fault is not None:
        place = Place(files.show(name), fault.line)
        hint = "Take that out, or save the picture anew as plain SVG or as PNG."
        files.problems.append(Problem(place, "image-is-inert", fault.message, hint))


def _check_listed(names: Sequence[str], pages: dict[str, Page], files: ContentFiles) -> None:
    seen: set[str] = set()
    whole = Place(files.show("site.yaml"))
    for name in names:
        if name not in pages and f"section:{name}" not in files.broken:
            hint = format_suggestion(name, pages) or f"Add {files.show(f'sections/{name}.md')}."
            message = f'There is no section "{name}".'
            files.problems.append(Problem(find_place(name, whole), "section-exists", message, hint))
            # What is misspelt in the list is no fault of the page that is meant.
            files.misnamed.update(difflib.get_close_matches(name, pages, n=1))
        elif name in seen:
            message = f'The section "{name}" is listed twice.'
            place = find_place(name, whole)
            files.problems.append(Problem(place, "id-is-unique", message, "Take one of them out."))
        seen.add(name)


def _check_unlisted(config: "SiteFields", pages: dict[str, Page], files: ContentFiles) -> None:
    listed = {*config.sections, *config.appendix}
    for name in pages:
        if name in listed:
            continue
        files.broken.add(f"section:{name}")
        if name not in files.misnamed:
            files.refuse(f"sections/{name}.md", "section-is-listed",
                          f'The section "{name}" is not in the order of sections.',
                          f'Add "{name}" to sections in {files.show("site.yaml")}.')  # fmt: skip
