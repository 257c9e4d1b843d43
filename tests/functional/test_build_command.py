"""``docgen build``: from a folder of records to papers."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest


def papers(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_all_papers_of_an_office_are_made(office: Path, docgen: Callable[..., Any]) -> None:
    answer = docgen("--thu-muc", office, "build")
    assert answer.code == 0, answer.err
    made = papers(office / "output")
    assert sum(path.startswith("noi_quy/") for path in made) == 3
    assert len(made) == 6
    assert {Path(path).suffix for path in made} == {".docx", ".pdf"}
    for path in made:
        if path.endswith(".docx"):
            assert zipfile.ZipFile(office / "output" / path).testzip() is None


def test_the_summary_counts_names_and_places_the_papers(office: Path, docgen: Callable[..., Any]) -> None:
    out = docgen("--thu-muc", office, "build").out
    assert "Đã làm 6 văn bản" in out
    assert "giây" in out
    assert str(office / "output") in out


def test_the_summary_says_why_a_park_gets_no_certificate(office: Path, docgen: Callable[..., Any]) -> None:
    out = docgen("--thu-muc", office, "build").out
    assert "Cụm công nghiệp An Xá" in out
    assert "đạt 62,5 %, thiếu 7,5 so với mức 70 %" in out


def test_a_wrong_record_stops_everything_before_the_first_file(office: Path, docgen: Callable[..., Any]) -> None:
    spoil(office / "records/doanh_nghiep/bm002.yaml", "khu: kcn_bao_minh", "khu: kcn_bao_min")
    answer = docgen("--thu-muc", office, "build")
    assert answer.code == 1
    assert not (office / "output").exists()
    assert "records/doanh_nghiep/bm002.yaml:5:6: lỗi [ma-khong-co]" in answer.err
    assert "khu: kcn_bao_min\n" in answer.err
    assert "^^^" in answer.err
    assert "Có phải «kcn_bao_minh» không?" in answer.err
    assert answer.out == ""


def test_mistakes_of_records_and_templates_are_shown_together(office: Path, docgen: Callable[..., Any]) -> None:
    spoil(office / "records/doanh_nghiep/bm001.yaml", "so_lao_dong: 450", "so_lao_dong: nhiều")
    spoil(office / "templates/noi_quy/khai_bao.yaml", "doi_tuong: doanh_nghiep", "doi_tuong: doanh_nghie")
    err = docgen("--thu-muc", office, "build").err
    assert "bm001.yaml" in err
    assert "templates/noi_quy/khai_bao.yaml" in err


def test_wrong_records_can_be_left_out(office: Path, docgen: Callable[..., Any]) -> None:
    spoil(office / "records/doanh_nghiep/bm002.yaml", "so_lao_dong: 450", "so_lao_dong: nhiều")
    answer = docgen("--thu-muc", office, "build", "--bo-qua-loi")
    assert answer.code == 3
    made = papers(office / "output")
    assert sum(path.startswith("noi_quy/") for path in made) == 2
    assert "doanh nghiệp bm002" in answer.out
    # The list of 2017 commends someone of bm002, so it cannot be made either, and the summary says so.
    assert "danh sách khen thưởng năm 2017" in answer.out
    assert not any("danh_sach_khen_thuong" in path for path in made)


def test_wrong_templates_are_never_left_out(office: Path, docgen: Callable[..., Any]) -> None:
    spoil(office / "templates/noi_quy/khai_bao.yaml", "doi_tuong: doanh_nghiep", "doi_tuong: doanh_nghie")
    assert docgen("--thu-muc", office, "build", "--bo-qua-loi").code == 1
    assert not (office / "output").exists()


def test_a_dry_run_writes_nothing(office: Path, docgen: Callable[..., Any]) -> None:
    answer = docgen("--thu-muc", office, "build", "--thu")
    assert answer.code == 0
    assert "Làm thử 6 văn bản" in answer.out
    assert not (office / "output").exists()


def test_a_type_may_be_typed_with_hyphens(office: Path, docgen: Callable[..., Any]) -> None:
    assert docgen("--thu-muc", office, "build", "noi-quy").code == 0
    assert {path.split("/")[0] for path in papers(office / "output")} == {"noi_quy"}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["noi_quy", "--khu", "ccn_an_xa"], 1),
        (["noi_quy", "--khu", "Bảo Minh"], 2),
        (["--doanh-nghiep", "bm001"], 1),
        (["noi_quy", "--doanh-nghiep", "bm001", "--doanh-nghiep", "ax001"], 2),
        (["--nam", "2017"], 2),
    ],
)
def test_a_part_of_the_papers_can_be_chosen(
    office: Path, docgen: Callable[..., Any], words: list[str], count: int
) -> None:
    answer = docgen("--thu-muc", office, "build", *words)
    assert answer.code == 0, answer.err
    assert len(papers(office / "output")) == count


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["noi-qui"], "có phải «noi_quy» không?"),
        (["--khu", "kcn_bao_min"], "có phải «kcn_bao_minh» không?"),
        (["--doanh-nghiep", "bm01"], "có phải «bm001» không?"),
        (["--nam", "2031"], "không có hồ sơ nào của năm 2031"),
        (["--nam", "hai nghìn"], "không phải là năm"),
        (["--ra", "records/ra"], "không được nằm trong records"),
    ],
)
def test_what_the_office_does_not_have_is_wrong_use(
    office: Path, docgen: Callable[..., Any], words: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office)
    answer = docgen("build", *words)
    assert answer.code == 2
    assert said in answer.err
    assert not (office / "output").exists()


def test_two_runs_and_another_folder_give_the_same_bytes(
    office: Path, docgen: Callable[..., Any], tmp_path: Path
) -> None:
    docgen("--thu-muc", office, "build")
    first = papers(office / "output")
    other = office.rename(tmp_path / "noi khác")
    docgen("--thu-muc", other, "build", "--ra", tmp_path / "ra")
    assert papers(tmp_path / "ra") == first


def test_a_second_run_touches_nothing(office: Path, docgen: Callable[..., Any]) -> None:
    docgen("--thu-muc", office, "build")
    before = {path: path.stat().st_mtime_ns for path in (office / "output").rglob("*.docx")}
    answer = docgen("--thu-muc", office, "build")
    assert answer.code == 0
    assert "giữ nguyên" in answer.out
    assert {path: path.stat().st_mtime_ns for path in (office / "output").rglob("*.docx")} == before


def test_papers_that_no_record_makes_any_more_are_pointed_out(office: Path, docgen: Callable[..., Any]) -> None:
    docgen("--thu-muc", office, "build")
    (office / "records/doanh_nghiep/ax001.yaml").unlink()
    answer = docgen("--thu-muc", office, "build")
    assert "1 tệp của lần chạy trước không còn thuộc hồ sơ hiện nay" in answer.out
    assert "ax001" in answer.out


def test_names_are_safe_and_hold_no_accents(office: Path, docgen: Callable[..., Any]) -> None:
    docgen("--thu-muc", office, "build")
    for path in papers(office / "output"):
        assert path.isascii()
        assert len(Path(path).name.encode()) <= 120


def test_a_missing_office_is_told_how_to_begin(docgen: Callable[..., Any], tmp_path: Path) -> None:
    answer = docgen("--thu-muc", tmp_path, "build")
    assert answer.code == 1
    assert "docgen init" in answer.err


def test_the_journal_names_every_paper(office: Path, docgen: Callable[..., Any]) -> None:
    docgen("--thu-muc", office, "build")
    with closing(sqlite3.connect(office / "output/.docgen/nhat_ky.sqlite")) as journal:
        paths = {path for (path,) in journal.execute("SELECT duong_dan FROM da_ghi")}
        assert journal.execute("PRAGMA user_version").fetchone() == (1,)
        assert journal.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert paths == set(papers(office / "output"))
