"""Broken YAML in plain words: what the parser says, together with a look at the lines themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from docgen.diagnostics import Diagnostic, Rule, Span
from docgen.schema.complaints import (
    ALIAS,
    ANCHOR,
    BACKSLASH,
    BAD_KEY,
    BLOCK_MARK,
    BRACES,
    COLON_IN_TEXT,
    LIST_ON_KEY_LINE,
    MISSING_COLON,
    MISSING_SPACE,
    MIXED_LIST,
    SEVERAL_DOCUMENTS,
    SPECIAL_START,
    TAB,
    TAG,
    TEXT_AFTER_QUOTE,
    TOO_DEEP,
    UNCLOSED_BRACKET,
    UNCLOSED_QUOTE,
    UNREADABLE,
    WRONG_INDENT,
)

_QUOTE_IT = 'Đặt cả giá trị trong dấu ngoặc kép: khóa: "…"'
_ALIGN = "Thụt đầu dòng bằng dấu cách, thẳng hàng với các dòng cùng bậc ở trên"
_NO_SPACE = re.compile(r"^\s*(?:- )?[^\W\d][\w ]*:(?=[^\s/])")
_ODD_SPACE_AFTER = re.compile("[:-][\u00a0\u2002-\u200a\u202f\u3000]")
_DASH_WITHOUT_SPACE = re.compile(r"^\s*-(?=[^\s-])")
_LONGEST_LOOK = 10_000
"""Characters of a line that are looked at: patterns over megabytes of one line run out of memory."""
_KEY_BEFORE = re.compile(r"^\s*(?:- +)*(?:[^:]|:(?=\S))*: ")


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Where the parser stopped (lines and columns from 0), where the construct began, and what it said."""

    problem: str
    context: str
    line: int
    column: int
    from_line: int
    from_column: int
    lines: list[str]
    file: str
    last_quoted: tuple[int, int, int] | None

    def text(self, line: int) -> str:
        return self.lines[line][:_LONGEST_LOOK] if 0 <= line < len(self.lines) else ""

    def at(
        self, rule: Rule, message: str, *hints: str, line: int = -1, column: int = -1, length: int = 1
    ) -> Diagnostic:
        line = self.line if line < 0 else line
        column = self.column if column < 0 else column
        return rule.at(Span(self.file, line + 1, column + 1, length), message, *hints)


def syntax_complaint(
    error: yaml.YAMLError, lines: list[str], file: str, last_quoted: tuple[int, int, int] | None
) -> Diagnostic:
    """Return the one complaint about the place where PyYAML stopped.

    ``lines`` are those of the text; ``last_quoted`` is line, column and last line (from 1) of the last quoted value
    that was read whole.
    """
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        message = "không đọc được tệp này"
        return UNREADABLE.at(Span(file), message, "Mở tệp bằng Notepad, kiểm tra và lưu lại với bảng mã UTF-8")
    mark = error.problem_mark
    start = error.context_mark or mark
    trouble = _Trouble(
        error.problem or "",
        error.context or "",
        mark.line,
        mark.column,
        start.line,
        start.column,
        lines,
        file,
        last_quoted,
    )
    for judge in (_quoted, _special, _one_line, _structure):
        complaint = judge(trouble)
        if complaint is not None:
            return complaint
    return trouble.at(UNREADABLE, "không hiểu được cách viết ở đây", _ALIGN, _QUOTE_IT)


def _quoted(trouble: _Trouble) -> Diagnostic | None:
    if "quoted scalar" not in trouble.context:
        return None
    start = {"line": trouble.from_line, "column": trouble.from_column}
    if "escape" in trouble.problem or "hex" in trouble.problem or "Unicode" in trouble.problem:
        message = "trong dấu ngoặc kép đôi, dấu \\ có nghĩa riêng nên không đọc được"
        return trouble.at(BACKSLASH, message, "Viết \\\\ thay cho \\, hoặc dùng ngoặc kép đơn '…'")
    message = "dấu ngoặc kép mở ở đây không có dấu đóng"
    return trouble.at(UNCLOSED_QUOTE, message, "Thêm dấu ngoặc kép ở cuối giá trị", **start)


