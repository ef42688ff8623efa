"""Chinese: quantities by its own table, and a whole site with its interface in Chinese."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from plainfact.build import build_site
from plainfact.languages import LANGUAGES
from plainfact.link_words import join_words
from plainfact.numerals import NumeralLint
from plainfact.phrasing import format_quantity
from plainfact.problems import Problem
from plainfact.prose_parser import parse_prose
from plainfact.quantities import implies
from plainfact.texts import Text
from plainfact.units import parse_unit
from plainfact.wording import UnreadableError, read_quantity

CHINESE = LANGUAGES["zh"]
SITE = Path(__file__).parent / "sites" / "chinese"

# All that a page says: its title, its texts, and the names that screen readers hear. The HTML that
# may be copied into another page is code in any language, and nothing that a page says.
SPOKEN = """
() => {
  const body = document.body.cloneNode(true);
  body.querySelectorAll('code.figure-quoted').forEach(code => code.remove());
  return [document.title, body.innerHTML.replace(/<[^>]*>|&nbsp;/g, ' '),
          ...[...document.querySelectorAll('[aria-label]')].map(e => e.ariaLabel)].join(' ');
}
"""

WORDS = [
    ("超过70", "%", "超过65%", True),
    ("超过70", "%", "70%", False),
    ("超过70", "%", "远超70%", None),
    ("超过70", "%", "70%以上", True),
    ("至少 70", "%", "超过70%", False),
    ("约50", "%", "大约50%", True),
    ("约50", "%", "50%左右", True),
    ("近60", "%", "接近60%", True),
    ("近60", "%", "七成", None),
    ("1647", "RMB 亿", "1647亿元", True),
    ("1647", "RMB 亿", "1,647 亿 RMB", True),
    ("1647", "RMB 亿", "1647万元", False),
    ("3.5", "万 片", "3.5万片", True),
    ("3.5", "万 片", "35,000片", True),
    ("8 至 11", "万 片", "8至11万片", True),
    ("4", "rank", "第四", True),
    ("4", "rank", "前3", False),
    ("2024-h1", "date", "2024年上半年", True),
    ("2024年第三季度", "date", "3q24", True),
    ("2019年5月16日", "date", "2019年5月", True),
    ("2019", "date", "2019年5月16日", False),
    ("3", "times", "3倍", True),
    ("-5", "points", "−5个百分点", True),
]


@pytest.mark.parametrize(("cell", "unit", "words", "passes"), WORDS)
def test_words_without_spaces_are_held_to_their_cells(
    cell: str, unit: str, words: str, *, passes: bool | None
) -> None:
    """Chinese is read as it is written; what its table does not know is refused (None)."""
    known = read_quantity(cell, parse_unit(unit), CHINESE)
    try:
        said = read_quantity(words, known.unit, CHINESE)
    except UnreadableError:
        assert passes is None
        return
    assert implies(known, said) is passes


@pytest.mark.parametrize(("cell", "unit"), sorted({row[:2] for row in WORDS}))
def test_what_is_printed_reads_as_what_it_was(cell: str, unit: str) -> None:
    """A cell filled into a text says no more and no less than the cell."""
    known = read_quantity(cell, parse_unit(unit), CHINESE)
    printed = format_quantity(known, CHINESE)
    again = read_quantity(printed, known.unit, CHINESE)
    assert implies(known, again), printed
    assert implies(again, known), printed


def test_a_hedge_that_touches_its_link_belongs_to_it() -> None:
    """In 份额远超[70%], what stands before the link is read with it, and can't be checked."""
    unit = parse_unit("%")
    assert join_words("其份额超过", "70%", "。", unit, CHINESE).words == "超过 70%"
    far = join_words("其份额远超", "70%", "。", unit, CHINESE)
    with pytest.raises(UnreadableError):
        read_quantity(far.words, unit, CHINESE)


def test_numbers_in_running_text_are_found() -> None:
    """Digits, and numbers in characters beyond ten, are numbers without a source; names are not."""
    problems: list[Problem] = []
    text = Text("华为的 5G 份额超过30%，增长了一半，达到数百万台。全部完成，三个部分。", "a.md", 1)
    NumeralLint(["5G"], CHINESE).check(parse_prose(text, problems), problems)
    assert [problem.code for problem in problems] == ["number-has-a-source"] * 3


@pytest.fixture(scope="module")
def chinese_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small site in Chinese, built."""
    out = tmp_path_factory.mktemp("chinese") / "_site"
    build_site(SITE, out, base_url="", no_code=False)
    return out


def test_the_interface_is_in_the_language_of_the_site(
    chinese_site: Path, serve: Callable[[Path], str], open_page: Callable[..., Page]
) -> None:
    """`lang` is set, and no page shows a word of English that its content does not hold."""
    root = serve(chinese_site)
    page = open_page(f"{root}/")
    own = "\n".join(path.read_text(encoding="utf-8") for path in SITE.rglob("*") if path.is_file())
    formats = {"CSV", "JSON", "SVG", "PNG", "Vega", "Lite", "zip", "html", "ZIP", "HTML", "Data",
               "Package"}  # fmt: skip
    addresses = re.compile(r"embed/|[a-z.]+\.json|https?://\S+")
    for path in sorted(chinese_site.rglob("*.html")):
        page.goto(f"{root}/{path.relative_to(chinese_site).as_posix()}")
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        spoken = page.evaluate(SPOKEN)
        words = set(re.findall(r"[A-Za-z]{2,}", addresses.sub("", spoken))) - formats
        assert {word for word in words if word not in own} == set(), path
