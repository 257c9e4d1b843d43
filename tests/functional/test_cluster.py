"""A crew on a cluster: a scheduler and workers as processes of their own, talking over the loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from docgen.production.executors import CrewFailureError, Job, cluster, serial
from docgen.production.executors_chunks import MOST_JOBS
from tests.support.large_office import write_large_office
from tests.support.toy_engines import ENGINES, Unopenable, by_position, toy_jobs

pytest.importorskip("distributed")
REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass
class Machines:
    """A scheduler, its address, and the workers started so far."""

    folder: Path
    address: str = ""
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *words: str, count: int = 1) -> list[subprocess.Popen[bytes]]:
        """Start a Dask program of the cluster."""
        settings = {
            **os.environ,
            "PYTHONPATH": str(REPOSITORY),
            "DASK_TEMPORARY_DIRECTORY": str(self.folder),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        command = [sys.executable, "-m", "dask", *words, "--scheduler-file", str(self.folder / "cum.json")]
        with (self.folder / "nhat_ky.txt").open("ab") as log:
            new = [subprocess.Popen([*command, "--no-dashboard"], env=settings, stderr=log) for _ in range(count)]
        self.running += new
        return new

    def start_scheduler(self) -> None:
        """Start the scheduler and wait for its address."""
        self.start("scheduler", "--host", "127.0.0.1", "--port", "0")
        file = self.folder / "cum.json"
        _wait_until(lambda: file.exists() and bool(file.read_text(encoding="utf-8")))
        self.address = json.loads(file.read_text(encoding="utf-8"))["address"]

    def start_workers(self, count: int, *words: str) -> list[subprocess.Popen[bytes]]:
        """Start workers of one thread."""
        return self.start("worker", "--nthreads", "1", "--no-nanny", *words, count=count)

    def end(self) -> None:
        """End everything that still runs."""
        for process in self.running:
            process.kill()
            process.wait()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler without workers."""
    made = Machines(tmp_path)
    try:
        made.start_scheduler()
        yield made
    finally:
        made.end()


def test_a_cluster_makes_what_this_process_makes(machines: Machines) -> None:
    machines.start_workers(2)
    jobs = list(toy_jobs(2_000, length=3_000, at_7={"what": "missing"}))
    expected = by_position(serial().make(ENGINES, jobs))
    assert by_position(cluster(machines.address).make(ENGINES, jobs)) == expected
    assert by_position(cluster(machines.address).make(ENGINES, jobs[:3])) == {key: expected[key] for key in range(3)}


def test_a_worker_killed_at_work_loses_nothing(machines: Machines) -> None:
    first, _ = machines.start_workers(2)
    jobs = list(toy_jobs(10_000, length=3_000))
    found: dict[int, bytes | None] = {}
    with closing(cluster(machines.address).make(ENGINES, jobs)) as made:
        for item in made:
            assert item.position not in found
            found[item.position] = item.data
            if len(found) == 300:
                first.kill()
    assert first.wait() == -9
    assert found == {job.position: ENGINES[job.type_id].make(job.opened()) for job in jobs}


def test_a_worker_that_joins_later_gets_the_engines(machines: Machines) -> None:
    (first,) = machines.start_workers(1)
    jobs = list(toy_jobs(600))
    found = 0
    with closing(cluster(machines.address).make(ENGINES, jobs)) as made:
        for _ in made:
            found += 1
            if found == 100:
                first.kill()
                machines.start_workers(1)
    assert found == 600


def test_a_job_that_kills_every_worker_fails_alone(machines: Machines) -> None:
    machines.start_workers(9)
    jobs = list(toy_jobs(100, at_37={"what": "die"}))
    made = by_position(cluster(machines.address).make(ENGINES, jobs))
    assert "tiến trình tạo văn bản bị tắt giữa chừng" in str(made.pop(37))
    del jobs[37]
    assert made == by_position(serial().make(ENGINES, jobs))


def test_a_bug_stops_the_run_as_itself(machines: Machines) -> None:
    machines.start_workers(1)
    with pytest.raises(ZeroDivisionError, match="a bug of the engine"):
        by_position(cluster(machines.address).make(ENGINES, toy_jobs(50, at_20={"what": "bug"})))
    with pytest.raises(ValueError, match="not a number"):
        by_position(cluster(machines.address).make({"giay": Unopenable()}, toy_jobs(3)))


def test_jobs_are_drawn_only_a_little_ahead(machines: Machines) -> None:
    machines.start_workers(1)
    drawn = furthest = 0

    def jobs() -> Iterator[Job]:
        nonlocal drawn
        for job in toy_jobs(3_000):
            drawn += 1
            yield job

    with closing(cluster(machines.address).make(ENGINES, jobs())) as made:
        for done, _ in enumerate(made, 1):
            furthest = max(furthest, drawn - done)
    assert drawn == 3_000
    assert furthest <= 4 * MOST_JOBS


