"""Lines that YAML would read otherwise than they look: tabs, odd spaces, joined lines, text lost behind ``#``."""

from __future__ import annotations

import re
from typing import Any

from docgen.diagnostics import Diagnostic, Span
from docgen.schema.complaints import CUT_TEXT, JOINED_LINE, ODD_SPACE, TAB

_MOST_LINES = 20
_ODD_SPACES = r"\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"[{_ODD_SPACES}]")
_ODD_INDENT = re.compile(rf"^( *)([{_ODD_SPACES}]+)[^\S\n]*(?=[^\s#])", re.MULTILINE)
_LOOKS_LIKE_ITEM = re.compile(r"^\s*- \S")
_LOOKS_LIKE_KEY = re.compile(r"^\s*[^\W\d]\w*:(?!//)\S")


def looks_like_key(line: str) -> bool:
    """Tell whether a line that goes on with a text may have been meant as a key of its own."""
    return _LOOKS_LIKE_KEY.match(line) is not None


def has_odd_space(text: str) -> bool:
    """Tell whether a text holds a tab or a space other than the plain one."""
    return _ODD_SPACE.search(text) is not None


def odd_indentation(text: str, file: str) -> list[Diagnostic]:
    """Complain about lines that are indented by a tab or by a space other than the plain one."""
    complaints: list[Diagnostic] = []
    if not has_odd_space(text):
        return complaints
    line, seen = 1, 0
    for found in _ODD_INDENT.finditer(text):
        line += text.count("\n", seen, found.start())
        seen = found.start()
        span = Span(file, line, len(found[1]) + 1, len(found[2]))
        if "\t" in found[2]:
            message = "dòng này thụt vào bằng phím Tab"
            complaints.append(
                TAB.at(span, message, "Dùng dấu cách thay cho phím Tab, thẳng hàng với các dòng cùng bậc")
            )
        else:
            message = "dòng này thụt vào bằng dấu cách đặc biệt (thường chép từ Word hoặc trang web)"
            complaints.append(ODD_SPACE.at(span, message, "Xóa phần thụt vào rồi gõ lại bằng phím cách"))
    return complaints[:_MOST_LINES]


def joined_line(lines: list[str], file: str, first: int, last: int) -> list[Diagnostic]:
    """Complain when a value without quotes swallows lines that look like list items or keys (indices from 0)."""
    for index in range(first + 1, min(last + 1, len(lines))):
        line = lines[index]
        if _LOOKS_LIKE_ITEM.match(line) or looks_like_key(line):
            stripped = line.strip()
            span = Span(file, index + 1, len(line) - len(line.lstrip()) + 1, len(stripped))
            message = f"dòng này bị đọc nối vào câu ở dòng {first + 1}"
            hints = (
                f"Thụt đầu dòng cho thẳng hàng với dòng {first + 1}; sau dấu hai chấm và dấu gạch phải có dấu cách",
                "Nếu đúng là câu nối dòng thì đặt cả câu trong dấu ngoặc kép",
            )
            return [JOINED_LINE.at(span, message, *hints)]
    return []


def cut_text(lines: list[str], end: Any, file: str) -> list[Diagnostic]:
    """Warn when what follows a value without quotes is read as a comment but looks like text: ``Kho #2``."""
    # The parser puts the end of an empty value at the end of a file one line too far.
    line = lines[end.line] if end.line < len(lines) else ""
    rest = line[end.column :].lstrip()
    if len(rest) < 2 or rest[0] != "#" or rest[1] in " #~!\t":
        return []
    column = len(line) - len(rest) + 1
    message = f"«{rest.rstrip()}» không được đọc, vì dấu # sau dấu cách mở đầu lời chú thích"
    hints = (
        'Nếu đó là nội dung, đặt cả giá trị trong dấu ngoặc kép: khóa: "Kho #2"',
        "Nếu là chú thích, thêm dấu cách sau #",
    )
    return [CUT_TEXT.at(Span(file, end.line + 1, column, len(rest.rstrip())), message, *hints)]
