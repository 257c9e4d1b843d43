"""The coordination regulation of parks: made, explained, complained about; clauses that it shares with enterprises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docgen.composition import Selection
from docgen.production import CheckedOffice, check_office, compose_all
from tests.functional.conftest import Command
from tests.support.shipped import shipped_office, shipped_paper, shipped_papers
from tests.support.word_building import lines

SHARED = "templates/dieu_khoan/dung_chung.yaml"
PARKS = "records/khu/khu.yaml"
ISSUE = """  quy_che_phoi_hop:
    so: 21
    ngay: 18/5/2016
    nam: 2016
    dau_moi: Văn phòng Ban Quản lý
"""


@pytest.fixture
def coordinated(office: Path) -> Path:
    """The small office whose first park, on the last lines of its record, asks for a coordination regulation."""
    change(office / PARKS, lambda text: text.replace("  thi_diem: có\n", f"  thi_diem: có\n{ISSUE}", 1))
    return office


def change(file: Path, make: Callable[[str], str]) -> None:
    before = file.read_text(encoding="utf-8")
    after = make(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def texts(checked: CheckedOffice, type_id: str) -> list[list[str]]:
    papers = compose_all(checked, [type_id], Selection())
    assert not papers.set_aside
    return [lines(checked.engines[type_id].make(document.fields)) for document in papers.documents]


def codes(checked: CheckedOffice) -> set[str]:
    return {item.rule.code for item in checked.diagnostics}


def test_a_shared_clause_changed_once_changes_both_documents(coordinated: Path) -> None:
    before = {type_id: texts(check_office(coordinated), type_id) for type_id in ("noi_quy", "quy_che_phoi_hop")}
    change(coordinated / SHARED, lambda text: text.replace("- Người có mặt dừng máy,", "- Người ở gần nhất dừng máy,"))
    after = {type_id: texts(check_office(coordinated), type_id) for type_id in before}
    for type_id, papers in before.items():
        assert len(papers) == {"noi_quy": 3, "quy_che_phoi_hop": 1}[type_id]
        for old, new in zip(papers, after[type_id], strict=True):
            changed = [(was, now) for was, now in zip(old, new, strict=True) if was != now]
            assert len(changed) == 1
            assert "Người có mặt dừng máy," in changed[0][0]
            assert "Người ở gần nhất dừng máy," in changed[0][1]


def test_a_shared_clause_calls_each_document_by_its_own_name() -> None:
    duty = "giúp đỡ người làm nhiệm vụ bảo vệ, tham gia phong trào"
    for type_id, name in (("noi_quy", "Nội quy"), ("quy_che_phoi_hop", "Quy chế")):
        for paper in shipped_papers(type_id)[:3]:
            said = next(line for line in lines(paper.data) if duty in line)
            assert said.endswith(f"Chấp hành {name} này, {duty} toàn dân bảo vệ an ninh Tổ quốc.")


def test_no_coordination_regulation_calls_itself_the_regulation_of_an_enterprise() -> None:
    for paper in shipped_papers("quy_che_phoi_hop"):
        assert not [line for line in lines(paper.data) if "Nội quy này" in line]


def test_bases_are_the_acts_that_the_chosen_clauses_rest_on_and_then_those_of_the_record() -> None:
    found = [line for line in lines(shipped_paper("quy_che_phoi_hop/ccn_co_le").data) if line.startswith("Căn cứ ")]
    assert [line[: line.index(" ngày ")] for line in found] == [
        "Căn cứ Luật Hóa chất",
        "Căn cứ Luật Phòng cháy và chữa cháy",
        "Căn cứ Luật Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam",
        "Căn cứ Luật An toàn, vệ sinh lao động",
        "Căn cứ Nghị định số 06/2013/NĐ-CP",
        "Căn cứ Thông tư số 46/2014/TT-BCA",
        "Căn cứ Kế hoạch liên tịch",
    ]


def test_every_park_is_issued_by_its_managing_body_of_the_day() -> None:
    issuers = {
        p.document.file_id: p.document.fields["van_ban"]["co_quan"][0]["ten"]
        for p in shipped_papers("quy_che_phoi_hop")
    }
    assert issuers["kcn_bao_minh"] == "Ban Quản lý các khu công nghiệp tỉnh Nam Định"
    assert issuers["kcn_my_thuan"] == "Ban Quản lý Khu kinh tế và các Khu công nghiệp tỉnh Ninh Bình"
    assert issuers["ccn_an_xa"] == "Ủy ban nhân dân thành phố Nam Định"
    assert issuers["ccn_truc_hung"] == "Ủy ban nhân dân huyện Trực Ninh"
    assert all(paper.document.fields["van_ban"]["du_lieu_mau"] for paper in shipped_papers("quy_che_phoi_hop"))


def test_an_act_cited_by_both_types_is_asked_by_the_facts_of_each(coordinated: Path) -> None:
    acts = coordinated / "records/van_ban_phap_luat/thu.yaml"
    entry = """- ma: van_ban_thu
  trich_dan: Quyết định số 99/2015/QĐ-TTg ngày 01 tháng 01 năm 2015 của Thủ tướng Chính phủ
  thu_bac: 4
  tu: 01/01/2015
  dung_cho: [noi_quy, quy_che_phoi_hop]
  dieu_kien: khu.loai == "KCN"
  nguon: Công báo
  da_kiem_chung: có
