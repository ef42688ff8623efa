"""What the tests share: sites built once, a browser, and a server that behaves as a static host."""

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from deliveries import Delivery
from find_browser import find_browser
from hypothesis import HealthCheck, settings
from pages_server import serve_like_pages
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from plainfact.build import Checked, build_site, check_content, render_content, set_up_press
from plainfact.bundle import make_bundle
from plainfact.outputs import OutputFile, make_late
from plainfact.press import Press
from plainfact.store import Store
from plainfact.theme import read_theme
from plainfact.workers import Workers
from plainfact.writing import write_site

ROOT = Path(__file__).parent.parent
FLAGSHIP = ROOT / "content"
SMALL = ROOT / "tests" / "broken" / "base" / "content"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--no-first-run"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A site whose pages are made but not written."""

    checked: Checked
    """What was read, checked and drawn."""
    press: Press
    """What its pages are made with."""
    files: dict[str, bytes]
    """Its files, by path."""


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the workers of a run keep for each other what they draw.

    That what is kept never changes a byte is seen in tests of its own, in test_kept.
    """
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "cache"


@pytest.fixture(scope="session")
def made_flagship(cache: Path) -> Iterator[Made]:
    """Return the flagship, made once for all tests of a worker."""
    with closing(Store(cache)) as store:
        checked, theme = check_content(FLAGSHIP, store=store), read_theme(FLAGSHIP, FLAGSHIP)
        outputs = render_content(checked, theme, "", store=store)
        files = {file.path: data for file, data in make_late(outputs, store, Workers(1))}
        store.flush()
        yield Made(checked, set_up_press(checked, theme, ""), files)


@pytest.fixture(scope="session")
def flagship(made_flagship: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the flagship."""
    out = tmp_path_factory.mktemp("flagship") / "_site"
    write_site((OutputFile(path, data) for path, data in made_flagship.files.items()), out)
    return out


@pytest.fixture(scope="session")
def made_bundle(made_flagship: Made) -> list[OutputFile]:
    """Return the offline deliveries of the flagship: one file, and a folder in a ZIP."""
    return make_bundle(made_flagship.press, made_flagship.files)


@pytest.fixture(scope="session")
def places(
    flagship: Path,
    made_bundle: list[OutputFile],
    serve: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Delivery]:
    """Return the four deliveries of the flagship, put where readers would have them."""
    place = tmp_path_factory.mktemp("a reader’s stick")
    whole = place / made_bundle[0].path
    whole.write_bytes(made_bundle[0].data)
    with zipfile.ZipFile(io.BytesIO(made_bundle[1].data)) as archive:
        archive.extractall(place)
    folder = place / made_bundle[1].path.removesuffix(".zip")
    return {
        "root": Delivery("root", f"{serve(flagship)}/", flagship),
        "repo": Delivery("repo", f"{serve(flagship, '/repo')}/", flagship),
        "folder": Delivery("folder", f"{folder.as_uri()}/", folder),
        "file": Delivery("file", whole.as_uri(), whole),
    }


@pytest.fixture
def copy_flagship(tmp_path: Path) -> Callable[[], Path]:
    """Return a function that copies the flagship's content to where it may be changed."""

    def copy() -> Path:
        target = tmp_path / "content"
        shutil.copytree(FLAGSHIP, target)
        return target

    return copy


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Return a function that serves a folder, under a path or none, and gives its address."""
    with ExitStack() as servers:
        yield lambda folder, prefix="": servers.enter_context(serve_like_pages(folder, prefix))


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small site with a page of each type, built once for all tests of a worker."""
    out = tmp_path_factory.mktemp("small") / "_site"
    build_site(SMALL, out, base_url="", no_code=False)
    return out


@pytest.fixture(scope="session")
def small_site(small_folder: Path, serve: Callable[[Path], str]) -> str:
    """Return the address of the small site."""
    return f"{serve(small_folder)}/"


# What is slow on a busy machine is no fault.
expect.set_options(timeout=30_000)
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a real browser; `make test` sees to it that there is one."""
    path = find_browser()
    assert path is not None, "no browser: run make test, which gets one"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens an address, and fails on anything that a console would show.

    Its options are those of a browser context: color_scheme, viewport, java_script_enabled …
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_(address: str, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]  # options by name
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text)
                if message.type in ("error", "warning") else None)  # fmt: skip
        page.on("pageerror", lambda error: faults.append(str(error)))
        # A page that is left while it loads gives up its requests; that is no fault.
        page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}")
                if request.failure != "net::ERR_ABORTED" else None)  # fmt: skip
        host = address.split("/")[2]
        page.on("request", lambda request: faults.append(f"foreign: {request.url}")
                if not request.url.startswith("data:") and request.url.split("/")[2] != host
                else None)  # fmt: skip
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []
