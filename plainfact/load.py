"""Loading a site: the one place where content is read from disk."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from plainfact import own_names
from plainfact.config import SiteFields
from plainfact.corrections import load_corrections
from plainfact.csv_rows import parse_csv_rows
from plainfact.dataset_loader import make_dataset
from plainfact.datasets import Dataset
from plainfact.derivations import resolve_datasets
from plainfact.figures import Figure, make_figure
from plainfact.files import is_inside, read_bytes, read_text
from plainfact.glossary import Term, load_glossary
from plainfact.ids import check_ids
from plainfact.languages import LANGUAGES, Language, find_language
from plainfact.limits import find_limits
from plainfact.page_index import index_pages
from plainfact.pages import Page, make_page
from plainfact.problems import ContentError, Place, Problem, format_suggestion
from plainfact.prose_parser import parse_prose
from plainfact.site import Image, Site
from plainfact.sources import Source, load_sources
from plainfact.store import Store, make_key
from plainfact.svg_faults import find_svg_fault
from plainfact.validation import find_line, validate
from plainfact.yaml_reader import Mapping, Node, Scalar, Sequence, parse_yaml

_REQUIRED = {
    "site.yaml": 'Add it, with "title: …", "summary: …" and "sections: [ ]".',
    "index.md": 'Add it: a line "---", "title: …", a line "---", then the opening.',
}
"""The files that every explainer has, and how to begin them."""
_FILES = ("site.yaml", "sources.yaml", "glossary.yaml", "corrections.yaml", "index.md")
_FOLDERS = {"sections": (".md",), "datasets": (".yaml", ".csv"), "charts": (".yaml",)}
_OTHER_FOLDERS = ("images", "extensions", "templates", "static")
_MEANT = {".yml": ".yaml", ".markdown": ".md", ".mdown": ".md"}
"""Endings that are not read, and those that are meant by them."""
_FILTERS = "filters"
"""The one file of extensions/ that is no kind of chart."""
_PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".svg", ".gif"}

Record = TypeVar("Record")


def load_site(
    content: Path, shown: str, problems: list[Problem], store: Store | None = None
) -> Site:
    """Read everything in a content folder; faults are added to the problems.

    `shown` is the folder as problems name it; `store` keeps what files say, by their texts. Raises
    ContentError where there is nothing to go on: no folder, or no readable site.yaml.
    """
    reader = _Reader(content, shown, problems, store or Store(None))
    if not content.is_dir():
        message = "There is no content folder here."
        hint = 'Make a new explainer with "plainfact new my-explainer", or go to its folder.'
        if (content.absolute().parent / "site.yaml").is_file():
            hint = "This is a content folder: go to the one that it lies in, with cd .."
        raise ContentError([Problem(Place(shown), "content-exists", message, hint)])
    _check_names(reader)
    config_node = reader.read_yaml("site.yaml", is_required=True)
    config_path = reader.show("site.yaml")
    config = validate(SiteFields, config_node, config_path, problems) if config_node else None
    language = _find_language(config, config_node, reader)
    sources = reader.load_entries("sources.yaml", "source", language, reader.source_maker(language))
    terms = reader.load_entries("glossary.yaml", "term", language, reader.make_terms)
    datasets = reader.load_all("datasets", "dataset", ".yaml", reader.dataset_maker(language))
    reader.broken.update(f"cell:{name}" for dataset in datasets.values() for name in dataset.broken)
    datasets, cells = resolve_datasets(datasets, problems)
    figures: dict[str, Figure] = reader.load_all("charts", "chart", ".yaml", reader.make_figure)
    pages: dict[str, Page] = reader.load_all("sections", "section", ".md", reader.make_page)
    index = reader.load_index()
    if config is None:
        raise ContentError(problems)
    for field in ("sections", "appendix"):
        _check_listed(getattr(config, field), field, config_node, pages, reader)
    _check_unlisted(config, pages, reader)
    extensions = reader.find("extensions", ".py")
    sections = tuple(pages[name] for name in config.sections if name in pages)
    appendix = tuple(pages[name] for name in config.appendix if name in pages)
    known = index_pages((*((index,) if index else ()), *sections, *appendix))
    return Site(
        config=config,
        title=parse_prose(config.title, problems),
        summary=parse_prose(config.summary, problems),
        language=language,
        sources=sources,
        terms=terms,
        datasets=datasets,
        cells=cells,
        figures=figures,
        index=index,
        sections=sections,
        appendix=appendix,
        corrections=load_corrections(
            reader.read_yaml("corrections.yaml"), reader.show("corrections.yaml"), problems
        ),
        images=dict(reader.load_images()),
        static=frozenset(reader.list_static()),
        extensions={path.stem: path for path in extensions if path.stem != _FILTERS},
        filters=next((path for path in extensions if path.stem == _FILTERS), None),
        broken=frozenset(reader.broken),
        path=shown,
        heads=known.heads,
        first_charts=known.first_charts,
        figure_days=known.figure_days,
    )


class _Reader:
    """Reads the files of one content folder."""

    def __init__(self, content: Path, shown: str, problems: list[Problem], store: Store) -> None:
        self.content = content
        self.shown = shown
        self.problems = problems
        self.store = store
        self.broken: set[str] = set()
        self.misnamed: set[str] = set()
        self.folders: dict[Path, bool] = {}

    def show(self, name: str) -> str:
        """Return a file's path as problems name it."""
        return f"{self.shown}/{name}"

    def read(self, name: str, *, is_required: bool = False) -> str | None:
        """Return a file's text, or None where there is none or it can't be read."""
        path = self.content / name
        if not path.is_file():
            if is_required and name not in self.misnamed:
                self.refuse(name, "file-exists", "The file is missing.", _REQUIRED[name])
            return None
        if not self._is_inside(path, name):
            return None
        return read_text(path, self.show(name), self.problems)

    def _is_inside(self, path: Path, name: str) -> bool:
        """Tell whether a file lies in the content folder; each folder is looked up once."""
        folder = path.parent
        if folder not in self.folders:
            self.folders[folder] = folder.resolve().is_relative_to(self.content.resolve())
        if self.folders[folder] and not path.is_symlink():
            return True
        return is_inside(path, self.show(name), self.content, self.problems)

    def keep(
        self, what: str, name: str, texts: Iterable[str | None], make: Callable[[], Record]
    ) -> Record:
        """Return what `make` makes of the texts of a file, and add the problems that it finds.

        Both are kept, by the texts: of the same ones, nothing is made again.
        """
        key = make_key(what, self.show(name), repr(find_limits()), *(repr(text) for text in texts))
        kept: tuple[Record, list[Problem]] | None = self.store.get(key)
        if kept is not None:
            self.problems += kept[1]
            return kept[0]
        found = len(self.problems)
        record = make()
        self.store.put(key, (record, self.problems[found:]))
        return record

    def read_yaml(self, name: str, *, is_required: bool = False) -> Node | None:
        """Return a YAML file's tree, an empty one for an empty file, or None with a problem."""
        text = self.read(name, is_required=is_required)
        return None if text is None else self.parse_yaml(name, text)

    def parse_yaml(self, name: str, text: str) -> Node | None:
        """Return the tree of a YAML file's text, or None with a problem."""
        found = len(self.problems)
        node = parse_yaml(text, self.show(name), self.problems)
        return Mapping(1) if node is None and len(self.problems) == found else node

    def refuse(self, name: str, code: str, message: str, hint: str) -> None:
        """Add a problem with a whole file."""
        self.problems.append(Problem(Place(self.show(name)), code, message, hint))

    def find(self, folder: str, ending: str) -> list[Path]:
        """Return the files of a folder with an ending, by name."""
        root = self.content / folder
        return sorted(path for path in root.glob(f"*{ending}") if path.is_file())

    def load_entries(
        self, name: str, what: str, language: Language,
        make: Callable[[Node | None, str], dict[str, Record]],
    ) -> dict[str, Record]:  # fmt: skip
        """Return what `make` makes of the entries of a file, by id."""
        text = self.read(name)

        def make_all() -> tuple[dict[str, Record], list[str], bool]:
            node = None if text is None else self.parse_yaml(name, text)
            return make(node, self.show(name)), _ids_in(node), node is None

        found, ids, is_empty = self.keep(what, name, (text, language.code), make_all)
        if "" in ids or (is_empty and (self.content / name).exists()):
            self.broken.add(f"{what}s")
        self.broken.update(f"{what}:{id_}" for id_ in ids if id_ not in found)
        return found

    def source_maker(self, language: Language) -> Callable[[Node | None, str], dict[str, Source]]:
        """Return the function that makes the sources of their file."""
        return lambda node, path: load_sources(node, path, language, self.problems)

    def make_terms(self, node: Node | None, path: str) -> dict[str, Term]:
        """Return the terms of the glossary."""
        return load_glossary(node, path, self.problems)

    def load_all(
        self, folder: str, what: str, ending: str, make: Callable[[str, str], Record | None]
    ) -> dict[str, Record]:
        """Return what `make` makes of each file of a folder, by id."""
        found: dict[str, Record] = {}
        for path in self.find(folder, ending):
            name = f"{folder}/{path.name}"
            check_ids([(path.stem, Place(self.show(name)))], what, self.problems)
            record = make(path.stem, name)
            if record is None:
                self.broken.add(f"{what}:{path.stem}")
            else:
                found[path.stem] = record
        return found

    def dataset_maker(self, language: Language) -> Callable[[str, str], Dataset | None]:
        """Return the function that makes a dataset of one file."""

        def make(name: str, path: str) -> Dataset | None:
            text = self.read(path)
            found = len(self.problems)
            table = None if text is None else self.read(f"datasets/{name}.csv")
            if text is None or len(self.problems) > found:
                return None
            made = partial(self._make_dataset, name, path, text, table, language)
            return self.keep("dataset", path, (text, table, language.code), made)

        return make

    def _make_dataset(
        self, name: str, path: str, text: str, table: str | None, language: Language
    ) -> Dataset | None:
        node = self.parse_yaml(path, text)
        if node is None:
            return None
        found = len(self.problems)
        shown = self.show(f"datasets/{name}.csv")
        rows = None if table is None else parse_csv_rows(table, shown, self.problems)
        if len(self.problems) > found:
            return None
        return make_dataset(name, node, self.show(path), rows, language, self.problems)

    def make_figure(self, name: str, path: str) -> Figure | None:
        """Return the figure of one file."""
        text = self.read(path)
        if text is None:
            return None

        def make() -> Figure | None:
            node = self.parse_yaml(path, text)
            return None if node is None else make_figure(name, node, self.show(path), self.problems)

        return self.keep("figure", path, (text,), make)

    def make_page(self, name: str, path: str) -> Page | None:
        """Return the page of one file."""
        if name in own_names.FOLDERS:
            message = f'A section can\'t be called "{name}": the site has a page of its own there.'
            hint = f'Rename the file, e.g. to "about-{name}.md".'
            self.refuse(path, "id-is-plain", message, hint)
        return self._make_page(name, path, self.read(path))

    def load_index(self) -> Page | None:
        """Return the opening page."""
        return self._make_page("index", "index.md", self.read("index.md", is_required=True))

    def _make_page(self, name: str, path: str, text: str | None) -> Page | None:
        if text is None:
            return None
        made = partial(make_page, name, text, self.show(path), self.problems)
        return self.keep("page", path, (text,), made)

    def list_static(self) -> Iterator[str]:
        """Yield the paths of the site's own static files."""
        root = self.content / "static"
        for path in sorted(root.rglob("*")):
            if path.is_file():
                yield path.relative_to(root).as_posix()

    def load_images(self) -> Iterator[tuple[str, Image]]:
        """Yield the pictures of the content by path."""
        root = self.content / "images"
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.suffix.lower() in _PICTURES:
                name = path.relative_to(self.content).as_posix()
                data = read_bytes(path, self.show(name), self.content, self.problems)
                if data is not None:
                    self._check_picture(name, data)
                    yield name, Image(name, data)

    def _check_picture(self, name: str, data: bytes) -> None:
        """Refuse a picture that is more than one."""
        fault = find_svg_fault(data) if name.lower().endswith(".svg") else None
        if fault is not None:
            place = Place(self.show(name), fault.line)
            hint = "Take that out, or save the picture anew as plain SVG or as PNG."
            self.problems.append(Problem(place, "image-is-inert", fault.message, hint))


