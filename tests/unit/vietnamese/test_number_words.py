"""Number words are right: read back by a parser that knows only the grammar of Vietnamese numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.vietnamese import in_words, money_in_words

DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
UNITS = DIGITS | {"mốt": 1, "tư": 4, "lăm": 5}


def read_group(words: list[str]) -> int:
    """Read a number below 1,000; a word in the wrong place raises KeyError or AssertionError."""
    total = 0
    if "trăm" in words:
        assert words[1] == "trăm", words
        total, words = 100 * DIGITS[words[0]], words[2:]
        if words[:1] == ["linh"]:
            assert len(words) == 2, words
            return total + DIGITS[words[1]]
    if not words:
        return total
    if words[0] == "mười":
        assert len(words) <= 2, words
        return total + 10 + ({**DIGITS, "lăm": 5}[words[1]] if len(words) == 2 else 0)
    if len(words) == 1:
        assert total == 0, words
        return DIGITS[words[0]]
    assert words[1] == "mươi", words
    assert len(words) <= 3, words
    return total + 10 * DIGITS[words[0]] + (UNITS[words[2]] if len(words) == 3 else 0)


def read(text: str) -> int:
    words = text.split(" ")
    if words[0] == "âm":
        return -read(" ".join(words[1:]))
    for name, size in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3)):
        if name in words:
            at = len(words) - 1 - words[::-1].index(name)
            rest = words[at + 1 :]
            low = read(" ".join(rest)) if rest else 0
            assert low < size, text
            return read(" ".join(words[:at])) * size + low
    return read_group(words)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (121, "một trăm hai mươi mốt"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_015, "một nghìn không trăm mười lăm"),
        (1_100, "một nghìn một trăm"),
        (2_026, "hai nghìn không trăm hai mươi sáu"),
        (10_000, "mười nghìn"),
        (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_490_000, "một triệu bốn trăm chín mươi nghìn"),
        (1_050_000, "một triệu không trăm năm mươi nghìn"),
        (10**9, "một tỷ"),
        (10**9 + 1, "một tỷ không trăm linh một"),
        (10**12, "một nghìn tỷ"),
        (10**15, "một triệu tỷ"),
        (10**18, "một tỷ tỷ"),
        (-24, "âm hai mươi tư"),
    ],
)
def test_a_number_reads_as_offices_read_it(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("62.5", "sáu mươi hai phẩy năm"),
        ("62.50", "sáu mươi hai phẩy năm"),
        ("0.05", "không phẩy không năm"),
        ("3.14", "ba phẩy mười bốn"),
        ("1.125", "một phẩy một trăm hai mươi lăm"),
        ("0.1234", "không phẩy một hai ba bốn"),
        ("-0.5", "âm không phẩy năm"),
        ("-0", "không"),
        ("1E+3", "một nghìn"),
    ],
)
def test_decimals_are_read_after_the_word_for_the_comma(number: str, words: str) -> None:
    assert in_words(Decimal(number)) == words


@pytest.mark.parametrize("start", range(0, 1_000_000, 100_000))
def test_every_number_up_to_a_million_reads_back_as_itself(start: int) -> None:
    assert [number for number in range(start, start + 100_001) if read(in_words(number)) != number] == []


@settings(deadline=None)
@given(st.integers(min_value=-(10**15), max_value=10**21))
def test_any_larger_number_reads_back_as_itself(number: int) -> None:
    assert read(in_words(number)) == number


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15), st.integers(min_value=0, max_value=10**15))
def test_two_numbers_never_share_their_words(first: int, second: int) -> None:
    assert (in_words(first) == in_words(second)) == (first == second)


def test_money_begins_with_a_capital_and_ends_with_the_currency() -> None:
    assert money_in_words(1_200_000) == "Một triệu hai trăm nghìn đồng"
    assert money_in_words(0) == "Không đồng"
    assert money_in_words(-5) == "Âm năm đồng"


def test_a_number_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        in_words(Decimal("NaN"))
