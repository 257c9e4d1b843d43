"""A paper book typed into Excel: its cells read into rows, every complaint with its cell, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import TypeAdapter, ValidationError

from docgen.diagnostics import Diagnostic, Rule, Span
from docgen.model.types import Day
from docgen.records import Cell
from docgen.register.complaints import CELL_EMPTY, CELL_WRONG, NOT_A_BOOK
from docgen.vietnamese import closest, slug

NUMBER, YEAR, SERIES, SUBJECT, NAME = "so_vao_so", "nam", "ky_hieu", "ma", "ten"
DECISION, DECISION_DAY, STANDING, REASON = "so_quyet_dinh", "ngay_quyet_dinh", "tinh_trang", "ly_do"
ENDING, ENDING_DAY, IN_PLACE_OF = "quyet_dinh_huy", "ngay_quyet_dinh_huy", "thay_cho_so"
HEADINGS: Mapping[str, str] = {
    NUMBER: "Số vào sổ",
    YEAR: "Năm",
    SERIES: "Ký hiệu",
    SUBJECT: "Mã",
    NAME: "Tên",
    DECISION: "Số quyết định",
    DECISION_DAY: "Ngày quyết định",
    STANDING: "Tình trạng",
    REASON: "Lý do",
    ENDING: "Quyết định hủy",
    ENDING_DAY: "Ngày quyết định hủy",
    IN_PLACE_OF: "Thay cho số",
}
"""Columns by slug, with the headings that an export writes and an import understands."""
_HEADING_WITHIN = 20
_DAY: TypeAdapter[date] = TypeAdapter(Day)
_VALID = {"", "con_hieu_luc", "hieu_luc", "da_cap_lai"}
_CANCELLED = {"huy", "da_huy", "thu_hoi", "da_thu_hoi"}
_FORMS = {"so": r"(?P<so>\d{1,9})", "nam": r"(?P<nam>\d{4})", "ky_hieu": "(?P<ky_hieu>.+)"}


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows that helps to read a book.

    ``subjects`` gives id and name by slug of id or name (None where several have it), ``series`` symbol and pattern by
    year, ``patterns`` all patterns in use.
    """

    subjects: Mapping[str, tuple[str, str] | None]
    series: Mapping[int, tuple[str, str]]
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One number of the paper book, with the places of its number and of its name."""

    series: str
    pattern: str
    year: int
    number: int
    subject: str
    name: str
    decision: str
    decision_day: str
    cancelled: bool
    reason: str
    ending: str
    ending_day: str
    in_place_of: str
    span: Span
    subject_span: Span


@dataclass(slots=True)
class _Reading:
    known: Known
    columns: Mapping[str, int]
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_rows(cells: Sequence[tuple[Cell, ...]], file: str, known: Known) -> tuple[list[PaperRow], list[Diagnostic]]:
    """Return the numbers of a book; rows that are wholly empty are passed over, wrong ones complained about."""
    found = next(
        ((at, columns) for at, row in enumerate(cells[:_HEADING_WITHIN]) if NUMBER in (columns := _columns(row))), None
    )
    if found is None:
        message = f"trong {_HEADING_WITHIN} hàng đầu không có hàng tiêu đề nào có cột «{HEADINGS[NUMBER]}»"
        hint = f"Đặt tiêu đề các cột là: {', '.join(HEADINGS.values())}; bảng mẫu có ở lệnh docgen register export"
        return [], [NOT_A_BOOK.at(Span(file), message, hint)]
    start, columns = found
    reading = _Reading(known, columns)
    rows = [row for cells_of in cells[start + 1 :] if (row := _row(reading, cells_of)) is not None]
    if not rows and not reading.diagnostics:
        reading.diagnostics.append(
            NOT_A_BOOK.at(Span(file), "bảng không có hàng nào dưới tiêu đề", "Ghi các số đã cấp")
        )
    return rows, reading.diagnostics


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    return {slug(cell.text): at for at, cell in enumerate(row) if slug(cell.text) in HEADINGS}


def _row(reading: _Reading, cells: Sequence[Cell]) -> PaperRow | None:
    if not any(cell.text for cell in cells):
        return None
    before = len(reading.diagnostics)
    cell = {name: cells[at] for name, at in reading.columns.items() if at < len(cells)}
    number = _number(reading, cell)
    who = _subject(reading, cell)
    cancelled = _cancelled(reading, cell)
    decision_day, ending_day = _day(reading, cell, DECISION_DAY), _day(reading, cell, ENDING_DAY)
    if len(reading.diagnostics) > before or number is None or who is None:
        return None
    return PaperRow(
        *number,
        *who,
        decision=_text(cell, DECISION),
        decision_day=decision_day,
        cancelled=cancelled,
        reason=_text(cell, REASON),
        ending=_text(cell, ENDING),
        ending_day=ending_day,
        in_place_of=_text(cell, IN_PLACE_OF),
        span=cell[NUMBER].span,
        subject_span=cell.get(SUBJECT, cell[NUMBER]).span,
    )


def _number(reading: _Reading, cell: Mapping[str, Cell]) -> tuple[str, str, int, int] | None:
    """Return series, pattern, year and number, from the number as printed or from its columns."""
    found = cell[NUMBER]
    year = _year(reading, cell)
    if not found.text:
        _complain(reading, CELL_EMPTY, found, "thiếu số vào sổ", "Ghi số, ví dụ 01/2019/GCN-ATANTT hoặc 01")
        return None
    if found.text.isascii() and found.text.isdigit():
        return _plain_number(reading, cell, year)
    for pattern in reading.known.patterns:
        match = re.fullmatch(_form(pattern), found.text)
        if match is None:
            continue
        parts = match.groupdict()
        told = int(parts["nam"]) if parts.get("nam") else year
        series = parts.get("ky_hieu") or _text(cell, SERIES) or reading.known.series.get(told or 0, ("", ""))[0]
        if told is not None and year in (None, told) and series and int(parts["so"]) > 0:
            return series, pattern, told, int(parts["so"])
    message = f"«{found.text}» không đọc được thành số vào sổ, hoặc năm không khớp với cột «{HEADINGS[YEAR]}»"
    _complain(reading, CELL_WRONG, found, message, "Ghi như in trên giấy: 01/2019/GCN-ATANTT")
    return None


def _plain_number(reading: _Reading, cell: Mapping[str, Cell], year: int | None) -> tuple[str, str, int, int] | None:
    found = cell[NUMBER]
    if year is None:
        told = cell.get(YEAR, found)
        if not told.text or told is found:
            _complain(reading, CELL_EMPTY, told, f"số {found.text} không rõ của năm nào", "Ghi năm ở cột «Năm»")
        return None
    series, pattern = reading.known.series.get(year, ("", reading.known.patterns[0]))
    series = _text(cell, SERIES) or series
    if not series:
        where = cell.get(SERIES, found)
        _complain(reading, CELL_EMPTY, where, f"số {found.text} không rõ ký hiệu sổ", "Ghi ký hiệu, ví dụ GCN-ATANTT")
        return None
    if int(found.text) == 0:
        _complain(reading, CELL_WRONG, found, "số vào sổ bằng 0", "Số vào sổ bắt đầu từ 01")
        return None
    return series, pattern, year, int(found.text)


def _year(reading: _Reading, cell: Mapping[str, Cell]) -> int | None:
    found = cell.get(YEAR)
    if found is None or not found.text:
        return None
    if found.text.isascii() and found.text.isdigit() and 1945 <= int(found.text[:9]) <= 2100:
        return int(found.text)
    _complain(reading, CELL_WRONG, found, f"«{found.text}» không phải là một năm", "Ghi đủ bốn chữ số, ví dụ 2019")
    return None


def _subject(reading: _Reading, cell: Mapping[str, Cell]) -> tuple[str, str] | None:
    """Return id and name of whom the number was given to; one that the records lack is told by its name."""
    name, code = _text(cell, NAME), _text(cell, SUBJECT)
    word = slug(code or name)
    if not word:
        where = cell.get(NAME) or cell.get(SUBJECT) or cell[NUMBER]
        _complain(reading, CELL_EMPTY, where, "không rõ số này cấp cho ai", "Ghi tên khu, cụm hoặc mã trong hồ sơ")
        return None
    if word in reading.known.subjects:
        known = reading.known.subjects[word]
        if known is not None:
            return known[0], name or known[1]
        where = cell[SUBJECT if code else NAME]
        _complain(reading, CELL_WRONG, where, f"«{where.text}» chỉ nhiều nơi trong hồ sơ", "Ghi mã ở cột «Mã»")
        return None
    if not code or slug(code).startswith("khac_"):
        return f"khac/{slug(name or code)}"[:120], name or code
    near = closest(word, [key for key, value in reading.known.subjects.items() if value is not None])
    hint = f"Có phải «{near}»?" if near else "Nơi không có trong hồ sơ thì để trống cột «Mã», chỉ ghi tên"
    _complain(reading, CELL_WRONG, cell[SUBJECT], f"hồ sơ không có mã «{code}»", hint)
    return None


def _cancelled(reading: _Reading, cell: Mapping[str, Cell]) -> bool:
    found = cell.get(STANDING)
    word = slug(found.text) if found is not None else ""
    if found is None or word in _VALID:
        return False
    if word not in _CANCELLED:
        hint = "Ghi «còn hiệu lực» hoặc «đã hủy»"
        _complain(reading, CELL_WRONG, found, f"không hiểu tình trạng «{found.text}»", hint)
        return False
    for column in (REASON, ENDING):
        if not _text(cell, column):
            message = f"giấy đã hủy mà thiếu «{HEADINGS[column]}»"
            _complain(reading, CELL_EMPTY, cell.get(column, found), message, "Ghi theo sổ giấy")
    return True


def _day(reading: _Reading, cell: Mapping[str, Cell], column: str) -> str:
    found = cell.get(column)
    if found is None or not found.text:
        return ""
    try:
        return _DAY.validate_python(found.text).isoformat()
    except ValidationError as error:
        _complain(reading, CELL_WRONG, found, error.errors()[0]["msg"], "Ghi ngày trước, tháng sau: 18/11/2019")
        return ""


def _form(pattern: str) -> str:
    """Return the regular expression of numbers written by a pattern."""
    return "".join(_parts(pattern))


def _parts(pattern: str) -> Iterator[str]:
    for piece in re.split(r"(\{[^{}]*\})", pattern):
        if piece.startswith("{"):
            yield _FORMS[piece[1:-1].rstrip("23456")]
        else:
            yield re.escape(piece)


def _text(cell: Mapping[str, Cell], column: str) -> str:
    return cell[column].text if column in cell else ""


def _complain(reading: _Reading, rule: Rule, cell: Cell, message: str, hint: str) -> None:
    reading.diagnostics.append(rule.at(cell.span, message, hint))
