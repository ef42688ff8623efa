"""The ways in which readers get an explainer."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Delivery:
    """One way in which readers get the explainer."""

    name: str
    """What it is."""
    root: str
    """The address of the folder, or of the one file."""
    folder: Path
    """Where it lies."""

    def address(self, page: str, fragment: str = "") -> str:
        """Return the address of a page, or of a place in it."""
        if self.name == "file":
            return f"{self.root}#{page or 'index/'}{fragment}"
        sign = f"#{fragment}" if fragment else ""
        leaf = "index.html" if self.name == "folder" else ""
        return f"{self.root}{page}{leaf}{sign}"
