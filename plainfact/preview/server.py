"""The server: the board's edition at an address of this machine, with a client in every page."""

import errno
import json
import mimetypes
import re
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from msgspec.structs import asdict

from plainfact.preview.board import Board, State, find_news

_CLIENT = Path(__file__).parent
_OWN = "/-preview/"
"""Where what is the preview's own lies; no page of a site has such an address."""
_PORTS_TRIED = 20
_BREATH = 15.0
"""Seconds after which a silent line to a page is proved."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_FIRST = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Plainfact</title></head>
<body><p>There is no page to show yet.</p></body></html>
"""
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)


class PreviewServer(ThreadingHTTPServer):
    """Serves a board."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], board: Board) -> None:
        self.board = board
        self.guards_host = address[0] in _LOOPBACK
        """Whether requests must name this machine: other sites may not read the preview."""
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that left in the middle."""


def open_server(host: str, port: int, board: Board) -> PreviewServer:
    """Return a server at a port, or at the next that is free.

    Raises OSError where none of the next ports is, or the host is not this machine's.
    """
    for candidate in range(port, min(port + _PORTS_TRIED, 65536)):
        try:
            return PreviewServer((host, candidate), board)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
    raise OSError(errno.EADDRINUSE, f"no port from {port} on is free")


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing: the terminal is for what was built."""

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with a file, a page, or the line of news."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        if self.server.guards_host and host not in _LOOPBACK:
            self._send(b"This preview is for this machine.", "text/plain", HTTPStatus.FORBIDDEN)
            return
        address = urlsplit(self.path)
        path = unquote(address.path)
        with suppress(ConnectionError):
            if path == f"{_OWN}news":
                self._tell_news(parse_qs(address.query))
            elif path in (f"{_OWN}client.js", f"{_OWN}client.css"):
                self._send_named(path, (_CLIENT / path.removeprefix(_OWN)).read_bytes())
            else:
                self._send_site(path)

    def _send_site(self, path: str) -> None:
        state = self.server.board.state
        name = find_page(path)
        files = state.files
        if files is None:
            self._send_page(_FIRST, state)
        elif name in files:
            if name.endswith(".html"):
                self._send_page(files[name].data, state)
            else:
                self._send_named(name, files[name].data)
        elif name in state.spare:
            self._send_named(name, state.spare[name].data)
        elif f"{name}/index.html" in files:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{name}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            missing = files["404.html"].data if "404.html" in files else _FIRST
            self._send_page(missing, state, HTTPStatus.NOT_FOUND)

    def _send_page(self, page: bytes, state: State, status: HTTPStatus = HTTPStatus.OK) -> None:
        since = f"{self.server.board.session}.{state.version}"
        self._send(inject_client(page, since), "text/html; charset=utf-8", status)

    def _send_named(self, name: str, data: bytes) -> None:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind.endswith(("json", "javascript", "xml"))
        self._send(data, f"{kind}; charset=utf-8" if text else kind)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _tell_news(self, query: dict[str, list[str]]) -> None:
        """Send events for as long as the page listens."""
        board = self.server.board
        page = find_page(query.get("page", ["/"])[0])
        since = self.headers.get("Last-Event-ID") or query.get("since", [""])[0]
        session, _, version = since.partition(".")
        is_ours = session == board.session and version.isdecimal()
        seen = int(version) if is_ours else -1
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        state: State | None = board.state
        while True:
            if state is None:
                self.wfile.write(b": still here\n\n")
            else:
                event = _format_event(
                    state, page, seen, must_reload=not is_ours and state.files is not None
                )
                mark = f"{board.session}.{state.version}"
                self.wfile.write(f"id: {mark}\ndata: {event}\n\n".encode())
                seen = state.version
            self.wfile.flush()
            state = board.wait(seen, _BREATH)


def find_page(path: str) -> str:
    """Return the file that an address of the site means."""
    name = path.lstrip("/")
    return f"{name}index.html" if not name or name.endswith("/") else name


def inject_client(page: bytes, since: str) -> bytes:
    """Return a page with the preview's client in its head, or at its end where it has none."""
    script = f'<script src="{_OWN}client.js?since={since}" defer></script>'.encode()
    found = _HEAD_END.search(page)
    place = found.start() if found else len(page)
    return page[:place] + script + page[place:]


def _format_event(state: State, page: str, seen: int, *, must_reload: bool) -> str:
    news = find_news(state, page, seen)
    return json.dumps(
        {
            "reload": must_reload or news.must_reload,
            "styles": [f"/{name}" for name in news.styles],
            "faults": [asdict(fault) for fault in state.faults],
            "built": state.files is not None,
            "working": state.is_working,
        }
    )
