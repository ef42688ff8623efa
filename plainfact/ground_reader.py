"""Reading all that is no page: settings, sources, terms, datasets, charts and corrections."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from plainfact.config import SiteFields
from plainfact.content_files import ContentFiles
from plainfact.correction_fields import load_corrections
from plainfact.csv_rows import parse_csv_rows
from plainfact.dataset_loader import make_dataset
from plainfact.datasets import Dataset
from plainfact.derivations import resolve_datasets
from plainfact.figure_fields import make_figure
from plainfact.figures import Figure
from plainfact.files import read_text
from plainfact.ground import Ground
from plainfact.languages import LANGUAGES, Language, find_language
from plainfact.problems import Place, Problem
from plainfact.prose_parser import parse_prose
from plainfact.row_charts import make_row_charts
from plainfact.source_fields import load_sources
from plainfact.term_fields import load_glossary
from plainfact.validation import find_line, strip_model, validate
from plainfact.yaml_reader import Mapping, Node, Scalar, Sequence, parse_yaml

Record = TypeVar("Record")


def read_ground(files: ContentFiles) -> Ground:
    """Read every file that is no page; faults are added to the problems."""
    reader = _Reader(files)
    problems = files.problems
    node = reader.read_yaml("site.yaml", is_required=True)
    config = validate(SiteFields, node, files.show("site.yaml"), problems) if node else None
    language = _find_language(config, node, files)
    sources = reader.load_entries(
        "sources.yaml",
        "source",
        language,
        lambda node, path: load_sources(node, path, language, problems),
    )
    terms = reader.load_entries(
        "glossary.yaml", "term", language, lambda node, path: load_glossary(node, path, problems)
    )
    datasets = files.load_all("datasets", "dataset", ".yaml", reader.dataset_maker(language))
    files.broken.update(f"cell:{name}" for dataset in datasets.values() for name in dataset.broken)
    datasets, cells = resolve_datasets(datasets, problems)
    figures: dict[str, Figure] = files.load_all("charts", "chart", ".yaml", reader.make_figure)
    if config is not None:
        charts = make_row_charts(config, datasets, files.show("site.yaml"), problems)
        _check_charts_are_free(charts, figures, problems)
        figures |= charts
    return Ground(
        config=strip_model(config) if config else None,
        title=parse_prose(config.title, problems) if config else None,
        summary=parse_prose(config.summary, problems) if config else None,
        language=language.code,
        sources=sources,
        terms=terms,
        datasets=datasets,
        cells=cells,
        figures=figures,
        corrections=load_corrections(
            reader.read_yaml("corrections.yaml"), files.show("corrections.yaml"), problems
        ),
    )


def load_language(content: Path) -> Language:
    """Return the language of a content folder, English where that can't be told."""
    path = content / "site.yaml"
    text = read_text(path, path.as_posix(), []) if path.is_file() else None
    node = parse_yaml(text, path.as_posix(), []) if text else None
    tag = node.items.get("language") if isinstance(node, Mapping) else None
    language = find_language(tag.text.value) if isinstance(tag, Scalar) else None
    return language or LANGUAGES["en"]


class _Reader:
    """Reads the YAML and CSV files of a content folder."""

    def __init__(self, files: ContentFiles) -> None:
        self._files = files

    def read_yaml(self, name: str, *, is_required: bool = False) -> Node | None:
        """Return a YAML file's tree, an empty one for an empty file, or None with a problem."""
        text = self._files.read(name, is_required=is_required)
        return None if text is None else self._parse(name, text)

    def _parse(self, name: str, text: str) -> Node | None:
        problems = self._files.problems
        found = len(problems)
        node = parse_yaml(text, self._files.show(name), problems)
        return Mapping(1) if node is None and len(problems) == found else node

    def load_entries(
        self, name: str, what: str, language: Language,
        make: Callable[[Node | None, str], dict[str, Record]],
    ) -> dict[str, Record]:  # fmt: skip
        """Return what `make` makes of the entries of a file, by id."""
        text = self._files.read(name)

        def make_all() -> tuple[dict[str, Record], list[str], bool]:
            node = None if text is None else self._parse(name, text)
            return make(node, self._files.show(name)), _ids_in(node), node is None

        found, ids, is_empty = self._files.keep(
            self._files.key_of(what, name, (text, language.code)), make_all
        )
        if "" in ids or (is_empty and (self._files.content / name).exists()):
            self._files.broken.add(f"{what}s")
        self._files.broken.update(f"{what}:{id_}" for id_ in ids if id_ not in found)
        return found

    def dataset_maker(self, language: Language) -> Callable[[str, str], Dataset | None]:
        """Return the function that makes a dataset of one file."""

        def make(name: str, path: str) -> Dataset | None:
            text = self._files.read(path)
            found = len(self._files.problems)
            table = None if text is None else self._files.read(f"datasets/{name}.csv")
            if text is None or len(self._files.problems) > found:
                return None
            made = partial(self._make_dataset, name, path, text, table, language)
            key = self._files.key_of("dataset", path, (text, table, language.code))
            return self._files.keep(key, made)

        return make

    def _make_dataset(
        self, name: str, path: str, text: str, table: str | None, language: Language
    ) -> Dataset | None:
        node = self._parse(path, text)
        if node is None:
            return None
        found = len(self._files.problems)
        shown = self._files.show(f"datasets/{name}.csv")
        rows = None if table is None else parse_csv_rows(table, shown, self._files.problems)
        if len(self._files.problems) > found:
            return None
        return make_dataset(
            name, node, self._files.show(path), rows, language, self._files.problems
        )

    def make_figure(self, name: str, path: str) -> Figure | None:
        """Return the figure of one file."""
        text = self._files.read(path)
        if text is None:
            return None

        def make() -> Figure | None:
            node = self._parse(path, text)
            return (
                None
                if node is None
                else make_figure(name, node, self._files.show(path), self._files.problems)
            )

        return self._files.keep(self._files.key_of("figure", path, (text,)), make)


def _check_charts_are_free(
    charts: dict[str, Figure], figures: dict[str, Figure], problems: list[Problem]
) -> None:
    """Add a problem for each chart of a row whose id is another chart's."""
    for name in charts.keys() & figures.keys():
        message = f'The chart "{name}" is a file, and the chart of a row too.'
        problems.append(Problem(figures[name].place, "id-is-unique", message, "Rename the file."))


def _ids_in(node: Node | None) -> list[str]:
    """Return the ids of a file's entries, a mapping or a list; "" for one without."""
    if isinstance(node, Mapping):
        return list(node.items)
    if isinstance(node, Scalar):
        return [""]
    entries = node.items if isinstance(node, Sequence) else []
    named = [entry.items.get("id") if isinstance(entry, Mapping) else None for entry in entries]
    return [name.text.value if isinstance(name, Scalar) else "" for name in named]


def _find_language(config: SiteFields | None, node: Node | None, files: ContentFiles) -> Language:
    language = find_language(config.language if config else "en")
    if language is None and config is not None:
        place = Place(files.show("site.yaml"), find_line(node, ("language",)))
        message = f'Quantities can\'t be read in the language "{config.language}".'
        hint = f"Write {' or '.join(sorted(words.code for words in LANGUAGES.values()))}."
        files.problems.append(Problem(place, "language-is-known", message, hint))
    return language or LANGUAGES["en"]
