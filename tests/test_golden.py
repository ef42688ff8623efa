"""A tiny whole site, compared with what it gave before: every page and file that holds words.

After a change that is meant, write the new output with UPDATE_GOLDEN=1 and read the difference.
"""

import os
import re
import shutil
from pathlib import Path

from plainfact.build import build_site

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "tests" / "broken" / "base" / "content"
GOLDEN = ROOT / "tests" / "golden" / "panels"
ACTUAL = ROOT / "tests" / "actual" / "panels"
ENDINGS = {".html", ".json", ".csv", ".svg", ".xml", ".txt"}
FINGERPRINT = re.compile(r"\.[0-9a-f]{8}(?=\.(?:css|js|woff2)\b)")


def outputs_of(site: Path) -> dict[str, str]:
    """Return the texts of a site by path, fingerprints of the theme's files taken out."""
    return {
        path.relative_to(site).as_posix(): FINGERPRINT.sub("", path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*"))
        if path.suffix in ENDINGS and "assets" not in path.parts
    }


def write_outputs(outputs: dict[str, str], folder: Path) -> None:
    """Write texts below a folder, in place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in outputs.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def test_a_tiny_site_gives_what_it_gave_before(tmp_path: Path) -> None:
    """Missing, unexpected and changed files are named; the new ones lie in tests/actual."""
    build_site(CONTENT, tmp_path / "site", base_url="", no_code=False)
    outputs = outputs_of(tmp_path / "site")
    if os.environ.get("UPDATE_GOLDEN"):
        write_outputs(outputs, GOLDEN)
    golden = outputs_of(GOLDEN)
    changed = [name for name in golden if name in outputs and golden[name] != outputs[name]]
    missing = sorted(set(golden) - set(outputs))
    unexpected = sorted(set(outputs) - set(golden))
    if changed or missing or unexpected:
        write_outputs(outputs, ACTUAL)
    assert (missing, unexpected, changed) == ([], [], [])


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two builds of one site are equal, byte for byte, pictures included."""
    for name in ("one", "two"):
        build_site(CONTENT, tmp_path / name, base_url="", no_code=False)
    files = {
        name: {
            path.relative_to(tmp_path / name).as_posix(): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    }
    assert files["one"] == files["two"]
