"""A Dask cluster: the same functions on the same data, on other machines.

The scheduler does a lost worker's work again. Each machine has Plainfact installed, of the same
version; what a task needs of the content is sent along with it.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from importlib import import_module
from typing import Any

from plainfact.fingerprints import digest_code

_PATIENCE = "20s"


class ClusterError(Exception):
    """A cluster that can't be used; the message says why."""


class Cluster(Executor):
    """Runs functions on the workers of a scheduler, e.g. at "tcp://10.0.0.5:8786"."""

    def __init__(self, address: str, patience: str = _PATIENCE) -> None:
        try:
            distributed = import_module("distributed")
        except ImportError as error:
            message = 'a cluster needs Dask: pip install "plainfact[distributed]"'
            raise ClusterError(message) from error
        try:
            self._client: Any = distributed.Client(address, timeout=patience, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(f"there is no scheduler at {address}: {error}") from error
        self._executor: Any = self._client.get_executor()
        self.jobs = sum(self._client.nthreads().values())
        codes = self._client.run(digest_code)
        others = sorted(worker for worker, code in codes.items() if code != digest_code())
        if others or not codes:
            self.shutdown()
            raise ClusterError(
                f"another version of Plainfact or its libraries runs at {', '.join(others)}"
                if others
                else f"no worker has joined {address} yet"
            )

    def submit(
        self,
        function: Callable[..., Any],
        /,
        *given: Any,  # noqa: ANN401 - as in the library
        **named: Any,  # noqa: ANN401 - as in the library
    ) -> Future[Any]:
        """Have a function called on one of the workers."""
        future: Future[Any] = self._executor.submit(function, *given, **named)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as in the library
        """Leave the cluster, which goes on without us."""
        self._executor.shutdown(wait=False)
        self._client.close()
