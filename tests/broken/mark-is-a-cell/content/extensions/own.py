import altair as alt


def chart(data):
    rows = alt.Data(values=[{"label": "LCD", "number": 80}])
    bars = alt.Chart(rows).mark_bar()
    return bars.encode(x="number:Q", y="label:N")
