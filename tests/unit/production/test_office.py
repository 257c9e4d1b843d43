"""Reading the files of an office folder."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from docgen.production import office as room
from docgen.production.office import read_office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "van_phong/records/khu").mkdir(parents=True)
    (tmp_path / "van_phong/templates").mkdir()
    return tmp_path / "van_phong"


def codes(folder: Path) -> list[str]:
    return [item.rule.code for item in read_office(folder)[1]]


def test_files_are_named_by_their_path_with_slashes(folder: Path) -> None:
    (folder / "records/khu/a.yaml").write_bytes(b"x")
    office, complaints = read_office(folder)
    assert office.records == {"records/khu/a.yaml": b"x"}
    assert complaints == []


def test_names_are_composed_whatever_the_disk_says(folder: Path) -> None:
    (folder / "records/khu" / unicodedata.normalize("NFD", "Bảo.yaml")).write_bytes(b"x")
    assert list(read_office(folder)[0].records) == ["records/khu/Bảo.yaml"]


@pytest.mark.parametrize("name", ["~$mau.docx", ".an.yaml", "a.tmp", "a.yaml~", "Thumbs.db"])
def test_what_programs_leave_behind_is_passed_over(folder: Path, name: str) -> None:
    (folder / "records/khu" / name).write_bytes(b"x")
    assert read_office(folder) == (read_office(folder)[0], [])
    assert read_office(folder)[0].records == {}


@pytest.mark.parametrize("missing", ["records", "templates"])
def test_a_missing_folder_is_a_complaint_that_says_what_to_do(folder: Path, missing: str) -> None:
    for child in sorted((folder / missing).rglob("*"), reverse=True):
        child.rmdir()
    (folder / missing).rmdir()
    (complaint,) = read_office(folder)[1]
    assert complaint.rule.code == "thieu-thu-muc"
    assert any("docgen init" in hint for hint in complaint.hints)


def test_a_link_to_a_file_outside_is_not_read(folder: Path) -> None:
    (folder.parent / "bi_mat").write_bytes(b"x")
    (folder / "records/khu/a.yaml").symlink_to(folder.parent / "bi_mat")
    assert codes(folder) == ["lien-ket-ra-ngoai"]
    assert read_office(folder)[0].records == {}


def test_a_linked_folder_is_not_entered(folder: Path) -> None:
    (folder / "records/khu/vong").symlink_to(folder / "records", target_is_directory=True)
    assert codes(folder) == ["lien-ket-ra-ngoai"]


def test_records_that_are_a_link_to_elsewhere_are_not_read(folder: Path) -> None:
    (folder / "records").rename(folder.parent / "noi_khac")
    (folder / "records").symlink_to(folder.parent / "noi_khac", target_is_directory=True)
    assert codes(folder) == ["lien-ket-ra-ngoai"]


def test_an_absurdly_large_file_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LARGEST_FILE", 10)
    (folder / "records/khu/a.yaml").write_bytes(b"x" * 11)
    (folder / "records/khu/b.yaml").write_bytes(b"x" * 10)
    assert codes(folder) == ["tep-van-phong-qua-lon"]
    assert list(read_office(folder)[0].records) == ["records/khu/b.yaml"]


def test_too_many_files_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 2)
    for number in range(3):
        (folder / f"records/khu/{number}.yaml").write_bytes(b"x")
    assert codes(folder) == ["qua-nhieu-tep"]


def test_a_named_pipe_does_not_hold_the_program(folder: Path) -> None:
    os.mkfifo(folder / "records/khu/ong.yaml")
    assert codes(folder) == ["khong-phai-tep-thuong"]


def test_a_name_in_a_broken_encoding_is_complained_about(folder: Path) -> None:
    (Path(os.fsdecode(bytes(folder / "records/khu") + b"/\xff.yaml"))).write_bytes(b"x")
    assert codes(folder) == ["ten-tep-hong"]
