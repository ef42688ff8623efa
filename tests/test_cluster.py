"""A cluster does the same work: the bytes are those of one process, and no worker's loss shows."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from plainfact.build import make_site
from plainfact.cluster import Cluster, ClusterError
from plainfact.progress import Progress
from plainfact.store import Store
from plainfact.workers import Workers

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "broken" / "base" / "content"
CHARTS = 12


def start(name: str, *options: str) -> subprocess.Popen[bytes]:
    """Start a scheduler or a worker on the loopback address."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{name}", *options]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)},
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Return the address of a scheduler, and its two workers, each a process of its own."""
    told = tmp_path / "scheduler.json"
    common = ("--scheduler-file", str(told))
    scheduler = start("scheduler", *common, "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1",
             "--local-directory", str(tmp_path))  # fmt: skip
    workers = [start("worker", *common, *alone) for _ in range(2)]
    try:
        yield str(told), workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a site with a dozen charts."""
    target = tmp_path / "content"
    shutil.copytree(SMALL, target)
    chart = (target / "charts" / "panels.yaml").read_text(encoding="utf-8")
    for number in range(CHARTS):
        name = target / "charts" / f"more_{chr(97 + number)}.yaml"
        name.write_text(chart.replace("leads", "leads" + " more" * number),
                        encoding="utf-8")  # fmt: skip
    return target


class _LosesAWorker(Progress):
    """Kills a worker as soon as a chart has been drawn."""

    def __init__(self, worker: subprocess.Popen[bytes]) -> None:
        self.worker = worker
        self.name = ""

    def stage(self, name: str, total: int = 0) -> None:  # noqa: ARG002 - as the protocol has it
        self.name = name

    def step(self, count: int = 1) -> None:
        if self.name == "Drawing charts" and count:
            self.worker.kill()


def join(told: str, workers: int) -> Cluster:
    """Join the cluster once all its workers are there."""
    address = ""
    for _ in range(600):
        with suppress(OSError, ValueError, ClusterError):
            if not address:
                address = json.loads(Path(told).read_text(encoding="utf-8"))["address"]
            cluster = Cluster(address)
            if cluster.jobs == workers:
                return cluster
            cluster.shutdown()
        time.sleep(0.1)
    raise AssertionError("the cluster did not start")


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    content: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    """Charts are drawn by two workers; one is killed midway, and its work is done again."""
    told, workers = cluster
    executor = join(told, 2)
    with closing(Store(tmp_path / "cache")) as store, Workers(2, executor) as spread:
        outputs = make_site(content, base_url="", no_code=False, store=store, workers=spread,
                            progress=_LosesAWorker(workers[0]))  # fmt: skip
        made = {output.path: output.key for output in outputs}
    assert workers[0].wait(timeout=60) != 0
    assert workers[1].poll() is None
    alone = make_site(content, base_url="", no_code=False)
    assert made == {output.path: output.key for output in alone}


def test_a_cluster_that_is_not_there_is_named() -> None:
    """Where nothing answers, the error says so, and which address was meant."""
    with pytest.raises(ClusterError, match=r"there is no scheduler at tcp://127\.0\.0\.1:1"):
        Cluster("tcp://127.0.0.1:1", patience="1s")
