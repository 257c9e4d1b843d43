"""Kinds of scalar: each reads the text exactly as a clerk wrote it and refuses with a Vietnamese reason.

Every validator raises ``PydanticCustomError(code, message)``: the code names the rule (room ``schema`` maps it to a
complaint), the message is what the clerk reads.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from docgen.model.period import Period

_DATE = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_ISO_DATE = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_GROUPED = re.compile(r"^[1-9]\d{0,2}(\.\d{3})+$")
_WHOLE = re.compile(r"^\d+$")
_DECIMAL = re.compile(r"^\d+([.,]\d+)?$")
_YES = {"có", "co", "yes", "true", "x", "đúng", "1"}
_NO = {"không", "khong", "no", "false", "sai", "0"}


def _parse_date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    found = _DATE.match(text)
    if found:
        day, month, year = (int(part) for part in found.groups())
    else:
        found = _ISO_DATE.match(text)
        if not found:
            raise PydanticCustomError(
                "ngay_sai_dang", "«{text}» không phải là ngày; hãy viết theo dạng ngày/tháng/năm", {"text": text}
            )
        year, month, day = (int(part) for part in found.groups())
    if month > 12 and day <= 12:
        raise PydanticCustomError(
            "ngay_dao_thang",
            "«{text}» có tháng {month}; có phải ngày {month} tháng {day} không? Hãy viết ngày trước, tháng sau",
            {"text": text, "month": month, "day": day},
        )
    if not 1900 <= year <= 2100:
        raise PydanticCustomError(
            "nam_sai", "năm {year} trong «{text}» nằm ngoài khoảng 1900 đến 2100", {"text": text, "year": year}
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise PydanticCustomError("ngay_khong_co", "ngày «{text}» không có trong lịch", {"text": text}) from None


def _parse_yes_no(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    word = value.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise PydanticCustomError("co_khong", "«{text}» phải là «có» hoặc «không»", {"text": value})


def _parse_whole(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if _GROUPED.match(text):
        return int(text.replace(".", ""))
    if _WHOLE.match(text) and len(text) <= 15:
        return int(text)
    raise PydanticCustomError("so_nguyen", "«{text}» phải là số nguyên không âm, ví dụ 120 hoặc 1.234", {"text": value})


def _parse_year(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if len(text) == 4 and text.isascii() and text.isdigit() and 1945 <= int(text) <= 2100:
        return int(text)
    raise PydanticCustomError(
        "nam_sai", "«{text}» không phải là một năm; hãy viết đủ bốn chữ số, ví dụ 2016", {"text": value}
    )


def _parse_decimal(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if _GROUPED.match(text):
        return Decimal(text.replace(".", ""))
    if _DECIMAL.match(text) and len(text) <= 20:
        return Decimal(text.replace(",", "."))
    raise PydanticCustomError("so_thap_phan", "«{text}» phải là một số, ví dụ 70 hoặc 0,3", {"text": value})


def _parse_period(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return Period.parse(value)
    except ValueError:
        raise PydanticCustomError(
            "thoi_gian",
            "«{text}» không phải là mốc thời gian; hãy viết «Quý II/2016», «Tháng 6/2016», «Năm 2020» hoặc «Hằng năm»",
            {"text": value},
        ) from None


def _one_line(value: Any) -> Any:
    if isinstance(value, str):
        text = value.strip()
        if not text:
            raise PydanticCustomError("de_trong", "ô này để trống; hãy điền nội dung hoặc bỏ hẳn khóa này")
        if "\n" in text:
            raise PydanticCustomError("nhieu_dong", "ô này chỉ được viết trên một dòng")
        return text
    return value


def _matching(pattern: str, code: str, message: str) -> BeforeValidator:
    form = re.compile(pattern)

    def check(value: Any) -> Any:
        text = _one_line(value)
        if isinstance(text, str) and not form.fullmatch(text):
            raise PydanticCustomError(code, message, {"text": text})
        return text

    return BeforeValidator(check)


def _text_schema(pattern: str, what: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "description": what})


Text = Annotated[str, BeforeValidator(_one_line), StringConstraints(max_length=2000)]
"""One line of text, trimmed, never empty, at most 2,000 characters."""

Name = Annotated[str, BeforeValidator(_one_line), StringConstraints(max_length=250)]
"""The name of a body, enterprise, park or person: one line, at most 250 characters."""

Identifier = Annotated[
    str,
    _matching(
        r"(?=.{1,60}$)[a-z0-9]+([_-][a-z0-9]+)*",
        "ma_sai_dang",
        "«{text}» không dùng làm mã được; mã gồm chữ thường không dấu và chữ số, nối bằng dấu _ hoặc -, "
        "nhiều nhất 60 ký tự",
    ),
    _text_schema(r"^[a-z0-9]+([_-][a-z0-9]+)*$", "chữ thường không dấu, chữ số, nối bằng _ hoặc -"),
]
"""The id of a record: unaccented lower-case letters and digits joined by ``_`` or ``-``, at most 60 characters."""

ClauseName = Annotated[
    str,
    _matching(
        r"[a-z][a-z0-9_]{0,35}",
        "ma_sai_dang",
        "«{text}» không dùng làm mã điều khoản được; mã bắt đầu bằng chữ cái, chỉ gồm chữ thường không dấu, chữ số "
        "và dấu _, nhiều nhất 36 ký tự",
    ),
    _text_schema(r"^[a-z][a-z0-9_]{0,35}$", "chữ thường không dấu, chữ số, dấu _"),
]
"""The name of a clause: a letter, then unaccented lower-case letters, digits and ``_``, at most 36 characters."""

FilePath = Annotated[
    str,
    _matching(
        r"(?=.{1,200}$)(?!.*(?:^|/)(?:\.|~\$))[^\\/:*?\"<>|\x00-\x1f]+(?:/[^\\/:*?\"<>|\x00-\x1f]+)*",
        "duong_dan_tep_sai",
        "«{text}» không phải là tên tệp dùng được; chỉ ghi tên tệp, hoặc thư_mục_con/tên_tệp, không bắt đầu bằng / hay "
        'dấu chấm, không có .. và các ký tự \\ : * ? " < > |',
    ),
    _text_schema("", "tên tệp, hoặc thư mục con/tên tệp"),
]
"""A file below a folder that the field names: parts joined by ``/``, none of which leads out of the folder."""

Day = Annotated[
    date,
    BeforeValidator(_parse_date),
    _text_schema(r"^(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2})$", "ngày/tháng/năm"),
]
"""A calendar date written ``30/3/2016``, ``30-3-2016``, ``30.3.2016`` or ``2016-03-30``."""

YesNo = Annotated[bool, BeforeValidator(_parse_yes_no), WithJsonSchema({"enum": ["có", "không", True, False]})]
"""``có`` or ``không`` (also co/khong, yes/no, true/false)."""

Whole = Annotated[int, BeforeValidator(_parse_whole), WithJsonSchema({"type": ["integer", "string"]})]
"""A whole number from 0, thousands optionally grouped by dots."""

Number = Annotated[Decimal, BeforeValidator(_parse_decimal), WithJsonSchema({"type": ["number", "string"]})]
"""A decimal number from 0 with a comma (or dot) before the decimals, thousands grouped by dots."""

Year = Annotated[int, BeforeValidator(_parse_year), WithJsonSchema({"type": ["integer", "string"]})]
"""A calendar year from 1945 to 2100, four digits."""

When = Annotated[
    Period, BeforeValidator(_parse_period), PlainSerializer(str), _text_schema("", "Quý II/2016, Năm 2020, Hằng năm…")
]
"""A period of a timeline, see :class:`~docgen.model.period.Period`."""

TaxCode = Annotated[
    str,
    _matching(
        r"[0-9]{10}(-[0-9]{3})?",
        "ma_so_thue_sai_dang",
        "«{text}» không phải là mã số thuế; cần đúng 10 chữ số, đơn vị phụ thuộc thêm gạch nối và 3 chữ số",
    ),
    _text_schema(r"^\d{10}(-\d{3})?$", "10 chữ số, đơn vị phụ thuộc thêm -001"),
]
"""An enterprise's tax code as text (leading zeros kept): 10 digits, a branch adds ``-001``."""

Phone = Annotated[
    str,
    _matching(
        r"\+?[0-9][0-9 .-]{1,18}[0-9]",
        "so_dien_thoai_sai_dang",
        "«{text}» không phải là số điện thoại; chỉ viết chữ số, có thể cách bằng dấu cách, dấu chấm hoặc dấu -",
    ),
    _text_schema(r"^\+?[0-9][0-9 .-]{1,18}[0-9]$", "chỉ gồm chữ số, dấu cách, dấu chấm, dấu -"),
]
"""A telephone number as text (leading zeros kept); short numbers such as 113 are fine."""
