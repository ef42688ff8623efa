"""What may be done with any input at all, and what must hold of the answer.

Each target takes a text (`try_file` takes one as bytes) and raises AssertionError where a promise
breaks; any other error than those that authors are told of is a fault as well. `test_fuzz` draws
texts for them with hypothesis, `soak/fuzz` lets a coverage-guided fuzzer look for them.
"""

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from lxml import html as lxml_html
from quantity_strategies import UNITS

from plainfact.cell_values import DatasetReader, read_cell
from plainfact.check import check_site
from plainfact.files import read_text
from plainfact.formulas import FormulaError, names_in, parse_comparison, parse_formula
from plainfact.headings import find_headings
from plainfact.languages import LANGUAGES, Language
from plainfact.load import load_site
from plainfact.margin_notes import check_margin_notes
from plainfact.markdown import MarkdownRenderer, render_plain
from plainfact.phrasing import format_quantity
from plainfact.problems import ContentError, Problem
from plainfact.prose import MARK, Prose
from plainfact.prose_parser import parse_prose
from plainfact.quantities import implies
from plainfact.texts import Text
from plainfact.units import Unit, parse_unit
from plainfact.wording import read_quantity
from plainfact.yaml_reader import Mapping, Node, Scalar, Sequence, parse_yaml

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests" / "broken" / "base" / "content"
TAGS = {"div", "p", "em", "strong", "a", "img", "code", "pre", "ul", "ol", "li", "dl", "dt", "dd",
        "blockquote", "h2", "h3", "h4", "h5", "h6", "hr", "br", "table", "thead", "tbody", "tr",
        "th", "td", "span", "sup", "figure", "figcaption"}  # fmt: skip
ATTRIBUTES = {"href", "src", "alt", "title", "id", "rel", "loading", "class", "start", "style",
              "role", "aria-label"}  # fmt: skip
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WHERE = "content"
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff\ufffe\uffff]")


def try_quantity(text: str) -> None:
    """Hold that what is printed of a quantity reads back as no more than it."""
    first, second = (ord(char) for char in (text[:2] + "  ")[:2])
    language = sorted(LANGUAGES)[first % len(LANGUAGES)]
    units = [*UNITS[language], "rank", "date"]
    _try_quantity(text[2:], parse_unit(units[second % len(units)]), LANGUAGES[language])


def _try_quantity(words: str, unit: Unit, language: Language) -> None:
    problems: list[Problem] = []
    reader = DatasetReader("data", _WHERE, language, problems)
    known = read_cell(words, unit, Text(words, _WHERE), reader)
    if known is None:
        assert [problem.code for problem in problems] == ["cell-is-a-quantity"]
        return
    printed = format_quantity(known, language)
    again = read_quantity(printed, unit, language)
    assert implies(known, again), (words, printed)


def try_unit(text: str) -> None:
    """Hold that a unit is read or refused."""
    try:
        assert parse_unit(text).label
    except ValueError:
        return


def try_yaml(text: str) -> None:
    """Every problem with YAML has a line of the file; what is read knows its lines too."""
    text = _as_read(text)
    problems: list[Problem] = []
    node = parse_yaml(text, _WHERE, problems)
    lines = text.count("\n") + 1
    for problem in problems:
        assert problem.code
        assert problem.hint
        assert 1 <= problem.place.line <= lines, problem
    for line in _lines_of(node):
        assert 1 <= line <= lines + 1