"""
    acts.write_text(entry, encoding="utf-8")
    checked = check_office(coordinated)
    cites = [any("99/2015/QĐ-TTg" in line for line in text) for text in texts(checked, "noi_quy")]
    assert sorted(cites) == [False, True, True]
    assert any("99/2015/QĐ-TTg" in line for line in texts(checked, "quy_che_phoi_hop")[0])
    change(acts, lambda text: text.replace('khu.loai == "KCN"', "doanh_nghiep.dac_diem.camera"))
    found = [item for item in check_office(coordinated).diagnostics if item.is_error]
    assert [item.span.file for item in found] == [acts.relative_to(coordinated).as_posix()]
    assert "doanh_nghiep" in found[0].message


def test_own_clauses_of_a_park_slot_in_after_the_clause_that_its_record_names(coordinated: Path) -> None:
    own = """  dieu_rieng:
    - {tieu_de: Tổ tự quản, noi_dung: [Các doanh nghiệp lập tổ tự quản.], sau: hien_truong}
    - {tieu_de: Cổng chung, noi_dung: [Cổng chung mở suốt ngày đêm.]}
"""
    change(coordinated / PARKS, lambda text: text.replace(ISSUE, own + ISSUE))
    checked = check_office(coordinated)
    assert not [item for item in checked.diagnostics if item.is_error]
    heads = [line.partition(". ")[2] for line in texts(checked, "quy_che_phoi_hop")[0] if line.startswith("Điều ")]
    assert heads[heads.index("Cứu người, bảo vệ hiện trường, bắt người phạm tội quả tang") + 1] == "Tổ tự quản"
    assert heads[heads.index("Cổng chung") + 1] == "Kinh phí"
    assert not any("Tổ tự quản" in line for text in texts(checked, "noi_quy") for line in text)


def test_an_own_clause_after_one_that_only_the_other_document_has_goes_to_the_end_with_a_warning(
    coordinated: Path,
) -> None:
    own = "  dieu_rieng: [{tieu_de: Tổ tự quản, noi_dung: [Có tổ tự quản.], sau: khach}]\n"
    change(coordinated / PARKS, lambda text: text.replace(ISSUE, own + ISSUE))
    checked = check_office(coordinated)
    told = [item for item in checked.diagnostics if item.rule.code == "dieu-rieng-sau-vang"]
    assert [item.message for item in told] == [
        "quy chế phối hợp của khu, cụm này không có điều khoản «khach» nên điều riêng xếp ở cuối"
    ]
    assert any("Tổ tự quản" in line for line in texts(checked, "quy_che_phoi_hop")[0])


def test_a_lapsed_basis_is_told_with_the_regulations_of_parks_that_lack_it(coordinated: Path) -> None:
    file = coordinated / "templates/dieu_khoan/quy_che_6_thi_hanh.yaml"
    acts = coordinated / "records/van_ban_phap_luat/thu.yaml"
    entry = """- ma: luat_cu
  trich_dan: Luật Thử ngày 01 tháng 01 năm 2000
  thu_bac: 1
  tu: 01/01/2000
  den: 31/12/2010
  nguon: Công báo
  da_kiem_chung: có
