"""Yearly assessments: whose they are, by which criteria, from which figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.diagnostics import Diagnostic, Span
from docgen.model import Assessment, AssessmentYear, CriteriaSet, CriteriaTarget, in_force
from docgen.records import Dossier, Record
from docgen.review.complaints import (
    ASSESSED_NOTHING,
    ASSESSED_TWICE,
    CRITERIA_NOT_IN_FORCE,
    CRITERIA_WRONG_TARGET,
    FIGURE_MISSING,
    FIGURE_TOO_LARGE,
    FIGURE_UNKNOWN,
    FIGURE_ZERO,
    MEETING_OTHER_YEAR,
    NO_ENTERPRISE_CRITERIA,
    PARK_NOT_OPERATING,
)
from docgen.vietnamese import closest, grouped, short_date

_PARTS = (
    ("so_dn_dat", "so_dn_xet"),
    ("so_dn_dat", "so_dn_dang_ky"),
    ("so_dn_xet", "so_dn"),
    ("so_dn_dang_ky", "so_dn"),
)
_ALWAYS_KNOWN = frozenset(figure for pair in _PARTS for figure in pair)


def criteria_for(dossier: Dossier, year: AssessmentYear, item: Assessment) -> CriteriaSet | None:
    """Return the criteria set by which the year judges this park or enterprise, if the dossier has it."""
    wanted = year.park_criteria_id if item.park_id is not None else year.enterprise_criteria_id
    record = dossier.criteria_sets.get(wanted) if wanted is not None else None
    return record.value if record is not None else None


def check_assessments(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check every year of assessments."""
    for record in dossier.assessments.values():
        yield from _sets(dossier, record)
        yield from _subjects(dossier, record)
        for position, item in enumerate(record.value.assessments):
            criteria = criteria_for(dossier, record.value, item)
            if criteria is not None:
                yield from _figures(record, position, criteria, item.figures)
                yield from _parts(record, position, criteria, item.figures)


def _sets(dossier: Dossier, record: Record[AssessmentYear]) -> Iterator[Diagnostic]:
    year = record.value
    if year.meeting_day.year not in (year.year, year.year + 1):
        message = f"ngày họp xét {short_date(year.meeting_day)} không thuộc năm {year.year} hoặc năm sau"
        yield MEETING_OTHER_YEAR.at(record.span("ngay_hop_xet"), message, "Sửa «ngay_hop_xet» hoặc «nam»")
    used = (
        (year.park_criteria_id, "bo_tieu_chi_khu", CriteriaTarget.PARK),
        (year.enterprise_criteria_id, "bo_tieu_chi_doanh_nghiep", CriteriaTarget.ENTERPRISE),
    )
    for set_id, key, target in used:
        found = dossier.criteria_sets.get(set_id) if set_id is not None else None
        if found is None:
            continue
        criteria = found.value
        if not in_force(criteria.since, criteria.until, year.meeting_day):
            message = f"bộ tiêu chí «{criteria.id}» không có hiệu lực vào ngày họp xét {short_date(year.meeting_day)}"
            yield CRITERIA_NOT_IN_FORCE.at(record.span(key), message, "Chọn bộ tiêu chí có hiệu lực vào ngày đó")
        if criteria.target is not target:
            message = f"bộ tiêu chí «{criteria.id}» áp dụng cho «{criteria.target.value}», không phải «{target.value}»"
            yield CRITERIA_WRONG_TARGET.at(record.span(key), message, "Chọn bộ tiêu chí khác")


def _subjects(dossier: Dossier, record: Record[AssessmentYear]) -> Iterator[Diagnostic]:
    year = record.value
    seen: set[tuple[str | None, str | None]] = set()
    for position, item in enumerate(year.assessments):
        if (item.park_id is None) == (item.enterprise_id is None):
            what = "chưa ghi" if item.park_id is None else "ghi cả"
            message = f"kết quả này {what} «khu» và «doanh_nghiep»"
            yield ASSESSED_NOTHING.at(record.span("ket_qua", position), message, "Ghi đúng một trong hai khóa")
            continue
        key = "khu" if item.park_id is not None else "doanh_nghiep"
        span = record.span("ket_qua", position, key)
        if (item.park_id, item.enterprise_id) in seen:
            message = f"«{item.park_id or item.enterprise_id}» đã được đánh giá ở trên trong năm {year.year}"
            yield ASSESSED_TWICE.at(span, message, "Giữ lại một kết quả")
        seen.add((item.park_id, item.enterprise_id))
        if item.enterprise_id is not None and year.enterprise_criteria_id is None:
            message = "đánh giá doanh nghiệp nhưng năm này chưa ghi «bo_tieu_chi_doanh_nghiep»"
            yield NO_ENTERPRISE_CRITERIA.at(span, message, "Bổ sung «bo_tieu_chi_doanh_nghiep»")
        yield from _operating(dossier, year.year, item.park_id, span)


def _operating(dossier: Dossier, year: int, park_id: str | None, span: Span) -> Iterator[Diagnostic]:
    park = dossier.parks.get(park_id) if park_id is not None else None
    if park is not None and park.value.operating_since is not None and park.value.operating_since > year:
        message = f"{park.value.full_name} hoạt động từ năm {park.value.operating_since}, sau năm đánh giá {year}"
        yield PARK_NOT_OPERATING.at(span, message, "Bỏ kết quả này, hoặc sửa «hoat_dong_tu_nam» của khu, cụm")


def _figures(
    record: Record[AssessmentYear], position: int, criteria: CriteriaSet, figures: dict[str, Decimal]
) -> Iterator[Diagnostic]:
    needed = {item.figure: item for item in criteria.criteria}
    needed |= {item.denominator: item for item in criteria.criteria if item.denominator is not None}
    for figure, criterion in needed.items():
        if figure not in figures:
            message = f"thiếu số liệu «{figure}» mà tiêu chí «{criterion.name}» cần"
            span = record.span("ket_qua", position, "so_lieu")
            yield FIGURE_MISSING.at(span, message, f"Bổ sung «{figure}»; nếu không có thì ghi 0")
    for figure in figures:
        if figure not in needed and figure not in _ALWAYS_KNOWN:
            near = closest(figure, needed)
            hint = f"Có phải «{near}»?" if near else "Bỏ số liệu này nếu ghi nhầm"
            message = f"không tiêu chí nào của bộ «{criteria.id}» dùng số liệu «{figure}»"
            yield FIGURE_UNKNOWN.at(record.span("ket_qua", position, "so_lieu", figure), message, hint)


def _parts(
    record: Record[AssessmentYear], position: int, criteria: CriteriaSet, figures: dict[str, Decimal]
) -> Iterator[Diagnostic]:
    ratios = [(item.figure, item.denominator) for item in criteria.criteria if item.denominator is not None]
    for part, whole in dict.fromkeys((*_PARTS, *ratios)):
        if part not in figures or whole not in figures:
            continue
        if figures[part] > figures[whole]:
            message = f"«{part}» là {grouped(figures[part])}, lớn hơn «{whole}» là {grouped(figures[whole])}"
            span = record.span("ket_qua", position, "so_lieu", part)
            yield FIGURE_TOO_LARGE.at(span, message, "Kiểm tra lại hai số liệu")
    for whole in dict.fromkeys(whole for _, whole in ratios):
        if whole in figures and figures[whole] == 0:
            message = f"«{whole}» bằng 0 nên không tính được phần trăm"
            yield FIGURE_ZERO.at(record.span("ket_qua", position, "so_lieu", whole), message, "Kiểm tra lại số liệu")
