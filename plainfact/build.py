"""The build, from top to bottom: load, check, draw, render, check links, write."""

import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from plainfact.assets import Assets, make_assets
from plainfact.bundle_names import FOLDER
from plainfact.check import Uses, check_site
from plainfact.draw import Drawings, draw_figures
from plainfact.filters import Filter, load_filters
from plainfact.fingerprints import digest_code, digest_value
from plainfact.kept import Keeper, make_keeper
from plainfact.links import check_links
from plainfact.load import load_site
from plainfact.look import check_look, render_look_css
from plainfact.outputs import OutputFile, begin_late, check_outputs, make_late
from plainfact.page_workers import render_ahead
from plainfact.press import Press
from plainfact.problems import ContentError, Problem
from plainfact.progress import SILENT, Progress
from plainfact.render import make_press, render_charts, render_site
from plainfact.site import Site
from plainfact.stamp import Stamp, digest_options, mark_inputs, read_stamp, write_stamp
from plainfact.store import Store, make_key
from plainfact.templates import Templates
from plainfact.theme import Theme, read_theme
from plainfact.urls import base_path, read_base_url
from plainfact.watched_site import keep_digests, recall_digests
from plainfact.words import find_words, render_words_css
from plainfact.workers import Workers
from plainfact.writing import write_site

if TYPE_CHECKING:  # importing it takes a while
    from concurrent.futures import Executor


class Checked(Struct, frozen=True):
    """A site in which nothing is left to mend."""

    site: Site
    """What was read."""
    uses: Uses
    """Where everything is used."""
    drawings: Drawings
    """The charts, drawn, by id."""
    filters: dict[str, Filter]
    """The filters of the site's own templates, by name."""
    keeper: Keeper
    """Keeps what is made for the next build."""


def check_content(
    content: Path,
    *,
    no_code: bool = False,
    against: Path | None = None,
    progress: Progress = SILENT,
    store: Store | None = None,
    workers: Workers | None = None,
) -> Checked:
    """Load, check and draw a site; raise ContentError with every problem where there is one."""
    problems: list[Problem] = []
    progress.stage("Reading the content")
    site = load_site(content, content.as_posix(), problems, store, workers)
    progress.stage("Checking words against cells")
    keeper = make_keeper(store)
    recall_digests(site, keeper.reads, keeper.store)
    uses = check_site(site, problems, keeper)
    if against is not None:
        import_module("plainfact.published").check_published(against, site, problems)
    check_look(site, problems)
    if no_code:
        import_module("plainfact.site_code").refuse_site_code(content, site.path, problems)
    filters = load_filters(site, problems, no_code=no_code)
    progress.stage("Drawing charts", len(site.figures))
    drawings = draw_figures(
        site, uses, problems, no_code=no_code, keeper=keeper, workers=workers, progress=progress
    )
    if problems:
        raise ContentError(problems)
    return Checked(site, uses, drawings, filters, keeper)


def set_up_press(checked: Checked, theme: Theme, base_url: str, *, offline: bool = False) -> Press:
    """Return what the pages of a checked site are made with."""
    site = checked.site
    base_url = read_base_url(base_url)
    words = find_words(site.language.code)
    look = render_look_css(site.config.theme) + render_words_css(words)
    assets = _make_assets(theme, look, checked.keeper.store)
    shown = f"{site.path}/templates"
    reads, store = checked.keeper.reads, checked.keeper.store
    templates = Templates(
        theme.templates, theme.own_templates, shown, words, checked.filters, reads, store
    )
    filters = site.filters.read_bytes() if site.filters is not None else b""
    paths = (assets.stylesheets, dict(assets.sheets), dict(assets.scripts), assets.own_scripts)
    keeper = checked.keeper.below(digest_value((base_url, paths, filters, offline)))
    press = make_press(site, checked.uses, checked.drawings, templates, assets, base_url, keeper)
    return replace(press, offline=offline)


def _make_assets(theme: Theme, look: str, store: Store) -> Assets:
    """Return the assets of a site: squeezing them takes longer than what most edits change."""
    if store.is_idle:
        return make_assets(theme.static, look, theme.added)
    key = make_key("assets", digest_value((theme.static, look, sorted(theme.added))))
    kept: Assets | None = store.get(key)
    if kept is None:
        kept = make_assets(theme.static, look, theme.added)
        store.put(key, kept)
    return kept


