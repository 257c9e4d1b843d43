"""Widths of lines against the shipped fonts and against widths computed elsewhere."""

from __future__ import annotations

import json
import unicodedata
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFont

from docgen.layout import text_width_mm

FACES = {
    "regular": ("LiberationSerif-Regular.ttf", False, False),
    "bold": ("LiberationSerif-Bold.ttf", True, False),
    "italic": ("LiberationSerif-Italic.ttf", False, True),
    "bold_italic": ("LiberationSerif-BoldItalic.ttf", True, True),
}
REFERENCE_WIDTHS_MM = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 88.3),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, 95.7),
    ("Độc lập - Tự do - Hạnh phúc", 13, 56.1),
    ("Độc lập - Tự do - Hạnh phúc", 14, 60.5),
    ("CÔNG AN TỈNH NAM ĐỊNH", 12, 55.0),
    ("CÔNG AN TỈNH NAM ĐỊNH", 13, 59.6),
    ("LIÊN ĐOÀN LAO ĐỘNG TỈNH NAM ĐỊNH", 12, 83.0),
    ("LIÊN ĐOÀN LAO ĐỘNG TỈNH NAM ĐỊNH", 13, 89.9),
    ("BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP", 12, 81.8),
    ("BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP", 13, 88.7),
]


def _vietnamese_letters() -> str:
    vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    return "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones) + "đĐ"


@pytest.mark.parametrize("face", FACES)
def test_the_table_agrees_with_the_shipped_font(face: str) -> None:
    file, bold, italic = FACES[face]
    with resources.as_file(resources.files("docgen.pdf") / "fonts" / file) as path:
        widths = TTFont(f"check-{face}", str(path)).face.charWidths
    table = json.loads(resources.files("docgen.layout").joinpath("times_widths.json").read_bytes())
    measured = 0
    for first, block in table["faces"][face].items():
        for code, advance in enumerate(block, int(first, 16)):
            assert widths[code] * 2048 / 1000 == pytest.approx(advance, abs=0.01), hex(code)
            measured += 1
    assert measured > 1000
    for char in _vietnamese_letters():
        expected = widths[ord(char)] / 1000 * 10 * 25.4 / 72
        assert text_width_mm(char, 10, bold=bold, italic=italic) == pytest.approx(expected), char


@pytest.mark.parametrize(("text", "size", "expected"), REFERENCE_WIDTHS_MM)
def test_known_lines_have_their_known_width(text: str, size: int, expected: float) -> None:
    assert text_width_mm(text, size, bold=True) == pytest.approx(expected, abs=0.05)


def test_all_vietnamese_letters_are_in_the_table() -> None:
    unknown = text_width_mm("\U0001f600", 12)
    assert len(_vietnamese_letters()) == 146
    assert all(0 < text_width_mm(char, 12) < unknown for char in _vietnamese_letters())


def test_an_unknown_character_counts_as_the_widest() -> None:
    assert text_width_mm("한", 12) == text_width_mm("\U0001f600", 12)
    assert text_width_mm("한", 12) >= text_width_mm("W", 12)


def test_a_mark_that_composes_with_no_letter_takes_no_width() -> None:
    assert text_width_mm("x\u0323", 12) == text_width_mm("x", 12)


@settings(deadline=None)
@given(st.text(alphabet=_vietnamese_letters() + " .,-&"))
def test_decomposed_text_is_as_wide_as_composed_text(text: str) -> None:
    assert text_width_mm(unicodedata.normalize("NFD", text), 13) == pytest.approx(text_width_mm(text, 13))


@settings(deadline=None)
@given(st.text(alphabet=_vietnamese_letters() + " "), st.text(alphabet=_vietnamese_letters() + " "))
def test_widths_of_parts_add_up(left: str, right: str) -> None:
    assert text_width_mm(left + right, 14) == pytest.approx(text_width_mm(left, 14) + text_width_mm(right, 14))
