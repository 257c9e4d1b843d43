"""What one subject contributes to its paper before the frame is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from docgen.composition.complaints import NO_MANAGING_AGENCY, NOT_IN_FORCE
from docgen.composition.framing import FrameTexts, Origin
from docgen.composition.views import ParkView
from docgen.diagnostics import Diagnostic, Span
from docgen.model import Agency, Park
from docgen.records import Dossier, Record


@dataclass(frozen=True, slots=True)
class Draft:
    """Origin of the paper, its fields by tag prefix, the record's own frame texts (plans), naming and title."""

    origin: Origin
    fields: dict[str, Any]
    file_id: str
    title: str
    own_texts: FrameTexts | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)


def park_view(park: Park, day: date, span: Callable[[], Span]) -> ParkView | list[Diagnostic]:
    """Return the park as it stands on that day, or the complaint that its place is not known then."""
    place = park.on(day)
    if place is None:
        message = f"{park.full_name} không có vị trí nào ghi cho ngày {day:%d/%m/%Y}"
        return [NOT_IN_FORCE.at(span(), message, f"Bổ sung «vi_tri» trong bản ghi «{park.id}» hoặc sửa ngày")]
    return ParkView(
        id=park.id,
        kind=park.kind.value,
        kind_name=park.kind_name,
        name=park.name,
        full_name=park.full_name,
        place=place.place,
        province=place.province,
        local_police=place.local_police,
        management=place.management,
    )


def managing_agency(
    dossier: Dossier, park: Record[Park], day: date, agency_id: str | None, span: Span, hint: str
) -> Record[Agency] | list[Diagnostic]:
    """Return who issues a paper of the park: the agency asked for, else the one that its record names as managing it.

    ``hint`` says how a clerk can name one where no record bears that name on the day.
    """
    if agency_id is not None:
        return dossier.agencies[agency_id]
    place = park.value.on(day)
    name = place.management if place is not None else ""
    agency = dossier.agency_named(name, day)
    if agency is None:
        message = f"chưa có bản ghi cơ quan nào tên là «{name}», đơn vị quản lý {park.value.full_name}"
        return [NO_MANAGING_AGENCY.at(span, message, hint)]
    return agency
