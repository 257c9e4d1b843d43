"""The list of a park's reviewed regulations, on the day of the review.

Who issues it: the agency that the request names, else the one that the park's record names for it, else the park's
management, else the police of its district: the first of them that has a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from docgen.composition.catalogue import LoadedType
from docgen.composition.complaints import NO_MANAGING_AGENCY
from docgen.composition.draft import Draft, park_view
from docgen.composition.framing import Origin, Signing, sign_for
from docgen.composition.subjects import Subject
from docgen.composition.views import ParkView, ReviewCountView, ReviewRowView, ReviewView
from docgen.diagnostics import Diagnostic
from docgen.model import Agency, Park, in_force, to_fields
from docgen.records import Dossier, Record
from docgen.vietnamese import short_date


@dataclass(frozen=True, slots=True)
class ParkReview:
    """What a review found for one park: its day, a row an enterprise, how many had each result.

    ``agency_id`` is who issues the list, None for the body that the park's record gives; ``sample`` tells that an
    enterprise in it is invented.
    """

    day: date
    rows: tuple[ReviewRowView, ...]
    counts: Mapping[str, int]
    agency_id: str | None = None
    sample: bool = False


def review_draft(
    subject: Subject, dossier: Dossier, loaded: LoadedType, review: ParkReview
) -> Draft | list[Diagnostic]:
    """Draft the list of one park."""
    record = dossier.parks[subject.id]
    park = park_view(record.value, review.day, lambda: record.span("vi_tri"))
    if isinstance(park, list):
        return park
    agency = _agency(review, record.value, park, dossier)
    if agency is None:
        return [_no_agency(record, park, review.day, dossier)]
    signing = sign_for(agency.value, review.day, agency.span())
    if not isinstance(signing, Signing):
        return signing
    origin = Origin(
        issuers=(signing.issuer,),
        signatures=(signing.signature,),
        place=signing.period.place,
        number=None,
        day=review.day,
        year=review.day.year,
        sample=review.sample or signing.sample,
    )
    counts = tuple(ReviewCountView(result=result, count=count) for result, count in review.counts.items())
    view = ReviewView(year=review.day.year, day=review.day, rows=review.rows, counts=counts, total=len(review.rows))
    fields = {"khu": to_fields(park), "ra_soat": to_fields(view)}
    return Draft(origin, fields, subject.id, f"{loaded.declaration.name}, {record.value.full_name}")


def _agency(review: ParkReview, park: Park, place: ParkView, dossier: Dossier) -> Record[Agency] | None:
    named = review.agency_id or park.reviewer_id
    if named is not None:
        return dossier.agencies.get(named)
    bodies = (dossier.agency_named(wanted, review.day) for wanted in (place.management, place.local_police))
    return next(filter(None, bodies), None)


def _no_agency(record: Record[Park], place: ParkView, day: date, dossier: Dossier) -> Diagnostic:
    """Say that no body of the park has a record, where the park's record names them, and the ways out."""
    at = next(at for at, each in enumerate(record.value.locations) if in_force(each.since, each.until, day))
    message = (
        f"chưa biết cơ quan nào lập danh sách của {record.value.full_name}: ngày {short_date(day)} chưa có bản ghi nào "
        f"trong records/co_quan mang tên đơn vị quản lý «{place.management}» hay Công an địa bàn «{place.local_police}»"
    )
    known = ", ".join(key for key, each in dossier.agencies.items() if each.value.on(day) is not None)
    hints = (
        f"Ghi thêm vào {record.file}, bản ghi «{record.value.id}», dòng: co_quan_ra_soat: MÃ"
        + (f" (mã đang có: {known})" if known else ""),
        "Hoặc thêm bản ghi của một trong hai cơ quan ấy vào records/co_quan, có giai_doan và nguoi_ky của ngày này",
        "Hoặc chỉ lần này: chạy lại docgen review với --co-quan MÃ",
    )
    return NO_MANAGING_AGENCY.at(record.span("vi_tri", at, "don_vi_quan_ly"), message, *hints)
