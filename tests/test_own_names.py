"""Nothing of an author's takes the place of a page or a file that every site has."""

import shutil
from pathlib import Path

import pytest
from builds import BASE
from hostile_site import write_hostile_site

from plainfact import own_names
from plainfact.build import make_site
from plainfact.problems import ContentError

SETTINGS = "collections: {NAME: {dataset: panels, title: panel, label: Kinds}}\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the content of a small site that may be changed."""
    return Path(shutil.copytree(BASE, tmp_path / "content"))


def tell(content: Path) -> set[tuple[str, str]]:
    """Return the files and codes of what an author is told."""
    with pytest.raises(ContentError) as caught:
        make_site(content, base_url="", no_code=True)
    return {(Path(problem.place.path).name, problem.code) for problem in caught.value.problems}


def test_every_name_at_the_root_is_known(tmp_path: Path) -> None:
    """A site with everything has no folder and no page at its root but those that are kept free."""
    write_hostile_site(tmp_path / "content", None)
    outputs = make_site(
        tmp_path / "content", base_url="https://example.org/x/", no_code=True, offline=True
    )
    paths = [output.path for output in outputs]
    folders = {path.partition("/")[0] for path in paths if "/" in path}
    files = {path for path in paths if "/" not in path and not path.startswith(".")}
    assert folders - {"panels", "kinds"} <= own_names.FOLDERS
    # All are really there: the list does not keep names from authors for nothing.
    assert own_names.FOLDERS - folders == {"index", "404"}
    assert files - {"favicon.svg"} == own_names.FILES


@pytest.mark.parametrize("name", sorted(own_names.FOLDERS))
def test_no_section_and_no_collection_takes_a_name_of_the_site(name: str, content: Path) -> None:
    """Each is refused at its place."""
    (content / "sections" / "panels.md").rename(content / "sections" / f"{name}.md")
    path = content / "site.yaml"
    words = path.read_text(encoding="utf-8").replace("[panels]", f"['{name}']")
    path.write_text(words + SETTINGS.replace("NAME", f"'{name}'"), encoding="utf-8")
    told = tell(content)
    assert {("site.yaml", "id-is-plain"), (f"{name}.md", "id-is-plain")} <= told


def test_no_former_address_takes_a_name_of_the_site(content: Path) -> None:
    """Each folder, each file, and what would make a folder of a file, is refused at its line."""
    taken = sorted({*own_names.FOLDERS, *own_names.FILES, "embed/panels", "charts/panels"})
    path = content / "sections" / "panels.md"
    words = path.read_text(encoding="utf-8")
    for name in taken:
        path.write_text(words.replace("---\n", f'---\nformer: ["{name}"]\n', 1), encoding="utf-8")
        assert tell(content) == {("panels.md", "former-address-is-free")}, name
