"""Another subject in another look: the generator knows nothing of the first story that it told."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from accessibility import find_faults
from click.testing import CliRunner
from patience import settle
from playwright.sync_api import Page

from plainfact.cli import main

ROOT = Path(__file__).parent.parent
SITE = ROOT / "tests" / "sites" / "bicycles"
GENERATOR = ("plainfact", "templates", "static")
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the site is built and its deliveries are made."""
    folder = tmp_path_factory.mktemp("bicycles")
    shutil.copytree(SITE, folder / "content")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for command in ("build", "bundle"):
            done = CliRunner().invoke(main, [command, "--quiet"])
            assert done.exit_code == 0, done.output
    return folder


def test_its_own_look_is_everywhere(folder: Path) -> None:
    """Colours, fonts, template, filter, kind of chart and icon are the site's, in the file too."""
    page = (folder / "_site" / "copenhagen" / "index.html").read_text(encoding="utf-8")
    assert "Bicycles\u2002in\u2002cities" in page
    [style] = (folder / "_site" / "assets").glob("style.*.css")
    [bundle] = (folder / "bundle").glob("*.html")
    for text in (style.read_text(encoding="utf-8"), bundle.read_text(encoding="utf-8")):
        assert "--accent:light-dark(#9b2d12,#ffb38a)" in text
        assert "--chart-surface:#fdf6e3" in text
        assert "Palatino" in text
        assert "text-transform:uppercase" in text
    assert "Bicycles\u2002in\u2002cities" in bundle.read_text(encoding="utf-8")
    icon = (folder / "_site" / "favicon.svg").read_bytes()
    assert icon == (SITE / "static" / "favicon.svg").read_bytes()
    for name in ("copenhagen.svg", "copenhagen.small.svg", "copenhagen.vl.json"):
        file = (folder / "_site" / "charts" / name).read_text(encoding="utf-8")
        assert "#9b2d12" in file, name
        assert "#2166ac" not in file, name
    own_kind = (folder / "_site" / "charts" / "built.svg").read_text(encoding="utf-8")
    assert own_kind.count("<circle") + own_kind.count("<path") >= 4


def test_nothing_of_another_story_is_in_it(folder: Path) -> None:
    """Neither a page nor a file of the generator names what the flagship is about."""
    files = [path for path in (folder / "_site").rglob("*") if path.is_file()]
    files += [path for name in GENERATOR for path in (ROOT / name).rglob("*")
              if path.is_file() and "__pycache__" not in path.parts]  # fmt: skip
    assert len(files) > 200
    for path in files:
        assert b"huawei" not in path.read_bytes().lower(), path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["", "copenhagen/", "charts/paris/"])
def test_its_look_can_be_read(
    folder: Path, serve: Callable[[Path], str], open_page: Open, address: str, scheme: str
) -> None:
    """Colours that the build lets pass are ones that a browser's audit lets pass."""
    page = open_page(f"{serve(folder / '_site')}/{address}", color_scheme=scheme)
    settle(page)
    assert find_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
