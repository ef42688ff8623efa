"""A Firefox without a window, driven by the protocol that is built into it (Marionette)."""

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAMES = ("firefox-esr", "firefox")
_PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}
"""No questions, no reports, and a proxy that is not there: nothing can be fetched."""


def find_firefox() -> str | None:
    """Return the path of the system's Firefox, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Firefox:
    """One page in a headless Firefox."""

    def __init__(self, path: str, profile: Path) -> None:
        lines = [f'user_pref("{name}", {json.dumps(value)});\n'
                 for name, value in _PREFERENCES.items()]  # fmt: skip
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        self._process = subprocess.Popen(
            [path, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._socket = self._connect(profile / "MarionetteActivePort")
        self._read = self._socket.makefile("rb")
        self._count = 0
        self._receive()
        self._send("WebDriver:NewSession", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._read.close()
        self._socket.close()
        self._process.terminate()
        self._process.wait(30)

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        self._send("WebDriver:Navigate", {"url": address})

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever a page gives
        """Return what a script of the page returns."""
        return self._send("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]

    def wait_for(self, condition: str) -> None:
        """Wait until an expression of the page is true."""
        end = time.monotonic() + 30
        while not self.run(f"return !!({condition})"):
            assert time.monotonic() < end, condition
            time.sleep(0.05)

    def _connect(self, told: Path) -> socket.socket:
        end = time.monotonic() + 60
        while not (told.is_file() and told.read_text("utf-8").strip()):
            assert time.monotonic() < end, "Firefox does not start"
            time.sleep(0.1)
        return socket.create_connection(("127.0.0.1", int(told.read_text("utf-8"))), timeout=60)

    def _send(self, command: str, given: dict[str, Any]) -> dict[str, Any]:
        self._count += 1
        message = json.dumps([0, self._count, command, given]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        assert error is None, error
        return dict(result or {})

    def _receive(self) -> Any:  # noqa: ANN401 - JSON
        length = b""
        while (sign := self._read.read(1)) != b":":
            length += sign
        return json.loads(self._read.read(int(length)))
