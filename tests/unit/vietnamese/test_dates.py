from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from docgen.vietnamese import blank_date, long_date, short_date


def test_zero_stands_before_days_below_ten_and_the_first_two_months_only() -> None:
    assert long_date(date(2026, 3, 5)) == "ngày 05 tháng 3 năm 2026"
    assert long_date(date(2026, 2, 10)) == "ngày 10 tháng 02 năm 2026"
    assert long_date(date(2026, 1, 1)) == "ngày 01 tháng 01 năm 2026"
    assert long_date(date(2026, 12, 31)) == "ngày 31 tháng 12 năm 2026"
    assert short_date(date(2026, 3, 5)) == "05/3/2026"
    assert short_date(date(2025, 1, 30)) == "30/01/2025"


@given(st.dates())
def test_any_date_reads_back_from_both_forms(day: date) -> None:
    for text in (long_date(day), short_date(day)):
        numbers = re.findall(r"\d+", text)
        assert [int(number) for number in numbers] == [day.day, day.month, day.year]
        assert len(numbers[0]) == 2
        assert len(numbers[1]) == (2 if day.month in (1, 2, 10, 11, 12) else 1)


def test_a_blank_date_leaves_room_that_cannot_break() -> None:
    assert blank_date(2026) == "ngày" + "\u00a0" * 6 + "tháng" + "\u00a0" * 6 + "năm\u00a02026"
