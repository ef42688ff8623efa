"""Python of a site's own, in `content/extensions/`: loaded, and told at its line where it fails."""

import importlib.util
import traceback
from pathlib import Path
from types import ModuleType

from plainfact.problems import Place, Problem


def load_code(path: Path) -> ModuleType:
    """Return the module of a file; whatever its code raises is raised."""
    spec = importlib.util.spec_from_file_location(f"plainfact_extension_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} can't be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def refuse_failure(error: BaseException, path: Path, shown: str, hint: str) -> Problem:
    """Return the problem of code that failed; `shown` is its file as problems name it."""
    first = str(error).strip().splitlines()[0] if str(error) else ""
    message = f"It failed with {type(error).__name__}: {first}"
    return refuse_code(shown, _find_line(error, path), message, hint)


def refuse_code(shown: str, line: int, message: str, hint: str) -> Problem:
    """Return the problem of code that does not do what is asked of it."""
    return Problem(Place(shown, line), "extension-works", message, hint)


def _find_line(error: BaseException, path: Path) -> int:
    """Return the line of the author's file in which an error arose."""
    if isinstance(error, SyntaxError) and error.lineno is not None:
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    own = path.resolve()
    lines = [frame.lineno for frame in frames if Path(frame.filename).resolve() == own]
    return next((line for line in reversed(lines) if line), 1)
