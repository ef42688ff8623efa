"""A kind of chart of this site's own: needles with a head, one for each cell."""

import altair as alt


def chart(data):
    """Return needles, longest first as the cells come."""
    rows = alt.Chart(alt.Data(values=data.values), height=alt.Step(34)).encode(
        y=alt.Y("label:N", sort=None, title=None),
        x=alt.X("number:Q", title=None),
        description=alt.Description("tip:N"),
    )
    words = rows.mark_text(align="left", dx=10, color=data.colours["text"]).encode(text="words:N")
    rule = rows.mark_rule(color=data.colours["1"], strokeWidth=2)
    return rule + rows.mark_circle(color=data.colours["1"], size=90, opacity=1) + words
