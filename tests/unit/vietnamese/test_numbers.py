from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.vietnamese import grouped, point_letter, roman, tax_code_is_right, two_digits


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1.000"),
        (-1_490_000, "-1.490.000"),
        (Decimal("1234567.5"), "1.234.567,5"),
        (Decimal("70.00"), "70"),
        (Decimal("1E+4"), "10.000"),
        (Decimal("-0.05"), "-0,05"),
    ],
)
def test_thousands_take_dots_and_decimals_a_comma(number: int | Decimal, text: str) -> None:
    assert grouped(number) == text


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=3))
def test_a_grouped_number_reads_back(number: Decimal) -> None:
    assert Decimal(grouped(number).replace(".", "").replace(",", ".")) == number


def test_two_digits_pads_only_below_ten() -> None:
    assert [two_digits(number) for number in (0, 5, 10, 125)] == ["00", "05", "10", "125"]


def test_roman_numerals_read_back() -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    for number in range(1, 4000):
        digits = [values[letter] for letter in roman(number)]
        following = [*digits[1:], 0]
        assert sum(-a if a < b else a for a, b in zip(digits, following, strict=True)) == number
    assert [roman(number) for number in (4, 9, 14, 40, 1999)] == ["IV", "IX", "XIV", "XL", "MCMXCIX"]


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_numbers_without_a_roman_numeral_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="Roman"):
        roman(number)


def test_points_follow_the_alphabet_without_f_j_w_z() -> None:
    letters = [point_letter(position) for position in range(1, 24)]
    assert letters == list("abcdđeghiklmnopqrstuvxy")
    assert [point_letter(position) for position in (24, 25, 46, 47)] == ["aa", "ab", "ay", "ba"]


def test_no_two_points_share_a_letter() -> None:
    assert len({point_letter(position) for position in range(1, 2000)}) == 1999


def test_points_count_from_one() -> None:
    with pytest.raises(ValueError, match="count from 1"):
        point_letter(0)


@pytest.mark.parametrize("code", ["0101243150", "0100109106", "0300588569", "0100109106-001", "0100109106001"])
def test_tax_codes_of_real_shape_pass(code: str) -> None:
    assert tax_code_is_right(code)


@pytest.mark.parametrize(
    "code", ["0101243151", "010124315", "0101243150-1", "01012431500", "０１０１２４３１５０", "abc", ""]
)
def test_wrong_tax_codes_do_not_pass(code: str) -> None:
    assert not tax_code_is_right(code)


@settings(deadline=None)
@given(st.text("0123456789", min_size=9, max_size=9))
def test_at_most_one_check_digit_is_right_and_one_slip_is_noticed(start: str) -> None:
    right = [digit for digit in "0123456789" if tax_code_is_right(start + digit)]
    assert len(right) <= 1
    for digit in right:
        changed = str((int(start[4]) + 1) % 10)
        assert not tax_code_is_right(start[:4] + changed + start[5:] + digit)
