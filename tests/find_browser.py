"""Find a Chromium for the browser tests; with --install, get one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str | None:
    """Return the path of a browser: $CHROMIUM, the system's, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named and Path(named).is_file():
        return named
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return _find_playwrights()


def _find_playwrights() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, and only needed here

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install_browser() -> str | None:
    """Install Debian's Chromium and Firefox, else Playwright's Chromium; return a path, or None."""
    apt = shutil.which("apt-get")
    if apt is not None and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = ["chromium", "firefox-esr", "fonts-dejavu-core"]
        subprocess.run([apt, "update", "-qq"], env=quiet, check=False)
        subprocess.run(
            [apt, "install", "-y", "-qq", "--no-install-recommends", *packages],
            env=quiet,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        found = find_browser()
        if found:
            return found
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find_browser()


def main() -> None:
    """Print the browser's path, or say what to do."""
    found = find_browser()
    if found is None and "--install" in sys.argv:
        found = install_browser()
    if found is None:
        sys.exit(
            "No Chromium was found and none could be installed. Install your system's Chromium or "
            "Chrome, or set CHROMIUM to the path of one, and run make test again."
        )
    sys.stdout.write(f"The browser is {found}\n")


if __name__ == "__main__":
    main()