"""
    acts.write_text(entry, encoding="utf-8")
    basis = "- ma: qc_kinh_phi\n  can_cu: [{van_ban: luat_cu}]\n"
    change(file, lambda text: text.replace("- ma: qc_kinh_phi\n", basis))
    checked = check_office(coordinated)
    told = [item.message for item in checked.diagnostics if item.rule.code == "can-cu-het-hieu-luc"]
    assert len(told) == 1
    assert "1 văn bản, trước hết là Quy chế phối hợp bảo đảm an ninh, trật tự (kcn_bao_minh)" in told[0]


def test_a_cluster_whose_managing_body_has_no_record_stops_the_build_with_its_place(
    coordinated: Path, docgen: Command
) -> None:
    lines_of = "    nam: 2016\n    dau_moi: Phòng Kinh tế\n"
    change(coordinated / PARKS, lambda text: f"{text.rstrip()}\n  quy_che_phoi_hop:\n{lines_of}")
    answer = docgen("--thu-muc", coordinated, "build")
    assert answer.code == 1
    assert "khu-thieu-co-quan-quan-ly" in answer.err
    assert "Ủy ban nhân dân thành phố Nam Định" in answer.err
    assert not (coordinated / "output").exists()


def test_build_makes_it_by_default_and_status_and_year_and_park_choose_it(coordinated: Path, docgen: Command) -> None:
    assert docgen("--thu-muc", coordinated, "build").code == 0
    made = [path.name for path in (coordinated / "output").rglob("*.docx") if "quy_che" in path.name]
    assert made == ["kcn_bao_minh-quy_che_phoi_hop_khu_cong_nghiep_bao_minh.docx"]
    change(coordinated / PARKS, lambda text: text.replace("Văn phòng Ban Quản lý", "Phòng Quản lý doanh nghiệp"))
    answer = docgen("--thu-muc", coordinated, "status", "quy_che_phoi_hop")
    assert "records/khu/khu.yaml" in answer.out
    chosen = docgen("--thu-muc", coordinated, "build", "quy_che_phoi_hop", "--khu", "ccn_an_xa", "--thu")
    assert chosen.code == 0
    assert "kcn_bao_minh" not in chosen.out


def test_explain_tells_why_a_park_has_a_clause_or_not(coordinated: Path, docgen: Command) -> None:
    change(
        coordinated / PARKS, lambda text: text.replace(ISSUE, "  dac_diem:\n    lao_dong_nuoc_ngoai: có\n" + ISSUE, 1)
    )
    answer = docgen("--thu-muc", coordinated, "explain", "kcn_bao_minh")
    assert answer.code == 0, answer.err
    told = answer.out.split("Quy chế phối hợp bảo đảm an ninh, trật tự (mẫu templates/quy_che_phoi_hop/mau.docx)")[1]
    foreign = told.split("[có]    điều: Quản lý người nước ngoài")[1].split("    [")[0]
    assert "chỉ có khi khu.dac_diem.lao_dong_nuoc_ngoai: thỏa" in foreign
    line = (coordinated / PARKS).read_text(encoding="utf-8").split("lao_dong_nuoc_ngoai")[0].count("\n") + 1
    assert f"Có lao động nước ngoài: có   {PARKS}:{line}:" in foreign
    chemicals = told.split("[không] điều: Phòng ngừa, ứng phó sự cố hóa chất")[1].split("    [")[0]
    assert "(không ghi nên lấy mặc định)" in chemicals


def test_a_park_with_neither_assessment_nor_regulation_is_told_so(office: Path, docgen: Command) -> None:
    (office / "records/danh_gia/2017.yaml").unlink()
    answer = docgen("--thu-muc", office, "explain", "ccn_an_xa")
    assert answer.code == 2
    assert "chưa có kết quả đánh giá" in answer.err


def test_the_matrix_holds_parks_against_their_clauses_beside_that_of_enterprises(
    tmp_path: Path, docgen: Command, repository: Path
) -> None:
    file = tmp_path / "bang.xlsx"
    answer = docgen("--thu-muc", repository, "explain", "--bang", file)
    assert "9 khu, cụm, " in answer.out
    assert "Điều khoản không khu, cụm nào có" in answer.out
    rows: list[Any] = list(openpyxl.load_workbook(file)["Ma trận 2"].iter_rows(values_only=True))
    assert rows[0][2] == "Khu, cụm"
    column = next(place for place, cell in enumerate(rows[0]) if "Điều: Khai thác hệ thống camera" in str(cell))
    assert {row[1] for row in rows[1:] if row[column] == "x"} == {"kcn_my_thuan", "ccn_an_xa"}


def test_fields_of_the_type_come_with_examples_from_the_parks(docgen: Command, repository: Path) -> None:
    answer = docgen("--thu-muc", repository, "fields", "quy_che_phoi_hop")
    assert answer.code == 0
    for name in ("khu.dac_diem.bao_ve_chung", "khu.quy_che_phoi_hop.dau_moi", "van_ban.ten_goi", "khu.goi_tat"):
        assert name in answer.out


def test_every_number_and_reference_of_a_shipped_regulation_is_a_field_of_word() -> None:
    checked = shipped_office()
    assert not [item for item in checked.diagnostics if item.is_error]
    assert codes(checked).isdisjoint({"dieu-khoan-khong-dung", "khu-thieu-quy-che", "dac-diem-khu-lech"})
