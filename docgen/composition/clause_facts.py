"""What the papers that rest on clauses have in common, whatever one is made for: a day, facts, own clauses, bases.

A kind of subject is one entry in a table here; conditions of clauses, bases, complaints and explanations then work for
it as for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, TypeAlias

from docgen.composition.bases import bases_for
from docgen.composition.catalogue import LoadedType
from docgen.composition.document_type import SubjectKind
from docgen.composition.draft import park_view
from docgen.composition.subjects import Subject
from docgen.composition.views import CoordinatedParkView
from docgen.diagnostics import Diagnostic
from docgen.model import Issue, OwnClause, to_fields
from docgen.records import Dossier, Record

Facts: TypeAlias = dict[str, Any]
"""Fields by tag prefix that are known before the paper is composed; conditions of clauses and acts ask these."""


@dataclass(frozen=True, slots=True)
class Owner:
    """How one kind of subject has papers that rest on clauses.

    ``prefix`` is the tag prefix of its record, ``noun`` and ``paper`` what a clerk calls one of them and its paper,
    ``name`` the name of one.
    """

    prefix: str
    noun: str
    paper: str
    name: Callable[[Any], str]
    records: Callable[[Dossier], Mapping[str, Record[Any]]]
    issue: Callable[[Any], Issue | None]
    facts: Callable[[str, Dossier], Facts | list[Diagnostic]]

    def own_clauses(self, dossier: Dossier) -> list[tuple[str, Record[Any], Sequence[OwnClause]]]:
        """Return the records that get a paper, by id, with the clauses that only their papers have."""
        records = self.records(dossier).items()
        return [(key, record, record.value.own_clauses) for key, record in records if self.issue(record.value)]


def enterprise_facts(enterprise_id: str, dossier: Dossier) -> Facts | list[Diagnostic]:
    """Return the enterprise and its park on the day of its paper."""
    record = dossier.enterprises[enterprise_id]
    enterprise = record.value
    day = enterprise.issue.working_day
    park = park_view(dossier.parks[enterprise.park_id].value, day, lambda: record.span("khu"))
    if isinstance(park, list):
        return park
    return {"doanh_nghiep": to_fields(enterprise), "khu": to_fields(park)}


def park_facts(park_id: str, dossier: Dossier) -> Facts | list[Diagnostic]:
    """Return the park on the day of its coordination regulation, which its record must ask for."""
    record = dossier.parks[park_id]
    park, coordination = record.value, record.value.coordination
    if coordination is None:
        raise ValueError(f"{park_id} was asked for facts without a coordination regulation")
    day = coordination.working_day
    standing = park_view(park, day, lambda: record.span("quy_che_phoi_hop"))
    if isinstance(standing, list):
        return standing
    view = CoordinatedParkView(
        **standing.__dict__,
        short=park.kind_name.split()[0].lower(),
        features=park.features,
        contacts=park.contacts,
        own_clauses=park.own_clauses,
        coordination=coordination,
    )
    return {"khu": to_fields(view)}


OWNERS: Mapping[SubjectKind, Owner] = {
    SubjectKind.ENTERPRISE: Owner(
        prefix="doanh_nghiep",
        noun="doanh nghiệp",
        paper="nội quy",
        name=attrgetter("name"),
        records=attrgetter("enterprises"),
        issue=attrgetter("issue"),
        facts=enterprise_facts,
    ),
    SubjectKind.PARK: Owner(
        prefix="khu",
        noun="khu, cụm",
        paper="quy chế phối hợp",
        name=attrgetter("full_name"),
        records=attrgetter("parks"),
        issue=attrgetter("coordination"),
        facts=park_facts,
    ),
}
"""The kinds of subject whose papers rest on clauses."""


def day_of(subject: Subject, dossier: Dossier) -> date:
    """Return the day whose law and districts hold for the paper of this subject."""
    owner = OWNERS[subject.kind]
    issue = owner.issue(owner.records(dossier)[subject.id].value)
    if issue is None:
        raise ValueError(f"{subject.id} was selected without an issue")
    return issue.working_day


def clause_fields(
    subject: Subject, dossier: Dossier, loaded: LoadedType, facts: Facts, own_bases: Sequence[str] = ()
) -> Facts:
    """Return the facts with «Căn cứ» and the own clauses that no clause of the template draws to itself."""
    last = _settled_own_clauses(facts[OWNERS[subject.kind].prefix]["dieu_rieng"], facts, loaded)
    bases = bases_for(dossier, loaded, day_of(subject, dossier), facts)
    return {**facts, "can_cu": [*bases, *own_bases], "dieu_rieng_cuoi": last}


def _settled_own_clauses(own: list[dict[str, Any]], facts: Facts, loaded: LoadedType) -> list[dict[str, Any]]:
    """Return the own clauses for the chapter near the end; one whose place this paper lacks loses its «sau» for it."""
    if any(clause["sau"] for clause in own):
        present = {clause.id for clause in loaded.resting if clause.applies(facts)}
        for clause in own:
            clause["sau"] = clause["sau"] if clause["sau"] in present else None
    return [clause for clause in own if not clause["sau"]]
