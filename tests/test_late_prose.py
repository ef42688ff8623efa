"""Texts that are fetched late are the texts that they were packed from."""

import pickle
from functools import partial

from msgspec.structs import asdict

from plainfact.late_prose import make_late_prose, pack_prose
from plainfact.prose import Prose
from plainfact.prose_parser import parse_prose
from plainfact.texts import Text

PROSE = parse_prose(Text("The [centre](fact:trips.centre.share) *leads*.", "a.md"), [])


def fields(prose: Prose) -> dict[str, object]:
    """Return what a text says, field by field."""
    return {name: getattr(prose, name) for name in asdict(PROSE)}


def test_a_late_text_says_the_same_after_a_journey() -> None:
    """It says the same when it is looked at, in another process too, and when a part is new."""
    late = make_late_prose(partial(pack_prose, PROSE))
    travelled = pickle.loads(pickle.dumps(late))  # noqa: S301 - our own
    assert fields(late) == fields(travelled) == asdict(PROSE)
    assert late.with_marked("Else.") == PROSE.with_marked("Else.")
