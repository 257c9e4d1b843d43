"""What a review found as rows: of the list of a park on paper, and of its Excel file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from docgen.composition import ParkReview, ReviewRowView
from docgen.production.regulation_status import Finding, Kind, RegulationReview, Result
from docgen.records import Column, Sheet

_NO_REGULATION = "chưa ban hành nội quy"
_SILENT = "hồ sơ chưa ghi doanh nghiệp có nội quy hay chưa"
_EXPIRED = (Kind.MAIN_ACT_EXPIRED, Kind.ACT_EXPIRED)


def count_results(reviews: Sequence[RegulationReview]) -> dict[str, int]:
    """Return how many enterprises have each result, in the order of results, without those that nobody has."""
    count = Counter(review.result for review in reviews)
    return {result.value: count[result] for result in Result if count[result]}


def park_review(reviews: Sequence[RegulationReview], day: date, agency_id: str | None) -> ParkReview:
    """Return what the list of one park says."""
    rows = tuple(_row(position, review) for position, review in enumerate(reviews, start=1))
    sample = any(review.sample for review in reviews)
    return ParkReview(day, rows, count_results(reviews), agency_id, sample)


def _row(position: int, review: RegulationReview) -> ReviewRowView:
    pairs = list(_said(review))
    return ReviewRowView(
        position=position,
        id=review.enterprise_id,
        name=review.name,
        regulation=review.regulation or ("không có" if review.result is Result.NONE else "chưa ghi"),
        result=review.result.value,
        clauses=_listed([clause for clause, _ in pairs if clause]),
        reasons=_listed([reason for _, reason in pairs if reason]),
    )


def _listed(items: Sequence[str]) -> tuple[str, ...]:
    """Return the items as lines of a cell, each once: a semicolon stands between two, none after the last."""
    once = [*dict.fromkeys(items)]
    return tuple(f"- {item}{';' if place < len(once) else ''}" for place, item in enumerate(once, start=1))


def _said(review: RegulationReview) -> Iterator[tuple[str, str]]:
    """Yield what is to be done and why; what a replaced regulation lacks is counted, not listed."""
    if review.result is Result.NONE:
        yield "Toàn bộ nội quy", _NO_REGULATION
    elif review.result is Result.SILENT:
        yield "", _SILENT
    for item in review.diagnostics:
        yield "", item.message
    for finding in review.findings:
        if finding.kind in _EXPIRED:
            yield f"Căn cứ: {finding.clause}", finding.reason
    if review.result is Result.REPLACE:
        lacking = review.wanted - review.found
        yield f"Thiếu {lacking} trong {review.wanted} điều cần có", "soạn lại theo mẫu hiện nay"
        return
    for finding in review.findings:
        if finding.kind not in _EXPIRED and finding.kind is not Kind.DOUBT:
            yield f"{finding.kind.value.capitalize()}: {finding.clause}", finding.reason
    doubts = sum(finding.kind is Kind.DOUBT for finding in review.findings)
    if doubts:
        yield f"Cần người xem: {doubts} chỗ khác câu chữ hoặc chưa rõ", ""


def review_sheets(reviews: Sequence[RegulationReview]) -> list[Sheet]:
    """Return the Excel sheets of a park: a row an enterprise, and a row a finding with its proof."""
    summary = (
        Column("STT", 6),
        Column("Mã", 9),
        Column("Tên doanh nghiệp", 40),
        Column("Nội quy hiện hành", 28),
        Column("Kết quả rà soát", 18),
        Column("Điều cần có", 10),
        Column("Điều đã có", 10),
        Column("Phải sửa", 10),
        Column("Cần người xem", 10),
        Column("Lý do", 60),
        Column("Ghi ở", 42),
    )
    details = (
        Column("Mã", 9),
        Column("Tên doanh nghiệp", 36),
        Column("Kết quả rà soát", 18),
        Column("Nội dung", 20),
        Column("Điều khoản, căn cứ", 60),
        Column("Lý do", 50),
        Column("Điều kiện, dữ kiện và nơi ghi", 80),
    )
    return [
        Sheet("Kết quả rà soát", summary, tuple(_summary(at, item) for at, item in enumerate(reviews, start=1))),
        Sheet("Điều khoản", details, tuple(row for review in reviews for row in _details(review))),
    ]


def _summary(position: int, review: RegulationReview) -> tuple[str, ...]:
    doubts = sum(finding.kind is Kind.DOUBT for finding in review.findings)
    counted = (review.wanted, review.found, len(review.findings) - doubts, doubts)
    reasons = "; ".join(dict.fromkeys(reason for _, reason in _said(review) if reason))
    return (
        str(position),
        review.enterprise_id,
        review.name,
        review.regulation,
        review.result.value,
        *(str(number) if review.wanted else "" for number in counted),
        reasons,
        str(review.place),
    )


def _details(review: RegulationReview) -> Iterator[tuple[str, ...]]:
    who = (review.enterprise_id, review.name, review.result.value)
    for item in review.diagnostics:
        yield (*who, item.rule.title, "", item.message, str(item.span))
    for finding in review.findings:
        yield (*who, *_columns(finding))


def _columns(finding: Finding) -> tuple[str, str, str, str]:
    return finding.kind.value, finding.clause, finding.reason, finding.proof
