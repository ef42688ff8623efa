"""A lollipop chart: a thin stem from zero and a point."""

import altair as alt


def chart(data):
    """Draw one stem and point for each cell, with its value in words."""
    rows = alt.Chart(alt.Data(values=data.values), height=alt.Step(26)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelPadding=8)),
        x=alt.X("number:Q", title=None, axis=alt.Axis(labelExpr="datum.value + '%'", tickCount=3)),
        description=alt.Description("tip:N"),
    )
    stems = rows.mark_rule(color=data.colours["context"], strokeWidth=2).encode(x2=alt.datum(0))
    points = rows.mark_point(size=90, opacity=1, filled=True, color=data.colours["1"])
    words = rows.mark_text(align="left", dx=10, color=data.colours["text"]).encode(text="words:N")
    return alt.layer(stems, points, words)
