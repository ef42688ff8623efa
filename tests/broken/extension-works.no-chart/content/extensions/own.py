import altair as alt


def chart(data):
    alt.Chart(alt.Data(values=data.values)).mark_bar().encode(x='number:Q', y='label:N')
