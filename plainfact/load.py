"""Loading a site: the one place where content is read from disk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from plainfact.config import SiteFields
from plainfact.dataset_loader import make_dataset, parse_csv_rows
from plainfact.datasets import Dataset
from plainfact.derivations import resolve_datasets
from plainfact.figures import Figure, make_figure
from plainfact.files import read_text
from plainfact.glossary import load_glossary
from plainfact.ids import check_ids
from plainfact.languages import LANGUAGES, Language, find_language
from plainfact.pages import Page, make_page
from plainfact.problems import ContentError, Place, Problem, format_suggestion
from plainfact.prose import parse_prose
from plainfact.site import Image, Site
from plainfact.sources import load_sources
from plainfact.validation import find_line, validate
from plainfact.yaml_reader import Mapping, Node, parse_yaml

_RESERVED = {"index", "all", "charts", "embed", "facts", "sources", "glossary", "corrections",
             "data", "assets", "404", "search"}  # fmt: skip
_PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".svg", ".gif"}

Record = TypeVar("Record")


def load_site(content: Path, shown: str, problems: list[Problem]) -> Site:
    """Read everything in a content folder; faults are added to the problems.

    `shown` is the folder as problems name it. Raises ContentError where there is nothing to go on:
    no folder, or no readable site.yaml.
    """
    reader = _Reader(content, shown, problems)
    if not content.is_dir():
        message = "There is no content folder here."
        hint = 'Make a new explainer with "plainfact new my-explainer", or go to its folder.'
        raise ContentError([Problem(Place(shown), "content-exists", message, hint)])
    config_node = reader.read_yaml("site.yaml", is_required=True)
    config = validate(SiteFields, config_node, reader.show("site.yaml"), problems)
    if config is None:
        raise ContentError(problems)
    language = _find_language(config, config_node, reader)
    sources = load_sources(
        reader.read_yaml("sources.yaml"), reader.show("sources.yaml"), language, problems
    )
    terms = load_glossary(reader.read_yaml("glossary.yaml"), reader.show("glossary.yaml"), problems)
    datasets = reader.load_all("datasets", "dataset", ".yaml", reader.dataset_maker(language))
    datasets, cells = resolve_datasets(datasets, problems)
    figures: dict[str, Figure] = reader.load_all("charts", "chart", ".yaml", reader.make_figure)
    pages: dict[str, Page] = reader.load_all("sections", "section", ".md", reader.make_page)
    index = reader.load_index()
    sections = _order_sections(config, config_node, pages, reader)
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
        images=dict(reader.load_images()),
        extensions={path.stem: path for path in reader.find("extensions", ".py")},
        broken=frozenset(reader.broken),
        path=shown,
    )


class _Reader:
    """Reads the files of one content folder."""

    def __init__(self, content: Path, shown: str, problems: list[Problem]) -> None:
        self.content = content
        self.shown = shown
        self.problems = problems
        self.broken: set[str] = set()

    def show(self, name: str) -> str:
        """Return a file's path as problems name it."""
        return f"{self.shown}/{name}"

    def read(self, name: str, *, is_required: bool = False) -> str | None:
        """Return a file's text, or None where there is none or it can't be read."""
        path = self.content / name
        if not path.is_file():
            if is_required:
                self.refuse(name, "file-exists", "The file is missing.", f"Add {self.show(name)}.")
            return None
        if not path.resolve().is_relative_to(self.content.resolve()):
            self.refuse(name, "file-is-inside", "The link leads out of the content folder.",
                        "Copy the file itself into the folder.")  # fmt: skip
            return None
        return read_text(path, self.show(name), self.problems)

    def read_yaml(self, name: str, *, is_required: bool = False) -> Node | None:
        """Return a YAML file's tree, or None."""
        text = self.read(name, is_required=is_required)
        return None if text is None else parse_yaml(text, self.show(name), self.problems)

    def refuse(self, name: str, code: str, message: str, hint: str) -> None:
        """Add a problem with a whole file."""
        self.problems.append(Problem(Place(self.show(name)), code, message, hint))

    def find(self, folder: str, ending: str) -> list[Path]:
        """Return the files of a folder with an ending, by name."""
        root = self.content / folder
        return sorted(path for path in root.glob(f"*{ending}") if path.is_file())

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
            node = self.read_yaml(path)
            if node is None:
                return None
            rows = self._read_csv(f"datasets/{name}.csv")
            return make_dataset(name, node, self.show(path), rows, language, self.problems)

        return make

    def _read_csv(self, name: str) -> Mapping | None:
        text = self.read(name)
        return None if text is None else parse_csv_rows(text, self.show(name), self.problems)

    def make_figure(self, name: str, path: str) -> Figure | None:
        """Return the figure of one file."""
        node = self.read_yaml(path)
        return None if node is None else make_figure(name, node, self.show(path), self.problems)

    def make_page(self, name: str, path: str) -> Page | None:
        """Return the page of one file."""
        if name in _RESERVED:
            self.refuse(path, "id-is-plain", f'A section can\'t be called "{name}".',
                        "The site has a page of its own at that address.")  # fmt: skip
        text = self.read(path)
        return None if text is None else make_page(name, text, self.show(path), self.problems)

    def load_index(self) -> Page | None:
        """Return the opening page."""
        text = self.read("index.md", is_required=True)
        return None if text is None else make_page("index", text, self.show("index.md"),
                                                   self.problems)  # fmt: skip

    def load_images(self) -> Iterator[tuple[str, Image]]:
        """Yield the pictures of the content by path."""
        root = self.content / "images"
        for path in sorted(root.rglob("*")):
            inside = path.resolve().is_relative_to(self.content.resolve())
            if path.is_file() and inside and path.suffix.lower() in _PICTURES:
                name = path.relative_to(self.content).as_posix()
                yield name, Image(name, path.read_bytes())


def _find_language(config: SiteFields, node: Node | None, reader: _Reader) -> Language:
    language = find_language(config.language)
    if language is None:
        place = Place(reader.show("site.yaml"), find_line(node, ("language",)))
        message = f'Quantities can\'t be read in the language "{config.language}".'
        known = f"There are words for: {', '.join(sorted(LANGUAGES))}."
        reader.problems.append(Problem(place, "language-is-known", message, known))
        return LANGUAGES["en"]
    return language


def _order_sections(
    config: SiteFields, node: Node | None, pages: dict[str, Page], reader: _Reader
) -> tuple[Page, ...]:
    for index, name in enumerate(config.sections):
        if name not in pages and f"section:{name}" not in reader.broken:
            place = Place(reader.show("site.yaml"), find_line(node, ("sections", index)))
            hint = format_suggestion(name, pages) or f"Add {reader.show(f'sections/{name}.md')}."
            message = f'There is no section "{name}".'
            reader.problems.append(Problem(place, "section-exists", message, hint))
    for name in pages:
        if name not in config.sections:
            reader.refuse(f"sections/{name}.md", "section-is-listed",
                          f'The section "{name}" is not in the order of sections.',
                          f'Add "{name}" to sections in {reader.show("site.yaml")}.')  # fmt: skip
    return tuple(pages[name] for name in config.sections if name in pages)
