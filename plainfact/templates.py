"""Templates: Jinja, with a site's own templates before the theme's."""

import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from plainfact.filters import Filter
from plainfact.fingerprints import digest_bytes, digest_value
from plainfact.problems import ContentError, Place, Problem, format_suggestion
from plainfact.reads import Reads
from plainfact.store import Store, make_key
from plainfact.words import Words

_ROOM = "templates"


class _Environment(Environment):
    """Jinja's environment, in which each template that is used is read."""

    reads: Reads

    def get_template(self, name: str | Template, *args: Any, **kwargs: Any) -> Template:  # noqa: ANN401 - the library's own
        """Return a template, and note that it is read."""
        self.reads.note((_ROOM, str(name)))
        return super().get_template(name, *args, **kwargs)


class _Bytecode(BytecodeCache):
    """Keeps templates as they were compiled."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put what is kept of a template into a bucket."""
        kept: bytes | None = self._store.get(_key_of(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in a bucket."""
        self._store.put(_key_of(bucket), bucket.bytecode_to_string())


def _key_of(bucket: Bucket) -> str:
    return make_key("template", bucket.key, bucket.checksum)


class Templates:
    """The templates of one build."""

    def __init__(
        self, theme: Path, own: Mapping[str, str], own_path: str, words: Words,
        filters: Mapping[str, Filter], reads: Reads, store: Store | None = None,
    ) -> None:  # fmt: skip
        self._own = own
        self._own_path = own_path
        self._theme = FileSystemLoader(theme / "templates")
        self._environment = _Environment(
            loader=ChoiceLoader(
                # By "theme/…" a site's own template reaches the one whose place it takes.
                [FunctionLoader(self._load_own), self._theme, PrefixLoader({"theme": self._theme})]
            ),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,  # the next build has an environment of its own
            bytecode_cache=_Bytecode(store) if store is not None else None,
        )
        self._environment.reads = reads
        reads.open_room(_ROOM, self._digest)
        self._environment.globals["words"] = words
        self._environment.filters.update(filters)

    def render(self, name: str, **views: object) -> Markup:
        """Return a template filled with views.

        Raises ContentError where a site's own template has a fault; a fault of the theme's is ours.
        """
        try:
            return Markup(self._environment.get_template(name).render(**views))  # noqa: S704 - autoescaped
        except TemplateError as error:
            place = self._find_place(error)
            if place is None:
                raise
            hint = "Mend the line, or delete the file to go back to the theme's own template."
            if isinstance(error, TemplateNotFound):
                known = [*self._own, *self._theme.list_templates()]
                hint = format_suggestion(str(error.name), known) or hint
            message = f"The template does not work: {_explain(error)}."
            raise ContentError([Problem(place, "template-works", message, hint)]) from error

    def _digest(self, name: str) -> str:
        """Return the fingerprint of the template that a name leads to now."""
        if name in self._own:
            return digest_value(self._own[name])
        path = Path(self._theme.searchpath[0], name.removeprefix("theme/"))
        return digest_bytes(path.read_bytes()) if path.is_file() else ""

    def _load_own(self, name: str) -> tuple[str, str, None] | None:
        """Return a template of the site's own with its path, which tracebacks then name."""
        return (self._own[name], self._path_of(name), None) if name in self._own else None

    def _path_of(self, name: str) -> str:
        return f"{self._own_path}/{name}"

    def _find_place(self, error: TemplateError) -> Place | None:
        """Return the line of the site's own templates that an error comes from, or None."""
        paths = {self._path_of(name) for name in self._own}
        if isinstance(error, TemplateSyntaxError):
            path = str(error.filename)
            return Place(path, error.lineno) if path in paths else None
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if frame.filename in paths]
        return Place(own[-1].filename, own[-1].lineno or 1) if own else None


def _explain(error: TemplateError) -> str:
    if isinstance(error, TemplateNotFound):
        return f'there is no template "{error.name}"'
    return (error.message or type(error).__name__).rstrip(".")
