"""The coordination regulation of a park: the body that manages the park issues it, on behalf of all who coordinate."""

from __future__ import annotations

from docgen.composition.catalogue import LoadedType
from docgen.composition.clause_facts import clause_fields, park_facts
from docgen.composition.draft import Draft, managing_agency
from docgen.composition.framing import Origin, Signing, sign_for
from docgen.composition.subjects import Subject
from docgen.diagnostics import Diagnostic
from docgen.records import Dossier

_HINT = "Thêm bản ghi vào records/co_quan, hoặc ghi mã cơ quan ban hành ở «co_quan» của «quy_che_phoi_hop»"


def coordination_draft(subject: Subject, dossier: Dossier, loaded: LoadedType) -> Draft | list[Diagnostic]:
    """Draft the regulation of one park as the park, its managing body and the law stood on its day."""
    record = dossier.parks[subject.id]
    issue = record.value.coordination
    if issue is None:
        raise ValueError(f"{subject.id} was selected without a coordination regulation")
    facts = park_facts(subject.id, dossier)
    if isinstance(facts, list):
        return facts
    day, span = issue.working_day, record.span("quy_che_phoi_hop")
    agency = managing_agency(dossier, record, day, issue.agency_id, span, _HINT)
    if isinstance(agency, list):
        return agency
    signing = sign_for(agency.value, day, span)
    if not isinstance(signing, Signing):
        return signing
    origin = Origin(
        issuers=(signing.issuer,),
        signatures=(signing.signature,),
        place=signing.period.place,
        number=issue.number,
        day=issue.day,
        year=issue.year,
        sample=issue.sample or signing.sample,
    )
    fields = clause_fields(subject, dossier, loaded, facts, issue.own_bases)
    return Draft(origin, fields, subject.id, f"{loaded.declaration.name}, {record.value.full_name}")
