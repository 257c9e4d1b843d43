"""Values that a model refuses, told in plain words: pydantic's errors and the custom ones of the model's types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from docgen.diagnostics import Diagnostic, Rule
from docgen.schema.complaints import (
    BAD_DATE,
    BAD_IDENTIFIER,
    BAD_NUMBER,
    BAD_PERIOD,
    BAD_PHONE,
    BAD_TAX_CODE,
    BAD_VALUE,
    BAD_WHOLE,
    BAD_YEAR,
    BAD_YES_NO,
    EMPTY_VALUE,
    MISSING_KEY,
    NO_SUCH_DATE,
    NOT_A_CHOICE,
    OUT_OF_RANGE,
    SEVERAL_LINES,
    SWAPPED_DATE,
    TOO_LONG,
    UNKNOWN_KEY,
    WANTS_GROUP,
    WANTS_LIST,
    WANTS_TEXT,
    WRONG_COUNT,
)
from docgen.schema.form import Path, shorten
from docgen.schema.nodes import Scalar
from docgen.schema.places import Places
from docgen.schema.shape import Shape
from docgen.vietnamese import closest

_OF_PYDANTIC = frozenset(get_args(ErrorType))

_CUSTOM: Mapping[str, tuple[Rule, str]] = {
    "de_trong": (EMPTY_VALUE, "Điền nội dung, hoặc bỏ hẳn dòng này nếu không bắt buộc"),
    "nhieu_dong": (
        SEVERAL_LINES,
        "Viết trên một dòng; câu dài thì đặt dấu > sau dấu hai chấm rồi viết ở các dòng dưới",
    ),
    "ngay_sai_dang": (BAD_DATE, "Ví dụ: 30/3/2016"),
    "ngay_dao_thang": (SWAPPED_DATE, "Viết ngày/tháng/năm, ví dụ 30/3/2016"),
    "ngay_khong_co": (NO_SUCH_DATE, "Xem lại ngày trong giấy tờ gốc"),
    "nam_sai": (BAD_YEAR, "Viết đủ bốn chữ số, ví dụ 2016"),
    "co_khong": (BAD_YES_NO, "Viết «có» hoặc «không»"),
    "so_nguyen": (BAD_WHOLE, "Chỉ viết số; đơn vị tính và lời giải thích để ở khóa khác"),
    "so_thap_phan": (BAD_NUMBER, "Chỉ viết số; đơn vị tính và lời giải thích để ở khóa khác"),
    "thoi_gian": (BAD_PERIOD, "Ví dụ: Quý II/2016"),
    "ma_sai_dang": (BAD_IDENTIFIER, "Ví dụ: kcn_bao_minh, bm001"),
    "ma_so_thue_sai_dang": (BAD_TAX_CODE, "Ví dụ: 0600123450, hoặc 0600123450-001 với chi nhánh"),
    "so_dien_thoai_sai_dang": (BAD_PHONE, "Ví dụ: 0228 3 123 456, hoặc 113"),
}
_KINDS: Mapping[str, tuple[Rule, str]] = {
    "missing": (MISSING_KEY, "thiếu khóa «{key}»"),
    "extra_forbidden": (UNKNOWN_KEY, "không có khóa «{key}» ở mục này"),
    "int_parsing": (BAD_WHOLE, "«{shown}» phải là số nguyên"),
    "int_type": (BAD_WHOLE, "«{shown}» phải là số nguyên"),
    "int_from_float": (BAD_WHOLE, "«{shown}» phải là số nguyên"),
    "int_parsing_size": (BAD_WHOLE, "«{shown}» là số quá lớn"),
    "float_parsing": (BAD_NUMBER, "«{shown}» phải là một số, phần thập phân viết sau dấu chấm"),
    "float_type": (BAD_NUMBER, "«{shown}» phải là một số"),
    "finite_number": (BAD_NUMBER, "«{shown}» phải là một số"),
    "decimal_parsing": (BAD_NUMBER, "«{shown}» phải là một số, phần thập phân viết sau dấu chấm"),
    "decimal_type": (BAD_NUMBER, "«{shown}» phải là một số"),
    "decimal_max_digits": (BAD_NUMBER, "«{shown}» có quá nhiều chữ số"),
    "decimal_max_places": (BAD_NUMBER, "«{shown}» có quá nhiều chữ số thập phân"),
    "bool_parsing": (BAD_YES_NO, "«{shown}» phải là «có» hoặc «không»"),
    "bool_type": (BAD_YES_NO, "«{shown}» phải là «có» hoặc «không»"),
    "date_parsing": (BAD_DATE, "«{shown}» không phải là ngày"),
    "date_from_datetime_parsing": (BAD_DATE, "«{shown}» không phải là ngày"),
    "date_type": (BAD_DATE, "«{shown}» không phải là ngày"),
    "string_type": (WANTS_TEXT, "«{key}» chỉ nhận một giá trị chữ"),
    "string_too_long": (TOO_LONG, "dài {length} ký tự, chỉ được đến {max_length} ký tự"),
    "string_too_short": (BAD_VALUE, "«{shown}» quá ngắn, cần ít nhất {min_length} ký tự"),
    "string_pattern_mismatch": (BAD_VALUE, "«{shown}» không đúng dạng của «{key}»"),
    "greater_than": (OUT_OF_RANGE, "«{shown}» phải lớn hơn {gt}"),
    "greater_than_equal": (OUT_OF_RANGE, "«{shown}» không được nhỏ hơn {ge}"),
    "less_than": (OUT_OF_RANGE, "«{shown}» phải nhỏ hơn {lt}"),
    "less_than_equal": (OUT_OF_RANGE, "«{shown}» không được lớn hơn {le}"),
    "too_short": (WRONG_COUNT, "«{key}» cần ít nhất {min_length} mục, ở đây có {actual_length}"),
    "too_long": (WRONG_COUNT, "«{key}» chỉ được nhiều nhất {max_length} mục"),
    "tuple_type": (WANTS_LIST, "«{key}» phải là danh sách gạch đầu dòng"),
    "list_type": (WANTS_LIST, "«{key}» phải là danh sách gạch đầu dòng"),
    "dict_type": (WANTS_GROUP, "«{key}» phải gồm các dòng «khóa: giá trị»"),
    "model_type": (WANTS_GROUP, "«{key}» phải gồm các dòng «khóa: giá trị»"),
    "model_attributes_type": (WANTS_GROUP, "«{key}» phải gồm các dòng «khóa: giá trị»"),
}


_OF_TEXTS = {"too_long": "string_too_long", "too_short": "string_too_short"}
"""pydantic counts the letters of a text as items where another validator has touched it before."""


def value_complaint(error: ErrorDetails, places: Places, path: Path, shape: Shape | None) -> Diagnostic:
    """Return the complaint for one error of pydantic at its place."""
    kind, context = error["type"], error.get("ctx", {})
    is_key = bool(error["loc"]) and error["loc"][-1] == "[key]"
    span = places.key_span(*path) if is_key or kind == "extra_forbidden" else places.span(*path)
    if kind == "value_error":
        return BAD_VALUE.at(span, str(context.get("error", "")) or "giá trị không hợp lệ", "Sửa lại giá trị này")
    if kind in ("enum", "literal_error"):
        return _not_a_choice(places, path, shape, str(context.get("expected", "")))
    if kind not in _OF_PYDANTIC:
        rule, hint = _CUSTOM.get(kind, (BAD_VALUE, ""))
        return rule.at(span, str(error["msg"]), *([hint] if hint else []))
    if kind in _OF_TEXTS and isinstance(error.get("input"), str):
        kind = _OF_TEXTS[kind]
    rule, words = _KINDS.get(kind, (BAD_VALUE, "«{shown}» không dùng được ở đây"))
    written = _written(error, places, path)
    facts = {**context, "key": _last_key(path), "shown": shorten(written), "length": len(written)}
    return rule.at(span, words.format_map(facts), *_hints(rule))


def _not_a_choice(places: Places, path: Path, shape: Shape | None, expected: str) -> Diagnostic:
    written = places.text(*path) or ""
    choices = shape.choices if shape is not None else ()
    message = f"«{shorten(written)}» không phải là một lựa chọn của «{_last_key(path)}»"
    allowed = f"Chọn một trong: {', '.join(choices)}" if choices else f"Chọn một trong: {expected}"
    near = closest(written, choices)
    hints = (f"Có phải «{near}» không?", allowed) if near is not None else (allowed,)
    return NOT_A_CHOICE.at(places.span(*path), message, *hints)


def _hints(rule: Rule) -> tuple[str, ...]:
    return {TOO_LONG.code: ("Viết gọn lại, hoặc tách thành nhiều mục",)}.get(rule.code, ("Sửa lại giá trị này",))


def _written(error: ErrorDetails, places: Places, path: Path) -> str:
    node = places.node(*path)
    if isinstance(node, Scalar):
        return node.text
    value: Any = error.get("input", "")
    return value if isinstance(value, str) else _last_key(path)


def _last_key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "bản ghi")
