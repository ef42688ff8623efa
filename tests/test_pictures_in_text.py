"""Pictures in texts: captions, and bound numbers where only plain words can stand."""

from pathlib import Path

import pytest
from lxml import html
from test_broken import BASE, lay_over

from plainfact.build import make_site


def render(folder: Path, words: str) -> html.HtmlElement:
    """Return the page of the small valid site's section, with more words at its end."""
    content = folder / "content"
    lay_over(BASE, content)
    section = content / "sections" / "panels.md"
    section.write_text(section.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")
    files = {file.path: file.data for file in make_site(content, base_url="", no_code=False)}
    return html.fromstring(files["panels/index.html"].decode())


def test_a_title_is_the_caption_of_a_picture(tmp_path: Path) -> None:
    """It may hold bound numbers, which lead to their notes as anywhere."""
    caption = "The plant, one of those that make [](fact:panels.lcd.share) (photo: the survey)"
    page = render(tmp_path, f'![A plant](../images/fab.svg "{caption}")')
    [figure] = page.xpath("//figure[@class='picture']")
    assert [part.tag for part in figure] == ["img", "figcaption"]
    assert figure[0].get("alt") == "A plant"
    assert "title" not in figure[0].attrib
    told = figure[1].text_content()
    assert told == "The plant, one of those that make more than 70% (photo: the survey)"
    assert figure[1].xpath("a[@class='fact']/@href") == ["#note-panels--lcd--share"]


@pytest.mark.parametrize(
    ("words", "path", "told"),
    [
        ("![It makes [](fact:panels.lcd.share)](../images/fab.svg)", "//img/@alt",
         "It makes more than 70%"),
        ('[It](https://example.org "It makes [](fact:panels.lcd.share)")', "//a/@title",
         "It makes more than 70%"),
        ('See ![It](../images/fab.svg "The [LCD](term:lcd) plant") there.', "//img/@title",
         "The LCD plant"),
    ],
)  # fmt: skip
def test_a_binding_in_an_attribute_is_plain_words(
    words: str, path: str, told: str, tmp_path: Path
) -> None:
    """No markup breaks off an alternative text or a title."""
    page = render(tmp_path, words)
    assert told in page.xpath(path)
    assert page.xpath("//main//*[not(ancestor-or-self::svg)]/@*[contains(., '<a')]") == []
