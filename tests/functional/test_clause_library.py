"""The clause library in a whole office: bases, own clauses that slot in, what a check says of both."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.composition import Selection
from docgen.production import CheckedOffice, check_office, compose_all
from tests.functional.conftest import Command
from tests.support.shipped import REPOSITORY
from tests.support.word_building import lines

WORKSHOP = "bm001"
CHAPTER = "templates/dieu_khoan/noi_quy_2_ra_vao.yaml"
Change = Callable[[str], str]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "van_phong"
    shutil.copytree(REPOSITORY / "tests/dossiers/co_ban/records", folder / "records")
    shutil.copytree(REPOSITORY / "templates", folder / "templates")
    shutil.copytree(REPOSITORY / "records/van_ban_phap_luat", folder / "records/van_ban_phap_luat", dirs_exist_ok=True)
    (folder / "records/van_ban_phap_luat/van_ban.yaml").unlink()
    return folder


def change(file: Path, make: Change) -> None:
    before = file.read_text(encoding="utf-8")
    after = make(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def told(checked: CheckedOffice, *codes: str) -> list[str]:
    return [f"{item.span} {item.rule.code}" for item in checked.diagnostics if item.rule.code in codes]


def paper(checked: CheckedOffice) -> list[str]:
    papers = compose_all(checked, ["noi_quy"], Selection(enterprises=(WORKSHOP,)))
    return lines(checked.engines["noi_quy"].make(papers.documents[0].fields))


def with_own(office: Path, after: str) -> CheckedOffice:
    file = office / "records/doanh_nghiep/doanh_nghiep.yaml"
    change(file, lambda text: text.replace("    - tieu_de:", f"    - sau: {after}\n      tieu_de:", 1))
    return check_office(office)


def test_the_shipped_library_is_used_whole_and_sound(office: Path) -> None:
    codes = ("can-cu-khong-co", "can-cu-het-hieu-luc", "dieu-khoan-khong-dung", "dieu-rieng-sau-la")
    assert told(check_office(office), *codes) == []


def test_an_own_clause_slots_in_after_the_clause_that_its_record_names(office: Path) -> None:
    text = paper(with_own(office, "hang_hoa"))
    heads = [line.partition(". ")[2] for line in text if line.startswith("Điều ")]
    at = heads.index("Hàng hóa, vật tư, tài sản mang ra, mang vào")
    own = (office / "records/doanh_nghiep/doanh_nghiep.yaml").read_text(encoding="utf-8")
    title = own.split("sau: hang_hoa\n      tieu_de: ")[1].split("\n")[0]
    assert heads[at + 1] == title
    assert heads.count(title) == 1
    assert heads[at + 2] == "Khu vực hạn chế và quản lý chìa khóa"


def test_an_own_clause_after_an_unknown_one_is_an_error_at_its_record(office: Path) -> None:
    checked = with_own(office, "hang_hoaa")
    found = [item for item in checked.diagnostics if item.rule.code == "dieu-rieng-sau-la"]
    assert [item.span.file for item in found] == ["records/doanh_nghiep/doanh_nghiep.yaml"]
    assert found[0].hints == ("Có phải «hang_hoa»?",)


def test_an_own_clause_after_an_absent_one_goes_to_the_end_with_a_warning(office: Path) -> None:
    checked = with_own(office, "vat_lieu_no")
    assert len(told(checked, "dieu-rieng-sau-vang")) == 1
    assert "QUY ĐỊNH RIÊNG CỦA DOANH NGHIỆP" in paper(checked)


def test_a_clause_brings_its_act_into_the_bases(office: Path) -> None:
    act = "Căn cứ Luật Cư trú ngày 29 tháng 11 năm 2006;"
    before = paper(check_office(office))
    entry = "- ma: hang_hoa\n  can_cu:\n    - van_ban: luat_cu_tru_2006\n"
    change(office / CHAPTER, lambda text: text.replace("- ma: hang_hoa\n", entry))
    after = paper(check_office(office))
    assert (act in before, act in after) == (False, True)
    assert [line for line in after if line != act] == before


def test_a_basis_out_of_force_is_told_with_its_place_and_papers_and_not_cited(office: Path) -> None:
    entry = "- ma: hang_hoa\n  can_cu:\n    - van_ban: luat_cu_tru_2020\n    - van_ban: luat_cu_tru_3000\n"
    change(office / CHAPTER, lambda text: text.replace("- ma: hang_hoa\n", entry))
    line = (office / CHAPTER).read_text(encoding="utf-8").split("luat_cu_tru_2020")[0].count("\n") + 1
    checked = check_office(office)
    assert told(checked, "can-cu-het-hieu-luc", "can-cu-khong-co") == [
        f"{CHAPTER}:{line + 1}:16 can-cu-khong-co",
        f"{CHAPTER}:{line}:16 can-cu-het-hieu-luc",
    ]
    lapsed = next(item for item in checked.diagnostics if item.rule.code == "can-cu-het-hieu-luc")
    assert "văn bản, trước hết là Nội quy về an ninh, trật tự (" in lapsed.message
    assert not any("năm 2020" in text for text in paper(checked) if text.startswith("Căn cứ"))


def test_a_clause_that_no_template_has_is_told(office: Path) -> None:
    (office / "templates/dieu_khoan/thua.yaml").write_text("ma: thua\ntieu_de: Thừa\ndoan: Thừa.\n", encoding="utf-8")
    assert told(check_office(office), "dieu-khoan-khong-dung") == [
        "templates/dieu_khoan/thua.yaml:1:5 dieu-khoan-khong-dung"
    ]


def test_a_changed_clause_makes_the_papers_that_have_it_old_because_of_their_form(
    office: Path, docgen: Command
) -> None:
    assert docgen("--thu-muc", office, "build", "noi_quy").code == 0
    change(office / CHAPTER, lambda text: text.replace("Thẻ ra, vào", "Thẻ ra và vào"))
    answer = docgen("--thu-muc", office, "status", "noi_quy")
    assert "cũ vì mẫu" in answer.out
    assert CHAPTER in answer.out
