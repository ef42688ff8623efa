"""Markdown as pages show it: what prose may hold, and how notes stand beside their text."""

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.smarty import SmartyExtension

from plainfact.headings import find_headings
from plainfact.margin_notes import check_margin_notes
from plainfact.markdown import MarkdownRenderer
from plainfact.markdown_signs import SignsOnly
from plainfact.problems import Problem
from plainfact.prose import Prose
from plainfact.prose_parser import parse_prose
from plainfact.texts import Text


def read(words: str) -> tuple[Prose, list[Problem]]:
    """Return a text, and its problems."""
    problems: list[Problem] = []
    prose = parse_prose(Text(words, "a.md"), problems)
    check_margin_notes(prose, problems)
    return prose, problems


def render(words: str) -> str:
    """Return the HTML of a text without problems, on one line."""
    prose, problems = read(words)
    assert problems == []
    headings = find_headings(prose)
    shown = MarkdownRenderer("Link").render(
        prose, lambda index: f"<i>{index}</i>", str, str, headings
    )
    return shown.replace("\n", "")


HERE = '<a aria-label="Link" class="here" href="#{0}">'
SHOWN = [
    ("<https://a.b/c>", '<p><a href="https://a.b/c" rel="external noopener">https://a.b/c</a></p>'),
    ("[a](http://b.c)", '<p><a href="http://b.c" rel="external noopener">a</a></p>'),
    ("[a](mailto:b@c.d)", '<p><a href="mailto:b@c.d">a</a></p>'),
    ("[a](b.md)", '<p><a href="b.md">a</a></p>'),
    ("![a](b.png)", '<p><img alt="a" loading="lazy" src="b.png"></p>'),
    ("## A *b*", f'<h2 id="a-b">A <em>b</em> {HERE.format("a-b")}</a></h2>'),
    ("### A", f'<h3 id="a">A {HERE.format("a")}</a></h3>'),
    ("a [](fact:b.c) d", "<p>a <i>0</i> d</p>"),
]


@pytest.mark.parametrize(("words", "shown"), SHOWN)
def test_prose_becomes_plain_tags(words: str, shown: str) -> None:
    """Links out of the site say so, pictures wait, headings lead to themselves."""
    assert render(words) == shown


IDS = [
    ("# A\n### A\n## B ##", ["h2 a", "h3 a-2", "h2 b"]),
    ("x\n## A\ny", ["h2 a"]),
    ("  ## A", ["h2 a"]),
    ("## A \\#", ["h2 a"]),
    ("##\t", ["h2 part"]),
    ("#A\n\n####### A\n\n    # A\n\n\\# A\n\n## B", ["h2 b"]),
    ("```\n# A\n```\n\n~~~\n# A\n```\n# A\n~~~\n## B", ["h2 b"]),
    ("> # A\n\n- ## A\n\n1. x\n\n    ## A\n\n## A\n\n## B", ["h2 a", "h2 b"]),
    ("x\n: ## A\n\n## A", ["h2 a"]),
    ("> x\n## A\n\n- x\n## B", ["h2 a", "h2 b"]),
    ("a | b\n-|-\nc | d\n## A", ["h2 a"]),
    ("x[^a]\n\n[^a]: y\n## A\n\n## B", ["h2 a", "h2 b"]),
]


@pytest.mark.parametrize(("words", "ids"), IDS)
def test_a_heading_has_its_own_id_whatever_stands_round_it(words: str, ids: list[str]) -> None:
    """What a page lists as its headings is what it shows, each at its address."""
    prose, _ = read(words)
    listed = [f"h{max(2, heading.level)} {heading.id}" for heading in find_headings(prose)]
    assert listed == ids
    shown = re.findall(r'<(h\d) id="([^"]*)"', render(words))
    assert [" ".join(found) for found in shown] == ids


def test_a_short_text_of_several_paragraphs_keeps_them() -> None:
    """A paragraph round a whole short text goes; several stay."""
    renderer = MarkdownRenderer("Link")
    for words, shown in (("a", "a"), ("a\n\nb", "<p>a</p>\n<p>b</p>"), ("- a", "<ul>")):
        made = renderer.render_inline(read(words)[0], str, str, str)
        assert str(made).startswith(shown)


def note(name: str, letter: str, words: str) -> str:
    """Return a note as it stands beside its text."""
    back = f'<a class="margin-back" href="#margin-{name}-sign">{letter}</a>'
    return f'<div class="margin-note" id="margin-{name}" role="note"><p>{back} {words}</p></div>'


def sign(name: str, letter: str) -> str:
    """Return the first sign of a note."""
    link = f'<a href="#margin-{name}" id="margin-{name}-sign">{letter}</a>'
    return f'<sup class="margin-sign">{link}</sup>'


