"""The own clauses of enterprises against templates and library: where they stand, what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.composition import ClauseLibrary, LoadedType, RestingClause, SubjectKind, enterprise_facts
from docgen.composition.complaints_clauses import ABSENT_NEIGHBOUR, OWN_NAME_TAKEN, OWN_NAME_TWICE, UNKNOWN_NEIGHBOUR
from docgen.diagnostics import Diagnostic, Span
from docgen.model import Enterprise, OwnClause
from docgen.production.engines import Engine, WordEngine
from docgen.production.failures import REFUSALS
from docgen.records import Dossier, Record
from docgen.vietnamese import closest
from docgen.word import outline


def followed_clauses(dossier: Dossier) -> frozenset[str]:
    """Return the ids of the clauses after which an enterprise wants clauses of its own."""
    return frozenset(clause.after for _, _, clause in _own_clauses(dossier) if clause.after is not None)


def own_names(dossier: Dossier) -> frozenset[str]:
    """Return the names that enterprises give to clauses of their own; several may use one name."""
    return frozenset(clause.name for _, _, clause in _own_clauses(dossier) if clause.name is not None)


def own_clause_problems(
    types: Mapping[str, LoadedType], engines: Mapping[str, Engine], library: ClauseLibrary, dossier: Dossier
) -> Iterator[Diagnostic]:
    """Find own clauses whose place is unknown or absent from their enterprise's papers, and names taken already."""
    taken = _shared_names(types, engines, library) if library.own_names else {}
    seen: dict[tuple[str, str], Span] = {}
    for record, position, own in _own_clauses(dossier):
        if own.after is not None:
            yield from _place_problems(record, position, own.after, types, library, dossier)
        if own.name is None:
            continue
        span = record.span("dieu_rieng", position, "ma")
        earlier = seen.setdefault((record.value.id, own.name), span)
        if own.name in taken:
            message = f"mã «{own.name}» đã đặt cho điều khoản chung ở {taken[own.name]}"
            yield OWN_NAME_TAKEN.at(span, message, "Đổi mã của điều riêng này")
        elif earlier is not span:
            message = f"mã «{own.name}» đã đặt cho điều riêng ở {earlier}"
            yield OWN_NAME_TWICE.at(span, message, "Mỗi điều riêng một mã; đổi mã ở một trong hai nơi")


def has_clause(clause: RestingClause, enterprise_id: str, dossier: Dossier) -> bool:
    """Tell whether the papers of an enterprise have a clause; one whose facts are wrong or missing counts as not."""
    if dossier.enterprises[enterprise_id].value.park_id not in dossier.parks:
        return False
    facts = enterprise_facts(enterprise_id, dossier)
    try:
        return not isinstance(facts, list) and clause.applies(facts[0])
    except REFUSALS:
        return False


def _own_clauses(dossier: Dossier) -> Iterator[tuple[Record[Enterprise], int, OwnClause]]:
    for record in dossier.enterprises.values():
        for position, clause in enumerate(record.value.own_clauses):
            yield record, position, clause


def _place_problems(
    record: Record[Enterprise],
    position: int,
    after: str,
    types: Mapping[str, LoadedType],
    library: ClauseLibrary,
    dossier: Dossier,
) -> Iterator[Diagnostic]:
    span = record.span("dieu_rieng", position, "sau")
    if after not in library.clauses:
        guess = closest(after, library.clauses)
        hint = f"Có phải «{guess}»?" if guess else "Xem các mã (ma) trong templates/dieu_khoan"
        yield UNKNOWN_NEIGHBOUR.at(span, f"thư viện không có điều khoản «{after}»", hint)
        return
    named = (clause for loaded in types.values() for clause in loaded.resting if clause.id == after)
    if not any(has_clause(clause, record.value.id, dossier) for clause in named):
        message = f"nội quy của doanh nghiệp này không có điều khoản «{after}» nên điều riêng xếp ở cuối"
        yield ABSENT_NEIGHBOUR.at(span, message, "Chọn điều khoản khác, hoặc bỏ dòng «sau»")


def _shared_names(
    types: Mapping[str, LoadedType], engines: Mapping[str, Engine], library: ClauseLibrary
) -> dict[str, str]:
    """Return the names of clauses, paragraphs and points that enterprises share, with where each was given."""
    found: dict[str, str] = {}
    for key, engine in engines.items():
        if isinstance(engine, WordEngine) and types[key].declaration.subject is SubjectKind.ENTERPRISE:
            for clause in outline(engine.template):
                if clause.name:
                    found.setdefault(clause.name, f"{types[key].engine_file}, {clause.place}")
    for loaded in library.clauses.values():
        for resting in loaded.resting_places():
            name = loaded.places.text(*resting.path, "ma")
            if name is not None:
                found[name] = str(loaded.places.span(*resting.path, "ma"))
    return found
