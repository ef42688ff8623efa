"""The offline deliveries: the whole explainer in one file, and the whole site as a folder."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, time

from plainfact.bundle_file import render_one_file
from plainfact.bundle_names import name_bundle
from plainfact.bundle_zip import make_folder, make_readme, make_zip
from plainfact.links import check_links
from plainfact.outputs import OutputFile
from plainfact.press import Press
from plainfact.problems import ContentError, Problem
from plainfact.site import Site


def make_bundle(press: Press, files: Mapping[str, bytes]) -> list[OutputFile]:
    """Return both deliveries of a site, whose files are given by path.

    Raises ContentError where a link of theirs leads nowhere.
    """
    title = press.prose.plain(press.site.title)
    name = name_bundle(press.site.config.slug or "", title)
    one_file = render_one_file(press, files, f"{name}.html")
    folder = [*make_folder(files), make_readme(title, press.words["offline_readme"])]
    problems: list[Problem] = []
    check_links([one_file], "", problems)
    check_links(folder, "", problems)
    if problems:
        raise ContentError(problems)
    return [one_file, OutputFile(f"{name}.zip", make_zip(name, folder, find_date(press.site)))]


def find_date(site: Site) -> datetime:
    """Return when the content was last changed, or the SOURCE_DATE_EPOCH that is set."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if told.isdigit():
        return datetime.fromtimestamp(int(told), UTC)
    days = [page.updated for page in site.pages if page.updated is not None]
    days += [entry.date for entry in site.corrections]
    return datetime.combine(max(days), time(), UTC) if days else datetime.fromtimestamp(0, UTC)
