"""The paper of one entry of a commendation list: what the decision gives to one collective or one person."""

from __future__ import annotations

from docgen.composition.catalogue import LoadedType
from docgen.composition.commendation_draft import origin_of
from docgen.composition.commended_rows import home_of
from docgen.composition.draft import Draft
from docgen.composition.framing import Signing, sign_for
from docgen.composition.subjects import Subject
from docgen.composition.views import CommendedView
from docgen.diagnostics import Diagnostic
from docgen.model import PersonRow, to_fields
from docgen.records import Dossier


def commended_draft(subject: Subject, dossier: Dossier, loaded: LoadedType) -> Draft | list[Diagnostic]:
    """Draft the paper; who signs, when and under which decision is what the list says."""
    record = dossier.commendations[subject.year]
    year = record.value
    signing = sign_for(dossier.agencies[year.authority_id].value, year.day, record.span("ngay"), year.signer_name)
    if not isinstance(signing, Signing):
        return signing
    if subject.entry is None:
        raise ValueError(f"{subject.id} was selected without its row")
    block, position = subject.entry
    row = year.persons[position] if block == "ca_nhan" else year.collectives[position]
    home = home_of(row, dossier, year.day)
    origin = origin_of(year, signing)
    person = row if isinstance(row, PersonRow) else None
    view = CommendedView(
        year=year.year,
        name=row.name if person is None else f"{person.honorific.value} {person.name}",
        is_person=person is not None,
        title=None if person is None else person.position,
        unit=home.unit,
        park=home.park,
        merit=row.merit,
        award=dossier.award_forms[row.award_id].value.name,
        award_id=row.award_id,
    )
    title = f"{loaded.declaration.name} {view.name}, {home.unit} ({year.year})"
    return Draft(origin, {"khen": to_fields(view)}, subject.id, title)
