"""``docgen status``, and a ``build`` that makes only what is needed: each state of a paper once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.functional.conftest import Answer, Command, tree

RIGHT = {"mới": 0, "còn đúng": 6, "cũ vì bản ghi": 0, "cũ vì mẫu": 0, "đã sửa tay": 0, "thiếu tệp": 0, "thừa": 0}


def counts(answer: Answer) -> dict[str, int]:
    assert answer.code == 0, answer.err
    rows = [line.split("(")[0].split(maxsplit=1) for line in answer.out.splitlines() if line[:8].strip().isdigit()]
    return {name.strip(): int(number) for number, name in rows}


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def paper(office: Path, name: str) -> Path:
    (found,) = [path for path in (office / "output").rglob(f"*{name}*") if "bản mới" not in path.name]
    return found


@pytest.fixture
def built(office: Path, docgen: Command) -> Path:
    """The small office with all its papers made."""
    assert docgen("--thu-muc", office, "build").code == 0
    return office


def test_before_the_first_run_all_papers_are_new_and_nothing_is_written(office: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", office, "status")
    assert counts(answer) == {**RIGHT, "mới": 6, "còn đúng": 0}
    assert not (office / "output").exists()


def test_after_a_run_all_papers_are_right(built: Path, docgen: Command) -> None:
    assert counts(docgen("--thu-muc", built, "status")) == RIGHT


def test_a_changed_record_makes_its_paper_old_and_is_named(built: Path, docgen: Command) -> None:
    change(built / "records/doanh_nghiep/bm001.yaml", "Lô C2", "Lô C9")
    answer = docgen("--thu-muc", built, "status")
    assert counts(answer) == {**RIGHT, "còn đúng": 5, "cũ vì bản ghi": 1}
    (line,) = [line for line in answer.out.splitlines() if "records/doanh_nghiep/bm001.yaml" in line]
    assert line.startswith("  - noi_quy/kcn_bao_minh/bm001-")


def test_a_change_that_no_paper_prints_makes_none_old(built: Path, docgen: Command) -> None:
    for file in (built / "records").rglob("*.yaml"):
        file.write_text(f"# ghi chú\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert counts(docgen("--thu-muc", built, "status")) == RIGHT
    assert "Mọi văn bản đều đã có sẵn và còn đúng" in docgen("--thu-muc", built, "build").out


def test_a_changed_template_makes_the_papers_of_its_type_old_and_is_named(built: Path, docgen: Command) -> None:
    change(built / "templates/noi_quy/khai_bao.yaml", "ten_loai:", "# ghi chú\nten_loai:")
    answer = docgen("--thu-muc", built, "status")
    assert counts(answer) == {**RIGHT, "còn đúng": 3, "cũ vì mẫu": 3}
    assert answer.out.count("(templates/noi_quy/khai_bao.yaml)") == 3


def test_a_changed_layout_makes_all_word_papers_old(built: Path, docgen: Command) -> None:
    layout = built / "templates/the_thuc/nd30_2020.yaml"
    layout.write_text(f"# ghi chú\n{layout.read_text(encoding='utf-8')}", encoding="utf-8")
    answer = docgen("--thu-muc", built, "status")
    assert counts(answer) == {**RIGHT, "còn đúng": 1, "cũ vì mẫu": 5}


def test_another_program_makes_all_papers_old(built: Path, docgen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.production.foundations.program_digest", lambda: b"khac")
    answer = docgen("--thu-muc", built, "status")
    assert counts(answer) == {**RIGHT, "còn đúng": 0, "cũ vì mẫu": 6}
    assert "(docgen)" in answer.out


def test_a_paper_edited_by_hand_is_told_also_when_its_size_and_times_are_the_same(built: Path, docgen: Command) -> None:
    edited = paper(built, "bm001")
    edited.write_bytes(edited.read_bytes()[:-1] + b"?")
    answer = docgen("--thu-muc", built, "status")
    assert counts(answer) == {**RIGHT, "còn đúng": 5, "đã sửa tay": 1}
    assert f"  - {edited.relative_to(built / 'output').as_posix()}" in answer.out


def test_reading_every_file_finds_what_sizes_and_times_hide(
    built: Path, docgen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = {name: getattr(os, name) for name in ("stat", "lstat")}
    edited = paper(built, "bm001")
    as_it_was = edited.stat()

    def forged(name: str, path: Any, **words: Any) -> os.stat_result:
        return as_it_was if str(path) == str(edited) else real[name](path, **words)

    edited.write_bytes(edited.read_bytes()[:-1] + b"?")
    for name in real:
        monkeypatch.setattr(os, name, partial(forged, name))
    assert counts(docgen("--thu-muc", built, "status")) == RIGHT
    assert counts(docgen("--thu-muc", built, "status", "--kiem-ky"))["đã sửa tay"] == 1


def test_a_copied_output_folder_is_still_known(built: Path, docgen: Command, tmp_path: Path) -> None:
    shutil.copytree(built / "output", tmp_path / "chep")
    assert counts(docgen("--thu-muc", built, "status", "--ra", tmp_path / "chep")) == RIGHT


def test_a_deleted_paper_is_missed_and_made_again(built: Path, docgen: Command) -> None:
    before = tree(built / "output")
    paper(built, "bm001").unlink()
    answer = docgen("--thu-muc", built, "status")
    assert counts(answer) == {**RIGHT, "còn đúng": 5, "thiếu tệp": 1}
    assert "Đã làm 1 văn bản" in docgen("--thu-muc", built, "build").out
    assert tree(built / "output") == before


def test_a_paper_whose_record_is_gone_is_superfluous(built: Path, docgen: Command) -> None:
    (built / "records/doanh_nghiep/ax001.yaml").unlink()
    answer = docgen("--thu-muc", built, "status")
    assert counts(answer) == {**RIGHT, "còn đúng": 5, "thừa": 1}
    assert "ax001" in answer.out.split("Thừa:")[1]


def test_superfluous_papers_are_not_guessed_from_a_part(built: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", built, "status", "noi-quy", "--khu", "kcn_bao_minh")
    assert counts(answer)["còn đúng"] == 2
    assert "?  thừa" in answer.out


def test_the_words_of_a_request_are_those_of_build(built: Path, docgen: Command) -> None:
    assert docgen("--thu-muc", built, "status", "noi-qui").code == 2
    assert docgen("--thu-muc", built, "status", "--ra", built / "records/ra").code == 2


def test_wrong_records_are_shown_instead(built: Path, docgen: Command) -> None:
    change(built / "records/doanh_nghiep/bm002.yaml", "so_lao_dong: 450", "so_lao_dong: nhiều")
    answer = docgen("--thu-muc", built, "status")
    assert answer.code == 1
    assert "bm002.yaml" in answer.err


def test_status_changes_no_file(built: Path, docgen: Command) -> None:
    paper(built, "bm001").write_bytes(b"sua tay")
    change(built / "records/doanh_nghiep/bm002.yaml", "Lô C", "Lô D")
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    docgen("--thu-muc", built, "status", "--kiem-ky")
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before


@pytest.fixture
def makings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The types of the papers that engines make, in order."""
    from docgen.production import executors

    made: list[str] = []
    real = executors.make_one

    def noted(engines: object, job: executors.Job) -> executors.Made:
        made.append(job.type_id)
        return real(engines, job)  # type: ignore[arg-type]

    monkeypatch.setattr(executors, "make_one", noted)
    return made


