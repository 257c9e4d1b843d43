"""A new document type is a folder with a Word file and a declaration: no Python."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from docgen.production import BuildRequest, build
from tests.support.dump import paragraphs_of

DECLARATION = """\
ten: Tờ trình đề nghị hỗ trợ nhà lưu trú
doi_tuong: doanh_nghiep
mau: mau.docx
dieu_kien: doanh_nghiep.dac_diem.camera and doanh_nghiep.so_lao_dong > 0
ten_loai: Tờ trình
trich_yeu: Về việc hỗ trợ {{ doanh_nghiep.ten }}
ky_hieu: TTr-{{ co_quan.ky_hieu }}
noi_nhan:
  - Như trên
  - "{{ khu.cong_an_dia_ban }}"
thu_muc: to_trinh/{{ khu.ma }}
ten_tep: Tờ trình {{ doanh_nghiep.ten_viet_tat }}
"""
LINES = [
    "{{ van_ban.ten_loai|chu_hoa }}",
    "{{ van_ban.trich_yeu }}",
    "{%p if doanh_nghiep.dac_diem.camera %}",
    "{{ dieu() }} Camera của {{ doanh_nghiep.ten }}",
    "{%p endif %}",
    "{{ dieu() }} Số lao động: {{ doanh_nghiep.so_lao_dong|so }} ({{ doanh_nghiep.so_lao_dong|bang_chu }})",
    "{%p for noi in van_ban.noi_nhan %}",
    "- {{ noi }};",
    "{%p endfor %}",
]


def add_type(office: Path) -> None:
    folder = office / "templates" / "to_trinh"
    folder.mkdir()
    (folder / "khai_bao.yaml").write_text(DECLARATION, encoding="utf-8")
    word = Document()
    for line in LINES:
        word.add_paragraph(line)
    word.save(str(folder / "mau.docx"))


def test_a_folder_with_a_word_file_and_a_declaration_is_a_new_document_type(office: Path, tmp_path: Path) -> None:
    add_type(office)
    result = build(BuildRequest(folder=office, output=tmp_path / "ra", types=("to-trinh",)))
    assert not result.refused, result.diagnostics
    with_camera = [record.value for record in result.checked.dossier.enterprises.values() if record.value.features.cctv]
    assert with_camera
    assert {document.subject_id for document, _ in result.made} == {enterprise.id for enterprise in with_camera}
    for document, written in result.made:
        enterprise = result.checked.dossier.enterprises[document.subject_id].value
        texts = [text for _, text in paragraphs_of((tmp_path / "ra" / written.path).read_bytes())]
        assert written.path.startswith(f"to_trinh/{enterprise.park_id}/{enterprise.id}-")
        assert texts[0] == "TỜ TRÌNH"
        assert texts[2] == f"Điều 1. Camera của {enterprise.name}"
        assert texts[3].startswith("Điều 2. Số lao động: ")
        assert texts[4] == "- Như trên;"


def test_a_wrong_tag_in_the_new_types_word_file_stops_everything_with_its_paragraph(
    office: Path, tmp_path: Path
) -> None:
    add_type(office)
    file = office / "templates/to_trinh/mau.docx"
    word = Document(str(file))
    word.add_paragraph("Mã số: {{ doanh_nghiep.ma_so_thu }}")
    word.save(str(file))
    result = build(BuildRequest(folder=office, output=tmp_path / "ra"))
    assert result.refused
    (complaint,) = [item for item in result.diagnostics if item.is_error]
    assert complaint.span.file == "templates/to_trinh/mau.docx"
    assert "đoạn 10" in complaint.span.place
    assert "ma_so_thue" in " ".join(complaint.hints)
    assert not (tmp_path / "ra").exists()
