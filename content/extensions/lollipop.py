"""A lollipop chart: a thin stem from zero and a point, hollow for forecasts and plans."""

import altair as alt


def chart(data):
    """Draw one stem and point for each cell, in the order given, with its value in words."""
    colours = data.colours
    room = 130
    rows = alt.Chart(alt.Data(values=data.values), height=alt.Step(26)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(
            labelLimit=room, labelPadding=8, ticks=False, domain=False)),
        x=alt.X("number:Q", title=None, scale=alt.Scale(range=[0, data.width - room - 64]), axis=alt.Axis(
            grid=True, ticks=False, domain=False, labelExpr="datum.value + '%'", tickCount=4)),
        description=alt.Description("tip:N"),
    )
    is_firm = "indexof(['forecast', 'plan'], datum.status) < 0"
    stems = rows.mark_rule(color=colours["context"], strokeWidth=2).encode(x2=alt.datum(0))
    points = rows.mark_point(
        size=90, strokeWidth=2, opacity=1, stroke=colours["1"], filled=False
    ).encode(fill=alt.condition(is_firm, alt.value(colours["1"]), alt.value(colours["surface"])))
    words = rows.mark_text(align="left", dx=10, color=colours["text"]).encode(text=alt.Text("words:N"))
    return alt.layer(stems, points, words)
