"""`serve`: a local preview that follows every saved change."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

import click

from plainfact.build import make_site
from plainfact.commands.options import CACHE, CONTENT, name_of_command, take_no_code
from plainfact.outputs import OutputFile
from plainfact.preview.board import Board
from plainfact.preview.rebuilding import Rebuilder
from plainfact.preview.server import PreviewServer, open_server
from plainfact.preview.watching import watch_folders
from plainfact.problem_report import print_problems
from plainfact.problems import Problem
from plainfact.store import Store
from plainfact.theme import find_theme


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True,
              help="An address of this machine; others may then read the preview.")  # fmt: skip
@take_no_code
def serve(port: int, host: str, *, no_code: bool) -> None:
    """Show the site while it is written; problems are shown in the page."""
    command = name_of_command()
    board, store = Board(), Store(CACHE)
    server = _open(host, port, board)
    with server:
        Thread(target=server.serve_forever, daemon=True).start()

        def make() -> Sequence[OutputFile]:
            outputs = make_site(CONTENT, base_url="", no_code=no_code, store=store)
            store.flush()
            return outputs

        def say_problems(problems: Sequence[Problem]) -> None:
            print_problems(problems, "The preview shows the last good pages.", command)

        rebuilder = Rebuilder(board, make, click.echo, say_problems)
        theme = find_theme()
        folders = [CONTENT, theme / "templates", theme / "static"]
        try:
            for names in watch_folders([Path(folder) for folder in folders], Event()):
                rebuilder.rebuild(names)
        except KeyboardInterrupt:
            click.echo("")
        server.shutdown()


def _open(host: str, port: int, board: Board) -> PreviewServer:
    try:
        server = open_server(host, port, board)
    except OSError as error:
        raise click.UsageError(f"nothing can be served at {host}:{port}: {error}") from error
    found = server.server_address[1]
    if found != port:
        click.echo(f"Port {port} is taken; this is the next that is free.")
    click.echo(f"The site is at http://{host}:{found}/ while you write. Stop with Ctrl+C.")
    return server
