"""The words of the interface: whole in every language, and the only words that templates print."""

import json
import re
import string
from pathlib import Path

import pytest
from babel import Locale
from markupsafe import Markup

from plainfact.words import FALLBACK, FOLDER, Words, find_words

ROOT = Path(__file__).parent.parent
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.json"))
TEMPLATES = sorted((ROOT / "templates").glob("*.html"))
MODULES = sorted((ROOT / "plainfact").rglob("*.py"))

# However the words are called where they are used.
_CALLED = re.compile(
    r"""\b(?:words|find_words\([\w.]+\))(?:\[\s*"([a-z_]+)"\s*\]|\(\s*"([a-z_]+)"(?=[,)]))"""
)
_DOTTED = re.compile(r"\bwords\.([a-z_]+)\b(?!\()")
_MADE = (
    "status_",
    "kind_",
    "search_",
    "filter_found",
    "value_",
    "date_",
    "sign_",
    "facts_name",
    "sources_name",
    "corrections_name",
)
_CLASS = re.compile(r"\{% block kind %\}.*?\{% endblock %\}")
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_SPOKEN = re.compile(r"""\b(?:aria-label|title|alt|placeholder|content)="([^"]*)\"""")
_TECHNICAL = re.compile(r"default-src|width=device-width|no-referrer|light dark|^0; url=|noindex")


def list_gaps(words: str) -> set[str]:
    """Return the names of the gaps in words."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def used_keys() -> set[str]:
    """Return the keys that templates and modules use."""
    used: set[str] = set()
    for path in (*TEMPLATES, *MODULES):
        text = path.read_text(encoding="utf-8")
        used |= {"".join(found) for found in _CALLED.findall(text)}
        used |= set(_DOTTED.findall(text)) if path.suffix == ".html" else set()
    return used


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    """The files have the same keys, with the same gaps: no page prints half a language."""
    model, words = find_words(FALLBACK), find_words(language)
    assert list(words.forms) == list(model.forms)
    for key, forms in words.forms.items():
        wanted = model.forms[key]
        assert isinstance(forms, str) == isinstance(wanted, str), key
        shown = [forms] if isinstance(forms, str) else list(forms.values())
        expected = wanted if isinstance(wanted, str) else wanted["other"]
        assert {frozenset(list_gaps(form)) for form in shown} == {frozenset(list_gaps(expected))}
        assert all(form.strip() for form in shown), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_plural_that_it_needs(language: str) -> None:
    """Words that hang on a number have the forms that Babel finds for numbers, and no others."""
    words = find_words(language)
    needed = {Locale.parse(language).plural_form(count) for count in range(1, 200)}
    for key, forms in words.forms.items():
        if not isinstance(forms, str):
            assert set(forms) == needed, key


def test_every_key_that_is_used_is_there() -> None:
    """Templates and modules ask for no words that the files lack."""
    known = set(find_words(FALLBACK).forms)
    asked = used_keys()
    assert asked - known == set()
    assert len(asked) > 40


def test_every_key_that_is_there_is_used() -> None:
    """No translator is asked for words that nobody reads."""
    used = used_keys()
    left = [key for key in find_words(FALLBACK).forms
            if key not in used and not key.startswith(_MADE)]  # fmt: skip
    assert left == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_words_of_their_own(path: Path) -> None:
    """What a template prints is content or comes from the language's file."""
    markup = _JINJA.sub("", _CLASS.sub("", path.read_text(encoding="utf-8")))
    spoken = [words for words in _SPOKEN.findall(markup) if not _TECHNICAL.search(words)]
    shown = re.sub(r"<[^>]*>", "\n", re.sub(r"<!doctype.*?>", "", markup))
    words = [found for text in (*spoken, shown) for found in re.findall(r"[^\W\d_]{2,}", text)]
    assert words == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_choose_among_forms_as_the_language_has_it(language: str) -> None:
    """The rule that a file begins with is that of Unicode's locale data."""
    forms = {name: name for name in ("zero", "one", "two", "few", "many", "other")}
    told = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))["plural"]
    words = Words(language, {"form": forms}, told)
    known = Locale.parse(language)
    for count in (*range(202), 1000, 10**6):
        assert words("form", count=count) == known.plural_form(count)


def test_words_are_filled_and_escaped() -> None:
    """Gaps take text as it is; once HTML fills one of them, what is not HTML is escaped."""
    words = Words(
        "en",
        {"by": "By {names} & {others}", "read": {"one": "{count} min", "other": "{count} mins"}},
        {"one": "n = 1"},
    )
    assert words("by", names="<A>", others="B") == "By <A> & B"
    assert words("by", names="<A>", others=Markup("<b>B</b>")) == "By &lt;A&gt; &amp; <b>B</b>"
    assert [words("read", count=count) for count in (1, 2)] == ["1 min", "2 mins"]


def test_a_language_without_a_file_has_the_words_of_another() -> None:
    """Pages in a language that nobody has translated the interface to have it in English."""
    assert find_words("tlh").tag == FALLBACK
    assert find_words("zh-CN").tag == "zh"
