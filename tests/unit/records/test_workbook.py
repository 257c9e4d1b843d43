from __future__ import annotations

import io
import time
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.records import Column, Sheet, write_workbook


def _read(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def _sheet(*rows: tuple[str, ...]) -> Sheet:
    return Sheet("Thay đổi", (Column("Doanh nghiệp", 40), Column("Nội dung", 60)), rows)


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "007", "=", "12/3"])
def test_a_value_stays_text_whatever_it_begins_with(text: str) -> None:
    cell = _read(write_workbook([_sheet((text, "a"))])).active["A2"]
    assert cell.value == text
    assert cell.data_type == "s"


def test_headings_are_frozen_filtered_and_repeated_on_paper() -> None:
    page = _read(write_workbook([_sheet(("a", "b"), ("c", "d"))])).active
    assert page.title == "Thay đổi"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert page.print_title_rows == "$1:$1"
    assert page.column_dimensions["A"].width == 40
    assert [cell.value for cell in page[1]] == ["Doanh nghiệp", "Nội dung"]


def test_the_same_rows_give_the_same_bytes_at_another_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_workbook([_sheet(("a", "b"))])
    later = time.localtime(time.time() + 90_000)
    monkeypatch.setattr("time.localtime", lambda *_: later)
    monkeypatch.setattr("openpyxl.writer.excel.datetime", _Later)
    assert write_workbook([_sheet(("a", "b"))]) == first


class _Later:
    class datetime:  # noqa: N801
        @staticmethod
        def now(**_: Any) -> Any:
            import datetime

            return datetime.datetime(2031, 5, 6, 7, 8, 9)

    class timezone:  # noqa: N801
        utc = None


def test_characters_that_xml_refuses_do_not_stop_the_list() -> None:
    page = _read(write_workbook([_sheet(("a\x00b\x0bc", "x" * 40_000))])).active
    assert page["A2"].value == "a b c"
    assert len(page["B2"].value) == 32_767


def test_sheets_of_one_title_or_none_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="titles"):
        write_workbook([_sheet(), _sheet()])
    with pytest.raises(ValueError, match="titles"):
        write_workbook([])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=4))
def test_any_rows_can_be_written_and_read_back(rows: list[tuple[str, str]]) -> None:
    page = _read(write_workbook([_sheet(*rows)])).active
    assert page.max_row == len(rows) + 1
    assert all(cell.data_type in ("s", "n") for row in page.iter_rows(min_row=2) for cell in row)
