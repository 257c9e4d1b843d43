"""Paths that are too long are told of before anything is written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from docgen.production.path_lengths import PathTooLongError, longest_path, refuse_too_long

PAPER = f"noi_quy/{'a' * 92}.docx"
BESIDE = len(" (bản mới 99)".encode())
WINDOWS = 259


def root_of(length: int) -> Path:
    """A folder, which need not be there, with a path of so many characters."""
    return Path(f"/{'r' * (length - 1)}")


def test_a_folder_that_leaves_just_room_for_the_longest_paper_is_good_and_one_more_is_not() -> None:
    room = WINDOWS - len(PAPER) - BESIDE - 1
    refuse_too_long(root_of(room), ["a.docx", PAPER], None, WINDOWS)
    with pytest.raises(PathTooLongError, match=rf"dài {room + 1} ký tự.* nhiều nhất {room} ký tự.*; chưa ghi"):
        refuse_too_long(root_of(room + 1), ["a.docx", PAPER], None, WINDOWS)


def test_papers_that_may_be_moved_to_the_archive_need_more_room() -> None:
    room = WINDOWS - len(PAPER) - BESIDE - 1
    refuse_too_long(root_of(room - 26), [PAPER], ".docgen/luu_cu", WINDOWS)
    with pytest.raises(PathTooLongError):
        refuse_too_long(root_of(room - 25), [PAPER], ".docgen/luu_cu", WINDOWS)


def test_without_papers_the_journal_must_still_fit() -> None:
    refuse_too_long(root_of(200), [], None, WINDOWS)
    with pytest.raises(PathTooLongError):
        refuse_too_long(root_of(230), [], None, WINDOWS)


def test_the_journal_must_be_one_that_sqlite_can_open_however_long_paths_may_be(tmp_path: Path) -> None:
    length = 512 - len("/.docgen/nhat_ky.sqlite-journal")
    deep = tmp_path
    while (left := length - len(str(deep))) > 0:
        deep /= "s" * min(100, left - 1 if left < 103 else 100)
    assert len(str(deep)) == length
    refuse_too_long(deep, [PAPER], None)
    (deep / ".docgen").mkdir(parents=True)
    with closing(sqlite3.connect(deep / ".docgen/nhat_ky.sqlite")) as base:
        base.execute("create table thu (mot)")
    with pytest.raises(PathTooLongError):
        refuse_too_long(Path(f"{deep}s"), [PAPER], None)


def test_the_limit_is_that_of_the_disk_also_for_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert longest_path(tmp_path) == longest_path(tmp_path / "chua" / "co") > 500
