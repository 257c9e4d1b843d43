"""How values are written in tags: what a bare value looks like, and the named filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from docgen.composition.field_tree import FieldKind
from docgen.vietnamese import (
    capitalise_first,
    grouped,
    in_words,
    long_date,
    money_in_words,
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


class Unfit(Exception):  # noqa: N818 - as above
    """The value cannot be written this way; the message says why, in Vietnamese."""


def to_text(value: Any) -> str:
    """Write a value as it stands in a tag without filter.

    Numbers have a decimal comma and no grouping (a year stays 2016), days are «05/3/2026», yes and no are «có» and
    «không». Raises Empty for None and absent values, Unfit for lists, groups and characters that cannot be printed.
    """
    if value is None or isinstance(value, Undefined):
        raise Empty
    if isinstance(value, str):
        bad = FORBIDDEN.search(value)
        if bad:
            raise Unfit(f"giá trị có ký tự điều khiển U+{ord(bad.group()):04X} không in được")
        return value
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
    """A named filter: the function, the kinds it takes (none means any), what it makes, how many words it is given."""

    apply: Callable[..., Any]
    takes: tuple[FieldKind, ...]
    makes: FieldKind | None
    arguments: int = 0


def _present(write: Callable[[Any], str]) -> Callable[[Any], str]:
    def filled(value: Any) -> str:
        if value is None or isinstance(value, Undefined):
            raise Empty
        try:
            return write(value)
        except ValueError as error:
            raise Unfit(f"số {to_text(value)} không viết được theo cách này") from error

    return filled


def _decimal_number(write: Callable[[int | Decimal], str]) -> Callable[[Any], str]:
    return _present(lambda value: write(Decimal(str(value)) if isinstance(value, float) else value))


def _whole_number(write: Callable[[int], str]) -> Callable[[Any], str]:
    def whole(value: Any) -> str:
        if value != int(value):
            raise Unfit(f"số {to_text(value)} không phải số nguyên")
        return write(int(value))

    return _present(whole)


def _money(amount: int) -> str:
    return f"{grouped(amount)} đồng"


def _items(value: Any) -> list[str]:
    if value is None or isinstance(value, Undefined):
        raise Empty
    return [to_text(item) for item in value]


def _joined_with_and(value: Any) -> str:
    items = _items(value)
    return " và ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _joined(value: Any, separator: str) -> str:
    return separator.join(_items(value))


def _default(value: Any, otherwise: str) -> Any:
    return otherwise if value is None or isinstance(value, Undefined) or value == "" else value


def _count(value: Sequence[Any] | None) -> int:
    if value is None or isinstance(value, Undefined):
        raise Empty
    return len(value)


_WORDS = (FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DAY)

FILTERS: dict[str, Filter] = {
    "chu_hoa": Filter(_present(lambda value: upper(to_text(value))), _WORDS, FieldKind.TEXT),
    "chu_thuong": Filter(_present(lambda value: to_text(value).lower()), _WORDS, FieldKind.TEXT),
    "hoa_dau": Filter(_present(lambda value: capitalise_first(to_text(value))), _WORDS, FieldKind.TEXT),
    "ngay": Filter(_present(long_date), (FieldKind.DAY,), FieldKind.TEXT),
    "ngay_so": Filter(_present(short_date), (FieldKind.DAY,), FieldKind.TEXT),
    "so": Filter(_decimal_number(grouped), (FieldKind.NUMBER,), FieldKind.TEXT),
    "hai_so": Filter(_whole_number(two_digits), (FieldKind.NUMBER,), FieldKind.TEXT),
    "la_ma": Filter(_whole_number(roman), (FieldKind.NUMBER,), FieldKind.TEXT),
    "chu_cai": Filter(_whole_number(point_letter), (FieldKind.NUMBER,), FieldKind.TEXT),
    "tien": Filter(_whole_number(_money), (FieldKind.NUMBER,), FieldKind.TEXT),
    "bang_chu": Filter(_decimal_number(in_words), (FieldKind.NUMBER,), FieldKind.TEXT),
    "tien_bang_chu": Filter(_whole_number(money_in_words), (FieldKind.NUMBER,), FieldKind.TEXT),
    "noi_va": Filter(_joined_with_and, (FieldKind.LIST,), FieldKind.TEXT),
    "noi": Filter(_joined, (FieldKind.LIST,), FieldKind.TEXT, arguments=1),
    "so_luong": Filter(_count, (FieldKind.LIST,), FieldKind.NUMBER),
    "mac_dinh": Filter(_default, (), None, arguments=1),
}
"""The filters a tag may name, by their Vietnamese names."""
