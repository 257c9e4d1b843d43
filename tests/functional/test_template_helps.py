"""``docgen filters`` and ``docgen fields``: what the author of a template may write."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.composition import FIELDS_OF, FieldKind, field_tree, load_types
from docgen.composition.filters import FILTERS
from docgen.production.field_rows import EACH
from docgen.word.numbering import FUNCTIONS
from tests.functional.test_other_commands import spoil

Command = Callable[..., Any]


def test_filters_and_functions_are_listed_with_what_they_print(docgen: Command) -> None:
    answer = docgen("filters")
    assert answer.code == 0
    for name in (*FILTERS, *FUNCTIONS):
        assert f"\n  {name}" in answer.out
    assert "{{ ten_truong|ngay }}  với 05/3/2026\n      in ra  : ngày 05 tháng 3 năm 2026" in answer.out
    assert "báo lỗi: Hãy ghi tên người phụ trách bảo vệ" in answer.out
    assert '{{ dan("ra_vao") }}\n      in ra  : Điều 1' in answer.out


def test_filters_speak_json_to_programs(docgen: Command) -> None:
    rows = json.loads(docgen("filters", "--json").out)
    assert [row["ten"] for row in rows["bo_loc"]] == list(FILTERS)
    assert list(dict.fromkeys(row["ten"] for row in rows["ham"])) == list(FUNCTIONS)
    assert rows["ham"][0]["in_ra"] == "Chương I"
    assert all((row["in_ra"] is None) != (row["bao_loi"] is None) for row in rows["bo_loc"])


def test_every_filter_stands_in_the_clerks_guide(repository: Path) -> None:
    guide = (repository / "templates/HUONG_DAN.md").read_text(encoding="utf-8")
    assert [name for name in FILTERS if f"`{name}" not in guide] == []


def rows_of(docgen: Command, office: Path, kind: str) -> dict[str, dict[str, Any]]:
    answer = docgen("--thu-muc", office, "fields", kind, "--json")
    assert answer.code == 0, answer.err
    return {row["truong"]: row for row in json.loads(answer.out)}


def test_fields_are_listed_with_kind_label_and_an_example_from_the_records(office: Path, docgen: Command) -> None:
    rows = rows_of(docgen, office, "noi-quy")
    assert rows["doanh_nghiep.ten"] == {
        "truong": "doanh_nghiep.ten",
        "loai": "chữ",
        "co_the_trong": False,
        "gia_tri_duoc_phep": [],
        "nhan": "Tên doanh nghiệp",
        "vi_du": rows["doanh_nghiep.ten"]["vi_du"],
    }
    names = [path.read_text(encoding="utf-8") for path in (office / "records/doanh_nghiep").glob("*.yaml")]
    assert any(rows["doanh_nghiep.ten"]["vi_du"] in name for name in names)
    assert rows["doanh_nghiep.bao_ve.hinh_thuc"]["gia_tri_duoc_phep"] == ["tu_to_chuc", "thue_dich_vu", "khong_to_chuc"]
    assert rows["doanh_nghiep.bao_ve.cong_ty.ten"]["co_the_trong"] is True
    assert rows["doanh_nghiep.vi_tri_bao_ve[].so_nguoi"]["loai"] == "số"
    assert rows["doanh_nghiep.lien_he_khan_cap[].dien_thoai"]["vi_du"] == "114"
    assert rows["doanh_nghiep.vi_tri_bao_ve[].so_nguoi"]["vi_du"] is None
    assert rows["doanh_nghiep.vi_tri_bao_ve"]["vi_du"] is None
    assert rows["van_ban.ngay"]["co_the_trong"] is True
    assert rows["van_ban.dia_danh_ngay"]["vi_du"].startswith("Nam Định, ngày")


@pytest.mark.parametrize(
    "kind", ["noi_quy", "quy_che_phoi_hop", "ke_hoach_lien_tich", "danh_sach_khen_thuong", "giay_cong_nhan"]
)
def test_every_field_of_the_type_is_there(office: Path, docgen: Command, kind: str, repository: Path) -> None:
    files = {
        path.relative_to(repository).as_posix(): path.read_bytes()
        for path in (repository / "templates").rglob("*")
        if path.is_file()
    }
    wanted = field_tree(FIELDS_OF[load_types(files)[0][kind].declaration.subject])
    rows = rows_of(docgen, office, kind)
    pending = [("", wanted)]
    while pending:
        path, tree = pending.pop()
        for name, child in tree.children.items():
            inner = f"{path}{name}"
            assert rows[inner]["loai"] == child.kind.value
            while child.kind is FieldKind.LIST and child.item is not None:
                child, inner = child.item, inner + EACH
            pending.append((inner + ".", child))


def test_the_table_of_fields_is_aligned_and_short(office: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", office, "fields", "Nội quy về an ninh, trật tự")
    heading, _, *rows = answer.out.splitlines()
    assert answer.code == 0
    assert heading.split()[:2] == ["Trường", "Loại"]
    assert any("(chỉ: tu_to_chuc, thue_dich_vu, khong_to_chuc)" in row for row in rows)
    assert any(row.startswith("doanh_nghiep.bao_ve.nguoi_phu_trach") and "có thể" in row for row in rows)


def test_fields_of_an_unknown_type_are_answered_with_the_nearest(office: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", office, "fields", "noi-qui")
    assert answer.code == 2
    assert "có phải «noi_quy» không?" in answer.err


def test_fields_of_a_wrong_office_are_listed_with_a_warning(office: Path, docgen: Command) -> None:
    spoil(office / "records/doanh_nghiep/bm001.yaml", "so_lao_dong: 450", "so_lao_dong: nhiều")
    answer = docgen("--thu-muc", office, "fields", "noi-quy")
    assert answer.code == 1
    assert "doanh_nghiep.ten" in answer.out
    assert "đang có lỗi" in answer.err
