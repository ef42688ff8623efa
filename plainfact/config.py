"""The site's own settings: content/site.yaml."""

from pydantic import Field

from plainfact.validation import Fields, PlainField, TextField


class Author(Fields):
    """Someone who wrote the explainer."""

    name: str = Field(description="The person's or the desk's name.", examples=["Ann Example"])
    url: str = Field("", description="A page about them.", examples=["https://example.org/ann"])


class Collection(Fields):
    """Pages made from the rows of a dataset, one each."""

    dataset: PlainField = Field(
        description="The dataset whose rows become pages.", examples=["players"]
    )
    title: PlainField = Field(description="The column that names each page.", examples=["name"])
    label: str = Field(
        description="What the collection is called in navigation.", examples=["Players"]
    )


class SiteFields(Fields):
    """The fields of site.yaml."""

    title: TextField = Field(description="The explainer's title.", examples=["Bicycles in cities"])
    summary: TextField = Field(
        description="What it finds, in a sentence or two.",
        examples=["Where people cycle, and what made them."],
    )
    language: str = Field(
        "en-GB", description="The language tag of the content.", examples=["en-GB", "de"]
    )
    authors: list[Author] = Field(
        default_factory=list, description="Who wrote it.", examples=[[{"name": "Ann Example"}]]
    )
    licence: str = Field(
        "CC-BY-4.0", description="The licence of the words.", examples=["CC-BY-4.0"]
    )
    base_url: PlainField | None = Field(
        None,
        description="Where the site will stand, if that is known.",
        examples=["https://example.org/bicycles/"],
    )
    report_url: str = Field(
        "",
        description="Where readers report an error: https or mailto.",
        examples=["mailto:desk@example.org"],
    )
    sections: list[str] = Field(
        description="The sections' ids, in reading order.", examples=[["who-cycles", "what-helps"]]
    )
    appendix: list[str] = Field(
        default_factory=list,
        description="Sections that stand after the story, e.g. method.",
        examples=[["method"]],
    )
    names: list[str] = Field(
        default_factory=list,
        description="Names with digits that prose may use freely, e.g. 5G.",
        examples=[["E10", "Route 66"]],
    )
    allow: dict[str, PlainField] = Field(
        default_factory=dict,
        description="Checks that are off for the whole site, and why.",
        examples=[{"number-has-a-source": "The opening quotes a poem."}],
    )
    collections: dict[str, Collection] = Field(
        default_factory=dict,
        description="A page for each row of a dataset, by folder name.",
        examples=[{"players": {"dataset": "players", "title": "name", "label": "Players"}}],
    )
