"""The words of ``docgen review``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli.tables import table_lines
from docgen.production import Kind, Outcome, Result, by_park, count_results
from docgen.vietnamese import short_date

if TYPE_CHECKING:
    from docgen.production import RegulationReview, ReviewResult

_HINT = "ghi khóa noi_quy_hien_hanh vào bản ghi: tep, so, ngay của nội quy, hoặc da_co: không"


def review_lines(answer: ReviewResult, day: date, output: Path, *, closely: bool) -> Iterator[str]:
    """Yield the summary by park; with ``closely`` every finding of every enterprise."""
    yield f"Rà soát nội quy của {len(answer.reviews)} doanh nghiệp theo hồ sơ và pháp luật ngày {short_date(day)}"
    if closely:
        for review in answer.reviews:
            yield from _closely(review)
        return
    yield ""
    results = [result for result in Result if any(review.result is result for review in answer.reviews)]
    parks = answer.checked.dossier.parks
    rows = []
    for park_id, reviews in by_park(answer.reviews).items():
        counts = count_results(reviews)
        rows.append((parks[park_id].value.full_name, *(str(counts.get(result.value, 0)) for result in results)))
    whole = count_results(answer.reviews)
    rows.append(("Cộng", *(str(whole[result.value]) for result in results)))
    yield from table_lines(("Khu, cụm", *(result.value for result in results)), rows)
    yield ""
    for review in answer.reviews:
        if review.result in (Result.REPLACE, Result.AMEND):
            yield _line(review)
    silent = whole.get(Result.SILENT.value, 0)
    if silent:
        yield f"{silent} doanh nghiệp chưa khai nội quy hiện hành: {_HINT}."
    yield from _files(answer, output)


def _line(review: RegulationReview) -> str:
    doubts = sum(finding.kind is Kind.DOUBT for finding in review.findings)
    why = f"{len(review.findings) - doubts} chỗ phải sửa"
    looks = f", {doubts} chỗ cần người xem" if doubts else ""
    there = f"có {review.found}/{review.wanted} điều"
    return f"  {review.enterprise_id}  {review.name}: {review.result.value} ({there}, {why}{looks})"


def _closely(review: RegulationReview) -> Iterator[str]:
    yield ""
    yield f"{review.name} ({review.enterprise_id}), {review.place}"
    old = f" Nội quy hiện hành: {review.regulation}." if review.regulation else ""
    yield f"  Kết quả: {review.result.value}.{old}"
    if review.result is Result.SILENT:
        yield f"  Chưa khai nội quy hiện hành: {_HINT}"
    if review.wanted:
        yield f"  Có {review.found} trong {review.wanted} điều cần có"
    for finding in review.findings:
        yield f"  [{finding.kind.value}] {finding.clause}"
        yield f"      vì: {finding.reason}"
        if finding.proof:
            yield f"      {finding.proof}"


def _files(answer: ReviewResult, output: Path) -> Iterator[str]:
    written = [item for item in answer.written if item.outcome is not Outcome.LOCKED]
    if written:
        yield f"Danh sách của các khu, cụm ({len(written)} tệp) ở: {(output / written[0].used).parent}"
    for item in answer.written:
        if item.outcome is Outcome.BESIDE:
            yield f"  đã sửa tay nên giữ nguyên, bản mới để bên cạnh: {item.path}  ->  {item.used}"
        elif item.outcome is Outcome.LOCKED:
            yield f"  đang mở trong chương trình khác nên chưa ghi được: {item.used}"
        elif item.archived:
            yield f"  bản sửa tay chuyển tới: {item.path}  ->  {item.archived}"
    if answer.set_aside:
        yield f"{len(answer.set_aside)} danh sách Word chưa làm được (bảng Excel vẫn có):"
        yield from (f"  - {item.title}: {item.reason}" for item in answer.set_aside)
