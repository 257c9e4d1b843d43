"""How scalars are read as a clerk writes them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from docgen.model.types import Day, Number, TaxCode, Text, When, Whole, Year, YesNo


def read(kind: Any, text: str) -> Any:
    return TypeAdapter(kind).validate_python(text)


def refusal(kind: Any, text: str) -> str:
    with pytest.raises(ValidationError) as caught:
        read(kind, text)
    return str(caught.value.errors()[0]["type"])


@pytest.mark.parametrize("text", ["30/3/2016", "30-3-2016", "30.03.2016", "2016-03-30", " 30/3/2016 "])
def test_a_date_is_read_in_every_common_spelling(text: str) -> None:
    assert read(Day, text) == date(2016, 3, 30)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_written_day_first_is_read_back(day: date) -> None:
    assert read(Day, f"{day.day}/{day.month}/{day.year}") == day


@given(st.dates(date(1900, 1, 1), date(2098, 12, 31)), st.integers(1, 400))
def test_no_two_dates_are_read_as_one(day: date, shift: int) -> None:
    try:
        other = day + timedelta(days=shift)
    except OverflowError:
        return
    assert read(Day, f"{other.day}/{other.month}/{other.year}") != day


def test_dates_that_cannot_be_are_refused_each_with_its_own_reason() -> None:
    assert refusal(Day, "31/02/2016") == "ngay_khong_co"
    assert refusal(Day, "3/30/2016") == "ngay_dao_thang"
    assert refusal(Day, "hôm qua") == "ngay_sai_dang"
    assert refusal(Day, "30/3/16") == "ngay_sai_dang"


def test_numbers_are_vietnamese_dots_group_and_commas_divide() -> None:
    assert read(Whole, "1.490.000") == 1_490_000
    assert read(Number, "0,3") == Decimal("0.3")
    assert read(Number, "2.5") == Decimal("2.5")
    assert read(Number, "1.234") == Decimal(1234)
    assert refusal(Whole, "1.49") == "so_nguyen"
    assert refusal(Whole, "-5") == "so_nguyen"
    assert refusal(Number, "1,2,3") == "so_thap_phan"


def test_a_year_has_four_digits() -> None:
    assert read(Year, "2016") == 2016
    assert refusal(Year, "16") == "nam_sai"
    assert refusal(Year, "2.016") == "nam_sai"


def test_yes_and_no_are_read_and_nothing_else() -> None:
    assert read(YesNo, "có") is True
    assert read(YesNo, "Không") is False
    assert read(YesNo, "no") is False
    assert refusal(YesNo, "chắc là có") == "co_khong"


def test_tax_codes_keep_their_leading_zero() -> None:
    assert read(TaxCode, "0101243150") == "0101243150"
    assert read(TaxCode, "0600123450-001") == "0600123450-001"
    assert refusal(TaxCode, "101243150") == "ma_so_thue_sai_dang"


def test_milestones_are_ordered_by_their_first_month() -> None:
    texts = ["Quý I/2016", "quý ii/2016", "Tháng 6/2016", "Năm 2020", "Hằng năm", "hàng năm"]
    periods = [read(When, text) for text in texts]
    assert [period.start for period in periods] == [(2016, 1), (2016, 4), (2016, 6), (2020, 1), None, None]
    assert periods[1].label == "Quý II/2016"
    assert periods[5].label == "Hằng năm"
    assert refusal(When, "Quý V/2016") == "thoi_gian"
    assert refusal(When, "Tháng 13/2016") == "thoi_gian"


def test_text_is_one_trimmed_line_and_never_empty() -> None:
    assert read(Text, "  May mặc & thêu  ") == "May mặc & thêu"
    assert refusal(Text, "   ") == "de_trong"
    assert refusal(Text, "a\nb") == "nhieu_dong"
