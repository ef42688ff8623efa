"""Records are known by their values alone, wherever and whenever they are looked at."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from msgspec import Struct
from msgspec.structs import replace

import plainfact
from plainfact.fingerprints import digest_value
from plainfact.problems import ContentError, Place, Problem
from plainfact.quantities import Qualifier, Quantity
from plainfact.units import RATIO

ROOT = Path(__file__).parent.parent
TWICE = Quantity(Qualifier.ABOUT, RATIO, number=Fraction(2))
ALONE = """
from fractions import Fraction
from plainfact.fingerprints import digest_value
from plainfact.quantities import Qualifier, Quantity
from plainfact.units import RATIO
print(digest_value(Quantity(Qualifier.ABOUT, RATIO, number=Fraction(2))))
"""


class _Sum(Struct, frozen=True):
    left: object
    right: object


class _Product(Struct, frozen=True):
    first: object
    second: object


class _Words(str):
    __slots__ = ("line",)


def test_a_fingerprint_is_of_values_alone() -> None:
    """Equal records have one, made apart or not; any other value, or other fields, have another."""
    two = Fraction(2)
    assert digest_value(_Sum(two, two)) == digest_value(_Sum(Fraction(2), Fraction(4, 2)))
    one = _Sum(two, two)
    others = (_Product(two, two), _Sum(two, Fraction(1, 2)), _Sum(two, 2), _Sum(one, two),
              replace(TWICE, number=Fraction(3)), TWICE, (two, two), 2, 2**70, 2**71, "2",
              Path("2"), Fraction(2**70), Fraction, "\ud800", "\ud801")  # fmt: skip
    assert len({digest_value(value) for value in (one, *others)}) == 1 + len(others)
    assert digest_value(_Words("2")) == digest_value("2")


def test_no_two_kinds_of_record_have_the_same_fields() -> None:
    """So a fingerprint, which goes by the names of fields, tells what kind of record it is of."""
    for module in walk_packages(plainfact.__path__, "plainfact."):
        if not module.name.startswith("plainfact.theme"):
            import_module(module.name)
    kinds = [kind for kind in _list_kinds(Struct) if kind.__module__.startswith("plainfact.")]
    assert len(kinds) > 100
    shapes = Counter((kind.__struct_fields__, kind.__struct_config__.tag) for kind in kinds)
    assert [shape for shape, count in shapes.items() if count > 1] == []


def _list_kinds(kind: type) -> Iterator[type[Struct]]:
    below: type[Struct]
    for below in kind.__subclasses__():
        yield below
        yield from _list_kinds(below)


def test_a_fingerprint_is_the_same_in_another_process() -> None:
    """What one build keeps, the next one finds."""
    told = subprocess.run([sys.executable, "-c", ALONE], cwd=ROOT, capture_output=True, check=True)
    assert told.stdout.decode().strip() == digest_value(TWICE)


def test_a_problem_is_told_once_a_line() -> None:
    """Places on one line are alike, whatever words of it are meant, and lines come in order."""
    first, second = Place("a.md", 2, 1, 5), Place("a.md", 2, 7, 9)
    assert first == second
    assert not first != second  # noqa: SIM202 - that is another method
    assert first != Place("a.md", 3, 1, 5)
    found = [Problem(Place("a.md", 10), "b", ""), *(Problem(at, "b", "") for at in (first, second))]
    assert [str(one.place) for one in ContentError(found).problems] == ["a.md:2", "a.md:10"]
