"""Words and quantities: what is printed reads back, what can't be read is refused, not guessed."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from quantity_strategies import UNITS, cells, languages, periods

from plainfact.check import check_site
from plainfact.languages import LANGUAGES
from plainfact.link_words import join_words
from plainfact.load import load_site
from plainfact.period_wording import read_period
from plainfact.periods import Period
from plainfact.phrasing import format_number, format_period, format_quantity
from plainfact.problems import Problem
from plainfact.prose_parser import parse_prose
from plainfact.quantities import Qualifier, Quantity, implies, is_shortened
from plainfact.texts import Text
from plainfact.typography import normalise_words
from plainfact.units import parse_unit
from plainfact.wording import UnreadableError, read_quantity
from plainfact.yaml_reader import parse_yaml

quick = settings(max_examples=150)


@quick
@given(cells())
def test_what_is_printed_for_a_cell_reads_back_as_the_same(
    case: tuple[Quantity, str],
) -> None:
    """An author may copy what the page says into the cell, and nothing changes."""
    cell, language = case[0], LANGUAGES[case[1]]
    printed = format_quantity(cell, language)
    assert read_quantity(printed, cell.unit, language).in_unit(cell.unit) == cell, printed


@quick
@given(cells())
def test_what_a_table_prints_reads_back_as_the_same(case: tuple[Quantity, str]) -> None:
    """A table leaves the nouns to its heading; the figures stay what they are."""
    cell, language = case[0], LANGUAGES[case[1]]
    assume(cell.upper is None or not is_shortened(cell.number or Fraction(0), cell.upper))
    printed = format_quantity(cell, language, bare=True)
    assert read_quantity(printed, cell.unit, language).in_unit(cell.unit) == cell, printed


@quick
@given(cells())
def test_what_is_printed_for_a_cell_may_be_said_of_it(case: tuple[Quantity, str]) -> None:
    """The hint "write what the cell says" never leads to another refusal."""
    cell, language = case[0], LANGUAGES[case[1]]
    said = read_quantity(format_quantity(cell, language), cell.unit, language)
    assert implies(cell, said)


@quick
@given(periods, languages)
def test_a_printed_period_reads_back_as_the_same(period: Period, tag: str) -> None:
    """Days, months, quarters, half-years, years and spans of them keep their ends."""
    language = LANGUAGES[tag]
    words = normalise_words(language.prepare(format_period(period, language)))
    assert read_period(words, language) == period


VOCABULARY = {
    tag: [
        *language.qualifiers, *language.date_qualifiers, *language.suffixes, *language.numbers,
        *language.alone, *language.multipliers, *language.ordinals, *language.fractions,
        *language.multiples, *language.fold, *language.vague, *language.scales, *language.units,
        *language.per, *language.range_words, *language.articles, *language.rank_heads,
        *language.rank_tops, *language.rank_outsides, *language.months, *language.quarter,
        *language.half, *language.quarters_run, *language.months_run, *language.year_parts,
        *language.falls, *language.intensifiers, *language.shifters, *language.one, *UNITS[tag],
        "2019", "1h24", "1-3q21", "16", "70", "1,000", "1.000", "0.5", "0,5", ".5", "-5", "-", "–",
        "..", "%", "$", "/", "+", "x", "(", "[", "*", "_", "’", "\u00a0", "½", "٣", "٪", "İ", "ß",
    ]
    for tag, language in LANGUAGES.items()
}  # fmt: skip
jumbles = st.one_of(
    *(st.lists(st.sampled_from(words), max_size=7) for words in VOCABULARY.values())
).flatmap(lambda words: st.sampled_from(["", " ", "-"]).map(lambda gap: gap.join(words)))
texts = st.one_of(st.text(max_size=60), jumbles)


@quick
@given(
    texts, languages, st.sampled_from([*UNITS["en"], *UNITS["de"], *UNITS["zh"], "rank", "date"])
)
def test_no_words_break_the_reader(words: str, tag: str, label: str) -> None:
    """Whatever an author writes is a quantity that can be printed, or is refused as unreadable."""
    language = LANGUAGES[tag]
    try:
        quantity = read_quantity(words, parse_unit(label), language)
    except UnreadableError:
        return
    again = quantity.in_unit(parse_unit(label))
    assert format_quantity(again, language)
    assert implies(again, again)
    assert implies(quantity.negated().negated(), quantity)


@quick
@given(texts, texts, languages, st.sampled_from(["%", "RMB bn", "rank", "date", "people"]))
def test_no_words_before_a_link_break_its_reading(
    before: str, words: str, tag: str, label: str
) -> None:
    """What stands before a link is joined to it or left; the words of the link are always kept."""
    phrase = join_words(before, words, "", parse_unit(label), LANGUAGES[tag])
    assert phrase.words.endswith(words)
    assert bool(phrase.taken) == (phrase.words != words)


@quick
@given(texts)
def test_no_text_breaks_the_reader_of_units(label: str) -> None:
    """A column's unit is understood, or refused with a reason that can be shown."""
    try:
        unit = parse_unit(label)
    except ValueError:
        return
    assert unit.factor > 0
    assert unit.converts_to(unit)


