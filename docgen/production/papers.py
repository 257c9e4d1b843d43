"""The papers of a request: what each says and rests on, and what earlier runs need not compose again."""

from __future__ import annotations

import pickle
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from docgen.composition import Selection, Subject, SubjectKind, select
from docgen.diagnostics import Diagnostic
from docgen.production.check import CheckedOffice
from docgen.production.composing import SetAside, compose_one, digest_of_fields
from docgen.production.cores import usable_cores
from docgen.production.foundations import Foundations
from docgen.production.journal import Composed, Journal
from docgen.production.output_names import Placer, wanted_path
from docgen.production.side_by_side import can_fork, side_by_side
from docgen.production.spool import Spool, packed

Key = tuple[str, str]
MANY_PAPERS = 400
"""From so many papers to compose, doing it in several processes saves more than their start takes."""
_CHUNK = 50

PRINT_RUN = " (bản in)"
"""Marks in the journal what is made of many papers of a type: no folder of a type has such a name."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that can be made: its subject, a title for messages, its path below the output folder, what it says.

    ``said`` is the digest of its fields, ``rests_on`` names the files that decided them (sorted).
    """

    type_id: str
    subject: Subject
    title: str
    path: str
    said: bytes
    rests_on: tuple[str, ...]

    @property
    def subject_id(self) -> str:
        """The record that it is made for."""
        return self.subject.id

    @property
    def key(self) -> Key:
        """What tells it from every other paper of the office."""
        return (self.type_id, self.subject.id)


@dataclass(slots=True)
class Survey:
    """The papers of a request in a fixed order, those that cannot be composed, and all complaints on the way.

    ``composed`` is what was composed anew, for the journal (with its names not yet as numbers); ``seen`` are the keys
    of all subjects that were looked at.
    """

    papers: list[Paper] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    composed: dict[Key, tuple[Composed, tuple[str, ...]]] = field(default_factory=dict)
    seen: set[Key] = field(default_factory=set)


class _Composed(NamedTuple):
    """What came of one subject: why there is no paper, or what it rests on and, where there is one, what it says."""

    diagnostics: tuple[Diagnostic, ...]
    set_aside: SetAside | None = None
    names: tuple[str, ...] = ()
    path: str = ""
    title: str = ""
    said: bytes = b""
    fields: bytes = b""


