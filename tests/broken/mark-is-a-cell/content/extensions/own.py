import altair as alt


def chart(data):
    return alt.Chart(alt.Data(values=[{'label': 'LCD', 'number': 80}])).mark_bar().encode(x='number:Q', y='label:N')
