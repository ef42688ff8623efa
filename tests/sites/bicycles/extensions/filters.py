"""Filters of this site's own templates."""


def spaced(words):
    """Return words with more room between them."""
    return "\u2002".join(words.split())
