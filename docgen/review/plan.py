"""The joint plan: who issues and signs it, its number, years and duties."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.diagnostics import Diagnostic, Span
from docgen.model import JointPlan
from docgen.records import Dossier, Record
from docgen.review.complaints import (
    DUTY_MISSING,
    DUTY_OF_OTHER,
    DUTY_TWICE,
    PLAN_BODY_TWICE,
    PLAN_DAY_OUTSIDE,
    PLAN_NUMBER_TWICE,
    PLAN_SIGNER_OF_OTHER,
    PLAN_SIGNER_TWICE,
    PLAN_TOO_FEW_BODIES,
    PLAN_YEARS_REVERSED,
    PUNCTUATION_NEEDLESS,
)
from docgen.review.issuing import can_sign
from docgen.review.names import needless_punctuation
from docgen.vietnamese import closest, short_date, two_digits


def check_plans(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check each plan by itself and against its agencies."""
    for record in dossier.plans.values():
        yield from _bodies(record)
        yield from _signers(dossier, record)
        yield from _duties(record)
        yield from _years(record)
        yield from _punctuation(record)


def check_plan_numbers(dossier: Dossier) -> Iterator[Diagnostic]:
    """Complain when the lead body gave one number twice in a year to plans of the same type."""
    seen: dict[tuple[int, int, str, str], str] = {}
    for record in dossier.plans.values():
        plan = record.value
        if plan.number is None or not plan.agency_ids:
            continue
        key = (plan.day.year, plan.number, plan.type_code, plan.agency_ids[0])
        if key in seen:
            number = f"{two_digits(plan.number)}/{plan.type_code}"
            message = f"số {number} năm {plan.day.year} đã cấp cho kế hoạch «{seen[key]}»"
            yield PLAN_NUMBER_TWICE.at(record.span("so"), message, "Kiểm tra lại sổ văn bản đi và sửa một trong hai số")
        seen.setdefault(key, plan.id)


def _bodies(record: Record[JointPlan]) -> Iterator[Diagnostic]:
    bodies = record.value.agency_ids
    if len(set(bodies)) < 2:
        message = f"kế hoạch liên tịch cần ít nhất hai cơ quan ban hành, ở đây có {len(set(bodies))}"
        yield PLAN_TOO_FEW_BODIES.at(record.span("co_quan"), message, "Bổ sung cơ quan cùng ký vào «co_quan»")
    for position, body in enumerate(bodies):
        if body in bodies[:position]:
            message = f"cơ quan «{body}» đã ghi ở trên"
            yield PLAN_BODY_TWICE.at(record.span("co_quan", position), message, "Bỏ dòng này")


def _signers(dossier: Dossier, record: Record[JointPlan]) -> Iterator[Diagnostic]:
    plan = record.value
    named: dict[str, tuple[str, Span]] = {}
    for position, signer in enumerate(plan.signers):
        span = record.span("nguoi_ky", position, "co_quan")
        if signer.agency_id not in plan.agency_ids:
            near = closest(signer.agency_id, plan.agency_ids)
            hint = f"Có phải «{near}»?" if near else "Bỏ mục này, hoặc bổ sung cơ quan vào «co_quan» của kế hoạch"
            yield PLAN_SIGNER_OF_OTHER.at(span, f"cơ quan «{signer.agency_id}» không ban hành kế hoạch này", hint)
        elif signer.agency_id in named:
            message = f"cơ quan «{signer.agency_id}» đã có người ký ở trên"
            yield PLAN_SIGNER_TWICE.at(span, message, "Mỗi cơ quan chỉ ghi một người ký")
        named.setdefault(signer.agency_id, (signer.name, record.span("nguoi_ky", position, "ho_ten")))
    for position, body in enumerate(plan.agency_ids):
        if body not in plan.agency_ids[:position]:
            yield from can_sign(dossier, body, plan.day, record.span("co_quan", position), named.get(body))


def _duties(record: Record[JointPlan]) -> Iterator[Diagnostic]:
    plan = record.value
    assigned: set[str] = set()
    for position, duty in enumerate(plan.duties):
        span = record.span("phan_cong", position, "co_quan")
        if duty.agency_id not in plan.agency_ids:
            message = f"cơ quan «{duty.agency_id}» được phân công nhưng không ký kế hoạch"
            yield DUTY_OF_OTHER.at(span, message, "Chỉ phân công cho các cơ quan ghi ở «co_quan» của kế hoạch")
        elif duty.agency_id in assigned:
            message = f"cơ quan «{duty.agency_id}» đã được phân công ở trên"
            yield DUTY_TWICE.at(span, message, "Gộp các nhiệm vụ của cơ quan này vào một mục")
        assigned.add(duty.agency_id)
        if not duty.tasks:
            message = f"mục phân công của «{duty.agency_id}» chưa có nhiệm vụ nào"
            yield DUTY_MISSING.at(record.span("phan_cong", position, "nhiem_vu"), message, "Ghi ít nhất một nhiệm vụ")
    for position, body in enumerate(plan.agency_ids):
        if body not in assigned and body not in plan.agency_ids[:position]:
            message = f"cơ quan «{body}» ký kế hoạch nhưng không được phân công nhiệm vụ nào"
            yield DUTY_MISSING.at(record.span("co_quan", position), message, "Bổ sung một mục trong «phan_cong»")


def _years(record: Record[JointPlan]) -> Iterator[Diagnostic]:
    plan = record.value
    if plan.first_year > plan.last_year:
        message = f"năm bắt đầu {plan.first_year} sau năm kết thúc {plan.last_year}"
        yield PLAN_YEARS_REVERSED.at(record.span("tu_nam"), message, "Đổi lại hai năm")
    elif not plan.first_year - 1 <= plan.day.year <= plan.last_year:
        message = f"ngày ký {short_date(plan.day)} ở ngoài giai đoạn {plan.first_year}-{plan.last_year}"
        yield PLAN_DAY_OUTSIDE.at(record.span("ngay"), message, "Kiểm tra lại ngày ký hoặc «tu_nam», «den_nam»")


def _punctuation(record: Record[JointPlan]) -> Iterator[Diagnostic]:
    for key, lines in (("can_cu", record.value.bases), ("noi_nhan", record.value.recipients)):
        for position, line in enumerate(lines):
            if marks := needless_punctuation(line):
                message = f"dòng này kết thúc bằng «{marks}»; văn bản tự thêm dấu câu nên sẽ thành hai dấu"
                yield PUNCTUATION_NEEDLESS.at(record.span(key, position), message, "Bỏ dấu câu ở cuối dòng")
