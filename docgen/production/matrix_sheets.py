"""The clause matrix as an Excel file: who has which clause, what that tells of the template, the facts behind it.

One row an enterprise or park, one narrow column a clause: enterprises grow downwards without end, and Excel's filter
then answers both «who has this clause» and «this park only». Clauses without a condition, which all have, stand in
the second sheet only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from docgen.production.clause_matrix import ClauseMatrix, MatrixClause, MatrixSubject
from docgen.records import Column, Sheet
from docgen.vietnamese import capitalise_first, grouped, short_date

_LONGEST_HEADING = 90
_NARROW = 4.5
_MARKS = {True: "x", False: "", None: "?"}


def matrix_sheets(matrices: Sequence[ClauseMatrix]) -> list[Sheet]:
    """Return the sheets of the matrices, three for each document type."""
    found: list[Sheet] = []
    for number, matrix in enumerate(matrices, start=1):
        mark = f" {number}" if number > 1 else ""
        found += [_marks(matrix, f"Ma trận{mark}"), _analysis(matrix, f"Phân tích{mark}")]
        found.append(_facts(matrix, f"Dữ kiện{mark}"))
    return found


def condition_words(clause: MatrixClause) -> str:
    """Return the conditions around a clause in one line, empty where it has none."""
    parts = [source if wanted else f"KHÔNG ({source})" for source, wanted in clause.conditions]
    parts += [f"mỗi mục của: {loop}" for loop in clause.loops]
    return " và ".join(parts)


def subject_words(subject: MatrixSubject) -> str:
    """Return the name and id of a subject, with its park unless it is one."""
    name = f"{subject.name} ({subject.id})"
    return name if subject.id == subject.park_id else f"{name}, {subject.park_name}"


def fact_words(value: Any) -> str:
    """Return a fact as a clerk writes it."""
    if value is None or value == "":
        return "để trống"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return f"{len(value)} mục"
    if isinstance(value, dict):
        return "có ghi"
    return short_date(value) if isinstance(value, date) else str(value)


def _marks(matrix: ClauseMatrix, title: str) -> Sheet:
    shown = [position for position, clause in enumerate(matrix.clauses) if clause.own or clause.loops]
    columns = (
        Column("Khu, cụm", 22),
        Column("Mã", 9),
        Column(capitalise_first(matrix.noun), 34),
        Column("Số điều khoản tùy điều kiện", 9),
        *(Column(_heading(matrix.clauses[position]), _NARROW, upright=True) for position in shown),
    )
    rows = []
    for subject in matrix.subjects:
        marks = [_MARKS[subject.present[position]] for position in shown]
        rows.append((*_who(subject), str(marks.count("x")), *marks))
    return Sheet(title, columns, tuple(rows), freeze_columns=3)


def _heading(clause: MatrixClause) -> str:
    text = f"{clause.position}. {clause.level.capitalize()}: {clause.text}"
    return text if len(text) <= _LONGEST_HEADING else f"{text[: _LONGEST_HEADING - 1]}…"


def _who(subject: MatrixSubject) -> tuple[str, str, str]:
    return subject.park_name, subject.id, subject.name


def _analysis(matrix: ClauseMatrix, title: str) -> Sheet:
    columns = (
        Column("Mục", 22),
        Column("Số thứ tự", 8),
        Column("Cấp", 11),
        Column("Tên", 16),
        Column("Nội dung", 70),
        Column("Trong điều", 40),
        Column("Điều kiện", 60),
        Column(f"Số {matrix.noun}", 14),
        Column("Nhận xét", 30),
    )
    return Sheet(title, columns, (*_clauses(matrix), *_conditions(matrix), *_alone(matrix)))


def _clauses(matrix: ClauseMatrix) -> Iterator[tuple[str, ...]]:
    whole = len(matrix.subjects)
    for clause in matrix.clauses:
        said = ""
        if not clause.used and not clause.unsure:
            said = f"không {matrix.noun} nào có"
        elif clause.own and clause.used == whole:
            said = f"có điều kiện nhưng mọi {matrix.noun} đều có"
        elif clause.unsure:
            said = "tùy từng mục của danh sách"
        what = ("Điều khoản", str(clause.position), clause.level, clause.name or "", clause.text, clause.within)
        yield (*what, condition_words(clause), grouped(clause.used), said)


def _conditions(matrix: ClauseMatrix) -> Iterator[tuple[str, ...]]:
    whole = len(matrix.subjects)
    for condition in matrix.conditions:
        said = (
            "không hồ sơ nào thỏa" if not condition.holds else "hồ sơ nào cũng thỏa" if condition.holds == whole else ""
        )
        text = f"{grouped(condition.clauses)} điều khoản dùng điều kiện này"
        yield ("Điều kiện", "", "", "", text, "", condition.source, grouped(condition.holds), said)


def _alone(matrix: ClauseMatrix) -> Iterator[tuple[str, ...]]:
    for subject in matrix.alone:
        text = subject_words(subject)
        said = f"không {matrix.noun} nào khác có đúng các điều khoản này"
        yield ("Tổ hợp riêng", "", "", "", text, "", "", "1", said)


def _facts(matrix: ClauseMatrix, title: str) -> Sheet:
    columns = (
        Column("Khu, cụm", 22),
        Column("Mã", 9),
        Column(capitalise_first(matrix.noun), 34),
        Column("Ghi ở", 42),
        *(Column(label or name, 16) for name, label in matrix.facts),
    )
    rows = tuple((*_who(item), item.place, *map(fact_words, item.facts)) for item in matrix.subjects)
    return Sheet(title, columns, rows, freeze_columns=3)
