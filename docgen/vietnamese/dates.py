"""Dates as Nghị định 30/2020/NĐ-CP writes them (Phụ lục I, Phần I, Mục II, khoản 4b).

A zero stands before days below 10 and before months 1 and 2, and nowhere else.
"""

from __future__ import annotations

from datetime import date

_GAP = "\u00a0" * 6


def long_date(day: date) -> str:
    """Return «ngày 05 tháng 3 năm 2026»."""
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def short_date(day: date) -> str:
    """Return «05/3/2026»."""
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


def month_and_year(day: date) -> str:
    """Return «tháng 3 năm 2026»."""
    return f"tháng {_month(day.month)} năm {day.year}"


def blank_date(year: int) -> str:
    """Return «ngày      tháng      năm 2026» with no-break spaces to be filled in by hand."""
    return f"ngày{_GAP}tháng{_GAP}năm\u00a0{year}"


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)
