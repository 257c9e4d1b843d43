"""One run per output folder."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.production.folder_lock import LOCK, FolderInUseError, FolderLock


def test_a_second_run_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    with FolderLock(tmp_path), pytest.raises(FolderInUseError) as caught, FolderLock(tmp_path):
        pass
    assert caught.value.holder is not None
    assert caught.value.holder.host == socket.gethostname()
    assert not caught.value.elsewhere


def test_the_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    with FolderLock(tmp_path):
        pass
    with FolderLock(tmp_path):
        pass
    assert (tmp_path / LOCK).read_bytes() == b""


def test_a_folder_is_taken_over_from_a_dead_run(tmp_path: Path) -> None:
    program = (
        "import os, sys, signal; from pathlib import Path; from docgen.production.folder_lock import FolderLock\n"
        "FolderLock(Path(sys.argv[1])).__enter__(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False, cwd=Path(__file__).parents[3])
    assert "pid" in json.loads((tmp_path / LOCK).read_text())
    with FolderLock(tmp_path):
        pass


def test_a_folder_held_from_another_machine_is_not_taken(tmp_path: Path) -> None:
    holder = {"pid": 1, "host": "may-cua-lan", "since": "05/3/2026 08:00:00"}
    (tmp_path / LOCK).write_text(json.dumps(holder), encoding="utf-8")
    with pytest.raises(FolderInUseError) as caught, FolderLock(tmp_path):
        pass
    assert caught.value.elsewhere
    assert json.loads((tmp_path / LOCK).read_text(encoding="utf-8")) == holder


def test_a_lock_file_with_rubbish_in_it_holds_nobody(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_bytes(b"\xff\xfe rubbish")
    with FolderLock(tmp_path):
        pass
