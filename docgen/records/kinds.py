"""The kinds of record: which folder holds which noun, how it is named, what it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from docgen.model import (
    Agency,
    AssessmentYear,
    AwardForm,
    BaseSalary,
    CommendationYear,
    CriteriaSet,
    Enterprise,
    JointPlan,
    LegalAct,
    OfficeModel,
    Park,
)

RECORD_KINDS: Mapping[str, type[OfficeModel]] = {
    "co_quan": Agency,
    "khu": Park,
    "doanh_nghiep": Enterprise,
    "ke_hoach": JointPlan,
    "tieu_chi": CriteriaSet,
    "danh_gia": AssessmentYear,
    "khen_thuong": CommendationYear,
    "hinh_thuc_khen": AwardForm,
    "luong_co_so": BaseSalary,
    "van_ban_phap_luat": LegalAct,
}
"""Folder name under ``records/`` -> model."""

YEARLY = frozenset({"danh_gia", "khen_thuong"})
"""Kinds that are named by their year instead of an id."""

NOUNS: Mapping[str, str] = {
    "co_quan": "cơ quan",
    "khu": "khu, cụm công nghiệp",
    "doanh_nghiep": "doanh nghiệp",
    "ke_hoach": "kế hoạch",
    "tieu_chi": "bộ tiêu chí",
    "danh_gia": "kết quả đánh giá năm",
    "khen_thuong": "danh sách khen thưởng năm",
    "hinh_thuc_khen": "hình thức khen",
    "luong_co_so": "mức lương cơ sở",
    "van_ban_phap_luat": "văn bản pháp luật",
}
"""What a clerk calls one record of a kind."""

Path: TypeAlias = tuple[str | int, ...]


class Reference(NamedTuple):
    """A mention of another record: where it stands, and the kind and id that it names."""

    path: Path
    kind: str
    id: str


def name_of(kind: str, value: OfficeModel) -> str | int:
    """Return the id of a record, or the year of a yearly one."""
    name: str | int = value.year if isinstance(value, AssessmentYear | CommendationYear) else getattr(value, "id")  # noqa: B009
    return name


def references_of(value: OfficeModel) -> Iterator[Reference]:
    """Yield every mention of another record, in reading order."""
    if isinstance(value, Enterprise):
        yield Reference(("khu",), "khu", value.park_id)
    elif isinstance(value, Park) and value.coordination is not None:
        yield from _optional(("quy_che_phoi_hop", "co_quan"), "co_quan", value.coordination.agency_id)
    elif isinstance(value, JointPlan):
        yield from _plan(value)
    elif isinstance(value, AssessmentYear):
        yield from _assessments(value)
    elif isinstance(value, CommendationYear):
        yield from _commendations(value)


def _plan(plan: JointPlan) -> Iterator[Reference]:
    for position, agency_id in enumerate(plan.agency_ids):
        yield Reference(("co_quan", position), "co_quan", agency_id)
    for position, signer in enumerate(plan.signers):
        yield Reference(("nguoi_ky", position, "co_quan"), "co_quan", signer.agency_id)
    for position, duty in enumerate(plan.duties):
        yield Reference(("phan_cong", position, "co_quan"), "co_quan", duty.agency_id)


def _assessments(year: AssessmentYear) -> Iterator[Reference]:
    yield Reference(("bo_tieu_chi_khu",), "tieu_chi", year.park_criteria_id)
    yield from _optional(("bo_tieu_chi_doanh_nghiep",), "tieu_chi", year.enterprise_criteria_id)
    yield Reference(("co_quan_cong_nhan",), "co_quan", year.authority_id)
    for position, item in enumerate(year.assessments):
        yield from _optional(("ket_qua", position, "khu"), "khu", item.park_id)
        yield from _optional(("ket_qua", position, "doanh_nghiep"), "doanh_nghiep", item.enterprise_id)


def _commendations(year: CommendationYear) -> Iterator[Reference]:
    yield Reference(("co_quan",), "co_quan", year.authority_id)
    rows: tuple[tuple[str, tuple[Any, ...]], ...] = (("tap_the", year.collectives), ("ca_nhan", year.persons))
    for key, members in rows:
        for position, row in enumerate(members):
            yield from _optional((key, position, "doanh_nghiep"), "doanh_nghiep", row.enterprise_id)
            yield from _optional((key, position, "khu"), "khu", row.park_id)
            yield Reference((key, position, "hinh_thuc"), "hinh_thuc_khen", row.award_id)


def _optional(path: Path, kind: str, target: str | None) -> Iterator[Reference]:
    if target is not None:
        yield Reference(path, kind, target)
