"""Papers made one per enterprise: the enterprise itself issues them, its representative signs."""

from __future__ import annotations

from datetime import date
from typing import Any

from docgen.composition.bases import bases_for
from docgen.composition.catalogue import LoadedType
from docgen.composition.draft import Draft, park_view
from docgen.composition.frame import IssuerView, SignatureView
from docgen.composition.framing import Origin
from docgen.composition.subjects import Subject
from docgen.composition.views import ParkView
from docgen.diagnostics import Diagnostic
from docgen.model import Enterprise, to_fields
from docgen.records import Dossier
from docgen.vietnamese import upper


def enterprise_draft(subject: Subject, dossier: Dossier, loaded: LoadedType) -> Draft | list[Diagnostic]:
    """Draft the paper of one enterprise as the park and the law stood on its day."""
    enterprise = dossier.enterprises[subject.id].value
    day = working_day(enterprise)
    known = enterprise_facts(subject.id, dossier)
    if isinstance(known, list):
        return known
    facts, park = known
    last = _settled_own_clauses(facts, loaded)
    fields = {**facts, "can_cu": list(bases_for(dossier, loaded, day, facts)), "dieu_rieng_cuoi": last}
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


def enterprise_facts(enterprise_id: str, dossier: Dossier) -> tuple[dict[str, Any], ParkView] | list[Diagnostic]:
    """Return what conditions ask of an enterprise on the day of its paper, and its park on that day."""
    record = dossier.enterprises[enterprise_id]
    enterprise = record.value
    park = park_view(dossier.parks[enterprise.park_id].value, working_day(enterprise), lambda: record.span("khu"))
    if isinstance(park, list):
        return park
    return {"doanh_nghiep": to_fields(enterprise), "khu": to_fields(park)}, park


def _settled_own_clauses(facts: dict[str, Any], loaded: LoadedType) -> list[dict[str, Any]]:
    """Return the own clauses for the chapter near the end; one whose place this paper lacks loses its «sau» for it."""
    own = facts["doanh_nghiep"]["dieu_rieng"]
    if any(clause["sau"] for clause in own):
        present = {clause.id for clause in loaded.resting if clause.applies(facts)}
        for clause in own:
            clause["sau"] = clause["sau"] if clause["sau"] in present else None
    return [clause for clause in own if not clause["sau"]]


def working_day(enterprise: Enterprise) -> date:
    """Return the day whose law and districts hold: the day of issue, or for a draft the last day of its year."""
    return enterprise.issue.day or date(enterprise.issue.year, 12, 31)


def _issuer(enterprise: Enterprise) -> IssuerView:
    return IssuerView(
        id=enterprise.id,
        superior=None,
        name=enterprise.name,
        short_name=enterprise.name,
        symbol=enterprise.short_name,
        decider=f"{enterprise.representative.title} {enterprise.name}",
    )


def _signature(enterprise: Enterprise) -> SignatureView:
    person = enterprise.representative
    return SignatureView(authority=None, title=upper(person.title), name=person.name)
