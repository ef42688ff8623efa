"""The words of the interface that the generator itself prints, in the site's language."""

STATUS_WORDS = {
    "reported": "reported",
    "official": "official figure",
    "estimate": "estimate",
    "forecast": "forecast",
    "plan": "plan",
    "derived": "worked out from other figures",
}
"""How each status is told to a reader."""
