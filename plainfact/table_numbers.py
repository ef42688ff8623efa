"""Numbers as tables write them: which sign stands for decimals, and the number without the others.

"1.234" is one and a bit to some and a thousand and more to others. What tells is any number of the
same column, or else of the same file, that only one of the two could have written.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

_NUMBER = re.compile(r"[~<>]?[-+\u2212]?\d[\d.,\s]*%?")
_POINT_ONLY = re.compile(r"\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}|\d+\.\d{1,2}|\d+\.\d{4,}")
_COMMA_ONLY = re.compile(r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}|\d+,\d{1,2}|\d+,\d{4,}")
_EITHER = re.compile(r"\d{1,3}[.,]\d{3}")
_AROUND = re.compile(r"[~<>%+\-\u2212\s]")


class Numbers(Struct, frozen=True):
    """The numbers of a column, as a dataset writes them."""

    values: tuple[str, ...]
    """The numbers; empty where there is none."""
    doubt: tuple[str, str] | None
    """A number that could be read in two ways, as it is in the file and as it was read."""


def is_number(words: str) -> bool:
    """Tell whether the words of a cell are a number."""
    return _NUMBER.fullmatch(words) is not None


def find_decimal_sign(cells: Iterable[str]) -> str:
    """Return the sign for decimals in some cells, "." or ","; empty where they don't tell."""
    bare = [_AROUND.sub("", cell) for cell in cells if is_number(cell)]
    has_point = any(map(_POINT_ONLY.fullmatch, bare))
    has_comma = any(map(_COMMA_ONLY.fullmatch, bare))
    if has_point == has_comma:
        return ""
    return "." if has_point else ","


def read_numbers(cells: Sequence[str], sign: str) -> Numbers:
    """Return the numbers of a column; `sign` is the one for decimals in the file, if it tells."""
    sign = find_decimal_sign(cells) or sign
    values = tuple(_plain(cell, sign or ".") for cell in cells)
    doubts = (
        (cell, value)
        for cell, value in zip(cells, values, strict=True)
        if not sign and _EITHER.fullmatch(_AROUND.sub("", cell))
    )
    return Numbers(values, next(doubts, None))


def _plain(cell: str, sign: str) -> str:
    """Return a number without the signs that part thousands, and with a point for decimals."""
    plain = re.sub(r"[%+\s]", "", cell).replace("\u2212", "-")
    return plain.replace("," if sign == "." else ".", "").replace(sign, ".")
