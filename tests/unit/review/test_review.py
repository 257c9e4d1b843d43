"""What the complaints say to a clerk, and that the rules bear any dossier."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from docgen.diagnostics import Diagnostic, Severity
from docgen.records import Dossier, load_dossier
from docgen.review import review
from docgen.review.names import address_in, degree_in, needless_punctuation, rank_in

OFFICE = Path(__file__).parents[2] / "dossiers" / "co_ban"


def reviewed(file: str, old: str, new: str) -> list[Diagnostic]:
    paths = sorted((OFFICE / "records").rglob("*.yaml"))
    files = {path.relative_to(OFFICE).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    assert files[f"records/{file}"].count(old) == 1
    files[f"records/{file}"] = files[f"records/{file}"].replace(old, new)
    dossier, diagnostics = load_dossier({name: text.encode() for name, text in files.items()})
    assert diagnostics == []
    return review(dossier)


def test_an_empty_dossier_has_nothing_wrong() -> None:
    assert review(Dossier()) == []


def test_a_recognition_below_the_standard_says_which_criterion_fails_and_by_how_much() -> None:
    (found,) = reviewed("danh_gia/2017.yaml", "so_dn: 13\n", "so_dn: 20\n")
    assert found.rule.code == "cong-nhan-chua-dat"
    assert found.message == "Khu công nghiệp Bảo Minh có quyết định công nhận nhưng chưa đạt 1/2 tiêu chí"
    assert found.hints[0] == "Doanh nghiệp đăng ký xây dựng mô hình: đạt 60 %, thiếu 10 so với mức 70 %"


def test_a_serial_given_twice_is_shown_as_it_is_printed() -> None:
    (found,) = reviewed("danh_gia/2017.yaml", "so_vao_so: 2", "so_vao_so: 1")
    assert "01/2017/GCN-ATANTT" in found.message


def test_a_mistyped_signer_is_recognised() -> None:
    (found,) = reviewed("khen_thuong/2017.yaml", "nguoi_ky: Lê Minh Nháp", "nguoi_ky: Lê Minh Nhap")
    assert found.hints == ("Có phải «Lê Minh Nháp»?",)


def test_a_sample_signatory_is_named_once_with_the_papers() -> None:
    (found,) = reviewed("co_quan/co_quan.yaml", "cap_bac: Đại tá", "cap_bac: Đại tá\n      mau: có")
    assert found.message == "«Đỗ Quang Thử» là tên mẫu nhưng ký: kế hoạch «khlt_2016», công nhận năm 2017"
    assert found.rule.severity is Severity.WARNING


def test_complaints_are_in_one_spelling_and_say_what_to_do() -> None:
    changes = [
        ("doanh_nghiep/doanh_nghiep.yaml", "hinh_thuc: tu_to_chuc", "hinh_thuc: khong_to_chuc"),
        ("ke_hoach/khlt_2016.yaml", "ngay: 30/3/2016", "ngay: 30/3/1990"),
        ("danh_gia/2017.yaml", "ngay_hop_xet: 15/11/2017", "ngay_hop_xet: 15/11/2031"),
        ("khen_thuong/2017.yaml", "ngay: 15/12/2017", "ngay: 15/12/2031"),
    ]
    for change in changes:
        found = reviewed(*change)
        assert found
        for item in found:
            assert item.hints
            assert all(unicodedata.is_normalized("NFC", text) for text in (item.message, *item.hints))


def test_a_review_gives_the_same_answer_twice() -> None:
    change = ("khen_thuong/2017.yaml", "ngay: 15/12/2017", "ngay: 15/12/2031")
    assert reviewed(*change) == reviewed(*change)


def test_degrees_are_told_from_names() -> None:
    for name in ("ThS. Lê An", "TS Lê An", "PGS.TS. Lê An", "Bác sĩ Lê An", "thạc sĩ Lê An", "Lê An, ThS."):
        assert degree_in(name), name
    for name in ("Lê Thị Ts", "Tsu Chi", "Ks Min", "Bs Ê", "CN Lan", "Nguyễn Văn Thạc", "Tiến Sĩ", "Park Ls-Kim"):
        assert degree_in(name) is None, name


def test_ranks_and_forms_of_address_are_told_from_names() -> None:
    assert rank_in("Thiếu tướng Đặng Văn A") == "Thiếu tướng"
    assert rank_in("Trung Tá Lê B") == "Trung Tá"
    assert rank_in("Đại Thị Tá") is None
    assert address_in("Bà Lê Thị C") == "Bà"
    assert address_in("Bà") is None
    assert address_in("Ông Bà Lê") == "Ông"
    assert address_in("Bàng Thị D") is None


def test_only_marks_at_the_end_are_needless() -> None:
    assert needless_punctuation("Luật A;") == ";"
    assert needless_punctuation("Luật A.;") == ".;"
    assert needless_punctuation("Luật A") is None
    assert needless_punctuation("Các sở, ban, ngành...") is None
