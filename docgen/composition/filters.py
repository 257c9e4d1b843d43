"""How values are written in tags: what a bare value looks like, and the named filters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from docgen.composition.field_tree import FieldKind
from docgen.vietnamese import (
    addressed,
    capitalise_each,
    capitalise_first,
    grouped,
    in_words,
    long_date,
    money_in_words,
    month_and_year,
    nfc,
    point_letter,
    roman,
    short_date,
    two_digits,
    upper,
)

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold."""


class Empty(Exception):  # noqa: N818 - a signal that never leaves the room
    """The value to be written is empty (None) or absent; the program that runs the tag adds its place."""


class Demanded(Empty):
    """The value is empty and the author of the template says in their own words what is missing."""


class Unfit(Exception):  # noqa: N818 - as above
    """The value cannot be written this way; the message says why, in Vietnamese."""


def to_text(value: Any) -> str:
    """Write a value as it stands in a tag without filter.

    Numbers have a decimal comma and no grouping (a year stays 2016), days are «05/3/2026», yes and no are «có» and
    «không». Raises Empty for None and absent values, Unfit for lists, groups and characters that cannot be printed.
    """
    if isinstance(value, str):
        bad = FORBIDDEN.search(value)
        if bad:
            raise Unfit(f"giá trị có ký tự điều khiển U+{ord(bad.group()):04X} không in được")
        return value
    if value is None or isinstance(value, Undefined):
        raise Empty
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal | float):
        return _decimal(value)
    if isinstance(value, date):
        return short_date(value)
    raise Unfit("giá trị là danh sách hoặc nhóm trường, không in thẳng được")


def _decimal(value: Decimal | float) -> str:
    plain = format(Decimal(str(value)), "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")


@dataclass(frozen=True, slots=True)
class Filter:
    """A named filter.

    ``apply`` gets the value (None and absent ones too, which most hand on) and up to ``arguments`` words, the last
    ``optional`` of which may be left out. ``takes`` are the kinds of value it is for (none means any), ``makes`` the
    kind that it gives (None: the kind it was given). ``says`` tells a clerk what it does; ``example`` is a value that
    shows it, ``words`` the words given with it there. ``fills`` is True where an empty value does not go through.
    """

    apply: Callable[..., Any]
    takes: tuple[FieldKind, ...]
    makes: FieldKind | None
    says: str
    example: Any
    words: tuple[str, ...] = ()
    optional: int = 0
    fills: bool = False

    @property
    def arguments(self) -> int:
        """How many words it may be given."""
        return len(self.words)

    def accepts(self, count: int) -> bool:
        """Tell whether it can be given this many words."""
        return self.arguments - self.optional <= count <= self.arguments


def is_empty(value: Any) -> bool:
    """Tell whether a value is one that the record leaves out."""
    return value is None or isinstance(value, Undefined)


def _present(write: Callable[..., Any]) -> Callable[..., Any]:
    """Let empty values through as they are, so that a filter after this one can stand in for them."""

    def filled(value: Any, *words: str) -> Any:
        if is_empty(value):
            return value
        try:
            return write(value, *words)
        except (ValueError, OverflowError) as error:
            raise Unfit(f"số {to_text(value)} không viết được theo cách này") from error

    return filled


def _decimal_number(write: Callable[[int | Decimal], str]) -> Callable[..., Any]:
    return _present(lambda value: write(Decimal(str(value)) if isinstance(value, float) else value))


def _whole_number(write: Callable[[int], str]) -> Callable[..., Any]:
    def whole(value: Any) -> str:
        if value != int(value):
            raise Unfit(f"số {to_text(value)} không phải số nguyên")
        return write(int(value))

    return _present(whole)


def _money(amount: int) -> str:
    return f"{grouped(amount)} đồng"


def _joined_with_and(value: Any) -> str:
    items = [to_text(item) for item in value]
    return " và ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _joined(value: Any, separator: str) -> str:
    return separator.join(to_text(item) for item in value)


def _default(value: Any, otherwise: str) -> Any:
    return otherwise if is_empty(value) or value == "" else value


def _demand(value: Any, reminder: str) -> Any:
    blank = is_empty(value) or (isinstance(value, str) and not value.strip()) or (isinstance(value, list) and not value)
    if blank:
        raise Demanded(reminder)
    return value


