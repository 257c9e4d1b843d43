"""Every clause of a document type held against every subject of it: who has which, what the conditions are good for.

Subjects are enterprises or parks. A condition is asked once for each of them, and clauses under the same conditions
share the answer, so that thousands of enterprises take seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.composition import OWNERS, LoadedType, Selection, Subject, compose, select
from docgen.production.check import CheckedOffice
from docgen.production.clause_reasons import fact_label, fact_value, nest
from docgen.production.engines import WordEngine
from docgen.production.failures import REFUSALS
from docgen.vietnamese import sort_key
from docgen.word import Clause, Guard, outline


@dataclass(frozen=True, slots=True)
class MatrixClause:
    """A clause of the template: its position from 1, level, name (None where it has none), text, article around it.

    ``conditions`` are all conditions around it and whether each must be true; ``own`` tells that it has one which the
    clause above it has not. ``used`` subjects have it, of ``unsure`` ones a loop decides.
    """

    position: int
    level: str
    name: str | None
    text: str
    within: str
    conditions: tuple[tuple[str, bool], ...]
    loops: tuple[str, ...]
    own: bool
    used: int
    unsure: int


@dataclass(frozen=True, slots=True)
class MatrixSubject:
    """An enterprise or park: ``present`` tells for each clause of the matrix whether it has it (None: a loop decides).

    ``facts`` are the values of the fields that conditions ask, in the order of the matrix; ``place`` its file and line.
    """

    id: str
    name: str
    park_id: str
    park_name: str
    place: str
    present: tuple[bool | None, ...]
    facts: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class MatrixCondition:
    """A condition as the template writes it: how many clauses stand under it, how many subjects make it true."""

    source: str
    clauses: int
    holds: int


@dataclass(frozen=True, slots=True)
class ClauseMatrix:
    """The clauses of one type and the subjects that get it, by park; ``facts`` are names and labels of fields.

    ``noun`` is what a clerk calls one subject, ``without`` are those that get no paper of the type: its condition
    leaves them out or a fact is missing.
    """

    type_name: str
    template: str
    noun: str
    clauses: tuple[MatrixClause, ...]
    subjects: tuple[MatrixSubject, ...]
    conditions: tuple[MatrixCondition, ...]
    facts: tuple[tuple[str, str], ...]
    without: tuple[str, ...]

    @property
    def never_used(self) -> tuple[MatrixClause, ...]:
        """Clauses that no subject has."""
        return tuple(clause for clause in self.clauses if not clause.used and not clause.unsure)

    @property
    def always_used(self) -> tuple[MatrixClause, ...]:
        """Clauses under a condition that every subject has all the same."""
        whole = len(self.subjects)
        return tuple(clause for clause in self.clauses if clause.own and clause.used == whole)

    @property
    def never_true(self) -> tuple[MatrixCondition, ...]:
        """Conditions that no record makes true."""
        return tuple(condition for condition in self.conditions if not condition.holds)

    @property
    def combinations(self) -> int:
        """How many different sets of clauses there are."""
        return len({subject.present for subject in self.subjects})

    @property
    def alone(self) -> tuple[MatrixSubject, ...]:
        """Subjects whose set of clauses no other one has."""
        count = Counter(subject.present for subject in self.subjects)
        return tuple(subject for subject in self.subjects if count[subject.present] == 1)


def clause_matrices(checked: CheckedOffice, selection: Selection) -> list[ClauseMatrix]:
    """Return the matrix of every Word type whose papers rest on clauses, for the subjects of the selection."""
    return [
        _Asking(checked.types[type_id], checked, outline(engine.template)).matrix(selection)
        for type_id, engine in checked.engines.items()
        if isinstance(engine, WordEngine) and checked.types[type_id].declaration.subject in OWNERS
    ]


_Key = tuple[str, bool]
"""A condition as written, and whether it can be told beforehand (outside the loop whose variable it asks)."""
_Chain = tuple[tuple[tuple[_Key, bool], ...], bool]
"""The conditions around a clause, whether each must be true, and whether a loop stands around it."""


class _Asking:
    """The clauses of one type, whose conditions are asked for one subject after the other."""

    def __init__(self, loaded: LoadedType, checked: CheckedOffice, clauses: tuple[Clause, ...]) -> None:
        self._loaded = loaded
        self._dossier = checked.dossier
        self._owner = OWNERS[loaded.declaration.subject]
        self._clauses = clauses
        self._guards = {_key(guard): guard for clause in clauses for guard in clause.guards}
        # Hashing a compiled condition for every clause of every subject would cost more than asking it.
        chains: dict[_Chain, int] = {}
        self._chain_of = [chains.setdefault(_chain(clause), len(chains)) for clause in clauses]
        self._chains = tuple(chains)
        names = (name for guard in self._guards.values() if guard.condition for name in guard.condition.names)
        self._names = tuple(dict.fromkeys(names))

    def matrix(self, selection: Selection) -> ClauseMatrix:
        """Ask for every subject of the selection."""
        found: list[MatrixSubject] = []
        without: list[str] = []
        true: Counter[_Key] = Counter()
        for subject in select(self._loaded, self._dossier, selection):
            fields = self._fields(subject)
            if fields is None:
                without.append(subject.id)
                continue
            answers = dict(self._answers(fields))
            true.update(key for key, answer in answers.items() if answer)
            found.append(self._subject(subject, fields, answers))
        order = {name: sort_key(name) for name in {item.park_name for item in found}}
        found.sort(key=lambda item: (order[item.park_name], item.id))
        under = Counter(key for clause in self._clauses for key in {_key(guard) for guard in clause.guards})
        told = [key for key in self._guards if key[1]]
        return ClauseMatrix(
            self._loaded.declaration.name,
            self._loaded.engine_file,
            self._owner.noun,
            tuple(self._counted(found)),
            tuple(found),
            tuple(MatrixCondition(key[0], under[key], true[key]) for key in told),
            tuple((name, fact_label(self._loaded.fields, name)) for name in self._names),
            tuple(without),
        )

    def _fields(self, subject: Subject) -> Mapping[str, Any] | None:
        try:
            document, _ = compose(self._loaded, subject, self._dossier)
        except REFUSALS:
            return None
        return None if document is None else document.fields

    def _answers(self, fields: Mapping[str, Any]) -> Iterator[tuple[_Key, bool | None]]:
        for key, guard in self._guards.items():
            try:
                yield key, None if guard.condition is None else guard.condition.holds(fields)
            except REFUSALS:
                yield key, None

    def _subject(
        self, subject: Subject, fields: Mapping[str, Any], answers: Mapping[_Key, bool | None]
    ) -> MatrixSubject:
        by_chain = [_holds(chain, answers) for chain in self._chains]
        record = self._owner.records(self._dossier)[subject.id]
        return MatrixSubject(
            subject.id,
            self._owner.name(record.value),
            fields["khu"]["ma"],
            fields["khu"]["ten_day_du"],
            f"{record.file}:{record.first_line}",
            tuple(by_chain[chain] for chain in self._chain_of),
            tuple(fact_value(fields, name) for name in self._names),
        )

    def _counted(self, subjects: Iterable[MatrixSubject]) -> Iterator[MatrixClause]:
        columns = list(zip(*(subject.present for subject in subjects), strict=True))
        for position, nested in enumerate(nest(self._clauses)):
            clause = nested.clause
            column: tuple[bool | None, ...] = columns[position] if columns else ()
            yield MatrixClause(
                position + 1,
                clause.level,
                getattr(clause, "name", None),
                clause.text,
                nested.within,
                tuple((guard.source, guard.wanted) for guard in clause.guards),
                clause.loops,
                len(clause.guards) > nested.inherited,
                column.count(True),
                column.count(None),
            )


def _key(guard: Guard) -> _Key:
    return guard.source, guard.condition is not None


def _chain(clause: Clause) -> _Chain:
    return tuple((_key(guard), guard.wanted) for guard in clause.guards), bool(clause.loops)


def _holds(chain: _Chain, answers: Mapping[_Key, bool | None]) -> bool | None:
    guards, loops = chain
    told = [None if (answer := answers[key]) is None else answer is wanted for key, wanted in guards]
    if False in told:
        return False
    return None if None in told or loops else True