class Composer:
    """Composes the papers of one request, from the journal where nothing that they rest on has changed."""

    def __init__(
        self, checked: CheckedOffice, foundations: Foundations, spool: Spool, processes: int | None = None
    ) -> None:
        """``processes`` is how many may compose at once, by default one for each core."""
        self._processes = processes or usable_cores()
        self._checked = checked
        self._foundations = foundations
        self._spool = spool
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}

    def survey(self, types: tuple[str, ...], selection: Selection, journal: Journal, *, anew: bool) -> Survey:
        """Look at every subject of the selection; with ``anew`` nothing is taken from the journal. Raises OSError."""
        rows: list[tuple[str, Subject, Composed | None]] = []
        for type_id in types:
            for subject in select(self._checked.types[type_id], self._checked.dossier, selection):
                known = None if anew else journal.composed.get((type_id, subject.id))
                rows.append((type_id, subject, None if known and journal.changed(known.rests_on) else known))
        unknown = [(type_id, subject) for type_id, subject, known in rows if known is None]
        found = iter(self._compose_all(unknown))
        answer = Survey(seen={(type_id, subject.id) for type_id, subject, _ in rows})
        for type_id, subject, known in rows:
            if known is None:
                self._enter(answer, type_id, subject, next(found))
            elif known.path:
                names = journal.names(known.rests_on)
                answer.papers.append(Paper(type_id, subject, known.title, known.path, known.said, names))
        return answer

    def fields_of(self, paper: Paper) -> bytes:
        """Return the packed fields of a paper of the survey, composed again when they came from the journal."""
        kept = self._spool.get(paper.key)
        if kept is not None:
            return kept
        found = compose_one(self._checked, paper.type_id, paper.subject, self._checked.dossier).document
        if found is None:
            raise ValueError(f"{paper.key} is in the journal but cannot be composed")
        return packed(found.fields)

    def open_fields_of(self, paper: Paper) -> dict[str, Any]:
        """Return the fields of a paper, for what this process makes of them itself."""
        fields: dict[str, Any] = pickle.loads(self.fields_of(paper))  # noqa: S301 - packed by this process
        return fields

    def _compose_all(self, rows: list[tuple[str, Subject]]) -> list[_Composed]:
        """Compose these papers, many of them side by side in copies of this process; their fields go to the spool."""
        found: dict[int, _Composed] = {}
        if len(rows) >= MANY_PAPERS and self._processes > 1 and can_fork():
            chunks = [range(first, min(first + _CHUNK, len(rows))) for first in range(0, len(rows), _CHUNK)]
            shares = [chunks[share :: self._processes] for share in range(self._processes)]

            def work(chunk: range) -> bytes:
                return pickle.dumps([(at, self._compose(*rows[at])) for at in chunk], pickle.HIGHEST_PROTOCOL)

            with closing(side_by_side(work, shares)) as answers:
                for data in answers:
                    for at, composed in pickle.loads(data):  # noqa: S301 - from a copy of this process
                        found[at] = self._kept(rows[at], composed)
        # Here and now: all of few papers, and what a process that died was to compose.
        for at, row in enumerate(rows):
            if at not in found:
                found[at] = self._kept(row, self._compose(*row))
        return [found[at] for at in range(len(rows))]

    def _kept(self, row: tuple[str, Subject], composed: _Composed) -> _Composed:
        """Put the fields of a paper into the spool; equal lists of names become one."""
        type_id, subject = row
        if composed.fields:
            self._spool.put((type_id, subject.id), composed.fields)
        return composed._replace(fields=b"", names=self._names.setdefault(composed.names, composed.names))

    def _compose(self, type_id: str, subject: Subject) -> _Composed:
        """Compose one paper; only looks."""
        self._foundations.begin()
        found = compose_one(self._checked, type_id, subject, self._foundations.dossier)
        if found.set_aside is not None:
            return _Composed(found.diagnostics, found.set_aside)
        names = self._foundations.noted(type_id)
        document = found.document
        if document is None:
            return _Composed(found.diagnostics, names=names)
        path = wanted_path(document, self._checked.engines[type_id].extension)
        said = digest_of_fields(document.fields)
        return _Composed(found.diagnostics, None, names, path, document.title, said, packed(document.fields))

    @staticmethod
    def _enter(answer: Survey, type_id: str, subject: Subject, found: _Composed) -> None:
        answer.diagnostics += found.diagnostics
        if found.set_aside is not None:
            answer.set_aside.append(found.set_aside)
            return
        answer.composed[type_id, subject.id] = (Composed(found.path, found.title, found.said, ""), found.names)
        if found.path:
            answer.papers.append(Paper(type_id, subject, found.title, found.path, found.said, found.names))


def made_apart(checked: CheckedOffice) -> frozenset[str]:
    """Return the types whose papers no plain build makes: they say what a review found, or are files for a printer."""
    kinds = {key: loaded.declaration.subject for key, loaded in checked.types.items()}
    reviewed = {key for key, kind in kinds.items() if kind is SubjectKind.REVIEWED_PARK}
    return frozenset(reviewed | {f"{key}{PRINT_RUN}" for key in kinds})


def place(papers: list[Paper], journal: Journal, *, restricted: bool) -> list[Paper]:
    """Return the papers with paths that are all different.

    When only a part of the papers is asked for (``restricted``), the files of the others keep their paths too.
    """
    asked = {paper.key for paper in papers}
    notes = journal.files.values() if restricted else ()
    others = {note.path for note in notes if (note.type_id, note.subject_id) not in asked}
    placer = Placer(others)
    placed = ((paper, placer.place(paper.path)) for paper in papers)
    return [paper if path == paper.path else replace(paper, path=path) for paper, path in placed]
