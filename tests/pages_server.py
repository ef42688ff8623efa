"""A local server that behaves as GitHub Pages does, so that tests meet what readers meet.

A site under a path, `/page` for `/page.html`, a redirect to a folder's own address, the site's 404
page at any depth, no listing of folders, gzip, caching by ETag, and nothing outside the folder.
"""

import gzip
import hashlib
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".json": "application/json",
          ".xml": "application/xml", ".svg": "image/svg+xml"}  # fmt: skip
_PACKED = ("text/", "application/json", "application/xml", "image/svg")


class _PagesHandler(BaseHTTPRequestHandler):
    """Answers for one site: a folder under a path."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, root: Path, prefix: str) -> None:
        self.root = root.resolve()
        self.prefix = prefix
        super().__init__(*args)  # type: ignore[arg-type]  # as the server gives them

    def handle(self) -> None:
        """Answer until the reader has gone; that is no fault."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""

    def do_HEAD(self) -> None:
        """Send the head of what there is."""
        self._answer()

    def do_GET(self) -> None:
        """Send what there is."""
        self._answer()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if self.prefix and path == self.prefix:
            self._redirect(f"{self.prefix}/", parts.query)
            return
        inside = path.removeprefix(f"{self.prefix}/")
        file = self._find(inside) if path.startswith(f"{self.prefix}/") else None
        if file is None:
            missing = self.root / "404.html"
            self._send(HTTPStatus.NOT_FOUND, missing if missing.is_file() else None)
        elif file.is_dir():
            self._redirect(f"{parts.path}/", parts.query)
        else:
            self._send(HTTPStatus.OK, file)

    def _find(self, inside: str) -> Path | None:
        """Return the file for a path, or the folder that a slash is missing for, or None."""
        if any(part.startswith(".") for part in inside.split("/")) or "\0" in inside:
            return None
        wanted = self.root / inside
        if inside.endswith("/") or not inside:
            wanted = wanted / "index.html"
        elif not wanted.is_file() and wanted.with_name(f"{wanted.name}.html").is_file():
            wanted = wanted.with_name(f"{wanted.name}.html")
        if not wanted.resolve().is_relative_to(self.root):
            return None
        is_folder = wanted.is_dir() and (wanted / "index.html").is_file()
        return wanted if wanted.is_file() or is_folder else None

    def _redirect(self, path: str, query: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", f"{path}?{query}" if query else path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, file: Path | None) -> None:
        kind = _guess_type(file) if file else "text/plain"
        accepts = "gzip" in self.headers.get("Accept-Encoding", "") and kind.startswith(_PACKED)
        body, tag = _read(file, file.stat().st_mtime_ns, packed=accepts) if file else (b"", "")
        if tag and self.headers.get("If-None-Match") == tag and status is HTTPStatus.OK:
            status, body = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self.send_header("Content-Type", f"{kind}{charset}")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Vary", "Accept-Encoding")
        if tag:
            self.send_header("ETag", tag)
        if accepts:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _guess_type(file: Path) -> str:
    return _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "text/plain"


@cache
def _read(file: Path, _changed: int, *, packed: bool) -> tuple[bytes, str]:
    """Return a file's bytes, packed where that is wanted, and their tag."""
    data = file.read_bytes()
    body = gzip.compress(data, compresslevel=6, mtime=0) if packed else data
    return body, f'"{hashlib.sha256(body).hexdigest()[:16]}"'


@contextmanager
def serve_like_pages(root: Path, prefix: str = "") -> Iterator[str]:
    """Serve a folder under a path on the loopback address; give the address, without a slash."""
    handler = partial(_PagesHandler, root=root, prefix=prefix)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