def test_a_second_run_makes_nothing(built: Path, docgen: Command, makings: list[str]) -> None:
    answer = docgen("--thu-muc", built, "build")
    assert not makings
    assert "Mọi văn bản đều đã có sẵn và còn đúng" in answer.out


def test_a_second_run_composes_nothing(built: Path, docgen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.production.papers.compose_one", None)
    assert docgen("--thu-muc", built, "build").code == 0


def test_all_is_made_anew_when_that_is_asked_for(built: Path, docgen: Command, makings: list[str]) -> None:
    assert docgen("--thu-muc", built, "build", "--lam-lai").code == 0
    assert len(makings) == 6


def add_enterprise(office: Path) -> None:
    text = (office / "records/doanh_nghiep/bm001.yaml").read_text(encoding="utf-8")
    for old, new in (("ma: bm001", "ma: bm009"), ("0600981001", "0600981001-001"), ("so: 5", "so: 6")):
        assert old in text
        text = text.replace(old, new)
    (office / "records/doanh_nghiep/bm009.yaml").write_text(text, encoding="utf-8")


def add_act(office: Path) -> None:
    text = (office / "records/van_ban_phap_luat/nd_06_2013.yaml").read_text(encoding="utf-8")
    text = text.replace("ma: nd_06_2013", "ma: nd_07_2013").replace("số 06/2013", "số 07/2013")
    (office / "records/van_ban_phap_luat/nd_07_2013.yaml").write_text(text, encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], None], int]] = {
    "một doanh nghiệp": (lambda it: change(it / "records/doanh_nghiep/bm001.yaml", "Lô C2", "Lô C9"), 1),
    "mẫu": (lambda it: change(it / "templates/noi_quy/khai_bao.yaml", "ten_loai:", "# ghi chú\nten_loai:"), 3),
    "thể thức": (lambda it: change(it / "templates/the_thuc/nd30_2020.yaml", "\n", "\n# ghi chú\n"), 5),
    "thêm doanh nghiệp": (add_enterprise, 1),
    "thêm văn bản pháp luật": (add_act, 3),
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_only_what_it_touches_is_made_and_the_folder_equals_a_full_run(
    built: Path, docgen: Command, makings: list[str], tmp_path: Path, name: str
) -> None:
    apply, count = CHANGES[name]
    apply(built)
    answer = docgen("--thu-muc", built, "build")
    assert answer.code == 0, answer.err
    assert len(makings) == count
    docgen("--thu-muc", built, "build", "--ra", tmp_path / "day_du")
    assert tree(built / "output") == tree(tmp_path / "day_du")


@pytest.mark.parametrize(
    ("file", "old", "new", "count"),
    [
        ("co_quan/co_quan.yaml", "Trần Văn Mẫu", "Trần Bình Mẫu", 2),
        ("danh_gia/2017.yaml", "125/QĐ-UBND", "126/QĐ-UBND", 1),
        ("doanh_nghiep/bm002.yaml", "so_lao_dong: 450", "so_lao_dong: 460", 1),
        ("hinh_thuc_khen/giay_khen.yaml", "0,6", "0,9", 1),
        ("ke_hoach/2016.yaml", "Làm điểm", "Làm thử", 1),
        ("khen_thuong/2017.yaml", "hai vụ", "ba vụ", 1),
        ("khu/khu.yaml", "huyện Vụ Bản", "huyện Ý Yên", 3),
        ("luong_co_so/lcs.yaml", "1.300.000", "1.400.000", 1),
        ("tieu_chi/khu_2016.yaml", "cụm an toàn", "cụm rất an toàn", 1),
        ("van_ban_phap_luat/nd_06_2013.yaml", "quy định về", "về", 3),
    ],
)
def test_whatever_record_file_changes_the_papers_that_it_decides_follow(
    built: Path, docgen: Command, makings: list[str], tmp_path: Path, file: str, old: str, new: str, count: int
) -> None:
    change(built / "records" / file, old, new)
    answer = docgen("--thu-muc", built, "build")
    assert answer.code == 0, answer.err
    assert len(makings) == count
    docgen("--thu-muc", built, "build", "--ra", tmp_path / "day_du")
    assert tree(built / "output") == tree(tmp_path / "day_du")