A, B = sign("a", "a"), sign("b", "b")
NOTED = [
    ("x[^a]\n\n[^a]: y", f"<p>x{A}</p>", note("a", "a", "y")),
    ("x[^a]\n\n[^a]:\n\n    y", f"<p>x{A}</p>", note("a", "a", "y")),
    ("- x[^a]\n\n[^a]: y", f"<ul><li>x{A}</li></ul>", note("a", "a", "y")),
    (
        "x[^a] z[^b]\n\n[^a]: y\n[^b]: w",
        f"<p>x{A} z{B}</p>",
        note("a", "a", "y") + note("b", "b", "w"),
    ),
    # A note that only a note refers to stands under that.
    (
        "x[^a]\n\n[^a]: y[^b]\n[^b]: w",
        f"<p>x{A}</p>",
        note("a", "a", f"y{B}") + note("b", "b", "w"),
    ),
    # What begins with no paragraph is given one for its letter.
    (
        "x[^a]\n\n[^a]:\n    - y",
        f"<p>x{A}</p>",
        note("a", "a", "").replace(" </p></div>", " </p><ul><li>y</li></ul></div>"),
    ),
]


@pytest.mark.parametrize(("words", "block", "notes"), NOTED)
def test_a_note_stands_beside_the_block_that_refers_to_it(
    words: str, block: str, notes: str
) -> None:
    """Each has its letter, which leads there and back; nothing of it is lost or told twice."""
    assert render(words) == f'<div class="noted">{block}{notes}</div>'


def test_no_note_is_lost() -> None:
    """Notes that refer only to each other stand at the end, and a second sign leads there too."""
    shown = render("x\n\n[^a]: y[^b]\n[^b]: w[^a]")
    assert shown.count('class="margin-note"') == 2
    shown = render("x[^a]\n\nz[^a]\n\n[^a]: y")
    assert shown.count('href="#margin-a"') == 2
    assert shown.count('id="margin-a-sign"') == 1


def test_many_notes_have_letters() -> None:
    """After z comes aa."""
    names = [f"n{number}" for number in range(28)]
    signs = " ".join(f"[^{name}]" for name in names)
    shown = render(f"{signs}\n\n" + "\n".join(f"[^{name}]: y" for name in names))
    assert all(f">{letter}</a>" in shown for letter in ("a", "z", "aa", "ab"))


REFUSED = [
    ("x[^a]", "margin-note-has-a-place"),
    ("x\n\n[^a]: y", "margin-note-has-a-place"),
    ("x[^a]\n\n[^a]:", "margin-note-has-words"),
    ("x[^a]\n\n[^a]:\ny", "margin-note-has-words"),
    ("x[^a]\n\n[^a]:\n\n\n    y", "margin-note-has-words"),
    ("x[^a]\n\n[^a]: y\n[^a]: z", "id-is-unique"),
    ("x[^a b]\n\n[^a b]: y", "id-is-plain"),
    ("x[^]\n\n[^]: y", "id-is-plain"),
]


@pytest.mark.parametrize(("words", "code"), REFUSED)
def test_a_note_that_would_be_lost_is_refused(words: str, code: str) -> None:
    """A sign without a note, a note without a sign, without words or without a name of its own."""
    assert [problem.code for problem in read(words)[1]] == [code]


PIECES = st.lists(st.sampled_from([
    "word", "two words", "a_b", "don't", "“q”", "3.", "1. ", "- ", "> ", "# ", ": ", "\n", "\n\n",
    "  \n", " ", "    ", "*", "**", "_", "`", "```\n", "~~~\n", "\\", "\\*", "\\|", "|",
    "| --- |\n", "[", "]", "](", ")", "![", "[^1]", "[^1]: ", "[a]: http://b.c", "[a]",
    "[a][b]", "<", ">", "<http://b.c>", "&", "&amp;", "&#42;", '"', "'", '"a"', "'a'", "!", "(",
    "…", "é",
]), max_size=24).map("".join)  # fmt: skip
"""Texts of the signs that Markdown goes by, and words between them."""


def make_converter() -> markdown.Markdown:
    """Return a converter of the library's, with the extensions that we use."""
    quotes = SmartyExtension(smart_dashes=False, smart_ellipses=False)
    names = ["fenced_code", "sane_lists", "def_list", "tables", "footnotes"]
    return markdown.Markdown(extensions=[*names, quotes], output_format="html")


@given(PIECES)
def test_leaving_out_what_finds_nothing_changes_nothing(text: str) -> None:
    """What the library gives is the same where only the signs that are there are looked for."""
    fitted = make_converter()
    signs = SignsOnly(fitted)
    signs.fit(text)
    assert fitted.convert(text) == make_converter().convert(text)


@given(PIECES | st.text())
def test_a_short_text_reads_as_its_paragraph(text: str) -> None:
    """A title is what a paragraph of the same words is, whether or not it has any signs."""
    prose = Prose(text, (), (), (), Text(text, "a.md"))
    renderer = MarkdownRenderer("Link")
    whole = renderer.render(prose, str, str, str)
    short = renderer.render_inline(prose, str, str, str)
    assert short in (whole, whole.removeprefix("<p>").removesuffix("</p>"))
