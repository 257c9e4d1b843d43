"""What the clauses of all enterprises, or of all parks, together tell, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docgen.production import condition_words
from docgen.vietnamese import capitalise_first, grouped

if TYPE_CHECKING:
    from docgen.production import ClauseMatrix, MatrixClause

_LONGEST_TEXT = 90
_MOST_LISTED = 20


def matrix_lines(matrix: ClauseMatrix) -> Iterator[str]:
    """Yield what is to be said of one document type."""
    yield f"{matrix.type_name} (mẫu {matrix.template})"
    tied = sum(clause.own for clause in matrix.clauses)
    whole = len(matrix.subjects)
    yield f"  {grouped(whole)} {matrix.noun}, {grouped(len(matrix.clauses))} điều khoản, {tied} chỗ tùy điều kiện"
    if matrix.without:
        ids = ", ".join(matrix.without[:_MOST_LISTED])
        why = "điều kiện của loại, hoặc thiếu dữ kiện"
        yield f"  {len(matrix.without)} {matrix.noun} không có văn bản này ({why}): {ids}"
    if not whole:
        return
    yield from _clauses(f"Điều khoản không {matrix.noun} nào có", matrix.never_used)
    yield from _clauses(f"Điều khoản có điều kiện nhưng mọi {matrix.noun} đều có", matrix.always_used)
    yield from _some(
        "Điều kiện không hồ sơ nào thỏa",
        [f"{condition.source} ({condition.clauses} điều khoản)" for condition in matrix.never_true],
    )
    alone = [f"{item.id}  {item.name}, {item.park_name}" for item in matrix.alone]
    yield f"  Có {grouped(matrix.combinations)} tổ hợp điều khoản khác nhau."
    yield from _some(f"{capitalise_first(matrix.noun)} có tổ hợp điều khoản không trùng với nơi nào", alone)


def _clauses(title: str, clauses: tuple[MatrixClause, ...]) -> Iterator[str]:
    lines = []
    for clause in clauses:
        text = clause.text if len(clause.text) <= _LONGEST_TEXT else f"{clause.text[: _LONGEST_TEXT - 1]}…"
        why = condition_words(clause)
        lines.append(f"{clause.position}. {clause.level}: {text}" + (f" [{why}]" if why else ""))
    yield from _some(title, lines)


def _some(title: str, lines: list[str]) -> Iterator[str]:
    yield f"  {title}: {grouped(len(lines)) if lines else 'không có'}"
    yield from (f"    - {line}" for line in lines[:_MOST_LISTED])
    if len(lines) > _MOST_LISTED:
        yield f"    … và {grouped(len(lines) - _MOST_LISTED)} mục nữa; xem đủ trong tệp ghi bằng --bang TỆP.xlsx"
