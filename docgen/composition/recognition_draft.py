"""The recognition certificate of a park that meets the standard in a year."""

from __future__ import annotations

from docgen.composition.catalogue import LoadedType
from docgen.composition.draft import Draft, park_view
from docgen.composition.framing import Origin, Signing, sign_for
from docgen.composition.subjects import Subject
from docgen.composition.views import ParkView, RecognitionView
from docgen.diagnostics import Diagnostic
from docgen.model import to_fields
from docgen.records import Dossier


def recognition_draft(subject: Subject, dossier: Dossier, loaded: LoadedType) -> Draft | list[Diagnostic]:
    """Draft the certificate; the serial is the one in the record, never made up here."""
    record = dossier.assessments[subject.year]
    year = record.value
    position = next(index for index, item in enumerate(year.assessments) if item.park_id == subject.park_id)
    certificate = year.assessments[position].certificate
    if certificate is None:
        raise ValueError(f"{subject.id} was selected without a decision")
    day = certificate.decision_day
    span = record.span("ket_qua", position, "cong_nhan", "ngay_quyet_dinh")
    signing = sign_for(dossier.agencies[year.authority_id].value, day, span)
    park = park_view(dossier.parks[str(subject.park_id)].value, day, lambda: span)
    if not isinstance(signing, Signing) or not isinstance(park, ParkView):
        return [*(signing if isinstance(signing, list) else []), *(park if isinstance(park, list) else [])]
    serial = certificate.serial
    view = RecognitionView(
        year=year.year,
        decision_number=certificate.decision_number,
        decision_day=day,
        serial=None if serial is None else year.serial_text(serial),
        criteria_name=dossier.criteria_sets[year.park_criteria_id].value.name,
    )
    origin = Origin(
        issuers=(signing.issuer,),
        signatures=(signing.signature,),
        place=signing.period.place,
        number=serial,
        day=day,
        year=year.year,
        sample=year.sample or signing.sample,
    )
    title = f"{loaded.declaration.name} {park.full_name} năm {year.year}"
    return Draft(origin, {"khu": to_fields(park), "cong_nhan": to_fields(view)}, f"{year.year}_{park.id}", title)
