"""What axe, an accessibility engine of others, has against a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_COLOUR_RULES = ("color-contrast", "link-in-text-block")


def find_faults(page: Page) -> list[str]:
    """Return each fault of a page, with the element that has it.

    A page in the dark differs from itself in the light by its colours alone, so only the rules of
    colours are asked again there.
    """
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    # To tell of all elements that pass takes as long again.
    options = {"runOnly": list(_COLOUR_RULES if is_dark else _RULES), "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]
