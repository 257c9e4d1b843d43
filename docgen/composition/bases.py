"""«Căn cứ» of a paper: the acts in force on its day whose condition its facts meet.

Acts that nobody has checked against their text are never printed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from docgen.composition.catalogue import LoadedType, declaration_fields
from docgen.composition.clause_bases import acts_of_clauses
from docgen.composition.complaints import UNKNOWN_TYPE_IN_ACT
from docgen.composition.document_type import SubjectKind
from docgen.composition.expression import Condition, compile_condition
from docgen.diagnostics import Diagnostic, Span
from docgen.model import LegalAct, in_force
from docgen.records import Dossier
from docgen.vietnamese import closest


def bases_for(dossier: Dossier, loaded: LoadedType, day: date, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the citations for one paper with these fields, highest rank first, older acts first.

    They are the acts whose record names the type, and those that the paper's clauses rest on.
    """
    acts = [record.value for record in dossier.legal_acts.values() if _applies(record.value, loaded.id, day)]
    kind = loaded.declaration.subject
    named = {act.id: act for act in acts if act.condition is None or _condition(act.condition, kind).holds(facts)}
    chosen = {**named, **acts_of_clauses(loaded.resting, dossier, day, facts)}
    return tuple(act.citation for act in sorted(chosen.values(), key=lambda act: (act.rank, act.since, act.id)))


def act_problems(dossier: Dossier, types: Mapping[str, LoadedType], all_ids: Collection[str]) -> list[Diagnostic]:
    """Find acts that name an unknown document type or carry a condition that cannot be read.

    ``all_ids`` are the folders under ``templates/``, also of types that were left out for their own mistakes.
    """
    diagnostics: list[Diagnostic] = []
    for record in dossier.legal_acts.values():
        for position, type_id in enumerate(record.value.used_by):
            if type_id not in types and type_id not in all_ids:
                near = closest(type_id, [*types])
                hint = f"Có phải «{near}»?" if near else "Xem các loại giấy tờ bằng lệnh docgen list loai"
                message = f"không có loại giấy tờ «{type_id}»"
                diagnostics.append(UNKNOWN_TYPE_IN_ACT.at(record.span("dung_cho", position), message, hint))
        for kind in kinds_citing(record.value, types):
            diagnostics += _compile(record.value.condition or "", record.span("dieu_kien"), kind)[1]
    return diagnostics


def kinds_citing(act: LegalAct, types: Mapping[str, LoadedType]) -> tuple[SubjectKind, ...]:
    """Return the kinds of subject whose facts the condition of an act is asked about; none where it has no condition.

    An act that no known type cites is read as if enterprises did, so that its mistakes are told all the same.
    """
    if act.condition is None:
        return ()
    kinds = dict.fromkeys(types[key].declaration.subject for key in act.used_by if key in types)
    return tuple(kinds) or (SubjectKind.ENTERPRISE,)


def _applies(act: LegalAct, type_id: str, day: date) -> bool:
    return act.verified and type_id in act.used_by and in_force(act.since, act.until, day)


def _compile(source: str, span: Span, kind: SubjectKind) -> tuple[Condition | None, list[Diagnostic]]:
    return compile_condition(source, span, declaration_fields(kind))


@lru_cache(maxsize=512)
def _condition(source: str, kind: SubjectKind) -> Condition:
    condition, diagnostics = _compile(source, Span("van_ban_phap_luat"), kind)
    if condition is None:
        raise ValueError(f"condition passed the gate unread: {source}: {diagnostics}")
    return condition
