"""What is asked of every record that issues a regulation, whether an enterprise's or a park's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docgen.diagnostics import Diagnostic
from docgen.model import Issue, OwnClause
from docgen.records import Record
from docgen.review.complaints import (
    CLAUSE_EMPTY,
    CLAUSE_TWICE,
    DAY_WITHOUT_NUMBER,
    ISSUE_YEAR_DIFFERS,
    NUMBER_WITHOUT_DAY,
)
from docgen.vietnamese import short_date, slug


def own_clause_problems(record: Record[Any], clauses: Sequence[OwnClause]) -> Iterator[Diagnostic]:
    """Complain of clauses of its own without text, and of two with one heading."""
    seen: set[str] = set()
    for position, clause in enumerate(clauses):
        if not clause.paragraphs:
            message = f"điều «{clause.heading}» không có nội dung"
            span = record.span("dieu_rieng", position, "noi_dung")
            yield CLAUSE_EMPTY.at(span, message, "Ghi ít nhất một khoản, hoặc bỏ cả điều")
        heading = slug(clause.heading)
        if heading in seen:
            message = f"đã có điều «{clause.heading}» ở trên"
            yield CLAUSE_TWICE.at(record.span("dieu_rieng", position, "tieu_de"), message, "Gộp hai điều làm một")
        seen.add(heading)


def issue_problems(record: Record[Any], key: str, issue: Issue) -> Iterator[Diagnostic]:
    """Complain of a day outside its year, and of a number and a day of which only one is there."""
    if issue.day is not None and issue.day.year != issue.year:
        message = f"ngày ban hành {short_date(issue.day)} không thuộc năm {issue.year}"
        yield ISSUE_YEAR_DIFFERS.at(record.span(key, "ngay"), message, "Sửa «ngay» hoặc «nam»")
    if issue.number is not None and issue.day is None:
        message = f"đã có số {issue.number} nhưng chưa có ngày; số được cấp cùng ngày ban hành"
        yield NUMBER_WITHOUT_DAY.at(record.span(key, "so"), message, "Bổ sung «ngay», hoặc bỏ số nếu là dự thảo")
    if issue.day is not None and issue.number is None:
        message = f"đã có ngày ban hành {short_date(issue.day)} nhưng chưa có số"
        yield DAY_WITHOUT_NUMBER.at(record.span(key, "ngay"), message, "Bổ sung «so» khi đã cấp số")
