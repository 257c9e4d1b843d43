"""Recognition: only who meets the standard, by a decision after the meeting, each serial once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.diagnostics import Diagnostic
from docgen.model import Assessment, AssessmentYear, Certificate
from docgen.records import Dossier, Record
from docgen.review.assessment import criteria_for
from docgen.review.complaints import (
    DECISION_BEFORE_MEETING,
    DECISION_OF_TWO_DAYS,
    RECOGNISED_BELOW_STANDARD,
    SERIAL_TWICE,
    SERIAL_ZERO,
    STANDARD_NOT_RECOGNISED,
)
from docgen.review.issuing import can_sign
from docgen.review.park import place_known
from docgen.review.standard import evaluate, shortfall_text
from docgen.vietnamese import short_date


def check_recognition(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check decisions and certificates of every year against the standard, the meeting and each other."""
    for record in dossier.assessments.values():
        for position, item in enumerate(record.value.assessments):
            yield from _standard(dossier, record, position, item)
            if item.certificate is not None:
                yield from _decision(dossier, record, position, item, item.certificate)
        yield from _serials(record)
        yield from _decision_days(record)
        yield from _authority(dossier, record)


def _standard(
    dossier: Dossier, record: Record[AssessmentYear], position: int, item: Assessment
) -> Iterator[Diagnostic]:
    criteria = criteria_for(dossier, record.value, item)
    if criteria is None or not criteria.criteria:
        return
    verdict = evaluate(criteria, item.figures)
    name = _subject_name(dossier, item)
    if item.certificate is not None and not verdict.met:
        failed = [f"{result.criterion.name}: {shortfall_text(result)}" for result in verdict.failed]
        message = f"{name} có quyết định công nhận nhưng chưa đạt {len(failed)}/{len(verdict.results)} tiêu chí"
        hint = "Bỏ «cong_nhan», hoặc kiểm tra lại số liệu"
        span = record.span("ket_qua", position, "cong_nhan", "so_quyet_dinh")
        yield RECOGNISED_BELOW_STANDARD.at(span, message, *failed, hint)
    if item.certificate is None and verdict.met:
        message = f"{name} đạt đủ {len(verdict.results)} tiêu chí năm {record.value.year} nhưng chưa có quyết định"
        key = "khu" if item.park_id is not None else "doanh_nghiep"
        hint = "Bổ sung «cong_nhan» khi có quyết định; trước đó chưa in được giấy công nhận"
        yield STANDARD_NOT_RECOGNISED.at(record.span("ket_qua", position, key), message, hint)


def _subject_name(dossier: Dossier, item: Assessment) -> str:
    park = dossier.parks.get(item.park_id) if item.park_id is not None else None
    if park is not None:
        return park.value.full_name
    enterprise = dossier.enterprises.get(item.enterprise_id) if item.enterprise_id is not None else None
    return enterprise.value.name if enterprise is not None else f"«{item.park_id or item.enterprise_id}»"


def _decision(
    dossier: Dossier, record: Record[AssessmentYear], position: int, item: Assessment, certificate: Certificate
) -> Iterator[Diagnostic]:
    year = record.value
    span = record.span("ket_qua", position, "cong_nhan", "ngay_quyet_dinh")
    if certificate.decision_day < year.meeting_day:
        decided, met = short_date(certificate.decision_day), short_date(year.meeting_day)
        message = f"quyết định ngày {decided} có trước khi họp xét ngày {met}"
        yield DECISION_BEFORE_MEETING.at(span, message, "Sửa ngày quyết định hoặc «ngay_hop_xet»")
    if item.park_id is not None:
        yield from place_known(dossier, item.park_id, certificate.decision_day, lambda: span)


def _serials(record: Record[AssessmentYear]) -> Iterator[Diagnostic]:
    year = record.value
    seen: set[int] = set()
    for position, item in enumerate(year.assessments):
        serial = item.certificate.serial if item.certificate is not None else None
        span = record.span("ket_qua", position, "cong_nhan", "so_vao_so")
        if serial == 0:
            yield SERIAL_ZERO.at(span, "số vào sổ bằng 0", "Số vào sổ bắt đầu từ 01")
        elif serial is not None and serial in seen:
            message = f"số vào sổ {year.serial_text(serial)} đã cấp cho giấy khác ở trên"
            yield SERIAL_TWICE.at(span, message, "Mỗi giấy công nhận một số; kiểm tra lại sổ cấp giấy")
        if serial is not None:
            seen.add(serial)


def _decision_days(record: Record[AssessmentYear]) -> Iterator[Diagnostic]:
    days: dict[str, date] = {}
    for position, item in enumerate(record.value.assessments):
        if item.certificate is None:
            continue
        number, day = item.certificate.decision_number, item.certificate.decision_day
        first = days.setdefault(number, day)
        if first != day:
            message = f"quyết định số {number} ở trên ghi ngày {short_date(first)}, ở đây ngày {short_date(day)}"
            span = record.span("ket_qua", position, "cong_nhan", "ngay_quyet_dinh")
            yield DECISION_OF_TWO_DAYS.at(span, message, "Một quyết định chỉ có một ngày; sửa số hoặc ngày")


def _authority(dossier: Dossier, record: Record[AssessmentYear]) -> Iterator[Diagnostic]:
    seen: set[date] = set()
    for position, item in enumerate(record.value.assessments):
        if item.certificate is None or item.certificate.decision_day in seen:
            continue
        seen.add(item.certificate.decision_day)
        span = record.span("ket_qua", position, "cong_nhan", "ngay_quyet_dinh")
        yield from can_sign(dossier, record.value.authority_id, item.certificate.decision_day, span)
