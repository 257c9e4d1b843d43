"""The acts that the clauses of a template rest on: which an enterprise's paper cites, which are not in force any more.

A basis holds on the days that its own line gives («tu», «den»); without them always, so that an act that has lapsed
since is reported. Conditions in the record of an act stay for acts that no single clause rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.composition.clause_library import ClauseLibrary, LoadedClause
from docgen.composition.complaints_clauses import BASIS_NOT_IN_FORCE, UNKNOWN_ACT, UNUSED_CLAUSE
from docgen.composition.expression import Condition
from docgen.diagnostics import Diagnostic, Span
from docgen.model import ClauseBasis, LegalAct, in_force
from docgen.records import Dossier
from docgen.vietnamese import closest


@dataclass(frozen=True, slots=True)
class RestingClause:
    """A clause that a template has, the conditions around it with what each must be, its bases with their places."""

    id: str
    guards: tuple[tuple[Condition, bool], ...]
    bases: tuple[tuple[ClauseBasis, Span], ...]

    def applies(self, facts: Mapping[str, Any]) -> bool:
        """Tell whether a paper with these facts has the clause; what only the finished paper knows counts as met."""
        asked = (guard for guard in self.guards if all(name.split(".")[0] in facts for name in guard[0].names))
        return all(condition.holds(facts) is wanted for condition, wanted in asked)


def acts_of_clauses(
    resting: Iterable[RestingClause], dossier: Dossier, day: date, facts: Mapping[str, Any]
) -> dict[str, LegalAct]:
    """Return the acts, by id, that the clauses of a paper with these facts rest on: checked and in force on its day."""
    acts: dict[str, LegalAct] = {}
    for clause in resting:
        wanted = [basis for basis, _ in clause.bases if basis.act_id not in acts and _holds(basis, day)]
        known = [dossier.legal_acts[basis.act_id].value for basis in wanted if basis.act_id in dossier.legal_acts]
        good = [act for act in known if act.verified and in_force(act.since, act.until, day)]
        if good and clause.applies(facts):
            acts.update((act.id, act) for act in good)
    return acts


def lapsed_bases(
    resting: Iterable[RestingClause], dossier: Dossier, days: Iterable[date]
) -> Iterator[tuple[RestingClause, ClauseBasis, Span, set[date]]]:
    """Yield the bases that should hold on some of these days while their act is unknown or not in force then."""
    every = sorted(set(days))
    for clause in resting:
        for basis, span in clause.bases:
            wrong = {day for day in every if _holds(basis, day) and not _stands(basis.act_id, dossier, day)}
            if wrong:
                yield clause, basis, span, wrong


def lapsed_warning(
    clause: RestingClause, basis: ClauseBasis, span: Span, titles: list[str], dossier: Dossier
) -> Diagnostic:
    """Make the warning about a basis that is unknown or has lapsed, for the papers with these titles."""
    if basis.act_id not in dossier.legal_acts:
        return _unknown(basis.act_id, span, f" ({len(titles)} văn bản, trước hết là {titles[0]})", dossier)
    message = (
        f"Điều khoản «{clause.id}» dựa vào «{basis.act_id}» không có hiệu lực vào ngày của {len(titles)} văn bản, "
        f"trước hết là {titles[0]}; văn bản đó không được dẫn"
    )
    return BASIS_NOT_IN_FORCE.at(span, message, "Ghi «tu», «den» cho căn cứ này và thêm văn bản thay thế.")


def library_problems(library: ClauseLibrary, used: Iterable[str], dossier: Dossier) -> list[Diagnostic]:
    """Find clauses that no template has, and acts whose id seems misspelt.

    An act that no record knows is told with the papers that lack it: the library of a new office names many of them.
    """
    found = list(_unused(library, set(used)))
    for loaded in library.clauses.values():
        for position, basis in enumerate(loaded.clause.bases):
            if basis.act_id not in dossier.legal_acts and closest(basis.act_id, dossier.legal_acts):
                span = loaded.places.span("can_cu", position, "van_ban")
                found.append(_unknown(basis.act_id, span, "", dossier))
    return found


def _unused(library: ClauseLibrary, placed: set[str]) -> Iterator[Diagnostic]:
    """Warn of clauses that no template has; once for a file of several, of which none is used."""
    by_file: dict[str, list[LoadedClause]] = {}
    for loaded in library.clauses.values():
        by_file.setdefault(loaded.file, []).append(loaded)
    for file, clauses in by_file.items():
        idle = [loaded for loaded in clauses if loaded.clause.id not in placed]
        if len(idle) == len(clauses) > 1:
            message = f"không mẫu nào dùng một điều khoản nào trong {len(idle)} điều khoản của tệp này"
            yield UNUSED_CLAUSE.at(Span(file), message, "Nếu văn phòng không làm loại giấy tờ ấy thì chuyển tệp đi")
            continue
        for loaded in idle:
            name = loaded.clause.id
            message = f"điều khoản «{name}» không có trong mẫu nào"
            hint = f'Đặt {{{{ dieu_khoan("{name}") }}}} vào một mẫu Word, hoặc xóa điều khoản này'
            yield UNUSED_CLAUSE.at(loaded.places.span("ma"), message, hint)


def _unknown(act_id: str, span: Span, papers: str, dossier: Dossier) -> Diagnostic:
    guess = closest(act_id, dossier.legal_acts)
    hint = f"Có phải «{guess}»?" if guess else "Ghi văn bản đó vào records/van_ban_phap_luat"
    return UNKNOWN_ACT.at(span, f"không có văn bản «{act_id}» trong hồ sơ nên không được dẫn{papers}", hint)


def _stands(act_id: str, dossier: Dossier, day: date) -> bool:
    """Tell whether an act is in force on a day; a misspelt one is told elsewhere and passes."""
    if act_id not in dossier.legal_acts:
        return closest(act_id, dossier.legal_acts) is not None
    act = dossier.legal_acts[act_id].value
    return in_force(act.since, act.until, day)


def _holds(basis: ClauseBasis, day: date) -> bool:
    return (basis.since is None or basis.since <= day) and (basis.until is None or day <= basis.until)