def _as_read(text: str) -> str:
    """Return a text as the reader of files gives it: plain line ends, nothing unseen."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _lines_of(node: Node | None) -> list[int]:
    found: list[int] = []
    waiting = [node]
    while waiting and len(found) < 1000:
        node = waiting.pop()
        match node:
            case Scalar():
                found.append(node.line)
            case Sequence():
                found.append(node.line)
                waiting += node.items
            case Mapping():
                found += [node.line, *node.key_lines.values()]
                waiting += node.items.values()
            case None:
                pass
    return found


def try_prose(text: str) -> None:
    """Prose without a problem becomes HTML of plain tags, whose links lead to plain addresses."""
    text = _as_read(text)
    problems: list[Problem] = []
    prose = parse_prose(Text(text, _WHERE), problems)
    check_margin_notes(prose, problems)
    lines = text.count("\n") + 1
    for problem in problems:
        assert 1 <= problem.place.line <= lines, problem
    if problems:
        return
    renderer = MarkdownRenderer("Link to this")
    headings = find_headings(prose)
    rendered = renderer.render(
        prose, lambda index: f"<span>{index}</span>", lambda _: "", str, headings
    )
    render_plain(prose, str)
    root = lxml_html.fromstring(f"<div>{rendered}</div>")
    found = [(part.tag, part.get("id")) for part in root.iter(*["h2", "h3", "h4", "h5", "h6"])]
    wanted = [(f"h{max(2, heading.level)}", heading.id) for heading in headings]
    assert [part for part in found if part[1]] == wanted, text
    for element in root.iter():
        assert isinstance(element.tag, str), f"a comment or an instruction: {text!r}"
        assert element.tag in TAGS, (element.tag, text)
        assert set(element.attrib) <= ATTRIBUTES, (dict(element.attrib), text)
        for name in ("href", "src"):
            target = re.sub(r"[\t\n\r]", "", element.get(name) or "")
            scheme = SCHEME.match(target)
            assert scheme is None or scheme[1].lower() in ("http", "https", "mailto"), (
                target,
                text,
            )
    _check_digits(root, prose, text)


def _check_digits(root: lxml_html.HtmlElement, prose: Prose, text: str) -> None:
    """Hold that every digit that a reader sees was seen by the check of numbers too."""
    for hidden in root.xpath("//span | //code"):
        hidden.text = ""
        for part in list(hidden):
            hidden.remove(part)
    shown = [*root.itertext(), *root.xpath("//@alt | //@title")]
    read = "".join([*(run.words for run in prose.runs), *(link.alt for link in prose.links)])
    seen = Counter(char for words in shown for char in words if char.isdecimal())
    known = Counter(char for char in MARK.sub("", read) if char.isdecimal())
    assert seen <= known, (seen - known, text)


def try_formula(text: str) -> None:
    """Hold that a formula or comparison is read or refused, and names what it names."""
    for parse in (parse_formula, parse_comparison):
        try:
            names = list(names_in(parse(text)))
        except FormulaError:
            continue
        assert all(name in text for name in names)


@cache
def _site() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="plainfact-fuzz-")) / "content"
    shutil.copytree(BASE, folder)
    return folder


FILES = ("site.yaml", "sources.yaml", "glossary.yaml", "index.md", "sections/panels.md",
         "datasets/panels.yaml", "charts/panels.yaml")  # fmt: skip


def try_site(text: str) -> None:
    """Hold that a text put into a file of a small site is fine, or a problem with a line."""
    head = (text[:3] + "   ")[:3]
    name = FILES[ord(head[0]) % len(FILES)]
    original = (BASE / name).read_text(encoding="utf-8")
    words = [match.span() for match in re.finditer(r"\S+|\n", original)]
    start, end = words[(ord(head[1]) * 7 + ord(head[2])) % len(words)]
    path = _site() / name
    path.write_text(original[:start] + text[3:] + original[end:], encoding="utf-8")
    try:
        _load_and_check(_site())
    finally:
        path.write_text(original, encoding="utf-8")


def _load_and_check(content: Path) -> None:
    problems: list[Problem] = []
    try:
        check_site(load_site(content, _WHERE, problems), problems)
    except ContentError as error:
        problems = list(error.problems)
    for problem in problems:
        path = content / problem.place.path.removeprefix(f"{_WHERE}/")
        assert problem.code
        assert problem.hint
        assert path == content or path.exists() or problem.code == "file-exists", problem
        if path.is_file():
            lines = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
            assert 1 <= problem.place.line <= lines, problem


def try_file(text: str) -> None:
    """Hold that any bytes, here a letter each, are read as text, or refused with a line."""
    path = _site().parent / "file.txt"
    path.write_bytes(text.encode("latin-1", "ignore"))
    problems: list[Problem] = []
    read = read_text(path, _WHERE, problems)
    assert (read is None) == bool(problems)


TARGETS: dict[str, Callable[[str], None]] = {
    "quantity": try_quantity, "unit": try_unit, "yaml": try_yaml, "prose": try_prose,
    "formula": try_formula, "file": try_file, "site": try_site,
}  # fmt: skip
"""Every target by name."""

TOKENS: dict[str, list[str]] = {
    "quantity": [
        "more than",
        "about",
        "nearly",
        "at least",
        "up to",
        "less than",
        " to ",
        "-",
        "70",
        "%",
        "1,000",
        ".5",
        "two",
        "tenth",
        "third",
        "half",
        "hundred",
        "million",
        "bn",
        "RMB ",
        "$",
        "May ",
        "2019",
        "Q3",
        "1H24",
        "rank",
        "top ten",
        "~",
        ">",
        "<",
        "mehr als",
        "etwa",
        "über",
        "约",
        "超过",
        "年",
        "second",
        "nm",
        "dozens",
        "x",
    ],
    "unit": ["%", "RMB bn", "a month", "million", "/", "people", "$", "nm", "k", " per "],
    "yaml": [
        "\n",
        "  ",
        "\t",
        ": ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "!!int ",
        "|",
        ">",
        "'",
        '"',
        "#",
        "---\n",
        "? ",
        ",",
        "a",
        "b: 1",
        "%YAML",
        "\\x",
        "<<: ",
        "1,000",
    ],
    "prose": [
        "\n",
        "\n\n",
        "[",
        "](",
        ")",
        "!",
        "[](fact:a.b)",
        "<b",
        ">",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~~\n",
        "&#x3c;",
        "&lt;",
        "\\",
        "javascript:",
        "data:",
        "http://a.b",
        "[@a]",
        "[^a]",
        "\n[^a]: b",
        "<http://a.b>",
        "\n## ",
        "\n: ",
        "[a]: b",
        "# ",
        "- ",
        "1. ",
        "> ",
        "| a |\n|-|\n",
        "\ue000",
        "\u202e",
        "term:",
        "<!--",
        "]]>",
        "onerror=",
        "://",
        '"',
        "'",
    ],
    "formula": [
        "a.b",
        "c.d.e",
        "+",
        " - ",
        "*",
        "/",
        "(",
        ")",
        "sum(",
        "min(",
        ",",
        "100%",
        ">",
        ">=",
        "=",
        "1.5",
        "-",
        "__import__",
        ".",
        "9" * 30,
    ],
    "file": [
        "\x00",
        "\xff",
        "\xef\xbb\xbf",
        "\r",
        "\r\n",
        "\xe2\x80\xa8",
        "\xc3\xa9",
        "\xed\xa0\x80",
    ],
    "site": [
        "\n",
        ": ",
        "- ",
        "{",
        "}",
        "[",
        "](",
        ")",
        "[](fact:panels.lcd.share)",
        "70",
        "%",
        "more than ",
        "about ",
        "\t",
        '"',
        "'",
        "#",
        "panels",
        "share",
        "unknown",
        "[](term:lcd)",
        "![](chart:panels)",
        "<script>",
        "../",
        "---\n",
        "2024",
        "panels.lcd.share",
        " > ",
    ],
}
"""Words that a target knows, which a fuzzer would be long in finding."""
