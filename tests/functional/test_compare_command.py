"""``docgen compare`` on files and folders as a clerk has them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.change_oracle import view
from tests.support.word_building import docx, p

OLD = docx(p("NỘI QUY"), p("Điều 1. Thẻ ra vào của người lao động"), p("Điều 2. Nhà xe"), p("Nơi nhận:"))
NEW = docx(p("NỘI QUY"), p("Điều 1. Thẻ ra vào của khách"), p("Điều 2. =Ca đêm"), p("Điều 3. Nhà xe"), p("Nơi nhận:"))

Command = Callable[..., Any]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """An old and a new folder of papers, and where the results go."""
    old, new = tmp_path / "cu", tmp_path / "moi"
    files = {
        "cu/khu_a/ax001-noi_quy_cong_ty_a.docx": OLD,
        "moi/khu_a/ax001-noi_quy_cong_ty_a_doi_ten.docx": NEW,
        "cu/khu_a/ax002-noi_quy_b.docx": OLD,
        "moi/khu_a/ax002-noi_quy_b.docx": OLD,
        "cu/bx009-noi_quy_bo.docx": OLD,
        "moi/cx003-noi_quy_them.docx": NEW,
        "moi/.docgen/luu_cu/ax001-noi_quy.docx": OLD,
        "moi/~$001-noi_quy.docx": b"khoa",
        "moi/ghi_chu.txt": b"abc",
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return old, new, tmp_path / "ket_qua"


def _rows(file: Path, sheet: str) -> list[tuple[str, ...]]:
    page = openpyxl.load_workbook(file)[sheet]
    return [tuple(str(cell.value or "") for cell in row) for row in page.iter_rows(min_row=2)]


def test_two_files_give_one_redline_and_a_list(docgen: Command, tmp_path: Path) -> None:
    old, new = tmp_path / "cu.docx", tmp_path / "moi.docx"
    old.write_bytes(OLD)
    new.write_bytes(NEW)
    answer = docgen("compare", old, new, "--ra", tmp_path / "ra")
    assert (answer.code, answer.err) == (0, "")
    assert "Thay đổi: thêm 1, sửa 1, đổi số 1." in answer.out
    redline = (tmp_path / "ra/moi.docx").read_bytes()
    assert view(redline, "accept") == view(NEW)
    assert view(redline, "refuse") == view(OLD)
    rows = _rows(tmp_path / "ra/tom_tat.xlsx", "Thay đổi")
    assert [row[1:5] for row in rows] == [
        ("điều", "sửa", "Điều 1", "Điều 1"),
        ("điều", "thêm", "", "Điều 2"),
        ("điều", "đổi số", "Điều 2", "Điều 3"),
    ]
    assert rows[1][6] == "=Ca đêm"
    assert (old.read_bytes(), new.read_bytes()) == (OLD, NEW)


def test_the_redline_may_be_given_a_name(docgen: Command, tmp_path: Path) -> None:
    (tmp_path / "cu.docx").write_bytes(OLD)
    (tmp_path / "moi.docx").write_bytes(NEW)
    answer = docgen("compare", tmp_path / "cu.docx", tmp_path / "moi.docx", "--ra", tmp_path / "khac/sua_doi.docx")
    assert answer.code == 0
    assert sorted(path.name for path in (tmp_path / "khac").iterdir()) == ["sua_doi.docx", "tom_tat.xlsx"]


@pytest.mark.parametrize("processes", ["1", "2"])
def test_folders_are_paired_by_path_and_else_by_code(
    docgen: Command, folders: tuple[Path, Path, Path], processes: str
) -> None:
    old, new, output = folders
    answer = docgen("compare", old, new, "--ra", output, "--tien-trinh", processes)
    assert (answer.code, answer.err) == (0, "")
    assert "Đã so sánh 2 cặp văn bản: 1 cặp có thay đổi." in answer.out
    written = sorted(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    assert written == ["khu_a/ax001-noi_quy_cong_ty_a_doi_ten.docx", "tom_tat.xlsx"]
    papers = {row[0]: row[1] for row in _rows(output / "tom_tat.xlsx", "Văn bản")}
    assert papers == {
        "khu_a/ax001-noi_quy_cong_ty_a_doi_ten.docx": "có thay đổi",
        "khu_a/ax002-noi_quy_b.docx": "không đổi",
        "cx003-noi_quy_them.docx": "mới",
        "bx009-noi_quy_bo.docx": "không còn",
    }
    assert "Mới, không có bản cũ: 1" in answer.out
    assert "Không còn trong bản mới: 1" in answer.out


def test_a_second_run_changes_nothing_and_keeps_what_was_edited(
    docgen: Command, folders: tuple[Path, Path, Path]
) -> None:
    old, new, output = folders
    docgen("compare", old, new, "--ra", output)
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    docgen("compare", old, new, "--ra", output)
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
    edited = output / "khu_a/ax001-noi_quy_cong_ty_a_doi_ten.docx"
    edited.write_bytes(b"sua tay")
    docgen("compare", old, new, "--ra", output)
    assert edited.read_bytes() == b"sua tay"
    assert edited.with_name("ax001-noi_quy_cong_ty_a_doi_ten-2.docx").read_bytes() == before[edited]


def test_an_input_is_never_written_over(docgen: Command, tmp_path: Path) -> None:
    (tmp_path / "cu.docx").write_bytes(OLD)
    (tmp_path / "moi.docx").write_bytes(NEW)
    docgen("compare", tmp_path / "cu.docx", tmp_path / "moi.docx", "--ra", tmp_path / "moi.docx")
    assert (tmp_path / "moi.docx").read_bytes() == NEW
    assert view((tmp_path / "moi-2.docx").read_bytes(), "accept") == view(NEW)


def test_a_scan_among_many_is_named_and_the_others_are_compared(
    docgen: Command, folders: tuple[Path, Path, Path]
) -> None:
    old, new, output = folders
    (old / "khu_a/ax002-noi_quy_b.docx").write_bytes(b"%PDF-1.4")
    answer = docgen("compare", old, new, "--ra", output)
    assert answer.code == 3
    assert "ax002-noi_quy_b.docx: lỗi [van-ban-khong-phai-docx]" in answer.err
    assert "Không so sánh được: 1" in answer.out
    assert (output / "khu_a/ax001-noi_quy_cong_ty_a_doi_ten.docx").exists()


def test_one_file_that_cannot_be_read_writes_nothing(docgen: Command, tmp_path: Path) -> None:
    (tmp_path / "cu.docx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    (tmp_path / "moi.docx").write_bytes(NEW)
    answer = docgen("compare", tmp_path / "cu.docx", tmp_path / "moi.docx", "--ra", tmp_path / "ra")
    assert answer.code == 1
    assert "dạng Word cũ (.doc)" in answer.err
    assert not (tmp_path / "ra").exists()


def test_like_papers_leave_no_redline(docgen: Command, tmp_path: Path) -> None:
    (tmp_path / "cu.docx").write_bytes(OLD)
    (tmp_path / "moi.docx").write_bytes(OLD)
    answer = docgen("compare", tmp_path / "cu.docx", tmp_path / "moi.docx", "--ra", tmp_path / "ra")
    assert answer.code == 0
    assert "giống nhau" in answer.out
    assert not (tmp_path / "ra/moi.docx").exists()


@pytest.mark.parametrize(
    ("old", "new", "output", "words"),
    [
        ("cu", "khong_co", "ra", "không có tệp hoặc thư mục"),
        ("cu", "moi/ghi_chu.txt", "ra", "hai tệp với nhau, hoặc hai thư mục"),
        ("cu", "cu", "ra", "cùng một tệp hoặc thư mục"),
        ("cu", "moi", "moi/ra", "không được nằm trong"),
        ("cu", "moi", "ra.docx", "phải là một thư mục"),
    ],
)
def test_a_request_without_sense_is_refused(
    docgen: Command, folders: tuple[Path, Path, Path], old: str, new: str, output: str, words: str
) -> None:
    root = folders[0].parent
    answer = docgen("compare", root / old, root / new, "--ra", root / output)
    assert answer.code == 2
    assert words in answer.err
    assert not (root / output).exists()
