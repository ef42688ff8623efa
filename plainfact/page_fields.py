"""The fields of front matter, and how it is read."""

from datetime import date

from pydantic import Field

from plainfact.pages import FrontMatter
from plainfact.problems import Problem
from plainfact.prose import Binding, Scheme
from plainfact.prose_parser import parse_prose
from plainfact.texts import Located
from plainfact.validation import Fields, PlainField, TextField, validate
from plainfact.yaml_reader import parse_yaml


class PageFields(Fields):
    """The fields of a page's front matter."""

    title: TextField = Field(description="The page's title.", examples=["Who cycles"])
    summary: TextField | None = Field(
        None,
        description="What it finds, in a sentence or two.",
        examples=["The centre cycles most."],
    )
    cover: PlainField | None = Field(
        None, description="The chart that stands above the text.", examples=["trips"]
    )
    updated: date | None = Field(
        None, description="When it was last changed in substance.", examples=["2026-11-23"]
    )
    draft: bool = Field(
        default=False, description="Whether it is checked but not published.", examples=[False]
    )
    former: list[PlainField] = Field(
        default_factory=list,
        description="Addresses that now lead here, e.g. old-name/.",
        examples=[["old-name/"]],
    )
    allow: dict[str, PlainField] = Field(
        default_factory=dict,
        description="Checks that are off on this page, and why.",
        examples=[{"number-has-a-source": "The page quotes a poem."}],
    )


def read_front_matter(front: str, path: str, problems: list[Problem]) -> FrontMatter | None:
    """Return what the front matter of a page says, or None where it is wrong."""
    found = len(problems)
    node = parse_yaml(front, path, problems, first_line=2)
    if node is None and len(problems) > found:
        return None
    fields = validate(PageFields, node, path, problems)
    if fields is None:
        return None
    return FrontMatter(
        title=parse_prose(fields.title, problems),
        summary=parse_prose(fields.summary, problems) if fields.summary else None,
        cover=_bind_chart(fields.cover) if fields.cover else None,
        updated=fields.updated,
        draft=fields.draft,
        former=tuple(fields.former),
        allow=dict(fields.allow),
    )


def _bind_chart(name: Located) -> Binding:
    return Binding(Scheme.CHART, str(name), "", "", "", name.text.place)
