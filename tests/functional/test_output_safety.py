"""Killed, locked, edited: nothing that a person did is lost, nothing half-made gets a name."""

from __future__ import annotations

import signal
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.functional.conftest import tree

KILLED_WHILE_MAKING = """
import os, signal, sys
from pathlib import Path
from docgen.production import BuildRequest, build

def progress(done, total, title):
    if done == 3:
        os.kill(os.getpid(), signal.SIGKILL)

folder = Path(sys.argv[1])
build(BuildRequest(folder, folder / "output"), progress)
"""
KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from docgen.production import BuildRequest, build

real, count = os.fsync, 0

def fsync(handle):
    global count
    count += 1
    if count == 3:
        os.ftruncate(handle, 100)
        os.kill(os.getpid(), signal.SIGKILL)
    real(handle)

os.fsync = fsync
folder = Path(sys.argv[1])
build(BuildRequest(folder, folder / "output"))
"""
HOLDS_THE_FOLDER = """
import sys
from pathlib import Path
from docgen.cli.main import run
from docgen.production.folder_lock import FolderLock

folder = Path(sys.argv[1])
(folder / "output").mkdir()
with FolderLock(folder / "output"):
    sys.exit(run(["--thu-muc", str(folder), "build"]))
"""
STOPPED = """
import os, signal, sys
from docgen.cli import progress_bar
from docgen.cli.main import run

def plain(done, total, title):
    if done == 3:
        os.kill(os.getpid(), signal.SIGINT)

progress_bar._plain = plain
sys.exit(run(["--thu-muc", sys.argv[1], "build"]))
"""


def files(folder: Path) -> dict[str, bytes]:
    return {Path(path).name: data for path, data in tree(folder).items()}


@pytest.mark.parametrize("source", [KILLED_WHILE_MAKING, KILLED_WHILE_WRITING])
def test_a_killed_run_leaves_no_half_file_and_the_next_one_completes(
    office: Path, docgen: Callable[..., Any], program: Callable[..., Any], source: str, tmp_path: Path
) -> None:
    docgen("--thu-muc", office, "build", "--ra", tmp_path / "dung")
    killed = program(source, office)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    left = files(office / "output")
    whole = files(tmp_path / "dung")
    assert 0 < len(left) < len(whole)
    assert all(whole[name] == data for name, data in left.items())
    answer = docgen("--thu-muc", office, "build")
    assert answer.code == 0, answer.err
    assert files(office / "output") == whole
    assert not list((office / "output").rglob("*.tmp"))


def test_papers_of_a_killed_run_follow_the_records_afterwards(
    office: Path, docgen: Callable[..., Any], program: Callable[..., Any]
) -> None:
    program(KILLED_WHILE_MAKING, office)
    for file in (office / "records/doanh_nghiep").iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace("Lô C2", "Lô C3"), encoding="utf-8")
    assert docgen("--thu-muc", office, "build").code == 0
    assert not [name for name in files(office / "output") if "bản mới" in name]


def test_a_paper_edited_by_hand_is_never_written_over(office: Path, docgen: Callable[..., Any]) -> None:
    docgen("--thu-muc", office, "build")
    edited = next((office / "output/noi_quy").rglob("*bm001*"))
    edited.write_bytes(b"sua tay")
    answer = docgen("--thu-muc", office, "build")
    assert answer.code == 0
    assert edited.read_bytes() == b"sua tay"
    beside = edited.with_name(f"{edited.stem} (bản mới).docx")
    assert zipfile.is_zipfile(beside)
    assert "1 tệp đã được sửa tay" in answer.out
    assert "bản mới" in answer.out


def test_a_held_folder_names_the_holder(office: Path, program: Callable[..., Any]) -> None:
    answer = program(HOLDS_THE_FOLDER, office)
    assert answer.returncode == 4
    said = answer.stderr.decode("utf-8")
    assert "đang được dùng" in said
    assert "tiến trình" in said


def test_a_paper_open_in_word_is_reported(office: Path, docgen: Callable[..., Any]) -> None:
    docgen("--thu-muc", office, "build")
    paper = next((office / "output/noi_quy").rglob("*bm001*"))
    (paper.parent / f"~${paper.name[2:]}").write_bytes(b"owner")
    record = office / "records/doanh_nghiep/bm001.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("Lô C2", "Lô C9"), encoding="utf-8")
    before = paper.read_bytes()
    answer = docgen("--thu-muc", office, "build")
    assert answer.code == 4
    assert "đang mở" in answer.out
    assert paper.read_bytes() == before


def test_ctrl_c_leaves_whole_papers_and_says_so(
    office: Path, docgen: Callable[..., Any], program: Callable[..., Any]
) -> None:
    stopped = program(STOPPED, office)
    assert stopped.returncode == 130, stopped.stderr.decode()
    assert "Đã dừng" in stopped.stderr.decode("utf-8")
    assert "Traceback" not in stopped.stderr.decode("utf-8")
    assert len(files(office / "output")) == 3
    assert docgen("--thu-muc", office, "build").code == 0
    assert len(files(office / "output")) == 6


def test_an_output_path_through_a_file_is_the_disks_matter(
    office: Path, docgen: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "tep").write_bytes(b"")
    answer = docgen("--thu-muc", office, "build", "--ra", tmp_path / "tep" / "ra")
    assert answer.code == 4
    assert answer.err.startswith("Lỗi: ")
    assert "Traceback" not in answer.err
