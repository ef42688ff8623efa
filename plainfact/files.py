"""Reading authors' files as text."""

import codecs
import re
from pathlib import Path

from plainfact.limits import find_limits
from plainfact.problems import Place, Problem

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that no reader could see: controls, breaks and spaces without width, halves of pairs,
and those that turn the order of signs round, so that 07 reads as 70."""


def read_text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """Return a file's text with plain line ends, or None and a problem where it has none."""
    data = _read_bounded(path, shown, find_limits().file_bytes, problems)
    if data is None:
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[: error.start].decode().rpartition("\n")[2].split()[-4:]
        where = f' after "{" ".join(before)}"' if before else ""
        message = f"The file is not saved as UTF-8: what stands{where} can't be read."
        hint = 'Save it as UTF-8 (in most editors: "Save with encoding").'
        problems.append(Problem(Place(shown, line), "file-is-utf-8", message, hint))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    match = UNSEEN.search(text)
    if match is not None:
        line = text.count("\n", 0, match.start()) + 1
        message = f"The line holds a character that can't be seen ({ord(match[0]):04X})."
        near = _words_near(text, match.start())
        hint = f'Delete the words around it and type them again: "{near}".'
        problems.append(Problem(Place(shown, line), "file-is-text", message, hint))
        return None
    return text


def read_bytes(path: Path, shown: str, root: Path, problems: list[Problem]) -> bytes | None:
    """Return a picture or another file that is copied as it is, or None and a problem.

    It must lie in the folder `root`, and be no larger than the limit.
    """
    if not is_inside(path, shown, root, problems):
        return None
    return _read_bounded(path, shown, find_limits().picture_bytes, problems)


def is_inside(path: Path, shown: str, root: Path, problems: list[Problem]) -> bool:
    """Tell whether a file lies in a folder, links followed; add a problem where it does not."""
    if path.resolve().is_relative_to(root.resolve()):
        return True
    message = "The link leads out of the content folder."
    hint = "Copy the file itself into the folder."
    problems.append(Problem(Place(shown), "file-is-inside", message, hint))
    return False


def _read_bounded(path: Path, shown: str, most: int, problems: list[Problem]) -> bytes | None:
    size = path.stat().st_size
    if size <= most:
        return path.read_bytes()
    message = f"The file has {size:,} bytes; the most that is read is {most:,}."
    problems.append(Problem(Place(shown), "file-is-bounded", message, "Split it, or cut it down."))
    return None


def _words_near(text: str, offset: int) -> str:
    """Return the words that touch a place of a text, without what can't be seen."""
    before = re.search(r"\S*$", text[max(0, offset - 40) : offset])
    after = re.match(r"\S*", text[offset + 1 : offset + 40])
    return UNSEEN.sub("", (before[0] if before else "") + (after[0] if after else ""))
