"""Papers made one per enterprise: the enterprise itself issues them, its representative signs."""

from __future__ import annotations

from datetime import date

from docgen.composition.bases import bases_for
from docgen.composition.catalogue import LoadedType
from docgen.composition.draft import Draft, park_view
from docgen.composition.frame import IssuerView, SignatureView
from docgen.composition.framing import Origin
from docgen.composition.subjects import Subject
from docgen.diagnostics import Diagnostic
from docgen.model import Enterprise, to_fields
from docgen.records import Dossier
from docgen.vietnamese import upper


def enterprise_draft(subject: Subject, dossier: Dossier, loaded: LoadedType) -> Draft | list[Diagnostic]:
    """Draft the paper of one enterprise as the park and the law stood on its day."""
    record = dossier.enterprises[subject.id]
    enterprise = record.value
    day = working_day(enterprise)
    park = park_view(dossier.parks[enterprise.park_id].value, day, lambda: record.span("khu"))
    if isinstance(park, list):
        return park
    facts = {"doanh_nghiep": to_fields(enterprise), "khu": to_fields(park)}
    fields = {**facts, "can_cu": list(bases_for(dossier, loaded.id, day, facts))}
    origin = Origin(
        issuers=(_issuer(enterprise),),
        signatures=(_signature(enterprise),),
        place=park.province,
        number=enterprise.issue.number,
        day=enterprise.issue.day,
        year=enterprise.issue.year,
        sample=enterprise.sample,
    )
    return Draft(origin, fields, enterprise.id, f"{loaded.declaration.name} của {enterprise.name}")


def working_day(enterprise: Enterprise) -> date:
    """Return the day whose law and districts hold: the day of issue, or for a draft the last day of its year."""
    return enterprise.issue.day or date(enterprise.issue.year, 12, 31)


def _issuer(enterprise: Enterprise) -> IssuerView:
    return IssuerView(
        superior=None,
        name=enterprise.name,
        short_name=enterprise.name,
        symbol=enterprise.short_name,
        decider=f"{enterprise.representative.title} {enterprise.name}",
    )


def _signature(enterprise: Enterprise) -> SignatureView:
    person = enterprise.representative
    return SignatureView(authority=None, title=upper(person.title), name=person.name)