def _special(trouble: _Trouble) -> Diagnostic | None:
    char = trouble.text(trouble.line)[trouble.column : trouble.column + 1]
    if "nesting depth" in trouble.problem:
        hint = "Kiểm tra dấu ngoặc [ ] và { } ở dòng này"
        return trouble.at(TOO_DEEP, "các mục lồng nhau quá sâu", hint)
    if "\t" in trouble.problem or "tab character" in trouble.problem or char == "\t":
        return trouble.at(TAB, "có phím Tab ở đây", "Dùng dấu cách thay cho phím Tab")
    for word, rule, sign in (("anchor", ANCHOR, "&"), ("alias", ALIAS, "*"), ("tag", TAG, "!")):
        if word in trouble.context or (word == "tag" and "tag handle" in trouble.problem):
            start = {"line": trouble.from_line, "column": trouble.from_column}
            return trouble.at(rule, f"giá trị không được bắt đầu bằng dấu {sign}", _QUOTE_IT, **start)
    if "directive" in trouble.context or "incompatible" in trouble.problem or "directive" in trouble.problem:
        return trouble.at(SPECIAL_START, "dòng không được bắt đầu bằng dấu %", "Xóa dòng này", column=0)
    if "cannot start any token" in trouble.problem or "node content" in trouble.problem:
        return _bad_start(trouble, char)
    if "mapping keys are not allowed" in trouble.problem:
        return trouble.at(SPECIAL_START, "giá trị không được bắt đầu bằng dấu ?", _QUOTE_IT)
    if "block scalar" in trouble.context:
        message = "sau dấu | hoặc > phải xuống dòng, nội dung viết thụt vào ở các dòng dưới"
        return trouble.at(BLOCK_MARK, message, _QUOTE_IT, line=trouble.from_line, column=trouble.from_column)
    return None


def _bad_start(trouble: _Trouble, char: str) -> Diagnostic:
    if trouble.context.endswith("flow node") and not char:
        message = "dấu ngoặc [ hoặc { mở ở đây không có dấu đóng"
        return trouble.at(UNCLOSED_BRACKET, message, "Thêm dấu đóng ] hoặc }", line=trouble.from_line, column=0)
    if char in ("]", "}"):
        return trouble.at(UNCLOSED_BRACKET, f"thừa dấu {char}", "Xóa dấu này hoặc đặt cả giá trị trong ngoặc kép")
    return trouble.at(SPECIAL_START, f"giá trị không được bắt đầu bằng dấu {char}", _QUOTE_IT)


def _one_line(trouble: _Trouble) -> Diagnostic | None:
    if "could not find expected ':'" in trouble.problem:
        return _no_colon(trouble, trouble.from_line)
    if "sequence entries are not allowed" in trouble.problem:
        message = "dấu gạch đầu dòng không đứng cùng dòng với khóa"
        return trouble.at(LIST_ON_KEY_LINE, message, "Xuống dòng rồi viết «- …» thụt vào hai dấu cách", _QUOTE_IT)
    if "mapping values are not allowed" in trouble.problem:
        return _second_colon(trouble)
    if "unexpected ':'" in trouble.problem:
        return trouble.at(COLON_IN_TEXT, "trong ngoặc [ ] hoặc { } có dấu hai chấm không rõ nghĩa", _QUOTE_IT)
    return None


def _no_colon(trouble: _Trouble, line: int) -> Diagnostic:
    text = trouble.text(line)
    indent = len(text) - len(text.lstrip())
    odd = _ODD_SPACE_AFTER.search(text)
    if odd:
        message = "sau dấu hai chấm hoặc dấu gạch là dấu cách đặc biệt (thường chép từ Word)"
        return trouble.at(MISSING_SPACE, message, "Xóa rồi gõ lại bằng phím cách", line=line, column=odd.start() + 1)
    dash = _DASH_WITHOUT_SPACE.match(text)
    if dash:
        message = "sau dấu gạch đầu dòng phải có dấu cách"
        return trouble.at(MISSING_SPACE, message, "Viết «- nội dung»", line=line, column=dash.end())
    found = _NO_SPACE.match(text)
    if found:
        message = "sau dấu hai chấm phải có dấu cách"
        hint = f"Viết «{found[0].strip()} …»"
        return trouble.at(MISSING_SPACE, message, hint, line=line, column=found.end())
    message = "dòng này không có dấu hai chấm sau tên khóa"
    hints = ("Viết «khóa: giá trị»", "Nếu dòng này nối tiếp câu ở dòng trên, thụt nó vào sâu hơn dòng trên")
    return trouble.at(MISSING_COLON, message, *hints, line=line, column=indent, length=max(len(text.strip()), 1))


def _second_colon(trouble: _Trouble) -> Diagnostic:
    before = trouble.text(trouble.line)[: trouble.column]
    if _KEY_BEFORE.match(before):
        message = "trong câu có dấu hai chấm rồi dấu cách nên không rõ đâu là khóa"
        return trouble.at(COLON_IN_TEXT, message, _QUOTE_IT)
    above = trouble.line - 1
    while above >= 0 and not trouble.text(above).strip():
        above -= 1
    text = trouble.text(above)
    if _NO_SPACE.match(text) or _ODD_SPACE_AFTER.search(text) or _DASH_WITHOUT_SPACE.match(text):
        return _no_colon(trouble, above)
    indent = len(before) - len(before.lstrip())
    message = "dòng này thụt vào sâu hơn dòng trên, mà dòng trên đã có giá trị"
    return trouble.at(WRONG_INDENT, message, _ALIGN, column=indent)


