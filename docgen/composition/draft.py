"""What one subject contributes to its paper before the frame is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from docgen.composition.complaints import NOT_IN_FORCE
from docgen.composition.framing import FrameTexts, Origin
from docgen.composition.views import ParkView
from docgen.diagnostics import Diagnostic, Span
from docgen.model import Park


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