def _ids_in(node: Node | None) -> list[str]:
    """Return the ids of a file's entries, a mapping or a list; "" for one without."""
    if isinstance(node, Mapping):
        return list(node.items)
    if isinstance(node, Scalar):
        return [""]
    entries = node.items if isinstance(node, Sequence) else []
    named = [entry.items.get("id") if isinstance(entry, Mapping) else None for entry in entries]
    return [name.text.value if isinstance(name, Scalar) else "" for name in named]


def _check_names(reader: _Reader) -> None:
    """Refuse files that are not read because of a slip in their name."""
    for path in sorted(reader.content.iterdir()):
        known = _FILES if path.is_file() else (*_FOLDERS, *_OTHER_FOLDERS)
        near = difflib.get_close_matches(path.name.lower(), known, n=1, cutoff=0.85)
        if near and path.name not in known and not (reader.content / near[0]).exists():
            _refuse_name(path.name, near[0], reader)
    for folder, endings in _FOLDERS.items():
        names = {path.name for path in (reader.content / folder).glob("*") if path.is_file()}
        for name in sorted(names):
            stem, ending = Path(name).stem, Path(name).suffix
            meant = _MEANT.get(ending.lower(), ending.lower())
            if ending not in endings and meant in endings:
                _refuse_name(f"{folder}/{name}", f"{stem}{meant}", reader)
                reader.broken.add(f"{folder.removesuffix('s')}:{stem}")
            elif ending == ".csv" and not {f"{stem}.yaml", f"{stem}.yml"} & names:
                reader.refuse(f"{folder}/{name}", "file-exists",
                              f"These rows have no columns: {stem}.yaml is missing.",
                              f"Add {folder}/{stem}.yaml with a title and columns.")  # fmt: skip


