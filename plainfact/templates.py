"""Templates: Jinja, with a site's own templates before the theme's."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
    UndefinedError,
)
from markupsafe import Markup

from plainfact.problems import ContentError, Place, Problem


class Templates:
    """The templates of one build."""

    def __init__(self, theme: Path, own: Mapping[str, str], own_path: str) -> None:
        self._own_path = own_path
        self._environment = Environment(
            loader=ChoiceLoader([DictLoader(dict(own)), FileSystemLoader(theme / "templates")]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, name: str, **views: object) -> Markup:
        """Return a template filled with views.

        Raises ContentError where a site's own template has a fault; a fault of the theme's is ours.
        """
        try:
            return Markup(self._environment.get_template(name).render(**views))  # noqa: S704 - autoescaped
        except TemplateSyntaxError as error:
            place = Place(f"{self._own_path}/{error.name}", error.lineno)
            problem = Problem(place, "template-works", f"{error.message}.")
            raise ContentError([problem]) from error
        except UndefinedError as error:
            place = Place(f"{self._own_path}/{name}")
            raise ContentError([Problem(place, "template-works", f"{error}.")]) from error
