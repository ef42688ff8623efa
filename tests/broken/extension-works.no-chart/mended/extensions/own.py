import altair as alt


def chart(data):
    return alt.Chart(alt.Data(values=data.values)).mark_bar().encode(x='number:Q', y='label:N')
