"""Social cards: the picture that stands for a page where its address is shared."""

CARD_SIZE = (1200, 630)
"""The width and height of every card, in pixels."""


def card_path(url: str) -> str:
    """Return where the card of a page lies, from the site's root.

    >>> card_path(""), card_path("memory/"), card_path("charts/displays/")
    ('cards/index.png', 'cards/memory.png', 'cards/charts/displays.png')
    """
    return f"cards/{url.removesuffix('/').removesuffix('.html') or 'index'}.png"


def card_alt(title: str, description: str) -> str:
    """Return what a card says, for those who can't see it."""
    end = "" if title.endswith((".", "!", "?", "…")) else "."
    return f"{title}{end} {description}".strip() if title else description
