"""Pages: Markdown files with their front matter, headings and prose."""

import re
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from plainfact.fingerprints import digest_bytes, digest_value
from plainfact.headings import Heading, find_headings
from plainfact.problems import Place, Problem
from plainfact.prose import Binding, Prose, Scheme
from plainfact.prose_parser import parse_prose
from plainfact.texts import Text

NO_TEXT = Prose("", (), (), (), Text("", "", 1))
"""Stands in for the text of a page where that is not wanted."""


class FrontMatter(Struct, frozen=True, kw_only=True):
    """What the head of a page's file says."""

    title: Prose
    """Its title."""
    summary: Prose | None
    """What it finds."""
    cover: Binding | None
    """The chart that stands above its text."""
    updated: date | None
    """When it was last changed in substance."""
    draft: bool
    """Whether it is checked but not published."""
    former: tuple[str, ...]
    """Addresses that now lead here, each knowing its line."""
    allow: dict[str, str]
    """Checks that are off on this page, and why."""


ReadFront = Callable[[str, str, list[Problem]], FrontMatter | None]
"""Reads the front matter of a file: of its text, the file's path, and the problems found."""


class Page(Struct, frozen=True, kw_only=True):
    """A page that its author wrote."""

    id: str
    """Its id: the name of its file; "index" for the opening."""
    url: str
    """Its address from the site's root, e.g. "memory/"; empty for the opening."""
    title: Prose
    """Its title."""
    summary: Prose | None
    """What it finds."""
    cover: Binding | None
    """The chart that stands above its text."""
    updated: date | None
    """When it was last changed in substance."""
    draft: bool
    """Whether it is checked but not published."""
    former: tuple[str, ...]
    """Addresses that now lead here, each knowing its line."""
    allow: dict[str, str]
    """Checks that are off on this page, and why."""
    body: Prose
    """What follows the front matter."""
    headings: tuple[Heading, ...]
    """Its headings, in order."""
    place: Place
    """Where it begins."""
    charts: tuple[str, ...]
    """The charts that stand in its text, by id, in order."""
    digest: str
    """The fingerprint of its file's text."""
    head_digest: str
    """The fingerprint of all of this but the text."""

    def texts(self) -> tuple[Prose, ...]:
        """Return every text of the page."""
        own = (self.title, self.summary, self.body)
        return tuple(text for text in own if text is not None)


def make_page(
    name: str, text: str, path: str, problems: list[Problem], read_front: ReadFront
) -> Page | None:
    """Return a page from its file's text, or None where its front matter is wrong."""
    front, body, body_line = _split_front_matter(text, path, problems)
    head = None if front is None else read_front(front, path, problems)
    if head is None:
        return None
    prose = parse_prose(Text(body, path, body_line, column=1), problems)
    headings = find_headings(prose)
    charts = tuple(binding.target for binding in prose.bindings if binding.scheme is Scheme.CHART)
    return Page(
        id=name,
        url="" if name == "index" else f"{name}/",
        title=head.title,
        summary=head.summary,
        cover=head.cover,
        updated=head.updated,
        draft=head.draft,
        former=head.former,
        allow=head.allow,
        body=prose,
        headings=headings,
        place=Place(path),
        charts=charts,
        digest=digest_bytes(path.encode(), text.encode()),
        head_digest=digest_value((path, front, headings, charts)),
    )


def _split_front_matter(
    text: str, path: str, problems: list[Problem]
) -> tuple[str | None, str, int]:
    """Return the front matter, the body, and the line that the body begins on."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        problems.append(_describe_opening(lines, path))
        return None, "", 1
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    problems.append(_describe_closing(lines, path))
    return None, "", 1


def _describe_closing(lines: list[str], path: str) -> Problem:
    """Say why the front matter of a page does not end."""
    for number, line in enumerate(lines[1:], start=2):
        if re.fullmatch("[-–—]{1,5}", line.strip()):
            message = f'"{line.strip()}" does not close the front matter.'
            hint = 'Write three hyphens: "---".'
            return Problem(Place(path, number), "front-matter-is-given", message, hint)
    message, hint = "The front matter is not closed.", 'Put a line "---" after its last field.'
    return Problem(Place(path), "front-matter-is-given", message, hint)


def _describe_opening(lines: list[str], path: str) -> Problem:
    """Say why a page does not begin with front matter."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    first = lines[filled[0]].strip() if filled else ""
    place = Place(path, filled[0] + 1 if filled else 1)
    message, hint = (
        "The page has no front matter.",
        'Begin the file with a line "---", then "title: …", then "---".',
    )
    if re.match(r"\w+:(\s|$)", first):
        message, hint = "No line opens the front matter.", 'Put a line "---" above this one.'
    if first == "---":
        message, hint = "The front matter is not at the top.", "Delete the empty lines above it."
    elif re.fullmatch("[-–—]{1,4}", first):
        message, hint = f'"{first}" does not open the front matter.', 'Write three hyphens: "---".'
    return Problem(place, "front-matter-is-given", message, hint)
