"""The own clauses of enterprises and parks against templates and library: where they stand, what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgen.composition import OWNERS, ClauseLibrary, LoadedType, Owner, RestingClause, Subject
from docgen.composition.complaints_clauses import ABSENT_NEIGHBOUR, OWN_NAME_TAKEN, OWN_NAME_TWICE, UNKNOWN_NEIGHBOUR
from docgen.diagnostics import Diagnostic, Span
from docgen.model import OwnClause
from docgen.production.engines import Engine, WordEngine
from docgen.production.failures import REFUSALS
from docgen.records import Dossier, Record
from docgen.vietnamese import closest
from docgen.word import outline


def followed_clauses(dossier: Dossier) -> frozenset[tuple[str, str]]:
    """Return the clauses after which some record wants clauses of its own, each with the tag prefix of that record."""
    wanted = _own_clauses(dossier)
    return frozenset((owner.prefix, own.after) for owner, _, _, _, own in wanted if own.after is not None)


def own_names(dossier: Dossier) -> frozenset[str]:
    """Return the names that records give to clauses of their own; several may use one name."""
    return frozenset(own.name for *_, own in _own_clauses(dossier) if own.name is not None)


def own_clause_problems(
    types: Mapping[str, LoadedType], engines: Mapping[str, Engine], library: ClauseLibrary, dossier: Dossier
) -> Iterator[Diagnostic]:
    """Find own clauses whose place is unknown or absent from their record's papers, and names taken already."""
    taken = _shared_names(types, engines, library) if library.own_names else {}
    seen: dict[tuple[str, str, str], Span] = {}
    for owner, key, record, position, own in _own_clauses(dossier):
        if own.after is not None:
            yield from _place_problems(
                owner, key, record.span("dieu_rieng", position, "sau"), own.after, types, library, dossier
            )
        if own.name is None:
            continue
        span = record.span("dieu_rieng", position, "ma")
        earlier = seen.setdefault((owner.prefix, key, own.name), span)
        if own.name in taken:
            message = f"mã «{own.name}» đã đặt cho điều khoản chung ở {taken[own.name]}"
            yield OWN_NAME_TAKEN.at(span, message, "Đổi mã của điều riêng này")
        elif earlier is not span:
            message = f"mã «{own.name}» đã đặt cho điều riêng ở {earlier}"
            yield OWN_NAME_TWICE.at(span, message, "Mỗi điều riêng một mã; đổi mã ở một trong hai nơi")


def is_of(clause: RestingClause, subject: Subject, dossier: Dossier) -> bool:
    """Tell whether the paper of a subject has the clause; one whose facts cannot be told counts as without it."""
    return _has(clause, OWNERS[subject.kind], subject.id, dossier)


def _has(clause: RestingClause, owner: Owner, record_id: str, dossier: Dossier) -> bool:
    try:
        facts = owner.facts(record_id, dossier)
        return not isinstance(facts, list) and clause.applies(facts)
    except REFUSALS:
        return False


def _own_clauses(dossier: Dossier) -> Iterator[tuple[Owner, str, Record[Any], int, OwnClause]]:
    for owner in OWNERS.values():
        for key, record, clauses in owner.own_clauses(dossier):
            for position, clause in enumerate(clauses):
                yield owner, key, record, position, clause


def _place_problems(
    owner: Owner,
    record_id: str,
    span: Span,
    after: str,
    types: Mapping[str, LoadedType],
    library: ClauseLibrary,
    dossier: Dossier,
) -> Iterator[Diagnostic]:
    if after not in library.clauses:
        guess = closest(after, library.clauses)
        hint = f"Có phải «{guess}»?" if guess else "Xem các mã (ma) trong templates/dieu_khoan"
        yield UNKNOWN_NEIGHBOUR.at(span, f"thư viện không có điều khoản «{after}»", hint)
        return
    of_kind = [loaded for loaded in types.values() if OWNERS.get(loaded.declaration.subject) is owner]
    named = (clause for loaded in of_kind for clause in loaded.resting if clause.id == after)
    if not any(_has(clause, owner, record_id, dossier) for clause in named):
        message = f"{owner.paper} của {owner.noun} này không có điều khoản «{after}» nên điều riêng xếp ở cuối"
        yield ABSENT_NEIGHBOUR.at(span, message, "Chọn điều khoản khác, hoặc bỏ dòng «sau»")


def _shared_names(
    types: Mapping[str, LoadedType], engines: Mapping[str, Engine], library: ClauseLibrary
) -> dict[str, str]:
    """Return the names of clauses, paragraphs and points that papers share, with where each was given."""
    found: dict[str, str] = {}
    for key, engine in engines.items():
        if isinstance(engine, WordEngine) and types[key].declaration.subject in OWNERS:
            for clause in outline(engine.template):
                if clause.name:
                    found.setdefault(clause.name, f"{types[key].engine_file}, {clause.place}")
    for loaded in library.clauses.values():
        for resting in loaded.resting_places():
            name = loaded.places.text(*resting.path, "ma")
            if name is not None:
                found[name] = str(loaded.places.span(*resting.path, "ma"))
    return found