@quick
@given(texts, languages)
def test_no_text_breaks_the_reader_of_periods(words: str, tag: str) -> None:
    """A date is understood, or refused with a reason that can be shown."""
    try:
        period = read_period(normalise_words(words), LANGUAGES[tag])
    except UnreadableError:
        return
    assert period.first <= period.last


MARKDOWN = ["[", "](", ")", "fact:a.b.c", "![", "](chart:x)", "[@s]", "`", "```\n", "~~~", "\\",
            "<b>", "&amp;", "\n\n", "* ", "1. ", "about ", "70%", "\ue000", "<", ">"]  # fmt: skip
YAML = ["a: ", "b:", "\n", "  ", "- ", "{", "}", "[", "]", ",", ": ", "'", '"', "|", ">", "&x ",
        "*x", "!!int 1", "---\n", "207,000", "12:30", "\t", "#", "?", "%", "\x00", "é"]  # fmt: skip


@quick
@given(st.one_of(st.text(), st.lists(st.sampled_from(MARKDOWN), max_size=20).map("".join)))
def test_no_text_breaks_the_reader_of_prose(words: str) -> None:
    """Prose is read whole, whatever it holds; its faults are problems."""
    prose = parse_prose(Text(words, "a.md"), [])
    assert all(binding.place.line >= 1 for binding in prose.bindings)


@quick
@given(st.one_of(st.text(), st.lists(st.sampled_from(YAML), max_size=20).map("".join)))
def test_no_text_breaks_the_reader_of_yaml(text: str) -> None:
    """YAML is read as plain data, or refused as a problem."""
    problems: list[Problem] = []
    node = parse_yaml(text, "a.yaml", problems)
    assert node is None or node.line >= 1


def test_a_word_is_read_the_same_whatever_the_order_of_the_tables() -> None:
    """The reading does not hang on the order in which a set of words is gone through."""
    rank = parse_unit("rank")
    for words in ("in the top ten", "the top ten", "in top ten"):
        assert read_quantity(words, rank, LANGUAGES["en"]).qualifier is Qualifier.UP_TO


