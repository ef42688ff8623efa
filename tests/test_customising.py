"""A site changes the look without a fork: all that docs/customising.md shows is tried here."""

import re
from pathlib import Path

import pytest

from plainfact.build import check_content, make_site
from plainfact.charts.theme import find_contrast
from plainfact.look import find_nearest
from plainfact.problems import ContentError
from plainfact.starter import write_starter

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "customising.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```\w+\n(?:#|/\*|\{#) (content/\S+).*\n((?:.*\n)*?)```")
FONT = ROOT / "static" / "fonts" / "plainfact-serif.woff2"
CONTENT = Path("content")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the content of a small explainer in the working folder."""
    write_starter(tmp_path, is_empty=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def save(path: Path, text: str) -> None:
    """Write a file, and the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def build(*, no_code: bool = False) -> dict[str, str]:
    """Return the files of the site by path, as text."""
    outputs = make_site(CONTENT, base_url="", no_code=no_code)
    return {output.path: output.data.decode(errors="replace") for output in outputs}


def style_of(files: dict[str, str]) -> str:
    """Return the site's stylesheet."""
    [name] = [path for path in files if path.startswith("assets/style.")]
    return files[name]


def codes() -> list[str]:
    """Return the codes of the problems that the site has."""
    with pytest.raises(ContentError) as caught:
        build()
    return [problem.code for problem in caught.value.problems]


def test_the_guide_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every block of the guide, put where its first line says, does what the guide says."""
    write_starter(tmp_path, is_empty=False)
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(GUIDE)
    assert len(blocks) == GUIDE.count("```") // 2
    for name, text in blocks:
        path = tmp_path / name
        before = path.read_text(encoding="utf-8") if name == "content/site.yaml" else ""
        save(path, before + text)
    files = build()
    style = style_of(files)
    assert "--accent:light-dark(#8a1c4a,#f29bb9)" in style
    assert "--paper:light-dark(#fffaf2,#1a1614)" in style
    assert "--chart-surface:#fffaf2" in style
    assert "--chart-2:#4a5d23" in style
    assert '--serif:Georgia,"Times New Roman",serif' in style
    assert style.rstrip().endswith(".masthead{border-block-end-color:var(--accent)}")
    assert "THEY ARE" not in files["visits/index.html"]
    assert "A POSTER!" in files["visits/index.html"]
    assert "<h1" in files["visits/index.html"]
    assert 'id="distances-w' in files["sizes/index.html"]


def test_static_files_are_laid_over_the_theme(site: Path) -> None:
    """A font, a style in a folder, a picture, a host's file: each found where it is looked for."""
    save(site / "static/CNAME", "explainer.example\n")
    save(site / "static/.well-known/security.txt", "Contact: mailto:desk@example.org\n")
    save(site / "static/.DS_Store", "mine")
    save(site / "static/favicon.svg", "<svg/>")
    save(site / "static/art/paper.png", "png")
    save(site / "static/css/own.css", '@font-face{src:url("../fonts/own.woff2")}'
         "body{background:url(../art/paper.png)}")  # fmt: skip
    save(site / "static/print.css", "@media print{h1{color:red}}")
    save(site / "static/js/count.js", "'use strict';")
    (site / "static" / "fonts").mkdir()
    (site / "static" / "fonts" / "own.woff2").write_bytes(FONT.read_bytes())
    files = build()
    assert files["CNAME"] == "explainer.example\n"
    assert ".well-known/security.txt" in files
    assert ".DS_Store" not in files
    assert files["favicon.svg"] == "<svg/>"
    assert files["art/paper.png"] == "png"
    style = style_of(files)
    assert 'url("../art/paper.png")' in style
    [font] = re.findall(r'url\("(own\.[0-9a-f]{8}\.woff2)"\)', style)
    assert f"assets/{font}" in files
    assert "@media print{h1{color:red}}" in style
    assert re.search(r'<script src="assets/count\.[0-9a-f]{8}\.js"', files["index.html"])


def test_a_font_of_the_site_is_loaded_from_it(site: Path) -> None:
    """A file in static/ becomes the font of the text; the theme's stays for all else."""
    (site / "static" / "fonts").mkdir(parents=True)
    (site / "static" / "fonts" / "own.woff2").write_bytes(FONT.read_bytes())
    with (site / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("theme: {fonts: {text: fonts/own.woff2}}\n")
    style = style_of(build())
    assert re.search(r'"Own text";src:url\("own\.[0-9a-f]{8}\.woff2"\)', style)
    assert ':root:root{--serif:"Own text",serif}' in style


def test_a_filter_that_fails_is_told_at_its_line(site: Path) -> None:
    """Neither the code that can't be loaded nor the one that fails at work is a traceback."""
    words = "{% block main %}{{ page.title|cut }}{% endblock %}"
    save(site / "templates/section.html", '{% extends "theme/section.html" %}' + words)
    save(site / "extensions/filters.py", "def cut(words):\n    return words[1] + 1\n")
    with pytest.raises(ContentError) as caught:
        build()
    [problem] = caught.value.problems
    assert str(problem.place) == "content/extensions/filters.py:2"
    assert problem.code == "extension-works"
    save(site / "extensions/filters.py", "def cut(words)\n")
    assert codes() == ["extension-works"]
    save(site / "extensions/filters.py", "def other(words):\n    return words\n")
    assert codes() == ["template-works"]


def test_filters_are_code(site: Path) -> None:
    """A build without code runs none of it."""
    save(site / "extensions/filters.py", "raise SystemExit('I ran')")
    with pytest.raises(ContentError) as caught:
        check_content(CONTENT, no_code=True)
    assert [problem.code for problem in caught.value.problems] == ["code-is-allowed"]


@pytest.mark.parametrize("colour", ["#7fb069", "#808080", "#fefefe", "#010101", "#ff0000"])
@pytest.mark.parametrize("paper", ["#ffffff", "#15181d", "#fff8e7"])
def test_the_nearest_colour_passes_and_is_near(colour: str, paper: str) -> None:
    """What is proposed has the contrast, and a step less would not."""
    nearest = find_nearest(colour, [(paper, 4.5)])
    assert nearest is not None
    assert find_contrast(nearest, paper) >= 4.5
    if find_contrast(colour, paper) < 4.5:
        assert find_contrast(nearest, paper) < 4.75
