"""A machine short of processes, threads or memory: papers are made with what there is, or the run stops in words."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.functional.conftest import tree
from tests.support.large_office import write_large_office

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]

NO_PROCESSES = """
import errno, os, sys
from multiprocessing import util
really, left = util.spawnv_passfds, [int(sys.argv[1])]
def spawn(*words):
    left[0] -= 1
    if left[0] < 0:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return really(*words)
util.spawnv_passfds = spawn
from docgen.cli.main import run
sys.exit(run(sys.argv[2:]))
"""
NO_THREADS = """
import sys, threading
really, left = threading._start_new_thread, [int(sys.argv[1])]
def start(*words, **named):
    left[0] -= 1
    if left[0] < 0:
        raise RuntimeError("can't start new thread")
    return really(*words, **named)
threading._start_new_thread = start
from docgen.cli.main import run
sys.exit(run(sys.argv[2:]))
"""
NO_THREADS_IN_WORKERS = """
import os, sys
from pathlib import Path
folder = Path(sys.argv[1])
folder.mkdir()
(folder / "sitecustomize.py").write_text('''
import sys, threading
def start(*words, **named):
    raise RuntimeError("can't start new thread")
if "--multiprocessing-fork" in sys.orig_argv:
    threading._start_new_thread = start
''')
os.environ["PYTHONPATH"] = os.pathsep.join((str(folder), os.getcwd()))
from docgen.cli.main import run
sys.exit(run(sys.argv[2:]))
"""
FAILS = """
import sys
import docgen.production
def build(*words):
    raise {error}
docgen.production.build = build
from docgen.cli.main import run
sys.exit(run(sys.argv[1:]))
"""
HUNGRY_READERS = """
import os, sys
from docgen.production import records_reading
really, parent = records_reading.read_file, os.getpid()
def read_file(file, kind, data):
    if os.getpid() != parent:
        raise MemoryError
    return really(file, kind, data)
records_reading.read_file = read_file
records_reading.read_records.__defaults__ = (2, 1)
from docgen.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of a few enterprises, never changed."""
    return write_large_office(tmp_path_factory.mktemp("thieu") / "van_phong", 8, parks=9)


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The papers of a machine that lacks nothing."""
    from docgen.production import BuildRequest, build

    output = tmp_path_factory.mktemp("du") / "ra"
    build(BuildRequest(folder, output, processes=1))
    return tree(output)


@pytest.mark.parametrize(
    ("good", "how"),
    [(0, "chỉ tiến trình này"), (1, "chỉ tiến trình này"), (2, "chỉ 1 tiến trình")],
    ids=["none", "the tracker only", "one worker"],
)
def test_processes_that_cannot_be_started_are_done_without(
    program: Program, folder: Path, expected: dict[str, bytes], tmp_path: Path, good: int, how: str
) -> None:
    words = ("--thu-muc", folder, "build", "--ra", tmp_path / "ra", "--tien-trinh", "2")
    answer = program(NO_PROCESSES, str(good), *words)
    assert answer.returncode == 0, answer.stderr.decode()
    assert f"máy không cho mở đủ số tiến trình (hết bộ nhớ hoặc hết lượt) nên {how} làm việc" in answer.stdout.decode()
    assert "Traceback" not in answer.stderr.decode()
    assert tree(tmp_path / "ra") == expected


@pytest.mark.parametrize("good", [0, 3])
def test_threads_that_cannot_be_started_are_done_without(
    program: Program, folder: Path, expected: dict[str, bytes], tmp_path: Path, good: int
) -> None:
    answer = program(NO_THREADS, str(good), "--thu-muc", folder, "build", "--ra", tmp_path / "ra", "--tien-trinh", "1")
    assert answer.returncode == 0, answer.stderr.decode()
    assert tree(tmp_path / "ra") == expected


def test_workers_without_threads_are_told_of_in_words(program: Program, folder: Path, tmp_path: Path) -> None:
    words = ("--thu-muc", folder, "build", "--ra", tmp_path / "ra", "--tien-trinh", "2")
    answer = program(NO_THREADS_IN_WORKERS, tmp_path / "sua", *words)
    said = answer.stderr.decode()
    assert answer.returncode == 4, said
    assert "các tiến trình tạo văn bản vừa khởi động đã bị tắt" in said
    assert "--tien-trinh 1" in said
    assert "Traceback" not in said
    assert tree(tmp_path / "ra") == {}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("MemoryError()", "máy hết bộ nhớ"),
        ("OSError(12, 'Cannot allocate memory')", "máy hết bộ nhớ"),
        ("BlockingIOError(11, 'Resource temporarily unavailable')", "máy không cho mở thêm tiến trình"),
        ('RuntimeError("can\'t start new thread")', "máy không cho mở thêm luồng xử lý"),
        ("OSError(24, 'Too many open files')", "đang mở quá nhiều tệp"),
    ],
)
def test_a_shortage_stops_the_command_in_words(program: Program, folder: Path, error: str, words: str) -> None:
    answer = program(FAILS.format(error=error), "--thu-muc", folder, "build")
    said = answer.stderr.decode()
    assert answer.returncode == 4, said
    assert said.startswith(f"Lỗi: {words}")
    assert "hãy đóng bớt chương trình khác, hoặc thêm --tien-trinh 1, rồi chạy lại" in said
    assert len(said.splitlines()) == 1


def test_a_bug_keeps_its_traceback(program: Program, folder: Path) -> None:
    answer = program(FAILS.format(error="RuntimeError('a bug')"), "--thu-muc", folder, "build")
    assert answer.returncode == 1
    assert "RuntimeError: a bug" in answer.stderr.decode()


def test_records_that_other_processes_have_no_memory_for_are_read_here(
    program: Program, folder: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    answer = program(HUNGRY_READERS, "--thu-muc", folder, "build", "--ra", tmp_path / "ra", "--tien-trinh", "1")
    assert answer.returncode == 0, answer.stderr.decode()
    assert "Traceback" not in answer.stderr.decode()
    assert tree(tmp_path / "ra") == expected
