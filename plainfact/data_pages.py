"""The page of data: what others may take from the site, and why the rest is withheld."""

from typing import Any

from plainfact.chart_views import ChartFilesView
from plainfact.csl_json import SOURCES, describe_sources
from plainfact.data_package import (
    DESCRIPTOR,
    FOLDER,
    Resource,
    list_sources,
    make_resources,
    render_descriptor,
)
from plainfact.datasets import Dataset
from plainfact.facts import FACTS, SCHEMA, used_cells
from plainfact.figure_views import list_downloads
from plainfact.file_formats import render_json
from plainfact.ledger_views import DatasetView
from plainfact.licences import licence_url
from plainfact.notes import make_source_link
from plainfact.outputs import OutputFile
from plainfact.press import PageFile, Press
from plainfact.structured_data import Thing
from plainfact.typography import curl_quotes
from plainfact.urls import relative_url


def render_data_files(press: Press) -> list[OutputFile]:
    """Return the Data Package, and the sources as CSL-JSON."""
    resources = make_resources(press.prose, press.keeper)
    sources = describe_sources(press.site.sources.values())
    return [
        *(resource.file for resource in resources),
        render_descriptor(resources, press.prose, press.base_url),
        OutputFile(SOURCES, render_json(sources).encode()),
    ]


def render_data_page(press: Press) -> PageFile:
    """Return the page that lists what others may take."""
    resources = make_resources(press.prose, press.keeper)
    files = {resource.dataset.id: resource.file for resource in resources}
    used = {cell.dataset for cell in used_cells(press.site, press.uses)}
    datasets = tuple(
        _make_dataset_view(press, dataset, files.get(dataset.id), is_used=dataset.id in used)
        for dataset in press.site.datasets.values()
    )
    view = press.frame(FOLDER, press.words["data_name"], press.words["data_about"])
    return press.print(
        "data.html",
        view,
        _describe_catalogue(press, resources),
        offered=tuple(entry for entry in datasets if entry.url),
        withheld=tuple(entry for entry in datasets if not entry.url),
        files={
            DESCRIPTOR: DESCRIPTOR,
            **{name: relative_url(FOLDER, name) for name in (FACTS, SCHEMA, SOURCES)},
        },
        charts=tuple(_list_chart_files(press, name) for name in press.drawings),
    )


def _make_dataset_view(
    press: Press, dataset: Dataset, file: OutputFile | None, *, is_used: bool
) -> DatasetView:
    site = press.site
    return DatasetView(
        id=dataset.id,
        title=press.prose.inline(dataset.title, FOLDER),
        description=press.prose.inline(dataset.description, FOLDER),
        licence=curl_quotes(dataset.licence),
        licence_url=licence_url(dataset.licence),
        count=len([cell for cell in dataset.cells() if cell.address in site.cells]),
        url=relative_url(FOLDER, file.path) if file else "",
        facts=relative_url(FOLDER, f"facts/#{dataset.id}") if is_used else "",
        sources=tuple(make_source_link(site.sources[name], site) for name in list_sources(dataset)),
    )


def _list_chart_files(press: Press, name: str) -> ChartFilesView:
    figure = press.site.figures[name]
    title = press.prose.plain(figure.title)
    url = relative_url(FOLDER, f"charts/{name}/")
    return ChartFilesView(title, url, list_downloads(figure, FOLDER, press.prose))


def _describe_catalogue(press: Press, resources: tuple[Resource, ...]) -> list[Thing]:
    """Return the datasets as search engines know them; where files lie needs a whole address."""
    return [_describe_dataset(press, resource) for resource in resources]


def _describe_dataset(press: Press, resource: Resource) -> Thing:
    dataset, site, base_url = resource.dataset, press.site, press.base_url
    title = press.prose.plain(dataset.title)
    described = press.prose.plain(dataset.description)
    distribution: list[dict[str, Any]] = [
        {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": base_url + resource.file.path,
        }
    ]
    return {
        "@type": "Dataset",
        "name": title,
        "description": described or f"{title}. {press.prose.plain(site.summary)}",
        "url": f"{base_url}{FOLDER}#{dataset.id}" if base_url else "",
        "inLanguage": site.config.language,
        "license": licence_url(dataset.licence) or dataset.licence,
        "creator": [{"name": author.name} for author in site.config.authors],
        "isBasedOn": [
            site.sources[name].url for name in list_sources(dataset) if site.sources[name].url
        ],
        "distribution": distribution if base_url else [],
    }
