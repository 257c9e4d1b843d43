"""The list of a park's reviewed regulations: its management board issues it on the day of the review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from docgen.composition.catalogue import LoadedType
from docgen.composition.draft import Draft, managing_agency, park_view
from docgen.composition.framing import Origin, Signing, sign_for
from docgen.composition.subjects import Subject
from docgen.composition.views import ReviewCountView, ReviewRowView, ReviewView
from docgen.diagnostics import Diagnostic
from docgen.model import to_fields
from docgen.records import Dossier


@dataclass(frozen=True, slots=True)
class ParkReview:
    """What a review found for one park: its day, a row an enterprise, how many had each result.

    ``agency_id`` is who issues the list, None for the body that the park's record names as its management; ``sample``
    tells that an enterprise in it is invented.
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
    hint = "Thêm bản ghi vào records/co_quan, hoặc ghi cơ quan lập danh sách bằng --co-quan MÃ"
    agency = managing_agency(dossier, record, review.day, review.agency_id, record.span("vi_tri"), hint)
    if isinstance(agency, list):
        return agency
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
