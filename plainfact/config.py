"""The site's own settings: content/site.yaml."""

from pydantic import Field

from plainfact.validation import Fields, PlainField, TextField

_RED = {"light": "#8a1c4a", "dark": "#f29bb9"}


class Author(Fields):
    """Someone who wrote the explainer."""

    name: str = Field(description="The person's or the desk's name.", examples=["Ann Example"])
    url: PlainField | None = Field(
        None, description="A page about them.", examples=["https://example.org/ann"]
    )


class RowChart(Fields):
    """A chart for each row of a collection."""

    title: TextField = Field(
        description="What is drawn, in words that fit each row; the row's name stands before them.",
        examples=["Trips by bicycle, a year"],
    )
    kind: PlainField = Field(
        description="The kind of chart, from the catalogue or from extensions/.",
        examples=["column"],
    )
    dataset: PlainField | None = Field(
        None, description="The dataset that is drawn; else the collection's.", examples=["trips"]
    )
    match: PlainField | None = Field(
        None,
        description="The column of that dataset whose words name the row, by its title or its id.",
        examples=["city"],
    )
    x: str | list[str] | None = Field(
        None, description='The column across; "row" is the row\'s id.', examples=["year"]
    )
    y: str | list[str] | None = Field(
        None, description="The column up, or several.", examples=["trips"]
    )
    series: str | None = Field(
        None, description="The column that tells lines or dots apart.", examples=["season"]
    )
    subtitle: TextField | None = Field(
        None, description="The measure: what is drawn, of what.", examples=["Million trips"]
    )


class Collection(Fields):
    """Pages made from the rows of a dataset, one each."""

    dataset: PlainField = Field(
        description="The dataset whose rows become pages.", examples=["players"]
    )
    title: PlainField = Field(description="The column that names each page.", examples=["name"])
    label: str = Field(
        description="What the collection is called in navigation.", examples=["Players"]
    )
    chart: RowChart | None = Field(
        None,
        description="A chart for each row that has figures for it.",
        examples=[{"title": "Trips a year", "kind": "column", "x": "year", "y": "trips"}],
    )


class ColourPair(Fields):
    """A colour in both schemes."""

    light: PlainField = Field(
        description="On a light page, as six hex digits.", examples=["#8a1c4a"]
    )
    dark: PlainField = Field(description="On a dark page, as six hex digits.", examples=["#f29bb9"])


class Colours(Fields):
    """The colours of a site; those left out are the theme's."""

    paper: ColourPair | None = Field(
        None, description="What everything stands on.", examples=[_RED]
    )
    raised: ColourPair | None = Field(None, description="Boxes on the paper.", examples=[_RED])
    ink: ColourPair | None = Field(None, description="The text.", examples=[_RED])
    quiet: ColourPair | None = Field(None, description="Notes and captions.", examples=[_RED])
    line: ColourPair | None = Field(None, description="Rules between parts.", examples=[_RED])
    accent: ColourPair | None = Field(None, description="Links and emphasis.", examples=[_RED])
    mark: ColourPair | None = Field(None, description="Behind what was found.", examples=[_RED])
    series: list[ColourPair] = Field(
        default_factory=list,
        max_length=6,
        description="The charts' colours, in the order in which they are given out.",
        examples=[[_RED]],
    )


class Fonts(Fields):
    """The fonts of a site; charts keep the one that they are measured in."""

    text: PlainField | None = Field(
        None,
        description="The font of what is read: fonts that readers have, or a file of static/.",
        examples=['Georgia, "Times New Roman", serif', "fonts/own.woff2"],
    )
    labels: PlainField | None = Field(
        None, description="The font of all else.", examples=["system-ui, sans-serif"]
    )


class ThemeFields(Fields):
    """What a site changes of the theme."""

    colours: Colours = Field(
        default_factory=Colours, description="Its colours.", examples=[{"accent": _RED}]
    )
    fonts: Fonts = Field(
        default_factory=Fonts, description="Its fonts.", examples=[{"text": "Georgia, serif"}]
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
    report_url: PlainField | None = Field(
        None,
        description="Where readers report an error: https or mailto.",
        examples=["mailto:desk@example.org"],
    )
    slug: PlainField | None = Field(
        None,
        description="What the offline deliveries are called; else the title's first words.",
        examples=["bicycles"],
    )
    sections: list[PlainField] = Field(
        description="The sections' ids, in reading order.", examples=[["who-cycles", "what-helps"]]
    )
    appendix: list[PlainField] = Field(
        default_factory=list,
        description="Sections that stand after the story, each on its page alone, e.g. method.",
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
    theme: ThemeFields = Field(
        default_factory=ThemeFields,
        description="Colours and fonts that take the place of the theme's.",
        examples=[{"colours": {"accent": _RED}}],
    )
