"""Parks and clusters: names, and whether their place is known on the days of papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from docgen.diagnostics import Diagnostic, Span
from docgen.records import Dossier
from docgen.review.complaints import PARK_KIND_IN_NAME, PARK_NAME_TWICE, PARK_PLACE_UNKNOWN
from docgen.vietnamese import short_date, slug

_KINDS = ("kcn", "ccn", "khu_cong_nghiep", "cum_cong_nghiep")


def check_parks(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check the names of parks: without their kind, and no two alike among one kind."""
    seen: dict[tuple[str, str], str] = {}
    for record in dossier.parks.values():
        park = record.value
        name = slug(park.name)
        if any(f"{name}_".startswith(f"{kind}_") for kind in _KINDS):
            message = f"tên riêng «{park.name}» kèm chữ chỉ loại; giấy tờ sẽ in thành «{park.full_name}»"
            yield PARK_KIND_IN_NAME.at(record.span("ten"), message, "Chỉ ghi tên riêng, ví dụ «Bảo Minh»")
        first = seen.setdefault((park.kind.value, name), park.id)
        if first != park.id:
            message = f"{park.full_name} trùng tên với khu, cụm «{first}»"
            yield PARK_NAME_TWICE.at(record.span("ten"), message, "Kiểm tra xem một khu, cụm có ghi hai lần không")


def place_known(dossier: Dossier, park_id: str, day: date, span: Callable[[], Span]) -> Iterator[Diagnostic]:
    """Complain when the records do not say where the park lies on that day."""
    record = dossier.parks.get(park_id)
    if record is not None and record.value.on(day) is None:
        message = f"chưa ghi {record.value.full_name} thuộc địa bàn nào vào ngày {short_date(day)}"
        yield PARK_PLACE_UNKNOWN.at(span(), message, f"Bổ sung «vi_tri» trong bản ghi «{park_id}», hoặc sửa ngày")
