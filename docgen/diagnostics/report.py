"""Complaints as text for people (the line, a caret, what to do) and as JSON for programs."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

from docgen.diagnostics.diagnostic import Diagnostic

_LONGEST_LINE = 160
_LINE_END = re.compile(r"\r\n|\r|\n")


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by file, line and column, each complaint once."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda item: (item.span, item.rule.code, item.message))


def render_text(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """Return the report a clerk reads.

    ``sources`` gives the text of each file by the name that spans use; a file that is not in it is shown without
    its line.
    """
    lines_of: dict[str, list[str]] = {}
    blocks: list[str] = []
    for item in in_reading_order(diagnostics):
        file = item.span.file
        if file not in lines_of:
            lines_of[file] = _LINE_END.split(sources[file]) if file in sources else []
        blocks.append(_block(item, lines_of[file]))
    return "\n\n".join(blocks)


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the complaints as a JSON array of objects, in reading order."""
    rows = [
        {
            "ma": item.rule.code,
            "muc": item.rule.severity.value,
            "tep": item.span.file,
            "dong": item.span.line,
            "cot": item.span.column,
            "do_dai": item.span.length,
            "vi_tri": item.span.place,
            "phan": item.span.part,
            "chu": item.excerpt,
            "noi_dung": item.message,
            "goi_y": list(item.hints),
        }
        for item in in_reading_order(diagnostics)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _block(item: Diagnostic, lines: list[str]) -> str:
    rows = [f"{item.span}: {item.rule.severity.value} [{item.rule.code}]: {item.message}"]
    if item.excerpt:
        rows.append(f"    | {_shorten(item.excerpt, item.span.column if item.span.part else 0)}")
    elif 0 < item.span.line <= len(lines):
        rows += _line_with_caret(lines[item.span.line - 1], item.span.column, item.span.length)
    rows += [f"    → {hint}" for hint in item.hints]
    return "\n".join(rows)


def _line_with_caret(line: str, column: int, length: int) -> list[str]:
    start = max(column - 1, 0)
    shift = max(0, start - _LONGEST_LINE // 2)
    shown = line[shift : shift + _LONGEST_LINE]
    caret_at = _width(shown[: start - shift])
    carets = "^" * max(1, _width(shown[start - shift : start - shift + length]))
    visible = "".join(" " if char == "\t" or unicodedata.category(char) == "Cc" else char for char in shown)
    return [f"    | {visible}", f"    | {' ' * caret_at}{carets}"]


def _width(text: str) -> int:
    """Columns that a terminal gives to the text: none for combining marks, two for wide characters."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _shorten(text: str, column: int) -> str:
    """Return the part of a long text around a column."""
    start = max(0, min(column - _LONGEST_LINE // 2, len(text) - _LONGEST_LINE))
    shown = text[start : start + _LONGEST_LINE]
    left, right = "…" if start else "", "…" if start + _LONGEST_LINE < len(text) else ""
    return f"{left}{shown[len(left) : len(shown) - len(right)]}{right}"
