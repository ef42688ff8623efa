"""The check of what site.yaml sets: addresses, collections, and which checks are off."""

from collections.abc import Mapping

from plainfact import own_names
from plainfact.ids import check_ids
from plainfact.name_checks import check_dataset
from plainfact.problems import Place, Problem, format_suggestion
from plainfact.site import Site
from plainfact.texts import find_place
from plainfact.urls import EXTERNAL, read_base_url

CHECKS_THAT_MAY_BE_OFF = frozenset(
    {"number-has-a-source", "words-are-a-quantity", "fact-says-no-more-than-its-source",
     "fact-keeps-its-period", "claim-holds"}
)  # fmt: skip
"""The codes that `allow` may name; the others are about what can't be built."""


def check_settings(site: Site, problems: list[Problem]) -> None:
    """Add a problem for each setting that can't be so."""
    _check_base_url(site, problems)
    _check_addresses(site, problems)
    _check_slug(site, problems)
    _check_collections(site, problems)
    _check_allow(site, problems)


def _check_base_url(site: Site, problems: list[Problem]) -> None:
    words = site.config.base_url
    try:
        read_base_url(words or "")
    except ValueError as error:
        place = find_place(words or "", Place(f"{site.path}/site.yaml"))
        hint = "Write the whole address, e.g. https://example.org/repo/; or take the field out."
        problems.append(Problem(place, "base-url-is-an-address", f"{error}.", hint))


def _check_addresses(site: Site, problems: list[Problem]) -> None:
    """Check where the site's settings lead readers: nothing else may run on their machines."""
    given = (site.config.report_url, *(author.url for author in site.config.authors))
    for address in given:
        if address and not address.startswith(EXTERNAL):
            place = find_place(address, Place(f"{site.path}/site.yaml"))
            message = f'The address "{address}" is neither http, https nor mailto.'
            hint = "Write the whole address, from https:// or mailto: on."
            problems.append(Problem(place, "link-scheme-is-known", message, hint))


def _check_slug(site: Site, problems: list[Problem]) -> None:
    slug = site.config.slug
    if slug:
        place = find_place(slug, Place(f"{site.path}/site.yaml"))
        check_ids([(slug, place)], "bundle", problems)


def _check_collections(site: Site, problems: list[Problem]) -> None:
    for name, collection in site.config.collections.items():
        place = find_place(collection.dataset, Place(f"{site.path}/site.yaml"))
        check_ids([(name, place)], "collection", problems)
        _check_is_free(name, place, site, problems)
        check_dataset(collection.dataset, place, site, problems)
        dataset = site.datasets.get(collection.dataset)
        if dataset is not None and collection.title not in dataset.columns:
            hint = format_suggestion(collection.title, dataset.columns)
            hint = hint or f"It has: {', '.join(dataset.columns)}."
            message = f'There is no column "{collection.title}" in the dataset "{dataset.id}".'
            where = find_place(collection.title, place)
            problems.append(Problem(where, "column-exists", message, hint))


def _check_is_free(name: str, place: Place, site: Site, problems: list[Problem]) -> None:
    """Add a problem where a collection would stand where something else does."""
    section = next((page for page in site.heads.values() if page.url == f"{name}/"), None)
    if name in own_names.FOLDERS:
        message = f'A collection can\'t be called "{name}": the site has a page of its own there.'
        hint = f'Rename it, e.g. to "all-{name}".'
        problems.append(Problem(place, "id-is-plain", message, hint))
    elif section is not None:
        message = f'The collection "{name}" would stand where {section.place.path} does.'
        problems.append(Problem(place, "id-is-unique", message, "Rename one of the two."))


def _check_allow(site: Site, problems: list[Problem]) -> None:
    heads = site.heads.values()
    allows: list[Mapping[str, str]] = [site.config.allow, *(page.allow for page in heads)]
    for allow in allows:
        for code, reason in allow.items():
            # The code stands before its reason, on the same line.
            place = find_place(reason, Place(site.path))
            place = Place(place.path, place.line)
            if code not in CHECKS_THAT_MAY_BE_OFF:
                known = ", ".join(sorted(CHECKS_THAT_MAY_BE_OFF))
                hint = format_suggestion(code, CHECKS_THAT_MAY_BE_OFF)
                hint = hint or f"Take it out, and mend what it finds. These can be off: {known}."
                message = f'"{code}" is no check that can be off.'
                problems.append(Problem(place, "allow-is-known", message, hint))
            if not reason.strip():
                message = f'"{code}" is off without a reason.'
                hint = "Say why, in place of the empty quotes."
                problems.append(Problem(place, "allow-has-a-reason", message, hint))
