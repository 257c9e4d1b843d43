"""``docgen check`` on templates: every mistake at once, as text, JSON and comments in a copy; and its warnings."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.functional.test_new_type import add_type
from tests.functional.test_other_commands import spoil
from tests.support.ooxml import ooxml_findings

Command = Callable[..., Any]
TEMPLATE = "templates/to_trinh/mau.docx"
COPY = "templates/to_trinh/mau.gop_y.docx"


@pytest.fixture
def add_lines(office: Path) -> Callable[..., Path]:
    """Give the office a new document type whose template ends with these paragraphs."""
    add_type(office)

    def add(*lines: str, header: str = "") -> Path:
        word = Document(str(office / TEMPLATE))
        for line in lines:
            word.add_paragraph(line)
        if header:
            word.sections[0].header.paragraphs[0].text = header
        word.save(str(office / TEMPLATE))
        return office

    return add


def rows_of(answer: Any, code: str = "") -> list[dict[str, Any]]:
    rows = [row for row in json.loads(answer.out) if row["tep"] == TEMPLATE]
    return [row for row in rows if row["ma"] == code] if code else rows


def test_every_mistake_of_a_template_comes_at_once_with_part_paragraph_text_and_tag(
    add_lines: Callable[..., Path], docgen: Command
) -> None:
    office = add_lines("Gửi {{ doanh_nghiep.tenn }} và {{ doanh_nghiep.ten|ngay }}", "Câu {{ dở", header="{{ khu.te }}")
    answer = docgen("--thu-muc", office, "check", "--json")
    assert answer.code == 1
    places = {
        (row["ma"], row["phan"].split("/")[-1][:6], row["dong"], row["cot"], row["do_dai"]) for row in rows_of(answer)
    }
    assert places == {
        ("truong-khong-co", "docume", 10, 5, 23),
        ("truong-sai-loai", "docume", 10, 32, 27),
        ("the-chua-dong", "docume", 11, 5, 2),
        ("truong-khong-co", "header", 1, 1, 12),
    }
    assert {row["chu"] for row in rows_of(answer, "the-chua-dong")} == {"Câu {{ dở"}
    text = docgen("--thu-muc", office, "check").err
    assert "mau.docx, đoạn 10, thân văn bản: lỗi [truong-khong-co]: Không có trường «tenn» trong «doanh_nghiep»" in text
    assert "    | Gửi {{ doanh_nghiep.tenn }} và {{ doanh_nghiep.ten|ngay }}" in text
    assert "Bộ lọc «ngay» dùng cho ngày; «doanh_nghiep.ten» là chữ" in text
    assert "4 lỗi" in text


def test_mistakes_stand_as_comments_in_a_copy_and_the_template_is_untouched(
    add_lines: Callable[..., Path], docgen: Command
) -> None:
    office = add_lines("Gửi {{ doanh_nghiep.tenn }} cùng", header="{{ khu.te }}")
    before = (office / TEMPLATE).read_bytes()
    answer = docgen("--thu-muc", office, "check", "--word")
    assert answer.code == 1
    assert f"Bản góp ý của mẫu {TEMPLATE} (2 chỗ): " in answer.err
    assert (office / TEMPLATE).read_bytes() == before
    comments = list(Document(str(office / COPY)).comments)
    assert [comment.author for comment in comments] == ["docgen", "docgen"]
    assert {comment.text.split("\n")[0] for comment in comments} == {
        "Lỗi: Không có trường «tenn» trong «doanh_nghiep»",
        "Lỗi (đoạn 1, phần đầu trang): Không có trường «te» trong «khu»",
    }
    assert ooxml_findings((office / COPY).read_bytes()) == ooxml_findings(before)


def test_a_copy_is_no_template_and_is_replaced_by_the_next(add_lines: Callable[..., Path], docgen: Command) -> None:
    office = add_lines("{{ doanh_nghiep.tenn }}")
    docgen("--thu-muc", office, "check", "--word")
    first = (office / COPY).read_bytes()
    files = json.loads(docgen("--thu-muc", office, "check", "--json").out)
    assert not [row for row in files if "gop_y" in row["tep"]]
    docgen("--thu-muc", office, "check", "--word")
    assert (office / COPY).read_bytes() == first
    assert [path.name for path in (office / "templates/to_trinh").iterdir() if path.name.startswith(".")] == []


def test_a_template_that_cannot_be_opened_has_no_copy(add_lines: Callable[..., Path], docgen: Command) -> None:
    office = add_lines()
    (office / TEMPLATE).write_bytes(b"khong phai Word")
    answer = docgen("--thu-muc", office, "check", "--word")
    assert answer.code == 1
    assert f"Mẫu {TEMPLATE} không mở được nên không chép được bản góp ý." in answer.err
    assert not (office / COPY).exists()


def test_json_stays_alone_when_copies_are_written(add_lines: Callable[..., Path], docgen: Command) -> None:
    answer = docgen("--thu-muc", add_lines("{{ doanh_nghiep.tenn }}"), "check", "--word", "--json")
    assert rows_of(answer, "truong-khong-co")
    assert "Bản góp ý" in answer.err


def test_nothing_wrong_means_no_copy(office: Path, docgen: Command) -> None:
    for name in ("danh_sach_khen_thuong", "giay_cong_nhan", "ke_hoach_lien_tich", "noi_quy"):
        shutil.rmtree(office / "templates" / name)
    add_type(office)
    word = Document()
    word.add_paragraph("{{ doanh_nghiep.ten }}")
    word.save(str(office / TEMPLATE))
    answer = docgen("--thu-muc", office, "check", "--word")
    assert "không chép bản góp ý nào" in answer.err
    assert not (office / COPY).exists()


@pytest.mark.parametrize(("has_leader", "now"), [(True, "hiện chưa chỗ nào trống"), (False, "hiện 1 chỗ trống")])
def test_a_field_that_may_be_empty_is_warned_of_until_it_has_a_guard(
    add_lines: Callable[..., Path], docgen: Command, has_leader: bool, now: str
) -> None:
    tag = "{{ doanh_nghiep.bao_ve.nguoi_phu_trach }}"
    office = add_lines(
        f"Gặp {tag}",
        "Gặp {{ doanh_nghiep.bao_ve.nguoi_phu_trach|mac_dinh('bảo vệ') }}",
        f"{{% if doanh_nghiep.bao_ve.nguoi_phu_trach %}}Gặp {tag}{{% endif %}}",
    )
    if not has_leader:
        spoil(office / "records/doanh_nghiep/bm001.yaml", "  nguoi_phu_trach: Trần Văn Bảo Mẫu\n", "")
    answer = docgen("--thu-muc", office, "check", "--json")
    (row,) = rows_of(answer, "truong-co-the-trong")
    assert (row["muc"], row["dong"], row["cot"], row["do_dai"]) == ("lưu ý", 10, 5, len(tag))
    assert "có thể để trống" in row["noi_dung"]
    assert row["noi_dung"].endswith(f"({now}, 1 văn bản đã xét)")
    assert answer.code == 0


def test_conditions_and_fields_that_no_record_uses_are_noted(add_lines: Callable[..., Path], docgen: Command) -> None:
    office = add_lines(
        "{% if doanh_nghiep.so_lao_dong > 90000 %}Rất đông{% endif %}",
        "{% if doanh_nghiep.so_lao_dong > 0 %}Có người{% endif %}",
        "{% for v in doanh_nghiep.vi_tri_bao_ve %}{{ v.vi_tri }}{% endfor %}",
    )
    spoil(office / "templates/to_trinh/khai_bao.yaml", "dieu_kien: ", "# ")
    answer = docgen("--thu-muc", office, "check", "--json")
    assert answer.code == 0
    said = {(row["ma"], row["dong"]): row["noi_dung"] for row in rows_of(answer)}
    assert said["dieu-kien-khong-bao-gio-dung", 10].startswith(
        "Không bản ghi nào làm điều kiện của thẻ «{% if doanh_nghiep"
    )
    assert "(3 văn bản đã xét)" in said["dieu-kien-khong-bao-gio-dung", 10]
    assert ("dieu-kien-luon-dung", 11) in said
    assert said["truong-khong-bao-gio-co", 12].startswith("Thẻ «{% for v in doanh_nghiep.vi_tri_bao_ve %}» dùng trường")


def test_a_type_that_is_made_for_nobody_is_noted(add_lines: Callable[..., Path], docgen: Command) -> None:
    office = add_lines()
    spoil(office / "templates/to_trinh/khai_bao.yaml", "so_lao_dong > 0", "so_lao_dong > 90000")
    rows = json.loads(docgen("--thu-muc", office, "check", "--json").out)
    (row,) = [row for row in rows if row["tep"] == "templates/to_trinh/khai_bao.yaml"]
    assert (row["ma"], row["dong"]) == ("dieu-kien-khong-bao-gio-dung", 4)


def test_declarations_are_looked_at_too(add_lines: Callable[..., Path], docgen: Command) -> None:
    office = add_lines()
    spoil(
        office / "templates/to_trinh/khai_bao.yaml", "TTr-{{ co_quan.ky_hieu }}", "TTr-{{ co_quan.co_quan_chu_quan }}"
    )
    rows = json.loads(docgen("--thu-muc", office, "check", "--json").out)
    (row,) = [row for row in rows if row["ma"] == "truong-co-the-trong"]
    assert (row["tep"], row["dong"]) == ("templates/to_trinh/khai_bao.yaml", 7)


def test_warnings_of_templates_never_stop_a_build(
    add_lines: Callable[..., Path], docgen: Command, tmp_path: Path
) -> None:
    office = add_lines("{% if doanh_nghiep.so_lao_dong > 90000 %}x{% endif %}")
    assert docgen("--thu-muc", office, "build", "to-trinh", "--ra", tmp_path / "ra").code == 0


def test_the_shipped_templates_need_no_guard(repository: Path, docgen: Command) -> None:
    rows = json.loads(docgen("--thu-muc", repository, "check", "--json").out)
    assert [row for row in rows if row["ma"] in ("truong-co-the-trong", "truong-khong-bao-gio-co")] == []


def test_certificates_are_looked_at_too(office: Path, docgen: Command) -> None:
    file = office / "templates/giay_cong_nhan/bo_tri.yaml"
    spoil(file, "cong_nhan.so_vao_so | mac_dinh('……………')", "cong_nhan.so_vao_so")
    rows = json.loads(docgen("--thu-muc", office, "check", "--json").out)
    (row,) = [row for row in rows if row["ma"] == "truong-co-the-trong"]
    line = file.read_text("utf-8").partition("{{ cong_nhan.so_vao_so }}")[0].count("\n") + 1
    assert (row["tep"], row["dong"]) == ("templates/giay_cong_nhan/bo_tri.yaml", line)
    spoil(file, "    trai: 34\n    tren: 159", "    dieu_kien: cong_nhan.so_vao_so\n    trai: 34\n    tren: 159")
    rows = json.loads(docgen("--thu-muc", office, "check", "--json").out)
    assert not [row for row in rows if row["ma"] == "truong-co-the-trong"]


@pytest.mark.parametrize(("condition", "noted"), [("vat_lieu_no", True), ("camera", False)])
def test_an_act_that_no_enterprise_brings_into_a_paper_is_noted(
    office: Path, docgen: Command, condition: str, noted: bool
) -> None:
    file = office / "records/van_ban_phap_luat/nd_06_2013.yaml"
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"dieu_kien: doanh_nghiep.dac_diem.{condition}\n")
    rows = json.loads(docgen("--thu-muc", office, "check", "--json").out)
    found = [row for row in rows if row["tep"].endswith("nd_06_2013.yaml")]
    assert [row["ma"] for row in found] == ["dieu-kien-khong-bao-gio-dung"] * noted
    assert all("chưa bao giờ vào phần căn cứ" in row["noi_dung"] and row["dong"] == 8 for row in found)
