"""The papers of a request: what each says and rests on, and what earlier runs need not compose again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from docgen.composition import Selection, Subject, SubjectKind, select
from docgen.diagnostics import Diagnostic
from docgen.production.check import CheckedOffice
from docgen.production.composing import Composition, SetAside, compose_one, digest_of_fields
from docgen.production.foundations import Foundations
from docgen.production.journal import Composed, Journal
from docgen.production.output_names import Placer, wanted_path
from docgen.production.spool import Spool

Key = tuple[str, str]

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


class Composer:
    """Composes the papers of one request, from the journal where nothing that they rest on has changed."""

    def __init__(self, checked: CheckedOffice, foundations: Foundations, spool: Spool) -> None:
        self._checked = checked
        self._foundations = foundations
        self._spool = spool

    def survey(self, types: tuple[str, ...], selection: Selection, journal: Journal, *, anew: bool) -> Survey:
        """Look at every subject of the selection; with ``anew`` nothing is taken from the journal. Raises OSError."""
        answer = Survey()
        for type_id in types:
            for subject in select(self._checked.types[type_id], self._checked.dossier, selection):
                key = (type_id, subject.id)
                answer.seen.add(key)
                known = None if anew else journal.composed.get(key)
                if known is None or journal.changed(known.rests_on):
                    self._compose(type_id, subject, answer)
                elif known.path:
                    names = journal.names(known.rests_on)
                    answer.papers.append(Paper(type_id, subject, known.title, known.path, known.said, names))
        return answer

    def fields_of(self, paper: Paper) -> dict[str, Any]:
        """Return the fields of a paper of the survey, composed again when they came from the journal."""
        kept = self._spool.get(paper.key)
        if kept is not None:
            return kept
        found = compose_one(self._checked, paper.type_id, paper.subject, self._checked.dossier).document
        if found is None:
            raise ValueError(f"{paper.key} is in the journal but cannot be composed")
        return found.fields

    def _compose(self, type_id: str, subject: Subject, answer: Survey) -> None:
        self._foundations.begin()
        found = compose_one(self._checked, type_id, subject, self._foundations.dossier)
        answer.diagnostics += found.diagnostics
        if found.set_aside is not None:
            answer.set_aside.append(found.set_aside)
            return
        names = self._foundations.noted(type_id)
        paper = self._paper(found, names)
        key = (type_id, subject.id)
        if paper is None:
            answer.composed[key] = (Composed("", "", b"", ""), names)
        else:
            answer.composed[key] = (Composed(paper.path, paper.title, paper.said, ""), names)
            answer.papers.append(paper)

    def _paper(self, found: Composition, names: tuple[str, ...]) -> Paper | None:
        document = found.document
        if document is None:
            return None
        self._spool.put((found.type_id, found.subject.id), document.fields)
        path = wanted_path(document, self._checked.engines[found.type_id].extension)
        return Paper(found.type_id, found.subject, document.title, path, digest_of_fields(document.fields), names)


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
