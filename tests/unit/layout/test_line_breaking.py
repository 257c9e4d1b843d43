"""Laws of breaking lines, and the breaks a careful typist would make."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.layout import balanced_lines, text_width_mm

BOLD_12 = partial(text_width_mm, size_pt=12, bold=True)
VOCABULARY = (
    "Công ty TNHH Một thành viên Việt Nam khu công nghiệp KCN Bảo Minh tỉnh Nam Định 12 ha và của các & - "
    "(Vietnam) “An toàn về an ninh, trật tự” Co., Ltd ngày 05 tháng 3 xuất-nhập-khẩu-tổng-hợp"
)
TEXTS = st.lists(st.sampled_from(VOCABULARY.split()), min_size=1, max_size=25).map(" ".join)
WIDTHS = st.floats(min_value=5, max_value=160)


def _greedy_count(text: str, width: float) -> int:
    lines, current = 1, ""
    for word in text.split():
        longer = f"{current} {word}" if current else word
        if current and BOLD_12(longer) > width + 1e-6:
            lines, current = lines + 1, word
        else:
            current = longer
    return lines


@settings(deadline=None)
@given(TEXTS, WIDTHS)
def test_lines_joined_by_blanks_give_the_text_back(text: str, width: float) -> None:
    assert " ".join(balanced_lines(text, width, BOLD_12)) == text


@settings(deadline=None)
@given(TEXTS, WIDTHS)
def test_only_a_single_word_makes_a_line_that_does_not_fit(text: str, width: float) -> None:
    for line in balanced_lines(text, width, BOLD_12):
        assert BOLD_12(line) <= width + 1e-5 or " " not in line


@settings(deadline=None)
@given(TEXTS, WIDTHS)
def test_without_groups_no_breaking_has_fewer_lines(text: str, width: float) -> None:
    assert len(balanced_lines(text, width, BOLD_12, keep_together=False)) == _greedy_count(text, width)


@settings(deadline=None)
@given(TEXTS, WIDTHS)
def test_groups_never_cost_more_lines_than_names_they_save(text: str, width: float) -> None:
    loose = balanced_lines(text, width, BOLD_12, keep_together=False)
    kept = balanced_lines(text, width, BOLD_12)
    assert len(loose) <= len(kept) <= 2 * len(loose) - 1


@settings(deadline=None)
@given(st.lists(st.sampled_from(["một", "hai", "nghiêng", "tư"]), min_size=3, max_size=12).map(" ".join), WIDTHS)
def test_a_lone_last_word_is_left_only_where_every_breaking_with_as_few_lines_has_one(text: str, width: float) -> None:
    lines = balanced_lines(text, width, BOLD_12)
    if len(lines) > 1 and " " not in lines[-1]:
        words = text.split()
        head, tail = " ".join(words[:-2]), " ".join(words[-2:])
        assert BOLD_12(tail) > width or _greedy_count(head, width) + 1 > len(lines)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["abc", "de", "fghij", "k"]), min_size=2, max_size=9), st.integers(8, 30))
def test_no_other_breaking_is_more_even(words: list[str], width: int) -> None:
    def raggedness(lines: list[str]) -> float:
        return sum((width - len(line)) ** 2 for line in lines)

    def rank(lines: list[str]) -> tuple[int, int, float]:
        return (len(lines), int(len(lines) > 1 and " " not in lines[-1]), raggedness(lines))

    candidates = []
    for mask in range(2 ** (len(words) - 1)):
        lines, current = [], words[0]
        for index, word in enumerate(words[1:]):
            if mask >> index & 1:
                lines.append(current)
                current = word
            else:
                current += f" {word}"
        lines.append(current)
        if all(len(line) <= width for line in lines):
            candidates.append(rank(lines))
    assert rank(balanced_lines(" ".join(words), width, len)) == min(candidates)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("CÔNG AN TỈNH NAM ĐỊNH", 65, ["CÔNG AN TỈNH NAM ĐỊNH"]),
        ("CÔNG AN TỈNH NAM ĐỊNH", 50, ["CÔNG AN", "TỈNH NAM ĐỊNH"]),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH NAM ĐỊNH", 65, ["LIÊN ĐOÀN LAO ĐỘNG", "TỈNH NAM ĐỊNH"]),
        (
            "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP TỈNH NAM ĐỊNH",
            65,
            ["BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP", "TỈNH NAM ĐỊNH"],
        ),
        (
            "Công ty TNHH Một thành viên Dệt may Xuất nhập khẩu KCN Bảo Minh Việt Nam",
            70,
            ["Công ty TNHH Một thành viên", "Dệt may Xuất nhập khẩu", "KCN Bảo Minh Việt Nam"],
        ),
        ("Sử dụng 155 ha đất bãi", 36, ["Sử dụng", "155 ha đất bãi"]),
        ("Nam Định, ngày 05 tháng 3 năm 2026", 45, ["Nam Định, ngày 05", "tháng 3 năm 2026"]),
    ],
)
def test_names_terms_and_numbers_stay_whole(text: str, width: float, expected: list[str]) -> None:
    assert balanced_lines(text, width, BOLD_12) == expected


def test_a_comma_ends_a_name() -> None:
    assert balanced_lines("khu, công nghiệp", 27, BOLD_12) == ["khu,", "công nghiệp"]


def test_a_name_too_long_for_a_line_is_parted_rather_than_left_to_run_over() -> None:
    lines = balanced_lines("khu công nghiệp", 18, BOLD_12)
    assert lines == ["khu công", "nghiệp"]


def test_blank_text_gives_no_line() -> None:
    assert balanced_lines(" \n ", 50, BOLD_12) == []


def test_a_no_break_space_never_breaks() -> None:
    assert balanced_lines("ngày\u00a005 tháng 3", 15, BOLD_12) == ["ngày\u00a005", "tháng 3"]
