"""Let a coverage-guided fuzzer try each target, and print what it found.

    python tests/soak/fuzz.py [--seconds S] [--inputs N] [TARGET …]

Each target runs in a process of its own, from a corpus that is kept in `.fuzz/`, so that a later
run goes on where this one stopped. What breaks a promise is written to `.fuzz/found/TARGET/`;
mended, it is moved to `tests/cases/fuzz/TARGET/`, where `make test` tries it for ever.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

WORK = ROOT / ".fuzz"
MOST_BYTES = 400


def run_here(name: str, arguments: list[str]) -> None:
    """Fuzz one target in this process; it ends with the process."""
    import atheris  # noqa: PLC0415 - only the process that fuzzes needs it

    with atheris.instrument_imports(include=["plainfact"]):
        from fuzz_targets import TARGETS  # noqa: PLC0415 - instrumented as it is imported

    target = TARGETS[name]

    def try_bytes(data: bytes) -> None:
        target(data.decode("latin-1" if name == "file" else "utf-8", "ignore"))

    atheris.Setup([sys.argv[0], *arguments], try_bytes)
    atheris.Fuzz()


def write_dictionary(name: str) -> Path:
    """Write the words that a target knows in the form that the fuzzer reads."""
    from fuzz_targets import TOKENS  # noqa: PLC0415 - the path is set above

    path = WORK / f"{name}.dict"
    encoding = "latin-1" if name == "file" else "utf-8"
    lines = [
        '"' + "".join(f"\\x{byte:02x}" for byte in token.encode(encoding)) + '"'
        for token in TOKENS[name]
    ]
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    return path


def fuzz(name: str, seconds: int, inputs: int) -> tuple[int, int, int]:
    """Fuzz one target in a process of its own; return what was tried, kept and found broken."""
    corpus, found = WORK / "corpus" / name, WORK / "found" / name
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    before = len(list(found.iterdir()))
    arguments = [
        str(corpus), f"-dict={write_dictionary(name)}", f"-artifact_prefix={found}/",
        f"-max_total_time={seconds}", f"-runs={inputs}", f"-max_len={MOST_BYTES}", "-timeout=20",
        "-rss_limit_mb=2048",
    ]  # fmt: skip
    ran = subprocess.run(
        [sys.executable, __file__, "--here", name, *arguments],
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    (WORK / f"{name}.log").write_text(ran.stdout + ran.stderr, encoding="utf-8")
    tried = [int(number) for number in re.findall(r"^#(\d+)", ran.stderr, re.MULTILINE)]
    broke = len(list(found.iterdir())) - before
    # A fuzzer that ends early without an input to show for it has not tried anything.
    broke = broke or int(ran.returncode != 0)
    return max(tried, default=0), len(list(corpus.iterdir())), broke


def main() -> None:
    """Fuzz the targets that are named, or all, and print a table."""
    if sys.argv[1:2] == ["--here"]:
        run_here(sys.argv[2], sys.argv[3:])
        return
    from fuzz_targets import TARGETS  # noqa: PLC0415 - the path is set above

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--inputs", type=int, default=1_000_000, help="for each target")
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    options = parser.parse_args()
    print("| target | inputs tried | kept in the corpus | faults |\n|---|--:|--:|--:|")
    total = faults = 0
    for name in options.targets:
        tried, kept, broke = fuzz(name, options.seconds, options.inputs)
        total, faults = total + tried, faults + broke
        print(f"| {name} | {tried:,} | {kept:,} | {broke} |", flush=True)
    print(f"| all | {total:,} | | {faults} |")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
