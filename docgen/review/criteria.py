"""Criteria sets: can they be applied, and do they tell anything?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.diagnostics import Diagnostic
from docgen.model import Comparison, CriteriaSet, Criterion
from docgen.records import Dossier, Record
from docgen.review.complaints import CRITERION_IDLE, CRITERION_TWICE, CRITERION_UNIT, NO_CRITERIA
from docgen.vietnamese import grouped

_HUNDRED = Decimal(100)
_PERCENT_UNITS = {"%", "phần trăm"}


def check_criteria(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check every criteria set by itself."""
    for record in dossier.criteria_sets.values():
        if not record.value.criteria:
            message = f"bộ tiêu chí «{record.value.name}» không có tiêu chí nào nên không xét được"
            yield NO_CRITERIA.at(record.span("tieu_chi"), message, "Bổ sung ít nhất một tiêu chí")
        seen: set[str] = set()
        for position, criterion in enumerate(record.value.criteria):
            if criterion.id in seen:
                message = f"mã tiêu chí «{criterion.id}» đã dùng ở trên"
                yield CRITERION_TWICE.at(record.span("tieu_chi", position, "ma"), message, "Đặt mã khác")
            seen.add(criterion.id)
            yield from _meaning(record, position, criterion)


def _meaning(record: Record[CriteriaSet], position: int, criterion: Criterion) -> Iterator[Diagnostic]:
    if idle := _idle(criterion):
        span = record.span("tieu_chi", position, "nguong")
        yield CRITERION_IDLE.at(span, idle, "Kiểm tra lại «phep_so», «nguong», «chi_so» và «tren»")
    by_percent = criterion.denominator is not None
    if by_percent != (criterion.unit.casefold() in _PERCENT_UNITS) and (by_percent or criterion.unit == "%"):
        how = f"tính theo phần trăm của «{criterion.denominator}»" if by_percent else "không tính theo phần trăm"
        message = f"tiêu chí {how} nhưng đơn vị tính là «{criterion.unit}»"
        span = record.span("tieu_chi", position, "don_vi")
        yield CRITERION_UNIT.at(span, message, "Ghi đơn vị «%», hoặc bổ sung «tren»" if not by_percent else "Ghi «%»")


def _idle(criterion: Criterion) -> str | None:
    comparison = f"{criterion.comparison.value} {grouped(criterion.threshold)}"
    if criterion.denominator is not None:
        if criterion.denominator == criterion.figure:
            return f"«{criterion.figure}» so với chính nó lúc nào cũng là 100 %"
        if criterion.threshold > _HUNDRED and criterion.comparison is not Comparison.AT_MOST:
            return f"phần trăm không thể {comparison}"
        if criterion.threshold >= _HUNDRED and criterion.comparison is Comparison.AT_MOST:
            return f"phần trăm lúc nào cũng {comparison}"
    if criterion.threshold == 0 and criterion.comparison is Comparison.AT_LEAST:
        return f"số liệu lúc nào cũng {comparison}"
    return None