_TEXT, _NUMBER, _DAY = (FieldKind.TEXT,), (FieldKind.NUMBER,), (FieldKind.DAY,)
_LIST, _WORDS = (FieldKind.LIST,), (FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DAY)
_PRINTED = (*_WORDS, FieldKind.YES_NO)
_MADE = FieldKind.TEXT
_DATE = date(2026, 3, 5)

FILTERS: dict[str, Filter] = {
    "chu_hoa": Filter(
        _present(lambda value: upper(to_text(value))), _WORDS, _MADE, "Viết hoa tất cả các chữ", "Công an tỉnh"
    ),
    "chu_thuong": Filter(
        _present(lambda value: nfc(to_text(value).lower())), _WORDS, _MADE, "Viết thường tất cả các chữ", "GIÁM ĐỐC"
    ),
    "hoa_dau": Filter(
        _present(lambda value: capitalise_first(to_text(value))), _WORDS, _MADE, "Viết hoa chữ cái đầu", "giám đốc"
    ),
    "hoa_moi_tu": Filter(
        _present(lambda value: capitalise_each(to_text(value))),
        _TEXT,
        _MADE,
        "Viết hoa chữ cái đầu của mỗi tiếng, dùng cho họ tên",
        "TRẦN THỊ ÁNH",
    ),
    "ong_ba": Filter(
        _present(lambda value, *words: addressed(to_text(value), *words)),
        _TEXT,
        _MADE,
        "Thêm «Ông/Bà», hoặc danh xưng trong ngoặc, trước họ tên; họ tên đã có danh xưng thì giữ nguyên",
        "Nguyễn Văn An",
        ("Ông",),
        optional=1,
    ),
    "ngay": Filter(_present(long_date), _DAY, _MADE, "Ngày viết bằng chữ theo thể thức văn bản", _DATE),
    "ngay_so": Filter(_present(short_date), _DAY, _MADE, "Ngày viết bằng số", _DATE),
    "thang_nam": Filter(_present(month_and_year), _DAY, _MADE, "Chỉ tháng và năm", _DATE),
    "so": Filter(
        _decimal_number(grouped), _NUMBER, _MADE, "Số có dấu chấm hàng nghìn, dấu phẩy thập phân", Decimal("1234567.5")
    ),
    "hai_so": Filter(_whole_number(two_digits), _NUMBER, _MADE, "Số dưới 10 có số 0 đứng trước", 5),
    "la_ma": Filter(_whole_number(roman), _NUMBER, _MADE, "Số La Mã", 14),
    "chu_cai": Filter(_whole_number(point_letter), _NUMBER, _MADE, "Chữ cái đánh thứ tự điểm: a, b, c, d, đ, e", 5),
    "tien": Filter(_whole_number(_money), _NUMBER, _MADE, "Số tiền kèm chữ «đồng»", 1_490_000),
    "bang_chu": Filter(_decimal_number(in_words), _NUMBER, _MADE, "Số viết bằng chữ", 1_005),
    "tien_bang_chu": Filter(_whole_number(money_in_words), _NUMBER, _MADE, "Số tiền viết bằng chữ", 1_200_000),
    "noi_va": Filter(
        _present(_joined_with_and),
        _LIST,
        _MADE,
        "Nối các mục bằng dấu phẩy, trước mục cuối là chữ «và»",
        ["công an", "công đoàn", "doanh nghiệp"],
    ),
    "noi": Filter(_present(_joined), _LIST, _MADE, "Nối các mục bằng dấu ghi trong ngoặc", ["a", "b", "c"], ("; ",)),
    "so_luong": Filter(_present(len), _LIST, FieldKind.NUMBER, "Đếm số mục của danh sách", ["ca sáng", "ca chiều"]),
    "mac_dinh": Filter(
        _default,
        _PRINTED,
        _MADE,
        "Trường để trống thì in chữ trong ngoặc; đặt sau cùng trong thẻ",
        None,
        ("không",),
        fills=True,
    ),
    "bat_buoc": Filter(
        _demand,
        (),
        None,
        "Trường để trống thì không làm văn bản đó và báo đúng lời nhắc trong ngoặc",
        None,
        ("Hãy ghi tên người phụ trách bảo vệ",),
        fills=True,
    ),
}
"""The filters a tag may name, by their Vietnamese names."""
