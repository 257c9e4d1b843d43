"""The clause library against templates and records: what each type's clauses rest on, what is unused or has lapsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from docgen.composition import (
    OWNERS,
    ClauseLibrary,
    LoadedType,
    RestingClause,
    Selection,
    day_of,
    lapsed_bases,
    lapsed_warning,
    library_problems,
    select,
)
from docgen.diagnostics import Diagnostic
from docgen.production.engines import Engine, WordEngine
from docgen.production.own_clauses import is_of
from docgen.records import Dossier
from docgen.word import WordTemplate, outline


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
    return found


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
    days = {subject: day_of(subject, dossier) for subject in select(loaded, dossier, Selection())}
    found: list[Diagnostic] = []
    for clause, basis, span, wrong in lapsed_bases(loaded.resting, dossier, days.values()):
        touched = [subject for subject, day in days.items() if day in wrong and is_of(clause, subject, dossier)]
        if touched:
            titles = [f"{loaded.declaration.name} ({subject.id})" for subject in touched]
            found.append(lapsed_warning(clause, basis, span, titles, dossier))
    return found
