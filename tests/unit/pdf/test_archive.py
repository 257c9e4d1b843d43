"""Every certificate can lie in an archive for decades and be read aloud: PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

import io
import pickle
import struct
from importlib import resources
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from docgen.composition.failure import TagFailure
from docgen.pdf import check_certificate, draw_certificate, load_declaration
from docgen.pdf.colour_profile import srgb_profile
from docgen.pdf.drawing import Face
from docgen.pdf.faces import FILES, load_face, table_of
from docgen.pdf.font_objects import SHARED, codes, drawable
from docgen.pdf.subset import subset_font
from docgen.pdf.template import certificate_template
from tests.support.certificates import DRAWINGS, FOLDER, declaration_of, facts, findings, reading_order

DECLARATION = declaration_of()
VIETNAMESE = "ĂÂĐÊÔƠƯăâđêôơưẠẢÃÀÁẶẲẴẰẮẬẨẪẦẤẸẺẼÈÉỆỂỄỀẾỊỈĨÌÍỌỎÕÒÓỘỔỖỒỐỢỞỠỜỚỤỦŨÙÚỰỬỮỪỨỴỶỸỲÝ"
LONG = " ".join(["Khu công nghiệp dệt may và phụ trợ “Rạng Đông” mở rộng"] * 3)


@pytest.mark.parametrize("file", DRAWINGS)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": LONG, "sample": True, "authority": "KT. TRƯỞNG BAN", "title": "PHÓ TRƯỞNG BAN"},
        {"name": "CCN An Xá <b>& \\(1)</b>", "serial": None},
        {"name": "KCN Škoda Łódź Ωmega", "signer": "Đỗ Thị Ỵ"},
    ],
)
def test_the_judge_of_archives_and_the_judge_of_access_find_nothing(file: str, changes: dict[str, Any]) -> None:
    assert findings(draw_certificate(facts(**changes), declaration_of(file))) == []


def test_it_is_read_aloud_in_the_order_of_the_page_with_its_name_as_heading() -> None:
    spoken = reading_order(draw_certificate(facts(authority="KT. TRƯỞNG BAN", title="PHÓ TRƯỞNG BAN"), DECLARATION))
    assert spoken == [
        ("P", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("P", "Độc lập - Tự do - Hạnh phúc"),
        ("P", "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP TỈNH NAM ĐỊNH"),
        ("H1", "GIẤY CÔNG NHẬN"),
        ("P", "Khu công nghiệp Bảo Minh"),
        ("P", "Huyện Vụ Bản, tỉnh Nam Định"),
        ("P", "Đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2017"),
        ("P", "Nam Định, ngày 20 tháng 6 năm 2017"),
        ("P", "KT. TRƯỞNG BAN"),
        ("P", "PHÓ TRƯỞNG BAN"),
        ("P", "Nguyễn Văn An"),
        ("P", "Quyết định số 126/QĐ-BQLCKCN"),
        ("P", "ngày 20 tháng 6 năm 2017"),
        ("P", "Số vào sổ: 01/2017/GCN-ATANTT"),
    ]


def test_a_name_on_several_lines_is_one_paragraph_with_its_words_apart() -> None:
    assert ("P", LONG) in reading_order(draw_certificate(facts(name=LONG), DECLARATION))


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from(SHARED + VIETNAMESE + "ŁśΩЖ"), min_size=1, max_size=60))
def test_whatever_is_drawn_reads_back_as_the_very_text(name: str) -> None:
    fields = facts(name="." + name.replace("\u00a0", "") + ".")
    drawn = draw_certificate(fields, DECLARATION)
    assert reading_order(drawn)[4][1] == " ".join(fields["khu"]["ten_day_du"].split())


@pytest.mark.parametrize("face", list(Face))
def test_every_face_has_all_vietnamese_letters(face: Face) -> None:
    both = VIETNAMESE + VIETNAMESE.lower()
    assert set(both) <= set(SHARED)
    assert set(both) <= set(drawable(face, SHARED))
    assert len(set(codes(SHARED).values())) == len(SHARED)


@pytest.mark.parametrize("face", list(Face))
def test_the_height_that_a_face_is_given_holds_its_tallest_and_deepest_letters(face: Face) -> None:
    file = load_face(face).file
    outlines = table_of(file, "glyf")
    for char in VIETNAMESE + VIETNAMESE.lower() + "gjpqy,;()[]Q":
        _, _, low, _, high = struct.unpack_from(">5h", outlines, file.glyphPos[file.charToGlyph[ord(char)]])
        assert high <= face.ascent * file.unitsPerEm, char
        assert -low <= face.descent * file.unitsPerEm, char


@pytest.mark.parametrize("face", list(Face))
def test_a_subset_draws_every_letter_as_its_font_does(face: Face) -> None:
    file = load_face(face).file
    chars = drawable(face, SHARED)
    cut = TTFont(io.BytesIO(subset_font(file, chars)))
    whole = TTFont(io.BytesIO(resources.files("docgen.pdf").joinpath("fonts", FILES[face]).read_bytes()))
    names = whole.getBestCmap()
    for place, char in enumerate(chars, 1):
        name = cut.getGlyphOrder()[place]
        assert cut["hmtx"][name][0] == whole["hmtx"][names[ord(char)]][0]
        assert _outline(cut, name) == _outline(whole, names[ord(char)]), char


def _outline(font: TTFont, name: str) -> list[Any]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return list(pen.value)


def test_letters_beyond_the_shared_ones_are_drawn_and_leave_other_files_as_they_were() -> None:
    before = draw_certificate(facts(), DECLARATION)
    foreign = draw_certificate(facts(name="KCN Łódź – Škoda"), DECLARATION)
    assert ("P", "KCN Łódź – Škoda") in reading_order(foreign)
    assert draw_certificate(facts(), DECLARATION) == before


def test_letters_move_together_as_their_font_says_and_accents_keep_their_distance() -> None:
    kerning = load_face(Face.BOLD).kerning
    assert kerning["AV"] < -50
    assert kerning["VÀ"] == kerning["VA"]
    assert kerning["Tạ"] == kerning["Ta"] < 0
    assert kerning["Tổ"] == kerning["A "] == 0
    assert load_face(Face.BOLD).width("AV") < load_face(Face.BOLD).advance("AV")


def test_metadata_and_information_say_the_same_and_take_the_day_of_the_paper() -> None:
    data = draw_certificate(facts(name="KCN A & <B>"), DECLARATION)
    reader = PdfReader(io.BytesIO(data))
    assert reader.metadata is not None
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": reader.metadata.title}
    assert "KCN A & <B>" in str(reader.metadata.title)
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.strftime("%Y-%m-%d") == "2017-06-20"
    assert b"<xmp:CreateDate>2017-06-20T00:00:00+07:00</xmp:CreateDate>" in data


@pytest.mark.parametrize("day", ["hôm qua", "31/02/2017", "{{ van_ban.dia_danh_ngay }}"])
def test_a_day_that_cannot_be_read_is_refused_before_anything_is_drawn(day: str) -> None:
    text = (FOLDER / "bo_tri.yaml").read_text(encoding="utf-8")
    changed = text.replace('ngay: "{{ cong_nhan.ngay_quyet_dinh | ngay_so }}"', f'ngay: "{day}"')
    declaration, found = load_declaration(changed, "bo_tri.yaml")
    assert (declaration is not None, found) == (True, [])
    assert declaration is not None
    [complaint] = check_certificate(facts(), declaration)
    assert complaint.rule.code == "ngay-cua-tep"
    with pytest.raises(TagFailure):
        draw_certificate(facts(), declaration)


def test_every_file_has_an_identifier_of_its_own_made_of_its_content() -> None:
    names = [PdfReader(io.BytesIO(draw_certificate(facts(name=name), DECLARATION))).trailer["/ID"] for name in "AAB"]
    assert names[0] == names[1] != names[2]


def test_the_colour_profile_is_whole() -> None:
    profile = srgb_profile()
    (size,) = struct.unpack_from(">L", profile)
    assert size == len(profile)
    assert profile[36:40] == b"acsp"
    assert (profile[12:16], profile[16:20]) == (b"mntr", b"RGB ")
    (count,) = struct.unpack_from(">L", profile, 128)
    tags = [struct.unpack_from(">4sLL", profile, 132 + 12 * place) for place in range(count)]
    assert all(at % 4 == 0 and at + length <= size for _, at, length in tags)
    assert {tag for tag, *_ in tags} >= {
        b"desc",
        b"cprt",
        b"wtpt",
        b"rXYZ",
        b"gXYZ",
        b"bXYZ",
        b"rTRC",
        b"gTRC",
        b"bTRC",
    }


def test_a_template_crosses_to_another_process_whole() -> None:
    template = certificate_template(DECLARATION)
    other = pickle.loads(pickle.dumps(template))
    assert (other.beginning, other.codes, other.first) == (template.beginning, template.codes, template.first)


def test_a_file_takes_no_more_than_ninety_thousand_bytes() -> None:
    for file in DRAWINGS:
        assert len(draw_certificate(facts(name=LONG), declaration_of(file))) <= 90_000
