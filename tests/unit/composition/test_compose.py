"""What papers say, from a small good office."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.composition import Document, LoadedType, Selection, act_problems, compose, load_types, select
from docgen.composition.commendation_draft import bonus
from docgen.model import BaseSalary
from docgen.records import Dossier, load_dossier

REPOSITORY = Path(__file__).resolve().parents[3]
EVERYTHING = Selection()
PLAN, REGULATION, LIST, CERTIFICATE = "ke_hoach_lien_tich", "noi_quy", "danh_sach_khen_thuong", "giay_cong_nhan"


def read(folder: Path, name: str) -> dict[str, bytes]:
    files = (path for path in (folder / name).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@lru_cache(maxsize=1)
def types() -> dict[str, LoadedType]:
    loaded, diagnostics = load_types(read(REPOSITORY, "templates"))
    assert not diagnostics
    return loaded


def dossier(*changes: tuple[str, str, str]) -> Dossier:
    """The base office with text replaced: (file below records/, old, new)."""
    files = read(REPOSITORY / "tests/dossiers/co_ban", "records")
    for file, old, new in changes:
        text = files[f"records/{file}"].decode()
        assert old in text
        files[f"records/{file}"] = text.replace(old, new, 1).encode()
    loaded, diagnostics = load_dossier(files)
    assert not [item for item in diagnostics if item.is_error]
    return loaded


def papers(type_id: str, office: Dossier, selection: Selection = EVERYTHING) -> list[Document]:
    made = [compose(types()[type_id], subject, office) for subject in select(types()[type_id], office, selection)]
    return [document for document, _ in made if document is not None]


def frame(document: Document) -> dict[str, Any]:
    found = document.fields["van_ban"]
    assert isinstance(found, dict)
    return found


def test_a_plan_bears_the_symbols_of_all_its_bodies_and_a_blank_where_no_number_is_recorded() -> None:
    office = dossier()
    (plan,) = papers(PLAN, office)
    symbols = [str(issuer["ky_hieu"]) for issuer in frame(plan)["co_quan"]]
    number = office.plans["khlt_2016"].value.number
    assert str(frame(plan)["so_ky_hieu"]).endswith(f"/KHLT-{'-'.join(symbols)}")
    assert len(frame(plan)["chu_ky"]) == len(symbols) == 3
    shown = "\u00a0" * 6 if number is None else f"{number:02d}"
    assert str(frame(plan)["so_ky_hieu_gon"]).startswith(f"{shown}/")


def test_the_wording_of_the_plan_ends_with_one_full_stop_whatever_the_record_ends_with() -> None:
    (plan,) = papers(PLAN, dossier())
    assert plan.fields["ke_hoach"]["ket_thuc"].endswith(".")
    assert not plan.fields["ke_hoach"]["ket_thuc"].endswith("..")


def test_a_regulation_without_a_day_leaves_room_for_it() -> None:
    office = dossier()
    drafts = [item for item in papers(REGULATION, office) if frame(item)["ngay"] is None]
    dated = [item for item in papers(REGULATION, office) if frame(item)["ngay"] is not None]
    assert dated
    for item in drafts:
        assert "ngày\u00a0" in str(frame(item)["dia_danh_ngay"])
    for item in dated:
        assert f"năm {frame(item)['nam']}" in str(frame(item)["dia_danh_ngay"])


def test_an_enterprise_issues_and_signs_its_own_regulation() -> None:
    document = next(item for item in papers(REGULATION, dossier()) if item.subject_id == "bm001")
    enterprise = document.fields["doanh_nghiep"]
    assert frame(document)["co_quan"][0]["ten"] == enterprise["ten"]
    assert frame(document)["chu_ky"][0]["ho_ten"] == enterprise["nguoi_dai_dien"]["ho_ten"]
    assert frame(document)["so_ky_hieu"].endswith(f"/QĐ-{enterprise['ten_viet_tat']}")


def test_only_checked_acts_in_force_whose_condition_holds_are_cited() -> None:
    act = """\
- ma: thu_1
  trich_dan: Luật Thử một
  thu_bac: 1
  tu: 01/01/2000
  dung_cho: [noi_quy]
  nguon: thử
  da_kiem_chung: có
