"""The offline deliveries: the whole explainer in one file, and the whole site as a folder."""

import os
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path

from plainfact.build import check_content, render_content, set_up_press
from plainfact.bundle_file import render_one_file
from plainfact.bundle_zip import make_folder, make_readme, make_zip
from plainfact.ids import suggest_id
from plainfact.links import check_links
from plainfact.outputs import OutputFile, make_late
from plainfact.press import Press
from plainfact.problems import ContentError, Problem
from plainfact.progress import SILENT, Progress
from plainfact.site import Site
from plainfact.store import Store
from plainfact.theme import read_theme
from plainfact.workers import Workers
from plainfact.writing import write_site

_DEFAULT_NAME = "explainer"
_LONGEST_NAME = 40


def write_bundle(
    content: Path,
    out: Path,
    *,
    no_code: bool = False,
    progress: Progress = SILENT,
    cache: Path | None = None,
    jobs: int = 1,
) -> list[OutputFile]:
    """Check everything, then write both deliveries into a folder of theirs; return them.

    `cache` and `jobs` are as for `build_site`. Raises ContentError with every problem where there
    is one; the folder is then left as it was.
    """
    with closing(Store(cache)) as store, Workers(jobs) as workers:
        checked = check_content(
            content, no_code=no_code, progress=progress, store=store, workers=workers
        )
        progress.stage("Making pages")
        theme = read_theme(content, content)
        base_url = checked.site.config.base_url or ""
        outputs = render_content(checked, theme, base_url)
        files = {file.path: data for file, data in make_late(outputs, store, workers)}
    bundle = make_bundle(set_up_press(checked, theme, base_url), files)
    progress.stage("Writing files")
    write_site(bundle, out)
    return bundle


def make_bundle(press: Press, files: Mapping[str, bytes]) -> list[OutputFile]:
    """Return both deliveries of a site, whose files are given by path.

    Raises ContentError where a link of theirs leads nowhere.
    """
    title = press.prose.plain(press.site.title)
    name = name_bundle(press.site, title)
    one_file = render_one_file(press, files, f"{name}.html")
    folder = [*make_folder(files), make_readme(title, press.words["offline_readme"])]
    problems: list[Problem] = []
    check_links([one_file], "", problems)
    check_links(folder, "", problems)
    if problems:
        raise ContentError(problems)
    return [one_file, OutputFile(f"{name}.zip", make_zip(name, folder, find_date(press.site)))]


def name_bundle(site: Site, title: str) -> str:
    """Return the name of the deliveries: the site's own, or the title's first words."""
    if site.config.slug:
        return site.config.slug
    name = suggest_id(title.partition(":")[0])
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition("-")[0]
    return name or _DEFAULT_NAME


def find_date(site: Site) -> datetime:
    """Return when the content was last changed, or the SOURCE_DATE_EPOCH that is set."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if told.isdigit():
        return datetime.fromtimestamp(int(told), UTC)
    days = [page.updated for page in site.pages if page.updated is not None]
    days += [entry.date for entry in site.corrections]
    return datetime.combine(max(days), time(), UTC) if days else datetime.fromtimestamp(0, UTC)
