"""Wrong records left out, with all that depends on them, and told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen.diagnostics import has_errors
from docgen.production.check import check_office
from docgen.production.leaving_out import leave_out_wrong


@pytest.fixture
def office(repository: Path, tmp_path: Path) -> Path:
    shutil.copytree(repository / "tests/dossiers/nho/records", tmp_path / "records")
    shutil.copytree(repository / "templates", tmp_path / "templates")
    return tmp_path


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def names(office: Path) -> dict[str, str]:
    return {item.name: item.reason for item in leave_out_wrong(check_office(office))[1]}


def test_nothing_is_left_out_of_a_sound_office(office: Path) -> None:
    checked = check_office(office)
    dossier, omissions, standing = leave_out_wrong(checked)
    assert omissions == ()
    assert not has_errors(standing)
    assert dict(dossier.records()).keys() == dict(checked.dossier.records()).keys()


def test_a_wrong_record_goes_and_takes_with_it_what_needs_it(office: Path) -> None:
    spoil(office / "records/khu/khu.yaml", "loai: CCN", "loai: CCM")
    left = names(office)
    assert left["khu, cụm công nghiệp ccn_an_xa"] == "có lỗi"
    assert "khu, cụm công nghiệp ccn_an_xa" in left["doanh nghiệp ax001"]
    assert "kết quả đánh giá năm 2017" in left
    assert "doanh nghiệp bm001" not in left


def test_a_record_that_breaks_a_rule_across_records_goes_too(office: Path) -> None:
    spoil(office / "records/doanh_nghiep/bm001.yaml", "so_nguoi: 12", "so_nguoi: 0")
    left = names(office)
    assert left["doanh nghiệp bm001"] == "có lỗi"
    assert "doanh nghiệp bm001" in left["danh sách khen thưởng năm 2017"]


def test_what_stays_passes_the_gate(office: Path) -> None:
    spoil(office / "records/doanh_nghiep/bm001.yaml", "so_nguoi: 12", "so_nguoi: 0")
    spoil(office / "records/khu/khu.yaml", "loai: CCN", "loai: CCM")
    dossier, _, standing = leave_out_wrong(check_office(office))
    assert not has_errors(standing)
    assert list(dossier.enterprises) == ["bm002"]


def test_a_file_that_cannot_be_read_is_told_as_a_whole(office: Path) -> None:
    (office / "records/doanh_nghiep/bm002.yaml").write_bytes("tên: Công ty".encode("cp1258", "replace") + b"\xff\xfe")
    assert names(office)["cả tệp"] == "không đọc được"


def test_a_complaint_about_a_template_stays(office: Path) -> None:
    (office / "templates/the_thuc/nd30_2020.yaml").unlink()
    assert has_errors(leave_out_wrong(check_office(office))[2])
