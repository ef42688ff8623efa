"""Reading authors' files as text."""

from pathlib import Path

from plainfact.problems import Place, Problem

MOST_BYTES = 20_000_000
"""The largest text file that is read."""


def read_text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """Return a file's text with plain line ends, or None and a problem where it has none."""
    place = Place(shown)
    size = path.stat().st_size
    if size > MOST_BYTES:
        message = f"The file has {size:,} bytes; the most that is read is {MOST_BYTES:,}."
        problems.append(Problem(place, "file-is-bounded", message, "Split it, or cut it down."))
        return None
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"The file is not UTF-8: byte {error.start + 1} can't be read."
        hint = 'Save it as UTF-8 (in most editors: "Save with encoding").'
        problems.append(Problem(Place(shown, line), "file-is-utf-8", message, hint))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for line, words in enumerate(text.split("\n"), start=1):
        if any(char < " " and char != "\t" for char in words) or "\x7f" in words:
            message = "The line holds a control character, which no reader could see."
            hint = "Delete it: type the line again."
            problems.append(Problem(Place(shown, line), "file-is-text", message, hint))
            return None
    return text
