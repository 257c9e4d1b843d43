"""Why the papers of an enterprise or park have this clause and lack that one: the condition, the facts that decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.composition import OWNERS, Document, FieldTree, LoadedType, Selection, SubjectKind, compose, select
from docgen.diagnostics import Span
from docgen.model import ParkLocation
from docgen.production.check import CheckedOffice
from docgen.production.engines import WordEngine
from docgen.production.failures import REFUSALS
from docgen.records import Dossier, Record
from docgen.word import Clause, Guard, outline

_DEPTHS = {"chương": 0, "tên chương": 0, "mục": 1, "điều": 2, "khoản": 3, "điểm": 4}
_BY_PERIOD = frozenset(info.alias for info in ParkLocation.model_fields.values())
"""Keys of a park that its record writes once for each period."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field that a condition asks: dotted name, label, value, place; ``written`` is False where a default holds."""

    name: str
    label: str
    value: Any
    place: Span | None
    written: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition as the template writes it, whether it must be true, whether it came out so (None: not told)."""

    condition: str
    wanted: bool
    holds: bool | None


@dataclass(frozen=True, slots=True)
class ClauseReason:
    """One clause that depends on facts: level and text as in the template, whether the paper has it, and why.

    ``within`` is the heading of the article around it, empty for an article or chapter itself; ``name`` what the
    template calls it, empty where it has no name.
    """

    level: str
    within: str
    text: str
    present: bool | None
    reasons: tuple[Reason, ...]
    facts: tuple[Fact, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class PaperReasons:
    """The conditional clauses of one paper; ``made`` is False where the type or a missing fact leaves it out.

    ``always`` counts the clauses that stand under no condition, so that every such paper has them.
    """

    type_name: str
    template: str
    made: bool
    clauses: tuple[ClauseReason, ...]
    always: int = 0


def reasons_for(kind: SubjectKind, record_id: str, checked: CheckedOffice) -> list[PaperReasons]:
    """Return the conditional clauses of every Word paper that is made one per record of this kind.

    A record that asks for no such paper, as a park without a coordination regulation, has none.
    """
    owner = OWNERS[kind]
    record = owner.records(checked.dossier)[record_id]
    if owner.issue(record.value) is None:
        return []
    found: list[PaperReasons] = []
    for type_id, engine in checked.engines.items():
        loaded = checked.types[type_id]
        if loaded.declaration.subject is not kind or not isinstance(engine, WordEngine):
            continue
        document = _document(loaded, record_id, checked.dossier)
        clauses = tuple(AskedPaper(loaded, document, checked.dossier).clauses(engine)) if document else ()
        always = sum(not (clause.guards or clause.loops) for clause in outline(engine.template))
        found.append(PaperReasons(loaded.declaration.name, loaded.engine_file, document is not None, clauses, always))
    return found


def _document(loaded: LoadedType, record_id: str, dossier: Dossier) -> Document | None:
    for subject in select(loaded, dossier, Selection()):
        if subject.id != record_id:
            continue
        try:
            return compose(loaded, subject, dossier)[0]
        except REFUSALS:
            return None
    return None


@dataclass(frozen=True, slots=True)
class Nested:
    """A clause of an outline with the heading of the article around it, empty for an article or chapter itself.

    ``above`` is the position of the clause around it, ``inherited`` the number of its conditions that stand around that
    one too.
    """

    clause: Clause
    within: str
    above: int | None
    inherited: int


def nest(clauses: Sequence[Clause]) -> Iterator[Nested]:
    """Yield the clauses of an outline with what stands around each."""
    around: list[tuple[int, int]] = []
    for position, clause in enumerate(clauses):
        depth = _DEPTHS[clause.level]
        while around and around[-1][0] >= depth and not (clause.level == "tên chương" and around[-1][0] == depth):
            around.pop()
        above = around[-1][1] if around else None
        guards = clauses[above].guards if above is not None else ()
        within = next((clauses[at].text for _, at in around if clauses[at].level == "điều"), "")
        around.append((depth, position))
        yield Nested(clause, within, above, len(guards) if clause.guards[: len(guards)] == guards else 0)


def fact_value(fields: Mapping[str, Any], name: str) -> Any:
    """Return the value of the field with this dotted name, None where there is none."""
    value: Any = fields
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def fact_label(tree: FieldTree, name: str) -> str:
    """Return what a clerk calls the field with this dotted name, empty where it has no label."""
    found: FieldTree | None = tree
    for step in name.split("."):
        found = found.children.get(step) if found is not None else None
    return found.label if found is not None else ""


class AskedPaper:
    """The clauses of one paper asked for their reasons."""

    def __init__(self, loaded: LoadedType, document: Document, dossier: Dossier) -> None:
        self._tree = loaded.fields
        self._owner = OWNERS[loaded.declaration.subject]
        self._document = document
        self._dossier = dossier

    def clauses(self, engine: WordEngine) -> Iterator[ClauseReason]:
        """Yield the clauses whose conditions differ from those of the clause above them.

        What stands in an absent article is absent with it and is not told again.
        """
        seen: list[bool | None] = []
        for nested in nest(outline(engine.template)):
            clause = nested.clause
            reasons = tuple(_reason(guard, self._document.fields) for guard in clause.guards)
            present = _present(reasons, clause)
            seen.append(present)
            own = reasons[nested.inherited :]
            if own and (nested.above is None or seen[nested.above] is not False):
                facts = tuple(self.fact(name) for name in clause.names)
                name = getattr(clause, "name", "")
                yield ClauseReason(clause.level, nested.within, clause.text, present, own, facts, name)

    def fact(self, name: str) -> Fact:
        """Return the field with this dotted name: what it holds and where that is written."""
        root, *path = name.split(".")
        value, label = fact_value(self._document.fields, name), fact_label(self._tree, name)
        record = self._record_of(root)
        if record is None:
            return Fact(name, label, value, None, written=True)
        if root == "khu" and path[0] in _BY_PERIOD:
            return Fact(name, label, value, record.span("vi_tri"), written=True)
        written = record.places.node(*path) is not None
        return Fact(name, label, value, record.span(*path), written or root != self._owner.prefix)

    def _record_of(self, root: str) -> Record[Any] | None:
        if root == self._owner.prefix:
            return self._owner.records(self._dossier)[self._document.subject_id]
        return self._dossier.parks[self._document.fields["khu"]["ma"]] if root == "khu" else None


def _reason(guard: Guard, fields: Mapping[str, Any]) -> Reason:
    try:
        return Reason(guard.source, guard.wanted, guard.holds(fields))
    except REFUSALS:
        return Reason(guard.source, guard.wanted, None)


def _present(reasons: tuple[Reason, ...], clause: Clause) -> bool | None:
    answers = [reason.holds for reason in reasons]
    if False in answers:
        return False
    return None if None in answers or clause.loops else True
