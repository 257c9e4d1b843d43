"""``docgen explain --tat-ca`` and ``--bang``: the clauses of all enterprises against each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.dump import paragraphs_of
from tests.support.shipped import REPOSITORY, shipped_papers

Command = Callable[..., Any]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from docgen.cli.main import run

    file = tmp_path_factory.mktemp("bang") / "bang.xlsx"
    assert run(["--thu-muc", str(REPOSITORY), "explain", "--bang", str(file)]) == 0
    return openpyxl.load_workbook(file)


@pytest.mark.parametrize(
    "text", ["Điều: Nhà xe của người lao động", "Khoản: Doanh nghiệp không bố trí nhà xe cho người lao động; xe"]
)
def test_the_marks_are_those_of_the_papers_themselves(book: Any, text: str) -> None:
    rows = list(book["Ma trận"].iter_rows(values_only=True))
    heading = next(place for place, cell in enumerate(rows[0]) if text in str(cell))
    marked = {row[1] for row in rows[1:] if row[heading] == "x"}
    have = {
        paper.document.subject_id
        for paper in shipped_papers("noi_quy")
        if any(re.match(rf"\S+( \d+\.)? {text.split(': ')[1]}", line) for _, line in paragraphs_of(paper.data))
    }
    assert marked == have
    assert 0 < len(have) < len(rows) - 1


def test_enterprises_stand_by_park_in_frozen_rows_that_excel_filters(book: Any) -> None:
    page = book["Ma trận"]
    parks = [row[0] for row in page.iter_rows(min_row=2, max_col=1, values_only=True)]
    assert len(parks) == 184
    assert len({*parks}) == sum(1 for before, park in zip([None, *parks], parks, strict=False) if before != park)
    assert page.freeze_panes == "D2"
    assert page.auto_filter.ref.startswith("A1:")
    assert page["E1"].alignment.text_rotation == 90
    assert page.column_dimensions["E"].width < 6


def test_every_clause_stands_in_the_analysis_with_its_conditions_and_every_fact_with_its_place(book: Any) -> None:
    rows = list(book["Phân tích"].iter_rows(min_row=2, values_only=True))
    parking = next(row for row in rows if row[4] == "Nhà xe của người lao động")
    assert (parking[2], parking[6]) == ("điều", "doanh_nghiep.dac_diem.nha_xe")
    facts = list(book["Dữ kiện"].iter_rows(values_only=True))
    place = facts[0].index("Có nhà xe cho người lao động")
    record = next(row for row in facts if row[1] == "mt001")
    assert (record[place], record[3].split(":")[0]) == ("có", "records/doanh_nghiep/kcn_my_trung.yaml")


def test_the_terminal_tells_what_the_template_has_in_vain(office: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", office, "explain", "--tat-ca")
    assert answer.code == 0, answer.err
    never = answer.out.split("Điều khoản không doanh nghiệp nào có:")[1].split("Điều khoản có điều kiện")[0]
    assert "[doanh_nghiep.dac_diem.nha_luu_tru]" in never
    assert "KHÔNG (" not in never.split("Người ở tại nhà lưu trú")[1].splitlines()[0]
    conditions = answer.out.split("Điều kiện không hồ sơ nào thỏa:")[1].split("Có 3 tổ hợp")[0]
    assert "doanh_nghiep.dac_diem.nha_luu_tru (" in conditions
    assert "doanh_nghiep.dac_diem.camera (" not in conditions
    alone = answer.out.split("không trùng với nơi nào:")[1]
    assert [line.split()[1] for line in alone.strip().splitlines()[1:]] == ["ax001", "bm001", "bm002"]


def test_parks_can_be_chosen_and_twins_are_not_alone(office: Path, docgen: Command) -> None:
    file = office / "records/doanh_nghiep/bm001.yaml"
    twin = file.read_text(encoding="utf-8").replace("ma: bm001", "ma: bm009").replace("0600981001", "0600982213")
    (office / "records/doanh_nghiep/bm009.yaml").write_text(twin.replace("HOASEN", "HOASEN2"), encoding="utf-8")
    answer = docgen("--thu-muc", office, "explain", "--khu", "kcn_bao_minh")
    assert "3 doanh nghiệp" in answer.out
    assert "Có 2 tổ hợp" in answer.out
    assert "không trùng với nơi nào: 1\n    - bm002" in answer.out


def test_a_file_that_is_there_is_not_written_over(office: Path, docgen: Command) -> None:
    file = office / "bảng của tôi.xlsx"
    file.write_bytes(b"cua toi")
    answer = docgen("--thu-muc", office, "explain", "--bang", file)
    assert answer.code == 2
    assert "đã có tệp này" in answer.err
    assert file.read_bytes() == b"cua toi"


@pytest.mark.parametrize(
    "words", [(), ("bm001", "--tat-ca"), ("--bang", "bang.docx"), ("--khu", "khu la"), ("bm001", "--khu", "ccn_an_xa")]
)
def test_words_that_do_not_fit_together_are_told(office: Path, docgen: Command, words: tuple[str, ...]) -> None:
    assert docgen("--thu-muc", office, "explain", *words).code == 2


def test_clauses_of_a_loop_are_told_as_depending_on_its_items(office: Path, docgen: Command, tmp_path: Path) -> None:
    with (office / "records/doanh_nghiep/bm001.yaml").open("a", encoding="utf-8") as record:
        record.write("dieu_rieng:\n  - {tieu_de: Quản lý khuôn mẫu, noi_dung: [Khuôn mẫu để trong kho riêng]}\n")
    file = tmp_path / "bang.xlsx"
    assert docgen("--thu-muc", office, "explain", "--bang", file).code == 0
    rows = list(openpyxl.load_workbook(file)["Phân tích"].iter_rows(values_only=True))
    assert any("tùy từng mục của danh sách" in str(row[8]) and "mỗi mục của: " in str(row[6]) for row in rows)


def test_one_enterprise_is_told_how_many_clauses_have_no_condition(office: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", office, "explain", "bm001")
    tied, free = (
        int(answer.out.split(mark)[0].split()[-1]) for mark in (" chỗ tùy điều kiện:", " điều khoản không có")
    )
    assert tied > 50
    assert free > 150
