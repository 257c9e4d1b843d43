"""The clause library against templates and records: what each type's clauses rest on, what is unused or has lapsed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from docgen.composition import (
    ClauseLibrary,
    LoadedType,
    RestingClause,
    SubjectKind,
    enterprise_facts,
    lapsed_bases,
    lapsed_warning,
    library_problems,
)
from docgen.composition.complaints_clauses import ABSENT_NEIGHBOUR, UNKNOWN_NEIGHBOUR
from docgen.composition.enterprise_draft import working_day
from docgen.diagnostics import Diagnostic
from docgen.production.engines import Engine, WordEngine
from docgen.production.failures import REFUSALS
from docgen.records import Dossier
from docgen.vietnamese import closest
from docgen.word import WordTemplate, outline


def followed_clauses(dossier: Dossier) -> frozenset[str]:
    """Return the ids of the clauses after which an enterprise wants clauses of its own."""
    own = (clause for record in dossier.enterprises.values() for clause in record.value.own_clauses)
    return frozenset(clause.after for clause in own if clause.after is not None)


def with_clauses(
    types: Mapping[str, LoadedType], engines: Mapping[str, Engine], library: ClauseLibrary
) -> dict[str, LoadedType]:
    """Return the types, each with the clauses of the library that its template has."""
    made = dict(types)
    for key, engine in engines.items():
        if isinstance(engine, WordEngine) and engine.template.expansion.clauses:
            made[key] = replace(types[key], resting=_resting(engine.template, library))
    return made


def clause_problems(types: Mapping[str, LoadedType], library: ClauseLibrary, dossier: Dossier) -> list[Diagnostic]:
    """Find clauses that nobody uses, acts that no record knows and acts not in force on the day of a paper."""
    found = library_problems(library, (clause.id for loaded in types.values() for clause in loaded.resting), dossier)
    for loaded in types.values():
        if loaded.declaration.subject is SubjectKind.ENTERPRISE and loaded.resting:
            found += _lapsed(loaded, dossier)
    return [*found, *_own_clause_problems(types, library, dossier)]


def _own_clause_problems(
    types: Mapping[str, LoadedType], library: ClauseLibrary, dossier: Dossier
) -> Iterator[Diagnostic]:
    """Find own clauses whose place is unknown, or absent from the papers of their enterprise."""
    for key, record in dossier.enterprises.items():
        for position, own in enumerate(record.value.own_clauses):
            if own.after is None:
                continue
            span = record.span("dieu_rieng", position, "sau")
            if own.after not in library.clauses:
                guess = closest(own.after, library.clauses)
                hint = f"Có phải «{guess}»?" if guess else "Xem các mã (ma) trong templates/dieu_khoan"
                yield UNKNOWN_NEIGHBOUR.at(span, f"thư viện không có điều khoản «{own.after}»", hint)
            elif not any(
                clause.id == own.after and _has(clause, key, dossier)
                for loaded in types.values()
                for clause in loaded.resting
            ):
                message = f"nội quy của doanh nghiệp này không có điều khoản «{own.after}» nên điều riêng xếp ở cuối"
                yield ABSENT_NEIGHBOUR.at(span, message, "Chọn điều khoản khác, hoặc bỏ dòng «sau»")


def _resting(template: WordTemplate, library: ClauseLibrary) -> tuple[RestingClause, ...]:
    """Return what of the library's clauses a template has, each with its conditions: whole clauses, and of their
    paragraphs and points those that rest on acts by themselves."""
    clauses = outline(template)
    by_place = {clause.place: clause for clause in reversed(clauses)}
    by_name = {clause.name: clause for clause in reversed(clauses) if clause.name}
    made: list[RestingClause] = []
    for name in template.expansion.clauses:
        loaded = library.clauses[name]
        for resting in loaded.resting_places():
            written = by_place.get(str(loaded.places.span(*resting.path, "noi_dung"))) if resting.path else None
            clause = written or by_name.get(name)
            if clause is None or (resting.path and not resting.bases):
                continue
            bases = tuple(
                (basis, loaded.places.span(*resting.path, "can_cu", position, "van_ban"))
                for position, basis in enumerate(resting.bases)
            )
            guards = tuple((guard.condition, guard.wanted) for guard in clause.guards if guard.condition is not None)
            made.append(RestingClause(name, guards, bases, resting.words))
    return tuple(made)


def _lapsed(loaded: LoadedType, dossier: Dossier) -> list[Diagnostic]:
    days = {key: working_day(record.value) for key, record in dossier.enterprises.items()}
    found: list[Diagnostic] = []
    for clause, basis, span, wrong in lapsed_bases(loaded.resting, dossier, days.values()):
        touched = [key for key, day in days.items() if day in wrong and _has(clause, key, dossier)]
        if touched:
            titles = [f"{loaded.declaration.name} ({key})" for key in touched]
            found.append(lapsed_warning(clause, basis, span, titles, dossier))
    return found


def _has(clause: RestingClause, enterprise_id: str, dossier: Dossier) -> bool:
    if dossier.enterprises[enterprise_id].value.park_id not in dossier.parks:
        return False
    facts = enterprise_facts(enterprise_id, dossier)
    try:
        return not isinstance(facts, list) and clause.applies(facts[0])
    except REFUSALS:
        return False
