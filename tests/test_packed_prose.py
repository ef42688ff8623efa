"""Texts that are kept packed are the texts that they were packed from."""

import pickle
from dataclasses import replace

from plainfact.packed_prose import pack_prose
from plainfact.pickling import dumps
from plainfact.prose import Prose
from plainfact.prose_parser import parse_prose
from plainfact.texts import Text

PROSE = parse_prose(Text("The [centre](fact:trips.centre.share) *leads*.", "a.md"), [])


def fields(prose: Prose) -> list[object]:
    """Return what a text says, field by field."""
    return [getattr(prose, name) for name in Prose.__slots__]


def test_a_packed_text_says_the_same_after_a_journey() -> None:
    """It says the same when it is looked at, in another process too, and when a part is new."""
    packed = pack_prose(PROSE)
    travelled = pickle.loads(dumps(pack_prose(PROSE)))  # noqa: S301 - our own
    changed = replace(pack_prose(PROSE), marked="Else.")
    again = pickle.loads(dumps(changed))  # noqa: S301 - our own
    assert fields(packed) == fields(travelled) == fields(PROSE)
    assert fields(changed) == fields(again) == fields(replace(PROSE, marked="Else."))