CELLS = [
    (".5", "%", "0.5%"), ("~50", "%", "about 50%"), (">70", "%", "more than 70%"),
    ("8..11", "%", "8 to 11%"), ("8 to 11", "%", "8 to 11%"), ("exact 70", "%", "70%"),
    ("-0.5", "points", "−0.5 points"), ("1", "points", "1 point"), ("1.0", "years", "1.0 years"),
    ("-329", "RMB m", "−RMB 329 million"), ("1000000", "people", "1,000,000 people"),
    ("1", "entities", "1 entity"), ("1", "people", "1 person"), ("1h24", "date",
     "first half of 2024"), ("1-3q21", "date", "January to September 2021"),
    ("2019-05", "date", "May 2019"), ("2019-05-16", "date", "16 May 2019"),
    ("late 2023", "date", "late 2023"), ("no later than 2026", "date", "no later than 2026"),
    (">5", "rank", "outside the top 5"), ("up to 10", "rank", "top 10"), ("11", "rank", "11th"),
    ("2 to 4", "rank", "2nd to 4th"), ("hundreds", "million phones", "hundreds of phones"),
    ("2.5 to 5", "%", "2.5 to 5%"), ("2.0 to 5.0", "%", "2.0 to 5.0%"), ("?", "%", "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "unit", "printed"), CELLS)
def test_cells_print_as_people_write(written: str, unit: str, printed: str) -> None:
    """Signs, short forms and figures come out in words, with their nouns in the right number."""
    quantity = read_quantity(written, parse_unit(unit), LANGUAGES["en"])
    assert format_quantity(quantity, LANGUAGES["en"]) == printed


TRAPS = [
    ("1_000", "people"), ("207 000", "people"), ("0,123", "people"), ("5*3", "%"), ("007", "%"),
    ("12:30", "minutes"), ("1,5", "%"), ("10 to 8", "%"), ("8 to 8", "%"), ("0", "rank"),
    ("1.5", "rank"), ("35 to 40,000", "people"), ("nearly 0", "%"), ("twenty-both", "people"),
    ("at least about 5", "%"), ("70% or later", "%"), ("nearly 2019", "date"), ("2019", "%%"),
    ("31 June 2019", "date"), ("12/05/2019", "date"), ("3000", "date"), ("5q24", "date"), ("", "%"),
    ("nan", "%"), ("inf", "%"), ("1e5", "%"), ("9" * 30, "%"), ("70" + " " * 300 + "%", "%"),
    ("five quarters", "%"), ("a third", "people"), ("RMB 5", "USD bn"), ("5 RMB 6", "RMB"),
    ("2.5 and a half million", "people"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "unit"), TRAPS)
def test_what_may_mean_two_things_is_refused(written: str, unit: str) -> None:
    """Traps of figures and dates are refused, and never become another value."""
    with pytest.raises(ValueError, match=r"."):
        read_quantity(written, parse_unit(unit), LANGUAGES["en"])


GERMAN = [
    ("mehr als 70", "%", "über 65 %", True),
    ("mehr als 70", "%", "70 Prozent", False),
    ("mehr als 70", "%", "gut 70 %", None),
    ("mehr als 70", "%", "mehr als zwei Drittel", True),
    ("fast 60", "%", "nahezu 60 %", True),
    ("fast 60", "%", "knapp 60 %", None),
    ("rund 10", "%", "etwa ein Zehntel", True),
    ("rund 164,7", "Mrd. RMB", "rund 165 Mrd. Yuan", True),
    ("164,7", "Mrd. RMB", "165 Milliarden RMB", True),
    ("164,7", "Mrd. RMB", "164.7 Milliarden RMB", None),
    ("35.000 bis 40.000", "Wafer pro Monat", "35.000 bis 40.000 Wafer im Monat", True),
    ("35.000 bis 40.000", "Wafer pro Monat", "37.500 Wafer", False),
    ("hunderte", "Ingenieure", "Hunderte Ingenieure", True),
    ("hunderte", "Ingenieure", "Tausende Ingenieure", False),
    ("4", "rank", "viertgrößter", True),
    ("4", "rank", "Top 3", False),
    ("1h24", "date", "erstes Halbjahr 2024", True),
    ("3q24", "date", "3. Quartal 2024", True),
    ("2019", "date", "16. Mai 2019", False),
    ("16. Mai 2019", "date", "im Mai 2019", True),
    ("3", "times", "verdreifacht", True),
    ("mehr als 5", "years", "mehr als fünf Jahre", True),
    ("2", "Werke", "beide", True),
    ("bis zu 25", "%", "ein Viertel", False),
    ("-5", "points", "−5 Prozentpunkte", True),
    ("fast 3", "points", "fast 3 %", None),
]


@pytest.mark.parametrize(("cell", "unit", "words", "passes"), GERMAN)
def test_another_language_is_a_table_and_nothing_more(
    cell: str, unit: str, words: str, *, passes: bool | None
) -> None:
    """German reads, prints and holds words to cells by its own table: None is unreadable."""
    german = LANGUAGES["de"]
    known = read_quantity(cell, parse_unit(unit), german)
    try:
        said = read_quantity(words, known.unit, german)
    except UnreadableError:
        assert passes is None
        return
    assert implies(known, said) is passes


def test_english_words_stand_in_the_english_table_alone() -> None:
    """No figure of another language is printed with a word of English."""
    german = LANGUAGES["de"]
    printed = [format_quantity(read_quantity(words, parse_unit(unit), german), german)
               for words, unit, _, _ in [(*row[:2], 0, 0) for row in GERMAN]]  # fmt: skip
    for word in ("more", "than", "about", "nearly", "billion", "times", "points", "top", "half",
                 "month", "year"):  # fmt: skip
        assert not any(f" {word}" in f" {text}" for text in printed), (word, printed)


GERMAN_SITE = {
    "site.yaml": "title: Zulieferer\nsummary: Was sie können\nlanguage: de-DE\nsections: []\n",
    "sources.yaml": "eine: {type: report, title: Quelle}\n",
    "datasets/zahlen.yaml": """
title: Zahlen
source: eine
columns:
  anteil: {label: Anteil, unit: "%"}
  umsatz: {label: Umsatz, unit: Mrd. RMB}
  wafer: {label: Menge, unit: Wafer pro Monat}
  werke: {label: Werke, unit: Werke}
rows:
  lcd: {anteil: mehr als 70, umsatz: "164,7", wafer: 35.000 bis 40.000, werke: 1, as_of: 1h24}
  oled: {anteil: "-1,5", umsatz: "704,2"}
derived:
  teil: {label: Teil, formula: lcd.umsatz / oled.umsatz, unit: "%"}
""",
    "index.md": """---
title: Zulieferer
summary: Was sie können
---
China hat [über 65 %](fact:zahlen.lcd.anteil) und gab rund
[165 Mrd. Yuan](fact:zahlen.lcd.umsatz) aus, also [weniger als ein Viertel](fact:zahlen.teil).
Im ersten Halbjahr [2024](fact:zahlen.lcd.anteil.as_of) waren es
[](fact:zahlen.lcd.wafer), danach sank der Anteil um [1,5 %](fact:zahlen.oled.anteil).

Es sind gut [70 %](fact:zahlen.lcd.anteil).
""",
}


def test_a_site_in_another_language_is_read_checked_and_printed(tmp_path: Path) -> None:
    """Cells, units, prose and what stands before a link follow the table of the site's language."""
    for name, text in GERMAN_SITE.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    site = load_site(tmp_path / "content", "content", problems)
    check_site(site, problems)
    assert [(problem.code, problem.place.line) for problem in problems] == [
        ("words-are-a-quantity", 10)
    ]
    printed = {name: format_quantity(cell.quantity, site.language)
               for name, cell in site.cells.items() if cell.quantity is not None}  # fmt: skip
    assert printed == {
        "zahlen.lcd.anteil": "mehr als 70\u00a0%",
        "zahlen.lcd.umsatz": "164,7 Milliarden RMB",
        "zahlen.lcd.wafer": "35.000 bis 40.000 Wafer pro Monat",
        "zahlen.lcd.werke": "1 Werke",
        "zahlen.oled.anteil": "−1,5\u00a0%",
        "zahlen.oled.umsatz": "704,2 Milliarden RMB",
        "zahlen.teil": "23,4\u00a0%",
    }


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("tag", sorted(LANGUAGES))
def test_dates_are_printed_as_the_language_has_them(tag: str, month: int) -> None:
    """Months have the names of Unicode's locale data, and a day stands where it has it."""
    day = date(2024, month, 2 * month)
    language = LANGUAGES[tag]
    patterns = {"en": "d MMMM y", "de": "d. MMMM y", "zh": "y年M月d日"}
    wanted = format_date(day, patterns[tag], locale=language.code.replace("-", "_"))
    assert format_period(Period(day, day), language) == wanted


@given(st.integers(-(10**12), 10**12), st.integers(0, 5), st.sampled_from(sorted(LANGUAGES)))
def test_numbers_are_printed_as_the_language_has_them(ones: int, decimals: int, tag: str) -> None:
    """Separators are those of Unicode's locale data, and so is where they stand."""
    language = LANGUAGES[tag]
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    wanted = format_decimal(
        Decimal(ones).scaleb(-decimals), pattern, language.code.replace("-", "_")
    )
    printed = format_number(Fraction(ones, 10**decimals), decimals, language)
    assert printed == wanted.replace("-", language.minus[0])
