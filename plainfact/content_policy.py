"""The Content Security Policy of a document that holds its scripts and styles: by their hashes."""

import base64
import hashlib
from collections.abc import Iterable


def make_hash_policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """Return the policy under which these styles and scripts run, and nothing else does."""
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src {_list_hashes(styles)}",
            f"script-src {_list_hashes(scripts)}",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _list_hashes(contents: Iterable[str]) -> str:
    hashes = dict.fromkeys(
        f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
        for content in contents
    )
    return " ".join(hashes) or "'none'"
