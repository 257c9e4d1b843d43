"""Document types as their folders declare them."""

from __future__ import annotations

import pytest

from docgen.composition import load_types

GOOD = """\
ten: Thông báo
doi_tuong: doanh_nghiep
mau: mau.docx
ten_loai: Thông báo
trich_yeu: Về việc trực bảo vệ của {{ doanh_nghiep.ten }}
ky_hieu: TB-{{ co_quan.ky_hieu }}
noi_nhan:
  - "{{ khu.cong_an_dia_ban }}"
thu_muc: thong_bao
ten_tep: Thông báo
"""


def codes(declaration: str, folder: str = "thong_bao", template: str = "mau.docx") -> dict[str, int]:
    files = {f"templates/{folder}/khai_bao.yaml": declaration.encode(), f"templates/{folder}/{template}": b"PK"}
    _, diagnostics = load_types(files)
    return {item.rule.code: item.span.line for item in diagnostics}


def test_a_good_declaration_is_a_type_named_after_its_folder() -> None:
    types, diagnostics = load_types(
        {"templates/thong_bao/khai_bao.yaml": GOOD.encode(), "templates/thong_bao/mau.docx": b""}
    )
    assert not diagnostics
    assert types["thong_bao"].engine_file == "templates/thong_bao/mau.docx"
    assert types["thong_bao"].fields.children["doanh_nghiep"].children["ma_so_thue"].label == "Mã số thuế"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("mau: mau.docx", "mau: khac.docx", "thieu-tep-mau", 3),
        ("mau: mau.docx", "mau: mau.docx\nban_ve: mau.docx", "mau-hoac-ban-ve", 1),
        ("mau: mau.docx\n", "", "mau-hoac-ban-ve", 1),
        ("doanh_nghiep.ten }}", "doanh_nghiep.tenn }}", "truong-khong-co", 5),
        ("khu.cong_an_dia_ban", "van_ban.ngay", "truong-khong-co", 8),
        ("doi_tuong: doanh_nghiep", "doi_tuong: xi_nghiep", "ngoai-lua-chon", 2),
        ("thu_muc: thong_bao\n", "", "thieu-khoa", 1),
    ],
)
def test_a_mistake_in_a_declaration_is_shown_at_its_line(old: str, new: str, code: str, line: int) -> None:
    assert codes(GOOD.replace(old, new)).get(code) == line


def test_a_folder_name_with_capitals_or_spaces_is_refused() -> None:
    assert "ten-thu-muc-mau" in codes(GOOD, folder="Thong bao")


def test_a_folder_without_declaration_is_left_aside_with_a_word() -> None:
    _, diagnostics = load_types({"templates/cu/mau.docx": b""})
    assert [item.rule.code for item in diagnostics] == ["thieu-khai-bao"]
    assert not diagnostics[0].is_error


def test_a_type_with_a_mistake_leaves_the_others_in_place() -> None:
    files = {
        "templates/a/khai_bao.yaml": GOOD.encode(),
        "templates/a/mau.docx": b"",
        "templates/b/khai_bao.yaml": b"ten: [",
    }
    types, diagnostics = load_types(files)
    assert list(types) == ["a"]
    assert diagnostics