def render_content(
    checked: Checked,
    theme: Theme,
    base_url: str,
    *,
    offline: bool = False,
    store: Store | None = None,
    workers: Workers | None = None,
) -> list[OutputFile]:
    """Render a checked site, and check that its links lead somewhere; raise ContentError else."""
    workers, store = workers or Workers(1), store or Store(None)
    press = set_up_press(checked, theme, base_url, offline=offline)
    render_ahead(press, checked.site, checked.uses, theme, workers)
    charts = render_charts(press)
    begin_late(charts, store, workers)
    outputs = render_site(press, charts)
    if offline:
        files = _make_all(outputs, store, workers)
        outputs = [OutputFile(path, data) for path, data in files.items()]
        outputs += [OutputFile(f"{FOLDER}{file.path}", file.data)
                    for file in _make_bundle(press, files)]  # fmt: skip
    problems: list[Problem] = []
    check_outputs(outputs, problems)
    check_links(outputs, base_path(press.base_url), problems)
    if problems:
        raise ContentError(problems)
    return outputs


def _make_bundle(press: Press, files: Mapping[str, bytes]) -> list[OutputFile]:
    # Few builds make one, and what makes it takes a while to import.
    made: list[OutputFile] = import_module("plainfact.bundle").make_bundle(press, files)
    return made


def _make_all(
    outputs: Sequence[OutputFile], store: Store | None, workers: Workers | None
) -> dict[str, bytes]:
    """Return the bytes of files by path, those that are made late too."""
    made = make_late(outputs, store or Store(None), workers or Workers(1))
    return {file.path: data for file, data in made}


def make_site(
    content: Path,
    *,
    base_url: str | None,
    no_code: bool,
    offline: bool = False,
    against: Path | None = None,
    progress: Progress = SILENT,
    store: Store | None = None,
    workers: Workers | None = None,
) -> list[OutputFile]:
    """Return every file of a site; raise ContentError with every problem where there is one.

    `against` is the facts.json of the last publication, whose figures may not change in silence.
    `offline` puts the offline deliveries into the site.
    """
    checked = check_content(
        content, no_code=no_code, against=against, progress=progress, store=store, workers=workers
    )
    progress.stage("Making pages")
    theme = read_theme(content, content)
    known_url = base_url if base_url is not None else checked.site.config.base_url or ""
    outputs = render_content(
        checked, theme, known_url, offline=offline, store=store, workers=workers
    )
    keep_digests(checked.site, checked.keeper.reads, checked.keeper.store)
    return outputs


def build_site(
    content: Path,
    out: Path,
    *,
    base_url: str | None,
    no_code: bool,
    offline: bool = False,
    against: Path | None = None,
    progress: Progress = SILENT,
    cache: Path | None = None,
    jobs: int = 1,
    executor: "Executor | None" = None,
) -> int:
    """Build a site into a folder, replacing it whole; return how many files it has.

    `cache` is the folder in which results are kept for the next build. `jobs` is over how many
    processes work is spread: 0 for one a core; they are those of the `executor`, where one is
    given, else of this machine. Raises ContentError as `make_site` does; the folder
    is then left as it was.
    """
    options = digest_options(
        content, out, against, base_url=base_url, no_code=no_code, offline=offline
    )
    last = read_stamp(cache, out) if cache is not None else None
    begun, inputs = time.time_ns(), mark_inputs(content)
    with closing(Store(cache)) as store, Workers(jobs, executor) as workers:
        outputs = make_site(
            content, base_url=base_url, no_code=no_code, offline=offline, against=against,
            progress=progress, store=store, workers=workers,
        )  # fmt: skip
        progress.stage("Writing files")
        known = (last.outputs, last.spare) if last is not None else ()
        manifest = write_site(
            outputs, out, known=known, keeps_spare=cache is not None, store=store, workers=workers
        )
    if cache is not None:
        before = last.outputs if last is not None else {}
        spare = {path: entry for path, entry in before.items() if manifest.get(path) != entry}
        stamp = Stamp(
            options=options,
            code=digest_code(),
            begun=begun,
            inputs=inputs,
            outputs=manifest,
            spare=spare,
        )
        write_stamp(stamp, cache, out)
    return len(manifest) - 1


def build_bundle(
    content: Path,
    out: Path,
    *,
    no_code: bool = False,
    progress: Progress = SILENT,
    cache: Path | None = None,
    jobs: int = 1,
) -> list[OutputFile]:
    """Write the offline deliveries of a site into a folder of theirs; return them.

    The options are those of `build_site`, and so is what happens where there is a problem.
    """
    with closing(Store(cache)) as store, Workers(jobs) as workers:
        checked = check_content(
            content, no_code=no_code, progress=progress, store=store, workers=workers
        )
        progress.stage("Making pages")
        theme = read_theme(content, content)
        base_url = checked.site.config.base_url or ""
        files = _make_all(render_content(checked, theme, base_url), store, workers)
    bundle = _make_bundle(set_up_press(checked, theme, base_url), files)
    progress.stage("Writing files")
    write_site(bundle, out)
    return bundle
