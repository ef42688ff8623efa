"""The wheel alone makes a new explainer, checks it and builds it, with the theme inside."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from plainfact import __version__

ROOT = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def plainfact(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a function that runs the command as the wheel installs it, far from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel",
             "--directory", str(folder)]  # fmt: skip
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "venv"], cwd=folder, check=True)
    [packages] = (folder / "venv").glob("**/site-packages")
    # What Plainfact stands on is borrowed from the tests' own environment: no network is needed.
    (packages / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "venv"), "install", "--quiet",
           "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)]  # fmt: skip
    subprocess.run(pip, check=True)
    [command] = (folder / "venv").glob("*/plainfact*")
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [command, *args], cwd=cwd, env=env, capture_output=True, text=True, check=False
        )

    return run


def test_the_wheel_makes_a_site_that_builds(plainfact: Run, tmp_path: Path) -> None:
    """`plainfact new` gives sections, datasets, charts, a workflow and a README; all is right."""
    made = plainfact("new", "my-explainer", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    site = tmp_path / "my-explainer"
    assert "cd my-explainer" in made.stdout
    for folder, count in (("sections", 2), ("datasets", 2), ("charts", 3)):
        assert len(list((site / "content" / folder).iterdir())) == count
    for name in (".gitignore", ".github/workflows/pages.yml", "content/sources.yaml"):
        assert (site / name).is_file()
    first = (site / "content" / "datasets" / "planets.yaml").read_text(encoding="utf-8")
    assert first.startswith("# yaml-language-server: $schema=../.schemas/dataset.json\n")
    assert (site / "content" / ".schemas" / "dataset.json").is_file()
    assert (site / "README.md").read_text(encoding="utf-8").startswith("# my-explainer\n")
    first = (site / "content" / "site.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert (site / "content" / first.partition("$schema=")[2]).is_file()
    pinned = (site / "requirements.txt").read_text(encoding="utf-8")
    assert pinned == f"plainfact=={__version__}\n"
    checked = plainfact("check", cwd=site)
    assert (checked.returncode, checked.stdout) == (0, "No problems.\n"), checked.stderr
    built = plainfact("build", cwd=site)
    assert built.returncode == 0, built.stderr
    page = (site / "_site" / "sizes" / "index.html").read_text(encoding="utf-8")
    assert "12,756 km" in page
    assert "<svg" in page
    assert list((site / "_site" / "assets").glob("style.*.css"))


def test_the_bare_bones_build(plainfact: Run, tmp_path: Path) -> None:
    """`plainfact new --empty` gives a site without examples, which builds too."""
    assert plainfact("new", "--empty", "bare", cwd=tmp_path).returncode == 0
    built = plainfact("build", cwd=tmp_path / "bare")
    assert built.returncode == 0, built.stderr
    told = plainfact("explain", "source-exists", cwd=tmp_path)
    assert "**Why it matters.**" in told.stdout
    assert not (tmp_path / "bare" / "content" / "datasets").exists()
    assert (tmp_path / "bare" / "_site" / "first" / "index.html").is_file()


def test_a_folder_in_use_is_left_alone(plainfact: Run, tmp_path: Path) -> None:
    """Nothing is written where anything stands, a repository just begun aside."""
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "thesis.txt").write_text("Mine.", encoding="utf-8")
    refused = plainfact("new", "used", cwd=tmp_path)
    assert refused.returncode == 2
    assert "used already holds thesis.txt" in refused.stderr
    assert [path.name for path in (tmp_path / "used").iterdir()] == ["thesis.txt"]
    (tmp_path / "begun" / ".git").mkdir(parents=True)
    assert plainfact("new", ".", cwd=tmp_path / "begun").returncode == 0
    assert (tmp_path / "begun" / "content" / "site.yaml").is_file()


def test_the_workflow_is_kept_as_our_own() -> None:
    """A new site is published by the same steps as this one, each pinned to the same commit."""
    own = (ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    theirs = ROOT / "plainfact" / "starter_files" / "project" / "dot-github" / "workflows"
    same = (
        own.replace("requirements/site.txt", "requirements.txt")
        .replace("make .venv/site", "pip install --requirement requirements.txt")
        .replace(".venv/bin/python build.py", "plainfact")
    )
    assert (theirs / "pages.yml").read_text(encoding="utf-8") == same
