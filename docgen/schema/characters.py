"""Characters that no paper can carry, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.diagnostics import Diagnostic, Rule, Span
from docgen.schema.complaints import (
    CONTROL_CHARACTER,
    DIRECTION_CHARACTER,
    FONT_CHARACTER,
    INVISIBLE_CHARACTER,
    LINE_CHARACTER,
    LOST_CHARACTER,
    MORE_CHARACTERS,
)

MOST_COMPLAINTS = 20
"""At most so many characters of one file are complained about one by one."""

_CLASSES: tuple[tuple[str, Rule, str, str], ...] = (
    (
        "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\ufff9-\\ufffb\\ufffe\\uffff",
        CONTROL_CHARACTER,
        "ký tự điều khiển {code} không thể có trong văn bản",
        "Xóa ký tự này (thường lọt vào khi chép từ Word, Excel hoặc tệp PDF) rồi gõ lại chỗ đó",
    ),
    (
        "\\x85\\u2028\\u2029",
        LINE_CHARACTER,
        "ký tự xuống dòng lạ {code}",
        "Xóa ký tự này rồi xuống dòng bằng phím Enter",
    ),
    (
        "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069",
        DIRECTION_CHARACTER,
        "ký tự đảo chiều chữ {code} làm chữ hiện khác với chữ được lưu",
        "Xóa cả đoạn này rồi gõ lại bằng tay",
    ),
    (
        "\\u200b-\\u200d\\u2060-\\u2064\\ufeff",
        INVISIBLE_CHARACTER,
        "ký tự không nhìn thấy {code}",
        "Xóa ký tự này: đặt con trỏ ngay sau nó rồi bấm phím Xóa lùi (Backspace), hoặc gõ lại cả từ",
    ),
    (
        "\\ufffd",
        LOST_CHARACTER,
        "ký tự {code} (�) cho biết một chữ đã bị mất khi chuyển bảng mã",
        "Gõ lại chữ bị mất theo bản gốc",
    ),
    (
        "\\ue000-\\uf8ff",
        FONT_CHARACTER,
        "ký hiệu {code} chỉ có trong một phông chữ riêng (như dấu đầu dòng của Word), máy khác không in được",
        "Thay bằng ký hiệu thông thường, ví dụ dấu gạch ngang -",
    ),
)
_FORBIDDEN = re.compile(f"[{''.join(characters for characters, *_ in _CLASSES)}]")
_BY_CLASS = tuple((re.compile(f"[{chars}]"), rule, message, hint) for chars, rule, message, hint in _CLASSES)
_STOPS_YAML = re.compile(f"[{_CLASSES[0][0]}{_CLASSES[1][0]}]")


def forbidden_characters(text: str, file: str) -> list[Diagnostic]:
    """Complain about each forbidden character of a text whose lines end in ``\\n``; after 20 only their number."""
    found = list(_FORBIDDEN.finditer(text))
    complaints = [
        complaint_about(match[0], Span(file, line, column))
        for match, line, column in _placed(text, found[:MOST_COMPLAINTS])
    ]
    rest = len(found) - MOST_COMPLAINTS
    if rest > 0:
        message = f"tệp còn {rest} ký tự không dùng được nữa"
        complaints.append(MORE_CHARACTERS.at(Span(file), message, "Sửa các chỗ đã nêu rồi kiểm tra lại"))
    return complaints


def stops_yaml(text: str) -> bool:
    """Tell whether the text holds a character that YAML readers refuse or count lines by differently."""
    return _STOPS_YAML.search(text) is not None


def first_forbidden(text: str) -> str | None:
    """Return the first forbidden character of a value, or None."""
    found = _FORBIDDEN.search(text)
    return found[0] if found else None


def complaint_about(char: str, span: Span) -> Diagnostic:
    """Say what is wrong with one forbidden character. Raises ValueError when it is not forbidden."""
    for pattern, rule, message, hint in _BY_CLASS:
        if pattern.match(char):
            return rule.at(span, message.format(code=f"U+{ord(char):04X}"), hint)
    raise ValueError(f"not a forbidden character: {char!r}")


def without_surrogates(text: str) -> str:
    """Return the text with lone surrogates shown as �, so that it can be printed."""
    return re.sub("[\\ud800-\\udfff]", "\ufffd", text)


def _placed(text: str, found: list[re.Match[str]]) -> Iterator[tuple[re.Match[str], int, int]]:
    line, line_start, seen = 1, 0, 0
    for match in found:
        line += text.count("\n", seen, match.start())
        line_start = text.rfind("\n", 0, match.start()) + 1
        seen = match.start()
        yield match, line, match.start() - line_start + 1