def _structure(trouble: _Trouble) -> Diagnostic | None:
    if "document start" in trouble.problem:
        message = "một tệp chỉ có một phần; nội dung từ đây nằm ngoài phần đầu"
        return trouble.at(SEVERAL_DOCUMENTS, message, "Xóa dòng ... hoặc --- ở trên, kiểm tra thụt đầu dòng")
    if "flow" in trouble.context:
        message = "dấu ngoặc [ hoặc { mở ở đây không có dấu đóng, hoặc thiếu dấu phẩy giữa các mục"
        start = {"line": trouble.from_line, "column": trouble.from_column}
        return trouble.at(UNCLOSED_BRACKET, message, "Thêm dấu đóng, hoặc đặt cả giá trị trong ngoặc kép", **start)
    text = trouble.text(trouble.line)
    indent = len(text) - len(text.lstrip())
    before = text[: trouble.column].rstrip()
    if trouble.column > indent and before:
        return _after_value(trouble, before)
    if text.strip()[:1] in ("]", "}"):
        return trouble.at(UNCLOSED_BRACKET, f"thừa dấu {text.strip()[0]}", "Xóa dấu này")
    if text.strip()[:1] == ":":
        return trouble.at(BAD_KEY, "thiếu tên khóa trước dấu hai chấm", "Viết «khóa: giá trị»")
    return _misplaced_line(trouble, text, indent)


def _after_value(trouble: _Trouble, before: str) -> Diagnostic | None:
    quoted = trouble.last_quoted
    if before[-1] == "}":
        message = "giá trị bắt đầu bằng dấu { phải đặt trong dấu ngoặc kép"
        return trouble.at(BRACES, message, _QUOTE_IT, column=before.find("{"))
    if before[-1] == "]":
        message = "giá trị bắt đầu bằng dấu [ phải đặt trong dấu ngoặc kép"
        return trouble.at(SPECIAL_START, message, _QUOTE_IT, column=max(before.find("["), 0))
    if before[-1] not in "\"'":
        return None
    if quoted is not None and quoted[0] < quoted[2] == trouble.line + 1:
        message = f"dấu ngoặc kép mở ở đây mãi đến dòng {quoted[2]} mới gặp dấu đóng"
        hint = "Thêm dấu ngoặc kép ở cuối giá trị của dòng này"
        return trouble.at(UNCLOSED_QUOTE, message, hint, line=quoted[0] - 1, column=quoted[1] - 1)
    message = "sau dấu ngoặc kép đóng còn chữ"
    hints = (
        "Đặt dấu ngoặc kép ở đầu và ở cuối cả giá trị",
        "Trong giá trị có dấu ngoặc kép thì viết '…\"…\"…' hoặc \"…'…'…\"",
    )
    return trouble.at(TEXT_AFTER_QUOTE, message, *hints)


def _misplaced_line(trouble: _Trouble, text: str, indent: int) -> Diagnostic | None:
    dashed = text.lstrip().startswith("-")
    in_list = "'-' indicator" in trouble.problem or "block collection" in trouble.context
    level = {"column": indent}
    if in_list and _DASH_WITHOUT_SPACE.match(text):
        return _no_colon(trouble, trouble.line)
    if indent == trouble.from_column and in_list and not dashed:
        message = f"các dòng từ dòng {trouble.from_line + 1} là danh sách gạch đầu dòng, dòng này lại là khóa"
        hints = (
            "Nếu dòng này thuộc mục ở trên, thụt nó thẳng hàng với khóa đầu tiên sau dấu «- »",
            "Nếu là mục mới, thêm «- »",
        )
        return trouble.at(MIXED_LIST, message, *hints, **level)
    if indent == trouble.from_column and not in_list and dashed:
        message = f"các dòng từ dòng {trouble.from_line + 1} là các khóa, dòng này lại là gạch đầu dòng"
        return trouble.at(
            MIXED_LIST, message, "Đặt dòng này ngay dưới khóa có danh sách, thụt vào hai dấu cách", **level
        )
    if "block" in trouble.context:
        message = "dòng này thụt đầu dòng không thẳng hàng với dòng nào ở trên"
        return trouble.at(WRONG_INDENT, message, _ALIGN, **level)
    return None
