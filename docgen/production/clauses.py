"""The clause library against templates and records: what each type's clauses rest on, what is unused or has lapsed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from docgen.composition import (
    OWNERS,
    ClauseLibrary,
    LoadedType,
    Owner,
    RestingClause,
    Selection,
    Subject,
    day_of,
    lapsed_bases,
    lapsed_warning,
    library_problems,
    select,
)
from docgen.composition.complaints_clauses import ABSENT_NEIGHBOUR, UNKNOWN_NEIGHBOUR
from docgen.diagnostics import Diagnostic
from docgen.production.engines import Engine, WordEngine
from docgen.production.failures import REFUSALS
from docgen.records import Dossier
from docgen.vietnamese import closest
from docgen.word import WordTemplate, outline


def followed_clauses(dossier: Dossier) -> frozenset[tuple[str, str]]:
    """Return the clauses after which some record wants clauses of its own, each with the tag prefix of that record."""
    return frozenset(
        (owner.prefix, clause.after)
        for owner in OWNERS.values()
        for _, _, own in owner.own_clauses(dossier)
        for clause in own
        if clause.after is not None
    )


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
        if loaded.declaration.subject in OWNERS and loaded.resting:
            found += _lapsed(loaded, dossier)
    for kind, owner in OWNERS.items():
        of_kind = [loaded for loaded in types.values() if loaded.declaration.subject is kind]
        resting = [clause for loaded in of_kind for clause in loaded.resting]
        found += _own_clause_problems(owner, resting, library, dossier)
    return found


def _own_clause_problems(
    owner: Owner, resting: Sequence[RestingClause], library: ClauseLibrary, dossier: Dossier
) -> Iterator[Diagnostic]:
    """Find own clauses whose place is unknown, or absent from the papers of their record."""
    for key, record, clauses in owner.own_clauses(dossier):
        for position, own in enumerate(clauses):
            if own.after is None:
                continue
            span = record.span("dieu_rieng", position, "sau")
            if own.after not in library.clauses:
                guess = closest(own.after, library.clauses)
                hint = f"Có phải «{guess}»?" if guess else "Xem các mã (ma) trong templates/dieu_khoan"
                yield UNKNOWN_NEIGHBOUR.at(span, f"thư viện không có điều khoản «{own.after}»", hint)
            elif not any(clause.id == own.after and _has(clause, owner, key, dossier) for clause in resting):
                paper = f"{owner.paper} của {owner.noun} này"
                message = f"{paper} không có điều khoản «{own.after}» nên điều riêng xếp ở cuối"
                yield ABSENT_NEIGHBOUR.at(span, message, "Chọn điều khoản khác, hoặc bỏ dòng «sau»")


def _resting(template: WordTemplate, library: ClauseLibrary) -> tuple[RestingClause, ...]:
    placed = set(template.expansion.clauses)
    made: dict[str, RestingClause] = {}
    for clause in outline(template):
        if clause.name in placed and clause.name not in made:
            loaded = library.clauses[clause.name]
            bases = tuple(
                (basis, loaded.places.span("can_cu", position, "van_ban"))
                for position, basis in enumerate(loaded.clause.bases)
            )
            guards = tuple((guard.condition, guard.wanted) for guard in clause.guards if guard.condition is not None)
            made[clause.name] = RestingClause(clause.name, guards, bases)
    return tuple(made.values())


def _lapsed(loaded: LoadedType, dossier: Dossier) -> list[Diagnostic]:
    days = {subject: day_of(subject, dossier) for subject in select(loaded, dossier, Selection())}
    found: list[Diagnostic] = []
    for clause, basis, span, wrong in lapsed_bases(loaded.resting, dossier, days.values()):
        touched = [subject for subject, day in days.items() if day in wrong and _is_of(clause, subject, dossier)]
        if touched:
            titles = [f"{loaded.declaration.name} ({subject.id})" for subject in touched]
            found.append(lapsed_warning(clause, basis, span, titles, dossier))
    return found


def _is_of(clause: RestingClause, subject: Subject, dossier: Dossier) -> bool:
    return _has(clause, OWNERS[subject.kind], subject.id, dossier)


def _has(clause: RestingClause, owner: Owner, record_id: str, dossier: Dossier) -> bool:
    """Tell whether the paper of a record has the clause; one whose facts cannot be told counts as without it."""
    try:
        facts = owner.facts(record_id, dossier)
        return not isinstance(facts, list) and clause.applies(facts)
    except REFUSALS:
        return False
