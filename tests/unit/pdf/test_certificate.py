"""The finished certificate read back: its words, where they stand, its fonts, its sameness, its refusals."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from docgen.pdf import CertificateDeclaration, UndrawableText, check_certificate, draw_certificate
from docgen.pdf.drawing import Face, TextBox
from docgen.pdf.faces import load_face
from tests.support.certificates import DRAWINGS, declaration_of, drawn_lines, facts

FILE = "bo_tri.yaml"
TEXT = (Path(__file__).parents[3] / "templates" / "giay_cong_nhan" / FILE).read_text(encoding="utf-8")
POINT_MM = 25.4 / 72
DECLARATION = declaration_of()
LONG_NAME = (
    "Khu công nghiệp dệt may và phụ trợ ngành dệt may công nghệ cao thân thiện môi trường Rạng Đông mở rộng giai đoạn "
    "II (phân khu phía Đông Nam – liên doanh Việt Nam & Hàn Quốc “Sunrise”)"
)
LONG_ISSUER = (
    "Ban Quản lý Khu kinh tế và các Khu công nghiệp tỉnh Ninh Bình (tiếp nhận từ Ban Quản lý các khu công nghiệp tỉnh "
    "Nam Định)"
)


@pytest.fixture(scope="module")
def declaration() -> CertificateDeclaration:
    return declaration_of()


def _page(data: bytes) -> PageObject:
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 1
    return reader.pages[0]


def _resources(page: PageObject) -> Any:
    return page["/Resources"]


def _face(font: str) -> Face:
    [face] = [face for face in Face if load_face(face).file.name.decode() == font]
    return face


def _width(text: str, size: float, box: TextBox) -> float:
    return (load_face(box.face).width(text) / 1000 + box.spacing * (len(text) - 1)) * size * POINT_MM


def _lines_of(data: bytes) -> list[str]:
    return [line.text.strip() for line in drawn_lines(data)]


def test_the_certificate_says_what_the_record_says_in_the_order_of_a_certificate(
    declaration: CertificateDeclaration,
) -> None:
    assert _lines_of(draw_certificate(facts(), declaration)) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP TỈNH NAM ĐỊNH",
        "GIẤY CÔNG NHẬN",
        "Khu công nghiệp Bảo Minh",
        "Huyện Vụ Bản, tỉnh Nam Định",
        "Đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2017",
        "Nam Định, ngày 20 tháng 6 năm 2017",
        "TRƯỞNG BAN",
        "Nguyễn Văn An",
        "Quyết định số 126/QĐ-BQLCKCN",
        "ngày 20 tháng 6 năm 2017",
        "Số vào sổ: 01/2017/GCN-ATANTT",
    ]


def test_the_page_is_one_sheet_of_a4_across(declaration: CertificateDeclaration) -> None:
    box = _page(draw_certificate(facts(), declaration)).mediabox
    assert float(box.width) * POINT_MM == pytest.approx(297, abs=0.01)
    assert float(box.height) * POINT_MM == pytest.approx(210, abs=0.01)


def test_fonts_are_embedded_subsets_of_the_shipped_faces(declaration: CertificateDeclaration) -> None:
    data = draw_certificate(facts(), declaration)
    fonts: list[Any] = [font.get_object() for font in _resources(_page(data))["/Font"].values()]
    names = {font["/BaseFont"] for font in fonts}
    assert {name.split("+")[1] for name in names} == {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "DocgenDisplay-Bold",
    }
    for font in fonts:
        [descendant] = font["/DescendantFonts"]
        program = descendant["/FontDescriptor"]["/FontFile2"].get_data()
        assert len(program) < 80_000
        assert b"fpgm" not in program[:300]


def test_no_picture_is_drawn(declaration: CertificateDeclaration) -> None:
    page = _page(draw_certificate(facts(sample=True), declaration))
    forms = [form.get_object() for form in _resources(page)["/XObject"].values()]
    assert {form["/Subtype"] for form in forms} == {"/Form"}


def test_the_file_tells_its_title_author_subject_and_language(declaration: CertificateDeclaration) -> None:
    reader = PdfReader(io.BytesIO(draw_certificate(facts(), declaration)))
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Giấy công nhận Khu công nghiệp Bảo Minh đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2017"
    )
    assert reader.metadata.author == "Ban Quản lý các khu công nghiệp tỉnh Nam Định"
    assert reader.metadata.subject == "Quyết định số 126/QĐ-BQLCKCN ngày 20 tháng 6 năm 2017"
    assert str(reader.root_object["/Lang"]) == "vi-VN"


def test_the_same_facts_give_the_same_bytes_in_this_process_and_in_another(
    declaration: CertificateDeclaration,
) -> None:
    first = draw_certificate(facts(name=LONG_NAME), declaration)
    draw_certificate(facts(name="CCN An Xá"), declaration)
    assert draw_certificate(facts(name=LONG_NAME), declaration) == first
    program = (
        "import pickle, sys; from docgen.pdf import draw_certificate, load_declaration; "
        "text, fields = pickle.load(sys.stdin.buffer); declaration, _ = load_declaration(text, 'x.yaml'); "
        "sys.stdout.buffer.write(draw_certificate(fields, declaration))"
    )
    given_facts = pickle.dumps((TEXT, facts(name=LONG_NAME)))
    other = subprocess.run([sys.executable, "-c", program], input=given_facts, capture_output=True, check=True)
    assert other.stdout == first


def test_a_sample_is_marked_at_the_foot_and_a_real_one_is_not(declaration: CertificateDeclaration) -> None:
    note = "Bản in từ dữ liệu mẫu, không có giá trị sử dụng"
    assert _lines_of(draw_certificate(facts(sample=True), declaration))[-1] == note
    assert note not in _lines_of(draw_certificate(facts(), declaration))


def test_a_serial_not_yet_recorded_leaves_room_to_write(declaration: CertificateDeclaration) -> None:
    assert _lines_of(draw_certificate(facts(serial=None), declaration))[-1] == "Số vào sổ: ……………"


def test_the_authority_line_stands_above_the_title_only_when_there_is_one(declaration: CertificateDeclaration) -> None:
    lines = _lines_of(draw_certificate(facts(authority="KT. TRƯỞNG BAN", title="PHÓ TRƯỞNG BAN"), declaration))
    assert lines[lines.index("KT. TRƯỞNG BAN") + 1] == "PHÓ TRƯỞNG BAN"


def test_a_decomposed_name_is_drawn_composed(declaration: CertificateDeclaration) -> None:
    name = "Khu công nghiệp Mỹ Thuận"
    decomposed = draw_certificate(facts(name=unicodedata.normalize("NFD", name)), declaration)
    assert _lines_of(decomposed) == _lines_of(draw_certificate(facts(name=name), declaration))


def test_markup_in_a_name_is_only_text(declaration: CertificateDeclaration) -> None:
    name = "KCN <b>Bảo & Minh</b> {{ 7 }} (\\051"
    assert name in _lines_of(draw_certificate(facts(name=name), declaration))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "CCN An Xá", "serial": None, "sample": True},
        {"name": LONG_NAME, "issuer": LONG_ISSUER, "authority": "KT. TRƯỞNG BAN", "sample": True},
        {"title": "PHÓ TRƯỞNG BAN THƯỜNG TRỰC PHỤ TRÁCH CÁC KHU CÔNG NGHIỆP VEN BIỂN PHÍA NAM", "authority": "KT. T"},
        {"signer": "Công Tằng Tôn Nữ Thị Hoàng Phương Anh Thư", "place": "các xã " + ", ".join(["Nghĩa Hải"] * 11)},
    ],
)
@pytest.mark.parametrize("file", DRAWINGS)
def test_every_text_stays_in_its_box(file: str, changes: dict[str, Any]) -> None:
    _assert_in_boxes(facts(**changes), declaration_of(file))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.lists(st.sampled_from(LONG_NAME.split()), min_size=1, max_size=34).map(" ".join),
    issuer=st.lists(st.sampled_from(LONG_ISSUER.split()), min_size=2, max_size=30).map(" ".join),
)
def test_any_name_stays_in_its_box_or_is_refused(name: str, issuer: str) -> None:
    fields = facts(name=name, issuer=issuer)
    if check_certificate(fields, DECLARATION):
        with pytest.raises(UndrawableText):
            draw_certificate(fields, DECLARATION)
    else:
        _assert_in_boxes(fields, DECLARATION)


def _assert_in_boxes(fields: dict[str, Any], declaration: CertificateDeclaration) -> None:
    drawing = declaration.drawing
    free = drawing.signing_space
    for line in drawn_lines(draw_certificate(fields, declaration)):
        text, left, baseline, size, face = (
            line.text.rstrip(" "),
            line.left,
            line.baseline,
            line.size_pt,
            _face(line.font),
        )
        top, bottom = baseline - face.ascent * size * POINT_MM, baseline + face.descent * size * POINT_MM
        homes = [
            box
            for box in drawing.boxes
            if box.left - 0.02 <= left
            and left + _width(text, size, box) <= box.right + 0.02
            and box.face is face
            and box.top - 0.02 <= top
            and bottom <= box.bottom + 0.02
        ]
        assert len(homes) == 1, text
        right = left + _width(text, size, homes[0])
        assert homes[0].least_size_pt <= size <= homes[0].size_pt
        assert bottom <= free.top or top >= free.bottom - 0.02 or right <= free.left or left >= free.right, text
    assert drawing.signing_space.height >= 35


@pytest.mark.parametrize("file", DRAWINGS)
@pytest.mark.parametrize("length", [5, 40, 90, 130, 180, 210, 250])
def test_names_of_any_usual_length_are_drawn_whole_in_their_box(file: str, length: int) -> None:
    name = (LONG_NAME + ", " + LONG_NAME)[:length].strip()
    declaration = declaration_of(file)
    _assert_in_boxes(facts(name=name), declaration)
    assert " ".join(_lines_of(draw_certificate(facts(name=name), declaration))).count(name) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("KCN Hana 한국", "«한» (U+D55C), «국» (U+AD6D)"),
        ("KCN Xanh 🌿", "«🌿» (U+1F33F)"),
        ("KCN\ue000A", "(U+E000)"),
        ("KCN\ue0ffA", "(U+E0FF)"),
    ],
)
def test_a_character_that_the_font_lacks_is_refused_by_name(
    declaration: CertificateDeclaration, name: str, shown: str
) -> None:
    [complaint] = check_certificate(facts(name=name), declaration)
    assert complaint.rule.code == "phong-chu-thieu-ky-tu"
    assert shown in complaint.message
    assert complaint.hints
    with pytest.raises(UndrawableText, match="phông chữ"):
        draw_certificate(facts(name=name), declaration)


def test_a_text_too_long_is_refused_with_its_box_and_what_to_do(declaration: CertificateDeclaration) -> None:
    [complaint] = check_certificate(facts(name="Khu công nghiệp " + "rất dài " * 60), declaration)
    assert complaint.rule.code == "chu-khong-vua-o"
    assert "ô «Tên khu, cụm công nghiệp»" in complaint.message
    assert complaint.span.line == TEXT[: TEXT.index("Tên khu, cụm công nghiệp")].count("\n") + 1
    assert len(complaint.hints) == 2


def test_everything_that_cannot_be_drawn_is_told_at_once(declaration: CertificateDeclaration) -> None:
    fields = facts(name="한", signer="🌿", place="x" * 400)
    assert len(check_certificate(fields, declaration)) == 3
    with pytest.raises(UndrawableText) as refused:
        draw_certificate(fields, declaration)
    assert len(refused.value.diagnostics) == 3
    assert pickle.loads(pickle.dumps(refused.value)).diagnostics == refused.value.diagnostics


def test_a_missing_fact_is_told_and_never_left_blank(declaration: CertificateDeclaration) -> None:
    fields = facts()
    fields["khu"]["dia_ban"] = None
    [complaint] = check_certificate(fields, declaration)
    assert "dia_ban" in complaint.message


def test_the_drawing_library_is_loaded_only_to_draw() -> None:
    program = "import sys, docgen.pdf; sys.exit('reportlab' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