def _refuse_name(path: str, name: str, reader: _Reader) -> None:
    reader.misnamed.add(name)
    message = "Nothing of this name is read."
    reader.refuse(path, "file-is-read", message, f'Rename it to "{name}".')


def _find_language(config: SiteFields | None, node: Node | None, reader: _Reader) -> Language:
    language = find_language(config.language if config else "en")
    if language is None and config is not None:
        place = Place(reader.show("site.yaml"), find_line(node, ("language",)))
        message = f'Quantities can\'t be read in the language "{config.language}".'
        hint = f"Write {' or '.join(sorted(words.code for words in LANGUAGES.values()))}."
        reader.problems.append(Problem(place, "language-is-known", message, hint))
    return language or LANGUAGES["en"]


def load_language(content: Path) -> Language:
    """Return the language of a content folder, English where that can't be told."""
    path = content / "site.yaml"
    text = read_text(path, path.as_posix(), []) if path.is_file() else None
    node = parse_yaml(text, path.as_posix(), []) if text else None
    tag = node.items.get("language") if isinstance(node, Mapping) else None
    language = find_language(tag.text.value) if isinstance(tag, Scalar) else None
    return language or LANGUAGES["en"]


def _check_listed(
    names: list[str], field: str, node: Node | None, pages: dict[str, Page], reader: _Reader
) -> None:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name not in pages and f"section:{name}" not in reader.broken:
            place = Place(reader.show("site.yaml"), find_line(node, (field, index)))
            hint = format_suggestion(name, pages) or f"Add {reader.show(f'sections/{name}.md')}."
            message = f'There is no section "{name}".'
            reader.problems.append(Problem(place, "section-exists", message, hint))
            # What is misspelt in the list is no fault of the page that is meant.
            reader.misnamed.update(difflib.get_close_matches(name, pages, n=1))
        elif name in seen:
            place = Place(reader.show("site.yaml"), find_line(node, (field, index)))
            message = f'The section "{name}" is listed twice.'
            reader.problems.append(Problem(place, "id-is-unique", message, "Take one of them out."))
        seen.add(name)


def _check_unlisted(config: SiteFields, pages: dict[str, Page], reader: _Reader) -> None:
    listed = {*config.sections, *config.appendix}
    for name in pages:
        if name in listed:
            continue
        reader.broken.add(f"section:{name}")
        if name not in reader.misnamed:
            reader.refuse(f"sections/{name}.md", "section-is-listed",
                          f'The section "{name}" is not in the order of sections.',
                          f'Add "{name}" to sections in {reader.show("site.yaml")}.')  # fmt: skip
