"""Coordination regulations of parks: who issues them, under which number, whether the park's facts can be true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.diagnostics import Diagnostic
from docgen.model import CoordinationIssue, Enterprise, Features, Park, ParkFeatures
from docgen.records import Dossier, Record
from docgen.review.complaints import (
    COORDINATION_MISSING,
    COORDINATION_NUMBER_TWICE,
    PARK_FEATURE_DENIED,
    PARK_UNMANAGED,
    PUNCTUATION_NEEDLESS,
)
from docgen.review.issued import issue_problems, own_clause_problems
from docgen.review.issuing import can_sign
from docgen.review.names import needless_punctuation
from docgen.review.park import place_known
from docgen.vietnamese import two_digits

_KEY = "quy_che_phoi_hop"
_SHARED = {
    name: info.alias or name for name, info in ParkFeatures.model_fields.items() if name in Features.model_fields
}
"""What both a park and its enterprises can have, by attribute and key."""


def check_coordination(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check the regulation of each park; a park without one is told once some other park has one."""
    members = _members(dossier)
    numbers: dict[tuple[str, int, int], str] = {}
    begun = any(record.value.coordination is not None for record in dossier.parks.values())
    for key, record in dossier.parks.items():
        yield from own_clause_problems(record, record.value.own_clauses)
        issue = record.value.coordination
        if issue is not None:
            yield from issue_problems(record, _KEY, issue)
            yield from _bases(record, issue)
            yield from _issuer(dossier, record, issue, numbers)
            yield from _denied(record, members.get(key, ()))
        elif begun:
            message = f"{record.value.full_name} chưa ghi «{_KEY}» nên chưa có quy chế phối hợp"
            hint = f"Bổ sung «{_KEY}», ít nhất với «nam» và «dau_moi»"
            yield COORDINATION_MISSING.at(record.span(), message, hint)


def issuer_of(dossier: Dossier, park: Park, issue: CoordinationIssue) -> str | None:
    """Return the id of the agency that issues the regulation: the one named, else the managing body of the day."""
    if issue.agency_id is not None:
        return issue.agency_id
    place = park.on(issue.working_day)
    agency = dossier.agency_named(place.management, issue.working_day) if place is not None else None
    return agency.value.id if agency is not None else None


def _issuer(
    dossier: Dossier, record: Record[Park], issue: CoordinationIssue, numbers: dict[tuple[str, int, int], str]
) -> Iterator[Diagnostic]:
    park, day, span = record.value, issue.working_day, record.span(_KEY)
    place = park.on(day)
    if place is None:
        yield from place_known(dossier, park.id, day, lambda: span)
        return
    agency_id = issuer_of(dossier, park, issue)
    if agency_id is None:
        message = f"chưa có bản ghi cơ quan nào tên là «{place.management}», đơn vị quản lý {park.full_name}"
        hint = "Thêm bản ghi vào records/co_quan, hoặc ghi mã cơ quan ban hành ở «co_quan»"
        yield PARK_UNMANAGED.at(span, message, hint)
        return
    named = record.span(_KEY, "co_quan") if issue.agency_id is not None else span
    yield from can_sign(dossier, agency_id, day, named)
    if issue.number is not None:
        first = numbers.setdefault((agency_id, day.year, issue.number), park.full_name)
        if first != park.full_name:
            message = f"quyết định số {two_digits(issue.number)} năm {day.year} đã ban hành quy chế của {first}"
            yield COORDINATION_NUMBER_TWICE.at(record.span(_KEY, "so"), message, "Kiểm tra lại sổ văn bản đi")


def _bases(record: Record[Park], issue: CoordinationIssue) -> Iterator[Diagnostic]:
    for position, line in enumerate(issue.own_bases):
        if marks := needless_punctuation(line):
            message = f"dòng này kết thúc bằng «{marks}»; văn bản tự thêm dấu câu nên sẽ thành hai dấu"
            yield PUNCTUATION_NEEDLESS.at(
                record.span(_KEY, "can_cu_rieng", position), message, "Bỏ dấu câu ở cuối dòng"
            )


def _denied(record: Record[Park], enterprises: Sequence[Enterprise]) -> Iterator[Diagnostic]:
    """Warn where the park denies what an enterprise in it says of itself, so that the regulation lacks the clause."""
    for attribute, key in _SHARED.items():
        if getattr(record.value.features, attribute):
            continue
        having = [enterprise.id for enterprise in enterprises if getattr(enterprise.features, attribute)]
        if having:
            message = f"«{key}» của {record.value.full_name} là «không» nhưng có ở doanh nghiệp {', '.join(having[:3])}"
            more = f" và {len(having) - 3} doanh nghiệp khác" if len(having) > 3 else ""
            hint = f"Ghi «{key}: có» ở «dac_diem» của khu, cụm, hoặc sửa hồ sơ doanh nghiệp"
            yield PARK_FEATURE_DENIED.at(record.span("dac_diem", key), message + more, hint)


def _members(dossier: Dossier) -> dict[str, list[Enterprise]]:
    members: dict[str, list[Enterprise]] = {}
    for record in dossier.enterprises.values():
        members.setdefault(record.value.park_id, []).append(record.value)
    return members
