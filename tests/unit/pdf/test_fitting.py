"""Shrink first, then wrap, then refuse; and never leave the box."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.layout import text_width_mm
from docgen.pdf.drawing import Face, TextBox
from docgen.pdf.fitting import POINT_MM, FittedText
from docgen.pdf.fitting import fit as fit_measured

WIDTH_EM = partial(text_width_mm, size_pt=1 / POINT_MM)
VOCABULARY = "Khu công nghiệp Bảo Minh dệt may Việt Nam (Nam Định) & “Xanh” siêu-dài-không-ngắt-được"
WORDS = st.sampled_from(VOCABULARY.split())


def fit(paragraphs: list[str], box: TextBox, width_em: Callable[[str], float]) -> FittedText | None:
    return fit_measured(paragraphs, box, width_em, width_em)


def _box(**changes: object) -> TextBox:
    values = {
        "ten": "Tên",
        "noi_dung": ["x"],
        "trai": "0",
        "tren": "0",
        "rong": "100",
        "cao": "20",
        "kieu_chu": "thường",
        "co": "20",
        "co_nho_nhat": "10",
        "so_dong": "2",
        **changes,
    }
    return TextBox.model_validate(values)


def test_a_short_text_keeps_its_size() -> None:
    fitted = fit(["Bảo Minh"], _box(), WIDTH_EM)
    assert fitted is not None
    assert (fitted.lines, fitted.size_pt) == (("Bảo Minh",), 20)


def test_a_longer_text_shrinks_on_one_line_before_it_wraps() -> None:
    fitted = fit(["Khu công nghiệp Bảo Minh, Vụ Bản, Nam Định"], _box(), WIDTH_EM)
    assert fitted is not None
    assert len(fitted.lines) == 1
    assert 10 <= fitted.size_pt < 20
    assert WIDTH_EM(fitted.lines[0]) * (fitted.size_pt + 0.5) * POINT_MM > 100


def test_below_its_wrapping_size_a_text_takes_more_lines_at_the_largest_size() -> None:
    fitted = fit(["Khu công nghiệp Bảo Minh, Vụ Bản, Nam Định"], _box(co_xuong_dong="18"), WIDTH_EM)
    assert fitted is not None
    assert fitted.lines == ("Khu công nghiệp Bảo Minh,", "Vụ Bản, Nam Định")
    assert fitted.size_pt == 20


def test_the_height_of_the_box_limits_the_size_of_two_lines() -> None:
    fitted = fit(["Khu công nghiệp Bảo Minh, Vụ Bản, Nam Định"], _box(co_xuong_dong="18", cao="14"), WIDTH_EM)
    assert fitted is not None
    assert len(fitted.lines) == 2
    assert fitted.size_pt == 16.5


def test_the_least_size_is_tried_even_off_the_steps() -> None:
    least = 13.2
    width = WIDTH_EM("Bảo Minh") * 13.3 * POINT_MM
    fitted = fit(["Bảo Minh"], _box(rong=str(width), co="13,9", co_nho_nhat="13,2", so_dong="1"), WIDTH_EM)
    assert fitted is not None
    assert fitted.size_pt == least


def test_a_text_that_fits_in_no_way_is_refused() -> None:
    assert fit(["dài " * 60], _box(), WIDTH_EM) is None
    assert fit(["n" * 200], _box(), WIDTH_EM) is None
    assert fit(["một", "hai", "ba"], _box(), WIDTH_EM) is None


def test_each_paragraph_begins_a_line() -> None:
    fitted = fit(["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], _box(), WIDTH_EM)
    assert fitted is not None
    assert fitted.lines == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_a_name_is_parted_only_when_the_lines_run_out() -> None:
    roomy = fit(["Bảo Minh Việt Nam"], _box(rong="32", co_xuong_dong="20", so_dong="2"), WIDTH_EM)
    assert roomy is not None
    assert roomy.lines == ("Bảo Minh", "Việt Nam")


def test_letters_shrink_a_little_rather_than_part_a_term() -> None:
    text = "Cụm công nghiệp An Xá, Công ty TNHH Việt Nam Nhật Bản"
    width = WIDTH_EM("Cụm công nghiệp An Xá,") * 26 * POINT_MM
    fitted = fit([text], _box(rong=str(width), co_xuong_dong="20"), WIDTH_EM)
    assert fitted is not None
    assert fitted.lines == ("Cụm công nghiệp An Xá,", "Công ty TNHH Việt Nam Nhật Bản")
    assert fitted.size_pt == 18


@settings(deadline=None)
@given(
    words=st.lists(WORDS, min_size=1, max_size=30),
    width=st.integers(20, 200),
    height=st.integers(5, 40),
    lines=st.integers(1, 4),
    wrap=st.sampled_from(["10", "14", "20"]),
)
def test_what_fits_is_whole_and_inside(words: list[str], width: int, height: int, lines: int, wrap: str) -> None:
    box = _box(rong=str(width), cao=str(height), so_dong=str(lines), co_xuong_dong=wrap)
    fitted = fit([" ".join(words)], box, WIDTH_EM)
    if fitted is None:
        return
    assert " ".join(fitted.lines) == " ".join(words)
    assert len(fitted.lines) <= lines
    assert 10 <= fitted.size_pt <= 20
    assert fitted.height_mm(box.face, box.line_spacing) <= height + 1e-6
    assert all(WIDTH_EM(line) * fitted.size_pt * POINT_MM <= width + 1e-3 for line in fitted.lines)


def test_an_underline_takes_its_room_from_the_text() -> None:
    line = {"ti_le": "1", "do_day": "1", "cach_chu": "1,5"}
    assert _box(gach_duoi=line).text_height < _box().text_height - 1.5
    assert _box().face is Face.REGULAR