@pytest.mark.parametrize(
    ("change", "program"),
    [
        ("import docgen; docgen.__version__ = '0.0.1'", r"docgen 0\.0\.1, Python 3\.\d+"),
        ("import platform; platform.python_version = lambda: '3.99.1'", r"docgen [\d.]+, Python 3\.99"),
    ],
    ids=["docgen", "Python"],
)
def test_workers_of_another_version_are_refused(change: str, program: str, machines: Machines) -> None:
    other = machines.folder / "khac.py"
    other.write_text(f"def dask_setup(worker):\n    {change}\n", encoding="utf-8")
    machines.start_workers(1, "--preload", str(other))
    with pytest.raises(CrewFailureError, match=rf"phiên bản khác: tcp://127\.0\.0\.1:\d+ \({program}\)"):
        by_position(cluster(machines.address).make(ENGINES, toy_jobs(5)))


def test_a_worker_of_another_version_that_joins_later_stops_the_run(machines: Machines) -> None:
    (first,) = machines.start_workers(1)
    other = machines.folder / "khac.py"
    other.write_text("def dask_setup(worker):\n    import docgen; docgen.__version__ = '0.0.1'\n", encoding="utf-8")
    with closing(cluster(machines.address).make(ENGINES, toy_jobs(100_000))) as made:
        next(made)
        first.kill()
        machines.start_workers(1, "--preload", str(other))
        with pytest.raises(CrewFailureError, match=r"phiên bản khác: tcp://127\.0\.0\.1:\d+ \(docgen 0\.0\.1"):
            by_position(made)


def test_a_worker_without_docgen_is_refused(machines: Machines) -> None:
    without = machines.folder / "khong.py"
    without.write_text(
        "import sys\nfrom pathlib import Path\n\ndef dask_setup(worker):\n"
        "    sys.path[:] = [path for path in sys.path if not Path(path, 'docgen').is_dir()]\n",
        encoding="utf-8",
    )
    machines.start_workers(1, "--preload", str(without))
    with pytest.raises(CrewFailureError, match="chưa cài docgen"):
        by_position(cluster(machines.address).make(ENGINES, toy_jobs(5)))


def test_a_scheduler_that_is_not_there_is_told_in_words() -> None:
    with pytest.raises(CrewFailureError, match=r"không kết nối được với máy điều phối «tcp://127\.0\.0\.1:9»"):
        by_position(cluster("tcp://127.0.0.1:9").make(ENGINES, toy_jobs(5)))


@pytest.mark.parametrize(
    "address", ["", "máy 5", "ftp://may:21", "tcp://127.0.0.1:99999", "tcp://127.0.0.1", "tcp://:8786"]
)
def test_an_address_that_is_none_is_told_in_words(address: str) -> None:
    with pytest.raises(CrewFailureError, match="không kết nối được"):
        by_position(cluster(address).make(ENGINES, toy_jobs(5)))


def test_a_scheduler_that_goes_away_is_told_in_words(machines: Machines) -> None:
    machines.start_workers(1)
    with closing(cluster(machines.address).make(ENGINES, toy_jobs(100_000))) as made:
        next(made)
        machines.running[0].kill()
        with pytest.raises(CrewFailureError, match="mất kết nối với máy điều phối"):
            by_position(made)


def test_the_command_works_on_a_cluster_and_stops_on_ctrl_c(machines: Machines) -> None:
    machines.start_workers(2)
    office = write_large_office(machines.folder / "van_phong", 250)
    words = ["build", "noi_quy", "--thu-muc", str(office)]
    run = _start_docgen(*words, "--cum", machines.address)
    _wait_until(lambda: any((office / "output").rglob("*.docx")))
    os.killpg(run.pid, signal.SIGINT)
    out, said = run.communicate(timeout=60)
    assert run.returncode == 130, said.decode()
    assert said.decode().strip().splitlines()[-1].startswith("Đã dừng theo yêu cầu.")
    assert "Traceback" not in (out + said).decode()
    run = _start_docgen(*words, "--cum", machines.address)
    out, said = run.communicate(timeout=100)
    assert run.returncode == 0
    assert all(line.startswith("Đã làm ") for line in said.decode().splitlines())
    on_cluster = {path.name: path.read_bytes() for path in (office / "output").rglob("*.docx")}
    run = _start_docgen(*words, "--ra", str(office / "khac"), "--tien-trinh", "1")
    out, said = run.communicate(timeout=100)
    assert run.returncode == 0
    assert on_cluster == {path.name: path.read_bytes() for path in (office / "khac").rglob("*.docx")}
    assert len(on_cluster) == 250


def test_the_command_says_that_the_scheduler_is_not_there(tmp_path: Path) -> None:
    office = write_large_office(tmp_path / "van_phong", 3)
    run = _start_docgen("build", "noi_quy", "--thu-muc", str(office), "--cum", "may5")
    _, said = run.communicate(timeout=100)
    assert run.returncode == 4
    assert "không kết nối được với máy điều phối «may5»" in said.decode()
    assert "Traceback" not in said.decode()


def _start_docgen(*words: str) -> subprocess.Popen[bytes]:
    settings = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "docgen", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=settings, stdout=pipe, stderr=pipe, start_new_session=True)


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, "it did not come to that within a minute"
        time.sleep(0.02)