"""

    def cited(text: str) -> bool:
        files = read(REPOSITORY / "tests/dossiers/co_ban", "records")
        files["records/van_ban_phap_luat/thu.yaml"] = text.encode()
        office, found = load_dossier(files)
        assert not [item for item in found if item.is_error]
        document = next(item for item in papers(REGULATION, office) if item.subject_id == "bm001")
        return "Luật Thử một" in document.fields["can_cu"]

    assert cited(act)
    assert not cited(act.replace("da_kiem_chung: có", "da_kiem_chung: không"))
    assert not cited(act.replace("  dung_cho: [noi_quy]", "  den: 31/12/2000\n  dung_cho: [noi_quy]"))
    assert not cited(act.replace("tu: 01/01/2000", "tu: 01/01/2099"))
    assert not cited(act.replace("dung_cho: [noi_quy]", "dung_cho: [giay_cong_nhan]"))
    assert cited(act + "  dieu_kien: doanh_nghiep.so_lao_dong >= 0\n")
    assert not cited(act + "  dieu_kien: doanh_nghiep.so_lao_dong > 1000000\n")


def test_an_act_that_names_an_unknown_type_or_field_is_complained_about() -> None:
    files = read(REPOSITORY / "tests/dossiers/co_ban", "records")
    files["records/van_ban_phap_luat/thu.yaml"] = (
        "- ma: thu_1\n  trich_dan: Luật Thử\n  thu_bac: 1\n  tu: 01/01/2000\n  dung_cho: [noi_qui]\n  nguon: thử\n"
        "  dieu_kien: doanh_nghiep.so_nguoi > 3\n"
    ).encode()
    office, _ = load_dossier(files)
    found = {(item.rule.code, item.span.line) for item in act_problems(office, types(), list(types()))}
    assert found == {("can-cu-loai-la", 5), ("truong-khong-co", 7)}


def test_a_certificate_is_made_only_for_a_park_that_meets_the_standard() -> None:
    office = dossier()
    assert [item.subject_id for item in papers(CERTIFICATE, office)] == ["2017-kcn_bao_minh"]
    assert papers(CERTIFICATE, office)[0].fields["cong_nhan"]["so_vao_so"] == "01/2017/GCN-ATANTT"
    failing = dossier(("danh_gia/2017.yaml", "so_vu_phuc_tap: 0", "so_vu_phuc_tap: 3"))
    assert not papers(CERTIFICATE, failing)


def test_a_missing_serial_is_left_out_and_never_made_up() -> None:
    office = dossier(("danh_gia/2017.yaml", "      so_vao_so: 1\n", ""))
    assert papers(CERTIFICATE, office)[0].fields["cong_nhan"]["so_vao_so"] is None


def test_the_list_is_numbered_from_one_in_each_block_and_its_totals_are_the_sums() -> None:
    view = papers(LIST, dossier())[0].fields["khen_thuong"]
    for rows, total in ((view["tap_the"], view["tong_tap_the"]), (view["ca_nhan"], view["tong_ca_nhan"])):
        assert [row["stt"] for row in rows] == list(range(1, len(rows) + 1))
        assert sum(row["tien_thuong"] for row in rows) == total
    assert view["tong_tien"] == view["tong_tap_the"] + view["tong_ca_nhan"]


def test_people_are_sorted_by_park_then_enterprise_then_given_name() -> None:
    person = (
        "  - danh_xung: Ông\n    ho_ten: {}\n    chuc_vu: Công nhân\n    doanh_nghiep: bm001\n"
        "    thanh_tich: Tố giác tội phạm\n    hinh_thuc: giay_khen\n"
    )
    more = "".join(person.format(name) for name in ("Trần Văn Ổn", "Bùi Thị An", "Lê Đức Ân", "Võ Văn Đức"))
    office = dossier(("khen_thuong/2017.yaml", "ca_nhan:\n", "ca_nhan:\n" + more))
    rows = papers(LIST, office)[0].fields["khen_thuong"]["ca_nhan"]
    unit = next(row["don_vi"] for row in rows if row["ho_ten"].endswith("Gác"))
    given = [row["ho_ten"].split()[-1] for row in rows if row["don_vi"] == unit]
    assert given == ["An", "Ân", "Đức", "Gác", "Ổn"]


@given(st.decimals(min_value="0.1", max_value=50, places=2), st.integers(100_000, 5_000_000))
def test_a_bonus_is_the_least_step_that_is_not_under_the_product(coefficient: Decimal, amount: int) -> None:
    salary = BaseSalary.model_validate(
        {"ma": "lcs", "muc": amount, "lam_tron_len": 10_000, "tu": "01/01/2016", "nguon": "thử"}
    )
    result = bonus(coefficient, salary)
    assert result % 10_000 == 0
    assert coefficient * amount <= result < coefficient * amount + 10_000


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), {PLAN: 1, REGULATION: 3, LIST: 1, CERTIFICATE: 1}),
        (Selection(parks=("kcn_bao_minh",)), {PLAN: 0, LIST: 0, CERTIFICATE: 1}),
        (Selection(enterprises=("bm001",)), {PLAN: 0, REGULATION: 1, LIST: 0, CERTIFICATE: 0}),
        (Selection(year=1999), {PLAN: 0, REGULATION: 0, LIST: 0, CERTIFICATE: 0}),
    ],
)
def test_a_selection_makes_only_what_it_names(selection: Selection, expected: dict[str, int]) -> None:
    office = dossier()
    assert {type_id: len(papers(type_id, office, selection)) for type_id in expected} == expected


@pytest.mark.parametrize(
    ("type_id", "change", "code"),
    [
        (LIST, ("khen_thuong/2017.yaml", "ngay: 15/12/2017", "ngay: 15/12/1990"), "thieu-luong-co-so"),
        (PLAN, ("ke_hoach/khlt_2016.yaml", "ngay: 30/3/2016", "ngay: 30/3/1946"), "co-quan-khong-con"),
        (LIST, ("khen_thuong/2017.yaml", "nguoi_ky: Lê Minh Nháp", "nguoi_ky: Người Nào Khác"), "khong-co-nguoi-ky"),
    ],
)
def test_a_missing_fact_is_a_complaint_and_not_a_blank(type_id: str, change: tuple[str, str, str], code: str) -> None:
    office = dossier(change)
    (subject,) = select(types()[type_id], office, Selection())
    document, diagnostics = compose(types()[type_id], subject, office)
    assert document is None
    assert code in {item.rule.code for item in diagnostics}


def test_an_award_without_coefficient_is_a_complaint_at_each_row() -> None:
    forms = (REPOSITORY / "tests/dossiers/co_ban/records/hinh_thuc_khen/hinh_thuc_khen.yaml").read_text("utf-8")
    line = next(line for line in forms.splitlines() if "he_so_ca_nhan" in line)
    office = dossier(("hinh_thuc_khen/hinh_thuc_khen.yaml", line + "\n", ""))
    (subject,) = select(types()[LIST], office, Selection())
    _, diagnostics = compose(types()[LIST], subject, office)
    rows = [item.span.line for item in diagnostics if item.rule.code == "thieu-he-so-khen"]
    assert len(rows) == len(set(rows)) == 2


def test_the_basis_of_a_row_is_its_own_or_that_of_the_whole_list() -> None:
    own = ("khen_thuong/2017.yaml", "    hinh_thuc: giay_khen\n", "    hinh_thuc: giay_khen\n    can_cu: Điều 1\n")
    short = ("khen_thuong/2017.yaml", "tap_the:\n", "can_cu_tung_dong: Luật ngắn\ntap_the:\n")
    rows = papers(LIST, dossier(own))[0].fields["khen_thuong"]
    everywhere = {row["can_cu"] for row in (*rows["tap_the"], *rows["ca_nhan"])}
    assert everywhere == {"Điều 1", "Điều 39 Luật Thi đua, khen thưởng"}
    rows = papers(LIST, dossier(short))[0].fields["khen_thuong"]
    assert {row["can_cu"] for row in (*rows["tap_the"], *rows["ca_nhan"])} == {"Luật ngắn"}
