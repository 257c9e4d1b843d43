"""The joint plan: bodies stacked, duties under the names the bodies bore on the day."""

from __future__ import annotations

from docgen.composition.catalogue import LoadedType
from docgen.composition.draft import Draft
from docgen.composition.framing import FrameTexts, Origin, Signing, sign_for
from docgen.composition.subjects import Subject
from docgen.composition.views import DutyView, MilestoneView, PlanView
from docgen.diagnostics import Diagnostic
from docgen.model import JointPlan, to_fields
from docgen.records import Dossier, Record
from docgen.vietnamese import capitalise_first


def plan_draft(subject: Subject, dossier: Dossier, loaded: LoadedType) -> Draft | list[Diagnostic]:
    """Draft the plan; its record words the frame (type name, abstract, recipients), so the type's texts rest."""
    record = dossier.plans[subject.id]
    plan = record.value
    signings, diagnostics = _signings(record, dossier)
    if diagnostics:
        return diagnostics
    symbol = "-".join([plan.type_code, *(signing.period.symbol for signing in signings.values())])
    lead = signings[plan.agency_ids[0]]
    origin = Origin(
        issuers=tuple(signing.issuer for signing in signings.values()),
        signatures=tuple(signing.signature for signing in signings.values()),
        place=lead.period.place,
        number=plan.number,
        day=plan.day,
        year=plan.day.year,
        sample=plan.sample or any(signing.sample for signing in signings.values()),
    )
    own = FrameTexts(plan.type_name, plan.type_name, plan.abstract, symbol, plan.recipients, plan.filing)
    title = f"{plan.type_name} {plan.first_year}-{plan.last_year}"
    return Draft(origin, {"ke_hoach": to_fields(_view(plan, signings))}, plan.id, title, own)


def _signings(record: Record[JointPlan], dossier: Dossier) -> tuple[dict[str, Signing], list[Diagnostic]]:
    plan = record.value
    named = {signer.agency_id: signer.name for signer in plan.signers}
    signings: dict[str, Signing] = {}
    diagnostics: list[Diagnostic] = []
    for position, agency_id in enumerate(plan.agency_ids):
        agency = dossier.agencies[agency_id].value
        found = sign_for(agency, plan.day, record.span("co_quan", position), named.get(agency_id))
        if isinstance(found, Signing):
            signings[agency_id] = found
        else:
            diagnostics += found
    return signings, diagnostics


def _view(plan: JointPlan, signings: dict[str, Signing]) -> PlanView:
    milestones = tuple(
        MilestoneView(position=position, when=item.when.label, task=item.task, lead=item.lead, support=item.support)
        for position, item in enumerate(plan.milestones, start=1)
    )
    by_agency = {duty.agency_id: duty.tasks for duty in plan.duties}
    duties = tuple(
        DutyView(agency=capitalise_first(signing.period.name), tasks=by_agency[agency_id])
        for agency_id, signing in signings.items()
        if agency_id in by_agency
    )
    return PlanView(
        id=plan.id,
        first_year=plan.first_year,
        last_year=plan.last_year,
        bases=plan.bases,
        opening=plan.opening,
        aims=plan.aims,
        requirements=plan.requirements,
        contents=plan.contents,
        milestones=milestones,
        duties=duties,
        organisation=plan.organisation,
        closing=f"{plan.closing.rstrip('./ ')}.",
    )
