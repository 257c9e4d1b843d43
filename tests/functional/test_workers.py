"""Worker processes that die, and runs that are stopped: nothing is lost, nothing is left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from docgen.production.executors import CrewFailureError, Made, processes, serial
from docgen.production.executors_chunks import FIRST_JOBS
from tests.support.large_office import write_large_office
from tests.support.toy_engines import ENGINES, by_position, toy_jobs

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from contextlib import closing
from pathlib import Path
from docgen.production.executors import processes
from tests.support.large_office import write_large_office
from tests.support.toy_engines import ENGINES, toy_jobs

def main():
    wait = {{"what": "wait", "mark": sys.argv[1] + ".never"}}
    with closing(processes(2).make(ENGINES, toy_jobs(1_000_000, at_500={special}, at_520={special}))) as made:
        for count, _ in enumerate(made):
            if count == 100:
                Path(sys.argv[1]).touch()

if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    """Start the program above and wait until it has made a hundred papers; what is left of it is ended afterwards."""
    runs: list[subprocess.Popen[bytes]] = []

    def start(special: str) -> subprocess.Popen[bytes]:
        script, mark = tmp_path / "chay.py", tmp_path / "dang_chay"
        script.write_text(PROGRAM.format(special=special), encoding="utf-8")
        settings = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        run = subprocess.Popen(
            [sys.executable, str(script), str(mark)], env=settings, stderr=subprocess.PIPE, start_new_session=True
        )
        runs.append(run)
        _wait_until(mark.exists)
        return run

    yield start
    for run in runs:
        run.kill()
        run.communicate()


@pytest.mark.parametrize("special", ["{}", "wait"], ids=["working", "a worker does not answer"])
def test_ctrl_c_in_a_terminal_stops_everything(special: str, started: Callable[[str], subprocess.Popen[bytes]]) -> None:
    run = started(special)
    children = psutil.Process(run.pid).children(recursive=True)
    assert len(children) >= 2
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert said == b""
    _wait_until(lambda: not _alive(children))


@pytest.mark.parametrize("special", ["{}", "wait"], ids=["working", "a worker does not answer"])
def test_workers_end_with_a_parent_that_is_killed(
    special: str, started: Callable[[str], subprocess.Popen[bytes]]
) -> None:
    run = started(special)
    children = psutil.Process(run.pid).children(recursive=True)
    run.kill()
    _wait_until(lambda: not _alive(children))


def test_workers_that_still_start_leave_ctrl_c_to_the_parent(tmp_path: Path) -> None:
    script, mark = tmp_path / "chay.py", tmp_path / "dang_chay"
    script.write_text(PROGRAM.format(special="{}"), encoding="utf-8")
    settings = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    run = subprocess.Popen(
        [sys.executable, str(script), str(mark)], env=settings, stderr=subprocess.PIPE, start_new_session=True
    )
    parent = psutil.Process(run.pid)
    _wait_until(lambda: len(_workers(parent)) == 2)
    children = parent.children(recursive=True)
    for worker in _workers(parent):
        worker.send_signal(signal.SIGINT)
    _wait_until(mark.exists)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert said == b""
    _wait_until(lambda: not _alive(children))


def test_ctrl_c_stops_the_command_and_leaves_no_worker(tmp_path: Path) -> None:
    office = write_large_office(tmp_path / "van_phong", 400)
    command = [sys.executable, "-m", "docgen", "build", "noi_quy", "--tien-trinh", "2", "--thu-muc", str(office)]
    settings = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    run = subprocess.Popen(
        command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        parent = psutil.Process(run.pid)
        _wait_until(lambda: len(_workers(parent)) == 2 and any((office / "output").rglob("*.docx")))
        children = parent.children(recursive=True)
        os.killpg(run.pid, signal.SIGINT)
        out, said = run.communicate(timeout=60)
    finally:
        run.kill()
        run.communicate()
    assert run.returncode == 130
    assert "Đã dừng theo yêu cầu" in said.decode()
    assert "Traceback" not in (out + said).decode()
    _wait_until(lambda: not _alive(children))
    written = len(list((office / "output").rglob("*.docx")))
    assert 0 < written < 400
    assert subprocess.run(command, env=settings, capture_output=True, check=False).returncode == 0
    assert len(list((office / "output").rglob("*.docx"))) == 400


def test_a_worker_killed_at_work_loses_nothing(tmp_path: Path) -> None:
    jobs = list(toy_jobs(2_000, at_700={"what": "die once", "mark": str(tmp_path / "a")}))
    made = by_position(processes(2).make(ENGINES, jobs))
    assert (tmp_path / "a").exists()
    assert made == by_position(serial().make(ENGINES, jobs))


@pytest.mark.parametrize("seed", range(2))
def test_workers_killed_at_random_moments_lose_nothing(seed: int) -> None:
    chance = random.Random(seed)
    jobs = list(toy_jobs(4_000, length=20_000))
    killed = 0
    found: dict[int, bytes | None] = {}
    with closing(processes(2).make(ENGINES, jobs)) as made:
        for item in made:
            assert item.position not in found
            found[item.position] = item.data
            if killed < 8 and chance.random() < 0.006:
                workers = _workers(psutil.Process())
                if workers:
                    chance.choice(workers).kill()
                    killed += 1
    assert killed == 8
    assert found == {job.position: ENGINES[job.type_id].make(job.opened()) for job in jobs}


def test_a_worker_killed_in_the_middle_of_a_long_answer_does_not_hang_the_run() -> None:
    jobs = list(toy_jobs(12, length=30_000_000))
    stop = threading.Event()
    killed = 0

    def kill_now_and_then() -> None:
        nonlocal killed
        while not stop.wait(0.02) and killed < 3:
            for worker in _workers(psutil.Process()):
                # What a worker has allocated tells that it is about to answer.
                if worker.is_running() and _size(worker) > 150_000_000 and killed < 3:
                    worker.kill()
                    killed += 1

    killer = threading.Thread(target=kill_now_and_then)
    killer.start()
    try:
        positions = sorted(item.position for item in processes(1).make(ENGINES, jobs))
    finally:
        stop.set()
        killer.join()
    assert killed
    assert positions == list(range(12))


def test_a_job_that_kills_every_worker_fails_alone() -> None:
    jobs = list(toy_jobs(300, at_37={"what": "die"}))
    made = by_position(processes(2).make(ENGINES, jobs))
    assert "tiến trình tạo văn bản bị tắt giữa chừng" in str(made.pop(37))
    del jobs[37]
    assert made == by_position(serial().make(ENGINES, jobs))


def test_several_such_jobs_side_by_side_fail_alone() -> None:
    jobs = list(toy_jobs(60, at_0={"what": "die"}, at_1={"what": "die"}, at_2={"what": "die"}, at_59={"what": "die"}))
    made = by_position(processes(3).make(ENGINES, jobs))
    assert sorted(position for position, paper in made.items() if isinstance(paper, str)) == [0, 1, 2, 59]
    assert len(made) == 60


def test_few_papers_are_shared_out_to_all_workers(tmp_path: Path) -> None:
    """The first paper waits until the other worker has made the fifth one, which is in the second chunk."""
    fields = {"what": "wait", "mark": str(tmp_path / "a")}
    jobs = list(toy_jobs(FIRST_JOBS * 2, at_0=fields))
    made = set()
    with closing(processes(2).make(ENGINES, jobs)) as all_made:
        for item in all_made:
            made.add(item.position)
            if item.position == FIRST_JOBS:
                (tmp_path / "a").touch()
    assert made == set(range(FIRST_JOBS * 2))


def test_workers_that_cannot_even_start_are_reported(tmp_path: Path) -> None:
    script = tmp_path / "chay.py"
    script.write_text(
        "from docgen.production.executors import processes\n"
        "from tests.support.toy_engines import ENGINES, toy_jobs\n"
        "list(processes(2).make(ENGINES, toy_jobs(9)))\n",
        encoding="utf-8",
    )
    settings = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, str(script)], env=settings, capture_output=True, check=False, timeout=120)
    assert done.returncode == 1
    assert f"{CrewFailureError.__name__}: các tiến trình tạo văn bản vừa khởi động đã bị tắt" in done.stderr.decode()


@pytest.mark.parametrize("leave", ["end", "close", "error"])
def test_no_worker_outlives_its_run(leave: str) -> None:
    def some() -> Generator[Made, None, None]:
        with closing(processes(2).make(ENGINES, toy_jobs(200))) as made:
            yield from made

    run = some()
    next(run)
    assert _workers(psutil.Process())
    if leave == "end":
        list(run)
    elif leave == "close":
        run.close()
    else:
        with pytest.raises(OSError, match="đĩa đầy"):
            run.throw(OSError(28, "đĩa đầy"))
    assert not _workers(psutil.Process())


def _workers(parent: psutil.Process) -> list[psutil.Process]:
    found = []
    for child in parent.children():
        try:
            if "spawn_main" in " ".join(child.cmdline()):
                found.append(child)
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
    return found


def _size(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, "it did not come to that within a minute"
        time.sleep(0.02)
