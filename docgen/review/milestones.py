"""The timeline of a joint plan."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.diagnostics import Diagnostic
from docgen.model import JointPlan
from docgen.records import Dossier, Record
from docgen.review.complaints import (
    MILESTONE_DISORDER,
    MILESTONE_OUTSIDE,
    MILESTONE_TWICE,
    NO_FINAL_REVIEW,
    NO_MILESTONES,
)
from docgen.vietnamese import slug


def check_milestones(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check the timeline of each plan: order, years, repetitions, reviews."""
    for record in dossier.plans.values():
        if not record.value.milestones:
            message = "kế hoạch chưa có mốc tiến độ nào nên bảng tiến độ sẽ trống"
            yield NO_MILESTONES.at(record.span("tien_do"), message, "Bổ sung ít nhất một mốc trong «tien_do»")
            continue
        yield from _order(record)
        yield from _years(record)
        yield from _repetitions(record)
        yield from _reviews(record)


def _order(record: Record[JointPlan]) -> Iterator[Diagnostic]:
    latest: tuple[tuple[int, int], str] | None = None
    for position, milestone in enumerate(record.value.milestones):
        start = milestone.when.start
        if start is None:
            continue
        if latest is not None and start < latest[0]:
            message = f"mốc «{milestone.when}» đứng sau mốc «{latest[1]}»"
            span = record.span("tien_do", position, "thoi_gian")
            yield MILESTONE_DISORDER.at(span, message, "Xếp các mốc theo thứ tự thời gian")
        else:
            latest = (start, milestone.when.label)


def _years(record: Record[JointPlan]) -> Iterator[Diagnostic]:
    plan = record.value
    if plan.first_year > plan.last_year:
        return
    for position, milestone in enumerate(plan.milestones):
        start, end = milestone.when.start, milestone.when.end
        if start is None or end is None or (plan.first_year <= start[0] and end[0] <= plan.last_year):
            continue
        message = f"mốc «{milestone.when}» ở ngoài giai đoạn {plan.first_year}-{plan.last_year}"
        span = record.span("tien_do", position, "thoi_gian")
        yield MILESTONE_OUTSIDE.at(span, message, "Sửa mốc thời gian, hoặc sửa «tu_nam», «den_nam» của kế hoạch")


def _repetitions(record: Record[JointPlan]) -> Iterator[Diagnostic]:
    seen: set[tuple[str, str]] = set()
    for position, milestone in enumerate(record.value.milestones):
        key = (milestone.when.label, slug(milestone.task))
        if key in seen:
            message = f"«{milestone.when}» đã có nội dung này ở trên"
            yield MILESTONE_TWICE.at(record.span("tien_do", position, "noi_dung"), message, "Bỏ mốc ghi lặp")
        seen.add(key)


def _reviews(record: Record[JointPlan]) -> Iterator[Diagnostic]:
    tasks = " ".join(slug(milestone.task) for milestone in record.value.milestones)
    missing = [words for words in ("sơ kết", "tổng kết") if slug(words) not in tasks]
    if missing:
        message = f"không có mốc nào nói đến {' và '.join(missing)}"
        hint = "Bổ sung mốc sơ kết hằng năm và tổng kết khi kết thúc giai đoạn, nếu kế hoạch có quy định"
        yield NO_FINAL_REVIEW.at(record.span("tien_do"), message, hint)
