"""Papers made one per enterprise: the enterprise itself issues them, its representative signs."""

from __future__ import annotations

from docgen.composition.catalogue import LoadedType
from docgen.composition.clause_facts import clause_fields, enterprise_facts
from docgen.composition.draft import Draft
from docgen.composition.frame import IssuerView, SignatureView
from docgen.composition.framing import Origin
from docgen.composition.subjects import Subject
from docgen.diagnostics import Diagnostic
from docgen.model import Enterprise
from docgen.records import Dossier
from docgen.vietnamese import upper


def enterprise_draft(subject: Subject, dossier: Dossier, loaded: LoadedType) -> Draft | list[Diagnostic]:
    """Draft the paper of one enterprise as the park and the law stood on its day."""
    enterprise = dossier.enterprises[subject.id].value
    facts = enterprise_facts(subject.id, dossier)
    if isinstance(facts, list):
        return facts
    origin = Origin(
        issuers=(_issuer(enterprise),),
        signatures=(_signature(enterprise),),
        place=facts["khu"]["tinh"],
        number=enterprise.issue.number,
        day=enterprise.issue.day,
        year=enterprise.issue.year,
        sample=enterprise.sample,
    )
    fields = clause_fields(subject, dossier, loaded, facts)
    return Draft(origin, fields, enterprise.id, f"{loaded.declaration.name} của {enterprise.name}")


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
