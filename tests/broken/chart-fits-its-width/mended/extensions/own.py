import altair as alt


def chart(data):
    rows = alt.Data(values=data.values)
    bars = alt.Chart(rows).mark_bar()
    return bars.encode(x="number:Q", y="label:N")
