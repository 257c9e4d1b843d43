"""Can an agency issue and sign a paper on a day?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.diagnostics import Diagnostic, Span
from docgen.model import Agency
from docgen.records import Dossier
from docgen.review.complaints import AGENCY_NOT_YET, NOBODY_SIGNS, SIGNER_NOT_IN_OFFICE, SIGNER_UNKNOWN
from docgen.vietnamese import closest, short_date


def can_sign(
    dossier: Dossier, agency_id: str, day: date, span: Span, signer: tuple[str, Span] | None = None
) -> Iterator[Diagnostic]:
    """Complain when the agency is not in force on the day or has nobody (or not the named signer) to sign then.

    ``span`` is the place that names the agency or the day; ``signer`` is the named person with the place of the name.
    An agency that the dossier lacks has been complained about where it is named.
    """
    record = dossier.agencies.get(agency_id)
    if record is None:
        return
    agency = record.value
    if agency.on(day) is None:
        message = f"cơ quan «{agency_id}» không có giai đoạn nào bao gồm ngày {short_date(day)}"
        yield AGENCY_NOT_YET.at(span, message, "Kiểm tra ngày, hoặc bổ sung «giai_doan» trong bản ghi cơ quan")
    if signer is not None:
        yield from _named_signer(agency, day, *signer)
    elif agency.signatory_on(day) is None:
        message = f"cơ quan «{agency_id}» không có ai giữ chức vụ ký vào ngày {short_date(day)}"
        yield NOBODY_SIGNS.at(span, message, "Kiểm tra ngày, hoặc bổ sung «nguoi_ky» trong bản ghi cơ quan")


def _named_signer(agency: Agency, day: date, name: str, span: Span) -> Iterator[Diagnostic]:
    if agency.signatory_on(day, name) is not None:
        return
    terms = [person for person in agency.signatories if person.name == name]
    if terms:
        known = "; ".join(
            f"từ {short_date(term.since)}" + (f" đến {short_date(term.until)}" if term.until else "") for term in terms
        )
        message = f"«{name}» không giữ chức vụ vào ngày {short_date(day)}; thời gian giữ chức: {known}"
        yield SIGNER_NOT_IN_OFFICE.at(span, message, "Chọn người đương chức hoặc sửa thời gian giữ chức")
        return
    names = [person.name for person in agency.signatories]
    near = closest(name, names)
    hint = f"Có phải «{near}»?" if near else "Bổ sung người này vào «nguoi_ky» của cơ quan"
    yield SIGNER_UNKNOWN.at(span, f"«{name}» không có trong danh sách người ký của «{agency.id}»", hint)
