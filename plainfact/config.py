"""The site's own settings: content/site.yaml."""

from pydantic import Field

from plainfact.validation import Fields, PlainField, TextField


class Author(Fields):
    """Someone who wrote the explainer."""

    name: str = Field(description="The person's or the desk's name.")
    url: str = Field("", description="A page about them.")


class Collection(Fields):
    """Pages made from the rows of a dataset, one each."""

    dataset: PlainField = Field(description="The dataset whose rows become pages.")
    title: PlainField = Field(description="The column that names each page.")
    label: str = Field(description="What the collection is called in navigation.")


class SiteFields(Fields):
    """The fields of site.yaml."""

    title: TextField = Field(description="The explainer's title.")
    summary: TextField = Field(description="What it finds, in a sentence or two.")
    language: str = Field("en-GB", description="The language tag of the content.")
    authors: list[Author] = Field(default_factory=list, description="Who wrote it.")
    licence: str = Field("CC-BY-4.0", description="The licence of the words.")
    base_url: str = Field("", description="Where the site will stand, if that is known.")
    report_url: str = Field("", description="Where readers report an error: https or mailto.")
    sections: list[str] = Field(description="The sections' ids, in reading order.")
    appendix: list[str] = Field(
        default_factory=list, description="Sections that stand after the story, e.g. method."
    )
    names: list[str] = Field(
        default_factory=list, description="Names with digits that prose may use freely, e.g. 5G."
    )
    allow: dict[str, PlainField] = Field(
        default_factory=dict, description="Checks that are off for the whole site, and why."
    )
    collections: dict[str, Collection] = Field(
        default_factory=dict, description="A page for each row of a dataset, by folder name."
    )
