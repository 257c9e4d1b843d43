"""The shipped layout profile against the decree, and profiles that contradict themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgen.diagnostics import Diagnostic
from docgen.layout import STYLE_NAMES, LayoutProfile, Status, load_profile, text_width_mm

FILE = "nd30_2020.yaml"
TEXT = (Path(__file__).parents[3] / "templates" / "the_thuc" / FILE).read_text(encoding="utf-8")
SIZE_RANGES = {
    "VB Quốc hiệu": (12, 13),
    "VB Tiêu ngữ": (13, 14),
    "VB Cơ quan chủ quản": (12, 13),
    "VB Cơ quan ban hành": (12, 13),
    "VB Số ký hiệu": (13, 13),
    "VB Địa danh ngày": (13, 14),
    "VB Tên loại": (13, 14),
    "VB Trích yếu": (13, 14),
    "VB Kèm theo": (13, 14),
    "VB Căn cứ": (13, 14),
    "VB Chương": (13, 14),
    "VB Tên chương": (13, 14),
    "VB Mục lớn": (13, 14),
    "VB Điều": (13, 14),
    "VB Khoản": (13, 14),
    "VB Điểm": (13, 14),
    "VB Đoạn": (13, 14),
    "VB Quyền hạn ký": (13, 14),
    "VB Chức vụ ký": (13, 14),
    "VB Họ tên ký": (13, 14),
    "VB Nơi nhận tiêu đề": (12, 12),
    "VB Nơi nhận": (11, 11),
    "VB Số trang": (13, 14),
    "VB Bảng chữ": (11, 14),
}
SHAPES = {
    "VB Quốc hiệu": (True, False, True),
    "VB Tiêu ngữ": (True, False, False),
    "VB Cơ quan chủ quản": (False, False, True),
    "VB Cơ quan ban hành": (True, False, True),
    "VB Số ký hiệu": (False, False, False),
    "VB Địa danh ngày": (False, True, False),
    "VB Tên loại": (True, False, True),
    "VB Trích yếu": (True, False, False),
    "VB Căn cứ": (False, True, False),
    "VB Chương": (True, False, False),
    "VB Tên chương": (True, False, True),
    "VB Điều": (True, False, False),
    "VB Đoạn": (False, False, False),
    "VB Chức vụ ký": (True, False, True),
    "VB Họ tên ký": (True, False, False),
    "VB Nơi nhận tiêu đề": (True, True, False),
    "VB Nơi nhận": (False, False, False),
}
BODY = ("VB Căn cứ", "VB Mục lớn", "VB Mục nhỏ", "VB Điều", "VB Khoản", "VB Điểm", "VB Đoạn")


def _load(text: str) -> tuple[LayoutProfile | None, list[Diagnostic]]:
    return load_profile(text, FILE)


@pytest.fixture(scope="module")
def profile() -> LayoutProfile:
    loaded, found = _load(TEXT)
    assert found == []
    assert loaded is not None
    return loaded


def test_the_shipped_profile_is_the_decree_of_5_march_2020(profile: LayoutProfile) -> None:
    assert "30/2020/NĐ-CP" in profile.decree
    assert profile.valid_from == date(2020, 3, 5)
    assert profile.valid_to is None


def test_margins_lie_in_the_ranges_of_the_decree(profile: LayoutProfile) -> None:
    margins = profile.margins
    ranges = [(m.minimum, m.maximum) for m in (margins.top, margins.bottom, margins.left, margins.right)]
    assert ranges == [(20, 25), (20, 25), (30, 35), (15, 20)]
    assert (profile.paper.width_mm, profile.paper.height_mm) == (210, 297)
    assert 155 <= profile.text_width_mm <= 165


def test_there_are_exactly_the_two_size_presets_of_the_decree(profile: LayoutProfile) -> None:
    presets = [(item.national_title, item.motto, item.place_and_date) for item in profile.size_presets]
    assert presets == [(12, 13, 13), (13, 14, 14)]


def test_the_profile_describes_every_style_of_the_templates_once(profile: LayoutProfile) -> None:
    assert sorted(style.name for style in profile.styles) == sorted(STYLE_NAMES)


@pytest.mark.parametrize("name", SIZE_RANGES)
def test_sizes_are_those_of_the_decree(profile: LayoutProfile, name: str) -> None:
    size = profile.style(name).lettering.size
    assert (size.minimum, size.maximum) == SIZE_RANGES[name]
    assert size.permits(size.value)


@pytest.mark.parametrize("name", SHAPES)
def test_letters_are_shaped_as_the_decree_says(profile: LayoutProfile, name: str) -> None:
    letters = profile.style(name).lettering
    assert (letters.bold, letters.italic, letters.capitals) == SHAPES[name]


@pytest.mark.parametrize("name", BODY)
def test_body_paragraphs_are_indented_and_spaced_as_the_decree_says(profile: LayoutProfile, name: str) -> None:
    paragraph = profile.style(name).paragraph
    assert list(paragraph.first_line.allowed) == [10, 12.7]
    assert (paragraph.lines.minimum, paragraph.lines.maximum) == (1, 1.5)
    assert paragraph.before.minimum == 6
    assert not paragraph.before.permits(5.5)


def test_the_line_below_the_motto_is_as_long_as_it_and_others_a_third_to_a_half(profile: LayoutProfile) -> None:
    long, short = profile.style("VB Đường kẻ dài").line, profile.style("VB Đường kẻ ngắn").line
    assert long is not None
    assert short is not None
    assert long.ratio.value == 1
    assert (short.ratio.minimum, short.ratio.maximum) == (0.333, 0.5)


def test_every_number_cites_its_source(profile: LayoutProfile) -> None:
    for style in profile.styles:
        groups = [style.lettering, style.paragraph, *([style.line] if style.line else [])]
        for group in groups:
            assert group.source
            assert group.status in Status
    norm = [style.name for style in profile.styles if style.lettering.status is Status.NORM]
    assert set(SIZE_RANGES) - set(norm) == {"VB Bảng chữ"}


def test_the_national_title_fits_its_column(profile: LayoutProfile) -> None:
    size = profile.style("VB Quốc hiệu").lettering.size.value
    width = text_width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size, bold=True)
    assert width < profile.header_columns.right_mm
    assert profile.header_columns.left_mm + profile.header_columns.right_mm == profile.text_width_mm


def test_an_unknown_style_name_is_a_key_error(profile: LayoutProfile) -> None:
    assert not profile.has_style("VB Không có")
    with pytest.raises(KeyError):
        profile.style("VB Không có")


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("trai: {chon: 30, tu: 30", "trai: {chon: 28, tu: 30", "so-ngoai-khoang", "28 nằm ngoài mức được phép (từ 30"),
        ('chon: "12,7", mot_trong', "chon: 15, mot_trong", "so-ngoai-khoang", "10 hoặc 12,7"),
        ('ti_le: {chon: "0,4"', 'ti_le: {chon: "0,6"', "so-ngoai-khoang", "từ 0,333 đến 0,5"),
        ("- ten: VB Tiêu ngữ", "- ten: VB Quốc hiệu", "kieu-trung-ten", "«VB Quốc hiệu» đã có ở dòng"),
        ("- ten: VB Tiêu ngữ", "- ten: VB Khẩu hiệu", "thieu-kieu", "«VB Tiêu ngữ»"),
        ("co: {chon: 12, tu: 12, den: 13}", "co: {chon: 13, tu: 12, den: 13}", "co-chu-khong-theo-bo", "13 - 13 - 13"),
        ("hieu_luc_tu: 05/3/2020", "hieu_luc_tu: 05/3/2020\nhieu_luc_den: 04/3/2020", "hieu-luc-nguoc", "đứng trước"),
        ("  trai: 66\n", "  trai: 70\n", "cot-dau-trang-qua-rong", "rộng 164 mm"),
    ],
)
def test_a_profile_that_contradicts_itself_is_refused(old: str, new: str, code: str, words: str) -> None:
    assert old in TEXT
    profile, found = _load(TEXT.replace(old, new, 1))
    assert profile is None
    [complaint] = [item for item in found if item.rule.code == code]
    assert words in complaint.message
    assert complaint.span.file == FILE
    assert complaint.span.line > 1 or code == "thieu-kieu"
    assert complaint.hints


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("chieu_rong: 210", "chieu_rong: rộng"),
        ("dam: có", "dam: hơi đậm"),
        ("hieu_luc_tu: 05/3/2020", "hieu_luc_tu: 31/2/2020"),
        ("hieu_luc_tu: 05/3/2020", "hieu_luc_tu: hôm nay"),
        ("muc_do: quy định", "muc_do: bắt buộc"),
        ("canh: giữa", "canh: ở giữa"),
    ],
)
def test_a_value_of_the_wrong_kind_is_pointed_at(old: str, new: str) -> None:
    profile, found = _load(TEXT.replace(old, new, 1))
    assert profile is None
    assert [item.span.line for item in found] == [TEXT[: TEXT.index(old)].count("\n") + 1]


def test_text_that_is_not_yaml_is_a_complaint() -> None:
    profile, found = _load("ten: [")
    assert profile is None
    assert found
