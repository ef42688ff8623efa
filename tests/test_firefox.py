"""The offline deliveries in Firefox, from a disk: the other engine that readers have."""

from collections.abc import Iterator

import pytest
from deliveries import Delivery
from firefox import Firefox, find_firefox


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Return a Firefox, where the system has one."""
    path = find_firefox()
    if path is None:
        pytest.skip("no Firefox on this machine: Debian has one in firefox-esr")
    with Firefox(path, tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.mark.parametrize("name", ["folder", "file"])
def test_it_works_in_firefox(firefox: Firefox, places: dict[str, Delivery], name: str) -> None:
    """Charts, fonts, cards, tips, colours and search work; nothing is asked of any host."""
    firefox.open(places[name].address("telecom/"))
    firefox.wait_for("document.fonts.check('16px \"Plainfact Serif\"')")
    figures = "[...document.querySelectorAll('figure')].filter(one => one.checkVisibility())"
    count = firefox.run(f"return {figures}.length")
    assert count > 1
    for index in range(count):
        # What is out of sight is laid out when a reader comes near.
        firefox.run(f"{figures}[{index}].scrollIntoView()")
        firefox.wait_for(
            f"[...{figures}[{index}].querySelectorAll('.figure-drawing svg[role=img]')]"
            ".some(svg => svg.checkVisibility() && svg.getBoundingClientRect().height > 60)"
        )
    firefox.run(
        "[...document.querySelectorAll('.prose a.fact')].find(a => a.checkVisibility()).click()"
    )
    firefox.wait_for("document.querySelector('.card:popover-open')")
    firefox.wait_for("document.querySelector('.card').innerText.includes('Dell’Oro Group')")
    ground = "return getComputedStyle(document.body).backgroundColor"
    before = firefox.run(ground)
    firefox.run("document.querySelector('.colours').click()")
    firefox.wait_for(f"{ground.removeprefix('return ')} !== '{before}'")
    firefox.run("document.querySelector('[data-search]').click()")
    firefox.wait_for("document.querySelector('.search-input')")
    firefox.run(
        "const field = document.querySelector('.search-input'); field.value = 'telecom share';"
        "field.dispatchEvent(new Event('input'))"
    )
    firefox.wait_for("document.querySelectorAll('.search-found a').length > 2")
    asked = firefox.run("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    if name == "file":
        assert [address for address in asked if address.startswith("file:")] == []
